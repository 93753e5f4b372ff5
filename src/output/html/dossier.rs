//! What the page shows beyond the findings: the articles and their claims, as plain data.

use crate::source::{FileId, Span};
use crate::value::date::DateSet;

/// One corpus.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// Its folder, as shown to people.
    pub name: String,
    /// Files of it that belong to no article: settings, resolutions.
    pub files: Vec<FileId>,
    /// The articles, in the order of their claim files.
    pub articles: Vec<Article>,
}

/// A claim file and the article it stands on.
#[derive(Clone, Debug)]
pub struct Article {
    /// The first part of its claims' ids.
    pub name: String,
    /// The claim file.
    pub claim_file: FileId,
    /// The article's text, or a sentence that says why there is none.
    pub text: Result<FileId, String>,
    /// The headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When.
    pub published: Option<Dated>,
    /// Where it was read: any text that somebody wrote.
    pub url: Option<String>,
    /// A BCP 47 language tag.
    pub language: Option<&'static str>,
    /// The readable claims, in the order of the file.
    pub claims: Vec<Claim>,
    /// How many claims could not be read.
    pub unreadable: usize,
}

/// A date as written and as a set of days.
#[derive(Clone, Debug)]
pub struct Dated {
    /// EDTF.
    pub written: String,
    /// The days.
    pub days: DateSet,
}

/// A claim.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The global id.
    pub id: String,
    /// The subject's name.
    pub subject: String,
    /// The predicate's name.
    pub predicate: String,
    /// The predicate's label.
    pub label: String,
    /// The value for people.
    pub value: String,
    /// Whether the value is denied.
    pub denied: bool,
    /// What sets it apart from a plain fact: "probable", "planned", "draft".
    pub manner: Vec<&'static str>,
    /// Who vouches for it, by name, outermost first.
    pub holders: Vec<String>,
    /// When the holder said it.
    pub said: Option<Dated>,
    /// When it holds, as EDTF.
    pub during: Option<Dated>,
    /// What it is limited to.
    pub scope: Vec<(String, String)>,
    /// The days that a date affirms or denies.
    pub days: Option<DateSet>,
    /// The passages it stands on.
    pub quotes: Vec<Quote>,
}

/// A quote and its place.
#[derive(Clone, Debug)]
pub struct Quote {
    /// As the claim file writes it.
    pub text: String,
    /// Its parts in the article's text; none where it does not stand there.
    pub parts: Vec<Span>,
}
