//! Amounts that are a part or a multiple of what a quote writes, or lack their scale or sign.

use std::ops::Range;

use rust_decimal::Decimal;

use super::Evidence;
use super::value::{agrees, quoted};
use crate::config::PredicateKind;
use crate::model::Polarity;
use crate::recognize::lexicon::Class;
use crate::recognize::lists::{
    DECREASES, DETERMINERS, LAST_BEFORE, MULTIPLIERS, NEXT_BEFORE, OUT_OF, THIS,
};
use crate::recognize::number::power;
use crate::recognize::view::View;
use crate::recognize::{Measure, Recognized, What, flag};
use crate::survey::Candidate;
use crate::value::line::{Cut, LineSet};
use crate::value::{Line, Set};

/// « 22,5 millions d'euros ; l'autre en voulait 30 »: a bare number may have the scale of an amount
/// beside it.
pub(super) fn carries_scale(
    evidence: &Evidence<'_, '_>,
    line: &Line,
    plain: &[(Range<usize>, Decimal)],
) -> bool {
    let scales = quoted(evidence).filter_map(|found| match &found.what {
        What::Amount { bounds, .. } => bounds.given().map(|(_, bound)| scale(bound)).max(),
        _ => None,
    });
    let Some(scale) = scales.max().filter(|scale| *scale >= 3) else { return false };
    (3..=scale).step_by(3).any(|exponent| {
        plain.iter().any(|(_, amount)| {
            let scaled = amount.checked_mul(power(exponent));
            scaled.is_some_and(|scaled| LineSet::point(scaled).meets(&line.hull))
        })
    })
}

/// -3 for « une perte de 3 millions », "fell 3%": the value without the sign that the words beside an
/// amount stand for.
pub(super) fn unsigned(
    evidence: &Evidence<'_, '_>,
    set: &Set,
    values: &[Candidate],
) -> Option<Set> {
    let Set::Line(line) = set else { return None };
    let below_zero = LineSet::between(Cut::Start, Cut::before(Decimal::ZERO));
    if !line.hull.within(&below_zero) || values.iter().any(|value| agrees(set, value)) {
        return None;
    }
    let (hull, core) = (line.hull.mirrored(), line.core.mirrored());
    let mirrored = Set::Line(Line { hull, core, ..line.clone() });
    let is_told = |value: &Candidate| agrees(&mirrored, value) && falls(evidence, &value.tokens);
    values.iter().any(is_told).then_some(mirrored)
}

/// Whether a word of loss or decline, not denied, stands with an amount between two marks.
fn falls(evidence: &Evidence<'_, '_>, amount: &Range<usize>) -> bool {
    const REACH: usize = 12;
    let (view, clauses) = (&evidence.survey.view, &evidence.survey.clauses);
    let is_word = |at: &usize| view.token(*at).is_some_and(|token| token.is_word());
    let before = (amount.start.saturating_sub(REACH)..amount.start).rev().take_while(is_word);
    let behind = (amount.end..amount.end + REACH).take_while(is_word);
    before.chain(behind).any(|at| {
        let word = at..at + 1;
        view.is_listed(at, DECREASES)
            && clauses.same_clause(at, amount.start)
            && clauses.reading(&[word], |_| true).polarity == Polarity::Affirmed
    })
}

/// The greatest power of a thousand in an amount, as a power of ten.
fn scale(amount: Decimal) -> u8 {
    (0..=12).step_by(3).take_while(|exponent| power(*exponent) <= amount.abs()).last().unwrap_or(0)
}

fn is_percent(found: &Recognized) -> bool {
    matches!(&found.what, What::Amount { measure: Measure::Percent, .. })
}

/// « la moitié des 240 », "a third of the 240", "one in three of the 240": not the amount itself.
pub(super) fn is_multiplied(evidence: &Evidence<'_, '_>, value: &Candidate) -> bool {
    const REACH: usize = 5;
    let view = &evidence.survey.view;
    let from = value.tokens.start.saturating_sub(REACH);
    let before = from..value.tokens.start;
    let is_of = before.end.checked_sub(1).is_some_and(|at| view.tokens[at].is_word());
    is_of
        && (holds_share(evidence, &before)
            || before.clone().any(|at| view.is_listed(at, MULTIPLIERS))
            || evidence.survey.recognized_in(&before).any(is_percent))
}

/// « un tiers », « sept sur dix », "one in four": a share without a percent sign, for a predicate
/// that takes percents.
pub(super) fn is_share(evidence: &Evidence<'_, '_>) -> bool {
    let PredicateKind::Quantity { unit, .. } = &evidence.predicate.kind else { return false };
    if Some(unit) != crate::value::unit::known("%") {
        return false;
    }
    evidence.parts.iter().any(|part| holds_share(evidence, part))
}

fn holds_share(evidence: &Evidence<'_, '_>, part: &Range<usize>) -> bool {
    let view = &evidence.survey.view;
    // What is counted in percent or money, and a date, is no part of anything.
    let told = evidence.survey.recognized_on(part).filter(|found| match &found.what {
        What::Date { .. } => true,
        What::Amount { measure, .. } => matches!(measure, Measure::Percent | Measure::Money(_)),
        What::Ordinal(_) => false,
    });
    let told: Vec<&Range<usize>> = told.map(|found| &found.tokens).collect();
    let is_number = |at: usize| {
        view.digits(at).is_some() || view.word(at).numeral.is_some() || view.word(at).scale > 0
    };
    // "the third quarter", "last quarter", "the quarter to June"
    let is_period = |at: usize| {
        let before = at.saturating_sub(1);
        let is_definite = view.is_listed(before, DETERMINERS)
            && !view.has(before, flag::ARTICLE)
            && view.word(before).numeral.is_none();
        let is_span = |at: usize| view.phrase(at, Class::Duration).is_some();
        let leads = |list: &u16| view.listed_before(at, *list).is_some();
        view.word(before).ordinal > 0
            || [LAST_BEFORE, NEXT_BEFORE, THIS].iter().any(leads)
            || is_definite && is_span(at)
            || view.has(at, flag::HALF) && is_span(at + 1)
            || view.word(at).ordinal > 0 && is_fraction(view, at + 1)
    };
    // "one in four", « sept Français sur dix »
    let is_ratio = |at: usize| {
        is_number(at)
            && (at + 1..at + 3).any(|link| {
                let whole = view.listed(link, OUT_OF).filter(|whole| *whole < part.end);
                whole.is_some_and(|whole| {
                    is_number(whole) && (at + 1..whole).all(|at| view.tokens[at].is_word())
                })
            })
    };
    part.clone()
        .filter(|at| !told.iter().any(|told| told.contains(at)))
        .any(|at| is_ratio(at) || is_fraction(view, at) && !is_period(at))
}

fn is_fraction(view: &View<'_>, at: usize) -> bool {
    view.word(at).fraction > 0 || view.has(at, flag::HALF)
}
