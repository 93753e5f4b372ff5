//! Phrases as a tree of words and marks, found in one pass over the tokens.

use rustc_hash::FxHashMap;

use super::lexicon::Class;
use super::lists;
use super::token::{Case, Kind, Token};

/// The lists from this one on share a bit of [`Phrases::kinds`]: they are asked for least.
const SHARED: u16 = u128::BITS as u16 - 2 - Class::List as u16;

/// A list of phrases as a bit of [`Phrases::kinds`].
pub const fn list_bit(list: u16) -> u128 {
    1 << if is_shared(list) { SHARED } else { list }
}

/// Whether the bit of a list is that of others too.
pub const fn is_shared(list: u16) -> bool {
    list >= SHARED
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
    1 << (SHARED + 1 + class as u16)
}

/// Phrases as a tree of words and marks.
#[derive(Default)]
pub(super) struct Trie {
    /// Children of a node by key; the root is node 0.
    children: FxHashMap<(u32, u64), u32>,
    /// The children of the root by the number of their word: without a capital, with one. Most words
    /// start no phrase.
    starts: Vec<[Option<u32>; 2]>,
    /// The ASCII marks that start a phrase, as bits.
    marks: u128,
    nodes: Vec<Node>,
}

#[derive(Default)]
struct Node {
    outputs: Vec<(Class, u16)>,
    /// The outputs as bits of [`Phrases::kinds`].
    kinds: u128,
    /// The last bits of the keys of its children, as bits: most words lead on from no node.
    next: u64,
}

impl Trie {
    pub(super) fn insert(&mut self, tokens: &[Token], class: Class, payload: u16) {
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
        }
        let mut node = 0;
        for (at, token) in tokens.iter().enumerate() {
            let Some(key) = key_of(token) else { return };
            let glued = u64::from(at > 0 && !token.spaced) << 40;
            let has_capital = token.case != Case::Lower;
            let capital = u64::from(has_capital) << 41;
            let next = self.nodes.len() as u32;
            self.nodes[node as usize].next |= last_bits(key);
            node = *self.children.entry((node, key | glued | capital)).or_insert(next);
            if node == next {
                self.nodes.push(Node::default());
            }
            match token.kind {
                Kind::Word if at == 0 => {
                    let word = token.word as usize;
                    if self.starts.len() <= word {
                        self.starts.resize(word + 1, [None; 2]);
                    }
                    self.starts[word][usize::from(has_capital)] = Some(node);
                }
                Kind::Mark(mark) if at == 0 && mark.is_ascii() => self.marks |= 1 << mark as u32,
                _ => {}
            }
        }
        let output = (class, payload);
        let node = &mut self.nodes[node as usize];
        if !node.outputs.contains(&output) {
            node.outputs.push(output);
        }
        node.kinds |= class_bit(class);
        if class == Class::List && payload < lists::COUNT {
            node.kinds |= list_bit(payload);
        }
    }

    /// Finds all phrases but those that start with one of the `names`.
    pub(super) fn find(&self, tokens: &[Token], names: &[u32]) -> Phrases {
        let mut phrases = Phrases {
            found: Vec::with_capacity(tokens.len()),
            index: Vec::with_capacity(tokens.len() + 1),
            kinds: vec![0; tokens.len()],
        };
        let mut open: Vec<u32> = Vec::new();
        let mut next: Vec<u32> = Vec::new();
        for (start, first) in tokens.iter().enumerate() {
            phrases.index.push(phrases.found.len() as u32);
            self.roots(first, &mut open);
            if open.is_empty() || names.binary_search(&(start as u32)).is_ok() {
                continue;
            }
            let mut end = start;
            let mut kinds = 0;
            loop {
                end += 1;
                let mut goes_on = 0;
                for &node in &open {
                    let node = &self.nodes[node as usize];
                    kinds |= node.kinds;
                    goes_on |= node.next;
                    for &(class, payload) in &node.outputs {
                        phrases.found.push(Phrase { end: end as u32, class, payload });
                    }
                }
                let Some(token) = tokens.get(end).filter(|_| goes_on != 0) else { break };
                let Some(key) = key_of(token).filter(|key| last_bits(*key) & goes_on != 0) else {
                    break;
                };
                next.clear();
                self.step(token, key, &open, &mut next);
                std::mem::swap(&mut open, &mut next);
                if open.is_empty() {
                    break;
                }
            }
            phrases.kinds[start] = kinds;
        }
        phrases.index.push(phrases.found.len() as u32);
        phrases
    }

    /// The nodes of phrases that start with a token; one written with a capital must have it.
    fn roots(&self, token: &Token, into: &mut Vec<u32>) {
        into.clear();
        match token.kind {
            Kind::Word => {
                let Some([plain, capital]) = self.starts.get(token.word as usize) else { return };
                into.extend(plain);
                if token.case != Case::Lower {
                    into.extend(capital);
                }
            }
            Kind::Mark(mark) if !mark.is_ascii() || self.marks & (1 << mark as u32) != 0 => {
                into.extend(key_of(token).and_then(|key| self.children.get(&(0, key))));
            }
            _ => {}
        }
    }

    /// The nodes that a token leads to from some.
    fn step(&self, token: &Token, key: u64, from: &[u32], into: &mut Vec<u32>) {
        // A phrase written as one piece must stand so; one with a capital too.
        let glued: &[u64] = if token.spaced { &[0] } else { &[0, 1 << 40] };
        let capital: &[u64] = if token.case == Case::Lower { &[0] } else { &[0, 1 << 41] };
        let bits = last_bits(key);
        for &node in from.iter().filter(|node| self.nodes[**node as usize].next & bits != 0) {
            for glue in glued {
                for case in capital {
                    into.extend(self.children.get(&(node, key | glue | case)));
                }
            }
        }
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

fn last_bits(key: u64) -> u64 {
    1 << (key % 64)
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
