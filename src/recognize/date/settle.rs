//! Points made definite: the year that a date leaves out.

use super::point::{Point, Reader, Which};
use super::resolve::{Calendar, days_of_month, days_of_part};
use super::tense::Tense;
use crate::value::date::{calendar_day, civil_from_days};

/// A day no further off than this is meant rather than one that is [`FAR`], whatever the tense.
const CLOSE: i64 = 31;

/// Most of a year.
const FAR: i64 = 300;

impl Reader<'_, '_> {
    /// A point made definite by the reference and the words around.
    pub(super) fn settle(
        &self,
        point: &Point,
        which: Which,
        from: usize,
        to: usize,
    ) -> Option<Calendar> {
        let of = |year: Option<i64>| year.or_else(|| self.nearest_year(point, which, from, to));
        match point {
            Point::Day { year, month, day } => Calendar::civil(of(*year)?, *month, *day),
            Point::Month { year, month } => Some(Calendar::month(of(*year)?, *month)),
            Point::Part { year, code } => Some(Calendar::part_of_year(of(*year)?, *code)),
            Point::Year(year) => Some(Calendar::year(*year)),
            Point::Decade(year) => Some(Calendar::decade(*year)),
            Point::Century(number) => Some(Calendar::century(*number)),
            Point::Either(one, other) => {
                Some(Calendar::either(Calendar::day(*one), Calendar::day(*other)))
            }
            Point::Known(known) => Some(*known),
        }
    }

    /// The year in which a point without one falls: the nearest that fits the words around.
    fn nearest_year(&self, point: &Point, which: Which, from: usize, to: usize) -> Option<i64> {
        let reference = self.reference?;
        let (year, ..) = civil_from_days(reference);
        let stretch = |year: i64| days_in(point, year).map(|(from, to)| Stretch { year, from, to });
        // No part of a year starts in another one.
        let past = |strict: bool| {
            let fits = |c: &Stretch| if strict { c.to < reference } else { c.from <= reference };
            (year - 5..=year).rev().filter_map(stretch).find(fits)
        };
        let future = |strict: bool| {
            let fits = |c: &Stretch| if strict { c.from > reference } else { c.to >= reference };
            (year - 1..=year + 5).filter_map(stretch).find(fits)
        };
        let distance = |c: &Stretch| (c.from - reference).abs().min((c.to - reference).abs());
        let nearest = || {
            // Most years have no 29 February.
            let reach =
                if (year - 1..=year + 1).all(|year| stretch(year).is_some()) { 1 } else { 5 };
            (year - reach..=year + reach).filter_map(stretch).min_by_key(distance)
        };
        let found = match which {
            Which::Last => past(true),
            Which::Next => future(true),
            Which::This => stretch(year),
            Which::ByTense => {
                let by_tense = match self.tense(from, to) {
                    Tense::Past => past(false),
                    Tense::Future => future(false),
                    Tense::Unknown => return nearest().map(|nearest| nearest.year),
                };
                // « a annoncé un recomptage pour le 20 mars », written on the 16th, is no day of
                // last year.
                let is_far = |c: &Stretch| c.from == c.to && distance(c) > FAR;
                let is_close = |c: &Stretch| c.from == c.to && distance(c) <= CLOSE;
                match by_tense.filter(|c| !is_far(c)) {
                    Some(near) => Some(near),
                    None => nearest().filter(is_close).or(by_tense),
                }
            }
        };
        found.map(|found| found.year)
    }
}

/// A year with the first and the last day that a point has in it.
#[derive(Clone, Copy)]
struct Stretch {
    year: i64,
    from: i64,
    to: i64,
}

/// The first and the last day of a point in a year.
fn days_in(point: &Point, year: i64) -> Option<(i64, i64)> {
    match point {
        Point::Day { month, day, .. } => {
            calendar_day(year, *month, *day).map(|number| (number, number))
        }
        Point::Month { month, .. } => Some(days_of_month(year, *month)),
        Point::Part { code, .. } => Some(days_of_part(year, *code)),
        _ => None,
    }
}
