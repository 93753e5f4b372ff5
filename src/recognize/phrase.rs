//! Phrases as a tree of words and marks, found in one pass over the tokens.

use std::ops::Range;

use super::lexicon::Class;
use super::lists;
use super::token::{Case, Token};
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
        [first, rest @ ..] => {
            assert!(!is_shared(*first), "a shared bit stands for other lists too");
            list_bit(*first) | list_bits(rest)
        }
        [] => 0,
    }
}

/// A class of phrases as a bit of [`Phrases::kinds`].
pub const fn class_bit(class: Class) -> u128 {
    1 << (SHARED + 1 + class as u16)
}

/// Phrases as a tree of words and marks.
#[derive(Debug)]
pub(super) struct Trie {
    edges: Edges,
    nodes: Vec<Node>,
    /// By the number of a word or mark the nodes that it leads to from the root, without a capital and
    /// with one; 0 for none, [`SEVERAL`] for two.
    starts: Vec<[u32; 2]>,
}

/// Where a phrase may start with a capital or without.
const SEVERAL: u32 = u32::MAX;

#[derive(Clone, Debug, Default)]
struct Node {
    /// The phrases that end at the node or on the way to it, shorter ones first.
    outputs: Vec<Output>,
    /// The outputs as bits of [`Phrases::kinds`].
    kinds: u128,
    /// The last bits of the numbers on its edges, as bits: most words lead on from no node.
    next: u64,
}

/// A phrase, wherever it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Output {
    length: u16,
    class: Class,
    payload: u16,
}

/// In the key of an edge: the token stands right behind the one before, has a capital.
const GLUED: u32 = 1 << 30;
const CAPITAL: u32 = 1 << 29;

impl Default for Trie {
    /// The root, where nothing ends.
    fn default() -> Self {
        Trie { edges: Edges::default(), nodes: vec![Node::default()], starts: Vec::new() }
    }
}

impl Trie {
    pub(super) fn insert(&mut self, tokens: &[Token], class: Class, payload: u16) {
        let mut node = 0;
        for (at, token) in tokens.iter().enumerate() {
            if token.word == 0 {
                return;
            }
            let glued = if at > 0 && !token.spaced { GLUED } else { 0 };
            let capital = if token.case != Case::Lower { CAPITAL } else { 0 };
            let next = self.nodes.len() as u32;
            if at > 0 {
                self.nodes[node as usize].next |= last_bits(token);
            }
            node = self.edges.get_or_insert(node, u64::from(token.word | glued | capital), next);
            if node == next {
                self.nodes.push(Node::default());
            }
            if at == 0 {
                let word = token.word as usize;
                self.starts.resize(self.starts.len().max(word + 1), [0; 2]);
                self.starts[word][usize::from(capital > 0)] = node;
            }
        }
        let output = Output { length: tokens.len() as u16, class, payload };
        let node = &mut self.nodes[node as usize];
        if !node.outputs.contains(&output) {
            node.outputs.push(output);
        }
        node.kinds |= class_bit(class);
        if class == Class::List && payload < lists::COUNT {
            node.kinds |= list_bit(payload);
        }
    }

    /// Gives each node what ends on the way to it, when all phrases are in.
    pub(super) fn settle(&mut self) {
        // A node has a higher number than the one before it.
        let mut edges: Vec<(u32, u32)> = self.edges.all().collect();
        edges.sort_unstable_by_key(|(_, to)| *to);
        for (from, to) in edges {
            let Node { mut outputs, kinds, .. } = self.nodes[from as usize].clone();
            let node = &mut self.nodes[to as usize];
            outputs.append(&mut node.outputs);
            (node.outputs, node.kinds) = (outputs, node.kinds | kinds);
        }
        // What has a capital may start both.
        for [plain, capital] in &mut self.starts {
            *capital = if *plain == 0 || *capital == 0 { *plain | *capital } else { SEVERAL };
        }
    }

    /// Finds all phrases but those that start with a name that is a verb elsewhere.
    pub(super) fn find(&'static self, tokens: &[Token]) -> Phrases {
        let (nodes, kinds) = (Vec::with_capacity(tokens.len()), Vec::with_capacity(tokens.len()));
        let mut phrases = Phrases { trie: self, nodes, kinds, mixed: Vec::new() };
        for (start, token) in tokens.iter().enumerate() {
            let node = self.start(token);
            // Half of all tokens start a phrase, but few go on with it.
            let next = tokens.get(start + 1).map_or(0, last_bits);
            let (node, kinds) = if node == SEVERAL || self.nodes[node as usize].next & next != 0 {
                self.longest(tokens, start, node, &mut phrases.mixed)
            } else {
                (node, self.nodes[node as usize].kinds)
            };
            phrases.nodes.push(node);
            phrases.kinds.push(kinds);
        }
        phrases
    }

    /// The node that a token leads to from the root.
    #[inline]
    fn start(&self, token: &Token) -> u32 {
        let word = if token.is_homonym { 0 } else { token.word as usize };
        let starts = self.starts.get(word).copied().unwrap_or_default();
        starts[usize::from(token.case != Case::Lower)]
    }

    /// The last node that the tokens from `start` on lead to, or a new list of `mixed` where they lead
    /// two ways, and its kinds.
    #[inline(never)]
    fn longest(
        &self,
        tokens: &[Token],
        start: usize,
        node: u32,
        mixed: &mut Vec<Mixed>,
    ) -> (u32, u128) {
        let only = if node == SEVERAL { None } else { self.follow(tokens, start + 1, node) };
        if let Some(node) = only {
            return (node, self.nodes[node as usize].kinds);
        }
        mixed.push(self.mixed(tokens, start));
        (MIXED | (mixed.len() - 1) as u32, mixed[mixed.len() - 1].kinds)
    }

    /// The last node that the tokens from `at` on lead to; none where they lead to two.
    fn follow(&self, tokens: &[Token], mut at: usize, mut node: u32) -> Option<u32> {
        loop {
            let next = self.steps(node, tokens.get(at));
            let mut found = next.into_iter().filter(|next| *next > 0);
            let Some(only) = found.next() else { return Some(node) };
            if found.next().is_some() {
                return None;
            }
            (node, at) = (only, at + 1);
        }
    }

    /// The phrases of several ways through the tree.
    fn mixed(&self, tokens: &[Token], start: usize) -> Mixed {
        let mut open = vec![0];
        let mut all = Mixed::default();
        for at in start.. {
            let next = open.iter().flat_map(|node| self.steps(*node, tokens.get(at)));
            open = next.filter(|node| *node > 0).collect();
            if open.is_empty() {
                return all;
            }
            for node in open.iter().map(|node| &self.nodes[*node as usize]) {
                let own = |output: &&Output| usize::from(output.length) == at + 1 - start;
                all.outputs.extend(node.outputs.iter().filter(own));
                all.kinds |= node.kinds;
            }
        }
        all
    }

    /// The nodes that a token leads to from one; 0 for none.
    fn steps(&self, node: u32, token: Option<&Token>) -> [u32; 4] {
        let Some(token) = token.filter(|token| token.word > 0) else { return [0; 4] };
        // A phrase written as one piece must stand so; one with a capital too.
        let (glued, capital) = (!token.spaced, token.case != Case::Lower);
        [(true, 0), (glued, GLUED), (capital, CAPITAL), (glued && capital, GLUED | CAPITAL)].map(
            |(is_so, more)| match is_so {
                true => self.edges.get(node, u64::from(token.word | more)).unwrap_or(0),
                false => 0,
            },
        )
    }
}

/// The last bits of a token's number, as bits.
#[inline]
fn last_bits(token: &Token) -> u64 {
    1 << (token.word % 64)
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
    trie: &'static Trie,
    /// Of each token the last node that it leads to, or [`MIXED`] and the number of a list; 0 for none.
    nodes: Vec<u32>,
    kinds: Vec<u128>,
    mixed: Vec<Mixed>,
}

const MIXED: u32 = 1 << 31;

/// Phrases of several ways through the tree, shorter ones first.
#[derive(Clone, Debug, Default)]
struct Mixed {
    outputs: Vec<Output>,
    kinds: u128,
}

impl Phrase {
    /// Whether it is of a list.
    pub fn is_of_list(&self, list: u16) -> bool {
        self.class == Class::List && self.payload == list
    }
}

impl Phrases {
    /// The lists and classes of the phrases that start with a token, as bits: most tokens start none,
    /// and most questions end here.
    #[inline]
    pub fn kinds(&self, token: usize) -> u128 {
        self.kinds.get(token).copied().unwrap_or(0)
    }

    /// The lists and classes of the phrases that start with each of some tokens.
    pub fn kinds_in(&self, tokens: &Range<usize>) -> impl Iterator<Item = u128> {
        self.kinds[tokens.clone()].iter().copied()
    }

    /// The phrases that start with a token, shorter ones first.
    pub fn at(&self, token: usize) -> impl DoubleEndedIterator<Item = Phrase> {
        let outputs = match self.nodes.get(token) {
            None | Some(0) => &[][..],
            Some(list) if list & MIXED != 0 => &self.mixed[(list & !MIXED) as usize].outputs,
            Some(node) => &self.trie.nodes[*node as usize].outputs,
        };
        outputs.iter().map(move |output| Phrase {
            end: token as u32 + u32::from(output.length),
            class: output.class,
            payload: output.payload,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::dictionary::Dictionary;
    use super::super::tokenizer::tokenize;
    use super::*;
    use crate::model::Language;

    #[test]
    fn phrases_are_found_on_all_ways() {
        let mut words = Dictionary::default();
        let mut tokens = |text: &str| {
            let number = |word: &str| word.to_lowercase();
            tokenize(text, Language::English, |read| (words.insert(&number(read.written())), 0))
                .tokens
        };
        let mut trie = Trie::default();
        for (phrase, class) in [
            ("may day", Class::Day),
            ("May", Class::Unit),
            ("may", Class::Cent),
            ("may day-care centre", Class::Span),
            ("day", Class::Duration),
        ] {
            trie.insert(&tokens(phrase), class, 0);
        }
        trie.settle();
        let trie: &'static Trie = Box::leak(Box::new(trie));
        let mut at = |text: &str, token: usize| {
            let phrases = trie.find(&tokens(text));
            let found: Vec<(u32, Class)> =
                phrases.at(token).map(|phrase| (phrase.end, phrase.class)).collect();
            let kinds = found.iter().fold(0, |kinds, (_, class)| kinds | class_bit(*class));
            assert_eq!(phrases.kinds(token), kinds, "{text}");
            found
        };
        use Class::{Cent, Day, Duration, Span, Unit};
        assert_eq!(at("a may day", 1), [(2, Cent), (3, Day)]);
        assert_eq!(at("a May day", 1), [(2, Cent), (2, Unit), (3, Day)]);
        assert_eq!(at("may day-care centre", 0), [(1, Cent), (2, Day), (5, Span)]);
        assert_eq!(at("may day - care centre", 0), [(1, Cent), (2, Day)]);
        assert_eq!(at("may day-care", 1), [(2, Duration)]);
        assert_eq!(at("care", 0), []);
    }
}
