//! `quote-cut-number`, `quote-cut-polarity`, `quote-cut-hedge`, `quote-hides-speaker`,
//! `quote-far-apart`: what a quote leaves out beside it, and inside.

use std::ops::Range;

use super::Evidence;
use super::amounts::is_given;
use super::presented::{Presented, is_in_quote, source};
use crate::clause::{Effect, OpId, Operator, Reading};
use crate::config::PredicateKind;
use crate::diagnostic::{
    Diagnostic, HOLDER_MISSING, QUOTE_CUT_HEDGE, QUOTE_CUT_NUMBER, QUOTE_CUT_POLARITY,
    QUOTE_FAR_APART, QUOTE_HIDES_SPEAKER,
};
use crate::model::{FACTUALITIES, MODES, Mode, POLARITIES, word};
use crate::recognize::lexicon::{Class, VerbForm};
use crate::recognize::lists::ANONYMOUS;
use crate::recognize::token::Kind;
use crate::recognize::{Measure, Recognized, What};
use crate::source::Span;
use crate::value::quantity::quantity;
use crate::value::{Set, Written};

/// Checks the edges of a claim's quotes.
pub(super) fn check(
    evidence: &Evidence<'_, '_>,
    presented: &[Presented],
    findings: &mut Vec<Diagnostic>,
) {
    far_apart(evidence, findings);
    if presented.is_empty() {
        return;
    }
    number_hedges(evidence, presented, findings);
    left_out(evidence, presented, findings);
    // One finding tells that somebody else's word is nobody's.
    if evidence.item.claim.holder.is_empty()
        && !findings.iter().any(|finding| finding.rule == &HOLDER_MISSING)
    {
        findings
            .extend(speaker(evidence, presented).or_else(|| unnamed_source(evidence, presented)));
    }
}

/// Amounts and dates that stand across an edge: a sign, digits, decimals, a scale, a currency or a
/// percent sign outside. The noun that is counted, and a hedge, may stand outside.
pub(super) fn numbers(evidence: &Evidence<'_, '_>, findings: &mut Vec<Diagnostic>) -> bool {
    let before = findings.len();
    for part in &evidence.parts {
        for found in crossing(evidence, part) {
            let outside = if found.core < part.start {
                found.core..part.start
            } else if found.core < part.end && found.tokens.end > part.end {
                part.end..found.tokens.end
            } else {
                continue;
            };
            if !is_of_number(evidence, found, &outside) {
                continue;
            }
            let whole = found.core..found.tokens.end;
            let cut = evidence.text(&outside).trim().to_owned();
            findings.push(
                Diagnostic::new(
                    &QUOTE_CUT_NUMBER,
                    format!("the quote cuts {cut:?} off {:?}", evidence.text(&whole)),
                )
                .at(evidence.item.claim.quotes[0].span, "ends inside an amount or a date")
                .with(evidence.span(&whole), "the article has it whole")
                .help(format!("quote {:?} whole, and compare the value", evidence.text(&whole)))
                .about(&evidence.item.claim.id),
            );
        }
    }
    findings.len() > before
}

/// What is recognised across one of the edges of some tokens.
fn crossing<'q>(
    evidence: &'q Evidence<'_, '_>,
    part: &Range<usize>,
) -> impl Iterator<Item = &'q Recognized> {
    let (start, end) = (part.start, part.end);
    let found = evidence.survey.recognized_on(part);
    found.filter(move |found| found.tokens.start < start || found.tokens.end > end)
}

/// Whether some tokens of an amount or a date belong to the number itself.
fn is_of_number(evidence: &Evidence<'_, '_>, found: &Recognized, outside: &Range<usize>) -> bool {
    let view = &evidence.survey.view;
    if let What::Date { .. } = found.what {
        // « le 3 » of « le 3 mai 2020 », « 3 mai » of « 3 mai 2020 »; a frame may stand outside.
        return outside.clone().any(|at| {
            let word = view.word(at);
            view.digits(at).is_some() || word.month > 0
        });
    }
    let is_measured =
        matches!(&found.what, What::Amount { measure: Measure::Percent | Measure::Money(_), .. });
    outside.clone().any(|at| {
        let word = view.word(at);
        let is_mark = matches!(view.tokens[at].kind, Kind::Mark(mark) if mark != '\'');
        view.digits(at).is_some()
            || word.scale > 0
            || word.numeral.is_some()
            || word.fraction > 0
            || (is_measured && (is_mark || view.tokens[at].is_word()))
            || is_mark && outside.len() == 1
            || view
                .phrases
                .at(at)
                .any(|phrase| matches!(phrase.class, Class::Unit | Class::Duration))
    })
}

/// « plus de », « jusqu'à » before the number and outside of the quote, where the claim gives the
/// bare amount.
fn number_hedges(
    evidence: &Evidence<'_, '_>,
    presented: &[Presented],
    findings: &mut Vec<Diagnostic>,
) {
    let PredicateKind::Quantity { .. } = evidence.predicate.kind else { return };
    let claim = evidence.item.claim;
    let is_bare = matches!(claim.written, Written::Number(_));
    // « pas [plus de 500] » gives the other bound.
    let is_turned = |found: &Recognized| {
        let What::Amount { bounds, .. } = &found.what else { return false };
        let PredicateKind::Quantity { unit, tolerance, .. } = &evidence.predicate.kind else {
            return false;
        };
        let Set::Line(line) = &claim.set else { return false };
        quantity(bounds, unit, *tolerance).is_ok_and(|set| !set.core.meets(&line.core))
    };
    for part in &evidence.parts {
        for found in crossing(evidence, part) {
            let is_hedged =
                matches!(&found.what, What::Amount { bounds, .. } if bounds.amount.is_none());
            let hedge = found.tokens.start..found.core;
            let supports = presented
                .iter()
                .any(|one| one.place.start < found.tokens.end && found.core < one.place.end);
            let stands = is_bare && is_given(evidence, found) || !is_bare && !is_turned(found);
            if is_hedged
                && !stands
                && supports
                && hedge.start < part.start
                && part.contains(&found.core)
            {
                findings.push(
                    Diagnostic::new(
                        &QUOTE_CUT_HEDGE,
                        format!("the article says {:?}", evidence.text(&found.tokens)),
                    )
                    .at(claim.value_span, "stored without a bound")
                    .with(evidence.span(&hedge), "the quote leaves this out")
                    .help("quote it, and write the value with `more-than`, `about`, `min` or `max`")
                    .about(&claim.id),
                );
            }
        }
    }
}

/// The value read with the whole sentence against the value read with the quote alone.
fn left_out(evidence: &Evidence<'_, '_>, presented: &[Presented], findings: &mut Vec<Diagnostic>) {
    let claim = evidence.item.claim;
    let stored = evidence.polarity();
    let is_turned =
        presented.iter().all(|one| one.inside.polarity == stored && one.whole.polarity != stored);
    let is_free = claim.mode == Mode::Actual
        && !presented.iter().any(|one| evidence.is_presupposed(&one.place));
    let is_weakened = presented.iter().all(|one| {
        !is_told_aside(evidence, one)
            && one.inside.factuality <= claim.factuality
            && one.whole.factuality > claim.factuality
    });
    // An amount or a date stays what it is under a condition.
    let is_conditioned = evidence.names_something()
        && presented.iter().all(|one| {
            one.inside.mode == Mode::Actual
                && one.whole.mode == Mode::Hypothetical
                && !is_done(evidence, one)
        });
    let whole = &presented[0].whole;
    if evidence.names_something() && is_turned && !evidence.is_uncommitted() {
        findings.push(turned(evidence, whole));
    } else if findings.iter().any(|finding| finding.rule == &QUOTE_CUT_POLARITY) {
        // An amount that is denied is not hedged as well.
    } else if is_free && is_weakened {
        let given = word(FACTUALITIES, &whole.factuality);
        findings.extend(weakened(evidence, whole, given, "factuality"));
    } else if is_free && is_conditioned {
        findings.extend(weakened(evidence, whole, word(MODES, &whole.mode), "mode"));
    }
}

/// What was done is done, whatever condition is named behind: "approved the merger on condition
/// that".
fn is_done(evidence: &Evidence<'_, '_>, one: &Presented) -> bool {
    let view = &evidence.survey.view;
    let Some(condition) = one.whole.condition.filter(|at| *at > one.place.start) else {
        return false;
    };
    let before = evidence.survey.clauses.sentence(condition).start..condition;
    before.into_iter().any(|at| view.is_form(at, VerbForm::Past))
}

/// « La grève, reconduite jeudi, pourrait durer »: what was done to it is told inside the quote.
fn is_told_aside(evidence: &Evidence<'_, '_>, one: &Presented) -> bool {
    let view = &evidence.survey.view;
    let part = evidence.parts.iter().find(|part| part.contains(&one.place.start));
    let Some(end) = part.map(|part| part.end) else { return false };
    let is_word = |at: &usize| view.tokens[*at].is_word();
    let comma = (one.place.end..end).find(|at| !is_word(at));
    let Some(first) = comma.filter(|at| view.is_mark(*at, ',')).map(|at| at + 1) else {
        return false;
    };
    let aside = first..(first..end).find(|at| !is_word(at)).unwrap_or(end);
    let mut ops = evidence.survey.clauses.operators_in(&aside);
    let is_plain =
        ops.all(|op| !op.effect.weakens() && !op.effect.denies() && op.effect != Effect::Plan);
    let is_dated = evidence
        .survey
        .recognized_in(&aside)
        .any(|found| matches!(found.what, What::Date { .. }) && found.tokens.start > first);
    is_plain && aside.len() > 1 && (is_dated || view.is_form(first, VerbForm::Past))
}

pub(super) fn turned(evidence: &Evidence<'_, '_>, whole: &Reading) -> Diagnostic {
    let claim = evidence.item.claim;
    let given = word(POLARITIES, &whole.polarity);
    let finding =
        Diagnostic::new(&QUOTE_CUT_POLARITY, format!("the quote leaves out what makes it {given}"))
            .at(claim.quotes[0].span, "reads otherwise alone");
    let denies = |op: &Operator| op.effect.denies().then_some("this turns it");
    evidence
        .label(finding, outside(evidence, whole), denies)
        .help("quote these words too, and look at `polarity` again")
        .about(&claim.id)
}

/// Nothing where no word can be shown.
fn weakened(
    evidence: &Evidence<'_, '_>,
    whole: &Reading,
    given: &str,
    key: &str,
) -> Option<Diagnostic> {
    let claim = evidence.item.claim;
    let mut finding = Diagnostic::new(
        &QUOTE_CUT_HEDGE,
        format!("the quote leaves out what makes it only {given}"),
    )
    .at(claim.quotes[0].span, "reads more certain alone");
    let labels = finding.labels.len();
    let hedges =
        |op: &Operator| (op.effect.weakens() || op.effect.denies()).then_some("this hedges it");
    finding = evidence.label(finding, outside(evidence, whole), hedges);
    for (token, label) in
        [(whole.question, "this asks"), (whole.condition, "this sets a condition")]
    {
        if let Some(token) = token.filter(|token| !evidence.is_quoted(*token)) {
            finding = finding.with(evidence.span(&(token..token + 1)), label);
        }
    }
    let is_shown = finding.labels.len() > labels;
    is_shown.then(|| {
        let help = format!("quote these words too, and write `{key} = \"{given}\"`");
        finding.help(help).about(&claim.id)
    })
}

/// The operators of a reading that stand outside of the quotes.
fn outside<'r>(
    evidence: &'r Evidence<'_, '_>,
    reading: &'r Reading,
) -> impl Iterator<Item = OpId> + 'r {
    reading.operators.iter().copied().filter(|op| !is_in_quote(evidence, *op))
}

/// Words between quotation marks, quoted without the marks, by a claim of nobody's.
fn speaker(evidence: &Evidence<'_, '_>, presented: &[Presented]) -> Option<Diagnostic> {
    // Shorter ones are titles and words kept at a distance; without a verb that is known, longer
    // ones too.
    const SPEECH: usize = 6;
    const SENTENCE: usize = 10;
    let claim = evidence.item.claim;
    let clauses = &evidence.survey.clauses;
    let speech = |one: &Presented| {
        let place = &one.place;
        let at = clauses.quotations.partition_point(|range| range.end <= place.start);
        clauses.quotations.get(at).filter(|range| {
            range.start <= place.start
                && place.end <= range.end
                && range.len() >= SPEECH
                && (range.len() >= SENTENCE || clauses.holds_verb(range))
        })
    };
    let inside: Vec<Option<&Range<usize>>> = presented.iter().map(speech).collect();
    let range = inside.iter().copied().collect::<Option<Vec<_>>>()?.first().copied()?;
    Some(
        Diagnostic::new(&QUOTE_HIDES_SPEAKER, "the quote is somebody's speech, the claim nobody's")
            .at(claim.value_span, "no `holder`")
            .with(evidence.span(range), "between quotation marks")
            .help("write `holder = \"…\"`: whoever says it")
            .about(&claim.id),
    )
}

/// « selon certains », "some believe that" outside of the quote: nobody vouches by name.
fn unnamed_source(evidence: &Evidence<'_, '_>, presented: &[Presented]) -> Option<Diagnostic> {
    let claim = evidence.item.claim;
    let survey = evidence.survey;
    let unnamed = |one: &Presented| {
        outside(evidence, &one.whole).find_map(|op| {
            let agent = source(evidence, op)?;
            let is_anonymous = survey.view.is_listed(agent.start, ANONYMOUS)
                && survey.mentions_in(&agent).next().is_none();
            is_anonymous.then_some(agent)
        })
    };
    let sources = presented.iter().map(unnamed).collect::<Option<Vec<_>>>()?;
    Some(
        Diagnostic::new(
            &QUOTE_CUT_HEDGE,
            "the quote leaves out that a source without a name says so",
        )
        .at(claim.quotes[0].span, "reads as the article's own word")
        .with(evidence.span(sources.first()?), "has it from these")
        .help("quote these words too, and write `factuality = \"probable\"` or less")
        .about(&claim.id),
    )
}

/// Parts of one quote that stand further apart than a reader would look.
fn far_apart(evidence: &Evidence<'_, '_>, findings: &mut Vec<Diagnostic>) {
    const FURTHEST: usize = 1_000;
    let claim = evidence.item.claim;
    for (quote, located) in claim.quotes.iter().zip(evidence.item.located()) {
        for pair in located.parts.windows(2) {
            let gap = pair[0].end..pair[1].start.max(pair[0].end);
            if evidence.survey.view.text[gap.clone()].chars().count() > FURTHEST {
                findings.push(
                    Diagnostic::new(&QUOTE_FAR_APART, "the parts of the quote stand far apart")
                        .at(quote.span, "leaves out more than a thousand characters")
                        .with(Span::new(evidence.file, pair[0].clone()), "from here")
                        .with(Span::new(evidence.file, pair[1].clone()), "to here")
                        .help("give the parts as quotes of their own: [\"…\", \"…\"]")
                        .about(&claim.id),
                );
            }
        }
    }
}
