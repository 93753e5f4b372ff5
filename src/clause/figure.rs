//! A figure with a source of its own: « 600 personnes, 1 500 selon la CGT ».

use std::ops::Range;

use super::operator::{Effect, Operator};
use super::scope::{Reach, Scope};
use super::sentence::Sentence;
use crate::recognize::lexicon::flag;
use crate::recognize::token::Kind;
use crate::recognize::{Measure, Recognized, View, What, starting_in};

/// Such a source speaks of its figure alone, and whoever frames the sentence does not speak of that.
pub(super) fn bind(
    view: &View<'_>,
    sentence: &Sentence,
    recognized: &[Recognized],
    scopes: &mut [Scope],
) {
    for at in 0..scopes.len() {
        let op = &sentence.operators[at];
        if op.effect != Effect::Source {
            continue;
        }
        let Some(figure) = figure(view, &sentence.tokens, recognized, op) else { continue };
        for scope in scopes.iter_mut().filter(|scope| scope.is_framing) {
            scope.reach = without(&scope.reach, &figure);
        }
        scopes[at].reach = vec![Reach::Span(figure)];
    }
}

/// What a source stands behind between two marks, where that is an amount and no more, and another
/// one stands before.
fn figure(
    view: &View<'_>,
    sentence: &Range<usize>,
    recognized: &[Recognized],
    op: &Operator,
) -> Option<Range<usize>> {
    let is_mark = |at: &usize| {
        matches!(view.tokens[*at].kind, Kind::Mark(',' | ';' | '(' | ')' | '-' | '—' | ':'))
            && !starts_inside(recognized, *at)
    };
    let before = (sentence.start..op.trigger.start).rev().find(is_mark)?;
    let is_amount = |found: &&Recognized| matches!(&found.what, What::Amount { measure, .. } if !matches!(measure, Measure::Duration(_)));
    let piece = before + 1..op.trigger.start;
    let own = starting_in(recognized, &piece, |found| found.tokens.start).iter().find(is_amount)?;
    // « et 1 500 selon », "or 500 according to"
    let is_led = (piece.start..own.tokens.start).all(|at| view.has(at, flag::FUNCTION))
        && own.tokens.start <= piece.start + 1;
    let behind = own.tokens.end..op.trigger.start;
    let is_noun = behind.len() <= 2 && behind.clone().all(|at| view.tokens[at].is_word());
    let earlier = sentence.start..piece.start;
    let has_other =
        starting_in(recognized, &earlier, |found| found.tokens.start).iter().any(|f| is_amount(&f));
    let end = (op.trigger.end..sentence.end).find(is_mark).unwrap_or(sentence.end);
    (is_led && is_noun && has_other).then_some(piece.start..end)
}

/// Whether a mark stands inside of an amount: a decimal comma.
fn starts_inside(recognized: &[Recognized], at: usize) -> bool {
    let next = recognized.partition_point(|found| found.tokens.end <= at);
    recognized.get(next).is_some_and(|found| found.tokens.start < at)
}

/// Spans with some tokens taken out.
fn without(reach: &[Reach], out: &Range<usize>) -> Vec<Reach> {
    reach
        .iter()
        .flat_map(|reach| match reach {
            Reach::Span(span) if span.start < out.end && out.start < span.end => {
                vec![Reach::Span(span.start..out.start), Reach::Span(out.end..span.end)]
            }
            other => vec![other.clone()],
        })
        .collect()
}
