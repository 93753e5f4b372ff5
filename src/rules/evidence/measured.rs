//! Amounts of claims against amounts in quotes: of the same unit, of another one of its kind, and bare.

use std::ops::Range;

use rust_decimal::Decimal;

use super::Evidence;
use super::scaled::{carries_scale, is_multiplied, is_share};
use super::value::{Outcome, quoted, settle};
use crate::config::PredicateKind;
use crate::recognize::{Measure, Recognized, What};
use crate::survey::Candidate;
use crate::value::line::LineSet;
use crate::value::quantity::{QuantitySet, quantity};
use crate::value::unit::{Dimension, Unit, known};
use crate::value::{Line, Relation, Set, relate};

/// Amounts of which several may add up to a claim's.
type Summands = Vec<(Range<usize>, Decimal)>;

/// Amounts of the claim's unit; numbers without a unit may be meant too, and parts may add up.
pub(super) fn amounts(evidence: &Evidence<'_, '_>, set: &Set, values: &[Candidate]) -> Outcome {
    let Set::Line(line) = set else { return Outcome::Open };
    let PredicateKind::Quantity { unit: own, .. } = &evidence.predicate.kind else {
        return Outcome::Open;
    };
    if let Some(supported) = settle(set, values) {
        return supported;
    }
    let mut plain = Summands::new();
    let mut alike = Summands::new();
    let mut other_money = None;
    for found in quoted(evidence) {
        let What::Amount { measure, bounds } = &found.what else { continue };
        if matches!(measure, Measure::Duration(_)) {
            continue;
        }
        if let Some(unit) = unit_alike(measure, line.dimension.as_ref()) {
            if hedged_outside(evidence, found, unit, line) {
                return Outcome::Supported(vec![found.tokens.clone()]);
            }
            let amount = bounds.amount.and_then(|amount| amount.checked_mul(unit.factor));
            alike.extend(amount.map(|amount| (found.tokens.clone(), amount)));
            continue;
        }
        // « Hannah Ross, 29 ans » is "Hannah Ross, 29" too.
        let bare = (*measure == Measure::Number).then(|| quantity(bounds, own, Decimal::ZERO).ok());
        let meets =
            |amount: &QuantitySet| amount.hull.meets(&line.hull) && amount.core.meets(&line.hull);
        if bare.flatten().as_ref().is_some_and(meets) {
            return Outcome::Supported(vec![found.tokens.clone()]);
        }
        let Ok(amount) = quantity(bounds, &Unit::plain(), Decimal::ZERO) else { continue };
        // The number as such: « 640p », or a noun that no unit word names.
        let is_count = matches!(measure, Measure::Number | Measure::Unit(_));
        if is_other_money(measure, line.dimension.as_ref()) {
            other_money.get_or_insert(found);
            continue;
        }
        if meets(&amount) {
            return Outcome::Supported(vec![found.tokens.clone()]);
        }
        if let (true, Some(amount)) = (is_count, bounds.amount) {
            plain.push((found.tokens.clone(), amount));
        }
    }
    if let Some(sum) = [&plain, &alike].into_iter().find(|parts| adds_up(parts, line)) {
        return Outcome::Supported(sum.iter().map(|(tokens, _)| tokens.clone()).collect());
    }
    let is_small = [Decimal::ZERO, Decimal::ONE, Decimal::TWO]
        .iter()
        .any(|small| LineSet::point(*small).meets(&line.hull));
    if is_small || is_share(evidence) || carries_scale(evidence, line, &plain) {
        // « un », « aucun », « les deux » count without a numeral.
        return Outcome::Open;
    }
    // Money in another currency contradicts nothing, and supports nothing.
    let contradicts = |value: &&Candidate| {
        relate(set, &value.set) == Relation::Disjoint && !is_multiplied(evidence, value)
    };
    match (values.iter().find(contradicts), other_money) {
        (Some(other), _) => Outcome::Contradicted(other.clone()),
        (None, Some(found)) => Outcome::OtherMoney(found.tokens.clone()),
        (None, None) if values.is_empty() => Outcome::Missing,
        (None, None) => Outcome::Open,
    }
}

fn adds_up(parts: &Summands, line: &Line) -> bool {
    let total = parts.iter().map(|(_, amount)| *amount).sum();
    parts.len() > 1 && LineSet::point(total).meets(&line.hull)
}

/// The unit of an amount that converts into the claim's: 47 km are no 47 m.
fn unit_alike(measure: &Measure, own: Option<&Dimension>) -> Option<&'static Unit> {
    let Measure::Unit(name) = measure else { return None };
    let is_physical = matches!(own, Some(Dimension::Physical(_)));
    known(name).filter(|unit| is_physical && Some(&unit.dimension) == own)
}

/// Whether an amount is the claim's but for a hedge before the quote: that this is left out is
/// told elsewhere.
fn hedged_outside(
    evidence: &Evidence<'_, '_>,
    found: &Recognized,
    unit: &Unit,
    line: &Line,
) -> bool {
    let What::Amount { bounds, .. } = &found.what else { return false };
    let is_cut = !evidence.parts.iter().any(|part| part.contains(&found.tokens.start));
    is_cut
        && bounds.given().any(|(_, bound)| {
            let bound = bound.checked_mul(unit.factor).map(LineSet::point);
            bound.is_some_and(|bound| bound.meets(&line.hull))
        })
}

/// Whether an amount is money and the claim's is not, or the other way round, or the currencies
/// differ.
fn is_other_money(measure: &Measure, own: Option<&Dimension>) -> bool {
    let dimension = match measure {
        Measure::Money(code) => Some(Dimension::Money(code.clone())),
        Measure::Unit(name) => known(name).map(|unit| unit.dimension.clone()),
        Measure::Percent => known("%").map(|unit| unit.dimension.clone()),
        _ => None,
    };
    let is_money = |dimension: &Dimension| matches!(dimension, Dimension::Money(_));
    match (dimension, own) {
        (Some(other), Some(own)) => {
            other != *own && *own != Dimension::Plain && (is_money(&other) || is_money(own))
        }
        _ => false,
    }
}
