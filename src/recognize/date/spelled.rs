//! Days of a month in words.

use rust_decimal::prelude::ToPrimitive;

use super::point::Reader;
use crate::model::Language;
use crate::recognize::lists;
use crate::recognize::number::{Form, number};
use crate::recognize::phrase::list_bits;

impl Reader<'_, '_> {
    /// « sept mars », « le onze et le douze novembre »: a numeral before a month, or joined to such.
    pub(super) fn spelled_day(&self, at: usize) -> Option<(u8, usize)> {
        const JOINTS: u128 = list_bits(&[lists::DATE_RANGE_TO, lists::LIST_AND, lists::LIST_OR]);
        let (day, end) = self.day_in_words(at)?;
        let is_dated = |end: usize| self.month_name(end).is_some();
        // No further: a row of numerals may be as long as its text.
        let leads = |at: usize| self.day_in_words(at).is_some_and(|(_, end)| is_dated(end));
        let is_joined = || {
            let after = end + 1;
            self.view.starts_any(end, JOINTS) && (leads(after) || leads(after + 1))
        };
        (is_dated(end) || is_joined()).then_some((day, end))
    }

    /// A numeral in French words that can be a day.
    fn day_in_words(&self, at: usize) -> Option<(u8, usize)> {
        let view = self.view;
        if view.lexicon.language != Language::French || view.word(at).numeral.is_none() {
            return None;
        }
        let number = number(view, at).filter(|number| number.form == Form::Words)?;
        let day = number.value.to_u8().filter(|day| (2..=31).contains(day))?;
        Some((day, number.end))
    }
}
