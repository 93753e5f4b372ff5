//! What is known of a language: words with their senses, and phrases by class. All of it is data.

use std::collections::HashMap;
use std::sync::LazyLock;

mod read;
mod verb;
mod written;

use super::dictionary::Dictionary;
pub use super::flag;
use super::phrase::{Phrases, Trie};
use super::token::{CORE, Token};
use super::tokenizer::{Tokens, tokenize};
use crate::model::Language;
use crate::value::fold;
use verb::VerbEndings;
pub use verb::VerbForm;

/// What a phrase is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A unit of measure; the payload is its number in [`Lexicon::symbols`].
    Unit,
    /// A span of time; the payload is a [`super::duration_unit`].
    Duration,
    /// A span of time with its amount.
    Span,
    /// A currency; the payload is its number in [`Lexicon::symbols`].
    Currency,
    /// Hundredths of a currency.
    Cent,
    /// A phrase that keeps an ordinal from being one.
    NotOrdinal,
    /// A word behind which digits are a name.
    NotNumberAfter,
    /// A day relative to the reference; the payload is its offset plus 128.
    Day,
    /// A day relative to another date; likewise.
    AnchoredDay,
    /// An era; the payload is its sign plus 128.
    Era,
    /// A list of `[hedges]`, `[dates]` or `[words]`; the payload is its number in [`super::lists`].
    List,
}

/// The senses of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Word {
    /// As a numeral below a hundred: its kind and value.
    pub numeral: Option<(Numeral, u32)>,
    /// As a scale: the power of ten; 2 for a hundred.
    pub scale: u8,
    /// As a scale right behind digits.
    pub abbreviation: u8,
    /// As a scale beside a currency.
    pub money_scale: u8,
    /// As an ordinal.
    pub ordinal: u32,
    /// As "about so many".
    pub collective: u32,
    /// As a part: 3 for thirds.
    pub fraction: u32,
    /// As a month: 1 to 12.
    pub month: u8,
    /// As a weekday: 1 for Monday.
    pub weekday: u8,
    /// As a season: the EDTF code.
    pub season: u8,
    /// The flags below.
    pub flags: u32,
}

impl Word {
    /// The flags that follow from the other senses: what a reader asks of most words before all else.
    fn derived(&self) -> u32 {
        let has = |flags: u32| self.flags & flags != 0;
        let is_calendar = self.month > 0 || self.weekday > 0 || self.season > 0 || self.ordinal > 0;
        let is_numeric = self.numeral.is_some()
            || self.scale > 0
            || self.collective > 0
            || has(flag::ARTICLE | flag::HALF);
        [(is_calendar, flag::CALENDAR), (is_numeric, flag::NUMERIC)]
            .into_iter()
            .fold(0, |flags, (holds, flag)| if holds { flags | flag } else { flags })
    }

    /// Whether it can be the heart of a date or an amount, by its senses and the flags from them.
    fn is_core(&self) -> bool {
        let has = |flags: u32| self.flags & flags != 0;
        self.numeral.is_some() && !has(flag::ARTICLE)
            || has(flag::HALF | flag::CALENDAR)
            || self.scale > 0
            || self.collective > 0
            || self.fraction > 0
    }
}

/// Kinds of numerals below a hundred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numeral {
    /// 0 to 9.
    Unit,
    /// 10 to 19.
    Teen,
    /// 20 to 90.
    Ten,
}

/// A language.
pub struct Lexicon {
    /// Which one.
    pub language: Language,
    words: Dictionary,
    /// By number; the first ones are those of all words that the lexicon does not have.
    senses: Vec<Word>,
    /// What a word or mark shows, by number: see [`Token::forms`].
    forms: Vec<u8>,
    trie: Trie,
    /// Unit symbols and currency codes, by number.
    pub symbols: Vec<String>,
    /// Beginnings of verbs of change, folded.
    pub change_verbs: Vec<String>,
    /// Beginnings of those that change an object, folded: "cuts up to 900 jobs".
    pub change_objects: Vec<String>,
    supersedes: Vec<String>,
    inflections: Vec<String>,
    contractions: HashMap<String, Vec<String>>,
    /// Endings and what other forms have instead, longest first.
    endings: Vec<(String, Vec<String>)>,
    /// Forms that no ending gives, folded, by the folded word.
    irregular: HashMap<String, Vec<String>>,
    /// Reflexive pronouns, folded.
    pub reflexives: Vec<String>,
    /// Endings of verbs.
    verbs: VerbEndings,
    /// Singulars that no rule gives, by the lower-case plural.
    pub singulars: HashMap<String, String>,
}

static FRENCH: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(Language::French, include_str!("../../data/fr.toml")));
static ENGLISH: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(Language::English, include_str!("../../data/en.toml")));

/// The lexicon of a language.
pub fn lexicon(language: Language) -> &'static Lexicon {
    match language {
        Language::French => &FRENCH,
        Language::English => &ENGLISH,
    }
}

impl Lexicon {
    /// The senses of a token's word.
    pub fn word(&self, token: &Token) -> &Word {
        &self.senses[token.word as usize]
    }

    /// Whether a token's word has a flag.
    pub fn has(&self, token: &Token, flag: u32) -> bool {
        self.word(token).flags & flag != 0
    }

    /// Cuts a text into tokens of this language.
    pub(super) fn tokens(&self, text: &str) -> Tokens {
        tokenize(text, self.language, |read| {
            let word = self.words.get(read.key);
            let own = self.forms[word as usize];
            match word {
                1.. if read.is_plain => (word, own),
                _ => (word, self.verbs.forms_of(read.written()) | own & CORE),
            }
        })
    }

    /// All phrases in a row of tokens, by their first token.
    pub fn phrases(&'static self, tokens: &[Token]) -> Phrases {
        self.trie.find(tokens)
    }

    /// Whether a text holds a word that says that something replaces what was said before.
    pub fn says_superseded(&self, text: &str) -> bool {
        let folded = fold(text);
        let words: Vec<&str> =
            folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let matches = |pattern: &str, word: &str| match pattern.strip_suffix('*') {
            Some(stem) => word
                .strip_prefix(stem)
                .is_some_and(|end| self.inflections.iter().any(|known| known == end)),
            None => pattern == word,
        };
        self.supersedes.iter().any(|cue| {
            let cue: Vec<&str> = cue.split(' ').collect();
            words
                .windows(cue.len())
                .any(|w| cue.iter().zip(w).all(|(cue, word)| matches(cue, word)))
        })
    }

    /// A definite article and what it becomes behind a preposition; empty for what is none.
    pub fn contractions(&self, article: &str) -> &[String] {
        self.contractions.get(article).map_or(&[], Vec::as_slice)
    }

    /// The forms that a word of a vocabulary may take, folded: its plural, its conjugation. Some are
    /// no words; nobody writes those.
    pub fn inflected(&self, word: &str) -> Vec<String> {
        let folded = fold(word);
        // « mer » is no verb, « mettre » is one that others end in.
        let is_stem = |stem: &str, end: &str| match end.len() {
            0 => false,
            1 => !stem.is_empty(),
            2 | 3 => stem.len() > 1,
            _ => true,
        };
        let longest = self.endings.iter().find_map(|(end, to)| {
            let stem = folded.strip_suffix(end.as_str())?;
            is_stem(stem, end).then_some((stem, to))
        });
        let plain = self.endings.iter().find(|(end, _)| end.is_empty());
        let plain = plain.map(|(_, to)| (folded.as_str(), to));
        let mut forms: Vec<String> = longest
            .into_iter()
            .chain(plain)
            .flat_map(|(stem, to)| to.iter().map(move |end| format!("{stem}{end}")))
            .collect();
        forms.extend(self.irregular.get(&folded).into_iter().flatten().cloned());
        forms.push(folded.clone());
        forms.sort_unstable();
        forms.dedup();
        forms
    }

    /// Whether the forms of a folded word are given for itself, not for words that end so.
    pub fn has_own_forms(&self, word: &str) -> bool {
        self.irregular.contains_key(word) || self.endings.iter().any(|(end, _)| end == word)
    }

    /// Whether two words may be forms of one: the same stem under two endings.
    pub fn same_stem(&self, a: &str, b: &str) -> bool {
        let common = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
        let common =
            (0..=common).rev().find(|at| a.is_char_boundary(*at) && b.is_char_boundary(*at));
        let is_ending = |end: &str| self.inflections.iter().any(|known| known == end);
        let common = common.unwrap_or(0);
        (common >= 4 || a == b)
            && (common.saturating_sub(2).max(4)..=common).rev().any(|at| {
                a.is_char_boundary(at)
                    && b.is_char_boundary(at)
                    && is_ending(&a[at..])
                    && is_ending(&b[at..])
            })
    }
}

#[cfg(test)]
mod tests {
    use super::read::VERB_FORMS;
    use super::written::File;
    use super::*;
    use crate::recognize::lists;

    #[test]
    fn the_language_files_are_read() {
        for text in [include_str!("../../data/fr.toml"), include_str!("../../data/en.toml")] {
            let file: Result<File, _> = toml::from_str(text);
            assert!(file.is_ok(), "{:?}", file.err());
            let file = file.unwrap();
            let keys =
                file.dates.phrases.keys().chain(file.hedges.keys()).chain(file.clauses.keys());
            for key in keys {
                let is_known = lists::number(key).is_some()
                    || key == "not-conditional"
                    || key == "change-verbs"
                    || key == "change-objects"
                    || VERB_FORMS.iter().any(|(name, _)| name == key);
                assert!(is_known, "nobody asks for {key}");
            }
            let endings = VERB_FORMS.iter().filter_map(|(key, _)| file.clauses.get(*key));
            for ending in endings.flatten() {
                assert!((2..=8).contains(&ending.len()), "{ending}: two to eight bytes");
            }
        }
    }

    #[test]
    fn marks_have_no_senses() {
        for language in [Language::French, Language::English] {
            let lexicon = lexicon(language);
            for (word, senses) in lexicon.words.words().zip(&lexicon.senses[1..]) {
                let is_word = word.starts_with(|c: char| c.is_alphabetic() || c == '\'');
                assert!(is_word || *senses == Word::default(), "{word}: {senses:?}");
            }
            assert_eq!(lexicon.senses[0], Word::default());
        }
    }

    #[test]
    fn cues_begin_words() {
        let french = lexicon(Language::French);
        assert!(french.says_superseded("La date limite a été REPOUSSÉE au 12 novembre"));
        assert!(french.says_superseded("le bilan s’alourdit à 12 morts"));
        assert!(!french.says_superseded("un apport du porte-parole, dit le reportage"));
        assert!(!lexicon(Language::English).says_superseded("nowhere in the movie"));
        assert!(lexicon(Language::English).says_superseded("the deadline was extended"));
    }
}
