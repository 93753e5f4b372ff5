//! The noun that a number counts, and its singular.

use std::borrow::Cow;

use super::lexicon::{Class, flag};
use super::number::Vague;
use super::view::View;
use crate::model::Language;

/// A counted noun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Noun {
    /// Its singular, in lower case.
    pub(super) singular: String,
    /// One past its last token.
    pub(super) end: usize,
}

/// The noun behind a number that ends at a token; `scale` and `vague` are the number's.
pub(super) fn noun(view: &View<'_>, at: usize, scale: u8, vague: Vague) -> Option<Noun> {
    let mut at = at;
    if view.is_mark(at, '-') && view.is_glued(at) && view.is_glued(at + 1) {
        // "500-page".
        return is_noun(view, at + 1).then(|| at_token(view, at + 1));
    }
    if view.has(at, flag::LINK) {
        if scale < 3 && vague == Vague::No {
            return None;
        }
        at += 1;
    }
    match view.lexicon.language {
        Language::French => french(view, at),
        Language::English => english(view, at),
    }
}

fn at_token(view: &View<'_>, at: usize) -> Noun {
    Noun { singular: singular(view.str(at), view), end: at + 1 }
}

/// Whether a word can be a counted noun.
fn is_noun(view: &View<'_>, at: usize) -> bool {
    let Some(token) = view.word_on_line(at) else {
        return false;
    };
    let word = view.lexicon.word(token);
    let is_other = word.flags & (flag::FUNCTION | flag::JOINT | flag::POINT) != 0
        || word.numeral.is_some()
        || word.scale > 0
        || word.month > 0
        || word.weekday > 0
        || word.ordinal > 0
        || view.phrase(at, Class::Day).is_some();
    !is_other && token.end - token.start > 1
}

fn french(view: &View<'_>, mut at: usize) -> Option<Noun> {
    let mut adjectives = 0;
    while view.has(at, flag::ADJECTIVE) && is_noun(view, at + 1) && adjectives < 2 {
        at += 1;
        adjectives += 1;
    }
    is_noun(view, at).then(|| at_token(view, at))
}

/// The first plural among the next words ends the noun: "27 home runs", "300 people died".
fn english(view: &View<'_>, at: usize) -> Option<Noun> {
    const WORDS: usize = 4;
    for next in at..at + WORDS {
        if !is_noun(view, next) {
            break;
        }
        if is_plural(view, next) {
            return Some(at_token(view, next));
        }
        if view.is_mark(next + 1, '-') && view.is_glued(next + 1) {
            break;
        }
    }
    None
}

fn is_plural(view: &View<'_>, at: usize) -> bool {
    let word = lower(view.str(at));
    let has_ending =
        word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
    has_ending || view.lexicon.singulars.contains_key(&*word)
}

/// A word in lower case, as most are.
fn lower(word: &str) -> Cow<'_, str> {
    match word.bytes().all(|letter| letter.is_ascii_lowercase()) {
        true => Cow::Borrowed(word),
        false => Cow::Owned(word.to_lowercase()),
    }
}

/// A noun's singular by the rules of its language.
pub(super) fn singular(noun: &str, view: &View<'_>) -> String {
    let word = lower(noun);
    if let Some(known) = view.lexicon.singulars.get(&*word) {
        return known.clone();
    }
    let stem = |cut: usize, end: &str| [&word[..word.len() - cut], end].concat();
    match view.lexicon.language {
        Language::French => {
            let is_plural = word.ends_with("eaux")
                || (word.ends_with('s') && word.len() > 3 && !word.ends_with("ss"))
                || (word.ends_with("eux") && word.len() > 4 && !word.ends_with("ieux"));
            if word.ends_with("aux") && word.len() > 4 && !word.ends_with("eaux") {
                stem(3, "al")
            } else if is_plural {
                stem(1, "")
            } else {
                word.into_owned()
            }
        }
        Language::English => {
            if word.ends_with("ies") && word.len() > 4 {
                stem(3, "y")
            } else if ["sses", "shes", "ches", "xes"].iter().any(|end| word.ends_with(end)) {
                stem(2, "")
            } else if word.ends_with('s')
                && word.len() > 3
                && !["ss", "us", "is"].iter().any(|end| word.ends_with(end))
            {
                stem(1, "")
            } else {
                word.into_owned()
            }
        }
    }
}
