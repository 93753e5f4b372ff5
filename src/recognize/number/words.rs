//! Numbers in words.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::vague::vague_words;
use super::{Form, Number, Vague, and_a_half, counts_something, scaled};
use crate::model::Language;
use crate::recognize::lexicon::{Numeral, flag};
use crate::recognize::view::View;

/// A numeral in words.
pub(super) fn words(view: &View<'_>, at: usize) -> Option<Number> {
    if let Some(vague) = vague_words(view, at) {
        return Some(vague);
    }
    let mut numeral = Spelled::default();
    let mut end = at;
    let mut next = at;
    while let Some(token) = view.token(next) {
        if next > at && token.breaks {
            break;
        }
        if token.is_mark('-') && next > at && !token.spaced && view.is_glued(next + 1) {
            next += 1;
            continue;
        }
        if view.has(next, flag::JOINT) && next > at && numeral.takes_joint(view, next) {
            next += 1;
            continue;
        }
        if !numeral.take(view, next) {
            break;
        }
        next += 1;
        end = next;
    }
    numeral.finish(view, at, end)
}

/// A numeral being read word by word.
#[derive(Default)]
struct Spelled {
    /// What scale words have closed.
    total: u64,
    /// The part below a thousand.
    current: u64,
    /// Whether `current` holds something, be it zero.
    open: bool,
    /// The last scale taken.
    scale: u8,
    /// "nineteen eighty-four": the first pair.
    century: Option<u64>,
    count: usize,
}

impl Spelled {
    fn take(&mut self, view: &View<'_>, at: usize) -> bool {
        let word = *view.word(at);
        let done = match (word.numeral, word.scale) {
            (Some((kind, value)), _) => self.take_small(view, kind, u64::from(value)),
            (None, 2) => self.take_hundred(),
            (None, scale) if scale > 2 => self.take_scale(scale),
            _ => self.take_article(view, at),
        };
        self.count += usize::from(done);
        done
    }

    fn take_small(&mut self, view: &View<'_>, kind: Numeral, value: u64) -> bool {
        let french = view.lexicon.language == Language::French;
        let (tens, ones) = (self.current % 100, self.current % 10);
        let fits = match kind {
            _ if !self.open => true,
            // dix-sept; soixante-dix-sept, septante-trois; deux cent trois.
            Numeral::Unit if french && tens == 10 => (7..=9).contains(&value),
            Numeral::Unit => ones == 0 && tens != 10 && value > 0,
            Numeral::Teen => tens == 0 || (french && matches!(tens, 60 | 80)),
            // quatre-vingts.
            Numeral::Ten if french && value == 20 && tens == 4 => {
                self.current += 76;
                return true;
            }
            Numeral::Ten => tens == 0,
        };
        if !fits {
            // nineteen eighty-four, twenty twenty-five.
            let is_pair = !french
                && self.total == 0
                && self.century.is_none()
                && (10..100).contains(&self.current)
                && kind != Numeral::Unit;
            if !is_pair {
                return false;
            }
            self.century = Some(self.current);
            self.current = 0;
        } else if self.open && self.current > 0 && self.current < 100 && tens == 0 {
            return false;
        }
        self.current += value;
        self.open = true;
        true
    }

    fn take_hundred(&mut self) -> bool {
        if self.century.is_some() || self.current >= 100 {
            return false;
        }
        self.current = self.current.max(1) * 100;
        self.open = true;
        true
    }

    fn take_scale(&mut self, scale: u8) -> bool {
        let is_fit = self.century.is_none() && (self.scale == 0 || scale < self.scale);
        // « mille » stands alone, "million" has a number before it.
        if !is_fit || (!self.open && (scale > 3 || self.total > 0)) {
            return false;
        }
        let part = if self.open { self.current } else { 1 };
        let Some(part) = 10_u64.checked_pow(u32::from(scale)).and_then(|p| part.checked_mul(p))
        else {
            return false;
        };
        self.total += part;
        self.current = 0;
        self.open = false;
        self.scale = scale;
        true
    }

    /// "a hundred", "a million".
    fn take_article(&mut self, view: &View<'_>, at: usize) -> bool {
        let starts = self.count == 0 && view.has(at, flag::ARTICLE) && view.word(at + 1).scale > 0;
        if starts {
            self.current = 1;
            self.open = true;
        }
        starts
    }

    /// "two hundred and six", « soixante et onze », « vingt et un ».
    fn takes_joint(&self, view: &View<'_>, at: usize) -> bool {
        let Some((kind, value)) = view.word(at + 1).numeral else { return false };
        match view.lexicon.language {
            Language::French => {
                let tens = self.current % 100;
                let is_eleven = kind == Numeral::Teen && value == 11 && tens == 60;
                is_eleven
                    || (kind == Numeral::Unit
                        && value == 1
                        && (20..=70).contains(&tens)
                        && tens.is_multiple_of(10))
            }
            Language::English => {
                let after_hundred =
                    self.open && self.current >= 100 && self.current.is_multiple_of(100);
                let after_scale = !self.open && self.scale > 0;
                self.century.is_none() && (after_hundred || after_scale)
            }
        }
    }

    fn finish(self, view: &View<'_>, at: usize, end: usize) -> Option<Number> {
        if self.count == 0 {
            return None;
        }
        let below = self.century.unwrap_or(0) * 100 + self.current;
        let value = Decimal::from(self.total + below);
        let is_article = self.count == 1 && view.has(at, flag::ARTICLE);
        let form = if is_article { Form::Article } else { Form::Words };
        // The scale of « deux millions trois cent mille » is that of its last word.
        let scale = if self.open { 0 } else { self.scale };
        let number = Number { value, end, scale, form, vague: Vague::No };
        if self.count == 1 && view.has(at, flag::NEEDS_NOUN) && !counts_something(view, end) {
            return None;
        }
        Some(
            with_point(view, number)
                .or_else(|| fraction(view, number))
                .unwrap_or_else(|| and_a_half(view, number)),
        )
    }
}

/// « zéro virgule cinq », "two point seven million".
fn with_point(view: &View<'_>, number: Number) -> Option<Number> {
    if !view.has(number.end, flag::POINT) || number.scale > 0 {
        return None;
    }
    let mut end = number.end + 1;
    let mut digits = String::new();
    while let Some((_, value)) = view.word(end).numeral {
        digits.push_str(&value.to_string());
        end += 1;
        if view.lexicon.language == Language::French && !digits.starts_with('0') {
            break;
        }
    }
    if digits.is_empty() {
        return None;
    }
    let value: Decimal = format!("{}.{digits}", number.value).parse().ok()?;
    scaled(view, number.end, Number { value, end, form: Form::Words, ..number })
}

/// « deux tiers », "three-quarters".
fn fraction(view: &View<'_>, number: Number) -> Option<Number> {
    let mut at = number.end;
    if view.is_mark(at, '-') && view.is_glued(at) {
        at += 1;
    }
    let parts = view.word(at).fraction;
    let count = number.value.to_u32()?;
    if parts == 0 || count < 2 || count >= parts.max(3) || number.form == Form::Article {
        return None;
    }
    let value = (number.value / Decimal::from(parts)).round_dp(4);
    Some(Number { value, end: at + 1, form: Form::Words, ..number })
}
