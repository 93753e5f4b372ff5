//! Whether the words around a date speak of what was or of what will be.

use crate::model::Language;
use crate::recognize::lexicon::{VerbForm, flag};
use crate::recognize::lists;
use crate::recognize::phrase::list_bits;
use crate::recognize::token::Kind;
use crate::recognize::view::View;

/// The direction in time of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unknown,
}

/// Words looked at on each side.
const REACH: usize = 24;

/// Words right before a date that govern it: « déposée le 28 novembre ».
const NEAR: usize = 3;

/// The tense of the words around some tokens: the nearest verb form that shows one, in the sentence.
pub(super) fn tense(view: &View<'_>, from: usize, to: usize) -> Tense {
    let ends = |at: usize| match view.tokens[at].kind {
        // "at 2 p.m. Thursday".
        Kind::Mark('.') => at == 0 || view.str(at - 1).len() > 1,
        Kind::Mark(mark) => matches!(mark, '!' | '?' | ';'),
        _ => false,
    };
    let breaks = |at: usize| view.tokens[at].breaks;
    let mut before = (from.saturating_sub(REACH)..from)
        .rev()
        .take_while(|&at| !ends(at) && (at + 1 == from || !breaks(at + 1)));
    let mut after = (to..view.tokens.len().min(to + REACH))
        .take_while(|&at| !ends(at) && (at == to || !breaks(at)));
    let near = before.clone().take(NEAR);
    let around = std::iter::from_fn(|| {
        let both = [after.next(), before.next()];
        (both != [None, None]).then_some(both)
    });
    near.chain(around.flatten().flatten())
        .map(|at| shown_by(view, at))
        .find(|t| *t != Tense::Unknown)
        .unwrap_or(Tense::Unknown)
}

fn shown_by(view: &View<'_>, at: usize) -> Tense {
    let Some(token) = view.token(at).filter(|token| token.is_word()) else { return Tense::Unknown };
    if view.is_homonym(at) {
        return Tense::Unknown;
    }
    // "had planned to open on Saturday" was for a day gone by.
    let is_participle =
        view.lexicon.language == Language::French || view.is_form(at, VerbForm::Past);
    let is_gone = || {
        is_participle && at > 0 && view.is_listed(at - 1, lists::HAVE) && is_imperfect(view, at - 1)
    };
    if view.lexicon.has(token, flag::FUTURE) && is_gone() {
        return Tense::Past;
    }
    if view.lexicon.has(token, flag::FUTURE) || view.is_listed(at, lists::GIVEN_UNTIL) {
        return Tense::Future;
    }
    if is_reflexive(view, at) {
        return Tense::Past;
    }
    const AUXILIARIES: u128 = list_bits(&[lists::BE, lists::HAVE]);
    let is_french = view.lexicon.language == Language::French;
    if view.lexicon.has(token, flag::PAST) {
        // « à » is no « a ».
        if view.str(at).len() > 1 && view.fold(at).len() == 1 {
            return Tense::Unknown;
        }
        // "held" and "set" are participles too; « né » and « mort » are past with any auxiliary.
        let is_past = is_french || view.starts_any(at, AUXILIARIES);
        return if is_past { Tense::Past } else { of_participle(view, at) };
    }
    let word = view.str(at);
    let shown = if is_french { french(word) } else { english(view, at) };
    let is_participle = shown == Tense::Past && !word.ends_with("ait") && !word.ends_with("aient");
    if is_participle { of_participle(view, at) } else { shown }
}

/// "had", « avait ».
fn is_imperfect(view: &View<'_>, at: usize) -> bool {
    let word = view.str(at);
    match view.lexicon.language {
        Language::French => word.ends_with("ait") || word.ends_with("aient"),
        Language::English => word.eq_ignore_ascii_case("had"),
    }
}

/// « s'est ouvert », « se sont réunis ».
fn is_reflexive(view: &View<'_>, at: usize) -> bool {
    at > 0 && view.is_listed(at, lists::BE) && view.is_listed(at - 1, lists::REFLEXIVE)
}

/// A participle has the tense of its auxiliary: « sera présenté », "will be debated", "to be held". With
/// one of the present it shows none: "is set for", « sont appelés ».
fn of_participle(view: &View<'_>, at: usize) -> Tense {
    // « les salariés », "the wounded", « 38 degrés ».
    let is_noun = at > 0
        && (view.starts_any(at - 1, list_bits(&[lists::ARTICLES, lists::DETERMINERS]))
            || view.digits(at - 1).is_some());
    if is_noun {
        return Tense::Unknown;
    }
    let before = (at.saturating_sub(NEAR)..at).rev().take_while(|&at| view.tokens[at].is_word());
    let mut tense = Tense::Past;
    for at in before {
        if view.has(at, flag::FUTURE) || view.is_listed(at, lists::TO_BE) {
            return Tense::Future;
        }
        if view.has(at, flag::PAST) || is_reflexive(view, at) {
            return Tense::Past;
        }
        if view.is_listed(at, lists::BE) {
            tense = Tense::Unknown;
        }
    }
    tense
}

/// By its ending: « ouvrira », « ouvriront »; « ouvrait », « ouvrirent », « ouvertes », « signé ».
fn french(word: &str) -> Tense {
    let stem = word.strip_suffix("ra").or_else(|| word.strip_suffix("ront"));
    let is_future = stem.is_some_and(|stem| stem.ends_with(['e', 'i', 'd', 't', 'v', 'r']));
    let ends = |ends: &[&str]| ends.iter().any(|end| word.ends_with(end));
    let is_past = !is_future
        && match word.as_bytes().last() {
            Some(b't') => ends(&["ait", "aient", "èrent", "irent", "urent"]),
            _ => ends(&["é", "ée", "és", "ées"]),
        };
    if !is_future && !is_past || word.chars().count() < 5 {
        Tense::Unknown
    } else if is_future {
        Tense::Future
    } else {
        Tense::Past
    }
}

/// By its ending: "opened"; numerals and a few words end so and show nothing.
fn english(view: &View<'_>, at: usize) -> Tense {
    let word = view.str(at);
    let sense = view.word(at);
    let is_verb = word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed");
    if is_verb && sense.scale == 0 && sense.ordinal == 0 { Tense::Past } else { Tense::Unknown }
}
