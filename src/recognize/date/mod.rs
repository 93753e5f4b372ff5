//! Dates and periods in text, as EDTF.

mod frame;
mod point;
mod relative;
mod resolve;
mod tense;

pub use frame::{Dated, date};
pub use resolve::Calendar;
