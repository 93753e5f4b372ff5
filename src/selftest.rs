//! Quotes that are known to be good or bad, each with the one rule that it must trip.
//!
//! The cases are data (`tests/quotes/`) and ship with the program, so that anyone can see what is
//! caught and what is not.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::config::{self, Settings};
use crate::corpus::ArticleFile;
use crate::model::Resolutions;
use crate::rules::Input;
use crate::source::Sources;

const VOCABULARY: &str = include_str!("../tests/quotes/recoupe.toml");

const FILES: [(&str, &str); 2] = [
    ("fr", include_str!("../tests/quotes/fr.toml")),
    ("en", include_str!("../tests/quotes/en.toml")),
];

/// A file of cases.
#[derive(Deserialize)]
struct Cases {
    texts: Vec<Text>,
}

/// A passage of an article and the quotes taken from it.
#[derive(Deserialize)]
struct Text {
    text: String,
    cases: Vec<Written>,
}

/// A case as written.
#[derive(Deserialize)]
struct Written {
    name: String,
    claim: toml::Table,
    trips: Vec<String>,
    why: String,
}

/// What became of a case.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Its name.
    pub name: String,
    /// `fr` or `en`.
    pub language: &'static str,
    /// The number of its text: cases of one text share a sentence.
    pub text: usize,
    /// The article's words.
    pub article: String,
    /// The claim as TOML.
    pub claim: String,
    /// The rule that it must trip; none for a good quote.
    pub expected: Vec<String>,
    /// The rules that it trips.
    pub found: Vec<String>,
    /// Why.
    pub why: String,
}

impl Outcome {
    /// Whether it trips what it must and nothing else.
    pub fn is_right(&self) -> bool {
        self.expected == self.found
    }
}

/// Checks all cases, each as a corpus of its own.
///
/// # Errors
///
/// A sentence when the cases that ship with the program are not valid.
pub fn selftest() -> Result<Vec<Outcome>, String> {
    let mut outcomes = Vec::new();
    let mut settings_sources = Sources::default();
    let file = settings_sources.add("recoupe.toml", VOCABULARY);
    let (settings, problems) = config::read(file, &settings_sources);
    if let Some(problem) = problems.first() {
        return Err(format!("recoupe.toml: {}", problem.message));
    }
    for (language, text) in FILES {
        let cases: Cases = toml::from_str(text).map_err(|e| format!("{language}.toml: {e}"))?;
        for (number, text) in cases.texts.into_iter().enumerate() {
            for case in text.cases {
                let found = check(&text.text, language, &case.claim, &settings);
                outcomes.push(Outcome {
                    name: case.name,
                    language,
                    text: number,
                    article: text.text.clone(),
                    claim: case.claim.to_string(),
                    expected: case.trips,
                    found,
                    why: case.why,
                });
            }
        }
    }
    Ok(outcomes)
}

/// The rules that a claim trips, sorted.
fn check(text: &str, language: &str, claim: &toml::Table, settings: &Settings) -> Vec<String> {
    const ARTICLE: &str = "article.txt";
    let mut sources = Sources::default();
    let mut claim = claim.clone();
    claim.insert("id".into(), "claim".into());
    let mut document = toml::Table::new();
    document.insert(
        "article".into(),
        toml::Table::from_iter([
            ("text".to_owned(), ARTICLE.into()),
            ("language".to_owned(), language.into()),
        ])
        .into(),
    );
    document.insert("claims".into(), vec![toml::Value::from(claim)].into());
    let file = sources.add("claims.toml", document.to_string());
    let document = crate::read::read(file, "claims", &sources, &settings.vocabulary);
    let article = ArticleFile::read(ARTICLE, text.as_bytes(), &mut sources);
    let report = crate::check(&Input {
        sources: &sources,
        settings,
        documents: &[document],
        articles: &BTreeMap::from([(ARTICLE.to_owned(), article)]),
        available: &[],
        resolutions: &Resolutions::default(),
        today: None,
    });
    let mut rules: Vec<String> =
        report.findings.iter().map(|finding| finding.rule.name.to_owned()).collect();
    rules.sort();
    rules.dedup();
    rules
}
