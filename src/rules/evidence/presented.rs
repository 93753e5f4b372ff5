//! `polarity-contradicts-quote`, `factuality-stronger-than-quote`, `holder-missing`.

use std::ops::Range;

use super::Evidence;
use crate::clause::{Effect, OpId, Operator, Reading};
use crate::config::EntityKind;
use crate::diagnostic::{
    Diagnostic, FACTUALITY_STRONGER_THAN_QUOTE, Fix, HOLDER_MISSING, Level,
    POLARITY_CONTRADICTS_QUOTE,
};
use crate::model::{EntityId, FACTUALITIES, Mode, POLARITIES, Polarity, word};
use crate::recognize::lexicon::VerbForm;
use crate::recognize::lists::{AGENTS, COMPLEMENTIZERS, LEARNED, TALLIES};
use crate::recognize::mention::{Mention, Who};
use crate::recognize::proper::ProperKind;
use crate::recognize::{Recognized, What, flag};
use crate::rules::edits::set;
use crate::value::toml_string;

/// A place that gives the claim's value, and how it reads there.
pub(super) struct Presented {
    pub place: Range<usize>,
    /// What tells whether it is so: the place, or the cue of a clause that goes on with it as subject.
    head: Range<usize>,
    /// With what stands inside the quotes alone.
    pub inside: Reading,
    /// With the whole sentence.
    pub whole: Reading,
}

/// Reads the places that give a claim's value, each with the cues in its clause.
pub(super) fn read(evidence: &Evidence<'_, '_>, places: &[Range<usize>]) -> Vec<Presented> {
    // No clause of prose has more cues: each is held to all that is said around it.
    const CUES: usize = 8;
    let clauses = &evidence.survey.clauses;
    let read = |place: &Range<usize>| {
        let in_clause = |cue: &&Range<usize>| clauses.same_clause(cue.start, place.start);
        let mut near = evidence.cues.iter().filter(in_clause).peekable();
        // What one clause says of a subject is not what the next one does.
        let further =
            || evidence.cues.iter().find(|cue| clauses.goes_on(place.start, cue.start)).cloned();
        let head = match near.peek() {
            Some(_) => place.clone(),
            None => further().unwrap_or_else(|| place.clone()),
        };
        let beside = near.filter(|cue| !clauses.denies_apart(cue.start, place.start));
        // « Paul Jouve, directeur du site, »
        let title = evidence.title(place);
        let cues = beside.take(CUES).chain(title).cloned();
        let targets: Vec<Range<usize>> = std::iter::once(head.clone()).chain(cues).collect();
        Presented {
            place: place.clone(),
            head,
            inside: clauses.reading(&targets, |at| evidence.is_quoted(at)),
            whole: clauses.reading(&targets, |_| true),
        }
    };
    places.iter().map(read).collect()
}

/// Checks how a claim presents its value.
pub(super) fn check(
    evidence: &Evidence<'_, '_>,
    presented: &[Presented],
    findings: &mut Vec<Diagnostic>,
) {
    if presented.is_empty() {
        return;
    }
    polarity(evidence, presented, findings);
    if !presented.iter().any(|one| evidence.is_presupposed(&one.place)) {
        factuality(evidence, presented, findings);
    }
    holder(evidence, presented, findings);
}

pub(super) fn is_in_quote(evidence: &Evidence<'_, '_>, op: OpId) -> bool {
    let operator = evidence.operator(op);
    evidence.is_quoted(operator.trigger.start)
        && operator.first.is_none_or(|first| evidence.is_quoted(first))
}

/// Whether an entity or a category is so or not.
fn polarity(evidence: &Evidence<'_, '_>, presented: &[Presented], findings: &mut Vec<Diagnostic>) {
    // Of several passages one may give the name, another deny it; of several places where the
    // value stands, one that fits is enough.
    let fits = evidence.is_uncommitted()
        || is_denied_elsewhere(evidence)
        || presented.iter().any(|one| one.inside.polarity == evidence.polarity());
    if fits || !evidence.names_something() {
        return;
    }
    findings.push(contradicted(evidence, &presented[0].inside));
}

/// A claim whose quote reads the other way round.
pub(super) fn contradicted(evidence: &Evidence<'_, '_>, other: &Reading) -> Diagnostic {
    let claim = evidence.item.claim;
    let given = word(POLARITIES, &other.polarity);
    let stored = word(POLARITIES, &evidence.polarity());
    let mut finding = Diagnostic::new(
        &POLARITY_CONTRADICTS_QUOTE,
        format!("the claim is {stored}, its quote reads {given}"),
    )
    .at(claim.value_span, format!("stored as {stored}"));
    let denies = |op: &Operator| op.effect.denies().then_some("this denies it");
    finding = evidence.label(finding, other.operators.iter().copied(), denies);
    if !other.operators.iter().any(|op| evidence.operator(*op).effect.denies()) {
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
    let edit = set(claim, claim.stated.polarity, "polarity", &toml_string(given));
    let fix = Fix::possible("the quote's polarity", edit);
    finding.help(help).fix(fix).about(&claim.id)
}

/// Whether one of several passages denies what another names.
fn is_denied_elsewhere(evidence: &Evidence<'_, '_>) -> bool {
    let clauses = &evidence.survey.clauses;
    let denies = |part: &Range<usize>| clauses.operators_in(part).any(|op| op.effect.denies());
    evidence.parts.len() > 1 && evidence.parts.iter().any(denies)
}

/// A quote that hedges does not carry a claim that does not.
fn factuality(
    evidence: &Evidence<'_, '_>,
    presented: &[Presented],
    findings: &mut Vec<Diagnostic>,
) {
    let claim = evidence.item.claim;
    // What hedges only the cue hedges another thing: « discuter d'une éventuelle vente ».
    let alone = |one: &Presented| {
        let target = std::slice::from_ref(&one.head);
        let survey = evidence.survey;
        survey.clauses.reading(target, |at| evidence.is_quoted(at))
    };
    let readings: Vec<Reading> = presented.iter().map(alone).collect();
    // Under a condition, and for plans and demands, the words of doubt belong to the mode.
    let is_stronger =
        |reading: &Reading| reading.factuality > claim.factuality && claim.mode == Mode::Actual;
    if !readings.iter().all(is_stronger) {
        return;
    }
    let reading = &readings[0];
    let given = word(FACTUALITIES, &reading.factuality);
    let stored = word(FACTUALITIES, &claim.factuality);
    let finding = Diagnostic::new(
        &FACTUALITY_STRONGER_THAN_QUOTE,
        format!("the claim is {stored}, its quote only {given}"),
    )
    .at(claim.value_span, format!("stored as {stored}"));
    let finding =
        evidence.label(finding, reading.operators.iter().copied(), |op| match op.effect {
            effect if effect.weakens() => Some("this hedges it"),
            effect if effect.denies() => Some("this leaves it open"),
            _ => None,
        });
    let edit = set(claim, claim.stated.factuality, "factuality", &toml_string(given));
    let help = format!("write `factuality = \"{given}\"`");
    let fix = Fix::possible("the quote's factuality", edit);
    findings.push(finding.help(help).fix(fix).about(&claim.id));
}

/// Whether a value is who speaks in the passage: "announced by" needs no holder.
fn speaks_itself(evidence: &Evidence<'_, '_>, one: &Presented) -> bool {
    let place = &one.place;
    let value: Vec<EntityId> = evidence.survey.entities(place).flat_map(|(_, ids)| ids).collect();
    one.whole.holders.iter().any(|agent| {
        agent.start < place.end && place.start < agent.end
            || evidence
                .survey
                .entities(agent)
                .flat_map(|(_, ids)| ids)
                .any(|id| value.contains(&id))
    }) || evidence.survey.clauses.is_speaker(place.start)
}

/// Whether a name only says where the source is from: « un habitant de Lyon ».
fn is_home(evidence: &Evidence<'_, '_>, agent: &Range<usize>, mention: &Mention) -> bool {
    let is_linked = mention.tokens.start > agent.start
        && evidence.survey.view.has(mention.tokens.start - 1, flag::NAME_LINK);
    let is_place = match &mention.who {
        Who::Known(ids) => ids
            .iter()
            .all(|id| evidence.vocabulary().entity(EntityId(*id)).kind == EntityKind::Place),
        Who::Unknown => evidence.survey.text.kind(mention) == ProperKind::Place,
    };
    is_linked && is_place
}

/// Whom an operator names as where the article has something from.
pub(super) fn source(evidence: &Evidence<'_, '_>, op: OpId) -> Option<Range<usize>> {
    let clauses = &evidence.survey.clauses;
    let is_source = match evidence.operator(op).effect {
        Effect::Source => true,
        Effect::Speech => {
            let view = &evidence.survey.view;
            // « affirme avoir vu »
            let end = evidence.operator(op).trigger.end;
            let is_infinitive = view.is_form(end, VerbForm::Infinitive)
                && evidence.survey.recognized_on(&(end..end + 1)).next().is_none();
            // "has learned that": no source.
            let is_learned = view.is_listed(evidence.operator(op).trigger.start, LEARNED)
                && view.is_listed(end, COMPLEMENTIZERS);
            (clauses.frames_or_governs(op) || is_infinitive)
                && !clauses.is_withheld(op)
                && !is_learned
        }
        _ => false,
    };
    clauses.agent(op).filter(|_| is_source)
}

/// Whom a figure is from: « la police parle de 700 manifestants », "the ministry confirmed 12 deaths".
fn counts(evidence: &Evidence<'_, '_>, op: OpId, place: &Range<usize>) -> Option<Range<usize>> {
    // "confirmed a total of 12", « table sur une croissance de »
    const GAP: usize = 4;
    let (survey, view, clauses) =
        (evidence.survey, &evidence.survey.view, &evidence.survey.clauses);
    let operator = evidence.operator(op);
    let end = operator.trigger.end;
    let figures: Vec<&Recognized> = survey.recognized_on(place).collect();
    let is_figure = !figures.is_empty();
    let is_amount = figures.iter().any(|found| matches!(found.what, What::Amount { .. }));
    if operator.effect != Effect::Speech || !is_figure || clauses.is_withheld(op) {
        return None;
    }
    let agent = clauses.agent(op)?;
    let is_linked = view.has(place.start.checked_sub(1)?, flag::NAME_LINK);
    if is_linked && (end..=end + 1).contains(&place.start) {
        return Some(agent);
    }
    let between = end..place.start;
    let is_near = place.start == end
        || is_linked && end < place.start && between.len() <= GAP && !clauses.holds_verb(&between);
    // What somebody tells of themselves, and what a country counts, is told by the article.
    let is_own = survey.entities(&agent).any(|(_, ids)| {
        ids.contains(&evidence.item.claim.subject)
            || ids.iter().all(|id| evidence.vocabulary().entity(*id).kind == EntityKind::Place)
    });
    let is_place = survey.mentions_in(&agent).all(|mention| {
        mention.who == Who::Unknown && survey.text.kind(mention) == ProperKind::Place
    });
    let tells = is_amount && is_near && view.is_listed(operator.trigger.start, TALLIES);
    (tells && !is_own && !is_place).then_some(agent)
}

/// The name in a source, or right behind it: "a statement from Zenith", « le directeur, Pierre Jouve ».
fn named<'e>(evidence: &'e Evidence<'_, '_>, agent: &Range<usize>) -> Option<&'e Mention> {
    const GAP: usize = 2;
    let (survey, view) = (evidence.survey, &evidence.survey.view);
    if let Some(first) = survey.mentions_in(agent).next() {
        return Some(first).filter(|first| first.tokens.end <= agent.end);
    }
    let behind = agent.end..agent.end + GAP + 1;
    let next = survey.mentions_in(&behind).next()?;
    let between = agent.end..next.tokens.start;
    let is_by = view.is_listed(between.end.checked_sub(1)?, AGENTS)
        && between.clone().all(|at| view.tokens[at].is_word());
    let is_person = match &next.who {
        // Vocabularies often leave the kind out.
        Who::Known(ids) => ids.iter().all(|id| {
            let kind = evidence.vocabulary().entity(EntityId(*id)).kind;
            matches!(kind, EntityKind::Person | EntityKind::Other)
        }),
        Who::Unknown => survey.text.kind(next) == ProperKind::Person,
    };
    let closes = view.token(next.tokens.end).is_none_or(|token| !token.is_word());
    let has_title = agent.clone().any(|at| view.has(at, flag::TITLE));
    let is_apposed =
        between.len() == 1 && view.is_mark(between.start, ',') && is_person && closes && has_title;
    (is_by || is_apposed).then_some(next)
}

/// « selon Wire Agency », "Wire Agency said that" in the sentence: the claim is not the article's own.
fn holder(evidence: &Evidence<'_, '_>, presented: &[Presented], findings: &mut Vec<Diagnostic>) {
    let claim = evidence.item.claim;
    if !claim.holder.is_empty() {
        return;
    }
    let clauses = &evidence.survey.clauses;
    if presented.iter().any(|one| speaks_itself(evidence, one)) {
        return;
    }
    let source = |op: OpId, place: &Range<usize>| {
        let agent = source(evidence, op).or_else(|| counts(evidence, op, place))?;
        let first = named(evidence, &agent)?;
        let whole = agent.start..agent.end.max(first.tokens.end);
        (!is_home(evidence, &agent, first)).then_some((op, whole))
    };
    let sources: Vec<Option<(OpId, Range<usize>)>> = presented
        .iter()
        .map(|one| one.whole.operators.iter().find_map(|&op| source(op, &one.place)))
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
    .with(evidence.span(&clauses.operator(*op).trigger), "names the source")
    .with(evidence.span(agent), "the source");
    finding = match known.as_deref() {
        Some([only]) => {
            let id = &evidence.vocabulary().entity(*only).id;
            let edit = set(claim, claim.stated.holder, "holder", &toml_string(id));
            let fix = Fix::possible("the source as holder", edit);
            finding.help(format!("write `holder = \"{id}\"`")).fix(fix)
        }
        _ => finding
            .help("declare the source as an entity in recoupe.toml and write `holder = \"…\"`"),
    };
    findings.push(finding.about(&claim.id));
}
