//! How the verdict on a question came about, told step by step.

use super::Level;

/// The way from the claims of a question to its verdict.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// What the question asks, in words.
    pub question: String,
    /// What the pairs below say of each claim, by claim id.
    pub statements: Vec<Statement>,
    /// The pairs, that which makes the finding first.
    pub pairs: Vec<Weighed>,
}

/// A claim in plain words.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The global id.
    pub claim: String,
    /// Its sides, each with a name: value, set, holder, mode, time, article.
    pub sides: Vec<(&'static str, String)>,
    /// Its quotes as written.
    pub quotes: Vec<String>,
}

/// A pair as the verdict table weighs it.
#[derive(Clone, Debug)]
pub struct Weighed {
    /// Global claim ids.
    pub claims: [String; 2],
    /// How the first value relates to the second.
    pub relation: &'static str,
    /// The lines that do not fit: number, when they would, why they do not.
    pub passed: Vec<(u8, &'static str, &'static str)>,
    /// The line that fits, and when it does.
    pub line: (u8, &'static str),
    /// The verdict's name.
    pub verdict: &'static str,
    /// Its level.
    pub level: Level,
    /// What made the level what it is.
    pub weight: Vec<String>,
    /// Sentences that say why.
    pub reasons: Vec<String>,
    /// What would settle it.
    pub help: Vec<String>,
}
