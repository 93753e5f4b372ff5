//! Dates relative to a reference day: yesterday, last month, three days ago, within 45 days.

use super::counted::COUNTED;
use super::point::{Point, Reader, Which};
use super::resolve::{Calendar, weekday};
use super::tense::{Tense, tense};
use super::unit::{unit_at, years_back};
use crate::model::Language;
use crate::recognize::DURATION_UNITS;
use crate::recognize::lexicon::{Class, flag};
use crate::recognize::lists;
use crate::recognize::phrase::{class_bit, list_bit, list_bits};
use crate::recognize::token::Kind;

/// A relative date: what it is, and one past its last token. The date is `None` for want of a
/// reference.
pub(super) type Found = (Option<Calendar>, usize);

/// What relative dates start with, beside numbers, points and articles.
pub(super) const RELATIVE: u128 =
    COUNTED | MARKS | UNITS | class_bit(Class::Day) | class_bit(Class::AnchoredDay);

/// Units of time that a word may mark: « la semaine dernière », "this weekend".
const UNITS: u128 = list_bit(lists::WEEKEND) | class_bit(Class::Duration);

/// Words before a date that say which one.
const MARKS: u128 = list_bits(&[lists::LAST_BEFORE, lists::NEXT_BEFORE, lists::THIS]);

impl Reader<'_, '_> {
    /// The relative date that starts at a token.
    pub(super) fn relative(&self, at: usize) -> Option<Found> {
        let view = self.view;
        if let Some(counted) = self.counted(at).or_else(|| self.weekday_of_month(at)) {
            return Some(counted);
        }
        // An article leads to a unit only; most stand before something else.
        let leads = || view.is_listed(at, lists::ARTICLES) && view.starts_any(at + 1, UNITS);
        if !view.starts_any(at, RELATIVE) && !leads() && !self.may_start(at) {
            return None;
        }
        let marked = self.marked_before(at);
        self.marked_unit(at, marked)
            .or_else(|| self.marked_point(at, marked))
            .or_else(|| self.day(at))
            .or_else(|| self.weekday(at, marked))
    }

    /// The tense around, unless a frame like "by" looks ahead whatever the verb.
    pub(super) fn tense(&self, from: usize, to: usize) -> Tense {
        let is_ahead = self.looks_ahead || self.is_moved_to(from);
        if is_ahead { Tense::Future } else { tense(self.view, from, to) }
    }

    pub(super) fn known(&self, make: impl FnOnce(i64) -> Option<Calendar>) -> Option<Calendar> {
        self.reference.and_then(make)
    }

    /// « hier », "the day after tomorrow"; « hier lundi ».
    fn day(&self, at: usize) -> Option<Found> {
        let view = self.view;
        let (phrase, anchored) = match view.phrase(at, Class::Day) {
            Some(phrase) => (phrase, false),
            None => (view.phrase(at, Class::AnchoredDay)?, true),
        };
        let mut end = phrase.end as usize;
        let offset = i64::from(phrase.payload) - 128;
        if anchored {
            return self.anchored(at, end, offset);
        }
        let day = self.known(|reference| Some(Calendar::day(reference + offset)));
        if let Some((name, after)) = self.weekday_name(end)
            && day.as_ref().is_none_or(|day| weekday(day.from) == name)
        {
            end = after;
        }
        Some((day, end))
    }

    /// « la veille », "the next day": counted from the last day named shortly before, else from the
    /// reference.
    fn anchored(&self, at: usize, end: usize, offset: i64) -> Option<Found> {
        let view = self.view;
        const FAR: usize = 60;
        // « la veille de Noël », "the day after the vote": what they count from is no date here.
        const SIDES: u128 = list_bits(&[lists::BEFORE, lists::AFTER]);
        let goes_on = view.token(end).is_some_and(|next| next.is_word() && !next.breaks);
        let is_open = view.is_listed(end, lists::ANCHORS) || view.starts_any(end - 1, SIDES);
        if goes_on && is_open {
            return None;
        }
        let anchor = (at.saturating_sub(FAR)..at).rev().find_map(|before| {
            let day = |date: Option<Calendar>| date.map(|date| date.from);
            match self.point(before) {
                Some((point @ (Point::Day { .. } | Point::Known(_)), _)) => {
                    day(self.settle(&point, Which::ByTense, before, at))
                }
                // "announced on Friday that it would reopen the next day".
                _ => day(self.weekday(before, (Which::ByTense, before))?.0),
            }
        });
        let base = anchor.or(self.reference);
        Some((base.map(|base| Calendar::day(base + offset)), end))
    }

    /// « lundi », "on Monday", « ce lundi », « lundi dernier », "next Monday".
    fn weekday(&self, at: usize, (which, next): (Which, usize)) -> Option<Found> {
        let view = self.view;
        let (name, mut end) = self.weekday_name(next)?;
        // « lundi 3 août 2020 », "Monday, August 3" is one date.
        if self.day_and_month(next).is_some() {
            return None;
        }
        // « lundi en huit ».
        if let Some(after) = view.listed(end, lists::WEEK_ON) {
            let ahead = |today: i64| (i64::from(name) - i64::from(weekday(today))).rem_euclid(7);
            return Some((
                self.known(|today| Some(Calendar::day(today + ahead(today) + 7))),
                after,
            ));
        }
        let mut which = which;
        if let Some((behind, after)) = self.marked_behind(end) {
            which = behind;
            end = after;
        }
        if which == Which::ByTense && next == at {
            // « tous les lundis », « le lundi »: it comes back.
            if view.listed_before(at, lists::RECURRING).is_some() {
                return None;
            }
            let is_dotted = end > at && view.is_mark(end - 1, '.');
            let is_bare = view.has(at, flag::AMBIGUOUS)
                && !is_dotted
                && view.listed_before(at, lists::LEADS).is_none();
            if is_bare || self.is_persons_name(at, end) {
                return None;
            }
        }
        let is_led = view.listed_before(at, lists::ONWARDS).is_some();
        let date = self.known(|reference| {
            let back = (i64::from(weekday(reference)) - i64::from(name)).rem_euclid(7);
            let ahead = (7 - back) % 7;
            let day = match which {
                Which::Last => reference - if back == 0 { 7 } else { back },
                Which::Next => reference + if ahead == 0 { 7 } else { ahead },
                Which::This | Which::ByTense => match self.tense(at, end) {
                    Tense::Future => reference + ahead,
                    Tense::Unknown if is_led => reference + ahead,
                    _ if self.is_limit(at) => reference + ahead,
                    _ => reference - back,
                },
            };
            Some(Calendar::day(day))
        });
        Some((date, end))
    }

    /// "the third Thursday of November", "the last Friday of May", « le troisième jeudi de mars ».
    fn weekday_of_month(&self, at: usize) -> Option<Found> {
        const WEEK: i64 = 7;
        let view = self.view;
        let rank = i64::from(view.word(at).ordinal);
        let last = view.listed(at, lists::LAST_BEFORE);
        let is_last = last.is_some();
        if !is_last && !(1..=4).contains(&rank) {
            return None;
        }
        let (name, end) = self.weekday_name(last.unwrap_or(at + 1))?;
        let month = view.listed(end, lists::IN_MONTH)?;
        let (point @ Point::Month { .. }, end) = self.point(month)? else { return None };
        let date = self.settle(&point, Which::ByTense, at, end).map(|month| {
            let ahead = |day: i64| (i64::from(name) - i64::from(weekday(day))).rem_euclid(WEEK);
            let day = match is_last {
                true => month.to - WEEK + 1 + ahead(month.to - WEEK + 1),
                false => month.from + ahead(month.from) + WEEK * (rank - 1),
            };
            Calendar::day(day)
        });
        Some((date, end))
    }

    /// "by 5 p.m. ET Friday", « avant 17 heures vendredi »: the day of a limit given by the clock.
    fn is_limit(&self, at: usize) -> bool {
        const WORDS: usize = 8;
        const LIMITS: u128 = list_bits(&[lists::BY, lists::UNTIL, lists::BEFORE]);
        let view = self.view;
        let is_clock = |at: usize| {
            view.digits(at).is_some_and(|count| count < 3)
                || view.is_listed(at, lists::CLOCK)
                || matches!(view.tokens[at].kind, Kind::Mark('.' | ':' | ','))
        };
        let from = at.saturating_sub(WORDS);
        let first = (from..at).rev().take_while(|&before| is_clock(before)).last();
        first.and_then(|first| first.checked_sub(1)).is_some_and(|before| {
            !view.tokens[before + 1].breaks && view.starts_any(before, LIMITS)
        })
    }

    /// A word before that says which one: « ce », "last", "next".
    fn marked_before(&self, at: usize) -> (Which, usize) {
        let view = self.view;
        if !view.starts_any(at, MARKS) {
            return (Which::ByTense, at);
        }
        [
            (lists::LAST_BEFORE, Which::Last),
            (lists::NEXT_BEFORE, Which::Next),
            (lists::THIS, Which::This),
        ]
        .into_iter()
        .filter_map(|(name, which)| Some((which, view.listed(at, name)?)))
        .max_by_key(|(_, end)| *end)
        .unwrap_or((Which::ByTense, at))
    }

    /// A word behind that says which one: « dernier », « prochain ».
    fn marked_behind(&self, at: usize) -> Option<(Which, usize)> {
        let view = self.view;
        [(lists::LAST, Which::Last), (lists::NEXT, Which::Next), (lists::CURRENT, Which::This)]
            .into_iter()
            .find_map(|(name, which)| Some((which, view.listed(at, name)?)))
    }

    /// « la semaine dernière », "last year", « ce mois-ci », "this weekend", « l'an prochain ».
    fn marked_unit(&self, at: usize, (before, mut next): (Which, usize)) -> Option<Found> {
        let view = self.view;
        if before == Which::ByTense
            && view.is_listed(next, lists::ARTICLES)
            && view.lexicon.language == Language::French
        {
            next += 1;
        }
        let is_weekend = view.listed(next, lists::WEEKEND);
        let (unit, mut end) = match is_weekend {
            Some(end) => ("weekend", end),
            None => {
                let phrase = view.phrase(next, Class::Duration)?;
                (DURATION_UNITS[phrase.payload as usize], phrase.end as usize)
            }
        };
        // « ce mois-ci ».
        if view.is_mark(end, '-') && view.is_glued(end + 1) && view.has(end + 1, flag::FUNCTION) {
            end += 2;
        }
        let behind = self.marked_behind(end);
        let which = match (before, behind) {
            (_, Some((which, after))) => {
                end = after;
                which
            }
            (Which::ByTense, None) if is_weekend.is_some() && next > at => Which::ByTense,
            (Which::ByTense, None) => return None,
            (which, None) => which,
        };
        let offset = match which {
            Which::Last => -1,
            Which::Next => 1,
            Which::This => 0,
            Which::ByTense => i64::from(self.tense(at, end) == Tense::Future),
        };
        // "in the coming weeks", "the last week of March".
        let is_other = view.lexicon.language == Language::English
            && (is_weekend.is_none() && view.str(end - 1).ends_with('s')
                || view.has(end, flag::LINK));
        if is_other {
            return None;
        }
        let date = self.known(|reference| match (unit, which) {
            // "over the past decade" ends now.
            ("decade", Which::Last) => Some(years_back(reference, 10)),
            _ => unit_at(reference, unit, offset, which),
        });
        if matches!(unit, "second" | "minute" | "hour") {
            return None;
        }
        Some((date, end))
    }

    /// « en août dernier », "last summer", « le 3 août dernier », "next March", « cet été ».
    fn marked_point(&self, at: usize, (before, next): (Which, usize)) -> Option<Found> {
        let (point, mut end) = self.point(next)?;
        let has_no_year = matches!(
            point,
            Point::Day { year: None, .. }
                | Point::Month { year: None, .. }
                | Point::Part { year: None, .. }
        );
        if !has_no_year {
            return None;
        }
        let mut which = before;
        if let Some((behind, after)) = self.marked_behind(end) {
            which = behind;
            end = after;
        }
        if which == Which::ByTense {
            return None;
        }
        Some((self.settle(&point, which, at, end), end))
    }
}
