//! `jointly-inconsistent`: claims that hold in pairs and not all together.

use std::collections::BTreeMap;

use super::contest::{decisions, labels, position, scope_identity};
use super::resolutions::Used;
use super::{Context, questions::identity, wording};
use crate::corpus::{Item, Judge, Question, Time};
use crate::diagnostic::{Contest, Diagnostic, JOINTLY_INCONSISTENT, Level, Pair};
use crate::model::{Factuality, Mode, Polarity, Review};
use crate::value::{Set, consistent};

/// Up to so many distinct sets, the smallest inconsistent group is found; beyond, a small one.
const SMALLEST: usize = 12;

/// Looks for claims of a question that agree in pairs and not together.
pub(super) fn check(
    context: &Context<'_>,
    question: &Question,
    members: &[usize],
    judge: &Judge<'_>,
    used: &mut Used,
) -> Option<Diagnostic> {
    let level = context.input.settings.level(&JOINTLY_INCONSISTENT).min(judge.predicate.cap);
    if level == Level::Allow || members.len() < 3 {
        return None;
    }
    let items = &context.items;
    let settled = &context.settled;
    let group = candidates(context, members).into_iter().find_map(|candidates| {
        let found = smallest_inconsistent(items, &candidates)?;
        // A decision on all pairs of the group silences it, and no other does.
        let deciding = settled
            .resolutions_of(found[0])
            .iter()
            .copied()
            .find(|number| found.iter().all(|&at| settled.resolutions_of(at).contains(number)));
        if let Some(number) = deciding {
            used.silenced(number);
            return None;
        }
        let replaced = found.iter().any(|&a| found.iter().any(|&b| settled.is_superseded(a, b)));
        (!replaced).then_some(found)
    })?;
    let is_draft = group.iter().any(|&at| items[at].claim.review == Review::Draft);
    let contest = contest(context, question, &group, members, judge);
    let mut finding = Diagnostic::new(
        &JOINTLY_INCONSISTENT,
        wording::joint_headline(context, question, &group, &contest),
    );
    finding.level = if is_draft { level.min(Level::Warn) } else { level };
    finding.labels = group.iter().flat_map(|&at| labels(context, at)).collect();
    finding.notes.push(
        "each two of them can hold together, all of them cannot: at least one must be wrong or \
         about something else"
            .into(),
    );
    finding.help = wording::scope_help(judge.predicate);
    finding.claims = group.iter().map(|&at| items[at].claim.id.clone()).collect();
    finding.identity = scope_identity(&contest);
    finding.identity.extend(identity(context, &group));
    finding.contest = Some(contest);
    Some(finding)
}

/// Claims that vouch for their values in one way: the same mode and certainty, nothing settled.
fn candidates(context: &Context<'_>, members: &[usize]) -> Vec<Vec<usize>> {
    let items = &context.items;
    let mut groups: BTreeMap<(Mode, Factuality, bool), Vec<usize>> = BTreeMap::new();
    let mut voices: BTreeMap<(Mode, Option<crate::model::EntityId>), Vec<usize>> = BTreeMap::new();
    for &at in members {
        let claim = items[at].claim;
        let is_firm = claim.factuality <= Factuality::Probable;
        if claim.mode == Mode::Hypothetical || !is_firm {
            continue;
        }
        if claim.mode == Mode::Actual {
            groups.entry((claim.mode, claim.factuality, true)).or_default().push(at);
        } else if claim.factuality == Factuality::Certain {
            voices.entry((claim.mode, claim.deepest_holder())).or_default().push(at);
        }
    }
    let all = groups.into_values().chain(voices.into_values());
    all.flat_map(|group| at_one_time(items, group)).filter(|group| group.len() > 2).collect()
}

/// The parts of a group that hold at one time: for each day on which one of them begins.
fn at_one_time(items: &[Item<'_>], group: Vec<usize>) -> Vec<Vec<usize>> {
    let mut starts = Vec::new();
    for &at in &group {
        if let Time::Days(days) = &items[at].time
            && let Some((start, _)) = days.spans().first()
        {
            starts.push(*start);
        }
    }
    if starts.is_empty() {
        return vec![group];
    }
    starts.sort_unstable();
    starts.dedup();
    let holds_at = |at: usize, start| match &items[at].time {
        Time::Days(days) => days.spans().iter().any(|&(from, to)| from <= start && start < to),
        Time::Always | Time::Unknown => true,
    };
    starts
        .into_iter()
        .map(|start| group.iter().copied().filter(|&at| holds_at(at, start)).collect())
        .collect()
}

fn smallest_inconsistent(items: &[Item<'_>], group: &[usize]) -> Option<Vec<usize>> {
    let set = |at: usize| &items[at].claim.set;
    // Intervals that meet in pairs meet all together (Helly); only sets with holes can fail.
    let is_interval = |at: usize| match set(at) {
        Set::Line(line) => {
            line.hull.as_span().is_some() && items[at].claim.polarity == Polarity::Affirmed
        }
        Set::Members(_) => false,
        Set::Text(_) => true,
    };
    if group.iter().all(|&at| is_interval(at)) {
        return None;
    }
    let mut distinct: Vec<usize> = Vec::new();
    for &at in group {
        if !distinct.iter().any(|&known| set(known) == set(at)) {
            distinct.push(at);
        }
    }
    let holds = |some: &[usize]| consistent(&some.iter().map(|&at| set(at)).collect::<Vec<&Set>>());
    if distinct.len() < 3 || holds(&distinct) {
        return None;
    }
    let pairs_hold = distinct
        .iter()
        .enumerate()
        .all(|(i, &a)| distinct[i + 1..].iter().all(|&b| holds(&[a, b])));
    if !pairs_hold {
        return None;
    }
    if distinct.len() <= SMALLEST {
        let mut masks: Vec<u32> = (0..1_u32 << distinct.len()).collect();
        masks.sort_by_key(|mask| (mask.count_ones(), mask.reverse_bits()));
        let pick = |mask: u32| -> Vec<usize> {
            (0..distinct.len()).filter(|i| mask & (1 << i) != 0).map(|i| distinct[i]).collect()
        };
        return masks.into_iter().map(pick).find(|some| !holds(some));
    }
    // Take away what is not needed for the contradiction.
    let mut needed = distinct;
    let mut at = 0;
    while at < needed.len() {
        let mut without = needed.clone();
        without.remove(at);
        if holds(&without) {
            at += 1;
        } else {
            needed = without;
        }
    }
    Some(needed)
}

fn contest(
    context: &Context<'_>,
    question: &Question,
    group: &[usize],
    members: &[usize],
    judge: &Judge<'_>,
) -> Contest {
    let items = &context.items;
    let vocabulary = &context.input.settings.vocabulary;
    let pair = |(a, b): (usize, usize)| {
        let judged = judge.judge(a, b);
        Pair {
            claims: [a, b].map(|at| items[at].claim.id.clone()),
            verdict: judged.verdict.name(),
            level: judged.level,
            line: judged.verdict.line(),
            relation: judged.relation.name(),
        }
    };
    let pairs = group.iter().enumerate();
    let pairs = pairs.flat_map(|(i, &a)| group[i + 1..].iter().map(move |&b| (a, b)));
    let others = question.items.iter().filter(|at| !group.contains(at));
    Contest {
        subject: vocabulary.entity(question.subject).id.clone(),
        predicate: judge.predicate.name.clone(),
        title: judge.predicate.title(),
        scope: question.scope.clone(),
        made_by: group.iter().map(|&at| context.items[at].claim.id.clone()).collect(),
        positions: crate::corpus::positions(items, group)
            .groups
            .iter()
            .map(|group| position(context, group))
            .collect(),
        fewest: true,
        others: others
            .map(|&at| {
                let judged = members.contains(&at).then(|| judge.judge(group[0], at));
                let name = judged.map_or("not-checked", |judged| judged.verdict.name());
                (items[at].claim.id.clone(), name.to_owned())
            })
            .collect(),
        pairs: pairs.map(pair).take(Contest::PAIRS_SHOWN).collect(),
        pairs_total: members.len() as u64 * (members.len() as u64).saturating_sub(1) / 2,
        decisions: decisions(context, members),
        recap: Vec::new(),
    }
}
