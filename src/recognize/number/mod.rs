//! Numbers in digits and words.

mod digits;
mod roman;
mod vague;
mod words;

use rust_decimal::Decimal;

use super::lexicon::{Class, flag};
use super::token::{Case, Kind};
use super::view::View;
use digits::digits;
pub use roman::roman;
use words::words;

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
        Kind::Word if !may_start(view, at) || is_name(view, at) => None,
        Kind::Word => half_of_scale(view, at).or_else(|| words(view, at)),
        Kind::Mark(mark) => scaled(view, at, fraction(vulgar_fraction(mark)?, at + 1)),
    }
}

fn fraction(value: Decimal, end: usize) -> Number {
    Number { value, end, scale: 0, form: Form::Grouped, vague: Vague::No }
}

/// Whether a number in words may start at a token. « des » and "the" start one before a collective
/// or a scale only: « des milliers ».
pub fn may_start(view: &View<'_>, at: usize) -> bool {
    let counts = |at: usize| view.word(at).collective > 0 || view.word(at).scale > 0;
    view.has(at, flag::NUMERIC) || view.has(at, flag::VAGUE) && counts(at + 1)
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

/// Whether a word may be a Roman numeral, with the ending of a rank or without: XIXe.
pub fn is_roman(word: &str) -> bool {
    let is_letter = |byte: u8| {
        matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C' | b'e' | b'm' | b'r') || !byte.is_ascii()
    };
    word.starts_with(['I', 'V', 'X']) && word.bytes().all(is_letter)
}

/// The marks that are numbers.
pub const FRACTIONS: [char; 5] = ['¼', '½', '¾', '⅓', '⅔'];

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

/// A number with the scale words and abbreviations behind it.
fn scaled(view: &View<'_>, start: usize, mut number: Number) -> Option<Number> {
    let (mut at, mut exponent) = (number.end, 0);
    // "a $3.4-million profit", "a 10-million-euro fine".
    let is_joined = view.is_mark(at, '-') && view.is_glued(at) && view.is_glued(at + 1);
    at += usize::from(is_joined && view.word(at + 1).scale > 2);
    if let Some(token) = view.word_on_line(at) {
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
    let is_dotted = view.is_mark(at, '.') && view.is_glued(at);
    if is_dotted && exponent == view.word(at - 1).abbreviation && goes_on(view, at + 1) {
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
    // "38C", not "Flat 38C" nor "38f".
    let is_letter = matches!(view.str(at), "c" | "C" | "f" | "F");
    let is_named =
        start > 0 && view.tokens[start - 1].is_word() && view.tokens[start - 1].case != Case::Lower;
    let is_degree = !is_letter || view.tokens[at].case != Case::Lower && !is_named;
    is_unit(Class::Unit) && is_degree
        || is_unit(Class::Duration)
        || is_unit(Class::Currency)
        || is_unit(Class::Cent)
        || (word.money_scale > 0 && is_money)
        || view.str(at).eq_ignore_ascii_case("h")
}

/// Whether a sentence goes on behind the dot of an abbreviation: « 3 mrd. d'euros ».
fn goes_on(view: &View<'_>, at: usize) -> bool {
    let goes_on = view.has(at, flag::LINK) || view.phrase(at, Class::Currency).is_some();
    goes_on && !view.tokens[at].breaks
}

/// Whether a counted noun starts at a token.
fn counts_something(view: &View<'_>, at: usize) -> bool {
    view.token(at).is_some_and(|token| token.is_word() && token.spaced && !token.breaks)
        && !view.has(at, flag::FUNCTION)
}

/// « 2 millions et demi », "a million and a half", "one and a half billion", "six-and-a-half".
fn and_a_half(view: &View<'_>, number: Number) -> Number {
    let skip = |at: usize| {
        let is_hyphen = view.is_mark(at, '-') && view.is_glued(at) && view.is_glued(at + 1);
        at + usize::from(is_hyphen)
    };
    let joint = skip(number.end);
    let mut at = skip(joint + 1);
    if view.has(at, flag::ARTICLE) {
        at = skip(at + 1);
    }
    if !view.has(joint, flag::JOINT) || !view.has(at, flag::HALF) {
        return number;
    }
    let half = power(number.scale) / Decimal::from(2);
    let value = number.value.saturating_add(half);
    let half = Number { value, end: at + 1, form: Form::Words, ..number };
    let scale = view.word(half.end).scale;
    if number.scale > 0 || scale < 3 {
        return half;
    }
    let value = value.saturating_mul(power(scale));
    Number { value, end: half.end + 1, scale, ..half }
}

/// One past "half", with an article before it or without: « une demi-… ».
pub fn behind_half(view: &View<'_>, at: usize) -> Option<usize> {
    let half = at + usize::from(view.has(at, flag::ARTICLE));
    view.has(half, flag::HALF).then_some(half + 1)
}

/// "half a million", « un demi-million », "half a dozen".
fn half_of_scale(view: &View<'_>, at: usize) -> Option<Number> {
    let mut next = behind_half(view, at)?;
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

#[cfg(test)]
mod tests {
    use super::super::lexicon::lexicon;
    use super::*;
    use crate::model::Language;

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
