//! How two values relate: decided on sets alone, without regard to who said what when.

use super::line::LineSet;
use super::members::{self, Form, Members};
use super::{EVERYTHING, Line, Set, Text};

/// The relation of one value to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// The same set.
    Equal,
    /// All that the first allows, the second allows: the first is more precise.
    Refines,
    /// The converse of [`Relation::Refines`].
    Generalises,
    /// Some worlds are in both.
    Overlaps,
    /// To the letter they differ, within their precision they agree: cores disjoint, hulls not.
    Near,
    /// No world is in both.
    Disjoint,
    /// Not on one scale.
    Incomparable,
}

impl Relation {
    /// The relation's name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Equal => "equal",
            Relation::Refines => "refines",
            Relation::Generalises => "generalises",
            Relation::Overlaps => "overlaps",
            Relation::Near => "near",
            Relation::Disjoint => "disjoint",
            Relation::Incomparable => "incomparable",
        }
    }

    /// The relation seen from the other side.
    pub fn converse(self) -> Self {
        match self {
            Relation::Refines => Relation::Generalises,
            Relation::Generalises => Relation::Refines,
            same => same,
        }
    }

    fn of_inclusions(within: bool, contains: bool) -> Self {
        match (within, contains) {
            (true, true) => Relation::Equal,
            (true, false) => Relation::Refines,
            (false, true) => Relation::Generalises,
            (false, false) => Relation::Overlaps,
        }
    }
}

/// Relates two values of one predicate. `relate(b, a)` is the converse of `relate(a, b)`.
pub fn relate(a: &Set, b: &Set) -> Relation {
    match (a, b) {
        (Set::Line(a), Set::Line(b)) => relate_lines(a, b),
        (Set::Members(a), Set::Members(b)) => relate_members(a, b),
        (Set::Text(a), Set::Text(b)) => relate_texts(a, b),
        _ => Relation::Incomparable,
    }
}

fn relate_lines(a: &Line, b: &Line) -> Relation {
    if let (Some(x), Some(y)) = (&a.dimension, &b.dimension)
        && x != y
    {
        return Relation::Incomparable;
    }
    if a.many || b.many {
        return relate_many(a, b);
    }
    if !a.hull.meets(&b.hull) || entails_denied(a, b) {
        return Relation::Disjoint;
    }
    if a.hull == b.hull && a.core == b.core {
        return Relation::Equal;
    }
    if !a.core.meets(&b.core) {
        return Relation::Near;
    }
    let within = |x: &Line, y: &Line| x.hull.within(&y.hull) && x.core.within(&y.core);
    Relation::of_inclusions(within(a, b), within(b, a))
}

/// Whether one side affirms something that says all that the other denies. « 100 million » and its
/// denial can't both hold, however either is rounded.
fn entails_denied(a: &Line, b: &Line) -> bool {
    // Of a denial of X, the hull is the outside of core(X) and the core the outside of hull(X): so
    // "inside hull(X) and inside core(X)" is "apart from the core and apart from the hull".
    a.denied != b.denied && !a.hull.meets(&b.core) && !a.core.meets(&b.hull)
}

/// Where several values may hold at once, an affirmed claim says that one lies in its set and a
/// denied one that none lies in the set denied.
fn relate_many(a: &Line, b: &Line) -> Relation {
    if a.hull == b.hull && a.core == b.core {
        return Relation::Equal;
    }
    if a.denied != b.denied || a.hull.none || b.hull.none {
        // What is affirmed lies wholly in what is denied; or one says that there is none.
        if !a.hull.meets(&b.hull) || entails_denied(a, b) {
            return Relation::Disjoint;
        }
        if a.denied != b.denied {
            return Relation::Overlaps;
        }
    }
    let within = |x: &Line, y: &Line| x.hull.within(&y.hull) && x.core.within(&y.core);
    match Relation::of_inclusions(within(a, b), within(b, a)) {
        Relation::Overlaps if a.hull.meets(&b.hull) && !a.core.meets(&b.core) => Relation::Near,
        other => other,
    }
}

fn relate_members(a: &Members, b: &Members) -> Relation {
    if !a.meets(b) {
        return Relation::Disjoint;
    }
    Relation::of_inclusions(a.within(b), b.within(a))
}

fn relate_texts(a: &Text, b: &Text) -> Relation {
    match (&a.folded, &b.folded) {
        (x, y) if x == y && a.denied == b.denied => Relation::Equal,
        (x, y) if x == y => Relation::Disjoint,
        // "There is none" against "it is X" or "it is not X", and against "there is one".
        (None, Some(_)) if !a.denied => {
            if b.denied {
                Relation::Refines
            } else {
                Relation::Disjoint
            }
        }
        (None, Some(_)) => {
            if b.denied {
                Relation::Overlaps
            } else {
                Relation::Generalises
            }
        }
        (Some(_), None) => relate_texts(b, a).converse(),
        _ => Relation::Incomparable,
    }
}

/// Whether one world can meet all the values. Values that can't be compared share no world.
pub fn consistent(all: &[&Set]) -> bool {
    match all.first() {
        None | Some(Set::Text(_)) => all
            .iter()
            .enumerate()
            .all(|(at, a)| all[at + 1..].iter().all(|b| may_agree(relate(a, b)))),
        Some(Set::Members(_)) => {
            let members: Vec<&Members> = all
                .iter()
                .filter_map(|set| match set {
                    Set::Members(members) => Some(members),
                    _ => None,
                })
                .collect();
            members::jointly_possible(&members)
        }
        Some(Set::Line(_)) => {
            let lines: Vec<&Line> = all
                .iter()
                .filter_map(|set| match set {
                    Set::Line(line) => Some(line),
                    _ => None,
                })
                .collect();
            consistent_lines(&lines)
        }
    }
}

fn may_agree(relation: Relation) -> bool {
    !matches!(relation, Relation::Disjoint | Relation::Incomparable)
}

fn consistent_lines(lines: &[&Line]) -> bool {
    let mut dimensions = lines.iter().filter_map(|line| line.dimension.as_ref());
    if let Some(first) = dimensions.next()
        && dimensions.any(|other| other != first)
    {
        return false;
    }
    let (denied, affirmed): (Vec<&Line>, Vec<&Line>) = lines.iter().partition(|line| line.denied);
    let against = |a: &&Line| denied.iter().any(|d| relate_lines(a, d) == Relation::Disjoint);
    if affirmed.iter().any(against) {
        return false;
    }
    let meet = |lines: &[&Line]| {
        let all = LineSet::between(EVERYTHING.0, EVERYTHING.1).with_none(true);
        lines.iter().fold(all, |meet, line| meet.intersection(&line.hull))
    };
    if !lines.iter().any(|line| line.many) {
        return !meet(lines).is_empty();
    }
    // Several values may hold: each affirmed claim needs one that all denials leave, and "there is
    // none" goes against every other.
    let left = meet(&denied);
    let is_absence = |a: &&Line| a.hull.none;
    let needs_one = denied.iter().any(|d| !d.hull.none);
    (!needs_one || !left.spans().is_empty())
        && affirmed.iter().all(|a| a.hull.meets(&left))
        && (affirmed.iter().all(is_absence) || !affirmed.iter().any(is_absence))
}

/// Whether two values name a member in common. Denials name none.
pub fn shares_member(a: &Set, b: &Set) -> bool {
    match (a, b) {
        (Set::Line(a), Set::Line(b)) => {
            (a.denied && b.denied) || (!a.denied && !b.denied && a.hull.meets(&b.hull))
        }
        (Set::Members(a), Set::Members(b)) => {
            let denied = |m: &Members| matches!(m.form(), Form::NoneOf | Form::NotExactly);
            denied(a) == denied(b) && a.shares_member(b)
        }
        _ => relate(a, b) == Relation::Equal,
    }
}
