//! What a finding proposes to change in the files, letter by letter.

use crate::source::Span;

/// A change that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in a few words.
    pub title: String,
    /// Whether a program may do it unasked.
    pub certainty: Certainty,
    /// The changes, apart from each other.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A fix that changes nothing of what is claimed.
    pub fn certain(title: impl Into<String>, edit: Edit) -> Self {
        Fix { title: title.into(), certainty: Certainty::Certain, edits: vec![edit] }
    }

    /// A fix that a person has to look at.
    pub fn possible(title: impl Into<String>, edit: Edit) -> Self {
        Fix { title: title.into(), certainty: Certainty::Possible, edits: vec![edit] }
    }
}

/// How sure it is that a fix is what the user wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// The claim says the same before and after.
    Certain,
    /// It changes what is claimed or quoted.
    Possible,
}

/// One change to a TOML file: the value under a span becomes another. Where the span is empty, a key
/// joins the table of the value that ends there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The value, or the end of one.
    pub span: Span,
    /// The new value; for an empty span `key = value`.
    pub text: String,
}
