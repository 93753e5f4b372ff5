//! One sentence: its operators, what they reach, its clauses.

use std::ops::Range;

use smallvec::smallvec;

use super::agent::Agent;
use super::figure::figures;
use super::operator::{Effect, Manner, Operator, operators};
use super::row::{DATED, FIGURE, IDLE, INSIDE, Marks, NAMED, SPEAKING};
use super::scope::{self, Reach, Scope};
use super::segment::{Link, Segments};
use super::shape;
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
    pub given: Vec<usize>,
    /// What is marked on its tokens.
    pub marks: Marks,
}

impl Sentence {
    pub(super) fn new(
        view: &View<'_>,
        tokens: &Range<usize>,
        quotations: &[Range<usize>],
        found: &Found,
    ) -> Self {
        let mut marks = shape::shapes(view, tokens);
        for found in &found.recognized {
            marks.mark(found.tokens.start + 1..found.tokens.end, INSIDE);
            if let What::Date { .. } = found.what {
                marks.mark(found.core.min(found.tokens.end)..found.tokens.end, IDLE);
                marks.mark(found.tokens.clone(), DATED);
            }
        }
        for mention in &found.mentions {
            marks.mark(mention.tokens.clone(), NAMED);
            marks.mark(mention.tokens.start + 1..mention.tokens.end, INSIDE);
            // A name that is known holds nothing that works: Never Land.
            if matches!(mention.who, Who::Known(_)) && mention.tokens.len() > 1 {
                marks.mark(mention.tokens.start..mention.tokens.start + 1, IDLE);
            }
        }
        let operators = operators(view, tokens, &marks);
        let segments = Segments::new(view, tokens, quotations, &mut marks, &operators);
        let (tokens, scopes, given) = (tokens.clone(), Vec::new(), Vec::new());
        let mut sentence = Sentence { tokens, operators, scopes, segments, given, marks };
        sentence.scopes = scope::scopes(view, &sentence, quotations, found);
        for (op, figure) in figures(view, &sentence, &found.recognized) {
            sentence.marks.mark(figure.clone(), FIGURE);
            sentence.scopes[op].reach = smallvec![Reach::Span(figure)];
        }
        sentence.given = sentence.given();
        for (op, scope) in sentence.operators.iter().zip(&sentence.scopes) {
            let says = matches!(op.effect, Effect::Source | Effect::Cite) || scope.is_framing;
            if let Some(Agent::Noun(noun)) = scope.agent.as_ref().filter(|_| says) {
                sentence.marks.mark(noun.clone(), SPEAKING);
            }
        }
        sentence
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
            Reach::Frame(range) => range.contains(&token) && !self.marks.is(token, FIGURE),
        })
    }

    /// Whether a token stands in the name of a source, or of who speaks a framed sentence.
    pub(super) fn is_speaker(&self, token: usize) -> bool {
        self.marks.is(token, SPEAKING)
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
