//! The words of a language, as data.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::Language;
use crate::value::fold;

/// A language file.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Written {
    supersedes: Vec<String>,
}

/// What Recoupe knows of a language; all words folded.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Beginnings of words that say that something replaces what was said before.
    pub supersedes: Vec<String>,
}

static FRENCH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("../data/fr.toml")));
static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(include_str!("../data/en.toml")));

/// The lexicon of a language.
pub fn lexicon(language: Language) -> &'static Lexicon {
    match language {
        Language::French => &FRENCH,
        Language::English => &ENGLISH,
    }
}

impl Lexicon {
    fn new(text: &str) -> Self {
        // A test reads the files; a release can't ship a broken one.
        let written: Written = toml::from_str(text).unwrap_or_default();
        Lexicon { supersedes: written.supersedes.iter().map(|word| fold(word)).collect() }
    }

    /// Whether a text holds a word that says that something replaces what was said before.
    pub fn says_superseded(&self, text: &str) -> bool {
        let folded = fold(text);
        self.supersedes.iter().any(|cue| {
            folded
                .match_indices(cue.as_str())
                .any(|(at, _)| !folded[..at].chars().next_back().is_some_and(char::is_alphanumeric))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_files_are_read() {
        for text in [include_str!("../data/fr.toml"), include_str!("../data/en.toml")] {
            let written: Result<Written, _> = toml::from_str(text);
            assert!(written.is_ok(), "{:?}", written.err());
        }
    }

    #[test]
    fn cues_begin_words() {
        let french = lexicon(Language::French);
        assert!(french.says_superseded("La date limite a été REPOUSSÉE au 12 novembre"));
        assert!(french.says_superseded("le bilan s’alourdit à 12 morts"));
        assert!(!french.says_superseded("un rapport du ministère"));
        assert!(lexicon(Language::English).says_superseded("the deadline was extended"));
    }
}
