//! Money: a currency before or behind its number.

use rust_decimal::Decimal;

use super::{Measure, Measured};
use crate::recognize::lexicon::{Class, flag};
use crate::recognize::number::{Form, Number, Vague, number, power};
use crate::recognize::token::{Case, Kind};
use crate::recognize::view::View;

/// A currency before its number: "$30bn", "€ 2,5 millions", "USD 12".
pub(super) fn money_before(view: &View<'_>, at: usize) -> Option<Measured> {
    let (sign, at_sign) = sign_before_money(view, at);
    let phrase = view.phrase(at_sign, Class::Currency)?;
    let mut next = phrase.end as usize;
    let mut code = phrase.payload;
    let starts_with_letters = view.tokens[at_sign].is_word();
    if starts_with_letters && !is_code(view, at_sign, next) {
        return None;
    }
    // "CAD $20 million": the code says which dollars.
    let mark = view.phrase(next, Class::Currency).filter(|_| starts_with_letters);
    if let Some(mark) = mark.filter(|_| !view.tokens[next].is_word()) {
        next = mark.end as usize;
    }
    if view.token(next).is_none_or(|token| token.kind != Kind::Digits || token.breaks) {
        return None;
    }
    let mut value = with_money_scale(view, number(view, next)?);
    let mut end = value.end;
    if sign < 0 {
        value.value.set_sign_negative(true);
    }
    let is_ambiguous = view.has(at_sign, flag::AMBIGUOUS_CODE);
    if is_ambiguous && value.scale < 3 && value.form != Form::Grouped {
        return None;
    }
    // "$30bn (€28bn)", "100 USD": a code behind a sign only repeats it, or says which dollars.
    if let Some(again) = view.phrase(end, Class::Currency)
        && view.tokens[end].is_word()
        && (again.payload == code || !starts_with_letters && is_dollar(view, at_sign, end))
    {
        (code, end) = (again.payload, again.end as usize);
    }
    let code = view.lexicon.symbols[code as usize].clone();
    Some(Measured { value, measure: Some(Measure::Money(code)), start: at, end })
}

/// Whether letters before a number are a code, like USD or C$: "Euro 2028" and "All 27" are none.
fn is_code(view: &View<'_>, at: usize, end: usize) -> bool {
    // "Rs 500".
    const ABBREVIATION: usize = 2;
    let is_short = view.str(at).len() <= ABBREVIATION;
    match view.tokens[at].case {
        Case::Upper => true,
        Case::Title => is_short || !view.tokens[end - 1].is_word(),
        Case::Lower => !view.tokens[end - 1].is_word(),
    }
}

/// Whether a plain dollar sign and a code behind its number are dollars: "$1,190 AUD".
fn is_dollar(view: &View<'_>, sign: usize, code: usize) -> bool {
    const CODE: usize = 3;
    let name = view.str(code);
    view.is_mark(sign, '$')
        && view.tokens[code].case == Case::Upper
        && name.len() == CODE
        && name.ends_with('D')
}

/// "$5m", "€40-50m": beside money the letter is a scale.
pub(super) fn with_money_scale(view: &View<'_>, number: Number) -> Number {
    let scale = view.word(number.end).money_scale;
    let scaled = number.value.checked_mul(power(scale));
    match scaled.filter(|_| number.scale == 0 && scale > 0 && view.is_glued(number.end)) {
        Some(value) => Number { value, scale, end: number.end + 1, ..number },
        None => number,
    }
}

fn sign_before_money(view: &View<'_>, at: usize) -> (i32, usize) {
    let is_free = view.token(at).is_some_and(|token| token.spaced);
    match view.token(at).map(|token| token.kind) {
        Some(Kind::Mark('-' | '−'))
            if is_free
                && view.is_glued(at + 1)
                && !view.is_em_dash(at)
                && view.phrase(at + 1, Class::Currency).is_some() =>
        {
            (-1, at + 1)
        }
        _ => (0, at),
    }
}

/// Money behind a number: the number with its scale or in hundredths, the code, the end. The scale of a
/// sign serves both ends of a range: « 2 à 3 M€ ».
pub(super) fn money_behind(view: &View<'_>, value: Number) -> Option<(Number, String, usize)> {
    let mut at = value.end;
    let mut money = value;
    let scale = view.word(at).money_scale;
    let links = scale > 0 && view.has(at + 1, flag::LINK);
    if scale > 0 && view.phrase(at + 1, Class::Currency).is_some() && view.is_glued(at + 1) {
        money = scaled(value, scale);
        at += 1;
    } else if links && view.phrase(at + 2, Class::Currency).is_some() {
        // « 3 M d'euros ».
        money = scaled(value, scale);
        at += 2;
    } else if view.has(at, flag::LINK) && (value.scale >= 3 || value.vague != Vague::No) {
        at += 1;
    }
    let dash = view.is_mark(at, '-') && view.is_glued(at) && view.is_glued(at + 1);
    if dash {
        at += 1;
    }
    if let Some(phrase) = view.phrase(at, Class::Cent) {
        let is_letter = view.str(at).chars().count() == 1;
        if is_letter && !view.is_glued(at) {
            return None;
        }
        let code = view.lexicon.symbols[phrase.payload as usize].clone();
        let hundredths = value.value.saturating_mul(Decimal::new(1, 2));
        return Some((Number { value: hundredths, ..value }, code, phrase.end as usize));
    }
    let phrase = view.phrase(at, Class::Currency)?;
    let is_weak = view.has(at, flag::WEAK_MONEY) && phrase.end as usize == at + 1;
    if is_weak && value.scale < 3 && value.value < Decimal::from(1000) {
        return None;
    }
    let is_sign_of_next = !view.tokens[at].is_word()
        && view.is_glued(phrase.end as usize)
        && view.digits(phrase.end as usize).is_some()
        && !view.is_glued(at);
    let ambiguous =
        view.has(at, flag::AMBIGUOUS_CODE) && value.form == Form::Words && value.scale == 0;
    if is_sign_of_next || ambiguous {
        return None;
    }
    Some((money, view.lexicon.symbols[phrase.payload as usize].clone(), phrase.end as usize))
}

fn scaled(number: Number, scale: u8) -> Number {
    Number { value: number.value.saturating_mul(power(scale)), scale, ..number }
}
