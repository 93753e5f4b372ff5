//! Early, mid and late: « début août », "late 2024", « fin d'année ».

use super::frame::Plain;
use super::point::{Point, Reader, Which};
use super::resolve::{Calendar, monday};
use crate::recognize::DURATION_UNITS;
use crate::recognize::lexicon::Class;
use crate::recognize::lists;
use crate::recognize::phrase::list_bits;
use crate::value::date::civil_from_days;

/// A third of a month (to the 10th, to the 20th, to its end), of a year (four months) or of a decade.
fn part_of(date: &Calendar, third: Third) -> Option<Calendar> {
    let (year, month, _) = civil_from_days(date.from);
    let length = date.to - date.from + 1;
    let months = |from: u8, to: u8| {
        Calendar::between(&Calendar::month(year, from), &Calendar::month(year, to))
    };
    Some(match length {
        28..=31 => match third {
            Third::Early => Calendar::days(date.from, date.from + 9),
            Third::Middle => Calendar::days(date.from + 10, date.from + 19),
            Third::Late => Calendar::days(date.from + 20, date.to),
        },
        365 | 366 if month == 1 => match third {
            Third::Early => months(1, 4),
            Third::Middle => months(5, 8),
            Third::Late => months(9, 12),
        },
        3652 | 3653 => {
            let (from, to) = match third {
                Third::Early => (0, 3),
                Third::Middle => (4, 6),
                Third::Late => (7, 9),
            };
            Calendar::between(&Calendar::year(year + from), &Calendar::year(year + to))
        }
        length if length > 30_000 => {
            let (from, to) = match third {
                Third::Early => (0, 33),
                Third::Middle => (34, 66),
                Third::Late => (67, 99),
            };
            Calendar::between(&Calendar::year(year + from), &Calendar::year(year + to))
        }
        length => {
            let step = (length / 3).max(1);
            match third {
                Third::Early => Calendar::days(date.from, date.from + step - 1),
                Third::Middle => Calendar::days(date.from + step, date.to - step),
                Third::Late => Calendar::days(date.to - step + 1, date.to),
            }
        }
    })
}

/// The year or month that a late third closes.
pub(super) fn whole_of(date: &Calendar) -> Option<String> {
    let (year, month, _) = civil_from_days(date.from);
    let (last_year, last_month, _) = civil_from_days(date.to);
    if (last_month, month) == (12, 9) && year == last_year {
        return Some(format!("{year:04}"));
    }
    ((year, month) == (last_year, last_month)).then(|| format!("{year:04}-{month:02}"))
}

/// Which third of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Third {
    Early,
    Middle,
    Late,
}

const THIRDS: [(u16, Third); 3] =
    [(lists::EARLY, Third::Early), (lists::MIDDLE, Third::Middle), (lists::LATE, Third::Late)];

/// The lists of [`THIRDS`].
pub(super) const PARTS: u128 = list_bits(&[lists::EARLY, lists::MIDDLE, lists::LATE]);

impl Reader<'_, '_> {
    /// « début août », « mi-septembre », "late 2024", « fin d'année », "the end of the month".
    pub(super) fn third(&self, at: usize) -> Option<Plain> {
        let view = self.view;
        if !view.starts_any(at, PARTS) {
            return None;
        }
        let (next, third) = THIRDS
            .iter()
            .filter_map(|(name, third)| Some((view.listed(at, *name)?, *third)))
            .max_by_key(|(end, _)| *end)?;
        let mut next = next;
        if view.is_mark(next, '-') && view.is_glued(next) {
            next += 1;
        }
        if view.is_listed(next, lists::ARTICLES) && self.whole(next).is_none() {
            next += 1;
        }
        // « fin du mois de mars ».
        if let Some(after) =
            view.listed(next, lists::IN_MONTH).filter(|after| self.month_name(*after).is_some())
        {
            next = after;
        }
        let (date, end) = self.whole(next)?;
        let part = date.as_ref().and_then(|date| part_of(date, third));
        Some(Plain { date: part, end, third: Some(third) })
    }

    /// What has a beginning and an end: a month, a year, a season, « l'année », "the month".
    fn whole(&self, at: usize) -> Option<(Option<Calendar>, usize)> {
        let view = self.view;
        if let Some((point, end)) = self.point(at) {
            let is_day = matches!(point, Point::Day { .. });
            if is_day {
                return None;
            }
            if let Some((marked, after)) = self.relative(at).filter(|(_, after)| *after > end) {
                return Some((marked, after));
            }
            return Some((self.settle(&point, Which::ByTense, at, end), end));
        }
        if let Some((date, end)) = self.relative(at) {
            return Some((date, end));
        }
        // « fin d'année », "the end of the week": those of now.
        let article = usize::from(view.is_listed(at, lists::ARTICLES));
        let phrase = view.phrase(at + article, Class::Duration)?;
        let end = phrase.end as usize;
        let is_period = matches!(
            DURATION_UNITS[phrase.payload as usize],
            "week" | "month" | "quarter" | "half" | "year" | "decade" | "century"
        );
        // « la fin des années de guerre »: a plural is no one period.
        let text = view.str(at + article);
        let is_plural =
            text.ends_with('s') && view.lexicon.singulars.get(text).is_none_or(|one| one != text);
        (is_period && !is_plural).then(|| (self.now(phrase.payload), end))
    }

    /// The week, month, year… of the reference.
    fn now(&self, unit: u16) -> Option<Calendar> {
        let reference = self.reference?;
        let (year, month, _) = civil_from_days(reference);
        Some(match DURATION_UNITS[unit as usize] {
            "week" => {
                let start = monday(reference);
                Calendar::days(start, start + 6)
            }
            "month" => Calendar::month(year, month),
            "quarter" => Calendar::part_of_year(year, 33 + (month - 1) / 3),
            "half" => Calendar::part_of_year(year, 40 + (month - 1) / 6),
            "year" => Calendar::year(year),
            "decade" => Calendar::decade(year / 10 * 10),
            _ => Calendar::century(year / 100 + 1),
        })
    }
}
