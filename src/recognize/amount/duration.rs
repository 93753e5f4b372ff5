//! Spans of time.

use rust_decimal::Decimal;

use super::{Measure, Measured};
use crate::model::Language;
use crate::recognize::lexicon::{Class, flag};
use crate::recognize::lists;
use crate::recognize::number::{Form, Number, Vague, behind_half, number};
use crate::recognize::view::View;
use crate::recognize::{DURATION_UNITS, duration_unit};

/// "a fortnight", « un quinquennat », of which there may be a number at the token.
pub(super) fn span_word(view: &View<'_>, at: usize, number: Option<Number>) -> Option<Measured> {
    let next = if view.has(at, flag::ARTICLE) { at + 1 } else { at };
    let (count, next) = match number {
        Some(number) if number.form != Form::Article => (number.value, number.end),
        _ => (Decimal::ONE, next),
    };
    let phrase = view.phrase(next, Class::Span)?;
    let (amount, unit) = (phrase.payload / 16, phrase.payload % 16);
    let value = Number {
        value: count.checked_mul(Decimal::from(amount))?,
        end: phrase.end as usize,
        scale: 0,
        form: Form::Words,
        vague: Vague::No,
    };
    let measure = Some(Measure::Duration(DURATION_UNITS[unit as usize]));
    Some(Measured { value, measure, start: at, end: phrase.end as usize })
}

/// « 1h47 », « 2 h 30 »: hours and minutes, unless they are a time of day.
pub(super) fn clock_duration(view: &View<'_>, at: usize) -> Option<Measured> {
    if !matches!(view.str(at + 1), "h" | "H") {
        return None;
    }
    let hours = view.small_number(at)?;
    let minutes = view.small_number(at + 2)?;
    let is_clock = view.listed_before(at, lists::CLOCK_BEFORE).is_some();
    if is_clock || minutes >= 60 || view.digits(at + 2) != Some(2) {
        return None;
    }
    let value = Number {
        value: Decimal::from(hours * 60 + minutes),
        end: at + 3,
        scale: 0,
        form: Form::Grouped,
        vague: Vague::No,
    };
    Some(Measured { value, measure: Some(Measure::Duration("minute")), start: at, end: at + 3 })
}

/// "half an hour", « une demi-heure », "half a litre".
pub(super) fn half_of_unit(view: &View<'_>, at: usize) -> Option<Measured> {
    let mut next = behind_half(view, at)?;
    while view.has(next, flag::ARTICLE) || (view.is_mark(next, '-') && view.is_glued(next)) {
        next += 1;
    }
    let (measure, end) = match view.phrase(next, Class::Duration) {
        Some(phrase) => (Measure::Duration(DURATION_UNITS[phrase.payload as usize]), phrase.end),
        None => {
            let phrase = view.phrase(next, Class::Unit)?;
            (Measure::Unit(view.lexicon.symbols[phrase.payload as usize].clone()), phrase.end)
        }
    };
    let end = end as usize;
    let value =
        Number { value: Decimal::new(5, 1), end, scale: 0, form: Form::Words, vague: Vague::No };
    Some(Measured { value, measure: Some(measure), start: at, end })
}

/// "a decade", "an hour": an article that is no numeral of its own.
pub(super) fn one_unit(view: &View<'_>, at: usize) -> Option<Measured> {
    if !view.has(at, flag::ARTICLE) || view.word(at).numeral.is_some() {
        return None;
    }
    let phrase = view.phrase(at + 1, Class::Duration)?;
    // "£12 an hour", "16 hours a week": per unit; "a second chance" is a rank.
    let is_per = at.checked_sub(1).is_some_and(|before| {
        let text = view.str(before);
        let is_counted = view.tokens[before].is_word()
            && text.ends_with('s')
            && !view.has(before, flag::FUNCTION);
        is_counted || view.digits(before).is_some() || !view.tokens[before].is_word()
    });
    // "a quarter of teens", "up by a quarter".
    let is_part = view.word(at + 1).fraction > 0
        && (view.has(phrase.end as usize, flag::LINK)
            || view.listed_before(at, lists::BY).is_some());
    let is_rank = is_part
        || view.word(at + 1).ordinal > 0 && view.token(at + 2).is_some_and(|next| next.is_word());
    if (is_per && !view.starts_sentence(at)) || is_rank {
        return None;
    }
    let value = Number {
        value: Decimal::ONE,
        end: at + 1,
        scale: 0,
        form: Form::Article,
        vague: Vague::No,
    };
    let (value, measure, end) =
        with_rest_of_duration(view, value, phrase.payload, phrase.end as usize);
    Some(Measured { value, measure, start: at, end })
}

/// « un an et demi », "three years and two months", « 17 ans ».
pub(super) fn with_rest_of_duration(
    view: &View<'_>,
    value: Number,
    unit: u16,
    end: usize,
) -> (Number, Option<Measure>, usize) {
    let measure = |unit: u16| Some(Measure::Duration(DURATION_UNITS[unit as usize]));
    let mut at = end;
    if view.has(at, flag::JOINT) {
        at += 1;
        let half = if view.has(at, flag::ARTICLE) { at + 1 } else { at };
        if view.has(half, flag::HALF) {
            let sum = value.value.saturating_add(Decimal::new(5, 1));
            return (Number { value: sum, ..value }, measure(unit), half + 1);
        }
    }
    // A smaller unit behind: the sum in the smaller one.
    if let Some(rest) = number(view, at).filter(|rest| rest.form != Form::Article)
        && let Some(phrase) = view.phrase(rest.end, Class::Duration)
        && let Some(factor) = factor(unit, phrase.payload)
    {
        let sum = value.value.saturating_mul(factor).saturating_add(rest.value);
        return (Number { value: sum, ..value }, measure(phrase.payload), phrase.end as usize);
    }
    if unit == duration_unit("decade") {
        let years = value.value.saturating_mul(Decimal::TEN);
        return (Number { value: years, ..value }, measure(duration_unit("year")), end);
    }
    (value, measure(unit), end)
}

/// How many of the smaller unit one of the larger is, where that is fixed.
fn factor(large: u16, small: u16) -> Option<Decimal> {
    let name = |unit: u16| DURATION_UNITS[unit as usize];
    Some(Decimal::from(match (name(large), name(small)) {
        ("year", "month") => 12,
        ("week", "day") => 7,
        ("day", "hour") => 24,
        ("hour", "minute") | ("minute", "second") => 60,
        _ => return None,
    }))
}

/// « à 6 h 42 »: the minutes of a time of day.
pub(super) fn is_minutes(view: &View<'_>, at: usize) -> bool {
    at >= 2
        && matches!(view.digits(at), Some(1 | 2))
        && view.digits(at - 2).is_some()
        && view
            .phrase(at - 1, Class::Duration)
            .is_some_and(|unit| unit.payload == duration_unit("hour") && unit.end as usize == at)
}

/// "2 p.m.", "8.30 pm": half of the day behind a number.
pub(super) fn is_clock_time(view: &View<'_>, at: usize) -> bool {
    let is = |at: usize, wanted: &[&str]| {
        wanted.iter().any(|half| view.str(at).eq_ignore_ascii_case(half))
    };
    let is_dotted = || is(at, &["a", "p"]) && view.is_mark(at + 1, '.') && is(at + 2, &["m"]);
    view.lexicon.language == Language::English && (is(at, &["am", "pm"]) || is_dotted())
}
