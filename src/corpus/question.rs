//! Questions: which claims are about the same thing.

use std::collections::{BTreeMap, BTreeSet};

use super::item::Item;
use crate::config::Vocabulary;
use crate::model::{Claim, EntityId, PredicateId};
use crate::value::fold;

/// A subject, a predicate, the values of its `per` scope keys, and the claims that may be about it.
#[derive(Clone, Debug)]
pub struct Question {
    /// What it is about.
    pub subject: EntityId,
    /// What it asks.
    pub predicate: PredicateId,
    /// The `per` keys that its claims give, with the value as first written.
    pub scope: Vec<(String, String)>,
    /// Item indices, ascending.
    pub items: Vec<usize>,
}

/// Groups items into questions, in the order of subject, predicate and scope.
///
/// A claim that is silent on a `per` key joins every question that it could belong to: the
/// questions are the largest sets of claims that no key separates.
pub fn questions(items: &[Item<'_>], vocabulary: &Vocabulary) -> Vec<Question> {
    let mut groups: BTreeMap<(EntityId, PredicateId), Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        groups.entry((item.claim.subject, item.claim.predicate)).or_default().push(at);
    }
    let mut questions = Vec::new();
    for ((subject, predicate), members) in groups {
        let mut parts = vec![(Vec::new(), members)];
        for key in &vocabulary.predicate(predicate).per {
            parts = parts.into_iter().flat_map(|part| split(part, key, items)).collect();
        }
        for (scope, members) in without_contained(parts) {
            questions.push(Question { subject, predicate, scope, items: members });
        }
    }
    questions
}

/// Whether two claims may be on one question: no `per` key that both give tells them apart.
pub fn may_share(a: &Claim, b: &Claim, vocabulary: &Vocabulary) -> bool {
    let differs = |key: &String| match (a.scope.get(key), b.scope.get(key)) {
        (Some(x), Some(y)) => same_value(x) != same_value(y),
        _ => false,
    };
    (a.subject, a.predicate) == (b.subject, b.predicate)
        && !vocabulary.predicate(a.predicate).per.iter().any(differs)
}

/// What spellings of one scope value have in common.
fn same_value(value: &str) -> String {
    fold(value)
}

type Part = (Vec<(String, String)>, Vec<usize>);

/// Splits by the values of one key; those silent on it go along with each.
fn split((scope, members): Part, key: &str, items: &[Item<'_>]) -> Vec<Part> {
    let mut by_value: BTreeMap<String, (String, Vec<usize>)> = BTreeMap::new();
    let mut silent = Vec::new();
    for &at in &members {
        match items[at].claim.scope.get(key) {
            Some(value) => {
                by_value.entry(same_value(value)).or_insert((value.clone(), Vec::new())).1.push(at);
            }
            None => silent.push(at),
        }
    }
    if by_value.is_empty() {
        return vec![(scope, members)];
    }
    let join = |(value, mut members): (String, Vec<usize>)| {
        members.extend(&silent);
        members.sort_unstable();
        let mut scope = scope.clone();
        scope.push((key.to_owned(), value));
        (scope, members)
    };
    by_value.into_values().map(join).collect()
}

/// Drops parts whose claims all stand together in another part; only claims that are silent on a
/// key stand in two.
fn without_contained(parts: Vec<Part>) -> Vec<Part> {
    let mut seen = BTreeMap::new();
    for at in parts.iter().flat_map(|(_, members)| members) {
        *seen.entry(*at).or_insert(0) += 1;
    }
    let sets: Vec<BTreeSet<usize>> =
        parts.iter().map(|(_, members)| members.iter().copied().collect()).collect();
    let is_contained = |at: usize| {
        sets[at].iter().all(|item| seen[item] > 1)
            && sets.iter().enumerate().any(|(other, set)| {
                other != at && sets[at].is_subset(set) && (sets[at].len() < set.len() || other < at)
            })
    };
    let keep: Vec<bool> = (0..parts.len()).map(|at| !is_contained(at)).collect();
    parts.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(part, _)| part).collect()
}
