//! A value for each token of a sentence.

use std::ops::Range;

/// A value for each token of a sentence; tokens outside of it have the one that stands for nothing.
#[derive(Clone, Debug)]
pub(super) struct Row<T> {
    first: usize,
    values: Vec<T>,
    nothing: T,
}

impl<T: Copy> Row<T> {
    /// Nothing for all tokens.
    pub(super) fn new(sentence: &Range<usize>, nothing: T) -> Self {
        Row { first: sentence.start, values: vec![nothing; sentence.len()], nothing }
    }

    pub(super) fn get(&self, token: usize) -> T {
        let at = token.wrapping_sub(self.first);
        self.values.get(at).copied().unwrap_or(self.nothing)
    }

    /// The value of a token, to be changed, if it stands in the sentence.
    pub(super) fn at(&mut self, token: usize) -> Option<&mut T> {
        self.values.get_mut(token.wrapping_sub(self.first))
    }

    /// Gives the tokens of the sentence that are among some a value.
    pub(super) fn fill(&mut self, tokens: Range<usize>, value: T) {
        let end = tokens.end.saturating_sub(self.first).min(self.values.len());
        let start = tokens.start.saturating_sub(self.first).min(end);
        self.values[start..end].fill(value);
    }
}
