//! What is known of each token of a sentence: its marks and its clause.

use std::ops::Range;

use super::bits::Bits;

/// The marks and the clause of each token of a sentence; tokens outside of it have none.
#[derive(Debug)]
pub(super) struct Row {
    first: usize,
    places: Vec<Place>,
    /// The tokens at which clauses are built, from the first one on.
    pub(super) steps: Bits,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    marks: u16,
    clause: u32,
}

/// The clause of tokens outside of the sentence.
const NOWHERE: u32 = u32::MAX;

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

/// Tokens at which clauses may open or close.
pub(super) const TURNS: u16 = TURNING | BEHIND_SPEECH | QUOTED;

/// Those tokens, and those that show a verb: nothing happens to clauses at others.
const STEPS: u16 = TURNS | FINITE_VERB | VERB;

impl Row {
    /// Some tokens without marks; their clauses come later.
    pub(super) fn new(tokens: &Range<usize>) -> Self {
        let places = vec![Place { marks: 0, clause: NOWHERE }; tokens.len()];
        Row { first: tokens.start, steps: Bits::new(places.len()), places }
    }

    fn get(&self, token: usize) -> Option<&Place> {
        self.places.get(token.wrapping_sub(self.first))
    }

    /// Whether a token has one of some marks.
    pub(super) fn is(&self, token: usize, marks: u16) -> bool {
        self.marks(token) & marks != 0
    }

    /// The marks of a token.
    pub(super) fn marks(&self, token: usize) -> u16 {
        self.get(token).map_or(0, |place| place.marks)
    }

    /// The clause of a token.
    pub(super) fn clause(&self, token: usize) -> u32 {
        self.get(token).map_or(NOWHERE, |place| place.clause)
    }

    /// Marks a token, if it is of the sentence.
    pub(super) fn mark_one(&mut self, token: usize, marks: u16) {
        let at = token.wrapping_sub(self.first);
        if let Some(place) = self.places.get_mut(at) {
            place.marks |= marks;
            self.steps.put(at, marks & STEPS != 0);
        }
    }

    /// Marks the tokens of the sentence that are among some; no clause is built at them for that.
    pub(super) fn mark(&mut self, tokens: Range<usize>, marks: u16) {
        self.own(tokens).iter_mut().for_each(|place| place.marks |= marks);
    }

    /// Gives the tokens of the sentence that are among some a clause.
    pub(super) fn fill(&mut self, tokens: Range<usize>, clause: u32) {
        self.own(tokens).iter_mut().for_each(|place| place.clause = clause);
    }

    fn own(&mut self, tokens: Range<usize>) -> &mut [Place] {
        let end = tokens.end.saturating_sub(self.first).min(self.places.len());
        let start = tokens.start.saturating_sub(self.first).min(end);
        &mut self.places[start..end]
    }
}
