//! Units of time counted from a day: so many weeks on, this month, last year.

use super::point::Which;
use super::resolve::{Calendar, add_months, monday, weekday};
use crate::value::date::civil_from_days;

pub(super) fn years_back(reference: i64, count: i64) -> Calendar {
    let (year, ..) = civil_from_days(reference);
    Calendar::between(&Calendar::year(year - count), &Calendar::year(year))
}

pub(super) fn months_on(year: i64, month: u8, count: i64) -> Calendar {
    let index = year * 12 + i64::from(month) - 1 + count;
    Calendar::month(index.div_euclid(12), index.rem_euclid(12) as u8 + 1)
}

/// A reference moved by some units, as precise as the unit.
pub(super) fn moved(reference: i64, unit: &str, count: i64) -> Option<Calendar> {
    let (year, month, _) = civil_from_days(reference);
    Some(match unit {
        "hour" => Calendar::day(reference + count.signum() * (count.abs() / 24)),
        "day" => Calendar::day(reference + count),
        "week" => Calendar::day(reference + count * 7),
        "month" => months_on(year, month, count),
        "quarter" => months_on(year, month, count * 3),
        "half" => months_on(year, month, count * 6),
        "year" => Calendar::year(year + count),
        "decade" => Calendar::year(year + count * 10),
        "century" => Calendar::year(year + count * 100),
        _ => return None,
    })
}

/// The day that a deadline of some units reaches.
pub(super) fn reached(reference: i64, unit: &str, count: i64) -> Option<i64> {
    Some(match unit {
        "hour" => reference + (count + 23) / 24,
        "day" => reference + count,
        "week" => reference + count * 7,
        "month" => add_months(reference, count),
        "quarter" => add_months(reference, count * 3),
        "year" => add_months(reference, count * 12),
        "decade" => add_months(reference, count * 120),
        _ => return None,
    })
}

/// This, last or next week, month…
pub(super) fn unit_at(reference: i64, unit: &str, offset: i64, which: Which) -> Option<Calendar> {
    let (year, month, _) = civil_from_days(reference);
    Some(match unit {
        "day" => Calendar::day(reference + offset),
        "week" => {
            let start = monday(reference) + offset * 7;
            Calendar::days(start, start + 6)
        }
        "weekend" => {
            let saturday = monday(reference) + 5;
            let is_now = reference >= saturday;
            let saturday = match which {
                Which::ByTense if offset > 0 => saturday,
                Which::ByTense => {
                    if is_now {
                        saturday
                    } else {
                        saturday - 7
                    }
                }
                Which::Last => saturday - 7,
                Which::Next => saturday + 7,
                // On a Monday, « ce week-end » is the one just past; on a Thursday the one to come.
                Which::This => {
                    if weekday(reference) <= 2 {
                        saturday - 7
                    } else {
                        saturday
                    }
                }
            };
            Calendar::days(saturday, saturday + 1)
        }
        "month" => months_on(year, month, offset),
        "quarter" => {
            let index = year * 4 + (i64::from(month) - 1) / 3 + offset;
            Calendar::part_of_year(index.div_euclid(4), 33 + index.rem_euclid(4) as u8)
        }
        "half" => {
            let index = year * 2 + (i64::from(month) - 1) / 6 + offset;
            Calendar::part_of_year(index.div_euclid(2), 40 + index.rem_euclid(2) as u8)
        }
        "year" => Calendar::year(year + offset),
        "decade" => Calendar::decade((year / 10 + offset) * 10),
        "century" => Calendar::century(year / 100 + 1 + offset),
        _ => return None,
    })
}
