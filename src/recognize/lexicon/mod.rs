//! What is known of a language: words with their senses, and phrases by class. All of it is data.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

mod read;
mod written;

use super::dictionary::Dictionary;
pub use super::flag;
use super::phrase::{Phrases, Trie};
use super::token::{Kind, Token, Tokens, tokenize};
use crate::model::Language;
use crate::value::fold;
use rustc_hash::FxHashMap;

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
        let is_core = self.numeral.is_some() && !has(flag::ARTICLE)
            || has(flag::HALF)
            || self.scale > 0
            || self.collective > 0
            || self.fraction > 0
            || is_calendar;
        [(is_calendar, flag::CALENDAR), (is_numeric, flag::NUMERIC), (is_core, flag::CORE)]
            .into_iter()
            .fold(0, |flags, (holds, flag)| if holds { flags | flag } else { flags })
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

/// Forms of verbs that their endings show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerbForm {
    /// What would be.
    Conditional,
    /// What was.
    Past,
    /// What will be.
    Future,
    /// A participle.
    Participle,
    /// An infinitive.
    Infinitive,
}

/// Endings of verbs, by [`VerbForm`]; they have two bytes at least.
struct VerbEndings {
    /// Endings and their forms as bits, by their last two bytes.
    endings: FxHashMap<[u8; 2], Vec<(String, u8)>>,
    /// The forms that a byte may stand last in, last but one, and so on, as bits: most words end as
    /// no form does.
    tails: [[u8; 256]; 4],
    /// Words, or endings behind a hyphen, that look like a conditional by chance.
    not_conditional: Vec<String>,
}

impl Default for VerbEndings {
    fn default() -> Self {
        let (endings, not_conditional) = (FxHashMap::default(), Vec::new());
        VerbEndings { endings, tails: [[0; 256]; 4], not_conditional }
    }
}

impl VerbEndings {
    fn add(&mut self, ending: &str, form: VerbForm) {
        if let [.., before, last] = *ending.as_bytes() {
            let (known, form) = (self.endings.entry([before, last]).or_default(), 1 << form as u8);
            known.push((ending.to_owned(), form));
            let mut bytes = ending.bytes().rev();
            for tail in &mut self.tails {
                match bytes.next() {
                    // A capital is 32 before its small letter, in ASCII and in Latin-1 as UTF-8.
                    Some(byte) => [byte, byte.wrapping_sub(32)]
                        .into_iter()
                        .for_each(|byte| tail[byte as usize] |= form),
                    None => tail.iter_mut().for_each(|forms| *forms |= form),
                }
            }
        }
    }

    /// The endings that a word may have, by its last two bytes in lower case.
    fn of(&self, word: &str) -> &[(String, u8)] {
        let [.., before, last] = *word.as_bytes() else { return &[] };
        let key = match (before, last) {
            // É and é.
            (0xC3, 0x80..=0x9E) => [before, last + 0x20],
            _ => [before.to_ascii_lowercase(), last.to_ascii_lowercase()],
        };
        self.endings.get(&key).map_or(&[], Vec::as_slice)
    }

    fn is_no_conditional(&self, word: &str) -> bool {
        self.not_conditional.iter().any(|known| match known.strip_prefix('-') {
            Some(ending) => word.ends_with(ending),
            None => word == known,
        })
    }
}

/// A language.
pub struct Lexicon {
    /// Which one.
    pub language: Language,
    words: Dictionary,
    senses: Vec<Word>,
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
        // The first word is number 1: 0 stands for all that the lexicon does not have.
        tokenize(text, self.language, |hash, token, kind| match kind {
            Kind::Word => self.words.get(hash, token).map_or(0, |number| number + 1),
            _ => 0,
        })
    }

    /// All phrases in a row of tokens, by their first token.
    pub fn phrases(&self, tokens: &[Token], names: &[u32]) -> Phrases {
        self.trie.find(tokens, names)
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

    /// Whether the last bytes of a word may be those of some forms of verbs, given as bits.
    #[inline]
    pub fn may_be_one_of(&self, word: &[u8], mut wanted: u8) -> bool {
        for (byte, tail) in word.iter().rev().zip(&self.verbs.tails) {
            wanted &= tail[*byte as usize];
            if wanted == 0 {
                return false;
            }
        }
        true
    }

    /// The forms of verbs whose endings a word has, as bits by [`VerbForm`]; accents count.
    pub fn forms_of(&self, word: &str) -> u8 {
        const SHORTEST: usize = 3;
        let endings = self.verbs.of(word);
        if endings.is_empty() || word.len() < SHORTEST {
            return 0;
        }
        let lower: Cow<'_, str> = match is_lower(word) {
            true => word.into(),
            false => word.to_lowercase().into(),
        };
        let mut forms = endings
            .iter()
            .filter(|(ending, _)| lower.ends_with(ending.as_str()))
            .fold(0, |forms, (_, form)| forms | form);
        if forms != 0 && lower.chars().nth(SHORTEST).is_none() {
            forms &= 1 << VerbForm::Past as u8;
        }
        if forms & (1 << VerbForm::Conditional as u8) != 0 && self.verbs.is_no_conditional(&lower) {
            forms &= !(1 << VerbForm::Conditional as u8);
        }
        forms
    }

    /// A definite article and what it becomes behind a preposition; empty for what is none.
    pub fn contractions(&self, article: &str) -> &[String] {
        self.contractions.get(article).map_or(&[], Vec::as_slice)
    }

    /// The forms that a word of a vocabulary may take, folded: its plural, its conjugation. Some are
    /// no words; nobody writes those.
    pub fn inflected(&self, word: &str) -> Vec<String> {
        let folded = fold(word);
        let longest = self.endings.iter().find_map(|(end, to)| {
            let stem = folded.strip_suffix(end.as_str())?;
            (!end.is_empty() && !stem.is_empty()).then_some((stem, to))
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

/// Whether a word surely has no capital: ASCII, and the letters of Latin-1 as UTF-8.
fn is_lower(word: &str) -> bool {
    let mut bytes = word.bytes();
    while let Some(byte) = bytes.next() {
        let is_lower = match byte {
            0xC3 => bytes.next().is_some_and(|byte| byte > 0x9F),
            byte => byte.is_ascii() && !byte.is_ascii_uppercase(),
        };
        if !is_lower {
            return false;
        }
    }
    true
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
