//! Changes to claim files that rules propose, written as a person would write them.

use std::ops::Range;

use crate::diagnostic::Edit;
use crate::model::{Claim, Document, Quote};
use crate::source::{Sources, Span};
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
pub(super) fn set(
    claim: &Claim,
    written: Option<Span>,
    key: &str,
    value: &str,
    sources: &Sources,
) -> Edit {
    if let Some(span) = written {
        return Edit { span, text: value.to_owned() };
    }
    behind(claim.value_span, "[[claims]]", key, value, sources)
}

/// The hash of an article's text, in its place or behind the text's name.
pub fn pin(document: &Document, sha256: &str, sources: &Sources) -> Option<Edit> {
    let article = document.article.as_ref()?;
    let value = toml_string(sha256);
    Some(match &article.sha256 {
        Some((_, span)) => Edit { span: *span, text: value },
        None => behind(article.text_span, "[article]", "sha256", &value, sources),
    })
}

/// A key behind a value: on a line of its own, or in the braces that the value stands in.
fn behind(at: Span, header: &str, key: &str, value: &str, sources: &Sources) -> Edit {
    let text = sources.text(at.file);
    let (start, end) = (at.range().start, at.range().end);
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let before = text[line_start..start].trim();
    let is_on_lines = before.ends_with('=')
        && !before.contains(['{', ','])
        && text[..line_start].contains(header);
    if !is_on_lines {
        let span = Span::new(at.file, end..end);
        return Edit { span, text: format!(", {key} = {value}") };
    }
    let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at);
    let line_end = if text[..line_end].ends_with('\r') { line_end - 1 } else { line_end };
    let ending = if text[line_end..].starts_with('\r') { "\r\n" } else { "\n" };
    Edit { span: Span::new(at.file, line_end..line_end), text: format!("{ending}{key} = {value}") }
}
