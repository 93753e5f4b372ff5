//! Points in time as written: a day, a month, a year, a season, a weekday.

use std::cell::Cell;

use super::resolve::Calendar;
use crate::model::Language;
use crate::recognize::lexicon::flag;
use crate::recognize::lists;
use crate::recognize::phrase::list_bits;
use crate::recognize::token::{Case, Kind};
use crate::recognize::view::View;

/// A text and the day that relative dates count from.
#[derive(Clone, Copy)]
pub(super) struct Reader<'v, 't> {
    pub(super) view: &'v View<'t>,
    pub(super) reference: Option<i64>,
    /// Whether what frames the date points to the future: "by Thursday".
    pub(super) looks_ahead: bool,
    /// What was read last: ranges, lists and relative dates all ask for the points they may hold.
    pub(super) points: &'v Points,
}

/// A token with the point that starts there, if one does, and one past the last token of that.
type Asked = (usize, Option<(Point, usize)>);

/// The points read at some tokens, by the last bits of the token.
#[derive(Default)]
pub struct Points([Cell<Option<Asked>>; 8]);

/// A point as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Point {
    /// A day of a month, perhaps of a year, perhaps with its weekday.
    Day { year: Option<i64>, month: u8, day: u8 },
    /// A month, perhaps of a year.
    Month { year: Option<i64>, month: u8 },
    /// A year.
    Year(i64),
    /// A season, quarter or half, perhaps of a year.
    Part { year: Option<i64>, code: u8 },
    /// A decade by its first year.
    Decade(i64),
    /// A century by its number.
    Century(i64),
    /// A day that may be one of two, by their numbers: 03/04/2025.
    Either(i64, i64),
    /// Settled already.
    Known(Calendar),
}

/// Which one of several is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// The words around decide.
    ByTense,
    /// The last one before.
    Last,
    /// The next one after.
    Next,
    /// The one of now.
    This,
}

/// What announces a point in time.
pub(super) const NAMED: u128 =
    list_bits(&[lists::QUARTERS, lists::HALVES, lists::DECADES, lists::FISCAL]);

impl Reader<'_, '_> {
    /// The point that starts at a token, and one past its last token.
    pub(super) fn point(&self, at: usize) -> Option<(Point, usize)> {
        let slot = &self.points.0[at % 8];
        if let Some((_, known)) = slot.get().filter(|(token, _)| *token == at) {
            return known;
        }
        let may_be = self.may_start(at) && self.may_be_point(at);
        let point = if may_be { self.read_point(at) } else { None };
        slot.set(Some((at, point)));
        point
    }

    fn read_point(&self, at: usize) -> Option<(Point, usize)> {
        if self.view.digits(at).is_some() {
            return self
                .numeric(at)
                .or_else(|| self.day_and_month(at))
                .or_else(|| self.quarter_or_half(at))
                .or_else(|| self.decade(at))
                .or_else(|| self.century(at))
                .or_else(|| self.fiscal(at))
                .or_else(|| self.year_point(at));
        }
        let word = self.view.word(at);
        let is_ranked = word.ordinal > 0;
        if (word.weekday > 0 || word.month > 0 || word.numeral.is_some() || is_ranked)
            && let Some(day) = self.day_and_month(at)
        {
            return Some(day);
        }
        if word.month > 0 {
            return self.month(at);
        }
        if word.season > 0 {
            return self.season(at);
        }
        if is_ranked || self.view.starts_any(at, NAMED) {
            return self
                .quarter_or_half(at)
                .or_else(|| self.decade(at))
                .or_else(|| self.century(at))
                .or_else(|| self.fiscal(at));
        }
        self.decade(at).or_else(|| self.century(at))
    }

    /// Whether a point, a weekday or a day number may start at a token: what none of their readers
    /// would take is most of a text.
    pub(super) fn may_start(&self, at: usize) -> bool {
        let Some(token) = self.view.token(at) else { return false };
        let is_written = match token.kind {
            Kind::Digits | Kind::Mark('\'') => true,
            Kind::Word => {
                self.view.has(at, flag::CALENDAR)
                    || self.view.roman_like(at)
                    || self.spelled_day(at).is_some()
            }
            Kind::Mark(_) => false,
        };
        is_written || self.view.starts_any(at, NAMED)
    }

    /// Whether what follows digits leaves them a point: those of most amounts are none.
    fn may_be_point(&self, at: usize) -> bool {
        const YEAR: usize = 4;
        let view = self.view;
        view.digits(at).is_none_or(|count| {
            count == YEAR
                || view.is_glued(at + 1)
                || view.word(at + 1).month > 0
                || view.is_listed(at + 1, lists::IN_MONTH)
        })
    }

    /// A day number: 15, 1er, 3rd, "first".
    pub(super) fn day_number(&self, at: usize) -> Option<(u8, usize)> {
        let view = self.view;
        let (day, end) = match view.digits(at) {
            Some(1 | 2) => {
                let suffix = view.has(at + 1, flag::ORDINAL_SUFFIX) && view.is_glued(at + 1);
                let next = at + 1 + usize::from(suffix);
                let is_letter =
                    !suffix && view.is_glued(next) && view.token(next).is_some_and(|t| t.is_word());
                if is_letter {
                    return None;
                }
                (view.small_number(at)?, next)
            }
            Some(_) => return None,
            None => {
                if let Some(spelled) = self.spelled_day(at) {
                    return Some(spelled);
                }
                let ordinal = view.word(at).ordinal;
                let french_day = view.lexicon.language == Language::French && ordinal > 1;
                // "up by a third in January".
                let is_part = at > 0 && view.has(at - 1, flag::ARTICLE);
                if ordinal == 0 || french_day || is_part {
                    return None;
                }
                (ordinal, at + 1)
            }
        };
        (1..=31).contains(&day).then_some((day as u8, end))
    }

    /// A month's name, with its dot.
    pub(super) fn month_name(&self, at: usize) -> Option<(u8, usize)> {
        let view = self.view;
        let token = view.token(at)?;
        let month = view.lexicon.word(token).month;
        let is_english = view.lexicon.language == Language::English;
        if month == 0 || (is_english && token.case == Case::Lower) {
            return None;
        }
        // « Mars » and « Mai » with a capital are a planet and a name, unless all is in capitals or a
        // day stands before.
        let is_odd = !is_english
            && token.case == Case::Title
            && !matches!(at.checked_sub(1).and_then(|day| view.digits(day)), Some(1 | 2))
            && view.has(at, flag::AMBIGUOUS)
            && !view.starts_sentence(at);
        if is_odd {
            return None;
        }
        let is_dotted = view.is_mark(at + 1, '.') && view.is_glued(at + 1);
        Some((month, at + 1 + usize::from(is_dotted && view.has(at, flag::ABBREVIATION))))
    }

    /// A weekday's name in the singular, with what separates it from a date.
    pub(super) fn weekday_name(&self, at: usize) -> Option<(u8, usize)> {
        let view = self.view;
        let token = view.token(at)?;
        let weekday = view.lexicon.word(token).weekday;
        let is_english = view.lexicon.language == Language::English;
        if weekday == 0
            || (is_english && token.case == Case::Lower)
            || view.str(at).ends_with(['s', 'S'])
        {
            return None;
        }
        let is_dotted = view.is_mark(at + 1, '.') && view.is_glued(at + 1);
        Some((weekday, at + 1 + usize::from(is_dotted && view.has(at, flag::ABBREVIATION))))
    }

    /// « lundi 14 septembre 2020 », "Monday, September 14, 2020", "14 September".
    pub(super) fn day_and_month(&self, at: usize) -> Option<(Point, usize)> {
        let view = self.view;
        let mut next = at;
        if let Some((_, after)) = self.weekday_name(at) {
            next = after;
            while view.is_mark(next, ',')
                || view.is_mark(next, '(')
                || (view.is_listed(next, lists::ARTICLES) && next < after + 2)
            {
                next += 1;
            }
        }
        if let Some((day, after)) = self.day_number(next) {
            let skip = |at: usize| {
                if view.is_listed(at, lists::IN_MONTH) && view.word(at).month == 0 {
                    at + 1
                } else {
                    at
                }
            };
            let of = skip(after);
            let (month, after) = self.month_name(of)?;
            if of > after || view.token(of)?.breaks {
                return None;
            }
            let (year, end) = self.year_behind(after);
            return Some((Point::Day { year, month, day }, end));
        }
        if view.lexicon.language == Language::French {
            return None;
        }
        let (month, after) = self.month_name(next)?;
        let (day, after) = self.day_number(if view.is_listed(after, lists::ARTICLES) {
            after + 1
        } else {
            after
        })?;
        if view.word(after).month > 0 || view.is_mark(after, '%') {
            return None;
        }
        let (year, end) = self.year_behind(after);
        Some((Point::Day { year, month, day }, end))
    }

    /// « avril 2025 », « en septembre », "March 2024".
    fn month(&self, at: usize) -> Option<(Point, usize)> {
        let view = self.view;
        let (month, after) = self.month_name(at)?;
        let (year, end) = self.year_behind(after);
        if year.is_none() && self.is_persons_name(at, after) {
            return None;
        }
        // « un mort et sept blessés ».
        if year.is_none() && view.word(at).numeral.is_some() && after == at + 1 {
            return None;
        }
        if year.is_none() && view.has(at, flag::AMBIGUOUS) {
            let leads = view.listed_before(at, lists::LEADS).is_some()
                || view.is_listed(after, lists::LAST)
                || view.is_listed(after, lists::NEXT)
                || view.listed_before(at, lists::LAST_BEFORE).is_some()
                || view.listed_before(at, lists::NEXT_BEFORE).is_some();
            if !leads {
                return None;
            }
        }
        Some((Point::Month { year, month }, end))
    }

    /// "April Jones", « Avril Lavigne », "The Sunday Times", "Super Tuesday": a capital beside it.
    pub(super) fn is_persons_name(&self, at: usize, after: usize) -> bool {
        let view = self.view;
        if view.token(at).is_none_or(|token| token.case != Case::Title) {
            return false;
        }
        let is_name = |at: usize| {
            view.token(at)
                .is_some_and(|other| other.is_word() && other.case == Case::Title && !other.breaks)
                && !view.has(at, flag::FUNCTION)
                && view.word(at).month == 0
                && view.word(at).weekday == 0
        };
        let is_fixed = (at.saturating_sub(3)..=at)
            .any(|start| view.listed(start, lists::NAMES).is_some_and(|end| end > at));
        let behind = is_name(after) && after == at + 1;
        // In a headline every word has a capital.
        let is_headline = behind && at > 0 && is_name(at - 1);
        let is_marked = view.listed_before(at, lists::LAST_BEFORE).is_some();
        is_fixed
            || match view.lexicon.language {
                Language::French => !view.starts_sentence(at) || behind,
                Language::English => behind && !is_headline && !is_marked,
            }
    }
}
