//! Numbers in digits and words.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::lexicon::{Class, Numeral, flag};
use super::token::{Case, Kind};
use super::view::View;
use crate::model::Language;

/// A number read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// Its value.
    pub value: Decimal,
    /// One past its last token.
    pub end: usize,
    /// The power of ten of its last scale word: 6 in "1.5 million", 0 without one.
    pub scale: u8,
    /// How it is written.
    pub form: Form,
    /// Whether it says less than it seems.
    pub vague: Vague,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Digits without separators: how many.
    Plain(usize),
    /// Digits with separators.
    Grouped,
    /// Words, in part at least.
    Words,
    /// A word that is an article too, alone: « un », "a", "one".
    Article,
}

/// Numbers that stand for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vague {
    /// It means what it says.
    No,
    /// About so many: « une dizaine ».
    About,
    /// So many at least: « des dizaines ».
    Min,
}

/// Ten to a power.
pub fn power(exponent: u8) -> Decimal {
    (0..exponent).fold(Decimal::ONE, |power, _| power.saturating_mul(Decimal::TEN))
}

/// Reads the number that starts at a token.
pub fn number(view: &View<'_>, at: usize) -> Option<Number> {
    match view.token(at)?.kind {
        Kind::Digits => digits(view, at),
        Kind::Word => {
            let is_name = is_name(view, at);
            if is_name { None } else { half_of_scale(view, at).or_else(|| words(view, at)) }
        }
        Kind::Mark(mark) => vulgar_fraction(mark).map(|value| Number {
            value,
            end: at + 1,
            scale: 0,
            form: Form::Grouped,
            vague: Vague::No,
        }),
    }
}

/// « les Vingt-Sept », "the Six Nations": a numeral with a capital behind a word without one.
fn is_name(view: &View<'_>, at: usize) -> bool {
    let Some(token) = view.token(at) else { return false };
    if view.is_glued(at) && at > 1 && view.is_mark(at - 1, '-') {
        return is_name(view, at - 2);
    }
    if token.case != Case::Title || view.starts_sentence(at) {
        return false;
    }
    let Some(before) = at.checked_sub(1).filter(|before| view.tokens[*before].is_word()) else {
        return false;
    };
    let next_is_title =
        view.token(at + 1).is_some_and(|next| next.is_word() && next.case == Case::Title);
    match view.tokens[before].case {
        Case::Lower => true,
        // "The Six Nations", "the Big Four firms"; « Au Moins Trois Morts » is a headline.
        Case::Title => view.has(before, flag::FUNCTION) == next_is_title,
        Case::Upper => false,
    }
}

fn vulgar_fraction(mark: char) -> Option<Decimal> {
    Some(match mark {
        '½' => Decimal::new(5, 1),
        '¼' => Decimal::new(25, 2),
        '¾' => Decimal::new(75, 2),
        '⅓' => Decimal::ONE / Decimal::from(3),
        '⅔' => Decimal::from(2) / Decimal::from(3),
        _ => return None,
    })
}

/// Digits with their separators and a scale behind.
fn digits(view: &View<'_>, at: usize) -> Option<Number> {
    if is_part_of_name(view, at) || goes_on(view, at) {
        return None;
    }
    let (mut text, mut end) = (String::from(view.str(at)), at + 1);
    let first = text.len();
    if first > 20 {
        return None;
    }
    let mut is_grouped = false;
    let french = view.lexicon.language == Language::French;
    let mut has_decimals = false;
    loop {
        let (mark, next) = match view.token(end).map(|token| token.kind) {
            Some(Kind::Digits) if view.is_one_space(end) => (' ', end),
            Some(Kind::Mark(mark @ ('.' | ',' | '\''))) if view.is_glued(end) => (mark, end + 1),
            _ => break,
        };
        let Some(count) = view.digits(next).filter(|_| mark == ' ' || view.is_glued(next)) else {
            break;
        };
        let fits_group = count == 3 && first <= 3 && !has_decimals && view.str(at) != "0";
        let is_group = match mark {
            ' ' | '\'' => fits_group,
            '.' => fits_group && (french || dotted_groups(view, end) > 1),
            _ => fits_group && !french,
        };
        if is_group {
            text.push_str(view.str(next));
            is_grouped = true;
        } else if matches!(mark, '.' | ',') && !has_decimals && fits_decimals(mark, french, count) {
            text.push('.');
            text.push_str(view.str(next));
            has_decimals = true;
        } else if matches!(mark, '.' | ',') && mark == '.' {
            // 1.2.3 and 03.04.2025 are versions and dates.
            return None;
        } else {
            break;
        }
        end = next + 1;
    }
    if let Some(half) = view.token(end).and_then(|token| match token.kind {
        Kind::Mark(mark) if !token.spaced => vulgar_fraction(mark),
        _ => None,
    }) {
        let whole: Decimal = text.parse().ok()?;
        let value = whole.checked_add(half)?;
        return Some(Number {
            value,
            end: end + 1,
            scale: 0,
            form: Form::Grouped,
            vague: Vague::No,
        });
    }
    let value: Decimal = text.parse().ok()?;
    let form = if is_grouped || has_decimals { Form::Grouped } else { Form::Plain(first) };
    let number = Number { value, end, scale: 0, form, vague: Vague::No };
    scaled(view, at, number)
}

/// How many groups of three digits behind dots follow.
fn dotted_groups(view: &View<'_>, mut at: usize) -> usize {
    let mut count = 0;
    while view.is_mark(at, '.') && view.is_glued(at + 1) && view.digits(at + 1) == Some(3) {
        count += 1;
        at += 2;
    }
    count
}

fn fits_decimals(mark: char, french: bool, count: usize) -> bool {
    // The other language's decimal mark is understood where it can't be a list or a group.
    mark == if french { ',' } else { '.' } || (french && mark == '.') || count <= 2
}

/// Digits that belong to a name, a time, a score or an address: A320, Covid-19, 10:30, n° 5.
fn is_part_of_name(view: &View<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let token = view.tokens[before];
    if view.is_glued(at) {
        match token.kind {
            Kind::Word if view.phrase_before(at, Class::Currency).is_none() => return true,
            Kind::Mark(':' | '/' | '#' | '_' | '@' | '.' | ',') if before > 0 => {
                let is_after_digits = view.digits(before - 1).is_some();
                return is_after_digits || !matches!(token.kind, Kind::Mark('/' | ',' | '.' | ':'));
            }
            Kind::Mark('-') => {
                // "Covid-19", "A-320"; a range "2019-2021" has digits before.
                let word = before.checked_sub(1).filter(|_| view.is_glued(before));
                if word.is_some_and(|word| view.tokens[word].is_word()) {
                    return true;
                }
            }
            _ => {}
        }
    }
    // "No. 22": the dot belongs to the word.
    let end = if view.is_mark(before, '.') && view.is_glued(before) { before } else { at };
    view.phrase_before(end, Class::NotNumberAfter).is_some()
}

/// Digits that go on as a time, a score or a list marker: 8:30, 24/7, 3-1, « 3) ».
fn goes_on(view: &View<'_>, at: usize) -> bool {
    let next = at + 1;
    let is_glued = view.is_glued(next);
    match view.token(next).map(|token| token.kind) {
        Some(Kind::Mark(':' | '/')) => {
            is_glued && view.is_glued(next + 1) && view.digits(next + 1).is_some()
        }
        // « place du 8-Mai-1945 ».
        Some(Kind::Mark('-')) => {
            let next_is_name = view.token(next + 1).is_some_and(|t| t.case == Case::Title);
            is_glued && view.is_glued(next + 1) && next_is_name
        }
        Some(Kind::Mark(')')) => is_glued && view.starts_sentence(at),
        _ => false,
    }
}

/// A number with the scale words and abbreviations behind it.
fn scaled(view: &View<'_>, start: usize, mut number: Number) -> Option<Number> {
    let (mut at, mut exponent) = (number.end, 0);
    let token = view.token(at);
    if let Some(token) = token.filter(|token| token.is_word() && !token.breaks) {
        let word = view.lexicon.word(token);
        let is_glued = !token.spaced;
        if word.scale > 2 {
            exponent = word.scale;
        } else if word.abbreviation > 0 && (is_glued || token.end - token.start > 1) {
            // "5m" is five metres unless something is counted: "5m people".
            let is_metre = view.phrase(at, Class::Unit).is_some();
            if !is_metre || counts_something(view, at + 1) {
                exponent = word.abbreviation;
            }
        } else if is_glued && !can_follow_digits(view, at, start) {
            return None;
        }
    }
    if exponent == 0 {
        return Some(number);
    }
    at += 1;
    if view.is_mark(at, '.') && view.is_glued(at) && exponent == view.word(at - 1).abbreviation {
        at += 1;
    }
    number.value = number.value.checked_mul(power(exponent))?;
    number.scale = exponent;
    number.form = Form::Words;
    number.end = at;
    Some(and_a_half(view, number))
}

/// Whether letters right behind digits leave them a number: a unit, a scale beside money.
fn can_follow_digits(view: &View<'_>, at: usize, start: usize) -> bool {
    let is_money = view.phrase_before(start, Class::Currency).is_some()
        || (view.is_glued(at + 1) && view.phrase(at + 1, Class::Currency).is_some());
    let is_unit = |class: Class| view.phrase(at, class).is_some();
    let word = view.word(at);
    is_unit(Class::Unit)
        || is_unit(Class::Duration)
        || is_unit(Class::Currency)
        || is_unit(Class::Cent)
        || (word.money_scale > 0 && is_money)
        || view.str(at).eq_ignore_ascii_case("h")
}

/// Whether a counted noun starts at a token.
fn counts_something(view: &View<'_>, at: usize) -> bool {
    view.token(at).is_some_and(|token| token.is_word() && token.spaced && !token.breaks)
        && !view.has(at, flag::FUNCTION)
}

/// « 2 millions et demi », "a million and a half".
fn and_a_half(view: &View<'_>, number: Number) -> Number {
    let mut at = number.end;
    if !view.has(at, flag::JOINT) {
        return number;
    }
    at += 1;
    if view.has(at, flag::ARTICLE) {
        at += 1;
    }
    if !view.has(at, flag::HALF) {
        return number;
    }
    let half = power(number.scale) / Decimal::from(2);
    Number { value: number.value.saturating_add(half), end: at + 1, ..number }
}

/// "half a million", « un demi-million », "half a dozen".
fn half_of_scale(view: &View<'_>, at: usize) -> Option<Number> {
    let mut next = at;
    if view.has(next, flag::ARTICLE) {
        next += 1;
    }
    if !view.has(next, flag::HALF) {
        return None;
    }
    next += 1;
    while view.has(next, flag::ARTICLE) || view.is_mark(next, '-') {
        next += 1;
    }
    let word = view.word(next);
    let half = Decimal::new(5, 1);
    let (value, scale, vague) = if word.scale > 2 {
        (power(word.scale) * half, word.scale, Vague::No)
    } else if word.collective > 0 {
        (Decimal::from(word.collective) * half, 0, Vague::About)
    } else {
        return None;
    };
    Some(Number { value, end: next + 1, scale, form: Form::Words, vague })
}

/// A numeral in words.
fn words(view: &View<'_>, at: usize) -> Option<Number> {
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

/// « une dizaine », « des milliers », "dozens", "tens of thousands", "hundreds of millions".
fn vague_words(view: &View<'_>, at: usize) -> Option<Number> {
    let word = *view.word(at);
    let plain = |value: Decimal, end: usize, scale: u8, vague: Vague| {
        Some(Number { value, end, scale, form: Form::Words, vague })
    };
    // « la quarantaine » is no forty; « la dizaine de blessés » is ten.
    let is_bare =
        word.collective > 0 && !view.str(at).ends_with('s') && !view.has(at + 1, flag::LINK);
    if is_bare && at > 0 && view.has(at - 1, flag::FUNCTION) && !view.has(at - 1, flag::ARTICLE) {
        return None;
    }
    // A number of collectives: « deux douzaines », "a dozen", « une centaine ».
    let (count, next, is_vague) = if word.collective > 0 || plural_scale(view, at).is_some() {
        (Decimal::ONE, at, true)
    } else if view.has(at, flag::VAGUE) {
        (Decimal::ONE, at + 1, true)
    } else {
        let value = word.numeral.map_or(1, |(_, value)| value);
        let is_numeral = word.numeral.is_some() || view.has(at, flag::ARTICLE);
        if !is_numeral || view.word(at + 1).collective == 0 {
            return None;
        }
        (Decimal::from(value), at + 1, false)
    };
    let base = view.word(next);
    let (unit, scale) = if base.collective > 0 {
        (Decimal::from(base.collective), 0)
    } else {
        (plural_scale(view, next)?, base.scale)
    };
    let mut end = next + 1;
    let mut value = count.checked_mul(unit)?;
    let mut top = scale;
    // « des centaines de milliers », "tens of millions".
    while view.has(end, flag::LINK) {
        let word = view.word(end + 1);
        let factor = match (word.scale, word.collective) {
            (0, 0) => break,
            (0, collective) => Decimal::from(collective),
            (scale, _) => {
                top = scale;
                power(scale)
            }
        };
        value = value.checked_mul(factor)?;
        end += 2;
    }
    if !is_vague {
        // « deux douzaines d'œufs » are 24; « une trentaine » is about 30.
        let is_exact = view.has(next, flag::EXACT) && count > Decimal::ONE;
        let vague = if is_exact { Vague::No } else { Vague::About };
        return plain(value, end, top, vague);
    }
    // "a dozen" comes through here without its article; « dizaine » alone is about ten.
    let is_plural = view.str(next).ends_with('s');
    let factor = if is_plural && base.collective > 0 && base.collective < 1000 { 2 } else { 1 };
    let is_nested = end > next + 1;
    let factor = if is_nested || base.scale > 0 || base.collective >= 100 { 1 } else { factor };
    let vague = if is_plural { Vague::Min } else { Vague::About };
    plain(value.checked_mul(Decimal::from(factor))?, end, top, vague)
}

/// A scale in the plural with nothing before it: "thousands", « des millions ».
fn plural_scale(view: &View<'_>, at: usize) -> Option<Decimal> {
    let word = view.word(at);
    let before = at.checked_sub(1);
    let is_counted = before.is_some_and(|before| {
        let word = view.word(before);
        word.numeral.is_some()
            || word.scale > 0
            || view.digits(before).is_some()
            || view.has(before, flag::ARTICLE)
    });
    (word.scale > 1 && view.str(at).ends_with('s') && !is_counted).then(|| power(word.scale))
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::lexicon;
    use super::*;

    fn read(text: &str, language: Language) -> Option<(String, String)> {
        let view = View::new(text, lexicon(language));
        let number = (0..view.tokens.len()).find_map(|at| Some((at, number(&view, at)?)))?;
        let (at, number) = number;
        let value = format!(
            "{}{}",
            number.value.normalize(),
            match number.vague {
                Vague::No => "",
                Vague::About => "~",
                Vague::Min => "+",
            }
        );
        Some((value, view.text[view.span(at, number.end)].to_owned()))
    }

    #[test]
    fn french_numbers() {
        for (text, value, span) in [
            ("quatre-vingt-dix-sept", "97", "quatre-vingt-dix-sept"),
            ("soixante et onze morts", "71", "soixante et onze"),
            ("septante-trois", "73", "septante-trois"),
            ("deux cent quatre", "204", "deux cent quatre"),
            ("mille neuf cent quatre-vingt-quatre", "1984", "mille neuf cent quatre-vingt-quatre"),
            ("dix-neuf cent", "1900", "dix-neuf cent"),
            ("deux millions trois cent mille", "2300000", "deux millions trois cent mille"),
            ("deux milliards et demi", "2500000000", "deux milliards et demi"),
            ("zéro virgule cinq", "0.5", "zéro virgule cinq"),
            ("1 000,5", "1000.5", "1 000,5"),
            ("25.000", "25000", "25.000"),
            ("0.125", "0.125", "0.125"),
            ("1.234.567", "1234567", "1.234.567"),
            ("12\u{202F}345", "12345", "12\u{202F}345"),
            ("1,5 million", "1500000", "1,5 million"),
            ("2,75 mds", "2750000000", "2,75 mds"),
            ("un billion", "1000000000000", "un billion"),
            ("une dizaine", "10~", "une dizaine"),
            ("des dizaines", "20+", "des dizaines"),
            ("deux douzaines", "24", "deux douzaines"),
            ("des centaines de milliers", "100000+", "des centaines de milliers"),
            ("un demi-million", "500000", "un demi-million"),
            ("deux tiers", "0.6667", "deux tiers"),
            ("vingt et un", "21", "vingt et un"),
            ("quatre-vingts", "80", "quatre-vingts"),
            ("trois ½", "3", "trois"),
        ] {
            assert_eq!(read(text, Language::French), Some((value.into(), span.into())), "{text}");
        }
    }

    #[test]
    fn english_numbers() {
        for (text, value, span) in [
            ("two hundred and six", "206", "two hundred and six"),
            ("twenty-one", "21", "twenty-one"),
            ("one million two hundred thousand", "1200000", "one million two hundred thousand"),
            ("nineteen eighty-four", "1984", "nineteen eighty-four"),
            ("half a million", "500000", "half a million"),
            ("a million and a half", "1500000", "a million and a half"),
            ("1.5 million", "1500000", "1.5 million"),
            ("1,000.5", "1000.5", "1,000.5"),
            ("25.000", "25", "25.000"),
            ("30bn", "30000000000", "30bn"),
            ("5m people", "5000000", "5m"),
            ("a dozen", "12~", "a dozen"),
            ("dozens", "24+", "dozens"),
            ("tens of thousands", "10000+", "tens of thousands"),
            ("hundreds of millions", "100000000+", "hundreds of millions"),
            ("three-quarters", "0.75", "three-quarters"),
            ("two point seven million", "2700000", "two point seven million"),
            ("1½", "1.5", "1½"),
        ] {
            assert_eq!(read(text, Language::English), Some((value.into(), span.into())), "{text}");
        }
    }

    #[test]
    fn what_is_no_number() {
        for (text, language) in [
            ("A320", Language::English),
            ("Covid-19", Language::English),
            ("les Vingt-Sept", Language::French),
            ("1.2.3", Language::English),
            ("flambant neuf.", Language::French),
            ("article 49", Language::French),
        ] {
            assert_eq!(read(text, language), None, "{text}");
        }
    }
}
