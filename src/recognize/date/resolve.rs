//! Points in time made definite: days, EDTF, and what a reference day settles.

use crate::value::date::{
    calendar_day, civil_from_days, days_from_civil, write_behind_dash, write_day, write_number,
};

/// A stretch of days and how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// First day number.
    pub from: i64,
    /// Last day number.
    pub to: i64,
    spelling: Spelling,
}

/// What EDTF writes of a stretch of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spelling {
    One(Part),
    /// From one to the other.
    Span(Part, Part),
    /// One of two.
    Either(Part, Part),
}

/// A day or a period with a name of its own, by its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    first: i64,
    precision: Precision,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Precision {
    Day,
    Month,
    Year,
    /// A season, quarter or half of a year, by its EDTF code.
    PartOfYear(u8),
    Decade,
    Century,
}

impl Calendar {
    /// One day.
    pub(super) fn day(day: i64) -> Self {
        Calendar::one(day, day, Precision::Day)
    }

    /// A day by its parts, if the calendar has it.
    pub(super) fn civil(year: i64, month: u8, day: u8) -> Option<Self> {
        calendar_day(year, month, day).map(Calendar::day)
    }

    /// A month.
    pub(super) fn month(year: i64, month: u8) -> Self {
        let (from, to) = days_of_month(year, month);
        Calendar::one(from, to, Precision::Month)
    }

    /// A year.
    pub(super) fn year(year: i64) -> Self {
        Calendar::years(year, 1, Precision::Year)
    }

    /// A season, quarter or half of a year, by its EDTF code.
    pub(super) fn part_of_year(year: i64, code: u8) -> Self {
        let (from, to) = days_of_part(year, code);
        Calendar::one(from, to, Precision::PartOfYear(code))
    }

    /// Ten years that start with a year ending in 0.
    pub(super) fn decade(year: i64) -> Self {
        Calendar::years(year, 10, Precision::Decade)
    }

    /// A century by its number.
    pub(super) fn century(number: i64) -> Self {
        Calendar::years((number - 1) * 100, 100, Precision::Century)
    }

    /// From the start of one to the end of another.
    pub(super) fn between(first: &Calendar, last: &Calendar) -> Self {
        let spelling = Spelling::Span(first.ends().0, last.ends().1);
        Calendar { from: first.from, to: last.to, spelling }
    }

    /// One of two.
    pub(super) fn either(one: Calendar, other: Calendar) -> Self {
        let (first, last) = if one.from <= other.from { (one, other) } else { (other, one) };
        let spelling = Spelling::Either(first.ends().0, last.ends().1);
        Calendar { from: first.from, to: first.to.max(last.to), spelling }
    }

    /// From one day to another.
    pub(super) fn days(from: i64, to: i64) -> Self {
        Calendar::between(&Calendar::day(from), &Calendar::day(to))
    }

    fn one(from: i64, to: i64, precision: Precision) -> Self {
        Calendar { from, to, spelling: Spelling::One(Part { first: from, precision }) }
    }

    fn years(first: i64, count: i64, precision: Precision) -> Self {
        let (from, after) = (days_from_civil(first, 1, 1), days_from_civil(first + count, 1, 1));
        Calendar::one(from, after - 1, precision)
    }

    fn ends(&self) -> (Part, Part) {
        match self.spelling {
            Spelling::One(part) => (part, part),
            Spelling::Span(first, last) | Spelling::Either(first, last) => (first, last),
        }
    }

    /// EDTF.
    pub fn edtf(&self) -> String {
        const LONGEST: usize = "[2020-01-01,2020-12-31]".len();
        let mut text = String::with_capacity(LONGEST);
        let (open, middle, close) = match self.spelling {
            Spelling::One(part) => {
                part.write(&mut text);
                return text;
            }
            Spelling::Span(..) => ("", '/', ""),
            Spelling::Either(..) => ("[", ',', "]"),
        };
        let (first, last) = self.ends();
        text.push_str(open);
        first.write(&mut text);
        text.push(middle);
        last.write(&mut text);
        text.push_str(close);
        text
    }

    /// The year in which it starts.
    pub(super) fn start_year(&self) -> i64 {
        civil_from_days(self.from).0
    }
}

impl Part {
    fn write(self, text: &mut String) {
        if self.precision == Precision::Day {
            return write_day(self.first, text);
        }
        let (year, month, _) = civil_from_days(self.first);
        match self.precision {
            Precision::Decade => write_number(year / 10, 3, text),
            Precision::Century => write_number(year / 100, 2, text),
            _ => write_number(year, 4, text),
        }
        match self.precision {
            Precision::Day | Precision::Year => {}
            Precision::Month => write_behind_dash(month, text),
            Precision::PartOfYear(code) => write_behind_dash(code, text),
            Precision::Decade => text.push('X'),
            Precision::Century => text.push_str("XX"),
        }
    }
}

/// The first and the last day of a month.
pub(super) fn days_of_month(year: i64, month: u8) -> (i64, i64) {
    let (next_year, next) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    (days_from_civil(year, month, 1), days_from_civil(next_year, next, 1) - 1)
}

/// The first and the last day of a season, quarter or half of a year, by its EDTF code.
pub(super) fn days_of_part(year: i64, code: u8) -> (i64, i64) {
    let (first, months) = match code {
        21 => (3, 3),
        22 => (6, 3),
        23 => (9, 3),
        24 => (12, 3),
        33..=36 => ((code - 33) * 3 + 1, 3),
        _ => ((code.saturating_sub(40)) * 6 + 1, 6),
    };
    let end = i64::from(first) - 1 + months;
    let after = days_from_civil(year + end / 12, (end % 12) as u8 + 1, 1);
    (days_from_civil(year, first, 1), after - 1)
}

/// The Monday of a day's week.
pub(super) fn monday(day: i64) -> i64 {
    day - i64::from(weekday(day)) + 1
}

/// The weekday of a day, 1 for Monday: 1970-01-01 was a Thursday.
pub(super) fn weekday(day: i64) -> u8 {
    ((day + 3).rem_euclid(7) + 1) as u8
}

/// A day moved by months; the last day of a shorter month stands for those it lacks.
pub(super) fn add_months(day: i64, months: i64) -> i64 {
    let (year, month, date) = civil_from_days(day);
    let index = year * 12 + i64::from(month) - 1 + months;
    let (year, month) = (index.div_euclid(12), index.rem_euclid(12) as u8 + 1);
    (28..=date)
        .rev()
        .chain([date])
        .find_map(|date| Calendar::civil(year, month, date))
        .map_or(day, |d| d.from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calendars_know_their_days() {
        assert_eq!(Calendar::month(2024, 2).to, days_from_civil(2024, 2, 29));
        assert_eq!(Calendar::part_of_year(2023, 24).to, days_from_civil(2024, 2, 29));
        assert_eq!(Calendar::part_of_year(2024, 34).from, days_from_civil(2024, 4, 1));
        let spelled = |calendar: Calendar| calendar.edtf();
        assert_eq!(spelled(Calendar::century(19)), "18XX");
        assert_eq!(spelled(Calendar::decade(1990)), "199X");
        assert_eq!(spelled(Calendar::part_of_year(2023, 24)), "2023-24");
        assert_eq!(spelled(Calendar::year(12_000)), "12000");
        let (may, june) = (Calendar::month(2024, 5), Calendar::month(2024, 6));
        assert_eq!(spelled(Calendar::either(june, may)), "[2024-05,2024-06]");
        assert_eq!(spelled(Calendar::between(&may, &Calendar::day(june.to))), "2024-05/2024-06-30");
        assert_eq!(weekday(days_from_civil(2020, 9, 14)), 1);
        assert_eq!(add_months(days_from_civil(2024, 1, 31), 1), days_from_civil(2024, 2, 29));
        assert!(Calendar::civil(2025, 2, 30).is_none());
    }
}
