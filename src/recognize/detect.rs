//! Which language a text is in, by its commonest words.

use super::lexicon::{flag, lexicon};
use super::token::Token;
use super::tokenizer::Tokens;
use crate::model::Language;

/// Words looked at.
const SAMPLE: usize = 4_000;

/// How many words that are merely known a common one outweighs: a headline has few common ones.
const COMMON: usize = 8;

/// The language whose words a text holds more of, its common ones above all; French where neither
/// shows.
pub fn detect(text: &str) -> Language {
    let mut end = text.len().min(SAMPLE * 6);
    end = text.floor_char_boundary(end);
    let score = |language: Language| {
        let lexicon = lexicon(language);
        let Tokens { tokens, .. } = lexicon.tokens(&text[..end]);
        let weight = |token: &Token| {
            let is_known = token.is_word() && token.word > 0;
            usize::from(is_known) + COMMON * usize::from(lexicon.has(token, flag::COMMON))
        };
        tokens.iter().map(weight).sum::<usize>()
    };
    if score(Language::English) > score(Language::French) {
        Language::English
    } else {
        Language::French
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_show_their_language() {
        for (text, language) in [
            ("Brightwell recalls 240,000 space heaters after fires", Language::English),
            ("Shares fell 3 percent", Language::English),
            ("Séisme au large des Moluques : 34 blessés", Language::French),
            ("12 morts dans un incendie", Language::French),
            ("", Language::French),
        ] {
            assert_eq!(detect(text), language, "{text}");
        }
    }
}
