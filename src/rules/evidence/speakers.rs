//! `quote-mixes-speakers`: one quote made of what two people said.

use std::ops::Range;

use super::Evidence;
use crate::diagnostic::{Diagnostic, QUOTE_MIXES_SPEAKERS};
use crate::recognize::lists::POSSESSIVES;

/// Checks the parts around each ` […] ` of a claim's quotes.
pub(super) fn check(evidence: &Evidence<'_, '_>, findings: &mut Vec<Diagnostic>) {
    let claim = evidence.item.claim;
    for (quote, located) in claim.quotes.iter().zip(evidence.item.located()) {
        let speakers: Vec<Range<usize>> = located
            .parts
            .iter()
            .filter_map(|part| speaker(evidence, &evidence.survey.tokens_of(part)))
            .collect();
        let Some(pair) = speakers.windows(2).find(|pair| differ(evidence, &pair[0], &pair[1]))
        else {
            continue;
        };
        findings.push(
            Diagnostic::new(&QUOTE_MIXES_SPEAKERS, "one quote joins the words of two speakers")
                .at(quote.span, "what stands between the parts changes the speaker")
                .with(evidence.span(&pair[0]), "says one part")
                .with(evidence.span(&pair[1]), "says another")
                .help("give the parts as quotes of their own, in claims with their own `holder`")
                .about(&claim.id),
        );
    }
}

/// Whoever the sentence names as the source of a part's first words.
fn speaker(evidence: &Evidence<'_, '_>, part: &Range<usize>) -> Option<Range<usize>> {
    let first = part.start..(part.start + 1).min(part.end);
    let clauses = &evidence.survey.clauses;
    let reading = clauses.reading(&[first], |_| true);
    reading.holders.into_iter().last()
}

/// Whether two agents are surely not the same: two names, or a name and somebody of theirs.
fn differ(evidence: &Evidence<'_, '_>, one: &Range<usize>, other: &Range<usize>) -> bool {
    let survey = evidence.survey;
    let is_named = |agent| survey.mentions_in(agent).next().is_some();
    let is_related = |agent: &Range<usize>| survey.view.is_listed(agent.start, POSSESSIVES);
    match (is_named(one), is_named(other)) {
        (true, true) => {}
        (true, false) => return is_related(other),
        (false, true) => return is_related(one),
        (false, false) => return false,
    }
    let known = |agent| -> Vec<_> { survey.entities(agent).flat_map(|(_, ids)| ids).collect() };
    let (a, b) = (known(one), known(other));
    if a.is_empty() && b.is_empty() {
        // « Claire Vasseur », « Mme Vasseur »: the last word is the name.
        return survey.view.fold(one.end - 1) != survey.view.fold(other.end - 1);
    }
    !a.iter().any(|id| b.contains(id))
}
