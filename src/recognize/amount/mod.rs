//! Amounts: numbers with their hedges, ranges and units; money; percents; spans of time; counts.

mod duration;
mod hedge;
mod money;
mod range;
mod share;

use std::ops::Range;

use super::lexicon::{Class, flag};
use super::lists;
use super::noun::noun;
use super::number::{self, Form, Number, Vague, number};
use super::phrase::{class_bit, list_bits};
use super::token::{Case, Kind};
use super::view::View;
use crate::model::Language;
use crate::value::quantity::Bounds;
use duration::{
    clock_duration, half_of_unit, is_clock_time, is_minutes, one_unit, span_word,
    with_rest_of_duration,
};
use hedge::{HEDGES, Hedge, hedge};
use money::{money_before, money_behind};
use range::{between, ranged};
use share::{is_whole, share};

/// What an amount is an amount of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Nothing: a bare number.
    Number,
    /// Hundredths.
    Percent,
    /// Money, by ISO 4217 code.
    Money(String),
    /// A unit of measure or a counted noun.
    Unit(String),
    /// A span of time.
    Duration(&'static str),
}

/// An amount read.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// What it is an amount of.
    pub measure: Measure,
    /// How much, hedges as bounds.
    pub bounds: Bounds,
    /// First token, the hedge's when there is one.
    pub start: usize,
    /// First token of the number or of the currency before it.
    pub number: usize,
    /// One past the last token.
    pub end: usize,
}

/// A number and what it measures.
#[derive(Clone, Debug)]
struct Measured {
    value: Number,
    measure: Option<Measure>,
    start: usize,
    end: usize,
}

/// The phrases that amounts start with.
pub(super) const STARTS: u128 = HEDGES | WRITTEN | list_bits(&[lists::BETWEEN, lists::RANGE_FROM]);

/// Amounts of money and time that may start without a number.
const WRITTEN: u128 = class_bit(Class::Currency) | class_bit(Class::Span);

/// Reads the amount that starts at a token, with the hedge before its number.
pub fn amount(view: &View<'_>, at: usize) -> Option<Amount> {
    let own = measured(view, at);
    if let Some(amount) = between(view, at).or_else(|| ranged(view, at, at, own.as_ref())) {
        return Some(amount);
    }
    if let Some((hedge, next)) = hedge(view, at) {
        // "goes up to 85p" is no bound.
        if hedge == Hedge::Max && follows_change(view, at) && !changes_object(view, at) {
            return None;
        }
        // « plus de 10 à 15 % »: the hedge of a range says little more.
        let own = measured(view, next);
        let range = ranged(view, at, next, own.as_ref());
        let mut amount = range.or_else(|| plain(view, at, next, own?))?;
        let is_length =
            matches!(&amount.measure, Measure::Unit(unit) if LENGTHS.contains(&unit.as_str()));
        if is_length && view.is_listed(at, lists::SPATIAL) {
            return None;
        }
        // "$2 trillion over 10 years", "500 jobs over three years".
        let is_span = matches!(amount.measure, Measure::Duration(_));
        if is_span && view.is_listed(at, lists::SPANNING) && follows_number(view, at) {
            return None;
        }
        amount.bounds = hedge.apply(&amount.bounds);
        amount.start = at;
        return Some(amount);
    }
    plain(view, at, at, own?)
}

/// Whether a number stands shortly before.
fn follows_number(view: &View<'_>, at: usize) -> bool {
    const WORDS: usize = 3;
    (at.saturating_sub(WORDS)..at).any(|before| {
        view.digits(before).is_some()
            || view.has(before, flag::NUMERIC) && !view.has(before, flag::ARTICLE)
    })
}

/// Units in which "above" tells where.
const LENGTHS: [&str; 4] = ["m", "km", "ft", "mi"];

/// A number with its measure, `found` at a token, and what hedges it from behind.
fn plain(view: &View<'_>, start: usize, at: usize, found: Measured) -> Option<Amount> {
    if let Some(share) = share(view, start, &found) {
        return Some(share);
    }
    if is_whole(view, at, &found) {
        return None;
    }
    let is_duration = matches!(found.measure, Some(Measure::Duration(_)));
    if found.value.form == Form::Article && (!is_duration || is_adverb(view, at, found.end)) {
        return None;
    }
    // « à 17 heures » is a time of day.
    if found.measure == Some(Measure::Duration("hour"))
        && view.listed_before(at, lists::CLOCK_BEFORE).is_some()
    {
        return None;
    }
    let is_number = found.measure.is_none();
    let is_other = || {
        is_score_or_name(view, at, found.end)
            || is_minutes(view, at)
            || is_clock_time(view, found.end)
    };
    if is_number && is_other() {
        return None;
    }
    let value = found.value.value;
    let none = Bounds::default();
    let mut bounds = match found.value.vague {
        Vague::No => Bounds::amount(value),
        Vague::About => Bounds { about: Some(value), ..none },
        Vague::Min => Bounds { min: Some(value), ..none },
    };
    let mut end = found.end;
    let behind = [
        (lists::MIN_AFTER, Hedge::Min),
        (lists::MAX_AFTER, Hedge::Max),
        (lists::ABOUT_AFTER, Hedge::About),
    ];
    if let Some((after, hedge)) =
        behind.iter().find_map(|(name, hedge)| Some((view.listed(end, *name)?, *hedge)))
        && !hedges_next(view, end, after)
    {
        bounds = hedge.apply(&bounds);
        end = after;
    }
    let measure = found.measure.unwrap_or(Measure::Number);
    Some(Amount { measure, bounds, start, number: found.start, end })
}

/// Whether the words of a hedge belong to the next number: « douze morts et plus de 34 blessés ».
fn hedges_next(view: &View<'_>, from: usize, to: usize) -> bool {
    measured(view, to).is_some() || (from..to).any(|at| hedge(view, at).is_some())
}

/// « Un jour, il… »: no span of one day.
fn is_adverb(view: &View<'_>, at: usize, end: usize) -> bool {
    view.starts_sentence(at) && view.is_mark(end, ',')
}

/// 3-1, « le onze », « le 20 heures »: a bare number that counts nothing.
fn is_score_or_name(view: &View<'_>, at: usize, end: usize) -> bool {
    let dash = |at: usize| view.is_mark(at, '-') && view.is_glued(at) && view.is_glued(at + 1);
    let is_score = (dash(end) && view.digits(end + 1).is_some())
        || (at > 1 && dash(at - 1) && view.digits(at - 2).is_some());
    is_score && view.digits(at).is_some()
}

/// Whether a verb of change stands before: "rose from 7 to 9" gives two amounts.
fn follows_change(view: &View<'_>, at: usize) -> bool {
    const WORDS: usize = 4;
    changes_within(view, at.saturating_sub(WORDS)..at)
}

/// Whether a verb of change stands among some tokens.
fn changes_within(view: &View<'_>, mut tokens: Range<usize>) -> bool {
    tokens.any(|before| view.is_change(before))
}

/// Whether the word before is a verb that changes what follows: "cuts up to 900 jobs".
fn changes_object(view: &View<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let folded = view.fold(before);
    view.lexicon.change_objects.iter().any(|stem| folded.starts_with(stem.as_str()))
}

/// Whether a number, a sign, a currency or a span may start at a token.
fn may_measure(view: &View<'_>, at: usize) -> bool {
    let Some(token) = view.token(at) else { return false };
    let may_count = match token.kind {
        Kind::Digits => true,
        Kind::Word => number::may_start(view, at) || view.has(at, flag::MINUS),
        Kind::Mark(mark) => !mark.is_ascii() || matches!(mark, '-' | '+'),
    };
    may_count || view.starts_any(at, WRITTEN)
}

/// A number with a sign and what it measures.
fn measured(view: &View<'_>, at: usize) -> Option<Measured> {
    if !may_measure(view, at) {
        return None;
    }
    if let Some(money) = money_before(view, at) {
        return Some(money);
    }
    let own = number(view, at);
    if let Some(span) = span_word(view, at, own)
        .or_else(|| clock_duration(view, at))
        .or_else(|| half_of_unit(view, at))
        .or_else(|| one_unit(view, at))
    {
        return Some(span);
    }
    let (sign, next) = sign(view, at);
    let mut value = if next > at { number(view, next)? } else { own? };
    if is_compound(view, &value) {
        return None;
    }
    let mut found = measure(view, value);
    if sign < 0 {
        let is_word = view.tokens[at].is_word();
        let is_degree = matches!(&found.1, Some(Measure::Unit(unit)) if unit.starts_with('°'));
        let french = view.lexicon.language == Language::French;
        if is_word && french && !is_degree {
            return None;
        }
        value.value.set_sign_negative(true);
        found.0.value.set_sign_negative(true);
    }
    let (value, measure, end) = found;
    Some(Measured { value, measure, start: at, end })
}

/// « deux-roues », « mille-feuille »: a word made with a number, but for units.
fn is_compound(view: &View<'_>, value: &Number) -> bool {
    const UNITS: u128 =
        class_bit(Class::Currency) | class_bit(Class::Duration) | class_bit(Class::Unit);
    let (dash, next) = (value.end, value.end + 1);
    view.lexicon.language == Language::French
        && matches!(value.form, Form::Words | Form::Article)
        && view.digits(value.end - 1).is_none()
        && view.is_mark(dash, '-')
        && view.is_glued(dash)
        && view.is_glued(next)
        && view.word_on_line(next).is_some()
        && !view.has(next, flag::FUNCTION)
        && !view.starts_any(next, UNITS)
}

/// A sign before a number: -1, 1, or none (the number starts here).
fn sign(view: &View<'_>, at: usize) -> (i32, usize) {
    let Some(token) = view.token(at) else { return (0, at) };
    let is_free = token.spaced
        || view.starts_sentence(at)
        || (at > 0 && matches!(view.tokens[at - 1].kind, Kind::Mark('(')));
    match token.kind {
        Kind::Mark('-' | '−')
            if is_free
                && view.is_glued(at + 1)
                && !view.is_em_dash(at)
                && view.digits(at + 1).is_some() =>
        {
            (-1, at + 1)
        }
        Kind::Mark('+') if is_free && view.digits(at + 1).is_some() => (1, at + 1),
        // "plus or minus 2" has no sign.
        Kind::Word
            if view.has(at, flag::MINUS)
                && view.digits(at + 1).is_some()
                && !(at > 0 && view.is_listed(at - 1, lists::LIST_OR)) =>
        {
            (-1, at + 1)
        }
        _ => (0, at),
    }
}

/// What stands behind a number: its value with what the unit adds, the measure, the end.
fn measure(view: &View<'_>, value: Number) -> (Number, Option<Measure>, usize) {
    let end = value.end;
    let none = (value, None, end);
    if view.token(end).is_none_or(|token| token.breaks) {
        return none;
    }
    if let Some((money, code, end)) = money_behind(view, value) {
        return (money, Some(Measure::Money(code)), end);
    }
    let dash = view.is_mark(end, '-') && view.is_glued(end) && view.is_glued(end + 1);
    let next = if dash { end + 1 } else { end };
    // « cinq dernières minutes ».
    let next =
        if view.has(next, flag::ADJECTIVE) && view.phrase(next + 1, Class::Duration).is_some() {
            next + 1
        } else {
            next
        };
    // « une seconde fois » is a rank.
    let counts = |at: usize| view.word_on_line(at).is_some() && !view.has(at, flag::FUNCTION);
    if value.form == Form::Article && view.word(next).ordinal > 0 && counts(next + 1) {
        return none;
    }
    if let Some(phrase) = view.phrase(next, Class::Duration) {
        return with_rest_of_duration(view, value, phrase.payload, phrase.end as usize);
    }
    let linked = view.has(end, flag::LINK) && (value.scale >= 3 || value.vague != Vague::No);
    if let Some(phrase) = linked.then(|| view.phrase(end + 1, Class::Duration)).flatten() {
        return with_rest_of_duration(view, value, phrase.payload, phrase.end as usize);
    }
    let unit = view
        .phrase(next, Class::Unit)
        .or_else(|| linked.then(|| view.phrase(end + 1, Class::Unit)).flatten());
    if let Some(phrase) = unit.filter(|phrase| is_unit(view, value, next, phrase.end as usize)) {
        let symbol = view.lexicon.symbols[phrase.payload as usize].clone();
        let measure = if symbol == "%" { Measure::Percent } else { Measure::Unit(symbol) };
        return (value, Some(measure), phrase.end as usize);
    }
    if value.form == Form::Article {
        return none;
    }
    match noun(view, end, value.scale, value.vague) {
        Some(noun) => (value, Some(Measure::Unit(noun.singular)), noun.end),
        None => none,
    }
}

/// Letters that are units only as they should be: "5 m" and "5m", not "5 l'an".
fn is_unit(view: &View<'_>, value: Number, at: usize, end: usize) -> bool {
    let text = view.str(at);
    if end - at > 1 || text.chars().count() > 2 || !view.tokens[at].is_word() {
        return true;
    }
    // "38C", not "38 c".
    if matches!(text, "c" | "C" | "f" | "F") {
        return view.is_glued(at) && view.tokens[at].case != Case::Lower;
    }
    // A short symbol stands behind digits and before no apostrophe; "in" is a preposition.
    let is_digits = value.form != Form::Words || value.scale == 0;
    let is_preposition = view.has(at, flag::FUNCTION) || view.has(at, flag::LINK);
    is_digits && !text.ends_with(['\'', '’']) && (!is_preposition || view.is_glued(at))
}
