//! Which language a text is in, by its commonest words.

use super::lexicon::{flag, lexicon};
use crate::model::Language;

/// Words looked at.
const SAMPLE: usize = 4_000;

/// The language whose common words a text holds more of; French where neither shows.
pub fn detect(text: &str) -> Language {
    let mut end = text.len().min(SAMPLE * 6);
    end = text.floor_char_boundary(end);
    let score = |language: Language| {
        let lexicon = lexicon(language);
        let (tokens, ..) = lexicon.tokens(&text[..end]);
        tokens.iter().filter(|token| lexicon.has(token, flag::COMMON)).count()
    };
    if score(Language::English) > score(Language::French) {
        Language::English
    } else {
        Language::French
    }
}
