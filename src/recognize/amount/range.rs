//! Amounts between two numbers: « de 10 à 30 milliards », "10-20 km", "between $1 and $2 billion".

use rust_decimal::Decimal;

use super::money::with_money_scale;
use super::{Amount, Measure, Measured, changes_within, follows_change, measured};
use crate::model::Language;
use crate::recognize::lists;
use crate::recognize::number::{Form, Vague, power};
use crate::recognize::view::View;
use crate::value::quantity::Bounds;

/// « entre 10 et 20 millions d'euros », "between $1 and $2 billion".
pub(super) fn between(view: &View<'_>, at: usize) -> Option<Amount> {
    let next = view.listed(at, lists::BETWEEN)?;
    let low = measured(view, next)?;
    let middle = view.listed(low.end, lists::BETWEEN_AND)?;
    let high = measured(view, middle)?;
    joined(view, at, low, high)
}

/// « de 10 à 30 milliards », "10-20 km", "18 to 24". `own` is what is measured at the token itself.
pub(super) fn ranged(
    view: &View<'_>,
    start: usize,
    at: usize,
    own: Option<&Measured>,
) -> Option<Amount> {
    let from = view.listed(at, lists::RANGE_FROM);
    if from.is_some() && changes_from(view, at) {
        return None;
    }
    let led = from.and_then(|next| measured(view, next));
    let low = if from.is_some() { led.as_ref()? } else { own? };
    if low.value.vague != Vague::No || low.value.form == Form::Article {
        return None;
    }
    let dash = view.is_mark(low.end, '-') && !view.tokens[low.end].breaks;
    // "an 8- to 10-week trial".
    let hangs = dash && view.is_glued(low.end) && view.is_listed(low.end + 1, lists::RANGE_TO);
    let dash = dash && !hangs;
    let middle = match view.listed(low.end + usize::from(hangs), lists::RANGE_TO) {
        Some(end) => end,
        _ if dash => low.end + 1,
        _ => return None,
    };
    let mut high = measured(view, middle)?;
    if high.value.value <= low.value.value && high.value.scale <= low.value.scale {
        return None;
    }
    // "the 12 months to 31 December": a day of the month ends no range of spans.
    if low.measure.is_some() && view.word(high.value.end).month > 0 {
        return None;
    }
    let is_money = matches!(low.measure, Some(Measure::Money(_)));
    // "$10-12 billion in fees": what the second number would count is money.
    if dash && is_money && matches!(high.measure, None | Some(Measure::Unit(_))) {
        let value = with_money_scale(view, high.value);
        high = Measured { value, measure: None, start: high.start, end: value.end };
    } else if dash
        && high.measure.is_none()
        && (low.measure.is_some() || low.value.value < Decimal::TEN)
    {
        // 3-1 is a score, 5-2 a count of votes.
        return None;
    }
    // "fell 12 to 40,000" has two amounts; "grew 2-3 percent", « il est tombé 120 à 150 mm » are ranges.
    let is_english = view.lexicon.language == Language::English;
    let led = view.listed_before(at, lists::RANGE_FROM);
    let is_apart = led.is_some_and(|from| changes_from(view, from))
        || (is_english || led.is_some()) && follows_change(view, at);
    if is_apart && from.is_none() && !dash {
        return None;
    }
    joined(view, start, low.clone(), high)
}

/// "raise the capacity of the stadium from 24,500 to 30,000": with "from" the verb may stand further off.
fn changes_from(view: &View<'_>, at: usize) -> bool {
    const FAR: usize = 8;
    let words = (at.saturating_sub(FAR)..at).rev().take_while(|at| view.tokens[*at].is_word());
    changes_within(view, at - words.count()..at)
}

/// Two measured numbers as one range; scale and unit of the second serve the first.
fn joined(view: &View<'_>, start: usize, low: Measured, high: Measured) -> Option<Amount> {
    let compatible = match (&low.measure, &high.measure) {
        (Some(a), Some(b)) => {
            a == b || matches!(a, Measure::Money(_)) && matches!(b, Measure::Money(_))
        }
        _ => true,
    };
    if !compatible {
        return None;
    }
    let mut first = low.value.value;
    if let Some(scaled) = shared_scale(view, &low, &high).filter(|all| *all <= high.value.value) {
        first = scaled;
    }
    if first > high.value.value {
        return None;
    }
    let bounds = Bounds { min: Some(first), max: Some(high.value.value), ..Bounds::default() };
    let measure = high.measure.or(low.measure).unwrap_or(Measure::Number);
    Some(Amount { measure, bounds, start, number: low.start, end: high.end })
}

/// The first number of a range with the scale of the second, where it has none of its own:
/// « 10 à 30 milliards », "two to three hundred".
fn shared_scale(view: &View<'_>, low: &Measured, high: &Measured) -> Option<Decimal> {
    const HUNDRED: Decimal = Decimal::ONE_HUNDRED;
    let (first, scale) = (low.value.value, power(high.value.scale));
    if low.value.scale > 0 {
        return None;
    }
    let are_words = [low.start, high.start].iter().all(|at| view.tokens[*at].is_word());
    let factor = high.value.value / scale;
    let is_hundreds = factor > HUNDRED && (factor % HUNDRED).is_zero() && factor / HUNDRED > first;
    if are_words && first >= Decimal::ONE && is_hundreds && factor < Decimal::ONE_THOUSAND {
        return first.checked_mul(HUNDRED)?.checked_mul(scale);
    }
    (high.value.scale >= 3 && first < Decimal::ONE_THOUSAND).then(|| first.checked_mul(scale))?
}
