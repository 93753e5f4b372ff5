//! Dates as sets of days: EDTF, levels 0 to 2 (ISO 8601-2).
//!
//! `edtf-core` reads the notation; this module gives it the meaning of the format: `~` and `?`
//! widen what a date may be by one unit of its last written part on each side, `%` by two, `X`
//! spans all digits, an open end has no bound.

use edtf_core::{
    Bound, BoundDate, Date, Edtf, Interval, IntervalEndpoint, Precision, SetElement, SetKind,
};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

pub use super::day::{
    calendar_day, civil_from_days, days_from_civil, format_day, format_span, write_behind_dash,
    write_day, write_number,
};
use super::line::{Cut, LineSet};

/// A date read: what it may be and what it surely allows, in day numbers (1970-01-01 is 0).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DateSet {
    /// All days that it may be.
    pub hull: LineSet,
    /// The days that it allows whatever `~`, `?` and `%` mean.
    pub core: LineSet,
}

/// Completions of `X` digits that are told apart: ten thousand years, more than ten years of days.
const COMPLETIONS: usize = 10_000;

/// Reads an EDTF expression.
///
/// # Errors
///
/// A sentence that says what is wrong and, where it can, what to write.
pub fn parse(text: &str) -> Result<DateSet, String> {
    if let Some((from, to)) = plain(text) {
        let days = LineSet::between(from, to);
        return Ok(DateSet { hull: days.clone(), core: days });
    }
    let edtf = Edtf::parse(text).map_err(|error| explain(text, error.message))?;
    match edtf {
        Edtf::DateTime(_) => Err(format!(
            "a date has no time of day: write \"{}\"",
            text.split('T').next().unwrap_or(text)
        )),
        Edtf::Date(date) => Ok(of_date(&date)),
        Edtf::Interval(interval) => of_interval(&interval),
        Edtf::Set(set) => {
            if set.kind == SetKind::AllMembers {
                return Err(
                    "`{…}` means all of these days: write one claim for each, or `[…]` for \
                            one of them"
                        .into(),
                );
            }
            let parts: Vec<DateSet> = set.elements.iter().map(of_element).collect();
            Ok(DateSet {
                hull: LineSet::union(parts.iter().flat_map(|p| p.hull.spans().to_vec())),
                core: LineSet::union(parts.iter().flat_map(|p| p.core.spans().to_vec())),
            })
        }
    }
}

/// Dates as most are written: 2026-03-13, 2026-03, 2026, from one such to another, or open at one end.
fn plain(text: &str) -> Option<(Cut, Cut)> {
    let Some((first, last)) = text.split_once('/') else {
        let (from, to) = plain_days(text)?;
        return Some((Cut::before_day(from), Cut::before_day(to)));
    };
    match (plain_days(first), plain_days(last)) {
        (Some(first), Some(last)) if first.0 < last.0 => {
            Some((Cut::before_day(first.0), Cut::before_day(last.1)))
        }
        (Some((from, _)), None) if last == ".." => Some((Cut::before_day(from), Cut::End)),
        (None, Some((_, to))) if first == ".." => Some((Cut::Start, Cut::before_day(to))),
        _ => None,
    }
}

/// The first day of a day, month or year, and the one behind its last.
fn plain_days(text: &str) -> Option<(i64, i64)> {
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |number, digit| {
            digit.is_ascii_digit().then(|| number * 10 + i64::from(digit - b'0'))
        })
    };
    let (year, rest) = text.as_bytes().split_at_checked(4)?;
    let year = number(year)?;
    match rest {
        [] => Some((days_from_civil(year, 1, 1), days_from_civil(year + 1, 1, 1))),
        [b'-', month @ ..] if month.len() == 2 => match number(month)? as u8 {
            12 => Some((days_from_civil(year, 12, 1), days_from_civil(year + 1, 1, 1))),
            month @ 1..12 => {
                Some((days_from_civil(year, month, 1), days_from_civil(year, month + 1, 1)))
            }
            _ => None,
        },
        [b'-', month @ .., b'-', tens, ones] if month.len() == 2 => {
            let day = calendar_day(year, number(month)? as u8, number(&[*tens, *ones])? as u8)?;
            Some((day, day + 1))
        }
        _ => None,
    }
}

fn explain(text: &str, message: &str) -> String {
    let is_number = |part: &&str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    let parts: Vec<&str> = text.split(['/', '.', ' ']).collect();
    if let [first, second, year] = parts.as_slice()
        && year.len() == 4
        && is_number(year, 4)
        && is_number(first, 2)
        && is_number(second, 2)
    {
        let fits =
            |month: &str, day: &str| Edtf::parse(&format!("{year}-{month:0>2}-{day:0>2}")).is_ok();
        let written = match (fits(second, first), fits(first, second)) {
            (true, _) => format!(": \"{year}-{second:0>2}-{first:0>2}\" if the day comes first"),
            (false, true) => format!(": \"{year}-{first:0>2}-{second:0>2}\""),
            (false, false) => String::new(),
        };
        return format!("dates are written year first, as in EDTF{written}");
    }
    let parts: Vec<&str> = text.split('-').collect();
    if let [year, rest @ ..] = parts.as_slice()
        && year.len() == 4
        && is_number(year, 4)
        && (1..=2).contains(&rest.len())
        && rest.iter().all(|part| is_number(part, 2))
        && rest.iter().any(|part| part.len() == 1)
    {
        let padded: Vec<String> = rest.iter().map(|part| format!("{part:0>2}")).collect();
        return format!("months and days have two digits: \"{year}-{}\"", padded.join("-"));
    }
    if let Some((day, _)) = text.split_once([' ', 'T'])
        && day.len() == 10
        && Edtf::parse(day).is_ok()
    {
        return format!("a date has no time of day: write \"{day}\"");
    }
    let is_calendar = text.len() == 10
        && text.bytes().enumerate().all(|(at, b)| match at {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        });
    match is_calendar {
        true => message.to_owned(),
        false => {
            "dates are written \"2026-03-13\", \"2026-03\" or \"2026\"; FORMAT.md has more".into()
        }
    }
}

fn of_element(element: &SetElement) -> DateSet {
    match element {
        SetElement::Date(date) => of_date(date),
        SetElement::OnOrBefore(date) => open_before(of_date(date)),
        SetElement::OnOrAfter(date) => open_after(of_date(date)),
        SetElement::Range(from, to) => spanning(of_date(from), of_date(to)),
    }
}

fn of_interval(interval: &Interval) -> Result<DateSet, String> {
    let start = match &interval.start {
        IntervalEndpoint::Date(date) => Some(of_date(date)),
        IntervalEndpoint::OnOrBefore(date) => Some(open_before(of_date(date))),
        _ => None,
    };
    let end = match &interval.end {
        IntervalEndpoint::Date(date) => Some(of_date(date)),
        IntervalEndpoint::OnOrAfter(date) => Some(open_after(of_date(date))),
        _ => None,
    };
    let everything = LineSet::between(Cut::Start, Cut::End);
    Ok(match (start, end) {
        (Some(start), Some(end)) => spanning(start, end),
        (Some(start), None) => open_after(start),
        (None, Some(end)) => open_before(end),
        (None, None) => DateSet { hull: everything.clone(), core: everything },
    })
}

/// A date of EDTF in plain words, where it is more than a day, a month or a year.
pub fn in_words(edtf: &str) -> String {
    let known = |text: &str| !text.is_empty() && text != "..";
    match edtf.split_once('/') {
        Some((from, to)) => match (known(from), known(to)) {
            (true, true) => format!("{} to {}", in_words(from), in_words(to)),
            (true, false) => format!("from {} on", in_words(from)),
            (false, true) => format!("by {}", in_words(to)),
            (false, false) => edtf.to_owned(),
        },
        None => match (edtf.strip_suffix('~'), edtf.strip_suffix('?')) {
            (Some(date), _) => format!("about {date}"),
            (_, Some(date)) => format!("perhaps {date}"),
            _ => edtf.to_owned(),
        },
    }
}

/// From the first day of one date to the last day of another.
fn spanning(start: DateSet, end: DateSet) -> DateSet {
    let stretch = |a: &LineSet, b: &LineSet| match (a.spans().first(), b.spans().last()) {
        (Some(first), Some(last)) => LineSet::between(first.0, last.1),
        _ => LineSet::empty(),
    };
    DateSet { hull: stretch(&start.hull, &end.hull), core: stretch(&start.core, &end.core) }
}

fn open_before(date: DateSet) -> DateSet {
    let open = |set: LineSet| match set.spans().last() {
        Some(last) => LineSet::between(Cut::Start, last.1),
        None => set,
    };
    DateSet { hull: open(date.hull), core: open(date.core) }
}

impl DateSet {
    /// The day number, where it can be one day only.
    pub fn day(&self) -> Option<i64> {
        match self.hull.as_span()? {
            (Cut::At(from, _), Cut::At(to, _)) if to - from <= Decimal::ONE => from.to_i64(),
            _ => None,
        }
    }
}

fn open_after(date: DateSet) -> DateSet {
    let open = |set: LineSet| match set.spans().first() {
        Some(first) => LineSet::between(first.0, Cut::End),
        None => set,
    };
    DateSet { hull: open(date.hull), core: open(date.core) }
}

fn of_date(date: &Date) -> DateSet {
    let core = days_of(date);
    let hull = match date.precision() {
        // Where a season begins depends on whom one asks; winter has two years.
        // Quarters and halves (33 to 41) begin on a day.
        Precision::Season if date.month.and_then(|m| m.value()).is_some_and(|code| code < 33) => {
            LineSet::union(core.spans().iter().map(|&(from, to)| {
                let reach = if date.month.and_then(|m| m.value()) == Some(24) { 12 } else { 1 };
                (moved(from, -reach), moved(to, 1))
            }))
        }
        _ => core.clone(),
    };
    let steps = match (date.is_uncertain(), date.is_approximate()) {
        (false, false) => return DateSet { hull, core },
        (true, true) => 2,
        _ => 1,
    };
    let unit = qualified_unit(date);
    let widened = hull.spans().iter().map(|&(from, to)| match unit {
        Unit::Days => (shifted(from, -steps), shifted(to, steps)),
        Unit::Months(months) => (moved(from, -steps * months), moved(to, steps * months)),
    });
    DateSet { hull: LineSet::union(widened), core }
}

/// By what a qualifier widens a date.
enum Unit {
    Days,
    Months(i64),
}

/// The unit of the last part that is qualified: of the whole date, its last written part.
fn qualified_unit(date: &Date) -> Unit {
    let year = Unit::Months(12 * unspecified_years(date));
    match (&date.month, &date.day) {
        (_, Some(day)) if day.qualifier.is_qualified() => Unit::Days,
        (Some(month), _) if month.qualifier.is_qualified() => match month.value() {
            Some(21..) => Unit::Months(3),
            _ => Unit::Months(1),
        },
        _ => year,
    }
}

/// The days of a date without regard to its qualifiers.
fn days_of(date: &Date) -> LineSet {
    if date.has_unspecified()
        && let Ok(values) = Edtf::Date(*date).values()
    {
        let completions: Vec<(Cut, Cut)> =
            values.take(COMPLETIONS).map(|value| span_of(&value)).collect();
        return LineSet::union(completions);
    }
    LineSet::union([span_of(&Edtf::Date(*date))])
}

fn span_of(edtf: &Edtf) -> (Cut, Cut) {
    let bounds = edtf.bounds();
    let from = match bounds.earliest {
        Bound::Date(day) => Cut::before_day(day_number(&day)),
        _ => Cut::Start,
    };
    let to = match bounds.latest {
        Bound::Date(day) => Cut::before_day(day_number(&day) + 1),
        _ => Cut::End,
    };
    (from, to)
}

/// Moves a cut by days.
fn shifted(cut: Cut, days: i64) -> Cut {
    day_of(cut).map_or(cut, |day| Cut::before_day(day + days))
}

/// Moves a cut by months; ends of months and years are starts of the next ones.
fn moved(cut: Cut, months: i64) -> Cut {
    let Some(day) = day_of(cut) else { return cut };
    let (year, month, date) = civil_from_days(day);
    let index = year * 12 + i64::from(month) - 1 + months;
    let (year, month) = (index.div_euclid(12), index.rem_euclid(12) as u8 + 1);
    // A day that the other month lacks (2020~-02-29) runs over into the next.
    Cut::before_day(days_from_civil(year, month, 1) + i64::from(date) - 1)
}

fn day_of(cut: Cut) -> Option<i64> {
    use rust_decimal::prelude::ToPrimitive;
    match cut {
        Cut::At(point, _) => point.to_i64(),
        Cut::Start | Cut::End => None,
    }
}

/// How many years the `X` digits at the end of a year leave open: 1, 10, 100…
fn unspecified_years(date: &Date) -> i64 {
    match date.year.kind {
        edtf_core::YearKind::Standard { digits, .. } => {
            let open = digits.iter().rev().take_while(|digit| digit.is_none()).count();
            10_i64.pow(open as u32)
        }
        _ => 1,
    }
}

fn day_number(day: &BoundDate) -> i64 {
    // Years beyond this have no day number in 64 bits; no deadline lies there.
    days_from_civil(day.year.clamp(-9_999_999_999, 9_999_999_999), day.month, day.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_dates_are_what_edtf_says() {
        for text in [
            "2020",
            "2020-02",
            "2019-12",
            "2020-02-29",
            "2019/2021",
            "2020-12/2021-01-05",
            "../2020-12",
            "2020-06-01/..",
        ] {
            let read = match Edtf::parse(text).unwrap() {
                Edtf::Date(date) => of_date(&date),
                Edtf::Interval(interval) => of_interval(&interval).unwrap(),
                _ => continue,
            };
            assert_eq!(plain(text), read.hull.as_span(), "{text}");
            assert_eq!(read.hull, read.core, "{text}");
        }
        for text in
            ["2020-13", "2021-02-29", "2020-21", "2021/2020", "2020~", "/2020", "202", "20é0"]
        {
            assert_eq!(plain(text), None, "{text}");
        }
    }
}
