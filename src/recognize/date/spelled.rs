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
        let view = self.view;
        if view.lexicon.language != Language::French || view.word(at).numeral.is_none() {
            return None;
        }
        let number = number(view, at).filter(|number| number.form == Form::Words)?;
        let day = number.value.to_u8().filter(|day| (2..=31).contains(day))?;
        let after = number.end + 1;
        let is_joined = view.starts_any(number.end, JOINTS)
            && (self.spelled_day(after).or_else(|| self.spelled_day(after + 1))).is_some();
        (self.month_name(number.end).is_some() || is_joined).then_some((day, number.end))
    }
}
