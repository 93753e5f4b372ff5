//! Numbers in digits: separators, decimals, and digits that are no numbers.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::{Form, Number, Vague, fraction, scaled, vulgar_fraction};
use crate::model::Language;
use crate::recognize::lexicon::{Class, flag};
use crate::recognize::token::{Case, Kind};
use crate::recognize::view::View;

/// Digits with their separators and a scale behind.
pub(super) fn digits(view: &View<'_>, at: usize) -> Option<Number> {
    if is_part_of_name(view, at) || goes_on(view, at) || is_phone(view, at) {
        return None;
    }
    let (mut text, mut end) = (Cow::from(view.str(at)), at + 1);
    let first = text.len();
    if first > 20 {
        return None;
    }
    let mut is_grouped = false;
    let french = view.lexicon.language == Language::French;
    let mut has_decimals = false;
    // A longer row of groups is a table.
    const LONGEST: usize = 40;
    while text.len() < LONGEST {
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
            text.to_mut().push_str(view.str(next));
            is_grouped = true;
        } else if matches!(mark, '.' | ',') && !has_decimals && fits_decimals(mark, french, count) {
            text.to_mut().push('.');
            text.to_mut().push_str(view.str(next));
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
        return scaled(view, at, fraction(value, end + 1));
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
            Kind::Mark('-') if !view.is_em_dash(before) => {
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

/// « 01 45 67 89 00 », "020 7946 0958", « 0 800 130 000 »: groups of digits behind a nought or a plus.
fn is_phone(view: &View<'_>, at: usize) -> bool {
    const GROUPS: usize = 3;
    const MOST: usize = 6;
    let is_group = |at: usize| view.digits(at).is_some();
    let joins = |at: usize| at > 0 && is_group(at - 1) && is_group(at) && view.is_one_space(at);
    let first = (0..MOST).fold(at, |at, _| if joins(at) { at - 1 } else { at });
    let rest = (first + 1..=first + MOST).take_while(|at| joins(*at)).count();
    let is_led = view.str(first).starts_with('0')
        || first > 0 && view.is_mark(first - 1, '+') && view.is_glued(first);
    is_led && rest + 1 >= GROUPS
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
        Some(Kind::Word) => view.digits(at) == Some(POSTCODE) && is_place(view, next),
        _ => false,
    }
}

/// The digits of a postcode.
const POSTCODE: usize = 5;

/// « 75001 Paris », « 26600 LA ROCHE »: in French a counted noun has no capital.
fn is_place(view: &View<'_>, at: usize) -> bool {
    view.lexicon.language == Language::French
        && view.token(at).is_some_and(|token| token.case != Case::Lower && !token.breaks)
        && !view.has(at, flag::DEMONYM)
        && view.phrase(at, Class::Currency).is_none()
        && view.phrase(at, Class::Unit).is_none()
}
