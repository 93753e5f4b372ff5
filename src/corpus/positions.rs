//! Positions: the fewest groups of claims such that those of a group can all hold together.

use std::collections::HashMap;

use super::item::Item;
use crate::model::Polarity;
use crate::value::line::Cut;
use crate::value::{Line, Relation, Set, consistent, relate};

/// Up to so many distinct sets, the fewest groups are found exactly.
const EXACT: usize = 12;

/// The positions taken on a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Positions {
    /// Item indices, each group ascending.
    pub groups: Vec<Vec<usize>>,
    /// Whether no smaller number of groups exists.
    pub fewest: bool,
}

/// Groups claims by what can hold together.
///
/// Intervals are stabbed greedily by their upper ends, which is optimal. Sets are grouped exactly
/// up to 12 distinct ones, greedily beyond. A denied claim joins the first group that admits it.
pub fn positions(items: &[Item<'_>], members: &[usize]) -> Positions {
    let set = |at: usize| &items[at].claim.set;
    let (denied, affirmed): (Vec<usize>, Vec<usize>) =
        members.iter().partition(|&&at| items[at].claim.polarity == Polarity::Denied);
    let mut intervals = Vec::new();
    let mut distinct: Vec<(&Set, Vec<usize>)> = Vec::new();
    let mut index: HashMap<&Set, usize> = HashMap::new();
    for &at in &affirmed {
        if let Some(interval) = as_interval(set(at)) {
            intervals.push((interval, at));
            continue;
        }
        let slot = *index.entry(set(at)).or_insert_with(|| {
            distinct.push((set(at), Vec::new()));
            distinct.len() - 1
        });
        distinct[slot].1.push(at);
    }
    let mut positions = if distinct.is_empty() {
        Positions { groups: stab(intervals), fewest: true }
    } else {
        // Sets with holes among intervals: all are grouped as sets.
        for (_, at) in intervals {
            match distinct.iter_mut().find(|(known, _)| *known == set(at)) {
                Some((_, claims)) => claims.push(at),
                None => distinct.push((set(at), vec![at])),
            }
        }
        group_sets(&distinct)
    };
    for group in &mut positions.groups {
        group.sort_unstable();
    }
    for at in denied {
        let admits = |group: &&mut Vec<usize>| admits(items, group, at);
        match positions.groups.iter_mut().find(admits) {
            Some(group) => group.push(at),
            None => positions.groups.push(vec![at]),
        }
    }
    positions
}

fn admits(items: &[Item<'_>], group: &[usize], denied: usize) -> bool {
    let new = &items[denied].claim.set;
    let mut sets: Vec<&Set> = group.iter().map(|&at| &items[at].claim.set).collect();
    let against =
        |set: &&Set| matches!(relate(set, new), Relation::Disjoint | Relation::Incomparable);
    if sets.iter().any(against) {
        return false;
    }
    sets.push(new);
    consistent(&sets)
}

/// A line's kind of measure and its span, when it is a plain interval.
fn as_interval(set: &Set) -> Option<(&Line, (Cut, Cut))> {
    match set {
        Set::Line(line) if !line.many => line.hull.as_span().map(|span| (line, span)),
        _ => None,
    }
}

/// A line, its span and the item.
type Interval<'l> = ((&'l Line, (Cut, Cut)), usize);

/// Stabs intervals by their upper ends, each measure by itself.
fn stab(intervals: Vec<Interval<'_>>) -> Vec<Vec<usize>> {
    let mut sorted: Vec<_> = intervals
        .into_iter()
        .map(|((line, (from, to)), at)| (line.dimension.as_ref(), to, from, at))
        .collect();
    sorted.sort_unstable();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut open = None;
    for (dimension, to, from, at) in sorted {
        match (open, groups.last_mut()) {
            // The stab stands just before the upper end of the group's first interval.
            (Some((measure, stab)), Some(group)) if measure == dimension && from < stab => {
                group.push(at);
            }
            _ => {
                open = Some((dimension, to));
                groups.push(vec![at]);
            }
        }
    }
    groups
}

fn group_sets(distinct: &[(&Set, Vec<usize>)]) -> Positions {
    let sets: Vec<&Set> = distinct.iter().map(|(set, _)| *set).collect();
    let fewest = sets.len() <= EXACT;
    let parts = if fewest { exact_parts(&sets) } else { greedy_parts(&sets) };
    let gather = |part: &Vec<usize>| part.iter().flat_map(|&i| distinct[i].1.clone()).collect();
    let mut groups: Vec<Vec<usize>> = parts.iter().map(gather).collect();
    groups.sort_by_key(|group| group.iter().min().copied());
    Positions { groups, fewest }
}

/// The fewest parts, by dynamic programming over subsets: 3¹² steps at most.
fn exact_parts(sets: &[&Set]) -> Vec<Vec<usize>> {
    let full = (1_usize << sets.len()) - 1;
    let members = |mask: usize| (0..sets.len()).filter(move |i| mask & (1 << i) != 0);
    let mut holds = vec![true; full + 1];
    for mask in 1..=full {
        // A part of what cannot hold together makes the whole impossible too.
        let smaller = members(mask).all(|i| holds[mask & !(1 << i)]);
        holds[mask] = smaller && consistent(&members(mask).map(|i| sets[i]).collect::<Vec<&Set>>());
    }
    // fewest[mask]: how many parts, and the one that holds the lowest set.
    let mut fewest = vec![(0_usize, 0_usize); full + 1];
    for mask in 1..=full {
        let lowest = mask & mask.wrapping_neg();
        let rest = mask ^ lowest;
        let mut best = (usize::MAX, 0);
        let mut sub = rest;
        loop {
            let part = sub | lowest;
            // Larger parts come first, so that ties go to them.
            if holds[part] && fewest[mask ^ part].0 + 1 < best.0 {
                best = (fewest[mask ^ part].0 + 1, part);
            }
            if sub == 0 {
                break;
            }
            sub = (sub - 1) & rest;
        }
        fewest[mask] = best;
    }
    let mut parts = Vec::new();
    let mut mask = full;
    while mask != 0 {
        let part = fewest[mask].1;
        parts.push(members(part).collect());
        mask ^= part;
    }
    parts
}

fn greedy_parts(sets: &[&Set]) -> Vec<Vec<usize>> {
    let mut parts: Vec<(Vec<usize>, Vec<&Set>)> = Vec::new();
    for (at, set) in sets.iter().enumerate() {
        let fits = |held: &[&Set]| {
            let with_new: Vec<&Set> = held.iter().copied().chain([*set]).collect();
            consistent(&with_new)
        };
        match parts.iter_mut().find(|(_, held)| fits(held)) {
            Some((part, held)) => {
                part.push(at);
                held.push(set);
            }
            None => parts.push((vec![at], vec![set])),
        }
    }
    parts.into_iter().map(|(part, _)| part).collect()
}
