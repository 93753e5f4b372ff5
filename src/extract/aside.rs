//! Values that a text gives beside what it tells: what was before, the day of a dispatch.

use std::ops::Range;

use super::drafts::Finder;
use crate::config::PredicateKind;
use crate::recognize::date::is_left;
use crate::recognize::lists::{FORMER, FORMER_NEAR, RIVAL};
use crate::recognize::token::{Case, Kind};

/// Whether a date or an amount is none that the sentence tells.
pub(super) fn is_aside(finder: &Finder<'_, '_>, value: &Range<usize>) -> bool {
    let view = &finder.survey.view;
    let at = value.start;
    // "34 dead, up from 21": what was, or what another has.
    match finder.predicate.kind {
        PredicateKind::Date => is_left(view, at) || is_dateline(finder, value),
        PredicateKind::Quantity { .. } => {
            let is_of_rival = view.is_listed(value.end, RIVAL);
            is_former(finder, at) || !is_of_rival && view.listed_before(at, FORMER).is_some()
        }
        _ => false,
    }
}

/// "an earlier bid of $4.2 billion", « une première estimation de 50 millions ».
fn is_former(finder: &Finder<'_, '_>, at: usize) -> bool {
    const REACH: usize = 4;
    let view = &finder.survey.view;
    (at.saturating_sub(REACH).max(finder.sentence.start)..at)
        .rev()
        .take_while(|&before| view.tokens[before].is_word())
        .any(|before| view.is_listed(before, FORMER_NEAR))
}

/// "LONDON, May 12 (Agency) - ": a place in capitals, the day, perhaps an agency, a dash.
fn is_dateline(finder: &Finder<'_, '_>, value: &Range<usize>) -> bool {
    const REACH: usize = 6;
    let view = &finder.survey.view;
    let start = finder.sentence.start;
    let is_place = view.tokens[start].case == Case::Upper
        && view.is_mark(value.start.saturating_sub(1), ',')
        && value.start < start + REACH;
    let mut behind = (value.end..finder.sentence.end).take(REACH);
    let is_dash = |at: usize| view.is_mark(at, '-') && view.token(at).is_some_and(|t| t.spaced);
    is_place
        && behind
            .find(|&at| is_dash(at) || matches!(view.tokens[at].kind, Kind::Mark('.' | ',')))
            .is_some_and(is_dash)
}
