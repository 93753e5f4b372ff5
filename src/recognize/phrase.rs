//! Phrases as a tree of words and marks, found in one pass over the tokens.

use rustc_hash::FxHashMap;

use super::lexicon::Class;
use super::lists;
use super::token::{Case, Kind, Token};

/// A list of phrases as a bit of [`Phrases::kinds`].
pub const fn list_bit(list: u16) -> u128 {
    1 << list
}

/// Some lists as bits of [`Phrases::kinds`].
pub const fn list_bits(lists: &[u16]) -> u128 {
    match lists {
        [first, rest @ ..] => list_bit(*first) | list_bits(rest),
        [] => 0,
    }
}

/// A class of phrases as a bit of [`Phrases::kinds`].
pub const fn class_bit(class: Class) -> u128 {
    1 << (lists::COUNT + class as u16)
}

const _: () = assert!(lists::COUNT + (Class::List as u16) < u128::BITS as u16);

/// Phrases as a tree of words and marks.
#[derive(Default)]
pub(super) struct Trie {
    /// Children of a node by key; the root is node 0.
    children: FxHashMap<(u32, u64), u32>,
    /// Whether a word starts a phrase, by its number: most words do not.
    starts: Vec<bool>,
    /// The ASCII marks that start a phrase, as bits.
    marks: u128,
    nodes: Vec<Node>,
}

#[derive(Default)]
struct Node {
    outputs: Vec<(Class, u16)>,
    is_inner: bool,
}

impl Trie {
    pub(super) fn insert(&mut self, tokens: &[Token], class: Class, payload: u16) {
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
        }
        let mut node = 0;
        for (at, token) in tokens.iter().enumerate() {
            let Some(key) = key_of(token) else { return };
            match token.kind {
                Kind::Word if at == 0 => {
                    let word = token.word as usize;
                    if self.starts.len() <= word {
                        self.starts.resize(word + 1, false);
                    }
                    self.starts[word] = true;
                }
                Kind::Mark(mark) if at == 0 && mark.is_ascii() => self.marks |= 1 << mark as u32,
                _ => {}
            }
            let glued = u64::from(at > 0 && !token.spaced) << 40;
            let capital = u64::from(token.case != Case::Lower) << 41;
            let next = self.nodes.len() as u32;
            self.nodes[node as usize].is_inner = true;
            node = *self.children.entry((node, key | glued | capital)).or_insert(next);
            if node == next {
                self.nodes.push(Node::default());
            }
        }
        let output = (class, payload);
        let outputs = &mut self.nodes[node as usize].outputs;
        if !outputs.contains(&output) {
            outputs.push(output);
        }
    }

    pub(super) fn find(&self, tokens: &[Token]) -> Phrases {
        let mut phrases = Phrases {
            found: Vec::with_capacity(tokens.len()),
            index: Vec::with_capacity(tokens.len() + 1),
            kinds: vec![0; tokens.len()],
        };
        let mut open: Vec<u32> = Vec::new();
        let mut next: Vec<u32> = Vec::new();
        for (start, first) in tokens.iter().enumerate() {
            phrases.index.push(phrases.found.len() as u32);
            let can_start = match first.kind {
                Kind::Word => self.starts.get(first.word as usize).copied().unwrap_or(false),
                Kind::Mark(mark) => !mark.is_ascii() || self.marks & (1 << mark as u32) != 0,
                Kind::Digits => false,
            };
            if !can_start {
                continue;
            }
            open.clear();
            open.push(0);
            for (length, token) in tokens[start..].iter().enumerate() {
                let Some(key) = key_of(token) else { break };
                next.clear();
                for &node in &open {
                    // A phrase written as one piece must stand so; one with a capital too.
                    let glued: &[u64] =
                        if length == 0 || token.spaced { &[0] } else { &[0, 1 << 40] };
                    let capital: &[u64] =
                        if token.case == Case::Lower { &[0] } else { &[0, 1 << 41] };
                    for glue in glued {
                        for case in capital {
                            next.extend(self.children.get(&(node, key | glue | case)));
                        }
                    }
                }
                for &node in &next {
                    for &(class, payload) in &self.nodes[node as usize].outputs {
                        let end = (start + length + 1) as u32;
                        phrases.found.push(Phrase { end, class, payload });
                        phrases.kinds[start] |= class_bit(class);
                        if class == Class::List && payload < lists::COUNT {
                            phrases.kinds[start] |= list_bit(payload);
                        }
                    }
                }
                next.retain(|node| self.nodes[*node as usize].is_inner);
                std::mem::swap(&mut open, &mut next);
                if open.is_empty() {
                    break;
                }
            }
        }
        phrases.index.push(phrases.found.len() as u32);
        phrases
    }
}

/// A token as a key; digits are in no phrase.
fn key_of(token: &Token) -> Option<u64> {
    match token.kind {
        Kind::Word if token.word > 0 => Some(u64::from(token.word)),
        Kind::Mark(mark) => Some(1 << 32 | u64::from(mark as u32)),
        _ => None,
    }
}

/// A phrase found.
#[derive(Clone, Copy, Debug)]
pub struct Phrase {
    /// One past its last token.
    pub end: u32,
    /// What it is for.
    pub class: Class,
    /// What it means, by class.
    pub payload: u16,
}

/// The phrases of a text by their first token.
#[derive(Clone, Debug)]
pub struct Phrases {
    found: Vec<Phrase>,
    index: Vec<u32>,
    kinds: Vec<u128>,
}

impl Phrases {
    /// The lists and classes of the phrases that start with a token, as bits: most tokens start none,
    /// and most questions end here.
    pub fn kinds(&self, token: usize) -> u128 {
        self.kinds.get(token).copied().unwrap_or(0)
    }

    /// The phrases that start with a token, shorter ones first.
    pub fn at(&self, token: usize) -> &[Phrase] {
        match (self.index.get(token), self.index.get(token + 1)) {
            (Some(&from), Some(&to)) => &self.found[from as usize..to as usize],
            _ => &[],
        }
    }
}
