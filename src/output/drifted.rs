//! What became of quotes when an article changed, for people and programs.

use serde_json::{Value, json};

use super::drafted::{Drafted, claim, drafted_claims};
use super::place::{harmless, place};
use crate::source::{Sources, Span};

/// An article whose text is not the one that was pinned.
#[derive(Clone, Debug)]
pub struct DriftedArticle {
    /// The path of its text, as shown.
    pub path: String,
    /// Whether the pinned text is known.
    pub is_old_known: bool,
    /// The quotes from it.
    pub quotes: Vec<DriftedQuote>,
}

/// A quote after the change.
#[derive(Clone, Debug)]
pub struct DriftedQuote {
    /// The claim's global id.
    pub claim: String,
    /// What became of it, in words.
    pub state: &'static str,
    /// Where the quote is written.
    pub span: Span,
    /// From the quote to the passage, in one line; empty where they are the same.
    pub difference: String,
    /// A claim that supersedes this one.
    pub draft: Option<Drafted>,
}

/// One changed article: each quote, the differences, and drafts of claims that supersede others.
pub fn drifted(article: &DriftedArticle, sources: &Sources) -> String {
    let quotes = &article.quotes;
    let mut out = format!("{} is not the text that was pinned\n", harmless(&article.path));
    if !article.is_old_known {
        out.push_str("  (the pinned text is not in git: moved quotes count as unaffected)\n");
    }
    for quote in quotes {
        let at = place(quote.span, sources);
        let (line, column) = (at.start.line, at.start.column);
        let (claim, file) = (harmless(&quote.claim), harmless(at.path));
        out.push_str(&format!("  {claim}: {} ({file}:{line}:{column})\n", quote.state));
        if !quote.difference.is_empty() {
            out.push_str(&format!("      {}\n", harmless(&quote.difference)));
        }
    }
    let drafts: Vec<Drafted> = quotes.iter().filter_map(|quote| quote.draft.clone()).collect();
    if !drafts.is_empty() {
        out.push_str("the text gives another value; if that corrects the old one, add:\n");
        out.push_str(&drafted_claims(&drafts));
    }
    out
}

/// The same as JSON, version 1.
pub fn drifted_json(articles: &[DriftedArticle], sources: &Sources) -> String {
    let quote = |quote: &DriftedQuote| {
        let at = place(quote.span, sources);
        json!({
            "claim": quote.claim,
            "state": quote.state,
            "file": at.path,
            "start": { "line": at.start.line, "column": at.start.column },
            "difference": (!quote.difference.is_empty()).then_some(&quote.difference),
            "supersede_with": quote.draft.as_ref().map(claim),
        })
    };
    let article = |article: &DriftedArticle| {
        let quotes: Vec<Value> = article.quotes.iter().map(quote).collect();
        json!({ "file": article.path, "pinned_text_known": article.is_old_known, "quotes": quotes })
    };
    let changed: Vec<Value> = articles.iter().map(article).collect();
    let document = json!({ "version": 1, "changed": changed });
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}
