//! Sentences into clauses: each token belongs to one, and each clause knows what it hangs on.

mod build;
mod mark;
mod verb;

use std::ops::Range;

use super::operator::Operator;
use super::row::{Marks, Row};
use crate::recognize::lexicon::VerbForm;
use crate::recognize::lists::*;
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
    /// The clause of each token.
    of: Row<usize>,
    /// The operators that have complements, sorted.
    governors: Vec<usize>,
}

/// The clause of tokens outside of the sentence.
const NOWHERE: usize = usize::MAX;

impl Segments {
    pub(super) fn new(
        view: &View<'_>,
        sentence: &Range<usize>,
        quotations: &[Range<usize>],
        marks: &mut Marks,
        operators: &[Operator],
    ) -> Self {
        let quotations = starting_in(quotations, sentence, |quotation| quotation.start);
        build::mark_shapes(view, sentence, operators, quotations, marks);
        let mut builder = Builder {
            view,
            quotations,
            operators,
            out: Segments {
                of: Row::new(sentence, NOWHERE),
                list: Vec::new(),
                governors: Vec::new(),
            },
            stack: Vec::new(),
            closers: Vec::new(),
            marks,
            opened_until: 0,
        };
        builder.sentence(sentence);
        let mut out = builder.out;
        out.governors.extend(out.list.iter().filter_map(|segment| segment.governor));
        out.governors.sort_unstable();
        out
    }

    /// The number of a token's clause; none of this sentence for a token of another.
    pub(super) fn of(&self, token: usize) -> usize {
        self.of.get(token)
    }

    /// The clause of a token.
    pub(super) fn at(&self, token: usize) -> Option<&Segment> {
        self.list.get(self.of(token))
    }

    /// From the clause of a token up to `clause` over links of some kinds: the token that shows where
    /// in `clause` it hangs.
    pub(super) fn climb(&self, token: usize, clause: usize, via: &[Link]) -> Option<usize> {
        let mut at = self.of(token);
        let mut shown = token;
        while at != clause {
            let segment = self.list.get(at)?;
            if !via.contains(&segment.link) {
                return None;
            }
            shown = segment.start;
            at = segment.parent?;
        }
        Some(shown)
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

/// Whether a token shows that a clause has its verb.
pub(super) fn is_finite(view: &View<'_>, at: usize) -> bool {
    let is_preposition = || view.fold(at) == "a" && view.str(at).ends_with(['à', 'À']);
    const FORMS: u8 = 1 << VerbForm::Conditional as u8 | 1 << VerbForm::Future as u8;
    (view.is_listed(at, FINITE) && !is_preposition()) || view.is_one_of(at, FORMS)
}
