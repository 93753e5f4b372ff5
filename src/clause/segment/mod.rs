//! Sentences into clauses: each token belongs to one, and each clause knows what it hangs on.

mod aside;
mod build;
mod mark;
mod verb;

use std::ops::Range;

use smallvec::SmallVec;

use super::operator::Operator;
use super::row::Row;
use super::shape;
use crate::recognize::{View, starting_in};
use build::Builder;

/// How a clause hangs on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// On nothing.
    Main,
    /// What a verb says, plans, doubts: « que … ».
    Complement,
    /// Says more of a noun.
    Relative,
    /// When, why, although; an adjunct at the start.
    Adverbial,
    /// If.
    Condition,
    /// In brackets, between dashes or commas.
    Aside,
    /// In quotation marks or behind a colon.
    Content,
}

/// A clause.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub parent: Option<usize>,
    pub link: Link,
    /// Its first token, the one that opens it.
    pub start: usize,
    /// The clause that it is coordinated with.
    pub follows: Option<usize>,
    /// Whether a comma, or the start of the sentence, opens it: the next comma closes it.
    pub(super) is_enclosed: bool,
    /// The operator whose complement it is.
    pub governor: Option<usize>,
    /// The last token that showed a verb.
    pub(super) last_verb: Option<usize>,
}

/// The clauses of a sentence.
#[derive(Debug)]
pub(super) struct Segments {
    pub list: Vec<Segment>,
    /// The marks and the clause of each token.
    pub row: Row,
    /// The operators that have complements, sorted.
    governors: SmallVec<[usize; 4]>,
}

impl Segments {
    pub(super) fn new(
        view: &View<'_>,
        sentence: &Range<usize>,
        quotations: &[Range<usize>],
        mut row: Row,
        operators: &[Operator],
    ) -> Self {
        let quotations = starting_in(quotations, sentence, |quotation| quotation.start);
        shape::mark_heads(view, operators, quotations, &mut row);
        let mut out = Builder::new(view, sentence, quotations, operators, row).sentence(sentence);
        out.governors.extend(out.list.iter().filter_map(|segment| segment.governor));
        out.governors.sort_unstable();
        out
    }

    /// The number of a token's clause; none of this sentence for a token of another.
    pub(super) fn of(&self, token: usize) -> usize {
        self.row.clause(token) as usize
    }

    /// The clause of a token.
    pub(super) fn at(&self, token: usize) -> Option<&Segment> {
        self.list.get(self.of(token))
    }

    /// From the clause of a token up to `clause` over links of some kinds: the token that shows where
    /// in `clause` it hangs.
    pub(super) fn climb(&self, token: usize, clause: usize, via: &[Link]) -> Option<usize> {
        // No prose hangs clauses on each other deeper than this.
        const DEEPEST: usize = 32;
        let mut at = self.of(token);
        let mut shown = token;
        for _ in 0..DEEPEST {
            if at == clause {
                return Some(shown);
            }
            // A clause comes after the one that it hangs on.
            let segment = self.list.get(at).filter(|_| at > clause)?;
            if !via.contains(&segment.link) {
                return None;
            }
            shown = segment.start;
            at = segment.parent?;
        }
        None
    }

    /// Whether an operator has a complement of its own.
    pub(super) fn governs(&self, operator: usize) -> bool {
        self.governors.binary_search(&operator).is_ok()
    }

    /// How deep a clause lies.
    pub(super) fn depth(&self, clause: usize) -> usize {
        let parent = |at: &usize| self.list.get(*at).and_then(|segment| segment.parent);
        std::iter::successors(Some(clause), parent).count()
    }
}
