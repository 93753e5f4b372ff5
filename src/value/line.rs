//! Sets of points on a line: days, amounts.
//!
//! A set is a union of spans between *cuts*. A cut lies just before or just after a point, so open
//! and closed ends, whole days and exact amounts need no cases of their own.

use rust_decimal::Decimal;

/// A place between points. The order of the variants is the order on the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cut {
    /// Before everything.
    Start,
    /// Beside a point.
    At(Decimal, Side),
    /// After everything.
    End,
}

/// On which side of a point a cut lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The point is right of the cut.
    Before,
    /// The point is left of the cut.
    After,
}

impl Cut {
    /// Just before `point`.
    pub fn before(point: impl Into<Decimal>) -> Self {
        Cut::At(point.into(), Side::Before)
    }

    /// Just after `point`.
    pub fn after(point: impl Into<Decimal>) -> Self {
        Cut::At(point.into(), Side::After)
    }

    /// The same place on the other side of zero.
    fn mirrored(self) -> Self {
        match self {
            Cut::Start => Cut::End,
            Cut::At(point, Side::Before) => Cut::after(-point),
            Cut::At(point, Side::After) => Cut::before(-point),
            Cut::End => Cut::Start,
        }
    }

    /// Just before the day of number `day`. Days are whole: the end of one is the start of the next.
    pub fn before_day(day: i64) -> Self {
        Cut::before(day)
    }
}

/// A set of points on a line, and whether "there is no value at all" belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LineSet {
    /// Disjoint, ascending, none empty, no two of them touching.
    spans: Vec<(Cut, Cut)>,
    /// Whether the world in which there is no value belongs to the set.
    pub none: bool,
}

impl LineSet {
    /// The set of nothing.
    pub fn empty() -> Self {
        LineSet { spans: Vec::new(), none: false }
    }

    /// The points between two cuts.
    pub fn between(from: Cut, to: Cut) -> Self {
        let spans = if from < to { vec![(from, to)] } else { Vec::new() };
        LineSet { spans, none: false }
    }

    /// One point.
    pub fn point(point: Decimal) -> Self {
        LineSet::between(Cut::before(point), Cut::after(point))
    }

    /// The set that holds only "there is no value".
    pub fn absent() -> Self {
        LineSet { spans: Vec::new(), none: true }
    }

    /// The same points, with or without "there is no value".
    pub fn with_none(self, none: bool) -> Self {
        LineSet { none, ..self }
    }

    /// All points of some spans; empty spans are dropped, overlapping and touching ones joined.
    pub fn union(spans: impl IntoIterator<Item = (Cut, Cut)>) -> Self {
        let mut sorted: Vec<(Cut, Cut)> = spans.into_iter().filter(|(a, b)| a < b).collect();
        sorted.sort_unstable();
        let mut joined: Vec<(Cut, Cut)> = Vec::with_capacity(sorted.len());
        for (from, to) in sorted {
            match joined.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => joined.push((from, to)),
            }
        }
        LineSet { spans: joined, none: false }
    }

    /// The spans, ascending and disjoint.
    pub fn spans(&self) -> &[(Cut, Cut)] {
        &self.spans
    }

    /// The single span, when the set is one and nothing else.
    pub fn as_span(&self) -> Option<(Cut, Cut)> {
        match (self.spans.as_slice(), self.none) {
            ([one], false) => Some(*one),
            _ => None,
        }
    }

    /// Whether nothing belongs to it.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty() && !self.none
    }

    /// The set with all points negated.
    pub fn mirrored(&self) -> Self {
        let spans = self.spans.iter().rev().map(|(from, to)| (to.mirrored(), from.mirrored()));
        LineSet { spans: spans.collect(), none: self.none }
    }

    /// All other points inside `universe`; "no value" is not among them.
    pub fn complement(&self, universe: (Cut, Cut)) -> Self {
        let mut spans = Vec::with_capacity(self.spans.len() + 1);
        let mut at = universe.0;
        for &(from, to) in &self.spans {
            spans.push((at, from.min(universe.1)));
            at = at.max(to);
        }
        spans.push((at, universe.1));
        LineSet::union(spans)
    }

    /// What belongs to both.
    pub fn intersection(&self, other: &Self) -> Self {
        let (mut i, mut j) = (0, 0);
        let mut spans = Vec::new();
        while let (Some(a), Some(b)) = (self.spans.get(i), other.spans.get(j)) {
            let (from, to) = (a.0.max(b.0), a.1.min(b.1));
            if from < to {
                spans.push((from, to));
            }
            if a.1 <= b.1 {
                i += 1;
            } else {
                j += 1;
            }
        }
        LineSet { spans, none: self.none && other.none }
    }

    /// Whether something belongs to both.
    pub fn meets(&self, other: &Self) -> bool {
        if let ([a], [b]) = (self.spans.as_slice(), other.spans.as_slice()) {
            return (a.0.max(b.0) < a.1.min(b.1)) || (self.none && other.none);
        }
        !self.intersection(other).is_empty()
    }

    /// Whether all of it belongs to `other` too.
    pub fn within(&self, other: &Self) -> bool {
        (!self.none || other.none)
            && self.spans.iter().all(|a| other.spans.iter().any(|b| b.0 <= a.0 && a.1 <= b.1))
    }

    /// Whether all its points lie before (left of) all points of `other`, both having some.
    pub fn precedes(&self, other: &Self) -> bool {
        match (self.spans.last(), other.spans.first()) {
            (Some(a), Some(b)) => a.1 <= b.0,
            _ => false,
        }
    }
}
