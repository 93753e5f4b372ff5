//! Dates and periods in text, as EDTF.

mod counted;
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
mod year;

pub use frame::{Dated, date};
pub use point::Points;
pub use range::is_left;
pub use resolve::Calendar;

use super::lexicon::flag;
use super::number;
use super::token::Kind;
use super::view::View;

/// Whether a date may start at a token: with a phrase of dates, a number or a point in time.
pub(super) fn may_start(view: &View<'_>, at: usize) -> bool {
    let is_written = match view.tokens[at].kind {
        Kind::Digits => true,
        Kind::Word => {
            view.has(at, flag::CALENDAR) || view.roman_like(at) || number::may_start(view, at)
        }
        Kind::Mark(mark) => mark == '\'' || !mark.is_ascii(),
    };
    is_written || view.starts_any(at, STARTS)
}

/// The phrases that dates start with.
pub(super) const STARTS: u128 =
    frame::FRAMED | range::LED | relative::RELATIVE | third::PARTS | point::NAMED;
