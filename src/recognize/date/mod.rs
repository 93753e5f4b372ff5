//! Dates and periods in text, as EDTF.

mod frame;
mod numeric;
mod part;
mod point;
mod range;
mod relative;
mod resolve;
mod settle;
mod spelled;
mod tense;
mod third;
mod unit;

pub use frame::{Dated, date};
pub use range::is_left;
pub use resolve::Calendar;

/// The phrases that dates start with.
pub(super) const STARTS: u128 =
    frame::FRAMED | range::LED | relative::RELATIVE | third::PARTS | point::NAMED;
