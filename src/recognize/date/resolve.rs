//! Points in time made definite: days, EDTF, and what a reference day settles.

use crate::value::date::{calendar_day, civil_from_days, days_from_civil, format_day};

/// A stretch of days with its EDTF spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// First day number.
    pub from: i64,
    /// Last day number.
    pub to: i64,
    /// EDTF.
    pub edtf: String,
}

impl Calendar {
    /// One day.
    pub(super) fn day(day: i64) -> Self {
        Calendar { from: day, to: day, edtf: format_day(day) }
    }

    /// A day by its parts, if the calendar has it.
    pub(super) fn civil(year: i64, month: u8, day: u8) -> Option<Self> {
        calendar_day(year, month, day).map(Calendar::day)
    }

    /// A month.
    pub(super) fn month(year: i64, month: u8) -> Self {
        let (from, to) = days_of_month(year, month);
        Calendar { from, to, edtf: format!("{year:04}-{month:02}") }
    }

    /// A year.
    pub(super) fn year(year: i64) -> Self {
        Calendar {
            from: days_from_civil(year, 1, 1),
            to: days_from_civil(year + 1, 1, 1) - 1,
            edtf: format!("{year:04}"),
        }
    }

    /// A season, quarter or half of a year, by its EDTF code.
    pub(super) fn part_of_year(year: i64, code: u8) -> Self {
        let (from, to) = days_of_part(year, code);
        Calendar { from, to, edtf: format!("{year:04}-{code}") }
    }

    /// Ten years that start with a year ending in 0.
    pub(super) fn decade(year: i64) -> Self {
        let (from, to) = (days_from_civil(year, 1, 1), days_from_civil(year + 10, 1, 1) - 1);
        Calendar { from, to, edtf: format!("{:03}X", year / 10) }
    }

    /// A century by its number.
    pub(super) fn century(number: i64) -> Self {
        let year = (number - 1) * 100;
        let (from, to) = (days_from_civil(year, 1, 1), days_from_civil(year + 100, 1, 1) - 1);
        Calendar { from, to, edtf: format!("{:02}XX", number - 1) }
    }

    /// From the start of one to the end of another.
    pub(super) fn between(first: &Calendar, last: &Calendar) -> Self {
        Calendar {
            from: first.from,
            to: last.to,
            edtf: format!("{}/{}", edge(&first.edtf, 0), edge(&last.edtf, 1)),
        }
    }

    /// From one day to another.
    pub(super) fn days(from: i64, to: i64) -> Self {
        Calendar { from, to, edtf: format!("{}/{}", format_day(from), format_day(to)) }
    }

    /// The year in which it starts.
    pub(super) fn start_year(&self) -> i64 {
        civil_from_days(self.from).0
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

/// One end of an interval, of what may be an interval itself.
pub(super) fn edge(edtf: &str, end: usize) -> &str {
    edtf.split('/').nth(end).unwrap_or(edtf)
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
        assert_eq!(Calendar::century(19).edtf, "18XX");
        assert_eq!(weekday(days_from_civil(2020, 9, 14)), 1);
        assert_eq!(add_months(days_from_civil(2024, 1, 31), 1), days_from_civil(2024, 2, 29));
        assert!(Calendar::civil(2025, 2, 30).is_none());
    }
}
