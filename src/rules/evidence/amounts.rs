//! Amounts that the text denies (« et non 2 500 », "not more than 500"), and bounds that a claim drops.

use std::ops::Range;

use super::Evidence;
use super::cut::turned;
use super::presented::{Presented, contradicted, is_in_quote};
use crate::clause::{Effect, OpId, Reading};
use crate::config::PredicateKind;
use crate::diagnostic::{Diagnostic, VALUE_NOT_IN_QUOTE};
use crate::model::Polarity;
use crate::recognize::lists::{ABOUT, CONTRASTS, DETERMINERS};
use crate::recognize::{Recognized, What, flag};
use crate::value::Written;

/// Checks amounts that stand where they are denied.
pub(super) fn denied(
    evidence: &Evidence<'_, '_>,
    presented: &[Presented],
    findings: &mut Vec<Diagnostic>,
) {
    let is_quantity = matches!(evidence.predicate.kind, PredicateKind::Quantity { .. });
    let is_affirmed = evidence.item.claim.polarity == Polarity::Affirmed;
    if !is_quantity || !is_affirmed || evidence.is_uncommitted() {
        return;
    }
    let all: Option<Vec<OpId>> = presented.iter().map(|one| denier(evidence, one)).collect();
    let Some(&op) = all.as_deref().and_then(<[OpId]>::first) else { return };
    let reading = Reading {
        polarity: Polarity::Denied,
        operators: [op].into_iter().collect(),
        ..Reading::default()
    };
    findings.push(match is_in_quote(evidence, op) {
        true => contradicted(evidence, &reading),
        false => turned(evidence, &reading),
    });
}

/// The negation that denies an amount: right before it, beside another one; or before a bound.
fn denier(evidence: &Evidence<'_, '_>, one: &Presented) -> Option<OpId> {
    const GAP: usize = 2;
    let survey = evidence.survey;
    let view = &survey.view;
    let found = survey.recognized_on(&one.place).find(is_amount)?;
    let start = found.tokens.start;
    let sentence = survey.clauses.sentence(start);
    let others = survey.recognized_in(&sentence).filter(is_amount).count();
    one.whole.operators.iter().copied().find(|&op| {
        let operator = evidence.operator(op);
        let end = operator.trigger.end;
        if operator.effect != Effect::Negation || end > start {
            return false;
        }
        let is_beside = others > 1
            && operator.first.is_none()
            && view.is_listed(operator.trigger.start, CONTRASTS)
            && start - end <= GAP
            && (end..start).all(|at| view.has(at, flag::FUNCTION));
        is_beside || !is_given(evidence, found) && bounds_alike(evidence, found)
    })
}

fn is_amount(found: &&Recognized) -> bool {
    matches!(found.what, What::Amount { .. })
}

/// Whether an amount is a bound on one side.
fn is_open(found: &Recognized) -> bool {
    let What::Amount { bounds, .. } = &found.what else { return false };
    bounds.more_than.or(bounds.less_than).or(bounds.min).or(bounds.max).is_some()
}

/// Whether the claim is bound on the side of an amount: a denial would turn that round.
fn bounds_alike(evidence: &Evidence<'_, '_>, found: &Recognized) -> bool {
    let What::Amount { bounds, .. } = &found.what else { return false };
    let Written::Table(entries) = &evidence.item.claim.written else { return false };
    entries.iter().any(|(key, _)| match *key {
        "more-than" | "min" => bounds.more_than.or(bounds.min).is_some(),
        "less-than" | "max" => bounds.less_than.or(bounds.max).is_some(),
        _ => false,
    })
}

/// "fewer than the 1,400 jobs reported in May": measured against an amount that stands.
pub(super) fn is_given(evidence: &Evidence<'_, '_>, found: &Recognized) -> bool {
    let view = &evidence.survey.view;
    found.core.checked_sub(1).is_some_and(|at| {
        view.is_listed(at, DETERMINERS)
            && !view.has(at, flag::ARTICLE)
            && !view.is_listed(at, ABOUT)
    })
}

/// A bare amount out of a quote that gives only a bound: "at least 12".
pub(super) fn bounded(evidence: &Evidence<'_, '_>, places: &[Range<usize>]) -> Option<Diagnostic> {
    let claim = evidence.item.claim;
    if !matches!(claim.written, Written::Number(_)) || claim.polarity == Polarity::Denied {
        return None;
    }
    let bounds: Option<Vec<&Recognized>> = places
        .iter()
        .map(|place| {
            let mut found = evidence.survey.recognized_on(place);
            found.find(|found| {
                let part = evidence.parts.iter().find(|part| part.contains(&found.core));
                let is_inside = part.is_some_and(|part| part.start <= found.tokens.start);
                is_inside && is_open(found) && !is_given(evidence, found)
            })
        })
        .collect();
    let found = bounds?.first().copied()?;
    let text = evidence.text(&found.tokens);
    Some(
        Diagnostic::new(&VALUE_NOT_IN_QUOTE, format!("the quote gives a bound only: {text:?}"))
            .at(claim.value_span, "stored without a bound")
            .with(evidence.span(&found.tokens), "the quote")
            .help("write the value with `more-than`, `less-than`, `min` or `max`")
            .about(&claim.id),
    )
}
