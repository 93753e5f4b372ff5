//! Points made definite: the year that a date leaves out.

use super::point::{Point, Reader, Which};
use super::resolve::Calendar;
use super::tense::Tense;
use crate::value::date::civil_from_days;

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
        let any = |year: Option<i64>, make: &dyn Fn(i64) -> Option<Calendar>| match year {
            Some(year) => make(year),
            None => self.nearest_year(make, which, from, to),
        };
        match point {
            Point::Day { year, month, day } => {
                any(*year, &|year| Calendar::civil(year, *month, *day))
            }
            Point::Month { year, month } => any(*year, &|year| Some(Calendar::month(year, *month))),
            Point::Part { year, code } => {
                any(*year, &|year| Some(Calendar::part_of_year(year, *code)))
            }
            Point::Year(year) => Some(Calendar::year(*year)),
            Point::Decade(year) => Some(Calendar::decade(*year)),
            Point::Century(number) => Some(Calendar::century(*number)),
            Point::Either(one, other) => Some(Calendar {
                from: one.from.min(other.from),
                to: one.to.max(other.to),
                edtf: {
                    let (a, b) = if one.from <= other.from { (one, other) } else { (other, one) };
                    format!("[{},{}]", a.edtf, b.edtf)
                },
            }),
            Point::Known(known) => known.clone(),
        }
    }

    /// The year in which a date without one falls: the nearest that fits the words around.
    fn nearest_year(
        &self,
        make: &dyn Fn(i64) -> Option<Calendar>,
        which: Which,
        from: usize,
        to: usize,
    ) -> Option<Calendar> {
        let reference = self.reference?;
        let (year, ..) = civil_from_days(reference);
        // No part of a year starts in another one.
        let past = |strict: bool| {
            let fits = |c: &Calendar| if strict { c.to < reference } else { c.from <= reference };
            (year - 5..=year).rev().filter_map(make).find(fits)
        };
        let future = |strict: bool| {
            let fits = |c: &Calendar| if strict { c.from > reference } else { c.to >= reference };
            (year - 1..=year + 5).filter_map(make).find(fits)
        };
        let tense = match which {
            Which::Last => return past(true),
            Which::Next => return future(true),
            Which::This => return make(year),
            Which::ByTense => self.tense(from, to),
        };
        let distance = |c: &Calendar| (c.from - reference).abs().min((c.to - reference).abs());
        let nearest = || {
            let near: Vec<Calendar> = (year - 1..=year + 1).filter_map(make).collect();
            // Most years have no 29 February.
            let near = match near.len() {
                3 => near,
                _ => (year - 5..=year + 5).filter_map(make).collect(),
            };
            near.into_iter().min_by_key(distance)
        };
        let by_tense = match tense {
            Tense::Past => past(false),
            Tense::Future => future(false),
            Tense::Unknown => return nearest(),
        };
        // « a annoncé un recomptage pour le 20 mars », written on the 16th, is no day of last year.
        let is_far = by_tense.as_ref().is_none_or(|c| c.from == c.to && distance(c) > FAR);
        let is_close = |c: &Calendar| c.from == c.to && distance(c) <= CLOSE;
        if is_far { nearest().filter(is_close).or(by_tense) } else { by_tense }
    }
}
