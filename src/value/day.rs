//! Days by number, and how EDTF writes them.

use super::line::Cut;

/// The number of days from 1970-01-01 to a day of the proleptic Gregorian calendar
/// (H. Hinnant, "chrono-compatible low-level date algorithms").
pub fn days_from_civil(year: i64, month: u8, day: u8) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let shifted_month = (i64::from(month) + 9) % 12;
    let day_of_year = (153 * shifted_month + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The number of a day given by its parts, if the calendar has it.
pub fn calendar_day(year: i64, month: u8, day: u8) -> Option<i64> {
    let number = days_from_civil(year, month, day);
    (civil_from_days(number) == (year, month, day)).then_some(number)
}

/// The year, month and day of a day number; the inverse of [`days_from_civil`].
pub fn civil_from_days(days: i64) -> (i64, u8, u8) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = (day_of_year - (153 * shifted_month + 2) / 5 + 1) as u8;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 } as u8;
    let year = year_of_era + era * 400;
    (if month <= 2 { year + 1 } else { year }, month, day)
}

/// A day number as an EDTF date.
pub fn format_day(day: i64) -> String {
    let mut text = String::with_capacity("2026-03-13".len());
    write_day(day, &mut text);
    text
}

/// Adds a day number as an EDTF date to a text.
pub fn write_day(day: i64, text: &mut String) {
    let (year, month, day) = civil_from_days(day);
    match year {
        0..=9_999 => {
            write_number(year, 4, text);
            write_behind_dash(month, text);
            write_behind_dash(day, text);
        }
        -9_999..0 => text.push_str(&format!("-{:04}-{month:02}-{day:02}", -year)),
        _ => text.push_str(&format!("Y{year}")),
    }
}

/// Adds a dash and the two digits of a month or a day to a text.
pub fn write_behind_dash(number: u8, text: &mut String) {
    text.push('-');
    text.push(char::from(b'0' + number / 10));
    text.push(char::from(b'0' + number % 10));
}

/// Adds a number to a text, with zeros before it up to so many digits, four at most.
pub fn write_number(number: i64, digits: usize, text: &mut String) {
    const UNITS: [u32; 4] = [1000, 100, 10, 1];
    let units = &UNITS[UNITS.len() - digits..];
    match u32::try_from(number) {
        Ok(number) if number < 10 * units[0] => {
            for unit in units {
                text.push(char::from(b'0' + (number / unit % 10) as u8));
            }
        }
        _ => text.push_str(&format!("{number:0digits$}")),
    }
}

/// The days from `from` to before `to` as the shortest EDTF expression: a day, month, year or an
/// interval.
pub fn format_span(from: Cut, to: Cut) -> String {
    use rust_decimal::prelude::ToPrimitive;
    let number = |cut: Cut| match cut {
        Cut::At(point, _) => point.to_i64(),
        _ => None,
    };
    match (number(from), number(to)) {
        (None, None) => "../..".into(),
        (Some(from), None) => format!("{}/..", format_day(from)),
        (None, Some(to)) => format!("../{}", format_day(to - 1)),
        (Some(from), Some(to)) => {
            let (year, month, day) = civil_from_days(from);
            let next = civil_from_days(to);
            if to == from + 1 {
                format_day(from)
            } else if day == 1 && next.2 == 1 && (0..=9_999).contains(&year) {
                if month == 1 && next == (year + 1, 1, 1) {
                    return format!("{year:04}");
                }
                let months = (next.0 - year) * 12 + i64::from(next.1) - i64::from(month);
                if months == 1 {
                    return format!("{year:04}-{month:02}");
                }
                let last = civil_from_days(to - 1);
                format!("{year:04}-{month:02}/{:04}-{:02}", last.0, last.1)
            } else {
                format!("{}/{}", format_day(from), format_day(to - 1))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_with_all_their_digits() {
        let written = |year, month, day| format_day(days_from_civil(year, month, day));
        assert_eq!(written(2026, 3, 13), "2026-03-13");
        assert_eq!(written(987, 12, 1), "0987-12-01");
        assert_eq!(written(-44, 3, 15), "-0044-03-15");
        assert_eq!(written(12_000, 1, 1), "Y12000");
        let number = |number, digits| {
            let mut text = String::new();
            write_number(number, digits, &mut text);
            text
        };
        assert_eq!([number(7, 3), number(1999, 4), number(12_345, 4)], ["007", "1999", "12345"]);
    }
}
