//! Entities of claims against the names in quotes.

use std::ops::Range;

use super::Evidence;
use super::value::Outcome;
use crate::config::PredicateKind;
use crate::model::Polarity;
use crate::recognize::flag;
use crate::recognize::lists::{AGENTS, BE, DETERMINERS, HAVE, JOINS, SUBJECTS};
use crate::recognize::mention::{Mention, Who};
use crate::recognize::proper::ProperKind;
use crate::survey::{Candidate, Side};
use crate::value::Set;
use crate::value::members::Form;

/// Entities: what the quote names. Pronouns, and nouns for organisations, may mean anyone.
pub(super) fn entities(evidence: &Evidence<'_, '_>, set: &Set, values: &[Candidate]) -> Outcome {
    let Set::Members(members) = set else { return Outcome::Open };
    let PredicateKind::Entity { scheme } = &evidence.predicate.kind else { return Outcome::Open };
    let of = |value: &Candidate| match &value.set {
        Set::Members(found) => found.list().to_vec(),
        _ => Vec::new(),
    };
    let named: Vec<Range<usize>> = values
        .iter()
        .filter(|value| {
            of(value).iter().any(|a| members.list().iter().any(|b| scheme.related(*a, *b)))
        })
        .map(|value| value.tokens.clone())
        .collect();
    let all_named = members.list().iter().all(|wanted| {
        values.iter().any(|value| of(value).iter().any(|found| scheme.related(*found, *wanted)))
    });
    if all_named || (!named.is_empty() && members.form() == Form::Any) {
        return Outcome::Supported(named);
    }
    let subject = evidence.item.claim.subject.0;
    let mut others =
        values.iter().filter(|value| !of(value).iter().any(|id| scheme.related(*id, subject)));
    if may_mean_anyone(evidence) && !others.clone().any(|value| fills_slot(evidence, value)) {
        return Outcome::Open;
    }
    match (others.next(), others.next()) {
        (Some(other), None) if named.is_empty() && announces(evidence, other) => {
            Outcome::Contradicted(other.clone())
        }
        _ => Outcome::Missing,
    }
}

/// Whether a cue of the predicate stands in the clause of a value.
fn announces(evidence: &Evidence<'_, '_>, value: &Candidate) -> bool {
    let clauses = &evidence.survey.clauses;
    evidence.cues.iter().any(|cue| clauses.same_clause(cue.start, value.tokens.start))
}

fn may_mean_anyone(evidence: &Evidence<'_, '_>) -> bool {
    let (survey, view) = (evidence.survey, &evidence.survey.view);
    // « la cinéaste Justine Triet » means her.
    let is_told = |end: usize| {
        survey.mentions_in(&(end..end + 1)).any(|next| matches!(next.who, Who::Known(_)))
    };
    let is_unknown = |mention: &Mention| {
        let is_demonym = mention.tokens.len() == 1 && view.has(mention.tokens.start, flag::DEMONYM);
        mention.who == Who::Unknown
            && survey.text.kind(mention) != ProperKind::Place
            && !(is_demonym && is_told(mention.tokens.end))
    };
    let is_noun = |at: usize| {
        at > 0
            && view.is_listed(at - 1, DETERMINERS)
            && (view.has(at, flag::ORGANISATION) || view.has(at, flag::TITLE))
            && !is_told(at + 1)
    };
    evidence.parts.iter().any(|part| {
        survey.mentions_in(part).any(is_unknown)
            || part.clone().any(|at| view.is_listed(at, SUBJECTS) || is_noun(at))
    })
}

/// Whether a name stands where the cue of the predicate has its value: « rachetée par Carrefour » is
/// no « rachetée par l'entreprise ».
fn fills_slot(evidence: &Evidence<'_, '_>, value: &Candidate) -> bool {
    // An article and a title.
    const NEAR: usize = 3;
    let (survey, view) = (evidence.survey, &evidence.survey.view);
    let tokens = &value.tokens;
    let is_small = |at: usize| {
        let is_of_group = [BE, DETERMINERS, HAVE].iter().any(|list| view.is_listed(at, *list));
        let is_open = view.has(at, flag::FUNCTION | flag::TITLE | flag::DEMONYM) || is_of_group;
        view.word_on_line(at).is_some() && !view.is_listed(at, JOINS) && is_open
    };
    let is_open = |between: Range<usize>| between.len() <= NEAR && between.clone().all(is_small);
    let is_slot = |(cue, side): &(Range<usize>, Side)| match side {
        Side::After => cue.end <= tokens.start && is_open(cue.end..tokens.start),
        Side::Before => tokens.end <= cue.start && is_open(tokens.end..cue.start),
        // « dirigé par Hélène Lacombe ».
        Side::Any => cue.end + 1 == tokens.start && view.is_listed(cue.end, AGENTS),
    };
    let is_affirmed = || {
        let reading = survey.clauses.reading(std::slice::from_ref(tokens), |_| true);
        reading.polarity == Polarity::Affirmed
    };
    let cues = |part: &Range<usize>| survey.cues(evidence.item.claim.predicate, part);
    evidence.parts.iter().flat_map(cues).any(|cue| is_slot(&cue)) && is_affirmed()
}
