//! Amounts as sets of numbers: rounding, bounds, tolerance.

use rust_decimal::Decimal;

use super::line::{Cut, LineSet};
use super::unit::{Dimension, Unit};

/// The bounds of an amount as written; at least one is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// That amount, as precise as its digits.
    pub amount: Option<Decimal>,
    /// At least that.
    pub min: Option<Decimal>,
    /// At most that.
    pub max: Option<Decimal>,
    /// More than that; the bound itself is near.
    pub more_than: Option<Decimal>,
    /// Less than that; the bound itself is near.
    pub less_than: Option<Decimal>,
    /// Around that.
    pub about: Option<Decimal>,
}

impl Bounds {
    /// The bounds that are given, by their keys in claim files.
    pub fn given(&self) -> impl Iterator<Item = (&'static str, Decimal)> {
        [
            ("amount", self.amount),
            ("min", self.min),
            ("max", self.max),
            ("more-than", self.more_than),
            ("less-than", self.less_than),
            ("about", self.about),
        ]
        .into_iter()
        .filter_map(|(key, bound)| Some((key, bound?)))
    }

    /// Just an amount.
    pub fn amount(amount: Decimal) -> Self {
        Bounds { amount: Some(amount), ..Bounds::default() }
    }
}

/// What an amount may be and what it surely allows, in base units of its dimension.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct QuantitySet {
    /// All amounts that it may be.
    pub hull: LineSet,
    /// The amounts that it allows to the letter.
    pub core: LineSet,
    /// What it is an amount of.
    pub dimension: Dimension,
}

const TOO_LARGE: &str = "the amount is too large";

/// The set of an amount written in `unit`. `tolerance` is a share: 0.1 widens `about` by a tenth on
/// each side.
///
/// # Errors
///
/// A sentence that says which bounds contradict each other.
pub fn quantity(bounds: &Bounds, unit: &Unit, tolerance: Decimal) -> Result<QuantitySet, String> {
    let alone = [bounds.amount, bounds.about].iter().flatten().count();
    let lower = [bounds.min, bounds.more_than];
    let upper = [bounds.max, bounds.less_than];
    let bounded = lower.iter().chain(&upper).flatten().count();
    if alone + bounded == 0 {
        return Err(
            "an amount needs a number: `amount`, `min`, `max`, `more-than`, `less-than` or \
                    `about`"
                .into(),
        );
    }
    if alone > 1 || (alone == 1 && bounded > 0) {
        return Err("`amount` and `about` stand alone: bounds already say how far it goes".into());
    }
    if lower.iter().all(Option::is_some) || upper.iter().all(Option::is_some) {
        return Err("two bounds on one side: keep the one that the quote gives".into());
    }
    let (hull, core) = if let Some(amount) = bounds.amount {
        (rounded(amount).ok_or(TOO_LARGE)?, closed(amount, amount))
    } else if let Some(about) = bounds.about {
        (around(about, tolerance).ok_or(TOO_LARGE)?, closed(about, about))
    } else {
        bounded_sets(bounds)?
    };
    let scale = |set: LineSet| scaled(set, unit.factor);
    Ok(QuantitySet { hull: scale(hull)?, core: scale(core)?, dimension: unit.dimension.clone() })
}

fn bounded_sets(bounds: &Bounds) -> Result<(LineSet, LineSet), String> {
    let low = bounds.min.or(bounds.more_than);
    let high = bounds.max.or(bounds.less_than);
    let from = low.map_or(Cut::Start, Cut::before);
    let to = high.map_or(Cut::End, Cut::after);
    let core_from = bounds.more_than.map_or(from, Cut::after);
    let core_to = bounds.less_than.map_or(to, Cut::before);
    if core_from >= core_to {
        let show = |bound: Option<Decimal>| bound.map(|b| b.to_string()).unwrap_or_default();
        return Err(format!("no amount lies between the bounds {} and {}", show(low), show(high)));
    }
    Ok((LineSet::between(from, to), LineSet::between(core_from, core_to)))
}

fn closed(from: Decimal, to: Decimal) -> LineSet {
    LineSet::between(Cut::before(from), Cut::after(to))
}

/// All amounts that are rounded to `amount`: half a unit of its last significant digit on each side,
/// at least two digits counted. Zeros at the end of a whole number are not significant.
fn rounded(amount: Decimal) -> Option<LineSet> {
    let Some(half) = half_unit(amount) else { return Some(closed(amount, amount)) };
    let (from, to) = (amount.checked_sub(half)?, amount.checked_add(half)?);
    Some(LineSet::between(Cut::after(from), Cut::before(to)))
}

/// All amounts within the tolerance; never fewer than those that are rounded to it.
fn around(about: Decimal, tolerance: Decimal) -> Option<LineSet> {
    let margin = about.abs().checked_mul(tolerance)?;
    let wide = closed(about.checked_sub(margin)?, about.checked_add(margin)?);
    let spans = [wide, rounded(about)?];
    Some(LineSet::union(spans.iter().flat_map(|set| set.spans().to_vec())))
}

fn half_unit(amount: Decimal) -> Option<Decimal> {
    if amount.is_zero() {
        return None;
    }
    let digits = amount.mantissa().unsigned_abs();
    let scale = amount.scale() as i32;
    let leading = digits.ilog10() as i32 - scale;
    let mut last = -scale;
    if scale == 0 {
        let mut rest = digits;
        while rest.is_multiple_of(10) {
            rest /= 10;
            last += 1;
        }
    }
    let last = last.min(leading - 1);
    let five = Decimal::from(5);
    match last - 1 {
        place @ 0.. => (0..place).try_fold(five, |power, _| power.checked_mul(Decimal::TEN)),
        place => Some(Decimal::new(5, (-place).min(28) as u32)),
    }
}

fn scaled(set: LineSet, factor: Decimal) -> Result<LineSet, String> {
    if factor == Decimal::ONE {
        return Ok(set);
    }
    let scale = |cut: Cut| match cut {
        Cut::At(point, side) => point
            .checked_mul(factor)
            .map(|point| Cut::At(point.normalize(), side))
            .ok_or_else(|| TOO_LARGE.to_owned()),
        end => Ok(end),
    };
    let spans: Result<Vec<_>, String> =
        set.spans().iter().map(|&(from, to)| Ok((scale(from)?, scale(to)?))).collect();
    Ok(LineSet::union(spans?))
}
