//! What is settled between claims before their values are looked at.

use std::collections::{BTreeMap, BTreeSet};

/// What is settled between items: by people, or by what the claims say of each other.
#[derive(Clone, Debug, Default)]
pub struct Settled {
    /// For each item the resolutions that cover it, by number, ascending.
    resolutions: BTreeMap<usize, Vec<usize>>,
    /// For each item those that it supersedes or that supersede it, with a cue.
    superseded: BTreeMap<usize, BTreeSet<usize>>,
}

impl Settled {
    /// The key of a pair.
    pub fn key(a: usize, b: usize) -> (usize, usize) {
        (a.min(b), a.max(b))
    }

    /// Records a fresh resolution on all pairs among some items.
    pub fn resolve(&mut self, number: usize, items: &[usize]) {
        for &item in items {
            self.resolutions.entry(item).or_default().push(number);
        }
    }

    /// Records that one of a pair supersedes the other.
    pub fn supersede(&mut self, a: usize, b: usize) {
        self.superseded.entry(a).or_default().insert(b);
        self.superseded.entry(b).or_default().insert(a);
    }

    /// The same without any resolution.
    pub fn without_resolutions(&self) -> Self {
        Settled { superseded: self.superseded.clone(), ..Settled::default() }
    }

    /// The resolutions that cover an item.
    pub fn resolutions_of(&self, item: usize) -> &[usize] {
        self.resolutions.get(&item).map_or(&[], Vec::as_slice)
    }

    /// Whether a resolution covers both.
    pub fn is_resolved(&self, a: usize, b: usize) -> bool {
        let of_b = self.resolutions_of(b);
        !of_b.is_empty() && self.resolutions_of(a).iter().any(|number| of_b.contains(number))
    }

    /// Whether one supersedes the other.
    pub fn is_superseded(&self, a: usize, b: usize) -> bool {
        self.superseded.get(&a).is_some_and(|others| others.contains(&b))
    }

    /// Whether anything is settled about an item.
    pub fn touches(&self, item: usize) -> bool {
        self.resolutions.contains_key(&item) || self.superseded.contains_key(&item)
    }
}
