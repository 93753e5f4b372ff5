//! One sentence: its operators, what they reach, its clauses.

use std::ops::Range;

use smallvec::{SmallVec, smallvec};

use super::effect::Effect;
use super::figure::figures;
use super::operator::{Manner, Operator, operators};
use super::row::{DATED, FIGURE, IDLE, INSIDE, NAMED, Row};
use super::scope::{self, Reach, Scope};
use super::segment::{Link, Segments};
use super::shape::{Places, shapes};
use crate::recognize::annotated::Found;
use crate::recognize::mention::Who;
use crate::recognize::{View, What};

/// A sentence analysed.
#[derive(Debug)]
pub(super) struct Sentence {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Whatever denies, doubts, plans, demands or attributes in it, in order.
    pub operators: Vec<Operator>,
    /// What each of them works on.
    pub scopes: Vec<Scope>,
    /// Its clauses.
    pub segments: Segments,
    /// Words that take for granted what their clause says, where they are denied.
    pub given: SmallVec<[usize; 2]>,
    /// The effects of its operators, as bits.
    pub effects: u32,
}

impl Sentence {
    pub(super) fn new(
        view: &View<'_>,
        tokens: &Range<usize>,
        quotations: &[Range<usize>],
        found: &Found,
    ) -> Self {
        let mut working = Places::new();
        let mut row = shapes(view, tokens, &mut working);
        mark_found(&mut row, found);
        let operators = operators(view, tokens, &row, &working);
        let effects = operators.iter().fold(0, |effects, op| effects | op.effect.bit());
        let segments = Segments::new(view, tokens, quotations, row, &operators);
        let (tokens, scopes, given) = (tokens.clone(), Vec::new(), SmallVec::new());
        let mut sentence = Sentence { tokens, operators, effects, scopes, segments, given };
        sentence.scopes = scope::scopes(view, &sentence, quotations, found);
        if sentence.holds(Effect::Source) {
            for (op, figure) in figures(view, &sentence, &found.recognized) {
                sentence.segments.row.mark(figure.clone(), FIGURE);
                sentence.scopes[op].reach = smallvec![Reach::Span(figure)];
            }
        }
        if sentence.holds(Effect::Given) {
            sentence.given = sentence.given();
        }
        sentence
    }

    /// Whether one of its operators has an effect.
    pub(super) fn holds(&self, effect: Effect) -> bool {
        self.effects & effect.bit() != 0
    }

    /// Whether an operator works on a token.
    pub(super) fn reaches(&self, operator: usize, token: usize) -> bool {
        self.spans(operator, token) && !self.is_spared(operator, token)
    }

    /// Whether a token stands where an operator reaches.
    pub(super) fn spans(&self, operator: usize, token: usize) -> bool {
        const COMPLEMENTS: &[Link] = &[Link::Complement];
        const CONTENTS: &[Link] = &[Link::Complement, Link::Content];
        let segments = &self.segments;
        let effect = self.operators[operator].effect;
        self.scopes[operator].reach.iter().any(|reach| match reach {
            Reach::Clause { clause, deep } => {
                segments.climb(token, *clause, if *deep { COMPLEMENTS } else { &[] }).is_some()
            }
            Reach::After { clause, from, until } => {
                let says = matches!(
                    effect,
                    Effect::Speech | Effect::Denial | Effect::Plan | Effect::Demand
                );
                let via = if says { CONTENTS } else { COMPLEMENTS };
                let shown = segments.climb(token, *clause, via);
                token < *until && shown.is_some_and(|shown| shown >= *from)
            }
            Reach::Before { clause, from, until } => {
                (*from..*until).contains(&token)
                    && segments.climb(token, *clause, COMPLEMENTS).is_some()
            }
            Reach::Span(range) => range.contains(&token),
            Reach::Frame(range) => range.contains(&token) && !self.segments.row.is(token, FIGURE),
        })
    }

    /// Whether a negation that works up to the next mark only denies a place and not another.
    pub(super) fn denies_apart(&self, place: usize, other: usize) -> bool {
        self.operators.iter().enumerate().any(|(at, op)| {
            op.effect == Effect::Negation
                && op.manner == Manner::Local
                && self.reaches(at, place)
                && !self.reaches(at, other)
        })
    }
}

/// Marks names, dates and amounts.
fn mark_found(row: &mut Row, found: &Found) {
    for found in &found.recognized {
        row.mark(found.tokens.start + 1..found.tokens.end, INSIDE);
        if let What::Date { .. } = found.what {
            row.mark(found.core.min(found.tokens.end)..found.tokens.end, IDLE);
            row.mark(found.tokens.clone(), DATED);
        }
    }
    for mention in &found.mentions {
        row.mark(mention.tokens.clone(), NAMED);
        row.mark(mention.tokens.start + 1..mention.tokens.end, INSIDE);
        // A name that is known holds nothing that works: Never Land.
        if matches!(mention.who, Who::Known(_)) && mention.tokens.len() > 1 {
            row.mark_one(mention.tokens.start, IDLE);
        }
    }
}
