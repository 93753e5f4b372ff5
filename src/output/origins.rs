//! Passages that articles share, for people and programs.

use serde_json::json;

use super::place::{harmless, place};
use crate::source::{Sources, Span};

/// A passage that several articles have.
#[derive(Clone, Debug)]
pub struct CommonPassage {
    /// Its length in words.
    pub words: usize,
    /// Where it stands; the first one first.
    pub places: Vec<CommonPlace>,
}

/// A place of a shared passage.
#[derive(Clone, Debug)]
pub struct CommonPlace {
    /// The passage in this article.
    pub span: Span,
    /// Global ids of the claims that quote from it.
    pub claims: Vec<String>,
}

/// A paragraph for each passage.
pub fn origins_text(passages: &[CommonPassage], sources: &Sources) -> String {
    let mut out = String::new();
    for passage in passages {
        let count = passage.places.len();
        out.push_str(&format!("{count} articles share {} words\n", passage.words));
        if let Some(first) = passage.places.first() {
            out.push_str(&format!("  {}\n", harmless(sources.slice(first.span))));
        }
        for found in &passage.places {
            let at = place(found.span, sources);
            let claims = match found.claims.as_slice() {
                [] => String::new(),
                claims => format!("  ({})", harmless(&claims.join(", "))),
            };
            let (line, column) = (at.start.line, at.start.column);
            out.push_str(&format!("    {}:{line}:{column}{claims}\n", harmless(at.path)));
        }
        out.push('\n');
    }
    out
}

/// The same as JSON, version 1.
pub fn origins_json(passages: &[CommonPassage], sources: &Sources) -> String {
    let one = |found: &CommonPlace| {
        let at = place(found.span, sources);
        let point = |position: crate::source::Position| json!({ "line": position.line, "column": position.column });
        json!({
            "file": at.path,
            "start": point(at.start),
            "end": point(at.end),
            "bytes": [at.bytes.0, at.bytes.1],
            "text": sources.slice(found.span),
            "claims": found.claims,
        })
    };
    let passages: Vec<serde_json::Value> = passages
        .iter()
        .map(|passage| {
            let places: Vec<_> = passage.places.iter().map(one).collect();
            json!({ "words": passage.words, "places": places })
        })
        .collect();
    let document = json!({ "version": 1, "passages": passages });
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}
