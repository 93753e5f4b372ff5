//! Dates so many units of time away: « il y a trois jours », « dans les 45 jours », "over the past five
//! years".

use rust_decimal::prelude::ToPrimitive;

use super::point::Reader;
use super::relative::Found;
use super::resolve::Calendar;
use super::tense::{Tense, tense};
use super::unit::{months_on, moved, reached, years_back};
use crate::model::Language;
use crate::recognize::lexicon::{Class, flag};
use crate::recognize::lists;
use crate::recognize::number::{self, Form, Number, Vague, number};
use crate::recognize::phrase::{class_bit, list_bits};
use crate::recognize::token::Kind;
use crate::recognize::{DURATION_UNITS, duration_unit};
use crate::value::date::civil_from_days;

/// What leads to a number of units of time, and spans by themselves.
pub(super) const COUNTED: u128 =
    list_bits(&[lists::AGO_BEFORE, lists::IN_BEFORE, lists::WITHIN, lists::PAST_SPAN])
        | class_bit(Class::Span);

impl Reader<'_, '_> {
    /// So many units of time back, ahead or long: only where a unit stands near.
    pub(super) fn counted(&self, at: usize) -> Option<Found> {
        const UNITS: u128 = class_bit(Class::Duration) | class_bit(Class::Span);
        const REACH: usize = 16;
        let view = self.view;
        let may_count = view.starts_any(at, COUNTED)
            || view.word(at).ordinal == 1
            || view.token(at).is_some_and(|token| match token.kind {
                Kind::Digits => true,
                Kind::Word => number::may_start(view, at),
                Kind::Mark(mark) => !mark.is_ascii(),
            });
        if !may_count || !(at..at + REACH).any(|at| view.starts_any(at, UNITS)) {
            return None;
        }
        self.months_of_year(at)
            .or_else(|| self.ago(at))
            .or_else(|| self.in_or_within(at))
            .or_else(|| self.past_span(at))
    }

    /// « les neuf premiers mois de 2024 », "the first three months of 2025", "the last two months of 2024".
    fn months_of_year(&self, at: usize) -> Option<Found> {
        let view = self.view;
        let is_first = |at: usize| (view.word(at).ordinal == 1).then_some((true, at + 1));
        let french = view.lexicon.language == Language::French;
        let side =
            |at: usize, last: u16| is_first(at).or_else(|| Some((false, view.listed(at, last)?)));
        let (number, (is_first, next)) = if french {
            let number = number(view, at)?;
            (number, side(number.end, lists::LAST)?)
        } else {
            let (is_first, next) = side(at, lists::LAST_BEFORE)?;
            let number = number(view, next)?;
            (number, (is_first, number.end))
        };
        let phrase = view.phrase(next, Class::Duration)?;
        let link = phrase.end as usize;
        let year = self.year(link + 1).filter(|_| view.has(link, flag::LINK))?;
        let count = whole(&number).filter(|count| (2..12).contains(count))? as u8;
        let (first, last) = if is_first { (1, count) } else { (13 - count, 12) };
        let months = Calendar::between(&Calendar::month(year, first), &Calendar::month(year, last));
        (phrase.payload == duration_unit("month")).then_some((Some(months), link + 2))
    }

    /// « il y a trois jours », "two years ago".
    fn ago(&self, at: usize) -> Option<Found> {
        let view = self.view;
        let (next, behind) = match view.listed(at, lists::AGO_BEFORE) {
            Some(next) => (next, false),
            None => (at, true),
        };
        let one = || if behind { self.one_unit(at) } else { None };
        let (count, unit, mut end) = self.count_and_unit(next).or_else(one)?;
        if behind {
            end = view.listed(end, lists::AGO_AFTER)?;
        }
        let date = self.known(|reference| moved(reference, unit, -count));
        Some((date, end))
    }

    /// "a week" of "a week ago": an article that is no numeral.
    fn one_unit(&self, at: usize) -> Option<(i64, &'static str, usize)> {
        let view = self.view;
        let phrase =
            view.has(at, flag::ARTICLE).then(|| view.phrase(at + 1, Class::Duration)).flatten()?;
        Some((1, DURATION_UNITS[phrase.payload as usize], phrase.end as usize))
    }

    /// A number and a unit of time.
    fn count_and_unit(&self, at: usize) -> Option<(i64, &'static str, usize)> {
        let view = self.view;
        if let Some(phrase) = view.phrase(at, Class::Span).or_else(|| {
            view.has(at, flag::ARTICLE).then(|| view.phrase(at + 1, Class::Span)).flatten()
        }) {
            let unit = DURATION_UNITS[(phrase.payload % 16) as usize];
            return Some((i64::from(phrase.payload / 16), unit, phrase.end as usize));
        }
        let number = number(view, at).filter(|number| number.vague != Vague::Min)?;
        let link = usize::from(number.vague == Vague::About && view.has(number.end, flag::LINK));
        let phrase = view.phrase(number.end + link, Class::Duration)?;
        let unit = DURATION_UNITS[phrase.payload as usize];
        let count = whole(&number)?;
        Some((count, unit, phrase.end as usize))
    }

    /// « dans trois jours », « dans les 45 jours », "within 30 days", « d'ici deux ans ».
    fn in_or_within(&self, at: usize) -> Option<Found> {
        let view = self.view;
        let open = view.listed(at, lists::IN_BEFORE);
        let within =
            view.listed(at, lists::WITHIN).filter(|end| open.is_none_or(|open| *end >= open));
        let next = within.or(open).unwrap_or(at);
        let next = view.listed(next, lists::NEXT).unwrap_or(next);
        let is_bare = next == at;
        let (count, unit, end) = self
            .count_and_unit(next)
            .or_else(|| self.next_counted(next))
            .or_else(|| if is_bare { self.one_unit(at) } else { None })?;
        // "within 48 hours of the broadcast", "the worst result in five years": not counted from now.
        let is_other = view.is_listed(end, lists::COUNTED_FROM)
            || open.is_some() && self.follows_superlative(at);
        if is_other {
            return None;
        }
        if matches!(unit, "second" | "minute") {
            return None;
        }
        if within.is_some() {
            let date = self.known(|reference| {
                Some(Calendar::days(reference, reached(reference, unit, count)?))
            });
            return Some((date, end));
        }
        let after = view.listed(end, lists::IN_AFTER);
        if open.is_none() && after.is_none() {
            return None;
        }
        // "in two years" of something past is a span.
        if after.is_none() && tense(view, at, end) == Tense::Past || unit == "hour" {
            return None;
        }
        let date = self.known(|reference| moved(reference, unit, count));
        Some((date, after.unwrap_or(end)))
    }

    /// "the first win", "the slowest pace", before "in three years".
    fn follows_superlative(&self, at: usize) -> bool {
        const NEAR: usize = 3;
        let view = self.view;
        let is_superlative = |at: usize| {
            view.is_listed(at, lists::SUPERLATIVES)
                || view.word(at).ordinal > 0
                || view.str(at).len() > 5 && view.str(at).ends_with("est")
        };
        let is_noun = |at: &usize| {
            view.word_on_line(*at).is_some() && !view.has(*at, flag::FUTURE | flag::PAST)
        };
        view.lexicon.language == Language::English
            && (at.saturating_sub(NEAR)..at).rev().take_while(is_noun).any(is_superlative)
    }

    /// « 45 prochains jours »: the adjective between number and unit.
    fn next_counted(&self, at: usize) -> Option<(i64, &'static str, usize)> {
        let view = self.view;
        let number = number(view, at).filter(|number| number.form != Form::Article)?;
        let next = view.listed(number.end, lists::NEXT)?;
        let phrase = view.phrase(next, Class::Duration)?;
        let count = whole(&number)?;
        Some((count, DURATION_UNITS[phrase.payload as usize], phrase.end as usize))
    }

    /// « ces trois derniers mois », "over the past five years".
    fn past_span(&self, at: usize) -> Option<Found> {
        let view = self.view;
        let next = view.listed(at, lists::PAST_SPAN)?;
        if view.listed_before(at, lists::VERB_BEFORE).is_some() {
            return None;
        }
        let number = number(view, next).filter(|number| number.vague == Vague::No)?;
        let french = view.lexicon.language == Language::French;
        let (phrase, end) = if french {
            match view.listed(number.end, lists::LAST) {
                Some(after) => {
                    let phrase = view.phrase(after, Class::Duration)?;
                    (phrase, phrase.end as usize)
                }
                None => {
                    let phrase = view.phrase(number.end, Class::Duration)?;
                    (phrase, view.listed(phrase.end as usize, lists::LAST)?)
                }
            }
        } else {
            let phrase = view.phrase(number.end, Class::Duration)?;
            (phrase, phrase.end as usize)
        };
        let count = whole(&number)?;
        let unit = phrase.payload;
        let is_of_another = !french && view.has(end, flag::LINK);
        if unit < duration_unit("hour") || is_of_another {
            return None;
        }
        let date = self.known(|reference| {
            Some(match DURATION_UNITS[unit as usize] {
                "hour" => Calendar::days(reference - (count + 23) / 24, reference),
                "day" => Calendar::days(reference - count, reference),
                "week" => Calendar::days(reference - count * 7, reference),
                "month" => {
                    let (year, month, _) = civil_from_days(reference);
                    Calendar::between(
                        &months_on(year, month, -count),
                        &Calendar::month(year, month),
                    )
                }
                "decade" => years_back(reference, count * 10),
                "year" => years_back(reference, count),
                _ => return None,
            })
        });
        Some((date, end))
    }
}

/// A number as a count that a calendar can bear.
fn whole(number: &Number) -> Option<i64> {
    number.value.to_i64().filter(|count| (0..100_000).contains(count))
}
