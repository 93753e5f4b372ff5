//! Positions: the fewest groups of claims such that those of a group can all hold together.

use std::collections::HashMap;

use super::item::Item;
use crate::model::Polarity;
use crate::value::line::{Cut, LineSet};
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
    place_denied(items, &denied, &mut positions.groups);
    positions
}

/// Puts each denied claim into the first group that admits it, else into one of its own.
fn place_denied(items: &[Item<'_>], denied: &[usize], groups: &mut Vec<Vec<usize>>) {
    let mut joints: Vec<Joint<'_>> = groups
        .iter()
        .map(|group| Joint::new(group.iter().map(|&at| &items[at].claim.set)))
        .collect();
    // Claims that deny the same go to the same place.
    let mut known: HashMap<&Set, usize> = HashMap::new();
    for &at in denied {
        let set = &items[at].claim.set;
        let place = *known.entry(set).or_insert_with(|| {
            let found = joints.iter().position(|joint| joint.admits(set));
            found.unwrap_or_else(|| {
                groups.push(Vec::new());
                joints.push(Joint::new([]));
                joints.len() - 1
            })
        });
        groups[place].push(at);
        joints[place].add(set);
    }
}

/// What the claims of a group leave open together.
struct Joint<'s> {
    distinct: Vec<&'s Set>,
    /// The common part of all hulls, where these are lines that hold one value.
    common: Option<LineSet>,
}

impl<'s> Joint<'s> {
    fn new(sets: impl IntoIterator<Item = &'s Set>) -> Self {
        let mut joint = Joint { distinct: Vec::new(), common: None };
        sets.into_iter().for_each(|set| joint.add(set));
        joint
    }

    fn add(&mut self, set: &'s Set) {
        if self.distinct.contains(&set) {
            return;
        }
        if let Set::Line(line) = set {
            self.common = Some(match &self.common {
                Some(common) => common.intersection(&line.hull),
                None => line.hull.clone(),
            });
        }
        self.distinct.push(set);
    }

    fn admits(&self, new: &Set) -> bool {
        let is_against =
            |set: &&&Set| matches!(relate(set, new), Relation::Disjoint | Relation::Incomparable);
        match (new, &self.common) {
            (Set::Line(line), Some(common)) if !line.many => {
                let affirmed = |set: &&&Set| !matches!(set, Set::Line(line) if line.denied);
                let is_of_other_kind = |set: &&Set| relate(set, new) == Relation::Incomparable;
                common.meets(&line.hull)
                    && !self.distinct.first().is_some_and(is_of_other_kind)
                    && !self.distinct.iter().filter(affirmed).any(|set| is_against(&set))
            }
            _ => {
                let with_new: Vec<&Set> = self.distinct.iter().copied().chain([new]).collect();
                !self.distinct.iter().any(|set| is_against(&set)) && consistent(&with_new)
            }
        }
    }
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
