//! Whether the words around a date speak of what was or of what will be.

use crate::model::Language;
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
    let before =
        |distance: usize| from.checked_sub(distance).filter(|at| is_same_sentence(view, *at, from));
    let after =
        |distance: usize| Some(to + distance - 1).filter(|at| is_same_sentence(view, to, at + 1));
    let near = (1..=NEAR).filter_map(before);
    let around = (1..=REACH).flat_map(|distance| [after(distance), before(distance)]).flatten();
    near.chain(around)
        .map(|at| shown_by(view, at))
        .find(|t| *t != Tense::Unknown)
        .unwrap_or(Tense::Unknown)
}

fn is_same_sentence(view: &View<'_>, from: usize, to: usize) -> bool {
    to <= view.tokens.len()
        && view.tokens[from..to].iter().enumerate().all(|(at, token)| {
            let ends = matches!(token.kind, Kind::Mark('.' | '!' | '?' | ';'));
            !ends && (at == 0 || !token.breaks)
        })
}

fn shown_by(view: &View<'_>, at: usize) -> Tense {
    let Some(token) = view.token(at).filter(|token| token.is_word()) else { return Tense::Unknown };
    if let Some(known) = view.lexicon.tenses.get(&token.word) {
        return if *known { Tense::Future } else { Tense::Past };
    }
    let word = view.str(at);
    let shown = match view.lexicon.language {
        Language::French => french(word),
        Language::English => english(view, at),
    };
    // A participle has the tense of its auxiliary: « sera présenté », "will be debated".
    let is_participle = shown == Tense::Past && !word.ends_with("ait") && !word.ends_with("aient");
    let is_future = |before: usize| {
        at.checked_sub(before)
            .and_then(|at| view.token(at))
            .is_some_and(|token| view.lexicon.tenses.get(&token.word) == Some(&true))
    };
    if is_participle && (1..=NEAR).any(is_future) { Tense::Future } else { shown }
}

/// By its ending: « ouvrira », « ouvriront »; « ouvrait », « ouvrirent », « ouvertes », « signé ».
fn french(word: &str) -> Tense {
    let ends = |ends: &[&str]| ends.iter().any(|end| word.ends_with(end));
    if word.chars().count() < 5 {
        Tense::Unknown
    } else if ends(&[
        "era", "ira", "dra", "tra", "vra", "rra", "eront", "iront", "dront", "tront", "vront",
        "rront",
    ]) {
        Tense::Future
    } else if ends(&["ait", "aient", "èrent", "irent", "urent", "é", "ée", "és", "ées"]) {
        Tense::Past
    } else {
        Tense::Unknown
    }
}

/// By its ending: "opened"; numerals and a few words end so and show nothing.
fn english(view: &View<'_>, at: usize) -> Tense {
    let word = view.str(at);
    let sense = view.word(at);
    let is_verb = word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed");
    if is_verb && sense.scale == 0 && sense.ordinal == 0 { Tense::Past } else { Tense::Unknown }
}
