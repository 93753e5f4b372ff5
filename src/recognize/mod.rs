//! Recognisers for French and English: what dates, numbers, amounts and names a text holds.
//!
//! A text is cut into tokens once; words and phrases of the language files (`data/fr.toml`,
//! `data/en.toml`) are found in one pass; then small readers try, at each token, what can start
//! there. Nothing is seen twice: a date is no number, an amount of money no count.

pub mod amount;
pub mod annotated;
pub mod date;
pub mod flag;
pub mod gazetteer;
pub mod lexicon;
pub mod lists;
pub mod mention;
pub mod number;
pub mod phrase;
pub mod token;
pub mod view;

mod detect;
pub mod dictionary;
mod homonym;
mod letter;
mod noun;
mod ordinal;
pub mod proper;
mod scan;
mod sentence;
mod spelling;
mod tokenizer;
mod tree;

use std::ops::Range;

pub use amount::Measure;
pub use annotated::Annotated;
pub use detect::detect;
use lexicon::Class;
pub use lexicon::lexicon;
use phrase::{class_bit, list_bit, list_bits};
use token::{CORE, Kind};
pub use view::View;

use crate::value::quantity::Bounds;

/// The units of spans of time, shortest first.
pub const DURATION_UNITS: &[&str] = &[
    "second", "minute", "hour", "day", "week", "month", "quarter", "half", "year", "decade",
    "century",
];

/// The number of a span's unit in [`DURATION_UNITS`].
pub fn duration_unit(name: &str) -> u16 {
    DURATION_UNITS.iter().position(|unit| *unit == name).unwrap_or(0) as u16
}

/// Something recognised.
#[derive(Clone, Debug, PartialEq)]
pub struct Recognized {
    /// Its bytes.
    pub span: Range<usize>,
    /// What it is.
    pub what: What,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// First token of the date or number itself, behind what frames or hedges it.
    pub core: usize,
}

impl Recognized {
    fn new(view: &View<'_>, tokens: Range<usize>, core: usize, what: What) -> Self {
        Recognized { span: view.span(tokens.start, tokens.end), what, tokens, core }
    }
}

/// What was recognised.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A date or period.
    Date {
        /// EDTF; `None` where it needs a reference that is not given.
        edtf: Option<String>,
        /// The date without its frame.
        core: Option<String>,
    },
    /// A number or an amount of something.
    Amount {
        /// Of what.
        measure: Measure,
        /// How much.
        bounds: Bounds,
    },
    /// A rank.
    Ordinal(u32),
}

/// Recognises all dates, amounts and ordinals of a text, in order, none inside another. `reference`
/// is the day number that relative dates count from.
pub fn recognize(view: &View<'_>, reference: Option<i64>) -> Vec<Recognized> {
    recognize_in(view, &(0..view.tokens.len()), reference)
}

/// Recognises what starts within some tokens.
pub fn recognize_in(
    view: &View<'_>,
    within: &Range<usize>,
    reference: Option<i64>,
) -> Vec<Recognized> {
    // How far a frame, a hedge or an article may stand before the number, month or day.
    const REACH: usize = 8;
    let points = date::Points::default();
    let mut found = Vec::new();
    // The first token that is not read yet.
    let mut read = within.start;
    for core in cores(view, within) {
        let earliest = core.saturating_sub(REACH);
        let mut at = start_of_row(view, within.start, read.max(earliest), core).max(read);
        while at <= core {
            let mut next = match can_start(view, at) {
                true => date_at(view, at, reference, &points).or_else(|| rank_or_amount(view, at)),
                false => None,
            };
            at = next.as_ref().map_or(0, |next| next.tokens.end).max(at + 1);
            read = at;
            if let Some(part) = &mut next {
                share_span(view, &found, part);
            }
            found.extend(next);
        }
    }
    found
}

/// « quatre ans de prison, dont deux avec sursis »: a part of a span is counted in its unit.
fn share_span(view: &View<'_>, before: &[Recognized], part: &mut Recognized) {
    const NEAR: usize = 12;
    let What::Amount { measure: measure @ Measure::Number, .. } = &mut part.what else { return };
    let tokens = &part.tokens;
    let is_part = view.listed_before(tokens.start, lists::PART_BEFORE).is_some()
        || view.is_listed(tokens.end, lists::PART_AFTER);
    let whole = before.last().filter(|whole| whole.tokens.end + NEAR > tokens.start);
    if let Some(What::Amount { measure: unit @ Measure::Duration(_), .. }) = whole.map(|w| &w.what)
        && is_part
    {
        *measure = unit.clone();
    }
}

/// What starts within some tokens, of a list sorted by where its items start.
pub fn starting_in<'l, T>(
    list: &'l [T],
    within: &Range<usize>,
    start: impl Fn(&T) -> usize,
) -> &'l [T] {
    let from = list.partition_point(|item| start(item) < within.start);
    let rest = &list[from..];
    &rest[..rest.partition_point(|item| start(item) < within.end)]
}

/// The one of some items that covers a token; they are sorted, and none overlap.
pub fn covering<T>(items: &[T], token: usize, tokens: impl Fn(&T) -> &Range<usize>) -> Option<&T> {
    let at = items.partition_point(|item| tokens(item).end <= token);
    items.get(at).filter(|item| tokens(item).start <= token)
}

/// Where the row starts that leads to a core, at `earliest`: marks, articles, words of phrases that
/// start from `first` on.
fn start_of_row(view: &View<'_>, first: usize, earliest: usize, core: usize) -> usize {
    let leads = |at: usize| {
        !view.tokens[at].is_word()
            || view.has(at, LEADS)
            || is_core(view, at)
            || is_covered(view, first, at)
    };
    (earliest..core).rev().take_while(|at| leads(*at)).last().unwrap_or(core)
}

/// Whether a token stands in a phrase of dates or amounts that starts from `first` on.
fn is_covered(view: &View<'_>, first: usize, at: usize) -> bool {
    (first.max((at + 1).saturating_sub(view::LONGEST_PHRASE))..=at).rev().any(|start| {
        view.starts_any(start, NOT_OF_CLAUSES)
            && end_of_phrases(view, start) > at
            && !is_core(view, start)
    })
}

/// One past the last token of the longest phrase that starts at a token.
fn end_of_phrases(view: &View<'_>, at: usize) -> usize {
    view.phrases.at(at).next_back().map_or(at, |phrase| phrase.end as usize)
}

/// Whether some tokens hold what can be the heart of a date or an amount.
pub fn holds_core(view: &View<'_>, within: &Range<usize>) -> bool {
    cores(view, within).next().is_some()
}

/// Those among some tokens that can be the heart of a date or an amount: few are.
fn cores(view: &View<'_>, within: &Range<usize>) -> impl Iterator<Item = usize> {
    let tokens = view.tokens[within.clone()].iter().zip(view.phrases.kinds_in(within));
    let is_core =
        |(token, kinds): (&token::Token, u128)| (token.forms & CORE != 0) | (kinds & CORES != 0);
    within.clone().zip(tokens.map(is_core)).filter(|(_, is_core)| *is_core).map(|(at, _)| at)
}

/// Whether a token can be the heart of a date or an amount.
fn is_core(view: &View<'_>, at: usize) -> bool {
    view.tokens[at].forms & CORE != 0 || view.starts_any(at, CORES)
}

/// Phrases that are dates or spans by themselves.
const CORES: u128 = class_bit(Class::Duration)
    | class_bit(Class::Span)
    | class_bit(Class::Day)
    | class_bit(Class::AnchoredDay)
    | list_bits(&[
        lists::WEEKEND,
        lists::PARTS_OF_DAY,
        lists::QUARTERS,
        lists::HALVES,
        lists::FIRST_HALF,
        lists::DECADES,
        lists::CENTURIES,
    ]);

/// Phrases of dates and amounts: all but those of clauses.
const NOT_OF_CLAUSES: u128 =
    (list_bit(lists::NEGATION_FIRST) - 1) | (class_bit(Class::List) - class_bit(Class::Unit));

/// Words that numbers start with.
const STARTS: u32 = flag::ARTICLE | flag::HALF | flag::VAGUE | flag::MINUS;

/// Words that stand before the core of an amount.
const LEADS: u32 = STARTS | flag::LINK;

/// Whether anything can start at a token: most words are in no list, or in one of clauses only.
fn can_start(view: &View<'_>, at: usize) -> bool {
    let is_likely = match view.tokens[at].kind {
        Kind::Digits => true,
        Kind::Mark(mark) => matches!(mark, '-' | '+' | '\'' | '−') || mark.is_numeric(),
        Kind::Word => view.has(at, STARTS) || is_core(view, at),
    };
    is_likely || view.starts_any(at, date::STARTS | amount::STARTS)
}

/// Reads a date, where one can be: most numbers have no month, year or unit of time near them.
fn date_at(
    view: &View<'_>,
    at: usize,
    reference: Option<i64>,
    points: &date::Points,
) -> Option<Recognized> {
    if !date::may_start(view, at) || !leads_to_date(view, at) {
        return None;
    }
    let dated = date::date(view, at, reference, points)?;
    let what = What::Date { edtf: dated.edtf, core: dated.core };
    Some(Recognized::new(view, dated.start..dated.end, dated.core_start, what))
}

/// Whether the tokens from one on are such as dates are made of, up to the heart of one.
fn leads_to_date(view: &View<'_>, from: usize) -> bool {
    // Numbers in words may stand before a unit of time.
    const REACH: usize = 16;
    const PARTS: u32 = LEADS | flag::JOINT | flag::POINT | flag::FEW;
    let mut covered = from;
    for at in from..view.tokens.len().min(from + REACH + 1) {
        if is_core_of_date(view, at) {
            return true;
        }
        if view.starts_any(at, NOT_OF_CLAUSES) {
            covered = covered.max(end_of_phrases(view, at));
        }
        let is_part = at < covered
            || is_core(view, at)
            || !view.tokens[at].is_word()
            || view.has(at, PARTS)
            || view.word(at).abbreviation > 0;
        if !is_part {
            return false;
        }
    }
    false
}

/// Whether a token can be the heart of a date: a year, digits with what makes them a date, a month,
/// a unit of time.
fn is_core_of_date(view: &View<'_>, at: usize) -> bool {
    match view.tokens[at].kind {
        Kind::Digits => {
            let goes_on = |next: &token::Token| match next.kind {
                _ if next.spaced => false,
                Kind::Word => {
                    let word = view.lexicon.word(next);
                    word.abbreviation == 0 && word.money_scale == 0
                }
                // 1.5 is no date, 1.5.2020 is one.
                Kind::Mark('.') => view.is_mark(at + 3, '.') && view.is_glued(at + 3),
                Kind::Mark(mark) => matches!(mark, '-' | '/'),
                Kind::Digits => false,
            };
            let is_fiscal = || at > 0 && view.is_glued(at) && view.is_listed(at - 1, lists::FISCAL);
            view.digits(at) == Some(4) || view.token(at + 1).is_some_and(goes_on) || is_fiscal()
        }
        Kind::Word => view.has(at, flag::CALENDAR) || view.starts_any(at, CORES),
        Kind::Mark(_) => false,
    }
}

fn rank_or_amount(view: &View<'_>, at: usize) -> Option<Recognized> {
    if let Some((rank, end)) = ordinal::ordinal(view, at) {
        return Some(Recognized::new(view, at..end, at, What::Ordinal(rank)));
    }
    let amount = amount::amount(view, at)?;
    let what = What::Amount { measure: amount.measure, bounds: amount.bounds };
    Some(Recognized::new(view, amount.start..amount.end, amount.number, what))
}
