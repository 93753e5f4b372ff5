//! Ranges and lists of dates: « du 3 au 9 août », "March-May 2024", « 5 ou 6 juin ».

use super::frame::Plain;
use super::point::{Point, Reader, Which};
use super::resolve::{Calendar, weekday};
use super::tense::Tense;
use crate::model::Language;
use crate::recognize::lists;
use crate::recognize::phrase::list_bits;
use crate::recognize::token::Kind;
use crate::recognize::view::View;

/// What leads to the first end of a range.
pub(super) const LED: u128 = list_bits(&[lists::DATE_RANGE_FROM, lists::ARTICLES]);

/// How many words may stand between a verb that moves a date and the date.
const NEAR: usize = 4;

/// Whether the date at a token is one that something is moved from.
pub fn is_left(view: &View<'_>, at: usize) -> bool {
    let from = view.listed_before(at, lists::DATE_RANGE_FROM);
    from.is_some_and(|from| follows_move(view, from, NEAR))
}

fn follows_move(view: &View<'_>, at: usize, words: usize) -> bool {
    let is_mark = |at: usize| matches!(view.tokens[at].kind, Kind::Mark(_));
    (at.saturating_sub(words)..at)
        .rev()
        .take_while(|&before| !is_mark(before) && !view.tokens[before + 1].breaks)
        .any(|before| view.is_listed(before, lists::MOVED))
}

impl Reader<'_, '_> {
    /// « du 3 au 9 août », "between March and May 2024", "3-9 August", "2019-2021".
    pub(super) fn range(&self, at: usize) -> Option<Plain> {
        let view = self.view;
        if !view.starts_any(at, LED) && !self.may_start(at) {
            return None;
        }
        let from = view.listed(at, lists::DATE_RANGE_FROM);
        for start in [from, Some(at)].into_iter().flatten() {
            let start =
                if view.is_listed(start, lists::ARTICLES) && self.end_of_first(start).is_none() {
                    start + 1
                } else {
                    start
                };
            let Some(range) = self.range_from(at, start, from.is_some() && start > at) else {
                continue;
            };
            return Some(range).filter(|_| !self.is_moved(at));
        }
        None
    }

    /// Whether a date moves from one day to another: "pushed back from May 31 to June 15".
    pub(super) fn is_moved(&self, at: usize) -> bool {
        let view = self.view;
        let is_from = view.is_listed(at, lists::DATE_RANGE_FROM);
        is_from && follows_move(view, at, NEAR) || is_left(view, at)
    }

    /// Whether a date moves to the one at a token: "postponed to July 10", « décalé de lundi à jeudi ».
    pub(super) fn is_moved_to(&self, at: usize) -> bool {
        const WORDS: usize = 8;
        let to = self.view.listed_before(at, lists::DATE_RANGE_TO);
        to.is_some_and(|to| follows_move(self.view, to, WORDS))
    }

    fn end_of_first(&self, at: usize) -> Option<usize> {
        self.point(at).map(|(_, end)| end).or_else(|| self.day_number(at).map(|(_, end)| end))
    }

    fn range_from(&self, at: usize, start: usize, is_led: bool) -> Option<Plain> {
        let view = self.view;
        if !self.may_start(start) {
            return None;
        }
        if let Some(range) = self.weekdays(start, is_led) {
            return Some(range);
        }
        let first = self.point(start);
        let short = self.short_day(start);
        let ends = [first.as_ref().map(|(_, end)| *end), short.map(|(_, end)| end)];
        for end in ends.into_iter().flatten() {
            let Some(next) = self.range_joint(end, is_led) else { continue };
            let next = if view.is_listed(next, lists::ARTICLES) && self.point(next).is_none() {
                next + 1
            } else {
                next
            };
            let Some((last, stop)) = self.point(next).or_else(|| self.later_day(&first, next))
            else {
                continue;
            };
            let is_short = Some(end) == short.map(|(_, end)| end) && Some(end) != ends[0];
            let pair = if is_short {
                self.days_of_one_month(short?.0, &last, at, stop)
            } else {
                self.two_points(&first.as_ref()?.0, &last, at, stop)
            };
            let Some((low, high)) = pair else { continue };
            let date = match (low, high) {
                (Some(low), Some(high)) if low.from <= high.from => {
                    Some(Calendar::between(&low, &high))
                }
                (Some(_), Some(_)) => continue,
                _ => None,
            };
            return Some(Plain { date, end: stop, third: None });
        }
        None
    }

    /// « de lundi à mercredi », "from Monday to Wednesday".
    fn weekdays(&self, start: usize, is_led: bool) -> Option<Plain> {
        let view = self.view;
        let (first, end) = self.weekday_name(start)?;
        let next = self.range_joint(end, is_led)?;
        let (last, stop) = self.weekday_name(next)?;
        // "Tuesday-Friday".
        let is_dash = view.is_mark(end, '-');
        if self.day_number(stop).is_some() || !is_led && !is_dash {
            return None;
        }
        let date = self.reference.map(|reference| {
            let back = (i64::from(weekday(reference)) - i64::from(first)).rem_euclid(7);
            let low = match self.tense(start, stop) {
                Tense::Future => reference + (7 - back) % 7,
                _ => reference - back,
            };
            Calendar::days(low, low + (i64::from(last) - i64::from(first)).rem_euclid(7))
        });
        Some(Plain { date, end: stop, third: None })
    }

    /// A day number or weekday and number before a range: « 3 » of « 3 au 9 août ».
    fn short_day(&self, at: usize) -> Option<(u8, usize)> {
        let next = self.weekday_name(at).map_or(at, |(_, after)| after);
        self.day_number(next)
    }

    /// "August 3-9": the second day alone.
    fn later_day(&self, first: &Option<(Point, usize)>, at: usize) -> Option<(Point, usize)> {
        let Some((Point::Day { month, .. }, _)) = first else { return None };
        if self.view.lexicon.language == Language::French {
            return None;
        }
        let (day, mut end) = self.day_number(at)?;
        let mut year = None;
        if self.view.is_mark(end, ',')
            && let Some(found) = self.year(end + 1)
        {
            year = Some(found);
            end += 2;
        }
        Some((Point::Day { year, month: *month, day }, end))
    }

    /// One past the days that commas join to the one before: « les 7, 8 et 9 janvier ».
    fn behind_days(&self, end: usize) -> usize {
        let further = |end: &usize| {
            let comma = self.view.is_mark(*end, ',') && !self.view.is_glued(*end + 1);
            let next = comma.then(|| self.day_number(*end + 1)).flatten();
            next.map(|(_, end)| end)
        };
        // No prose lists more days.
        const MOST: usize = 8;
        std::iter::successors(Some(end), further).take(MOST).last().unwrap_or(end)
    }

    /// What joins the ends of a range: « au », "to", "-"; « et » only behind « entre ».
    fn range_joint(&self, at: usize, is_led: bool) -> Option<usize> {
        let view = self.view;
        let token = view.token(at)?;
        if matches!(token.kind, Kind::Mark('-')) && !token.breaks {
            return Some(at + 1);
        }
        let end = view.listed(at, lists::DATE_RANGE_TO)?;
        let is_and = view.is_listed(at, lists::LIST_AND);
        (is_led || !is_and).then_some(end)
    }

    fn days_of_one_month(
        &self,
        day: u8,
        last: &Point,
        at: usize,
        end: usize,
    ) -> Option<(Option<Calendar>, Option<Calendar>)> {
        let Point::Day { year, month, .. } = last else { return None };
        let high = self.settle(last, Which::ByTense, at, end);
        let year = year.or_else(|| high.as_ref().map(Calendar::start_year));
        let low = year.and_then(|year| Calendar::civil(year, *month, day));
        Some((low, high))
    }

    /// Two points, the year of the second serving the first.
    fn two_points(
        &self,
        first: &Point,
        last: &Point,
        at: usize,
        end: usize,
    ) -> Option<(Option<Calendar>, Option<Calendar>)> {
        let known = |point: &Point| {
            matches!(point, Point::Known(_) | Point::Either(..) | Point::Century(_))
        };
        if known(first) != known(last) || matches!(first, Point::Either(..)) {
            return None;
        }
        // "from January 3, 2024 to February 1".
        let of_first = year_of(first).filter(|_| year_of(last).is_none());
        let high = match (last, of_first) {
            (Point::Day { month, day, .. }, Some(year)) => {
                let low = self.settle(first, Which::ByTense, at, end);
                [year, year + 1]
                    .into_iter()
                    .filter_map(|year| Calendar::civil(year, *month, *day))
                    .find(|high| low.as_ref().is_none_or(|low| low.from <= high.from))
            }
            _ => self.settle(last, Which::ByTense, at, end),
        };
        let year = year_of(last).or_else(|| high.as_ref().map(Calendar::start_year));
        let low = match (first, year) {
            (Point::Day { year: None, month, day }, Some(year)) => {
                // « du 28 décembre au 3 janvier 2025 » starts the year before.
                let same = Calendar::civil(year, *month, *day);
                same.filter(|low| high.as_ref().is_none_or(|high| low.from <= high.from))
                    .or_else(|| Calendar::civil(year - 1, *month, *day))
            }
            (Point::Month { year: None, month }, Some(year)) => {
                let same = Calendar::month(year, *month);
                let fits = high.as_ref().is_none_or(|high| same.from <= high.from);
                Some(if fits { same } else { Calendar::month(year - 1, *month) })
            }
            (Point::Part { year: None, code }, Some(year)) => {
                Some(Calendar::part_of_year(year, *code))
            }
            _ => self.settle(first, Which::ByTense, at, end),
        };
        // "March-May 2024" joins likes; « 2020 - septembre » is a layout.
        let same_kind = std::mem::discriminant(first) == std::mem::discriminant(last);
        same_kind.then_some((low, high))
    }

    /// « les 3 et 4 mai », « 5 ou 6 juin », "March and April 2020".
    pub(super) fn list(&self, at: usize) -> Option<Plain> {
        let view = self.view;
        let joint = |end: usize| {
            let and = view.listed(end, lists::LIST_AND).map(|next| (next, true));
            and.or_else(|| view.listed(end, lists::LIST_OR).map(|next| (next, false)))
        };
        let pair = if let Some((day, end)) = self.short_day(at)
            && self.point(at).is_none_or(|(point, _)| !matches!(point, Point::Day { .. }))
        {
            let (next, is_and) = joint(self.behind_days(end))?;
            let next = if view.is_listed(next, lists::ARTICLES) { next + 1 } else { next };
            let (last, stop) = self.point(next)?;
            self.days_of_one_month(day, &last, at, stop).map(|pair| (pair, is_and, stop))
        } else if let Some((first @ Point::Day { year: None, .. }, end)) = self.point(at)
            && let Some((next, is_and)) = joint(end)
            && let Some((last, stop)) = self.later_day(&Some((first, end)), next)
        {
            // "June 5 or 6, 2023".
            self.two_points(&first, &last, at, stop).map(|pair| (pair, is_and, stop))
        } else if let Some((first @ Point::Month { year: None, .. }, end)) = self.point(at) {
            let (next, is_and) = joint(end)?;
            let (last, stop) = self.point(next)?;
            if !matches!(last, Point::Month { .. }) {
                return None;
            }
            self.two_points(&first, &last, at, stop).map(|pair| (pair, is_and, stop))
        } else {
            None
        };
        let ((low, high), is_and, end) = pair?;
        let (Some(low), Some(high)) = (low, high) else {
            return Some(Plain { date: None, end, third: None });
        };
        if low.from >= high.from {
            return None;
        }
        let date =
            if is_and { Calendar::between(&low, &high) } else { Calendar::either(low, high) };
        Some(Plain { date: Some(date), end, third: None })
    }
}

fn year_of(point: &Point) -> Option<i64> {
    match point {
        Point::Day { year, .. } | Point::Month { year, .. } | Point::Part { year, .. } => *year,
        Point::Year(year) | Point::Decade(year) => Some(*year),
        _ => None,
    }
}
