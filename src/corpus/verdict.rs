//! The verdict on two claims of one question: the table of FORMAT, line by line.

use std::collections::{BTreeMap, BTreeSet};

use super::item::{Item, Time};
use crate::config::{Cardinality, Predicate, Varies};
use crate::diagnostic::{self, Rule};
use crate::model::{Factuality, Mode, Polarity};
use crate::value::{Relation, Set, relate, shares_member};

/// What is to be said of two claims on one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Line 3: a person has decided.
    Resolved,
    /// Line 3: one replaces the other.
    Superseded,
    /// Line 4: nobody stands by one of them.
    Uncommitted,
    /// Line 5: not on one scale.
    Incomparable,
    /// Line 6: the same, from independent origins.
    Corroboration,
    /// Line 6: the same, from one origin.
    Repetition,
    /// Line 7: one adds to the other.
    Supplement,
    /// Line 8: they differ in precision.
    Compatible,
    /// Line 9: they hold at different times.
    Change,
    /// Line 10: they would clash if they are about the same.
    PossibleContradiction,
    /// Line 11: one article, one voice.
    SelfContradiction,
    /// Line 12: one statement reported in two ways.
    Misreport,
    /// Line 13: one voice.
    Contradiction,
    /// Line 14: two voices.
    Disputed,
    /// Line 15: they differ, and so do their certainty or mode.
    Tension,
}

impl Verdict {
    /// All verdicts, those that make the strongest findings first. Inside one level the verdict of
    /// a finding is the first of these: what a reader must look at before what agrees.
    pub const BY_STRENGTH: [Verdict; 15] = [
        Verdict::SelfContradiction,
        Verdict::Misreport,
        Verdict::Contradiction,
        Verdict::Disputed,
        Verdict::PossibleContradiction,
        Verdict::Tension,
        Verdict::Change,
        Verdict::Resolved,
        Verdict::Superseded,
        Verdict::Incomparable,
        Verdict::Compatible,
        Verdict::Corroboration,
        Verdict::Repetition,
        Verdict::Supplement,
        Verdict::Uncommitted,
    ];

    /// The line of the verdict table.
    pub fn line(self) -> u8 {
        match self {
            Verdict::Resolved | Verdict::Superseded => 3,
            Verdict::Uncommitted => 4,
            Verdict::Incomparable => 5,
            Verdict::Corroboration | Verdict::Repetition => 6,
            Verdict::Supplement => 7,
            Verdict::Compatible => 8,
            Verdict::Change => 9,
            Verdict::PossibleContradiction => 10,
            Verdict::SelfContradiction => 11,
            Verdict::Misreport => 12,
            Verdict::Contradiction => 13,
            Verdict::Disputed => 14,
            Verdict::Tension => 15,
        }
    }

    /// The rule that reports it; `None` for verdicts that are counted only.
    pub fn rule(self) -> Option<&'static Rule> {
        Some(match self {
            Verdict::Uncommitted | Verdict::Supplement => return None,
            Verdict::Resolved => &diagnostic::RESOLVED,
            Verdict::Superseded => &diagnostic::SUPERSEDED,
            Verdict::Incomparable => &diagnostic::INCOMPARABLE,
            Verdict::Corroboration => &diagnostic::CORROBORATION,
            Verdict::Repetition => &diagnostic::REPETITION,
            Verdict::Compatible => &diagnostic::COMPATIBLE,
            Verdict::Change => &diagnostic::CHANGE,
            Verdict::PossibleContradiction => &diagnostic::POSSIBLE_CONTRADICTION,
            Verdict::SelfContradiction => &diagnostic::SELF_CONTRADICTION,
            Verdict::Misreport => &diagnostic::MISREPORT,
            Verdict::Contradiction => &diagnostic::CONTRADICTION,
            Verdict::Disputed => &diagnostic::DISPUTED,
            Verdict::Tension => &diagnostic::TENSION,
        })
    }

    /// The verdict's name.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Uncommitted => "uncommitted",
            Verdict::Supplement => "supplement",
            other => other.rule().map_or("", |rule| rule.name),
        }
    }

    /// The place in [`Verdict::BY_STRENGTH`]; smaller is stronger.
    pub fn rank(self) -> usize {
        Self::BY_STRENGTH.iter().position(|v| *v == self).unwrap_or(Self::BY_STRENGTH.len())
    }
}

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

/// The verdict on two claims of one question, and how their values relate. `a` and `b` are item
/// indices. Lines 1 and 2 of the table are the caller's: both claims are grounded and no `per` key
/// that both give differs.
pub fn verdict(
    items: &[Item<'_>],
    (a, b): (usize, usize),
    predicate: &Predicate,
    settled: &Settled,
) -> (Verdict, Relation) {
    let (x, y) = (&items[a], &items[b]);
    let relation = relate(&x.claim.set, &y.claim.set);
    let verdict = if settled.is_resolved(a, b) {
        Verdict::Resolved
    } else if settled.is_superseded(a, b) {
        Verdict::Superseded
    } else {
        by_table(x, y, relation, predicate)
    };
    (verdict, relation)
}

/// Lines 4 to 15.
fn by_table(a: &Item<'_>, b: &Item<'_>, relation: Relation, predicate: &Predicate) -> Verdict {
    if is_uncommitted(a) || is_uncommitted(b) {
        return Verdict::Uncommitted;
    }
    match relation {
        Relation::Incomparable => return Verdict::Incomparable,
        Relation::Equal if a.origin == b.origin => return Verdict::Repetition,
        Relation::Equal => return Verdict::Corroboration,
        Relation::Disjoint => {}
        _ => {
            let many = predicate.cardinality == Cardinality::Many;
            return if many && !shares_member(&a.claim.set, &b.claim.set) {
                Verdict::Supplement
            } else {
                Verdict::Compatible
            };
        }
    }
    let is_step = is_step(a, b, predicate.varies);
    if a.time.is_apart(&b.time) && !is_step {
        return Verdict::Change;
    }
    let clash = if is_step { Some(Verdict::Disputed) } else { clash(a, b) };
    match clash {
        None => Verdict::Tension,
        Some(_) if is_open(a, b, predicate) => Verdict::PossibleContradiction,
        Some(verdict) => verdict,
    }
}

/// Whether nobody stands by the claim.
pub(super) fn is_uncommitted(item: &Item<'_>) -> bool {
    item.claim.factuality == Factuality::Uncommitted || item.claim.mode == Mode::Hypothetical
}

/// Lines 11 to 14, for disjoint values at times that meet.
fn clash(a: &Item<'_>, b: &Item<'_>) -> Option<Verdict> {
    let (x, y) = (a.claim, b.claim);
    let certain = Factuality::Certain;
    let holder = x.deepest_holder();
    if x.mode == y.mode
        && x.factuality == certain
        && y.factuality == certain
        && holder == y.deepest_holder()
    {
        return Some(if a.article == b.article {
            Verdict::SelfContradiction
        } else if holder.is_some() && same_utterance(a, b) {
            Verdict::Misreport
        } else {
            Verdict::Contradiction
        });
    }
    let is_disputed = x.mode == Mode::Actual
        && y.mode == Mode::Actual
        && x.factuality == y.factuality
        && x.factuality <= Factuality::Probable;
    is_disputed.then_some(Verdict::Disputed)
}

/// Whether both say when the holder spoke, and it may have been the same time.
fn same_utterance(a: &Item<'_>, b: &Item<'_>) -> bool {
    match (&a.claim.said, &b.claim.said) {
        (Some(x), Some(y)) => x.set.hull.meets(&y.set.hull),
        _ => false,
    }
}

/// Line 10: whether something is missing that would tell if both are about the same.
pub(super) fn is_open(a: &Item<'_>, b: &Item<'_>, predicate: &Predicate) -> bool {
    let has_no_time = |item: &Item<'_>| item.time == Time::Unknown;
    has_no_time(a) || has_no_time(b) || silent_key(a, b, predicate).is_some()
}

/// A `per` key that one gives and the other does not.
pub(super) fn silent_key<'p>(
    a: &Item<'_>,
    b: &Item<'_>,
    predicate: &'p Predicate,
) -> Option<&'p str> {
    let gives = |item: &Item<'_>, key: &String| item.claim.scope.contains_key(key);
    predicate.per.iter().find(|key| gives(a, key) != gives(b, key)).map(String::as_str)
}

/// Whether the later of two affirmed claims goes against the direction in which the predicate
/// moves. Plans don't count, nor what is merely possible.
fn is_step(a: &Item<'_>, b: &Item<'_>, varies: Varies) -> bool {
    let counts = |item: &Item<'_>| {
        item.claim.polarity == Polarity::Affirmed
            && item.claim.mode == Mode::Actual
            && item.claim.factuality <= Factuality::Probable
    };
    let (Time::Days(s), Time::Days(t)) = (&a.time, &b.time) else { return false };
    let (earlier, later) = if s.precedes(t) {
        (a, b)
    } else if t.precedes(s) {
        (b, a)
    } else {
        return false;
    };
    let (Set::Line(before), Set::Line(after)) = (&earlier.claim.set, &later.claim.set) else {
        return false;
    };
    counts(a)
        && counts(b)
        && match varies {
            Varies::Rising => after.hull.precedes(&before.hull),
            Varies::Falling => before.hull.precedes(&after.hull),
            Varies::No | Varies::OverTime => false,
        }
}
