//! Hedges: words before a number that make it a bound.

use super::measured;
use crate::recognize::lexicon::flag;
use crate::recognize::lists;
use crate::recognize::phrase::list_bits;
use crate::recognize::view::View;
use crate::value::quantity::Bounds;

/// What a hedge makes of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hedge {
    MoreThan,
    LessThan,
    Min,
    Max,
    About,
}

impl Hedge {
    const ALL: [(u16, Hedge); 5] = [
        (lists::MORE_THAN, Hedge::MoreThan),
        (lists::LESS_THAN, Hedge::LessThan),
        (lists::MIN, Hedge::Min),
        (lists::MAX, Hedge::Max),
        (lists::ABOUT, Hedge::About),
    ];

    /// Bounds with this hedge; ranges keep theirs, and a bound stays the bound of "about".
    pub(super) fn apply(self, bounds: &Bounds) -> Bounds {
        let Some(value) = bounds.amount.or(bounds.about) else { return *bounds };
        let none = Bounds::default();
        match self {
            Hedge::MoreThan => Bounds { more_than: Some(value), ..none },
            Hedge::LessThan => Bounds { less_than: Some(value), ..none },
            Hedge::Min => Bounds { min: Some(value), ..none },
            Hedge::Max => Bounds { max: Some(value), ..none },
            Hedge::About => Bounds { about: Some(value), ..none },
        }
    }
}

/// What hedges start with.
pub(super) const HEDGES: u128 =
    list_bits(&[lists::MORE_THAN, lists::LESS_THAN, lists::MIN, lists::MAX, lists::ABOUT]);

/// The hedge at a token and the first token behind it.
pub(super) fn hedge(view: &View<'_>, at: usize) -> Option<(Hedge, usize)> {
    if !view.starts_any(at, HEDGES) {
        return None;
    }
    let found =
        Hedge::ALL.iter().filter_map(|(name, hedge)| Some((view.listed(at, *name)?, *hedge)));
    let (mut end, hedge) = found.max_by_key(|(end, _)| *end)?;
    // « au moins quelque 300 personnes », "as many as about 40": the outer hedge counts.
    if let Some(inner) = view.listed(end, lists::ABOUT) {
        end = inner;
    }
    // "over the 300", not "took over on 1 May".
    let may_skip = view.has(end, flag::FUNCTION) && view.is_listed(end, lists::DETERMINERS);
    if may_skip && !starts_number(view, end) && starts_number(view, end + 1) {
        end += 1;
    }
    starts_number(view, end).then_some((hedge, end))
}

/// Whether a number starts here that is no day: "until at least 1 May".
fn starts_number(view: &View<'_>, at: usize) -> bool {
    measured(view, at).is_some_and(|found| view.word(found.value.end).month == 0)
}
