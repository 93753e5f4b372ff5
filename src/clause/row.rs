//! A value for each token of a sentence; what is marked on tokens.

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

    /// The value of each token of a sentence.
    pub(super) fn each(sentence: &Range<usize>, nothing: T, value: impl FnMut(usize) -> T) -> Self {
        Row { first: sentence.start, values: sentence.clone().map(value).collect(), nothing }
    }

    /// Gives the tokens of the sentence that are among some a value.
    pub(super) fn fill(&mut self, tokens: Range<usize>, value: T) {
        let own = self.own(tokens);
        self.values[own].fill(value);
    }

    fn own(&self, tokens: Range<usize>) -> Range<usize> {
        let end = tokens.end.saturating_sub(self.first).min(self.values.len());
        tokens.start.saturating_sub(self.first).min(end)..end
    }
}

/// What is marked on the tokens of a sentence, as bits.
pub(super) type Marks = Row<u16>;

/// Inside a name or a recognised item, behind its first token.
pub(super) const INSIDE: u16 = 1;
/// In a date behind its frame, or starting a known name: nothing works there.
pub(super) const IDLE: u16 = 1 << 1;
/// In a date.
pub(super) const DATED: u16 = 1 << 2;
/// Starting an operator that is a verb.
pub(super) const VERB: u16 = 1 << 3;
/// A verb that can be told by itself.
pub(super) const FINITE_VERB: u16 = 1 << 4;
/// Right behind a verb of speech.
pub(super) const BEHIND_SPEECH: u16 = 1 << 5;
/// Starting a quotation.
pub(super) const QUOTED: u16 = 1 << 6;
/// In the name of a source, or of who speaks a framed sentence.
pub(super) const SPEAKING: u16 = 1 << 7;
/// In a name.
pub(super) const NAMED: u16 = 1 << 8;
/// Starting a phrase that works in a clause.
pub(super) const WORKING: u16 = 1 << 9;
/// The first part of « ne … pas ».
pub(super) const NEGATING: u16 = 1 << 10;
/// A verb in the conditional.
pub(super) const CONDITIONAL: u16 = 1 << 11;
/// A word or mark that may open or close a clause.
pub(super) const TURNING: u16 = 1 << 12;
/// In a figure with a source of its own.
pub(super) const FIGURE: u16 = 1 << 13;

impl Marks {
    /// Whether a token has one of some marks.
    pub(super) fn is(&self, token: usize, marks: u16) -> bool {
        self.get(token) & marks != 0
    }

    /// The tokens that have one of some marks.
    pub(super) fn with(&self, marks: u16) -> impl Iterator<Item = usize> {
        let values = self.values.iter().enumerate();
        values.filter(move |(_, own)| **own & marks != 0).map(|(at, _)| self.first + at)
    }

    /// Marks the tokens of the sentence that are among some.
    pub(super) fn mark(&mut self, tokens: Range<usize>, marks: u16) {
        let own = self.own(tokens);
        self.values[own].iter_mut().for_each(|known| *known |= marks);
    }
}
