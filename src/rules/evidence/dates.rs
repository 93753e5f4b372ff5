//! Dates of claims against dates in quotes: with their frame or without, and with the year or the
//! week that nobody wrote.

use std::ops::Range;

use rust_decimal::prelude::ToPrimitive;

use super::Evidence;
use super::spans;
use super::value::{Outcome, quoted, settle};
use crate::recognize::{Recognized, What, recognize_in};
use crate::survey::Candidate;
use crate::value::line::Cut;
use crate::value::{Line, Relation, Set, Written, date, relate};

/// A date supports a claim with its frame (« jusqu'au ») or without.
pub(super) fn dates(evidence: &Evidence<'_, '_>, set: &Set, values: &[Candidate]) -> Outcome {
    let mut values = values.to_vec();
    for found in quoted(evidence) {
        let What::Date { core: Some(core), .. } = &found.what else { continue };
        let Ok(days) = date::parse(core) else { continue };
        values.push(Candidate {
            tokens: found.core..found.tokens.end,
            written: Written::text(core.clone()),
            set: Set::Line(Line::new(days.hull, days.core, None)),
        });
    }
    if let Some(supported) = settle(set, &values) {
        return supported;
    }
    // « le 28 novembre » names no year: the one that was guessed contradicts nothing.
    if let Some(place) = other_year(evidence, set, &values) {
        return Outcome::Supported(vec![place]);
    }
    if let Some(place) = other_week(evidence, set) {
        return Outcome::Supported(vec![place]);
    }
    if let Some(place) = from_day_said(evidence, set) {
        return Outcome::Supported(vec![place]);
    }
    let unresolved = quoted(evidence)
        .find(|found| matches!(&found.what, What::Date { edtf: None, core: None }))
        .map(|found| found.tokens.clone());
    if unresolved.is_some()
        && let Some(place) = with_any_year(evidence, set)
    {
        return Outcome::Supported(vec![place]);
    }
    // « dans les 45 jours » after a date makes another date.
    let is_led = || match set {
        Set::Line(line) => spans::may_lead(evidence, line),
        _ => true,
    };
    // A date that stands by itself tells more than « dans les 45 jours ».
    values.sort_by_key(|value| !spans::is_point(evidence, &value.tokens));
    match (unresolved, values.into_iter().next()) {
        (Some(tokens), _) if evidence.article.published.is_none() => Outcome::Unanchored(tokens),
        (Some(_), _) => Outcome::Open,
        _ if is_led() => Outcome::Open,
        (None, Some(other)) => Outcome::Contradicted(other),
        (None, None) => Outcome::Missing,
    }
}

/// A date written without its year that fits the claim a year earlier or later.
fn other_year(
    evidence: &Evidence<'_, '_>,
    set: &Set,
    values: &[Candidate],
) -> Option<Range<usize>> {
    let view = &evidence.survey.view;
    let found = values.iter().filter(|value| !view.names_year(&value.tokens)).find(
        |value| matches!(&value.written, Written::Text(edtf) if fits_moved(set, edtf, &[-1, 1])),
    );
    found.map(|value| value.tokens.clone())
}

/// A weekday that fits the claim a week earlier or later: "on Monday" says not which.
fn other_week(evidence: &Evidence<'_, '_>, set: &Set) -> Option<Range<usize>> {
    const WEEK: i64 = 7;
    let view = &evidence.survey.view;
    let is_weekday = |found: &Recognized| found.tokens.clone().any(|at| view.word(at).weekday > 0);
    let day = super::reference(evidence.article)?;
    quoted(evidence).any(is_weekday).then_some(())?;
    [-WEEK, WEEK].iter().find_map(|shift| {
        quoted_at(evidence, day + shift)
            .filter(is_weekday)
            .find(|found| match &found.what {
                // "until Monday" takes in any day before.
                What::Date { edtf, core } => {
                    core.as_ref().or(edtf.as_ref()).is_some_and(|day| fits(set, day))
                }
                _ => false,
            })
            .map(|found| found.tokens)
    })
}

/// A date that counts from the day on which it was said: « "Je signerai demain", avait-il dit le 2 ».
fn from_day_said(evidence: &Evidence<'_, '_>, set: &Set) -> Option<Range<usize>> {
    let day = evidence.item.claim.said.as_ref()?.set.day()?;
    let other = Some(day).filter(|day| Some(*day) != super::reference(evidence.article))?;
    quoted_at(evidence, other)
        .find(|found| {
            let What::Date { edtf: Some(edtf), core } = &found.what else { return false };
            std::iter::once(edtf).chain(core).any(|text| fits(set, text))
        })
        .map(|found| found.tokens)
}

/// A date with its month but no year, in an article without a day of publication, that fits the
/// claim in the claim's own year.
fn with_any_year(evidence: &Evidence<'_, '_>, set: &Set) -> Option<Range<usize>> {
    let view = &evidence.survey.view;
    let Set::Line(line) = set else { return None };
    let (Cut::At(day, _), _) = line.hull.spans().first()? else { return None };
    quoted_at(evidence, day.to_i64()?)
        .filter(|found| found.tokens.clone().any(|at| view.word(at).month > 0))
        .find(|found| {
            let What::Date { edtf: Some(edtf), core } = &found.what else { return false };
            std::iter::once(edtf).chain(core).any(|text| fits_moved(set, text, &[-1, 0, 1]))
        })
        .map(|found| found.tokens)
}

/// What the quotes hold, read with another day of publication.
fn quoted_at<'q>(
    evidence: &'q Evidence<'_, '_>,
    day: i64,
) -> impl Iterator<Item = Recognized> + 'q {
    let survey = evidence.survey;
    let read = move |part: &'q Range<usize>| {
        let clauses = &survey.clauses;
        let last = part.end.saturating_sub(1).max(part.start);
        let sentences = clauses.sentence(part.start).start..clauses.sentence(last).end;
        let found = recognize_in(&survey.view, &sentences, Some(day)).into_iter();
        found.filter(|found| part.contains(&found.core))
    };
    evidence.parts.iter().flat_map(read)
}

/// Whether a date fits a claim's.
fn fits(set: &Set, edtf: &str) -> bool {
    date::parse(edtf).is_ok_and(|days| {
        let other = Set::Line(Line::new(days.hull, days.core, None));
        relate(set, &other) != Relation::Disjoint
    })
}

/// Whether a date fits a claim's some years away. An open end takes in any later year and says
/// nothing.
fn fits_moved(set: &Set, edtf: &str, years: &[i32]) -> bool {
    !edtf.contains("..") && years.iter().any(|years| fits(set, &moved(edtf, *years)))
}

/// EDTF with each four-digit year moved.
pub(super) fn moved(edtf: &str, years: i32) -> String {
    with_years(edtf, |year| format!("{:04}", year + years))
}

/// EDTF with each four-digit year as something else.
pub(in crate::rules) fn with_years(edtf: &str, write: impl Fn(i32) -> String) -> String {
    let is_digit = |c: char| c.is_ascii_digit();
    let mut out = String::new();
    let mut rest = edtf;
    while let Some(at) = rest.find(is_digit) {
        let length = rest[at..].find(|c| !is_digit(c)).unwrap_or(rest.len() - at);
        let digits = &rest[at..at + length];
        out.push_str(&rest[..at]);
        match digits.parse::<i32>() {
            Ok(year) if length == 4 => out.push_str(&write(year)),
            _ => out.push_str(digits),
        }
        rest = &rest[at + length..];
    }
    out + rest
}
