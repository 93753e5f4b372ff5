//! Ranks: « troisième », "21st", XVIe.

use rust_decimal::prelude::ToPrimitive;

use super::lexicon::{Class, flag};
use super::number::{self, Form, number, roman};
use super::phrase::class_bit;
use super::token::{Case, Kind};
use super::view::View;

/// The rank that starts at a token, and one past its last token.
pub(super) fn ordinal(view: &View<'_>, at: usize) -> Option<(u32, usize)> {
    let token = view.token(at)?;
    let may_be = match token.kind {
        Kind::Digits => true,
        Kind::Word => {
            view.has(at, flag::CALENDAR) || number::may_start(view, at) || view.roman_like(at)
        }
        Kind::Mark(_) => false,
    };
    if !may_be {
        return None;
    }
    let found = match token.kind {
        Kind::Digits => {
            let is_suffixed = view.has(at + 1, flag::ORDINAL_SUFFIX) && view.is_glued(at + 1);
            let is_free = at == 0
                || token.spaced
                || matches!(view.tokens[at - 1].kind, Kind::Mark('(' | '"' | '«'));
            (is_suffixed && is_free).then(|| Some((view.small_number(at)?, at + 2)))?
        }
        Kind::Word => word(view, at),
        Kind::Mark(_) => None,
    };
    found.filter(|_| !is_excluded(view, at))
}

fn word(view: &View<'_>, at: usize) -> Option<(u32, usize)> {
    let rank = view.word(at).ordinal;
    if rank > 0 {
        let is_name = view.tokens[at].case == Case::Title && !view.starts_sentence(at);
        let is_duration = view.phrase(at, Class::Duration).is_some() && !counts_next(view, at);
        let is_other = is_name || is_duration || is_part(view, at);
        return (!is_other).then_some((rank, at + 1));
    }
    if let Some(rank) = roman_rank(view.str(at)) {
        return Some((rank, at + 1));
    }
    // « vingt et unième », "twenty-first".
    let number = number(view, at).filter(|number| number.form == Form::Words)?;
    let mut next = number.end;
    while view.has(next, flag::JOINT) || (view.is_mark(next, '-') && view.is_glued(next)) {
        next += 1;
    }
    let rest = view.word(next).ordinal;
    let base = number.value.to_u32()?;
    let joins = rest > 0 && (next > number.end || base >= 100) && base % 10 == 0;
    let total = if rest >= 100 { base.checked_mul(rest)? } else { base.checked_add(rest)? };
    joins.then_some((total, next + 1))
}

/// Whether a word that is a unit of time too stands before a noun: "second round".
fn counts_next(view: &View<'_>, at: usize) -> bool {
    let before_is_number = at > 0 && number(view, at - 1).is_some_and(|number| number.end == at);
    // "second-largest".
    let next = at + 1 + usize::from(view.is_mark(at + 1, '-') && view.is_glued(at + 1));
    let next = view.word_on_line(next).is_some();
    next && !before_is_number
}

/// "a third of voters", "one-third": a part of something, no rank.
fn is_part(view: &View<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| view.word(at).fraction > 0) else {
        return false;
    };
    if view.is_mark(before, '-') {
        return before > 0 && number(view, before - 1).is_some();
    }
    let next = at + 1;
    let counts = view.token(next).is_some_and(|token| !token.breaks && token.is_word())
        && !view.has(next, flag::FUNCTION | flag::LINK);
    let is_joined = view.is_mark(next, '-') && view.is_glued(next);
    view.has(before, flag::ARTICLE) && !counts && !is_joined
}

/// Whether a phrase around the token keeps it from being a rank: « premier ministre ».
fn is_excluded(view: &View<'_>, at: usize) -> bool {
    (at.saturating_sub(4)..=at).any(|start| {
        let mut phrases = view.phrases.at(start);
        view.starts_any(start, class_bit(Class::NotOrdinal))
            && phrases.any(|p| p.class == Class::NotOrdinal && p.end as usize > at)
    })
}

/// XVIe, XXIe, IIIe: capitals and an ordinal ending.
fn roman_rank(text: &str) -> Option<u32> {
    let digits = text.strip_suffix('e').or_else(|| text.strip_suffix("ème"))?;
    // « Le » is no fiftieth.
    if !digits.starts_with(['I', 'V', 'X']) || digits.contains('C') {
        return None;
    }
    u32::try_from(roman(digits)?).ok()
}
