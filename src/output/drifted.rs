//! What became of quotes when an article changed, for people.

use super::drafted::{Drafted, drafted_claims};
use super::place::{harmless, place};
use crate::source::{Sources, Span};

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
pub fn drifted(
    path: &str,
    is_old_known: bool,
    quotes: &[DriftedQuote],
    sources: &Sources,
) -> String {
    let mut out = format!("{} is not the text that was pinned\n", harmless(path));
    if !is_old_known {
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
