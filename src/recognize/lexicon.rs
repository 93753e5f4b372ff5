//! What is known of a language: words with their senses, and phrases by class. All of it is data.

use std::collections::HashMap;
use std::sync::LazyLock;

pub use super::flag;
use super::phrase::{Phrases, Trie};
use super::token::{Kind, Token, tokenize};
use super::written::File;
use crate::model::Language;
use crate::value::fold;
use crate::value::unit;

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
    /// A list of `[hedges]`, `[dates]` or `[words]`; the payload is its number in [`LISTS`].
    List,
}

/// The lists of phrases that the recognisers ask for, by their keys.
pub const LISTS: &[&str] = &[
    // [hedges]
    "more-than",
    "less-than",
    "min",
    "max",
    "about",
    "min-after",
    "max-after",
    "spatial",
    "clock-before",
    "about-after",
    "between",
    "between-and",
    "range-from",
    "range-to",
    // [dates]; two keys are those of [hedges] with a prefix
    "date-range-from",
    "date-range-to",
    "leads",
    "names",
    "recurring",
    "weekend",
    "parts-of-day",
    "this",
    "last",
    "next",
    "current",
    "last-before",
    "next-before",
    "ago-before",
    "ago-after",
    "in-before",
    "in-after",
    "within",
    "past-span",
    "since",
    "until",
    "by",
    "before",
    "after",
    "around",
    "early",
    "middle",
    "late",
    "articles",
    "list-and",
    "list-or",
    "decades",
    "centuries",
    "quarters",
    "halves",
    "first-half",
    "fiscal",
    "in-month",
    "in-year",
    "year-before",
    // [clauses]
    "negation-first",
    "negation-second",
    "restriction",
    "negators",
    "not-negators",
    "refusals",
    "open-refusals",
    "possible",
    "probable",
    "uncommitted",
    "hypotheses",
    "if",
    "if-before",
    "planned",
    "demanded",
    "speech",
    "speech-joints",
    "sources",
    "anonymous",
    "breaks",
    "all-of",
    "one-of",
];

/// The number of a list.
pub const fn list(name: &str) -> u16 {
    let mut at = 0;
    while at < LISTS.len() {
        if same(LISTS[at], name) {
            return at as u16;
        }
        at += 1;
    }
    // A misspelt name fails here, at compile time where the result is a constant.
    u16::MAX
}

const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = 0;
    if a.len() != b.len() {
        return false;
    }
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
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
    words: HashMap<Box<str>, u32>,
    senses: Vec<Word>,
    trie: Trie,
    /// Unit symbols and currency codes, by number.
    pub symbols: Vec<String>,
    /// Beginnings of verbs of change, folded.
    pub change_verbs: Vec<String>,
    supersedes: Vec<String>,
    inflections: Vec<String>,
    /// Endings of the conditional, and words that end so by chance.
    conditional: (Vec<String>, Vec<String>),
    /// Words that show a tense: whether it is the future.
    pub tenses: HashMap<u32, bool>,
    /// Singulars that no rule gives, by the lower-case plural.
    pub singulars: HashMap<String, String>,
}

static FRENCH: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(Language::French, include_str!("../data/fr.toml")));
static ENGLISH: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(Language::English, include_str!("../data/en.toml")));

/// The lexicon of a language.
pub fn lexicon(language: Language) -> &'static Lexicon {
    match language {
        Language::French => &FRENCH,
        Language::English => &ENGLISH,
    }
}

impl Lexicon {
    fn new(language: Language, text: &str) -> Self {
        // A test reads the files; a release can't ship a broken one.
        let file: File = toml::from_str(text).unwrap_or_default();
        let mut lexicon = Lexicon {
            language,
            words: HashMap::new(),
            senses: vec![Word::default()],
            trie: Trie::default(),
            symbols: Vec::new(),
            change_verbs: Vec::new(),
            supersedes: Vec::new(),
            inflections: Vec::new(),
            conditional: Default::default(),
            tenses: HashMap::new(),
            singulars: HashMap::new(),
        };
        lexicon.read_numbers(&file);
        lexicon.read_amounts(&file);
        lexicon.read_dates(&file);
        lexicon.read_words(&file);
        lexicon.read_clauses(&file);
        lexicon
    }

    /// The senses of a token's word.
    pub fn word(&self, token: &Token) -> &Word {
        &self.senses[token.word as usize]
    }

    /// Whether a token's word has a flag.
    pub fn has(&self, token: &Token, flag: u32) -> bool {
        self.word(token).flags & flag != 0
    }

    /// Cuts a text into tokens of this language; with the tokens folded, each behind a space, and
    /// where each one starts in that.
    pub fn tokens(&self, text: &str) -> (Vec<Token>, String, Vec<u32>) {
        let mut folded = String::with_capacity(text.len() + text.len() / 4);
        let mut starts = Vec::with_capacity(text.len() / 5);
        let tokens = tokenize(text, self.language, |token, kind| {
            folded.push(' ');
            starts.push(folded.len() as u32);
            folded.push_str(token);
            match kind {
                Kind::Word => self.words.get(token).copied().unwrap_or(0),
                _ => 0,
            }
        });
        (tokens, folded, starts)
    }

    /// All phrases in a row of tokens, by their first token.
    pub fn phrases(&self, tokens: &[Token]) -> Phrases {
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

    /// Whether a word has the ending of a conditional.
    pub fn is_conditional(&self, word: &str) -> bool {
        let (endings, others) = &self.conditional;
        let folded = fold(word);
        folded.len() >= 5
            && endings.iter().any(|ending| folded.ends_with(ending.as_str()))
            && !others.contains(&folded)
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

    fn intern(&mut self, folded: &str, kind: Kind) -> u32 {
        if kind != Kind::Word {
            return 0;
        }
        if let Some(&id) = self.words.get(folded) {
            return id;
        }
        let id = self.senses.len() as u32;
        self.words.insert(folded.into(), id);
        self.senses.push(Word::default());
        id
    }

    /// The number of a word of the data: of its last token.
    fn id_of(&mut self, word: &str) -> u32 {
        self.data_tokens(word).last().map_or(0, |token| token.word)
    }

    /// Cuts an entry of the data. An elided word (« d' ») is one only before a letter.
    fn data_tokens(&mut self, phrase: &str) -> Vec<Token> {
        let language = self.language;
        if phrase.ends_with('\'') && language == Language::French {
            let mut tokens =
                tokenize(&format!("{phrase}x"), language, |token, kind| self.intern(token, kind));
            tokens.pop();
            return tokens;
        }
        tokenize(phrase, language, |token, kind| self.intern(token, kind))
    }

    /// The senses of a word of the data; entries of the numeral tables are single words.
    fn sense(&mut self, word: &str) -> &mut Word {
        let id = self.id_of(word);
        &mut self.senses[id as usize]
    }

    fn add_phrase(&mut self, phrase: &str, class: Class, payload: u16) {
        let tokens = self.data_tokens(phrase);
        self.trie.insert(&tokens, class, payload);
    }

    fn read_numbers(&mut self, file: &File) {
        let numbers = &file.numbers;
        for (kind, list) in [
            (Numeral::Unit, &numbers.units),
            (Numeral::Teen, &numbers.teens),
            (Numeral::Ten, &numbers.tens),
        ] {
            for (word, value) in list {
                self.sense(word).numeral = Some((kind, *value));
            }
        }
        for word in &numbers.hundreds {
            self.sense(word).scale = 2;
        }
        for (word, power) in &numbers.scales {
            self.sense(word).scale = *power as u8;
        }
        for (word, power) in &numbers.scale_abbreviations {
            self.sense(word).abbreviation = *power as u8;
        }
        for (word, power) in &numbers.money_scales {
            self.sense(word).money_scale = *power as u8;
        }
        for (word, value) in &numbers.ordinals {
            self.sense(word).ordinal = *value;
        }
        for (word, value) in &numbers.collectives {
            self.sense(word).collective = *value;
        }
        for (word, value) in &numbers.fractions {
            self.sense(word).fraction = *value;
        }
        for (list, flag) in [
            (&numbers.halves, flag::HALF),
            (&numbers.joints, flag::JOINT),
            (&numbers.points, flag::POINT),
            (&numbers.links, flag::LINK),
            (&numbers.vague, flag::VAGUE),
            (&numbers.articles, flag::ARTICLE),
            (&numbers.minus, flag::MINUS),
            (&numbers.needs_noun, flag::NEEDS_NOUN),
            (&numbers.ordinal_suffixes, flag::ORDINAL_SUFFIX),
            (&numbers.exact_collectives, flag::EXACT),
        ] {
            for word in list {
                self.sense(word).flags |= flag;
            }
        }
        for phrase in &numbers.not_ordinal {
            self.add_phrase(phrase, Class::NotOrdinal, 0);
        }
        for phrase in &numbers.not_number_after {
            self.add_phrase(phrase, Class::NotNumberAfter, 0);
        }
    }

    fn read_clauses(&mut self, file: &File) {
        for (key, phrases) in &file.clauses {
            match key.as_str() {
                "conditional" => self.conditional.0 = phrases.iter().map(|end| fold(end)).collect(),
                "not-conditional" => {
                    self.conditional.1 = phrases.iter().map(|word| fold(word)).collect();
                }
                key => {
                    for phrase in phrases {
                        for form in self.forms(phrase) {
                            self.add_phrase(&form, Class::List, list(key));
                        }
                    }
                }
            }
        }
    }

    /// All forms of a pattern: `*` behind a word stands for the inflections.
    fn forms(&self, pattern: &str) -> Vec<String> {
        let mut forms = vec![String::new()];
        for word in pattern.split(' ') {
            let endings: Vec<&str> = match word.strip_suffix('*') {
                Some(_) => self.inflections.iter().map(String::as_str).collect(),
                None => vec![""],
            };
            let stem = word.trim_end_matches('*');
            forms = forms
                .iter()
                .flat_map(|form| endings.iter().map(move |ending| (form, ending)))
                .map(|(form, ending)| {
                    let space = if form.is_empty() { "" } else { " " };
                    format!("{form}{space}{stem}{ending}")
                })
                .collect();
        }
        forms
    }

    fn symbol(&mut self, symbol: &str) -> u16 {
        let known = self.symbols.iter().position(|known| known == symbol);
        known.unwrap_or_else(|| {
            self.symbols.push(symbol.to_owned());
            self.symbols.len() - 1
        }) as u16
    }

    fn read_amounts(&mut self, file: &File) {
        for (symbol, words) in &file.units {
            let number = self.symbol(symbol);
            for word in words {
                self.add_phrase(word, Class::Unit, number);
            }
        }
        for (unit, words) in &file.durations.units {
            let number = super::duration_unit(unit);
            for word in words {
                self.add_phrase(word, Class::Duration, number);
            }
        }
        for (word, span) in &file.durations.words {
            let (amount, unit) = span.split_once(' ').unwrap_or(("1", span));
            let amount = amount.parse::<u16>().unwrap_or(1);
            self.add_phrase(word, Class::Span, amount * 16 + super::duration_unit(unit));
        }
        for (code, words) in &file.currencies.codes {
            let number = self.symbol(code);
            for word in words {
                self.add_phrase(word, Class::Currency, number);
            }
        }
        for (code, words) in &file.currencies.cents {
            let number = self.symbol(code);
            for word in words {
                self.add_phrase(word, Class::Cent, number);
            }
        }
        for code in unit::symbols().filter(|symbol| unit::is_currency(symbol)) {
            let number = self.symbol(code);
            self.add_phrase(code, Class::Currency, number);
        }
        for word in &file.currencies.weak {
            self.sense(word).flags |= flag::WEAK_MONEY;
        }
        for code in &file.currencies.ambiguous {
            self.sense(code).flags |= flag::AMBIGUOUS_CODE;
        }
        for (key, phrases) in &file.hedges {
            if key == "change-verbs" {
                self.change_verbs = phrases.iter().map(|stem| fold(stem)).collect();
                continue;
            }
            for phrase in phrases {
                self.add_phrase(phrase, Class::List, list(key));
            }
        }
    }

    fn read_dates(&mut self, file: &File) {
        let dates = &file.dates;
        for (number, words) in dates.months.iter().enumerate() {
            for (at, word) in words.iter().enumerate() {
                self.sense(word).month = number as u8 + 1;
                self.sense(word).flags |= if at > 0 { flag::ABBREVIATION } else { 0 };
            }
        }
        for (number, words) in dates.weekdays.iter().enumerate() {
            for word in words {
                // The longest spelling is the name; the others are cut short or in the plural.
                let is_short = word.len() < 5;
                self.sense(word).weekday = number as u8 + 1;
                self.sense(word).flags |= if is_short { flag::ABBREVIATION } else { 0 };
            }
        }
        for (word, code) in &dates.seasons {
            self.sense(word).season = *code as u8;
        }
        for word in &dates.ambiguous {
            self.sense(word).flags |= flag::AMBIGUOUS;
        }
        let offset = |days: i32| (days + 128).clamp(0, 255) as u16;
        for (phrase, days) in &dates.days {
            self.add_phrase(phrase, Class::Day, offset(*days));
        }
        for (phrase, days) in &dates.anchored_days {
            self.add_phrase(phrase, Class::AnchoredDay, offset(*days));
        }
        for (phrase, sign) in &dates.era {
            self.add_phrase(phrase, Class::Era, offset(*sign));
        }
        for (key, phrases) in &dates.phrases {
            let key = match key.as_str() {
                "range-from" => "date-range-from",
                "range-to" => "date-range-to",
                key => key,
            };
            for phrase in phrases {
                self.add_phrase(phrase, Class::List, list(key));
            }
        }
    }

    fn read_words(&mut self, file: &File) {
        let words = &file.words;
        for (list, flag) in [
            (&words.function, flag::FUNCTION),
            (&words.adjectives, flag::ADJECTIVE),
            (&words.common, flag::COMMON),
        ] {
            for word in list {
                self.sense(word).flags |= flag;
            }
        }
        for (list, is_future) in [(&words.past, false), (&words.future, true)] {
            for word in list {
                let id = self.id_of(word);
                self.tenses.insert(id, is_future);
            }
        }
        self.supersedes = words.supersedes.iter().map(|stem| fold(stem)).collect();
        self.inflections = words.inflections.iter().map(|end| fold(end)).collect();
        self.singulars =
            words.singulars.iter().map(|(many, one)| (many.clone(), one.clone())).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_files_are_read() {
        for text in [include_str!("../data/fr.toml"), include_str!("../data/en.toml")] {
            let file: Result<File, _> = toml::from_str(text);
            assert!(file.is_ok(), "{:?}", file.err());
            let file = file.unwrap();
            let keys =
                file.dates.phrases.keys().chain(file.hedges.keys()).chain(file.clauses.keys());
            for key in keys {
                let is_known = list(key) != u16::MAX
                    || matches!(key.as_str(), "change-verbs" | "conditional" | "not-conditional");
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
