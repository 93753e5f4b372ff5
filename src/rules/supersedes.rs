//! `supersedes`: which claims replace which, and whether their quotes say so.

use std::collections::{BTreeMap, BTreeSet};

use super::Input;
use crate::corpus::{Item, Settled};
use crate::diagnostic::{Diagnostic, INVALID_VALUE, SUPERSEDES_WITHOUT_CUE, UNKNOWN_CLAIM};
use crate::model::Language;
use crate::recognize::lexicon;
use crate::source::Span;
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
    let known = |id: &str| by_id.get(id).copied();
    let mut replaces: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut all: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        let mut targets = Vec::new();
        for (id, span) in &item.claim.supersedes {
            match known(id) {
                Some(target) if is_target(items, at, target) => targets.push(target),
                Some(target) => findings.push(no_target(item, &items[target], *span)),
                None if unreadable.contains(id.as_str()) => {}
                None => findings.push(unknown(item, id, *span, by_id.keys().copied())),
            }
        }
        if targets.is_empty() {
            continue;
        }
        all.insert(at, targets.clone());
        if has_cue(item, input) {
            replaces.insert(at, targets);
        } else {
            findings.push(without_cue(item));
        }
    }
    for (&at, targets) in &mut replaces {
        targets.retain(|target| {
            let closes = reaches(&all, *target, at);
            if closes {
                findings.push(closing(&items[at], &items[*target]));
            }
            !closes
        });
    }
    let mut settled = Settled::default();
    for (a, b) in closure(&replaces) {
        settled.supersede(a, b);
    }
    settled
}

/// Whether one claim can supersede another: another claim on its subject and predicate.
fn is_target(items: &[Item<'_>], at: usize, target: usize) -> bool {
    let (a, b) = (items[at].claim, items[target].claim);
    at != target && a.subject == b.subject && a.predicate == b.predicate
}

fn no_target(item: &Item<'_>, other: &Item<'_>, span: Span) -> Diagnostic {
    let message = "a claim supersedes another claim on its subject and predicate";
    Diagnostic::new(&INVALID_VALUE, message)
        .at(span, format!("`{}` is no such claim", other.claim.id))
        .with(other.claim.value_span, "this one")
        .about(&item.claim.id)
}

fn unknown<'a>(
    item: &Item<'_>,
    id: &str,
    span: Span,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let finding = Diagnostic::new(&UNKNOWN_CLAIM, format!("there is no claim `{id}`"))
        .at(span, "unknown claim")
        .about(&item.claim.id);
    match did_you_mean(id, known) {
        Some(help) => finding.help(help),
        None => finding,
    }
}

/// Whether a chain of replacements leads from one claim to another.
fn reaches(replaces: &BTreeMap<usize, Vec<usize>>, from: usize, to: usize) -> bool {
    let mut open = vec![from];
    let mut seen = BTreeSet::new();
    while let Some(at) = open.pop() {
        if at == to {
            return true;
        }
        if seen.insert(at) {
            open.extend(replaces.get(&at).into_iter().flatten());
        }
    }
    false
}

fn closing(item: &Item<'_>, target: &Item<'_>) -> Diagnostic {
    let message = "two claims cannot replace each other";
    Diagnostic::new(&INVALID_VALUE, message)
        .at(item.claim.supersedes[0].1, format!("{} replaces this one", target.claim.id))
        .help("keep `supersedes` in the later of the two")
        .about(&item.claim.id)
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
