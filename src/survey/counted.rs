//! Amounts of what a predicate counts: the word that names it stands behind the number, governs it
//! ("killed 12 people") or, for a bare number, stands before it in the clause.

use std::ops::Range;

use super::{Side, Survey, Term};
use crate::model::PredicateId;
use crate::recognize::Measure;
use crate::recognize::flag;
use crate::recognize::lists::{BE, DETERMINERS, HAVE, JOINS, RELATIVES};
use crate::recognize::phrase::list_bits;
use crate::value::unit;

/// How near behind a number the word for what it counts starts.
const GAP: usize = 2;

/// Words between them where an auxiliary stands there: « personnes ont été grièvement blessées ».
const WIDE_GAP: usize = 5;

/// The tokens of an amount with the word that makes it one of the predicate, within some tokens.
pub(super) fn counted(
    survey: &Survey<'_>,
    id: PredicateId,
    measure: &Measure,
    number: &Range<usize>,
    within: &Range<usize>,
) -> Option<Range<usize>> {
    let is_measure = matches!(measure, Measure::Unit(name) if unit::known(name).is_some());
    if let Some(place) = governor(survey, number).filter(|_| !is_measure) {
        return names(survey, id, place).then_some(place.start..number.end);
    }
    if let Some((place, _)) = behind(survey, number, within).find(|(_, of)| *of == id) {
        return Some(number.start..number.end.max(place.end));
    }
    let has_own = behind(survey, number, within).next().is_some();
    (*measure == Measure::Number && !has_own && before(survey, id, number, within))
        .then(|| number.clone())
}

/// Where a numeral that is an article too counts one of what a predicate counts: "one person was
/// killed", « a tué un homme ».
pub(super) fn singles(
    survey: &Survey<'_>,
    id: PredicateId,
    within: &Range<usize>,
) -> Vec<Range<usize>> {
    let view = &survey.view;
    let is_noun = |at: usize| {
        view.token(at).is_some_and(|token| token.is_word())
            && !view.has(at, flag::FUNCTION)
            && view.word(at).scale == 0
            && view.word(at).collective == 0
    };
    let is_one = |at: usize| {
        view.has(at, flag::ARTICLE)
            && view.word(at).numeral.is_some()
            && is_noun(at + 1)
            && survey.recognized_in(&(at..at + 2)).next().is_none()
    };
    let is_of_verb = |at: usize| {
        view.has(at, flag::FUNCTION | flag::INTERPOSED)
            && !view.has(at, flag::ARTICLE)
            && ![JOINS, DETERMINERS, RELATIVES].iter().any(|list| view.is_listed(at, *list))
    };
    let own =
        units(survey, within.clone()).filter(|(place, of, _)| *of == id && place.end <= within.end);
    let single = |(place, _, side): (&Range<usize>, PredicateId, Side)| match side {
        Side::After => is_one(place.end).then(|| place.start..place.end + 2),
        _ => {
            let from = place.start.saturating_sub(WIDE_GAP).max(within.start);
            let at = (from..place.start.saturating_sub(1)).rev().find(|at| is_one(*at))?;
            (at + 2..place.start).all(is_of_verb).then_some(at..place.end)
        }
    };
    own.filter_map(single).collect()
}

fn units<'s>(
    survey: &'s Survey<'_>,
    within: Range<usize>,
) -> impl DoubleEndedIterator<Item = (&'s Range<usize>, PredicateId, Side)> {
    let units = survey.terms_in(&within, |term| matches!(term, Term::Unit(..)));
    units.filter_map(|(tokens, term)| match term {
        Term::Unit(id, side) => Some((tokens, *id, *side)),
        _ => None,
    })
}

/// Whether a word names what a predicate counts; it may name that of others too.
fn names(survey: &Survey<'_>, id: PredicateId, place: &Range<usize>) -> bool {
    units(survey, place.clone()).any(|(other, of, _)| of == id && other == place)
}

/// The verb that has the number as its object: "killed 12", "injured another 30".
fn governor<'s>(survey: &'s Survey<'_>, number: &Range<usize>) -> Option<&'s Range<usize>> {
    const REACH: usize = 4;
    let near = number.start.saturating_sub(REACH)..number.start;
    let is_free = |at: usize| survey.view.tokens[at].is_word() && !survey.view.is_listed(at, JOINS);
    units(survey, near)
        .filter(|(place, _, side)| {
            *side == Side::After
                && place.end <= number.start
                && place.end + 1 >= number.start
                && (place.end..number.start).all(is_free)
        })
        .map(|(place, ..)| place)
        .next_back()
}

/// Words behind a number that name what it counts.
fn behind<'s>(
    survey: &'s Survey<'_>,
    number: &Range<usize>,
    within: &Range<usize>,
) -> impl Iterator<Item = (&'s Range<usize>, PredicateId)> {
    let view = &survey.view;
    let reach = number.start..(number.end + WIDE_GAP).min(within.end);
    let number = number.clone();
    let end = within.end;
    units(survey, reach)
        .filter(move |(place, _, side)| {
            let mut between = number.end..place.start;
            let is_plain =
                between.clone().all(|at| view.tokens[at].is_word() && !view.is_listed(at, JOINS));
            let auxiliary = |at: usize| view.starts_any(at, list_bits(&[BE, HAVE]));
            let is_led = place.start > number.end
                && between.any(auxiliary)
                && !view.is_listed(place.start - 1, DETERMINERS);
            let is_near = place.start < number.end + GAP;
            let starts = auxiliary(place.start);
            // « douze soldats ont tué trois civils »: the verb has its own object.
            let is_active = survey.recognized_in(&(place.end..place.end + 1)).next().is_some();
            *side != Side::After
                && place.end <= end
                && is_plain
                && (is_near || is_led || starts)
                && !(is_active && is_verb(survey, place))
        })
        .map(|(place, id, _)| (place, id))
}

/// Whether a word for what is counted is a verb that may have an object too.
fn is_verb(survey: &Survey<'_>, place: &Range<usize>) -> bool {
    units(survey, place.start..place.start + 1)
        .any(|(other, _, side)| side == Side::After && other.end == place.end)
}

/// A bare number behind its noun, in one clause: « le nombre des disparus est descendu à 26 ».
fn before(
    survey: &Survey<'_>,
    id: PredicateId,
    number: &Range<usize>,
    within: &Range<usize>,
) -> bool {
    // « deux des trois disparus ».
    if survey.view.has(number.end, flag::LINK) {
        return false;
    }
    let last = units(survey, within.start..number.start).next_back();
    last.is_some_and(|(place, ..)| {
        names(survey, id, place) && survey.clauses.same_clause(place.start, number.start)
    })
}
