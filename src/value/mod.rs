//! Values as sets of possible worlds, and how two of them relate.
//!
//! A value is a *hull*, all that it may be, around a *core*, what it surely allows. Two claims agree
//! when a world belongs to both; imprecision never makes a contradiction. Everything here is pure.

pub mod date;
pub mod line;
pub mod members;
pub mod quantity;
pub mod unit;

mod day;
mod fold;
mod relate;
mod written;

pub use fold::{fold, fold_name, is_legal_form, is_unseen};
pub use relate::{Relation, consistent, relate, shares_member};
pub use written::{Written, toml_string};

use line::{Cut, LineSet};
use members::Members;
use unit::Dimension;

/// The set of worlds that a claim allows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Set {
    /// Days, amounts, booleans.
    Line(Line),
    /// Entities, categories.
    Members(Members),
    /// A text, known only to be the same as another or not.
    Text(Text),
}

/// A set of points on a line.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Line {
    /// All that it may be.
    pub hull: LineSet,
    /// What it surely allows.
    pub core: LineSet,
    /// What the points measure; `None` where that does not matter, as with "there is none".
    pub dimension: Option<Dimension>,
    /// All points that there are.
    pub universe: (Cut, Cut),
    /// Whether this is the denial of what was written.
    pub denied: bool,
    /// Whether several values may hold at once: the claim then says that one of them is in the set
    /// (denied: that none is).
    pub many: bool,
}

/// A text, compared after folding.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Text {
    /// The folded text; `None` for "there is none".
    pub folded: Option<String>,
    /// Whether it is denied.
    pub denied: bool,
}

/// All points of a line without ends.
pub const EVERYTHING: (Cut, Cut) = (Cut::Start, Cut::End);

impl Line {
    /// An affirmed set of points on an endless line.
    pub fn new(hull: LineSet, core: LineSet, dimension: Option<Dimension>) -> Self {
        Line { hull, core, dimension, universe: EVERYTHING, denied: false, many: false }
    }

    /// Yes or no: the points 1 and 0. One of them holds: there is no third value.
    pub fn boolean(value: bool) -> Self {
        let point = LineSet::between(
            Cut::before_day(i64::from(value)),
            Cut::before_day(i64::from(value) + 1),
        );
        let universe = (Cut::before_day(0), Cut::before_day(2));
        Line { universe, ..Line::new(point.clone(), point, Some(Dimension::Plain)) }
    }

    /// "There is none."
    pub fn absent() -> Self {
        Line::new(LineSet::absent(), LineSet::absent(), None)
    }

    /// "There is none" of what is counted: near zero.
    pub fn none_of() -> Self {
        let zero = LineSet::point(rust_decimal::Decimal::ZERO).with_none(true);
        Line::new(zero, LineSet::absent(), None)
    }

    fn denied(&self) -> Self {
        let outside = |set: &LineSet| {
            set.complement(self.universe).with_none(self.universe == EVERYTHING && !set.none)
        };
        Line {
            hull: outside(&self.core),
            core: outside(&self.hull),
            denied: !self.denied,
            ..self.clone()
        }
    }
}

impl Set {
    /// What the denial of a claim with this set allows: its hull is everything outside the core,
    /// its core everything outside the hull.
    pub fn denied(&self) -> Set {
        match self {
            Set::Line(line) => Set::Line(line.denied()),
            Set::Members(members) => Set::Members(members.denied()),
            Set::Text(text) => Set::Text(Text { denied: !text.denied, ..text.clone() }),
        }
    }
}
