//! `quote-cut-number`, `quote-cut-polarity`, `quote-cut-hedge`, `quote-hides-speaker`,
//! `quote-far-apart`: what a quote leaves out beside it, and inside.

use std::ops::Range;

use super::Evidence;
use super::presented::reading;
use crate::clause::Reading;
use crate::config::PredicateKind;
use crate::diagnostic::{
    Diagnostic, QUOTE_CUT_HEDGE, QUOTE_CUT_NUMBER, QUOTE_CUT_POLARITY, QUOTE_FAR_APART,
    QUOTE_HIDES_SPEAKER,
};
use crate::model::{FACTUALITIES, Mode, POLARITIES, word};
use crate::recognize::lexicon::Class;
use crate::recognize::token::Kind;
use crate::recognize::{Measure, Recognized, What};

/// Checks the edges of a claim's quotes. `supporting` are the tokens that give its value.
pub(super) fn check(
    evidence: &Evidence<'_, '_>,
    supporting: &[Range<usize>],
    findings: &mut Vec<Diagnostic>,
) {
    far_apart(evidence, findings);
    if supporting.is_empty() {
        return;
    }
    number_hedges(evidence, supporting, findings);
    presented(evidence, supporting, findings);
    speaker(evidence, supporting, findings);
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
    let recognized = &evidence.survey.recognized;
    let from = recognized.partition_point(|found| found.tokens.end <= part.start);
    let part = part.clone();
    recognized[from..]
        .iter()
        .take_while({
            let end = part.end;
            move |found| found.tokens.start < end
        })
        .filter(move |found| found.tokens.start < part.start || found.tokens.end > part.end)
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
            || view.phrases.at(at).iter().any(|phrase| phrase.class == Class::Unit)
    })
}

/// « plus de », « jusqu'à » before the number and outside of the quote, where the claim gives the
/// bare amount.
fn number_hedges(
    evidence: &Evidence<'_, '_>,
    supporting: &[Range<usize>],
    findings: &mut Vec<Diagnostic>,
) {
    let PredicateKind::Quantity { .. } = evidence.predicate.kind else { return };
    let claim = evidence.item.claim;
    let is_bare = matches!(claim.written, crate::value::Written::Number(_));
    if !is_bare {
        return;
    }
    for part in &evidence.parts {
        for found in crossing(evidence, part) {
            let is_hedged =
                matches!(&found.what, What::Amount { bounds, .. } if bounds.amount.is_none());
            let hedge = found.tokens.start..found.core;
            let supports =
                supporting.iter().any(|s| s.start < found.tokens.end && found.core < s.end);
            if is_hedged && supports && hedge.start < part.start && part.contains(&found.core) {
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
fn presented(
    evidence: &Evidence<'_, '_>,
    supporting: &[Range<usize>],
    findings: &mut Vec<Diagnostic>,
) {
    let claim = evidence.item.claim;
    let read = |in_quote: bool| -> Vec<Reading> {
        let counts = |op: usize| !in_quote || super::presented::is_in_quote(evidence, op);
        supporting.iter().map(|place| reading(evidence, place, counts)).collect()
    };
    let (inside, whole) = (read(true), read(false));
    let is_named = matches!(
        evidence.predicate.kind,
        PredicateKind::Entity { .. } | PredicateKind::Category { .. }
    );
    let is_turned = inside.iter().all(|reading| reading.polarity == claim.polarity)
        && whole.iter().all(|reading| reading.polarity != claim.polarity);
    if is_named && is_turned && !is_uncommitted(evidence) {
        let given = word(POLARITIES, &whole[0].polarity);
        let mut finding = Diagnostic::new(
            &QUOTE_CUT_POLARITY,
            format!("the quote leaves out what makes it {given}"),
        )
        .at(claim.quotes[0].span, "reads otherwise alone");
        for op in left_out(evidence, &whole[0]) {
            let operator = &evidence.survey.clauses.operators[op];
            if operator.effect.denies() {
                finding = finding.with(evidence.span(&operator.trigger), "this turns it");
            }
        }
        findings.push(
            finding.help("quote these words too, and look at `polarity` again").about(&claim.id),
        );
        return;
    }
    let is_weakened = claim.mode == Mode::Actual
        && !supporting.iter().any(|place| evidence.is_presupposed(place))
        && inside.iter().all(|reading| reading.factuality <= claim.factuality)
        && whole.iter().all(|reading| reading.factuality > claim.factuality);
    if is_weakened {
        let given = word(FACTUALITIES, &whole[0].factuality);
        let mut finding = Diagnostic::new(
            &QUOTE_CUT_HEDGE,
            format!("the quote leaves out what makes it only {given}"),
        )
        .at(claim.quotes[0].span, "reads more certain alone");
        let mut is_shown = false;
        for op in left_out(evidence, &whole[0]) {
            let operator = &evidence.survey.clauses.operators[op];
            if operator.effect.weakens() || operator.effect.denies() {
                finding = finding.with(evidence.span(&operator.trigger), "this hedges it");
                is_shown = true;
            }
        }
        if is_shown {
            let help = format!("quote these words too, and write `factuality = \"{given}\"`");
            findings.push(finding.help(help).about(&claim.id));
        }
    }
}

fn is_uncommitted(evidence: &Evidence<'_, '_>) -> bool {
    let claim = evidence.item.claim;
    claim.factuality == crate::model::Factuality::Uncommitted || claim.mode == Mode::Hypothetical
}

/// The operators of a reading that stand outside of the quotes.
fn left_out(evidence: &Evidence<'_, '_>, reading: &Reading) -> Vec<usize> {
    let is_out = |op: &usize| !super::presented::is_in_quote(evidence, *op);
    reading.operators.iter().copied().filter(is_out).collect()
}

/// Words between quotation marks, quoted without the marks, by a claim of nobody's.
fn speaker(
    evidence: &Evidence<'_, '_>,
    supporting: &[Range<usize>],
    findings: &mut Vec<Diagnostic>,
) {
    // Shorter ones are titles and words kept at a distance.
    const SPEECH: usize = 6;
    let claim = evidence.item.claim;
    if !claim.holder.is_empty() {
        return;
    }
    let clauses = &evidence.survey.clauses;
    let speech = |place: &Range<usize>| {
        let at = clauses.quotations.partition_point(|range| range.end <= place.start);
        clauses.quotations.get(at).filter(|range| {
            range.start <= place.start
                && place.end <= range.end
                && range.len() >= SPEECH
                && evidence.survey.clauses.holds_verb(&evidence.survey.view, range)
        })
    };
    let inside: Vec<Option<&Range<usize>>> = supporting.iter().map(speech).collect();
    let Some(Some(range)) = inside.first().filter(|_| inside.iter().all(Option::is_some)) else {
        return;
    };
    findings.push(
        Diagnostic::new(&QUOTE_HIDES_SPEAKER, "the quote is somebody's speech, the claim nobody's")
            .at(claim.value_span, "no `holder`")
            .with(evidence.span(range), "between quotation marks")
            .help("write `holder = \"…\"`: whoever says it")
            .about(&claim.id),
    );
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
                        .with(crate::source::Span::new(evidence.file, pair[0].clone()), "from here")
                        .with(crate::source::Span::new(evidence.file, pair[1].clone()), "to here")
                        .help("give the parts as quotes of their own: [\"…\", \"…\"]")
                        .about(&claim.id),
                );
            }
        }
    }
}
