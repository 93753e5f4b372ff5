//! Changes to claim files that rules propose.

use std::ops::Range;

use crate::diagnostic::Edit;
use crate::model::{Claim, Document, Quote};
use crate::source::{Sources, Span};
use crate::syntax::{Kind, parse};
use crate::value::toml_string;

/// Another text for a quote.
pub(super) fn requote(quote: &Quote, text: &str) -> Edit {
    Edit { span: quote.span, text: toml_string(text) }
}

/// The article's own words for a quote of one or more parts.
pub(super) fn as_printed(text: &str, parts: &[Range<usize>]) -> String {
    let parts: Vec<&str> = parts.iter().map(|part| &text[part.clone()]).collect();
    parts.join(" […] ")
}

/// A key of a claim: in its place when it is `written`, else behind the value.
pub(super) fn set(claim: &Claim, written: Option<Span>, key: &str, value: &str) -> Edit {
    match written {
        Some(span) => Edit { span, text: value.to_owned() },
        None => behind(claim.value_span, key, value),
    }
}

/// The hash of an article's text: in its place, whatever stands there, or behind the text's name.
pub fn pin(document: &Document, sha256: &str, sources: &Sources) -> Option<Edit> {
    let article = document.article.as_ref()?;
    let value = toml_string(sha256);
    let (root, _) = parse(document.file, sources.text(document.file));
    let written = root.get("article").and_then(|entry| match &entry.node.kind {
        Kind::Table(table) => Some(table.get("sha256")?.node.span),
        _ => None,
    });
    Some(match written {
        Some(span) => Edit { span, text: value },
        None => behind(article.text_span, "sha256", &value),
    })
}

fn behind(value: Span, key: &str, written: &str) -> Edit {
    let end = value.range().end;
    Edit { span: Span::new(value.file, end..end), text: format!("{key} = {written}") }
}
