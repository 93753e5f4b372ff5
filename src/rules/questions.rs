//! Claims against claims: one finding a question, made by its strongest pair.

use std::collections::BTreeMap;

use super::quotes::words;
use super::resolutions::Used;
use super::{Context, contest, joint, origins, wording};
use crate::corpus::{Judge, Question, SWEEP_ABOVE, Verdict, questions};
use crate::diagnostic::{CheckedQuestion, Diagnostic, Level, Summary};
use crate::model::{EntityId, PredicateId};

/// Asks every question of the corpus: the findings, and what was asked.
pub(super) fn check(
    context: &Context<'_>,
    used: &mut Used,
    summary: &mut Summary,
) -> (Vec<Diagnostic>, Vec<CheckedQuestion>) {
    let mut findings = Vec::new();
    let mut asked = Vec::new();
    let vocabulary = &context.input.settings.vocabulary;
    let all = questions(&context.items, vocabulary);
    let memberships = memberships(&all);
    let is_grounded = |at: &usize| context.items[*at].is_grounded();
    for (number, question) in all.iter().enumerate() {
        let members: Vec<usize> = question.items.iter().copied().filter(is_grounded).collect();
        let pairs = pair_count(question.items.len());
        let not_checked = pairs - pair_count(members.len());
        summary.questions += 1;
        summary.pairs += pairs;
        summary.not_checked += not_checked;
        let is_elsewhere = |a: usize, b: usize| {
            let of = |at: usize| memberships.get(&at).map_or(&[][..], Vec::as_slice);
            of(a).iter().any(|q| *q < number && of(b).contains(q))
        };
        let finding = judging(context, question, &is_elsewhere, |judge| {
            note_silenced(context, &members, judge, used);
            let strongest = judge.strongest(&members);
            let is_clash = strongest.as_ref().is_some_and(|judged| judged.level >= Level::Warn);
            let joint = match is_clash {
                true => None,
                false => joint::check(context, question, &members, judge, used),
            };
            joint.or_else(|| {
                strongest.map(|pair| contest::finding(context, question, &members, judge, pair))
            })
        });
        if pairs > 0 {
            let title = wording::question(context, question);
            let finding = finding.as_ref().map(Diagnostic::fingerprint);
            asked.push(CheckedQuestion { title, finding, pairs, not_checked });
        }
        findings.extend(finding);
        let weak = origins::check(context, question, &members);
        findings.extend(weak.map(|weak| Diagnostic {
            level: level_on(&weak, context, vocabulary.predicate(question.predicate).cap),
            ..weak
        }));
    }
    count_unreadable(context, &all, summary);
    (findings, asked)
}

/// Asks something of the judge of a question.
pub(super) fn judging<T>(
    context: &Context<'_>,
    question: &Question,
    is_elsewhere: &dyn Fn(usize, usize) -> bool,
    ask: impl FnOnce(&Judge<'_>) -> T,
) -> T {
    let settings = context.input.settings;
    let level = |verdict: Verdict| verdict.rule().map_or(Level::Allow, |rule| settings.level(rule));
    ask(&Judge {
        items: &context.items,
        predicate: settings.vocabulary.predicate(question.predicate),
        settled: &context.settled,
        level: &level,
        is_elsewhere,
        sweep_above: SWEEP_ABOVE,
    })
}

/// A resolution is of use when one of its pairs would be reported without it.
fn note_silenced(context: &Context<'_>, members: &[usize], judge: &Judge<'_>, used: &mut Used) {
    let nothing = context.settled.without_resolutions();
    let undecided = Judge { settled: &nothing, ..*judge };
    for (number, items) in used.idle_ones() {
        let here: Vec<usize> =
            items.into_iter().filter(|at| members.binary_search(at).is_ok()).collect();
        let mut pairs =
            here.iter().enumerate().flat_map(|(i, &a)| here[i + 1..].iter().map(move |&b| (a, b)));
        if pairs.any(|(a, b)| undecided.judge(a, b).level >= Level::Warn) {
            used.silenced(number);
        }
    }
}

/// A finding's level under the settings, at most the predicate's; on drafts at most warn.
fn level_on(finding: &Diagnostic, context: &Context<'_>, cap: Level) -> Level {
    super::level_of(finding, &context.items, context.input.settings).min(cap)
}

fn pair_count(count: usize) -> u64 {
    (count as u64 * (count as u64).saturating_sub(1)) / 2
}

/// The questions of the items that stand in more than one.
fn memberships(all: &[Question]) -> BTreeMap<usize, Vec<usize>> {
    let mut memberships: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, question) in all.iter().enumerate() {
        // Only questions with a scope can share claims.
        if !question.scope.is_empty() {
            for &at in &question.items {
                memberships.entry(at).or_default().push(number);
            }
        }
    }
    memberships.retain(|_, numbers| numbers.len() > 1);
    memberships
}

/// An unreadable claim leaves unchecked a pair with each other claim on its question; where its
/// question is unknown, it counts once.
fn count_unreadable(context: &Context<'_>, all: &[Question], summary: &mut Summary) {
    let mut sizes: BTreeMap<(EntityId, PredicateId), u64> = BTreeMap::new();
    for question in all {
        *sizes.entry((question.subject, question.predicate)).or_default() +=
            question.items.len() as u64;
    }
    for claim in context.input.documents.iter().flat_map(|document| &document.unreadable) {
        let others = claim.question.and_then(|question| sizes.get(&question)).copied();
        summary.not_checked += others.unwrap_or(1);
    }
}

/// What a finding on claims stands on: each claim with its value and the words it quotes.
pub(super) fn identity(context: &Context<'_>, items: &[usize]) -> Vec<String> {
    let mut parts = Vec::new();
    for &at in items {
        let claim = context.items[at].claim;
        parts.push(claim.id.clone());
        parts.push(format!("{:?} {}", claim.polarity, claim.written));
        parts.extend(claim.quotes.iter().flat_map(words));
    }
    parts
}
