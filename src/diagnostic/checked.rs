//! What a run looked at, whether it found anything or not: silence is told from not looking.

use crate::source::{FileId, Span};

/// Everything a run looked at.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// The claim files.
    pub files: Vec<FileId>,
    /// The claims, file by file.
    pub claims: Vec<CheckedClaim>,
    /// The questions that more than one claim answers.
    pub questions: Vec<CheckedQuestion>,
    /// The claims whose pairs a decision settles, one list a decision that counts.
    pub decided: Vec<Vec<String>>,
}

impl Checked {
    /// Adds what another run looked at.
    pub fn add(&mut self, other: Checked) {
        self.files.extend(other.files);
        self.claims.extend(other.claims);
        self.questions.extend(other.questions);
        self.decided.extend(other.decided);
    }
}

/// A claim that was looked at.
#[derive(Clone, Debug)]
pub struct CheckedClaim {
    /// The global id.
    pub id: String,
    /// Where it is written; the file's start where that is not known.
    pub span: Span,
    /// Where each of its quotes stands in the article, part by part; no parts where it does not.
    pub quotes: Vec<Vec<Span>>,
    /// Why it was compared with no other claim, if so.
    pub kept_out: Option<&'static str>,
}

/// A question that was asked.
#[derive(Clone, Debug)]
pub struct CheckedQuestion {
    /// What it asks, in words.
    pub title: String,
    /// The fingerprint of the finding on it.
    pub finding: Option<String>,
    /// Pairs of its claims.
    pub pairs: u64,
    /// Pairs that could not be compared.
    pub not_checked: u64,
}
