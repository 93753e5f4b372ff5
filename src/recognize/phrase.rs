//! Phrases as a tree of words and marks, found in one pass over the tokens.

use std::ops::Range;

use super::lexicon::Class;
use super::lists;
use super::token::{Case, Kind, Token};
use super::tree::Edges;

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
    edges: Edges,
    nodes: Vec<Node>,
    /// By the number of a word the nodes that it leads to from the root, without a capital and with
    /// one; 0 for none. Most words start no phrase.
    starts: Vec<[u32; 2]>,
    /// The ASCII marks that start a phrase, as bits.
    marks: u128,
}

#[derive(Default)]
struct Node {
    outputs: Vec<(Class, u16)>,
    /// The outputs as bits of [`Phrases::kinds`].
    kinds: u128,
    /// The last bits of the keys of its edges, as bits: most words lead on from no node.
    next: u64,
}

/// In the key of an edge: the token is a mark, stands right behind the one before, has a capital.
const MARK: u32 = 1 << 31;
const GLUED: u32 = 1 << 30;
const CAPITAL: u32 = 1 << 29;

impl Trie {
    pub(super) fn insert(&mut self, tokens: &[Token], class: Class, payload: u16) {
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
        }
        let mut node = 0;
        for (at, token) in tokens.iter().enumerate() {
            let Some(key) = key_of(token) else { return };
            let glued = if at > 0 && !token.spaced { GLUED } else { 0 };
            let capital = if token.case != Case::Lower { CAPITAL } else { 0 };
            let next = self.nodes.len() as u32;
            self.nodes[node as usize].next |= last_bits(key);
            node = self.edges.get_or_insert(node, key | glued | capital, next);
            if node == next {
                self.nodes.push(Node::default());
            }
            match token.kind {
                Kind::Word if at == 0 => {
                    let word = token.word as usize;
                    self.starts.resize(self.starts.len().max(word + 1), [0; 2]);
                    self.starts[word][usize::from(capital > 0)] = node;
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

    /// Finds all phrases but those that start with a name that is a verb elsewhere.
    pub(super) fn find(&self, tokens: &[Token]) -> Phrases {
        let mut phrases = Phrases {
            found: Vec::with_capacity(tokens.len()),
            index: Vec::with_capacity(tokens.len() + 1),
            kinds: Vec::with_capacity(tokens.len()),
        };
        let mut nodes: [Vec<u32>; 2] = Default::default();
        for (start, first) in tokens.iter().enumerate() {
            phrases.index.push(phrases.found.len() as u32);
            let (plain, capital) = self.roots(first);
            let mut reached = Reached::default();
            if plain > 0 {
                self.reach(plain, start + 1, &mut reached, &mut phrases.found);
            }
            if capital > 0 {
                self.reach(capital, start + 1, &mut reached, &mut phrases.found);
            }
            // Few phrases that start go on.
            if let Some(key) = reached.next_key(tokens, start + 1) {
                nodes[0].clear();
                nodes[0].extend([plain, capital].into_iter().filter(|node| *node > 0));
                self.follow(tokens, start + 1, key, &mut nodes, &mut reached, &mut phrases.found);
            }
            phrases.kinds.push(reached.kinds);
        }
        phrases.index.push(phrases.found.len() as u32);
        phrases
    }

    /// The phrases that end at a node, and what its edges have.
    #[inline]
    fn reach(&self, node: u32, end: usize, reached: &mut Reached, found: &mut Vec<Phrase>) {
        let node = &self.nodes[node as usize];
        reached.kinds |= node.kinds;
        reached.next |= node.next;
        for &(class, payload) in &node.outputs {
            found.push(Phrase { end: end as u32, class, payload });
        }
    }

    /// The longer phrases: from the first of two lists of nodes on, with the `key` of the token at
    /// `at`.
    fn follow(
        &self,
        tokens: &[Token],
        mut at: usize,
        mut key: u32,
        [open, next]: &mut [Vec<u32>; 2],
        reached: &mut Reached,
        found: &mut Vec<Phrase>,
    ) {
        loop {
            next.clear();
            self.step(&tokens[at], key, open, next);
            std::mem::swap(open, next);
            at += 1;
            reached.next = 0;
            for &node in open.iter() {
                self.reach(node, at, reached, found);
            }
            match reached.next_key(tokens, at) {
                Some(next) => key = next,
                None => return,
            }
        }
    }

    /// The nodes of phrases that start with a token, 0 for none: without a capital, with one, which
    /// the token must have then.
    #[inline]
    fn roots(&self, token: &Token) -> (u32, u32) {
        match token.kind {
            Kind::Word if token.word == 0 || token.is_homonym => (0, 0),
            Kind::Word => match self.starts.get(token.word as usize) {
                Some(&[plain, capital]) if token.case != Case::Lower => (plain, capital),
                Some(&[plain, _]) => (plain, 0),
                None => (0, 0),
            },
            Kind::Mark(mark) if !mark.is_ascii() || self.marks & (1 << mark as u32) != 0 => {
                (self.edges.get(0, MARK | mark as u32).unwrap_or(0), 0)
            }
            _ => (0, 0),
        }
    }

    /// The nodes that a token leads to from some.
    fn step(&self, token: &Token, key: u32, from: &[u32], into: &mut Vec<u32>) {
        // A phrase written as one piece must stand so; one with a capital too.
        let glued: &[u32] = if token.spaced { &[0] } else { &[0, GLUED] };
        let capital: &[u32] = if token.case == Case::Lower { &[0] } else { &[0, CAPITAL] };
        let bits = last_bits(key);
        for &node in from.iter().filter(|node| self.nodes[**node as usize].next & bits != 0) {
            for glue in glued {
                for case in capital {
                    into.extend(self.edges.get(node, key | glue | case));
                }
            }
        }
    }
}

/// What the nodes reached so far have.
#[derive(Default)]
struct Reached {
    /// The kinds of their phrases.
    kinds: u128,
    /// The last bits of the keys of the edges of the last ones.
    next: u64,
}

impl Reached {
    /// The key of a token, if an edge may have it.
    #[inline]
    fn next_key(&self, tokens: &[Token], at: usize) -> Option<u32> {
        let token = tokens.get(at).filter(|_| self.next != 0)?;
        key_of(token).filter(|key| last_bits(*key) & self.next != 0)
    }
}

/// A token as a key; digits are in no phrase.
fn key_of(token: &Token) -> Option<u32> {
    match token.kind {
        Kind::Word if token.word > 0 => Some(token.word),
        Kind::Mark(mark) => Some(MARK | mark as u32),
        _ => None,
    }
}

fn last_bits(key: u32) -> u64 {
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

    /// The lists and classes of the phrases that start with each of some tokens.
    pub fn kinds_in(&self, tokens: &Range<usize>) -> impl Iterator<Item = u128> {
        self.kinds[tokens.clone()].iter().copied()
    }

    /// The phrases that start with a token, shorter ones first.
    pub fn at(&self, token: usize) -> &[Phrase] {
        match (self.index.get(token), self.index.get(token + 1)) {
            (Some(&from), Some(&to)) => &self.found[from as usize..to as usize],
            _ => &[],
        }
    }
}
