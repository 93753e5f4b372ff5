//! `supersedes`: which claims replace which, and whether their quotes say so.

use std::collections::{BTreeMap, BTreeSet};

use super::Input;
use crate::corpus::{Item, Settled};
use crate::diagnostic::{Diagnostic, INVALID_VALUE, SUPERSEDES_WITHOUT_CUE, UNKNOWN_CLAIM};
use crate::model::Language;
use crate::recognize::lexicon;
use crate::syntax::did_you_mean;

/// Checks all `supersedes` and settles the pairs whose replacing claim has a cue.
pub(super) fn check(
    items: &[Item<'_>],
    input: &Input<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Settled {
    let by_id: BTreeMap<&str, usize> =
        items.iter().enumerate().map(|(at, item)| (item.claim.id.as_str(), at)).collect();
    let unreadable: BTreeSet<&str> = input
        .documents
        .iter()
        .flat_map(|document| document.unreadable.iter().filter_map(|claim| claim.id.as_deref()))
        .collect();
    let mut replaces: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        let mut targets = Vec::new();
        for (id, span) in &item.claim.supersedes {
            let Some(&target) = by_id.get(id.as_str()) else {
                if !unreadable.contains(id.as_str()) {
                    let mut finding =
                        Diagnostic::new(&UNKNOWN_CLAIM, format!("there is no claim `{id}`"))
                            .at(*span, "unknown claim")
                            .about(&item.claim.id);
                    if let Some(help) = did_you_mean(id, by_id.keys().copied()) {
                        finding = finding.help(help);
                    }
                    findings.push(finding);
                }
                continue;
            };
            let other = items[target].claim;
            let is_same_question =
                other.subject == item.claim.subject && other.predicate == item.claim.predicate;
            if target == at || !is_same_question {
                let message = "a claim supersedes another claim on its subject and predicate";
                findings.push(
                    Diagnostic::new(&INVALID_VALUE, message)
                        .at(*span, format!("`{id}` is no such claim"))
                        .with(other.value_span, "this one")
                        .about(&item.claim.id),
                );
                continue;
            }
            targets.push(target);
        }
        if targets.is_empty() {
            continue;
        }
        if has_cue(item, input) {
            replaces.insert(at, targets);
        } else {
            findings.push(without_cue(item));
        }
    }
    Settled { superseded: closure(&replaces), ..Settled::default() }
}

fn has_cue(item: &Item<'_>, input: &Input<'_>) -> bool {
    let article = input.documents[item.document].article.as_ref();
    let languages = match article.and_then(|article| article.language) {
        Some(language) => vec![language],
        None => vec![Language::French, Language::English],
    };
    let quotes = &item.claim.quotes;
    languages
        .into_iter()
        .any(|language| quotes.iter().any(|quote| lexicon(language).says_superseded(&quote.text)))
}

fn without_cue(item: &Item<'_>) -> Diagnostic {
    let quote = &item.claim.quotes[0];
    Diagnostic::new(&SUPERSEDES_WITHOUT_CUE, "nothing in the quote says that something is replaced")
        .at(quote.span, "no word like \"extended\", « repoussée », « prolongé »")
        .with(item.claim.supersedes[0].1, "so this is not believed")
        .help("quote the words that say so, or record a resolution with `verdict = \"superseded\"`")
        .about(&item.claim.id)
}

/// What replaces a claim replaces what that claim replaces. Pairs by item index.
fn closure(replaces: &BTreeMap<usize, Vec<usize>>) -> BTreeSet<(usize, usize)> {
    let mut pairs = BTreeSet::new();
    for &start in replaces.keys() {
        let mut open = replaces[&start].clone();
        let mut seen = BTreeSet::from([start]);
        while let Some(at) = open.pop() {
            if seen.insert(at) {
                pairs.insert(Settled::key(start, at));
                open.extend(replaces.get(&at).into_iter().flatten());
            }
        }
    }
    pairs
}
