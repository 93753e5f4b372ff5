//! A language file as written: the shape of `data/fr.toml` and `data/en.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

type Words = Vec<String>;
type Values = BTreeMap<String, u32>;
type Lists = BTreeMap<String, Vec<String>>;

/// A language file.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) numbers: Numbers,
    pub(super) units: Lists,
    pub(super) durations: Durations,
    pub(super) currencies: Currencies,
    pub(super) hedges: Lists,
    pub(super) dates: Dates,
    pub(super) words: General,
    pub(super) names: Names,
    /// Endings, and those that forms of a word have instead.
    pub(super) forms: Lists,
    /// Forms of words that no ending gives.
    pub(super) irregular: Lists,
    /// What a clause does with what it says: phrases by class.
    pub(super) clauses: Lists,
}

/// Numerals.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Numbers {
    pub(super) units: Values,
    pub(super) teens: Values,
    pub(super) tens: Values,
    pub(super) hundreds: Words,
    pub(super) scales: Values,
    pub(super) scale_abbreviations: Values,
    pub(super) money_scales: Values,
    pub(super) ordinals: Values,
    pub(super) ordinal_suffixes: Words,
    pub(super) collectives: Values,
    pub(super) exact_collectives: Words,
    pub(super) halves: Words,
    pub(super) fractions: Values,
    pub(super) joints: Words,
    pub(super) points: Words,
    pub(super) links: Words,
    pub(super) vague: Words,
    pub(super) few: Words,
    pub(super) articles: Words,
    pub(super) minus: Words,
    pub(super) needs_noun: Words,
    pub(super) not_ordinal: Words,
    pub(super) not_number_after: Words,
}

/// Spans of time.
#[derive(Deserialize, Default)]
pub(super) struct Durations {
    /// Words that are an amount and its unit.
    pub(super) words: BTreeMap<String, String>,
    /// Words for each unit.
    #[serde(flatten)]
    pub(super) units: Lists,
}

/// Money.
#[derive(Deserialize, Default)]
pub(super) struct Currencies {
    /// Words for hundredths.
    pub(super) cents: Lists,
    /// Words that are money only with a scale.
    pub(super) weak: Words,
    /// Codes that are words too.
    pub(super) ambiguous: Words,
    /// Words and signs for each code.
    #[serde(flatten)]
    pub(super) codes: Lists,
}

/// Dates.
#[derive(Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Dates {
    pub(super) months: Vec<Words>,
    pub(super) weekdays: Vec<Words>,
    pub(super) seasons: Values,
    pub(super) ambiguous: Words,
    pub(super) days: BTreeMap<String, i32>,
    pub(super) anchored_days: BTreeMap<String, i32>,
    pub(super) era: BTreeMap<String, i32>,
    /// Lists of phrases by class.
    #[serde(flatten)]
    pub(super) phrases: Lists,
}

/// What stands around names.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Names {
    /// Nouns for organisations, as they stand before or in a name.
    pub(super) organisations: Words,
    /// Words that stand before a person's name.
    pub(super) titles: Words,
    /// Peoples, written with a capital though no names.
    pub(super) demonyms: Words,
    /// Letters that stand for a noun and name nobody.
    pub(super) acronyms: Words,
    /// Words inside a name.
    pub(super) links: Words,
    /// Words before a place.
    pub(super) places_before: Words,
    /// A dot behind these ends no sentence.
    pub(super) abbreviations: Words,
    /// Definite articles, alone and behind a preposition.
    pub(super) contractions: BTreeMap<String, Words>,
}

/// Words by what they are in a sentence.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct General {
    pub(super) function: Words,
    pub(super) adjectives: Words,
    pub(super) common: Words,
    /// Verbs without a capital, names with one.
    #[serde(default)]
    pub(super) homonyms: Words,
    /// Adverbs that stand inside of a verb.
    #[serde(default)]
    pub(super) interposed: Words,
    pub(super) supersedes: Words,
    pub(super) inflections: Words,
    pub(super) past: Words,
    pub(super) future: Words,
    pub(super) singulars: BTreeMap<String, String>,
}
