//! Days as places on a time line, and the marks of its axis.

use rust_decimal::prelude::ToPrimitive;

use crate::value::date::{civil_from_days, days_from_civil, format_day};
use crate::value::line::{Cut, LineSet};

/// A run of days: the first, and the one after the last; `None` where it has no end.
pub(super) type Run = (Option<i64>, Option<i64>);

/// The runs of a set of days.
pub(super) fn runs(set: &LineSet) -> Vec<Run> {
    let day = |cut: Cut| match cut {
        Cut::At(point, _) => point.to_i64(),
        Cut::Start | Cut::End => None,
    };
    set.spans().iter().map(|&(from, to)| (day(from), day(to))).collect()
}

/// Which days a time line shows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    first: i64,
    last: i64,
}

/// The share of the width that is kept free on each side, in percent: for open ends.
const MARGIN: f64 = 4.0;

impl Scale {
    /// A scale that holds all ends of some runs; `None` where there are none.
    pub(super) fn around<'r>(runs: impl Iterator<Item = &'r Run>) -> Option<Self> {
        let ends: Vec<i64> = runs.flat_map(|&(from, to)| [from, to]).flatten().collect();
        let (first, last) = (*ends.iter().min()?, *ends.iter().max()?);
        // One day alone stands in its month.
        let spare = if last - first < 7 { 15 } else { 0 };
        Some(Scale { first: first - spare, last: last + spare })
    }

    /// Where a day begins, in percent of the width.
    pub(super) fn at(&self, day: i64) -> f64 {
        let share = (day - self.first) as f64 / (self.last - self.first) as f64;
        MARGIN + share.clamp(0.0, 1.0) * (100.0 - 2.0 * MARGIN)
    }

    /// Days of the axis that bear a name, at most six.
    pub(super) fn ticks(&self) -> Vec<(i64, String)> {
        let length = self.last - self.first;
        for step in [1, 2, 5, 10] {
            if length / step <= 3 {
                let start = self.first + (-self.first).rem_euclid(step);
                let days = (0..5).map(|at| start + at * step).take_while(|day| *day <= self.last);
                return days.map(|day| (day, format_day(day))).collect();
            }
        }
        for step in [1, 2, 3, 6, 12, 24, 60, 120, 600, 1_200, 12_000] {
            if length / (step * 30) <= 5 {
                return self.months(step);
            }
        }
        [self.first, self.last].map(|day| (day, format_day(day))).into()
    }

    /// The starts of every so many months.
    fn months(&self, step: i64) -> Vec<(i64, String)> {
        let (year, month, _) = civil_from_days(self.first);
        let first = year * 12 + i64::from(month) - 1;
        let start = first + (-first).rem_euclid(step);
        let month = |at: i64| {
            let index = start + at * step;
            let (year, month) = (index.div_euclid(12), index.rem_euclid(12) + 1);
            let name =
                if step % 12 == 0 { format!("{year}") } else { format!("{year:04}-{month:02}") };
            (days_from_civil(year, month as u8, 1), name)
        };
        let all = (0..8).map(month);
        all.filter(|(day, _)| (self.first..=self.last).contains(day)).take(6).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(from: &str, to: &str) -> Scale {
        let runs: Vec<Run> = [from, to]
            .iter()
            .flat_map(|d| runs(&crate::value::date::parse(d).unwrap().hull))
            .collect();
        Scale::around(runs.iter()).unwrap()
    }

    #[test]
    fn days_lie_in_order_inside_of_the_picture() {
        let scale = scale("2020-09-15", "2025-04");
        let places: Vec<f64> = [-1_000_000, 18_520, 20_178, 1_000_000].map(|d| scale.at(d)).into();
        assert!(places.is_sorted() && places[0] >= 0.0 && places[3] <= 100.0, "{places:?}");
    }

    #[test]
    fn axes_name_a_few_round_days() {
        for (from, to, names) in [
            ("2020-09-15", "2025-04", "2021 2022 2023 2024 2025"),
            ("2020-09-01", "2020-12-31", "2020-09 2020-10 2020-11 2020-12 2021-01"),
            ("2020-09-10", "2020-09-14", "2020-08-26 2020-09-05 2020-09-15 2020-09-25"),
            ("-0100", "2020", "0 1000 2000"),
        ] {
            let ticks = scale(from, to).ticks();
            let found: Vec<&str> = ticks.iter().map(|(_, name)| name.as_str()).collect();
            assert!(found.len() <= 6, "{found:?}");
            assert_eq!(found.join(" "), names, "{from} to {to}");
        }
    }
}
