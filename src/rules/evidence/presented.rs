//! `polarity-contradicts-quote`, `factuality-stronger-than-quote`, `holder-missing`.

use std::ops::Range;

use super::Evidence;
use crate::clause::{Effect, Reading};
use crate::config::PredicateKind;
use crate::diagnostic::{
    Diagnostic, FACTUALITY_STRONGER_THAN_QUOTE, HOLDER_MISSING, Level, POLARITY_CONTRADICTS_QUOTE,
};
use crate::model::{EntityId, FACTUALITIES, Factuality, Mode, POLARITIES, Polarity, word};

/// Checks how a claim presents what stands at some tokens of its quotes.
pub(super) fn check(
    evidence: &Evidence<'_, '_>,
    supporting: &[Range<usize>],
    findings: &mut Vec<Diagnostic>,
) {
    if supporting.is_empty() {
        return;
    }
    // Of several places where the value stands, one that fits is enough.
    let readings: Vec<Reading> = supporting
        .iter()
        .map(|place| reading(evidence, place, |op| is_in_quote(evidence, op)))
        .collect();
    polarity(evidence, &readings, findings);
    // What hedges only the cue hedges another thing: « discuter d'une éventuelle vente ».
    let alone: Vec<Reading> = supporting
        .iter()
        .map(|place| {
            let target = std::slice::from_ref(place);
            let clauses = &evidence.survey.clauses;
            clauses.reading(&evidence.survey.view, target, |op| is_in_quote(evidence, op))
        })
        .collect();
    if !supporting.iter().any(|place| evidence.is_presupposed(place)) {
        factuality(evidence, &alone, findings);
    }
    holder(evidence, supporting, findings);
}

/// The reading of a value with the cues in its clause.
pub(super) fn reading(
    evidence: &Evidence<'_, '_>,
    place: &Range<usize>,
    counts: impl Fn(usize) -> bool,
) -> Reading {
    let clauses = &evidence.survey.clauses;
    let mut targets = vec![place.clone()];
    let cues = evidence.cues();
    targets.extend(cues.into_iter().filter(|cue| clauses.same_clause(cue.start, place.start)));
    clauses.reading(&evidence.survey.view, &targets, counts)
}

pub(super) fn is_in_quote(evidence: &Evidence<'_, '_>, op: usize) -> bool {
    let operator = &evidence.survey.clauses.operators[op];
    evidence.is_quoted(operator.trigger.start)
        && operator.first.is_none_or(|first| evidence.is_quoted(first))
}

/// Whether an entity or a category is so or not. What stands beside a date or an amount is denied
/// for many reasons.
fn polarity(evidence: &Evidence<'_, '_>, readings: &[Reading], findings: &mut Vec<Diagnostic>) {
    let claim = evidence.item.claim;
    let is_named = matches!(
        evidence.predicate.kind,
        PredicateKind::Entity { .. } | PredicateKind::Category { .. }
    );
    // What nobody vouches for is neither; and of several passages one may give the name, another
    // deny it.
    let is_open = claim.factuality == Factuality::Uncommitted
        || claim.mode == Mode::Hypothetical
        || is_denied_elsewhere(evidence);
    let fits = is_open || readings.iter().any(|reading| reading.polarity == claim.polarity);
    let Some(other) = readings.first().filter(|_| is_named && !fits) else { return };
    let given = word(POLARITIES, &other.polarity);
    let stored = word(POLARITIES, &claim.polarity);
    let mut finding = Diagnostic::new(
        &POLARITY_CONTRADICTS_QUOTE,
        format!("the claim is {stored}, its quote reads {given}"),
    )
    .at(claim.value_span, format!("stored as {stored}"));
    let mut found = false;
    for op in &other.operators {
        let operator = &evidence.survey.clauses.operators[*op];
        if operator.effect.denies() {
            finding = finding.with(evidence.span(&operator.trigger), "this denies it");
            found = true;
        }
    }
    if !found {
        // Words of denial are without number, and not all are known: no more than a hint.
        finding.cap = Level::Note;
        finding = finding.with(claim.quotes[0].span, "nothing in the quote denies it");
    }
    let help = match other.polarity {
        Polarity::Denied => "write `polarity = \"denied\"`, or quote more if more says otherwise",
        Polarity::Affirmed => {
            "leave `polarity` out, or quote the words that deny it: they may stand before the quote"
        }
    };
    findings.push(finding.help(help).about(&claim.id));
}

/// Whether one of several passages denies what another names.
fn is_denied_elsewhere(evidence: &Evidence<'_, '_>) -> bool {
    let operators = &evidence.survey.clauses.operators;
    let denies = |part: &Range<usize>| {
        let from = operators.partition_point(|op| op.trigger.start < part.start);
        let here = operators[from..].iter().take_while(|op| op.trigger.start < part.end);
        here.into_iter().any(|op| op.effect.denies())
    };
    evidence.parts.len() > 1 && evidence.parts.iter().any(denies)
}

/// A quote that hedges does not carry a claim that does not.
fn factuality(evidence: &Evidence<'_, '_>, readings: &[Reading], findings: &mut Vec<Diagnostic>) {
    let claim = evidence.item.claim;
    // Under a condition, and for plans and demands, the words of doubt belong to the mode.
    let is_stronger =
        |reading: &Reading| reading.factuality > claim.factuality && claim.mode == Mode::Actual;
    if !readings.iter().all(is_stronger) {
        return;
    }
    let Some(reading) = readings.first() else { return };
    let given = word(FACTUALITIES, &reading.factuality);
    let stored = word(FACTUALITIES, &claim.factuality);
    let mut finding = Diagnostic::new(
        &FACTUALITY_STRONGER_THAN_QUOTE,
        format!("the claim is {stored}, its quote only {given}"),
    )
    .at(claim.value_span, format!("stored as {stored}"));
    for op in &reading.operators {
        let operator = &evidence.survey.clauses.operators[*op];
        if operator.effect.weakens() {
            finding = finding.with(evidence.span(&operator.trigger), "this hedges it");
        } else if operator.effect.denies() {
            finding = finding.with(evidence.span(&operator.trigger), "this leaves it open");
        }
    }
    findings.push(finding.help(format!("write `factuality = \"{given}\"`")).about(&claim.id));
}

/// Whether a value is who speaks in the passage: "announced by" needs no holder.
fn speaks_itself(evidence: &Evidence<'_, '_>, place: &Range<usize>) -> bool {
    let clauses = &evidence.survey.clauses;
    let heard = reading(evidence, place, |_| true);
    let value: Vec<EntityId> = evidence.survey.entities(place).flat_map(|(_, ids)| ids).collect();
    heard.holders.iter().any(|agent| {
        agent.start < place.end && place.start < agent.end
            || evidence
                .survey
                .entities(agent)
                .flat_map(|(_, ids)| ids)
                .any(|id| value.contains(&id))
    }) || clauses.is_speaker(place.start)
}

/// « selon Wire Agency », "Wire Agency said that" in the sentence: the claim is not the article's own.
fn holder(
    evidence: &Evidence<'_, '_>,
    supporting: &[Range<usize>],
    findings: &mut Vec<Diagnostic>,
) {
    let claim = evidence.item.claim;
    if !claim.holder.is_empty() {
        return;
    }
    let clauses = &evidence.survey.clauses;
    if supporting.iter().any(|place| speaks_itself(evidence, place)) {
        return;
    }
    let sources: Vec<Option<(usize, Range<usize>)>> = supporting
        .iter()
        .map(|place| {
            let heard = reading(evidence, place, |_| true);
            heard.operators.iter().find_map(|&op| {
                let is_source = match clauses.operators[op].effect {
                    Effect::Source => true,
                    Effect::Speech => clauses.frames_or_governs(op),
                    _ => false,
                };
                let agent = clauses.agent(op).filter(|_| is_source)?;
                let mentions = &evidence.survey.mentions;
                let from = mentions.partition_point(|m| m.tokens.start < agent.start);
                let is_named = mentions.get(from).is_some_and(|m| m.tokens.end <= agent.end);
                if !is_named {
                    return None;
                }
                Some((op, agent))
            })
        })
        .collect();
    // Wherever the article says it in its own voice, no holder is missing.
    let Some(Some((op, agent))) = sources.first().filter(|_| sources.iter().all(Option::is_some))
    else {
        return;
    };
    let name = evidence.text(agent);
    let known = evidence.survey.entities(agent).next().map(|(_, ids)| ids);
    let mut finding = Diagnostic::new(
        &HOLDER_MISSING,
        format!("the article has this from {name:?}, the claim from nobody"),
    )
    .at(claim.value_span, "no `holder`")
    .with(evidence.span(&clauses.operators[*op].trigger), "names the source")
    .with(evidence.span(agent), "the source");
    finding = match known.as_deref() {
        Some([only]) => {
            let id = &evidence.vocabulary().entity(*only).id;
            finding.help(format!("write `holder = \"{id}\"`"))
        }
        _ => finding
            .help("declare the source as an entity in recoupe.toml and write `holder = \"…\"`"),
    };
    findings.push(finding.about(&claim.id));
}
