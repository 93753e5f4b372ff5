//! How the entries of a vocabulary may be written: names, and words in all their forms.

use super::lexicon::{Lexicon, VerbForm, flag};
use super::lists::{BE, CLITICS, HAVE, REFLEXIVES, VERB_GROUP};
use super::token::{Case, Kind, Token};
use super::view::View;
use crate::value::is_legal_form;

/// A word of an entry.
#[derive(Clone)]
pub(super) struct Spelt {
    pub(super) fold: String,
    pub(super) capital: bool,
    is_function: bool,
    is_pronoun: bool,
    is_reflexive: bool,
    is_infinitive: bool,
}

impl Spelt {
    /// How it may be written in a phrase. A word alone is no function word, whatever it looks like:
    /// "back"; and a verb among them is one in a phrase too: "come into force".
    fn forms(&self, is_inflected: bool, is_alone: bool, lexicon: &Lexicon) -> Vec<String> {
        let is_fixed = self.is_function && !is_alone && !lexicon.has_own_forms(&self.fold);
        match is_inflected && !is_fixed {
            true => lexicon.inflected(&self.fold),
            false => vec![self.fold.clone()],
        }
    }
}

fn spelling(text: &str, lexicon: &'static Lexicon) -> Vec<Spelt> {
    let view = View::new(text, lexicon);
    let spelt = |(at, token): (usize, &Token)| Spelt {
        fold: view.fold(at).into_owned(),
        capital: token.is_word() && token.case != Case::Lower,
        is_function: view.has(at, flag::FUNCTION) || token.kind != Kind::Word,
        is_pronoun: [CLITICS, VERB_GROUP].iter().any(|list| view.is_listed(at, *list)),
        is_reflexive: view.is_listed(at, REFLEXIVES),
        is_infinitive: view.is_form(at, VerbForm::Infinitive),
    };
    view.tokens.iter().enumerate().map(spelt).collect()
}

/// A phrase as words in all forms that they take.
pub(super) struct Patterns {
    /// All ways to write it.
    pub(super) whole: Vec<Vec<String>>,
    /// The beginnings behind which an auxiliary or an adverb may stand: « s'est imposé ».
    pub(super) open: Vec<Vec<String>>,
}

impl Patterns {
    pub(super) fn of(phrase: &str, lexicon: &'static Lexicon) -> Self {
        let words = spelling(phrase, lexicon);
        let (lead, is_verb) = verb(&words);
        let mut all = Patterns { whole: vec![Vec::new()], open: Vec::new() };
        for (at, word) in words.iter().enumerate() {
            let is_inflected = at == lead || at + 1 == words.len();
            let forms = match at < lead && word.is_reflexive {
                true => lexicon.reflexives.clone(),
                false => word.forms(is_inflected, words.len() == 1, lexicon),
            };
            let longer = |start: &Vec<String>, form: &String| {
                start.iter().chain([form]).cloned().collect::<Vec<String>>()
            };
            let with = |start| forms.iter().map(move |form| longer(start, form));
            all.whole = all.whole.iter().flat_map(with).collect();
            if is_verb && at <= lead && at + 1 < words.len() {
                all.open.extend(all.whole.iter().cloned());
            }
        }
        all.whole.retain(|words| !words.is_empty());
        all
    }
}

/// How many pronouns stand before the verb that a phrase starts with, and whether it does.
fn verb(spelling: &[Spelt]) -> (usize, bool) {
    let pronouns = spelling.iter().take_while(|word| word.is_pronoun).count();
    match spelling.get(pronouns).is_some_and(|word| word.is_infinitive) {
        true => (pronouns, true),
        false => (0, false),
    }
}

/// A name as it may be written: with its hyphens or without, with its legal form or without.
pub(super) fn spellings(name: &str, lexicon: &'static Lexicon) -> Vec<Vec<Spelt>> {
    let whole = spelling(name, lexicon);
    let mut all = vec![whole.clone()];
    let bare: Vec<Spelt> = whole.into_iter().filter(|word| word.fold != "-").collect();
    let stem = &bare[..without_legal_form(&bare)];
    // Of "the company" nothing is left.
    if stem.iter().any(|word| !word.is_function) {
        all.push(stem.to_vec());
    }
    all.push(bare);
    all.retain(|words| !words.is_empty());
    all
}

/// How many words of a name stand before its legal form: « S.A. » is one, dots and all.
fn without_legal_form(words: &[Spelt]) -> usize {
    let is_form = |from: &usize| {
        let joined: String =
            words[*from..].iter().map(|word| word.fold.trim_matches(['.', ','])).collect();
        joined.is_empty() || is_legal_form(&joined)
    };
    (1..words.len()).find(is_form).unwrap_or(words.len())
}

/// Where an auxiliary and adverbs that stand inside of a verb end.
pub(super) fn behind_interposed(view: &View<'_>, start: usize) -> usize {
    const MOST: usize = 3;
    let is_auxiliary = |at: usize| view.is_listed(at, BE) || view.is_listed(at, HAVE);
    let is_interposed = |at: &usize| view.has(*at, flag::INTERPOSED) || is_auxiliary(*at);
    start + (start..start + MOST).take_while(is_interposed).count()
}
