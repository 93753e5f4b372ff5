//! Spans of time beside the dates of a quote: « dans les 45 jours suivant le 3 août » makes another date,
//! "a two-day summit opens on 2 April" makes none but its end.

use std::ops::Range;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Evidence;
use super::dates::moved;
use super::value::quoted;
use crate::recognize::lexicon::Class;
use crate::recognize::lists::{
    AFTER, AGO_AFTER, AGO_BEFORE, BEFORE, EARLIER, IN_BEFORE, LATER, SINCE, SPAN_FROM, THAN, WITHIN,
};
use crate::recognize::number::number;
use crate::recognize::{DURATION_UNITS, Measure, Recognized, What, flag};
use crate::value::line::{Cut, LineSet};
use crate::value::quantity::Bounds;
use crate::value::{Line, date};

/// A span of time in a quote.
struct Span {
    /// With what leads to it, where it is read as a date.
    tokens: Range<usize>,
    /// Its shortest and longest, in days.
    days: (f64, f64),
    /// How far off it may be: "two years later" is not to the day.
    slack: f64,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// So long before or after a date.
    Away,
    /// Any day until then: "within 45 days".
    Within,
    /// A date by itself: "40 years ago".
    Ago,
}

/// A date in a quote that no span is part of.
struct Anchor {
    tokens: Range<usize>,
    /// The days that it may be: where its year is a guess, in the likeliest first of three.
    days: Vec<(f64, f64)>,
}

/// Whether a span of time may lead from a date of the quotes, or from another, to the claim's.
pub(super) fn may_lead(evidence: &Evidence<'_, '_>, claim: &Line) -> bool {
    let spans: Vec<Span> = quoted(evidence).filter_map(|found| span(evidence, found)).collect();
    let of_span = |tokens: &Range<usize>| spans.iter().any(|span| meets(&span.tokens, tokens));
    let anchors: Vec<Anchor> = quoted(evidence)
        .filter(|found| !of_span(&found.tokens))
        .filter_map(|found| anchor(evidence, found))
        .collect();
    if anchors.is_empty() && spans.iter().all(|span| span.kind != Kind::Ago) {
        return !spans.is_empty();
    }
    let published = super::reference(evidence.article)
        .map(|day| Anchor { tokens: 0..0, days: vec![(day as f64, day as f64 + 1.0)] });
    spans.iter().any(|span| match span.kind {
        Kind::Ago => published.iter().any(|anchor| leads(evidence, span, anchor, claim)),
        Kind::Away | Kind::Within => {
            counts_from_elsewhere(evidence, span, &anchors)
                || anchors.iter().any(|anchor| leads(evidence, span, anchor, claim))
        }
    })
}

/// The tokens of a date that is no span: those contradict first.
pub(super) fn is_point(evidence: &Evidence<'_, '_>, tokens: &Range<usize>) -> bool {
    !quoted(evidence).any(|found| {
        let span = span(evidence, found);
        span.is_some_and(|span| span.kind != Kind::Ago && meets(&span.tokens, tokens))
    })
}

fn meets(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

fn anchor(evidence: &Evidence<'_, '_>, found: &Recognized) -> Option<Anchor> {
    let What::Date { edtf, core } = &found.what else { return None };
    let text = core.as_ref().or(edtf.as_ref())?;
    let years: &[i32] = match evidence.survey.view.names_year(&found.tokens) {
        true => &[0],
        false => &[0, -1, 1],
    };
    let days = years.iter().filter_map(|years| ends(&moved(text, *years))).collect();
    Some(Anchor { tokens: found.tokens.clone(), days })
}

/// The first day and the one behind the last.
fn ends(edtf: &str) -> Option<(f64, f64)> {
    match date::parse(edtf).ok()?.hull.as_span()? {
        (Cut::At(from, _), Cut::At(to, _)) => Some((from.to_f64()?, to.to_f64()?)),
        _ => None,
    }
}

/// The span that something recognised is, or has.
fn span(evidence: &Evidence<'_, '_>, found: &Recognized) -> Option<Span> {
    let view = &evidence.survey.view;
    let tokens = found.tokens.clone();
    let given = |bounds: &Bounds| bounds.given().map(|(_, count)| count).collect::<Vec<_>>();
    // "ten working days" are a unit of their own, and take longer.
    let is_stretched = matches!(&found.what, What::Amount { measure: Measure::Unit(_), .. });
    let (counts, unit) = match &found.what {
        What::Amount { measure: Measure::Duration(unit), bounds } => (given(bounds), *unit),
        What::Amount { measure: Measure::Unit(unit), bounds } => {
            (given(bounds), *DURATION_UNITS.iter().find(|known| *known == unit)?)
        }
        What::Date { .. } => {
            let counted = |at: usize| {
                let number = number(view, at)?;
                let unit = view.phrase(number.end, Class::Duration)?;
                Some((vec![number.value], DURATION_UNITS[unit.payload as usize]))
            };
            tokens.clone().find_map(counted)?
        }
        _ => return None,
    };
    let opens = |list| view.is_listed(tokens.start, list) || leading(evidence, &tokens, list);
    let ends_in_ago = view.listed_before(tokens.end, AGO_AFTER).is_some();
    let kind = match () {
        () if opens(AGO_BEFORE) || ends_in_ago => Kind::Ago,
        () if opens(WITHIN) => Kind::Within,
        () => Kind::Away,
    };
    let day = days_of(unit);
    let days = counts.iter().filter_map(|count| Some(count.to_f64()? * day));
    let (least, most) = (days.clone().fold(f64::MAX, f64::min), days.fold(0.0, f64::max));
    // What lies so far back is told in round numbers.
    let slack = match kind {
        Kind::Ago => day + most / 10.0,
        Kind::Away | Kind::Within if is_stretched => day + most / 2.0,
        Kind::Away | Kind::Within => day / 4.0 + 1.0,
    };
    Some(Span { tokens, days: (least, most), slack, kind })
}

/// Whether a phrase of a list stands right before some tokens.
fn leading(evidence: &Evidence<'_, '_>, tokens: &Range<usize>, list: u16) -> bool {
    evidence.survey.view.listed_before(tokens.start, list).is_some()
}

fn days_of(unit: &str) -> f64 {
    const YEAR: f64 = 365.25;
    match unit {
        "hour" => 1.0 / 24.0,
        "day" => 1.0,
        "week" => 7.0,
        "month" => YEAR / 12.0,
        "quarter" => YEAR / 4.0,
        "half" => YEAR / 2.0,
        "year" => YEAR,
        "decade" => YEAR * 10.0,
        "century" => YEAR * 100.0,
        _ => 0.0,
    }
}

/// Whether a span before or after a date may be the claim's.
fn leads(evidence: &Evidence<'_, '_>, span: &Span, anchor: &Anchor, claim: &Line) -> bool {
    let (least, most) = span.days;
    let least = if span.kind == Kind::Within { 0.0 } else { least };
    let (is_back, is_on) = directions(evidence, span, anchor);
    // Years take the place of the year that nobody wrote.
    const YEARS: f64 = 300.0;
    let years = if most < YEARS { anchor.days.len() } else { 1 };
    anchor.days.iter().take(years).any(|(from, to)| {
        let back = is_back.then_some((from - most, to - least));
        let on = is_on.then_some((from + least, to + most));
        [back, on].into_iter().flatten().any(|(from, to)| {
            let cut = |day: f64| Decimal::from_f64_retain(day.round()).map(Cut::before);
            let (Some(from), Some(to)) = (cut(from - span.slack), cut(to + span.slack)) else {
                return true;
            };
            LineSet::between(from, to).meets(&claim.hull)
        })
    })
}

/// Whether a span may lead back from a date, and on. "In 2031, three years later than planned" is the
/// later one of two dates.
fn directions(evidence: &Evidence<'_, '_>, span: &Span, anchor: &Anchor) -> (bool, bool) {
    let view = &evidence.survey.view;
    let end = span.tokens.end;
    let is_listed = |lists: [u16; 2]| lists.iter().any(|list| view.is_listed(end, *list));
    if span.kind == Kind::Ago {
        return (true, false);
    }
    if !is_apposed(evidence, span, anchor) && !is_compared(evidence, span) {
        return (true, true);
    }
    (!is_listed([EARLIER, BEFORE]), !is_listed([LATER, AFTER]))
}

/// « le 7 mars, 42 jours après »: the span tells of the date right before it.
fn is_apposed(evidence: &Evidence<'_, '_>, span: &Span, anchor: &Anchor) -> bool {
    let view = &evidence.survey.view;
    let (from, to) = (anchor.tokens.end, span.tokens.start);
    from <= to && to - from <= 1 && (from..to).all(|at| !view.tokens[at].is_word())
}

/// "three years later than planned"
fn is_compared(evidence: &Evidence<'_, '_>, span: &Span) -> bool {
    let view = &evidence.survey.view;
    let behind = [LATER, EARLIER].iter().find_map(|list| view.listed(span.tokens.end, *list));
    behind.is_some_and(|behind| view.is_listed(behind, THAN))
}

/// Whether a span counts from what the quotes give no date of: "two days after the vote", "three years
/// later".
fn counts_from_elsewhere(evidence: &Evidence<'_, '_>, span: &Span, anchors: &[Anchor]) -> bool {
    const HYPHENS: [char; 2] = ['-', '‑'];
    let view = &evidence.survey.view;
    let (start, end) = (span.tokens.start, span.tokens.end);
    let is_word = |at: usize| view.token(at).is_some_and(|token| token.is_word());
    // "a two-day summit after the vote" is so long.
    if span.tokens.clone().any(|at| HYPHENS.iter().any(|hyphen| view.is_mark(at, *hyphen)))
        || is_compared(evidence, span)
        || anchors.iter().any(|anchor| is_apposed(evidence, span, anchor))
    {
        return false;
    }
    if [LATER, EARLIER].iter().any(|list| view.is_listed(end, *list)) {
        return !anchors.iter().any(|anchor| anchor.tokens.end <= start);
    }
    let is_led = view.is_listed(start, IN_BEFORE) || leading(evidence, &span.tokens, IN_BEFORE);
    let counts_on = |at: usize| {
        [AFTER, BEFORE, SINCE, SPAN_FROM].iter().any(|list| view.is_listed(at, *list))
            || is_led && view.has(at, flag::NAME_LINK)
    };
    let Some(link) = (end..=end + 1).find(|at| counts_on(*at)) else { return false };
    // « 45 jours ouvrés suivant »: nobody counts those here.
    let is_qualified = link > end;
    is_qualified
        || !anchors.iter().any(|anchor| {
            anchor.tokens.start >= end && (link..anchor.tokens.start).all(is_word)
                || meets(&anchor.tokens, &(link..link + 1))
        })
}
