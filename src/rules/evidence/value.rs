//! `value-contradicts-quote`, `value-not-in-quote`, `relative-date-unanchored`.

use std::ops::Range;

use super::Evidence;
use super::dates::dates;
use super::entities::entities;
use super::measured::amounts;
use super::scaled::unsigned;
use crate::config::PredicateKind;
use crate::diagnostic::{
    Diagnostic, Edit, Fix, RELATIVE_DATE_UNANCHORED, VALUE_CONTRADICTS_QUOTE, VALUE_NOT_IN_QUOTE,
};
use crate::model::{Claim, Polarity};
use crate::recognize::lists::DETERMINERS;
use crate::recognize::{Recognized, flag};
use crate::rules::shown_value;
use crate::survey::Candidate;
use crate::value::{Relation, Set, Written, relate};

/// Checks a claim's value; returns the tokens that support it.
pub(super) fn check(
    evidence: &Evidence<'_, '_>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Range<usize>> {
    let claim = evidence.item.claim;
    let set = match claim.polarity {
        Polarity::Affirmed => claim.set.clone(),
        Polarity::Denied => claim.set.denied(),
    };
    if is_absent(&claim.written) {
        return Vec::new();
    }
    let mut values = evidence.values();
    // Many amounts may hold side by side: what matters here is whether the quote gives this one.
    let is_one = !matches!(claim.written, Written::List(_));
    let alone = |set: &mut Set| match set {
        Set::Line(line) if is_one => line.many = false,
        _ => {}
    };
    let mut set = set;
    alone(&mut set);
    values.iter_mut().for_each(|value| alone(&mut value.set));
    let outcome = match &evidence.predicate.kind {
        PredicateKind::Date => dates(evidence, &set, &values),
        PredicateKind::Quantity { .. } => {
            let set = unsigned(evidence, &set, &values).unwrap_or(set);
            amounts(evidence, &set, &values)
        }
        PredicateKind::Entity { .. } => entities(evidence, &set, &values),
        PredicateKind::Category { .. } => categories(evidence, &set, &values),
        PredicateKind::Boolean => yes_or_no(evidence),
        PredicateKind::Text => Outcome::Open,
    };
    match outcome {
        Outcome::Supported(tokens) => {
            findings.extend(super::amounts::bounded(evidence, &tokens));
            return tokens;
        }
        Outcome::Open => {}
        Outcome::Contradicted(other) => findings.push(contradicts(evidence, &other)),
        Outcome::Missing => findings.push(not_in_quote(evidence)),
        Outcome::OtherMoney(tokens) => findings.push(other_money(evidence, &tokens)),
        Outcome::Unanchored(tokens) => findings.push(unanchored(evidence, &tokens)),
    }
    Vec::new()
}

/// What a quote makes of a value.
pub(super) enum Outcome {
    /// It gives it, at these tokens.
    Supported(Vec<Range<usize>>),
    /// It can't be told.
    Open,
    /// It gives another one.
    Contradicted(Candidate),
    /// It gives none.
    Missing,
    /// It gives money in another currency, or no money, at these tokens.
    OtherMoney(Range<usize>),
    /// It gives a date that needs the day of publication.
    Unanchored(Range<usize>),
}

fn is_absent(written: &Written) -> bool {
    matches!(written, Written::Table(entries) if entries.iter().any(|(key, value)| {
        *key == "absent" || matches!(value, Written::List(list) if list.is_empty())
    }))
}

pub(super) fn agrees(set: &Set, candidate: &Candidate) -> bool {
    !matches!(relate(set, &candidate.set), Relation::Disjoint | Relation::Incomparable)
}

/// The candidates that agree; failing that the only other one.
pub(super) fn settle(set: &Set, values: &[Candidate]) -> Option<Outcome> {
    let agreeing: Vec<Range<usize>> = values
        .iter()
        .filter(|value| agrees(set, value))
        .map(|value| value.tokens.clone())
        .collect();
    (!agreeing.is_empty()).then_some(Outcome::Supported(agreeing))
}

/// What is recognised inside the quotes. A frame before it and the noun that an amount counts may
/// stand outside.
pub(super) fn quoted<'q>(
    evidence: &'q Evidence<'_, '_>,
) -> impl Iterator<Item = &'q Recognized> + 'q {
    evidence.parts.iter().flat_map(|part| {
        evidence.survey.recognized_on(part).filter(|found| part.contains(&found.core))
    })
}

/// Categories: only those of which some words are known.
fn categories(evidence: &Evidence<'_, '_>, set: &Set, values: &[Candidate]) -> Outcome {
    let PredicateKind::Category { values: all, words, scheme } = &evidence.predicate.kind else {
        return Outcome::Open;
    };
    let Set::Members(members) = set else { return Outcome::Open };
    let supporting: Vec<Range<usize>> = values
        .iter()
        .filter(|value| {
            let Set::Members(found) = &value.set else { return false };
            members
                .list()
                .iter()
                .any(|wanted| found.list().iter().any(|found| scheme.related(*found, *wanted)))
        })
        .map(|value| value.tokens.clone())
        .collect();
    if !supporting.is_empty() {
        return Outcome::Supported(supporting);
    }
    let language = evidence.survey.view.lexicon.language;
    let has_words = |member: u32| {
        let name = &all[member as usize];
        words.get(name).and_then(|words| words.get(&language)).is_some_and(|list| !list.is_empty())
    };
    if !members.list().iter().all(|member| has_words(*member)) {
        return Outcome::Open;
    }
    let is_affirmed = |value: &Candidate| {
        let target = std::slice::from_ref(&value.tokens);
        let reading = evidence.survey.clauses.reading(target, |_| true);
        reading.polarity == Polarity::Affirmed && evidence.item.claim.polarity == Polarity::Affirmed
    };
    let contrary = values
        .iter()
        .find(|value| relate(set, &value.set) == Relation::Disjoint && is_affirmed(value));
    // A cue says what the predicate is about: the words for the value may be others.
    let has_cue = !evidence.cues.is_empty();
    match contrary {
        Some(other) => Outcome::Contradicted(other.clone()),
        None if has_cue => Outcome::Open,
        None => Outcome::Missing,
    }
}

/// The words that a boolean is about stand for it: they are affirmed or denied. « La fuite n'est pas
/// colmatée » takes the leak for granted; what was called off is denied.
fn yes_or_no(evidence: &Evidence<'_, '_>) -> Outcome {
    let view = &evidence.survey.view;
    let is_definite = |place: &&Range<usize>| {
        place
            .start
            .checked_sub(1)
            .is_some_and(|at| view.is_listed(at, DETERMINERS) && !view.has(at, flag::ARTICLE))
    };
    let clauses = &evidence.survey.clauses;
    let is_open = |cue: &&Range<usize>| !is_definite(cue) || clauses.is_called_off(cue);
    let open: Vec<_> = evidence.cues.iter().filter(is_open).cloned().collect();
    if open.is_empty() { Outcome::Open } else { Outcome::Supported(open) }
}

/// The value that a quote should give, whether the claim affirms it or denies it.
fn sought(evidence: &Evidence<'_, '_>) -> String {
    let affirmed = Claim { polarity: Polarity::Affirmed, ..evidence.item.claim.clone() };
    shown_value(&affirmed, evidence.vocabulary())
}

fn contradicts(evidence: &Evidence<'_, '_>, other: &Candidate) -> Diagnostic {
    let claim = evidence.item.claim;
    let stored = sought(evidence);
    let text = evidence.text(&other.tokens);
    Diagnostic::new(
        &VALUE_CONTRADICTS_QUOTE,
        format!("the claim says {stored}, its quote says {text:?}"),
    )
    .at(claim.value_span, "stored")
    .with(evidence.span(&other.tokens), format!("the quote: {}", other.written.plain()))
    .help(format!("if the quote is right: `value = {}`", other.written))
    .help("if the claim is, quote the passage that says so")
    .fix(Fix::possible(
        "the quote's value",
        Edit { span: claim.value_span, text: other.written.to_string() },
    ))
    .about(&claim.id)
}

fn not_in_quote(evidence: &Evidence<'_, '_>) -> Diagnostic {
    let claim = evidence.item.claim;
    let stored = sought(evidence);
    let mut finding =
        Diagnostic::new(&VALUE_NOT_IN_QUOTE, format!("nothing in the quote says {stored}"))
            .at(claim.value_span, "stored")
            .with(claim.quotes[0].span, "the quote");
    if let PredicateKind::Category { .. } = evidence.predicate.kind {
        finding = finding.help(format!(
            "if its words mean {stored}, add them to `words` of the predicate in recoupe.toml"
        ));
    }
    if let PredicateKind::Entity { .. } = evidence.predicate.kind {
        finding = finding.help("if a name in it means that, add it to the entity's `aliases`");
    }
    finding
        .help("quote the words that give the value; `quote` takes several passages")
        .about(&claim.id)
}

fn other_money(evidence: &Evidence<'_, '_>, tokens: &Range<usize>) -> Diagnostic {
    let claim = evidence.item.claim;
    let (stored, given) = (sought(evidence), evidence.text(tokens));
    let message = format!("nothing in the quote says {stored}: {given:?} counts in another unit");
    Diagnostic::new(&VALUE_NOT_IN_QUOTE, message)
        .at(claim.value_span, "stored")
        .with(evidence.span(tokens), "the quote")
        .help("write the amount as the quote has it, with its own unit: `{ amount = …, unit = \"…\" }`")
        .about(&claim.id)
}

fn unanchored(evidence: &Evidence<'_, '_>, tokens: &Range<usize>) -> Diagnostic {
    let claim = evidence.item.claim;
    let words = evidence.text(tokens);
    Diagnostic::new(&RELATIVE_DATE_UNANCHORED, format!("nobody can tell which day {words:?} means"))
        .at(claim.value_span, "stored")
        .with(evidence.span(tokens), "counts from a day that is not given")
        .with(evidence.article.text_span, "this article has no `published`")
        .help("write `published = \"…\"` under [article]")
        .about(&claim.id)
}
