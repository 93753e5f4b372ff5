//! Dates in digits: 2021-03-14, 14/03/2021, 12/2023.

use super::point::{Point, Reader};
use super::resolve::Calendar;
use crate::model::Language;
use crate::recognize::lists;
use crate::recognize::token::Kind;

impl Reader<'_, '_> {
    /// 2021-03-14, 14/03/2021, 15.9.20.
    pub(super) fn numeric(&self, at: usize) -> Option<(Point, usize)> {
        let view = self.view;
        let first = view.digits(at).filter(|count| *count <= 4)?;
        if at > 0
            && view.is_glued(at)
            && !matches!(view.tokens[at - 1].kind, Kind::Mark('(' | '"' | '«' | '['))
        {
            return None;
        }
        let Some(Kind::Mark(mark @ ('-' | '/' | '.'))) = view.token(at + 1).map(|t| t.kind) else {
            return None;
        };
        if let Some(short) = self.short_numeric(at, mark) {
            return Some(short);
        }
        let is_chain = view.is_glued(at + 1)
            && view.is_glued(at + 2)
            && view.is_mark(at + 3, mark)
            && view.is_glued(at + 3)
            && view.is_glued(at + 4);
        let (a, b, c) =
            (view.small_number(at)?, view.small_number(at + 2)?, view.small_number(at + 4)?);
        if !is_chain || view.digits(at + 2)? > 2 {
            return None;
        }
        let end = at + 5;
        let civil = |year: u32, month: u32, day: u32| {
            let year = if year < 100 { year + if year < 70 { 2000 } else { 1900 } } else { year };
            Calendar::civil(i64::from(year), u8::try_from(month).ok()?, u8::try_from(day).ok()?)
                .filter(|_| (1..=12).contains(&month))
        };
        if first == 4 {
            return civil(a, b, c).map(|day| (Point::Known(day), end));
        }
        if first > 2 || !matches!(view.digits(at + 4)?, 2 | 4) {
            return None;
        }
        let (day_first, month_first) = (civil(c, b, a), civil(c, a, b));
        let point = match (view.lexicon.language, day_first, month_first) {
            (Language::French, Some(day), _) => Point::Known(day),
            (_, Some(one), Some(other)) if one != other => Point::Either(other.from, one.from),
            (_, Some(day), _) | (_, None, Some(day)) => Point::Known(day),
            (_, None, None) => return None,
        };
        Some((point, end))
    }

    /// « le 15/11 », 12/2023.
    fn short_numeric(&self, at: usize, mark: char) -> Option<(Point, usize)> {
        let view = self.view;
        let is_pair = mark == '/' && view.is_glued(at + 1) && view.is_glued(at + 2);
        if !is_pair || (view.is_mark(at + 3, '/') && view.is_glued(at + 3)) {
            return None;
        }
        let (a, b) = (view.small_number(at)?, view.small_number(at + 2)?);
        if view.digits(at + 2) == Some(4) {
            let month = u8::try_from(a).ok().filter(|month| (1..=12).contains(month))?;
            let year = i64::from(b);
            return (1900..2100)
                .contains(&year)
                .then_some((Point::Month { year: Some(year), month }, at + 3));
        }
        let french = view.lexicon.language == Language::French;
        let is_led = view.listed_before(at, lists::ARTICLES).is_some();
        let (day, month) = (u8::try_from(a).ok()?, u8::try_from(b).ok()?);
        let fits = (1..=31).contains(&day) && (1..=12).contains(&month);
        (french && is_led && fits).then_some((Point::Day { year: None, month, day }, at + 3))
    }
}
