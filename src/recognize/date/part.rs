//! Parts of years and years together: seasons, quarters, halves, decades, centuries, fiscal years.

use crate::recognize::lists;
use rust_decimal::prelude::ToPrimitive;

use super::point::{Point, Reader};
use super::resolve::Calendar;
use crate::model::Language;
use crate::recognize::lexicon::flag;
use crate::recognize::number::{Form, number, roman};
use crate::recognize::token::{Case, Kind};

impl Reader<'_, '_> {
    /// « l'été 2003 », "next spring".
    pub(super) fn season(&self, at: usize) -> Option<(Point, usize)> {
        let view = self.view;
        let code = view.word(at).season;
        if code == 0 {
            return None;
        }
        let (year, end) = self.year_behind(at + 1);
        if year.is_none() && view.has(at, flag::AMBIGUOUS) {
            // « a été » is no summer, "in the fall of the regime" no season.
            let is_marked = view.is_listed(at + 1, lists::LAST)
                || view.is_listed(at + 1, lists::NEXT)
                || view.listed_before(at, lists::LAST_BEFORE).is_some()
                || view.listed_before(at, lists::NEXT_BEFORE).is_some()
                || view.listed_before(at, lists::THIS).is_some();
            if !is_marked {
                return None;
            }
        } else if year.is_none() && !self.is_marked_season(at) {
            return None;
        }
        let (year, end) = match self.short_year_behind(end).filter(|_| year.is_some()) {
            Some(after) => (year, after),
            None => (year, end),
        };
        Some((Point::Part { year, code }, end))
    }

    /// A season in general (« en été ») is no date.
    fn is_marked_season(&self, at: usize) -> bool {
        let view = self.view;
        view.is_listed(at + 1, lists::LAST)
            || view.is_listed(at + 1, lists::NEXT)
            || view.listed_before(at, lists::LAST_BEFORE).is_some()
            || view.listed_before(at, lists::NEXT_BEFORE).is_some()
            || view.listed_before(at, lists::THIS).is_some()
    }

    /// "the third quarter of 2024", « T1 2025 », "H1".
    pub(super) fn quarter_or_half(&self, at: usize) -> Option<(Point, usize)> {
        let view = self.view;
        let (number, after) = self.small_ordinal(at).or_else(|| self.letter_and_digit(at))?;
        let (code, most, mut end) = if let Some(end) =
            after.1.then_some(after.0).or_else(|| view.listed(after.0, lists::QUARTERS))
        {
            if after.1 && after.2 { (40, 2, end) } else { (33, 4, end) }
        } else {
            (40, 2, view.listed(after.0, lists::HALVES)?)
        };
        if !(1..=most).contains(&number) {
            return None;
        }
        let code = code + number - 1;
        let (year, next) = self.year_behind(end);
        if year.is_some() {
            end = next;
        }
        Some((Point::Part { year, code }, end))
    }

    /// « premier », « 3e », "third": a number and what follows it.
    fn small_ordinal(&self, at: usize) -> Option<(u8, (usize, bool, bool))> {
        let view = self.view;
        let (number, mut end) = match view.digits(at) {
            Some(1) if view.has(at + 1, flag::ORDINAL_SUFFIX) && view.is_glued(at + 1) => {
                (view.small_number(at)?, at + 2)
            }
            Some(_) => return None,
            None => (view.word(at).ordinal, at + 1),
        };
        if view.is_mark(end, '-') && view.is_glued(end) {
            end += 1;
        }
        (1..=4).contains(&number).then_some((number as u8, (end, false, false)))
    }

    /// « T3 », "Q3", "H1", « S2 ».
    fn letter_and_digit(&self, at: usize) -> Option<(u8, (usize, bool, bool))> {
        let view = self.view;
        let token =
            view.token(at).filter(|token| token.is_word() && token.end - token.start == 1)?;
        if token.case == Case::Lower || !view.is_glued(at + 1) || view.digits(at + 1) != Some(1) {
            return None;
        }
        let is_half = view.is_listed(at, lists::HALVES);
        if !is_half && !view.is_listed(at, lists::QUARTERS) {
            return None;
        }
        Some((view.small_number(at + 1)? as u8, (at + 2, true, is_half)))
    }

    /// « années 1990 », « années 90 », "the 1990s", "the '90s".
    pub(super) fn decade(&self, at: usize) -> Option<(Point, usize)> {
        let view = self.view;
        let english = view.lexicon.language == Language::English;
        let start = if english { at } else { view.listed(at, lists::DECADES)? };
        let mut next = start;
        let is_short = view.is_mark(next, '\'') && english;
        next += usize::from(is_short);
        if !english && let Some(spelled) = number(view, next).filter(|n| n.form == Form::Words) {
            let tens =
                spelled.value.to_i64().filter(|tens| (20..100).contains(tens) && tens % 10 == 0)?;
            return Some((Point::Decade(1900 + tens), spelled.end));
        }
        let number = view.small_number(next)?;
        let count = view.digits(next)?;
        if !number.is_multiple_of(10) || !matches!(count, 2 | 4) {
            return None;
        }
        let mut end = next + 1;
        if english {
            // "1990s", "1990's".
            let is_plural = view.is_glued(end) && matches!(view.str(end), "s" | "'s" | "’s");
            if !is_plural
                || (count == 2 && !is_short && view.listed_before(at, lists::ARTICLES).is_none())
            {
                return None;
            }
            end += 1;
        }
        let year = if count == 4 { i64::from(number) } else { 1900 + i64::from(number) };
        (1000..2200).contains(&year).then_some((Point::Decade(year), end))
    }

    /// « XIXe siècle », "19th century", "twentieth-century".
    pub(super) fn century(&self, at: usize) -> Option<(Point, usize)> {
        let view = self.view;
        let (number, mut end) = match view.digits(at) {
            Some(1 | 2) if view.has(at + 1, flag::ORDINAL_SUFFIX) && view.is_glued(at + 1) => {
                (i64::from(view.small_number(at)?), at + 2)
            }
            Some(_) => return None,
            None if view.word(at).ordinal > 0 => (i64::from(view.word(at).ordinal), at + 1),
            None => (ranked(view.str(at))?, at + 1),
        };
        if view.is_mark(end, '-') && view.is_glued(end) {
            end += 1;
        }
        let end = view.listed(end, lists::CENTURIES)?;
        (1..=30).contains(&number).then_some((Point::Century(number), end))
    }

    /// « exercice 2023-2024 », "fiscal 2022", « saison 2019-2020 », "2019-20".
    pub(super) fn fiscal(&self, at: usize) -> Option<(Point, usize)> {
        let view = self.view;
        let named = view.listed(at, lists::FISCAL);
        let next = named.unwrap_or(at);
        // "FY24".
        if named.is_some() && view.is_glued(next) && view.digits(next) == Some(2) {
            return Some((Point::Year(2000 + i64::from(view.small_number(next)?)), next + 1));
        }
        let year = self.year(next)?;
        let end = next + 1;
        if let Some(after) = self.short_year_behind(end) {
            let last = year - year % 100 + i64::from(view.small_number(after - 1)?);
            let last = if view.digits(after - 1) == Some(4) {
                i64::from(view.small_number(after - 1)?)
            } else {
                last
            };
            let is_short = view.digits(after - 1) == Some(2);
            // 2009-12 may be a month.
            let is_pair = last == year + 1 || is_short && last > year && last % 100 > 12;
            if is_pair && (named.is_some() || is_short) {
                let span = Calendar::between(&Calendar::year(year), &Calendar::year(last));
                return Some((Point::Known(span), after));
            }
        }
        named.map(|_| (Point::Year(year), end))
    }

    /// "-24" or "/2025" behind a year.
    fn short_year_behind(&self, at: usize) -> Option<usize> {
        let view = self.view;
        let is_joint =
            matches!(view.token(at).map(|token| token.kind), Some(Kind::Mark('-' | '/')));
        let count = view.digits(at + 1)?;
        (is_joint
            && view.is_glued(at)
            && view.is_glued(at + 1)
            && matches!(count, 2 | 4)
            && !(view.is_mark(at + 2, '-') && view.is_glued(at + 2)))
        .then_some(at + 2)
    }
}

/// A Roman numeral with its ordinal ending, as centuries are written: XIXe, XXI.
fn ranked(text: &str) -> Option<i64> {
    roman(text.trim_end_matches(['e', 'è', 'm', 'ᵉ', 'r']))
}
