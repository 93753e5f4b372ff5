//! Resolutions: which pairs and exceptions people decided on, and which decisions no longer count.

use std::collections::{BTreeMap, BTreeSet};

use super::Input;
use crate::corpus::{Item, Settled};
use crate::diagnostic::{
    CONTRADICTORY_RESOLUTIONS, Diagnostic, EXPIRED_RESOLUTION, Level, Rule, STALE_RESOLUTION,
    UNKNOWN_CLAIM, UNUSED_RESOLUTION, fingerprint_of,
};
use crate::model::{Period, RESOLVED_AS, Resolution, word};
use crate::syntax::did_you_mean;

/// Checks all resolutions, settles the pairs of the fresh ones and marks the findings that a fresh
/// exception covers. Returns which resolutions (by index) have silenced something so far, and the
/// pairs that each one settles.
pub(super) fn check(
    items: &[Item<'_>],
    input: &Input<'_>,
    settled: &mut Settled,
    findings: &mut Vec<Diagnostic>,
) -> Used {
    findings.extend(input.resolutions.problems.iter().cloned());
    let by_id: BTreeMap<&str, usize> =
        items.iter().enumerate().map(|(at, item)| (item.claim.id.as_str(), at)).collect();
    let mut used = Used::default();
    for (number, resolution) in input.resolutions.list.iter().enumerate() {
        let Some(claims) = resolve_claims(resolution, &by_id, input, findings) else { continue };
        let chosen: Vec<&Item<'_>> = claims.iter().map(|&at| &items[at]).collect();
        let now = fingerprint(&chosen, input);
        if let Some((was, span)) = &resolution.fingerprint
            && *was != now
        {
            findings.push(
                on(resolution, &STALE_RESOLUTION, "the claims are not what was decided on")
                    .at(resolution.header, "this decision silences nothing")
                    .with(*span, format!("the claims and their quotes now give {now}"))
                    .help(
                        "read the claims again; if the decision stands, write the new fingerprint",
                    ),
            );
            continue;
        }
        if let Some(expires) = expired(resolution, input) {
            let message = format!("this decision ran out on {}", expires.written);
            findings.push(
                on(resolution, &EXPIRED_RESOLUTION, message)
                    .at(expires.span, "it silences nothing any more")
                    .help("decide again: give it a later `expires`, or remove it"),
            );
            continue;
        }
        match resolution.rule {
            Some(rule) => {
                if except(rule.name, items[claims[0]].claim.id.as_str(), resolution, findings) {
                    used.numbers.insert(number);
                } else {
                    used.idle.insert(number);
                }
            }
            None => settle(number, &claims, settled, &mut used),
        }
    }
    report_contradictory(&used, input, findings);
    used
}

/// What the resolutions of a run did.
#[derive(Debug, Default)]
pub(super) struct Used {
    /// Those that silenced a finding.
    numbers: BTreeSet<usize>,
    /// Fresh ones that had nothing to silence among findings on single claims.
    idle: BTreeSet<usize>,
    /// For each fresh resolution on pairs, its items.
    settling: BTreeMap<usize, Vec<usize>>,
}

impl Used {
    /// The fresh resolutions that have silenced nothing yet, with their items.
    pub(super) fn idle_ones(&self) -> Vec<(usize, Vec<usize>)> {
        let idle = self.settling.iter().filter(|(number, _)| !self.numbers.contains(number));
        idle.map(|(number, items)| (*number, items.clone())).collect()
    }

    /// The items of each fresh resolution on pairs.
    pub(super) fn settling(&self) -> impl Iterator<Item = &[usize]> {
        self.settling.values().map(Vec::as_slice)
    }

    /// Notes that a resolution keeps a finding from coming up.
    pub(super) fn silenced(&mut self, number: usize) {
        self.numbers.insert(number);
    }

    /// Reports the fresh resolutions that silenced nothing.
    pub(super) fn report_unused(&self, input: &Input<'_>, findings: &mut Vec<Diagnostic>) {
        let fresh: BTreeSet<usize> = self.settling.keys().chain(&self.idle).copied().collect();
        for number in fresh.difference(&self.numbers) {
            let resolution = &input.resolutions.list[*number];
            findings.push(
                on(resolution, &UNUSED_RESOLUTION, "this decision silences nothing")
                    .at(resolution.header, "nothing would be reported without it")
                    .help("remove it, or check that its claims are the ones that were meant"),
            );
        }
    }
}

/// A finding on a decision, told from those on others by what it decides.
fn on(resolution: &Resolution, rule: &'static Rule, message: impl Into<String>) -> Diagnostic {
    let claims = resolution.claims.iter().map(|(id, _)| id.clone());
    let rule_of = resolution.rule.map(|rule| rule.name.to_owned());
    Diagnostic { identity: claims.chain(rule_of).collect(), ..Diagnostic::new(rule, message) }
}

fn resolve_claims(
    resolution: &Resolution,
    by_id: &BTreeMap<&str, usize>,
    input: &Input<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Vec<usize>> {
    let mut claims = Vec::new();
    let unreadable =
        || input.documents.iter().flat_map(|d| &d.unreadable).filter_map(|u| u.id.as_deref());
    for (id, span) in &resolution.claims {
        match by_id.get(id.as_str()) {
            Some(&at) => claims.push(at),
            None if unreadable().any(|known| known == id) => {}
            None => {
                let mut finding =
                    Diagnostic::new(&UNKNOWN_CLAIM, format!("there is no claim `{id}`"))
                        .at(*span, "unknown claim");
                if let Some(help) = did_you_mean(id, by_id.keys().copied()) {
                    finding = finding.help(help);
                }
                findings.push(finding);
            }
        }
    }
    (claims.len() == resolution.claims.len()).then_some(claims)
}

/// The date on which a resolution ran out, if that is past.
fn expired<'r>(resolution: &'r Resolution, input: &Input<'_>) -> Option<&'r Period> {
    let today = input.today?;
    resolution.expires.as_ref().filter(|_| resolution.is_past(today))
}

/// Marks the findings of a rule on a claim; whether there were any.
fn except(rule: &str, claim: &str, resolution: &Resolution, findings: &mut [Diagnostic]) -> bool {
    let mut found = false;
    for finding in findings {
        if finding.rule.name == rule && finding.claims.iter().any(|id| id == claim) {
            finding.resolution = Some(said(resolution));
            finding.level = finding.level.min(Level::Note);
            found = true;
        }
    }
    found
}

/// A decision in one line.
pub(super) fn said(resolution: &Resolution) -> String {
    let by = resolution.by.as_ref().map(|by| format!(" ({by})")).unwrap_or_default();
    format!("{}: {}{by}", word(RESOLVED_AS, &resolution.verdict), resolution.reason)
}

fn settle(number: usize, claims: &[usize], settled: &mut Settled, used: &mut Used) {
    settled.resolve(number, claims);
    used.settling.insert(number, claims.to_vec());
}

/// Two decisions on one pair that do not say the same.
fn report_contradictory(used: &Used, input: &Input<'_>, findings: &mut Vec<Diagnostic>) {
    let list = &input.resolutions.list;
    let fresh: Vec<(usize, BTreeSet<usize>)> = used
        .settling
        .iter()
        .map(|(number, items)| (*number, items.iter().copied().collect()))
        .collect();
    for (at, (first, items)) in fresh.iter().enumerate() {
        for (other, others) in &fresh[at + 1..] {
            let (first, other) = (*first, *other);
            let shares_pair = items.intersection(others).nth(1).is_some();
            if shares_pair && list[other].verdict != list[first].verdict {
                findings.push(
                    Diagnostic::new(&CONTRADICTORY_RESOLUTIONS, "one pair is decided in two ways")
                        .at(list[other].header, word(RESOLVED_AS, &list[other].verdict))
                        .with(list[first].header, word(RESOLVED_AS, &list[first].verdict))
                        .help("keep one of the two"),
                );
            }
        }
    }
}

/// What a decision stands on: the claims, and the words of the article under their quotes. It
/// does not change when a claim moves, when a note is written or when the article changes elsewhere.
pub(super) fn fingerprint(items: &[&Item<'_>], input: &Input<'_>) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut sorted: Vec<&&Item<'_>> = items.iter().collect();
    sorted.sort_by(|a, b| a.claim.id.cmp(&b.claim.id));
    for item in sorted {
        let claim = item.claim;
        let vocabulary = &input.settings.vocabulary;
        parts.push(claim.id.clone());
        parts.push(vocabulary.entity(claim.subject).id.clone());
        parts.push(vocabulary.predicate(claim.predicate).name.clone());
        parts.push(claim.written.to_string());
        parts.push(format!("{:?} {:?} {:?}", claim.polarity, claim.factuality, claim.mode));
        let holders = claim.holder.iter().map(|&id| vocabulary.entity(id).id.clone());
        parts.push(holders.collect::<Vec<String>>().join(" "));
        parts.push(format!("{:?}", claim.scope));
        let written = |period: &Option<crate::model::Period>| {
            period.as_ref().map(|period| period.written.clone()).unwrap_or_default()
        };
        parts.push(written(&claim.said));
        parts.push(written(&claim.during));
        parts.extend(quoted(item, input));
    }
    fingerprint_of(parts.iter().map(String::as_str))
}

/// The words of a claim's quotes: the article's, so that another typography in the claim changes
/// nothing; the claim's own where they are not in the article.
fn quoted(item: &Item<'_>, input: &Input<'_>) -> Vec<String> {
    let article = input.article(&input.documents[item.document]);
    let Some(article) = article.filter(|_| item.is_grounded()) else {
        return item.claim.quotes.iter().map(|quote| quote.text.clone()).collect();
    };
    let text = input.sources.text(article.file);
    item.located().flat_map(|l| &l.parts).map(|part| text[part.clone()].to_owned()).collect()
}
