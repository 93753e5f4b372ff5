//! Parts of a whole: "one in five", « trois entreprises sur dix ».

use rust_decimal::Decimal;

use super::{Amount, Measure, Measured, measure};
use crate::recognize::lists;
use crate::recognize::number::{Vague, number};
use crate::recognize::view::View;
use crate::value::quantity::Bounds;

/// So many of a round number, with what is counted between them or not.
pub(super) fn share(view: &View<'_>, start: usize, part: &Measured) -> Option<Amount> {
    const NOUN: usize = 2;
    let from = part.value.end;
    let joint = (from..=from + NOUN).find(|&at| view.is_listed(at, lists::OUT_OF))?;
    let is_bare = joint == from;
    if !(from..joint).all(|at| view.tokens[at].is_word()) || view.tokens[joint].breaks {
        return None;
    }
    let after = view.listed(joint, lists::OUT_OF)?;
    let whole = number(view, after)?;
    let (low, high) = (part.value.value, whole.value);
    let is_round = [100, 1000].map(Decimal::from).contains(&high) || high <= Decimal::TEN;
    let is_exact = part.value.vague == Vague::No && whole.vague == Vague::No && low.is_integer();
    if !is_round || !is_exact || !high.is_integer() || low < Decimal::ONE || low >= high {
        return None;
    }
    // « deux morts sur trois sites », "two in three attacks" count twice.
    let is_one = low == Decimal::ONE;
    let counts_twice = match measure(view, whole).1 {
        None => false,
        Some(Measure::Unit(_)) if after > joint + 1 => false,
        Some(Measure::Unit(_)) if is_bare => !is_one && high < Decimal::TEN,
        Some(Measure::Unit(_)) => view.str(whole.end).ends_with(['s', 'x']),
        Some(_) => true,
    };
    // "one city in 10" is rarer than "12 people in 10 cities".
    if counts_twice || !is_bare && view.is_listed(joint, lists::LEADS) {
        return None;
    }
    let bounds = Bounds::amount((low / high).round_dp(4));
    Some(Amount { measure: Measure::Number, bounds, start, number: part.start, end: whole.end })
}

/// Whether a number is the whole of « un Français sur cinq »: what it would count is no amount.
pub(super) fn is_whole(view: &View<'_>, at: usize, whole: &Measured) -> bool {
    let Some(joint) = view.listed_before(at, lists::OUT_OF) else { return false };
    let Some(one) = joint.checked_sub(2) else { return false };
    let is_one = view.word(one).numeral.is_some_and(|(_, value)| value == 1);
    let is_span = matches!(whole.measure, Some(Measure::Duration(_) | Measure::Money(_)));
    is_one && view.tokens[one + 1].is_word() && whole.value.value <= Decimal::TEN && !is_span
}
