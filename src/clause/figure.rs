//! A figure with a source of its own: « 600 personnes, 1 500 selon la CGT ».

use std::ops::Range;

use super::effect::Effect;
use super::operator::Operator;
use super::sentence::Sentence;
use crate::recognize::lexicon::flag;
use crate::recognize::token::Kind;
use crate::recognize::{Measure, Recognized, View, What, covering, starting_in};

/// The sources of a sentence that speak of a figure alone, each with what it speaks of.
pub(super) fn figures(
    view: &View<'_>,
    sentence: &Sentence,
    recognized: &[Recognized],
) -> Vec<(usize, Range<usize>)> {
    let operators = sentence.operators.iter().enumerate();
    let sources = operators.filter(|(_, op)| op.effect == Effect::Source);
    let own = |op: &Operator| figure(view, &sentence.tokens, recognized, op);
    sources.filter_map(|(at, op)| Some((at, own(op)?))).collect()
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
        matches!(view.tokens[*at].kind, Kind::Mark(',' | ';' | '(' | ')' | '-' | ':'))
            && !starts_inside(recognized, *at)
    };
    let before = (sentence.start..op.trigger.start).rev().find(is_mark)?;
    let amounts_in = |tokens: Range<usize>| {
        let found = starting_in(recognized, &tokens, |found| found.tokens.start);
        found.iter().filter(|found| is_amount(found))
    };
    let piece = before + 1..op.trigger.start;
    let own = amounts_in(piece.clone()).next()?;
    // « et 1 500 selon », "or 500 according to"
    let is_led = (piece.start..own.tokens.start).all(|at| view.has(at, flag::FUNCTION))
        && own.tokens.start <= piece.start + 1;
    let behind = own.tokens.end..op.trigger.start;
    let is_noun = behind.len() <= 2 && behind.clone().all(|at| view.tokens[at].is_word());
    let has_other = amounts_in(sentence.start..piece.start).next().is_some();
    let end = (op.trigger.end..sentence.end).find(is_mark).unwrap_or(sentence.end);
    (is_led && is_noun && has_other).then_some(piece.start..end)
}

/// Whether it counts or measures something, and no time.
fn is_amount(found: &Recognized) -> bool {
    match &found.what {
        What::Amount { measure, .. } => !matches!(measure, Measure::Duration(_)),
        _ => false,
    }
}

/// Whether a mark stands inside of an amount: a decimal comma.
fn starts_inside(recognized: &[Recognized], at: usize) -> bool {
    covering(recognized, at, |found| &found.tokens).is_some_and(|found| found.tokens.start < at)
}
