//! A language file into a lexicon.

use std::collections::HashMap;

use super::written::File;
use super::{Class, Lexicon, Numeral, VerbForm, Word, flag};
use crate::model::Language;
use crate::recognize::dictionary::Dictionary;
use crate::recognize::duration_unit;
use crate::recognize::letter;
use crate::recognize::lists;
use crate::recognize::number;
use crate::recognize::phrase::Trie;
use crate::recognize::scan::Read;
use crate::recognize::token::{CORE, Token};
use crate::recognize::tokenizer::tokenize;
use crate::value::{fold, unit};

/// Given names of all languages.
const GIVEN_NAMES: &str = include_str!("../../data/given-names.txt");

/// The keys of endings of verbs.
pub(super) const VERB_FORMS: &[(&str, VerbForm)] = &[
    ("conditional", VerbForm::Conditional),
    ("past", VerbForm::Past),
    ("future", VerbForm::Future),
    ("participles", VerbForm::Participle),
    ("infinitives", VerbForm::Infinitive),
];

impl Lexicon {
    pub(super) fn new(language: Language, text: &str) -> Self {
        // A test reads the files; a release can't ship a broken one.
        let file: File = toml::from_str(text).unwrap_or_default();
        let mut lexicon = Lexicon {
            language,
            words: Dictionary::default(),
            senses: vec![Word::default()],
            forms: vec![0],
            trie: Trie::default(),
            symbols: Vec::new(),
            change_verbs: Vec::new(),
            change_objects: Vec::new(),
            supersedes: Vec::new(),
            inflections: Vec::new(),
            endings: Vec::new(),
            irregular: HashMap::new(),
            reflexives: Vec::new(),
            contractions: HashMap::new(),
            verbs: Default::default(),
            singulars: HashMap::new(),
        };
        lexicon.read_numbers(&file);
        lexicon.read_amounts(&file);
        lexicon.read_dates(&file);
        lexicon.read_words(&file);
        lexicon.read_forms(&file);
        lexicon.read_names(&file);
        lexicon.read_clauses(&file);
        for word in &mut lexicon.senses {
            word.flags |= word.derived();
        }
        let fractions = number::FRACTIONS.map(|mark| lexicon.id_of(&mark.to_string()));
        let forms = lexicon.words.words().zip(&lexicon.senses[1..]).map(|(word, senses)| {
            lexicon.verbs.forms_of(word) | if senses.is_core() { CORE } else { 0 }
        });
        lexicon.forms.extend(forms);
        fractions.iter().for_each(|mark| lexicon.forms[*mark as usize] |= CORE);
        lexicon.trie.settle();
        lexicon
    }

    fn intern(&mut self, folded: &str) -> u32 {
        let id = self.words.insert(folded);
        if id as usize == self.senses.len() {
            self.senses.push(Word::default());
        }
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
            let elided = format!("{phrase}x");
            let mut tokens = self.data_tokens(&elided);
            tokens.pop();
            return tokens;
        }
        let known = |read: Read<'_>| {
            let word = letter::fold(read.written());
            let is_number = word.starts_with(|c: char| c.is_ascii_digit());
            (if is_number { 0 } else { self.intern(&word) }, 0)
        };
        tokenize(phrase, language, known).tokens
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
            (&numbers.few, flag::FEW),
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

    fn read_forms(&mut self, file: &File) {
        let folded = |endings: &Vec<String>| -> Vec<String> {
            endings.iter().map(|end| fold(end)).collect()
        };
        self.endings = file.forms.iter().map(|(end, to)| (fold(end), folded(to))).collect();
        let irregular = |(word, forms): (&String, &Vec<String>)| (fold(word), folded(forms));
        self.irregular = file.irregular.iter().map(irregular).collect();
        let reflexives = file.clauses.get("reflexives");
        self.reflexives = reflexives.map(folded).unwrap_or_default();
        self.endings.sort_by_key(|(end, _)| std::cmp::Reverse(end.len()));
    }

    fn read_names(&mut self, file: &File) {
        let names = &file.names;
        for (list, flag) in [
            (&names.organisations, flag::ORGANISATION),
            (&names.titles, flag::TITLE),
            (&names.demonyms, flag::DEMONYM),
            (&names.acronyms, flag::ACRONYM),
            (&names.links, flag::NAME_LINK),
            (&names.places_before, flag::PLACE_BEFORE),
            (&names.abbreviations, flag::SHORTENED),
        ] {
            for word in list {
                self.sense(word).flags |= flag;
            }
        }
        for name in GIVEN_NAMES.lines() {
            self.sense(name).flags |= flag::GIVEN;
        }
        let folded = |(article, forms): (&String, &Vec<String>)| {
            (fold(article), forms.iter().map(|form| fold(form)).collect())
        };
        self.contractions = names.contractions.iter().map(folded).collect();
    }

    fn read_clauses(&mut self, file: &File) {
        for (key, phrases) in &file.clauses {
            match key.as_str() {
                "not-conditional" => self.verbs.not_conditional = phrases.clone(),
                key => {
                    if let Some((_, form)) = VERB_FORMS.iter().find(|(name, _)| *name == key) {
                        phrases.iter().for_each(|ending| self.verbs.add(ending, *form));
                        continue;
                    }
                    for phrase in phrases {
                        for form in self.forms(phrase) {
                            self.add_phrase(
                                &form,
                                Class::List,
                                lists::number(key).unwrap_or(u16::MAX),
                            );
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
            let number = duration_unit(unit);
            for word in words {
                self.add_phrase(word, Class::Duration, number);
            }
        }
        for (word, span) in &file.durations.words {
            let (amount, unit) = span.split_once(' ').unwrap_or(("1", span));
            let amount = amount.parse::<u16>().unwrap_or(1);
            self.add_phrase(word, Class::Span, amount * 16 + duration_unit(unit));
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
            if key == "change-objects" {
                self.change_objects = phrases.iter().map(|stem| fold(stem)).collect();
                continue;
            }
            if key == "change-verbs" {
                self.change_verbs = phrases.iter().map(|stem| fold(stem)).collect();
                continue;
            }
            for phrase in phrases {
                self.add_phrase(phrase, Class::List, lists::number(key).unwrap_or(u16::MAX));
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
                self.add_phrase(phrase, Class::List, lists::number(key).unwrap_or(u16::MAX));
            }
        }
    }

    fn read_words(&mut self, file: &File) {
        let words = &file.words;
        for (list, flag) in [
            (&words.function, flag::FUNCTION),
            (&words.adjectives, flag::ADJECTIVE),
            (&words.common, flag::COMMON),
            (&words.homonyms, flag::HOMONYM),
            (&words.interposed, flag::INTERPOSED),
        ] {
            for word in list {
                self.sense(word).flags |= flag;
            }
        }
        // A word of both shows the future.
        for (list, tense) in [(&words.past, flag::PAST), (&words.future, flag::FUTURE)] {
            for word in list {
                let word = self.sense(word);
                word.flags = word.flags & !flag::PAST | tense;
            }
        }
        self.supersedes = words.supersedes.iter().map(|stem| fold(stem)).collect();
        self.inflections = words.inflections.iter().map(|end| fold(end)).collect();
        self.singulars =
            words.singulars.iter().map(|(many, one)| (many.clone(), one.clone())).collect();
    }
}
