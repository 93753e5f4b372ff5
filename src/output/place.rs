//! Where a span is, for outputs; and characters that must not reach a terminal.

use crate::source::{Position, Sources, Span};
use crate::value::is_unseen;

/// A span as outputs show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place<'s> {
    pub(super) path: &'s str,
    pub(super) start: Position,
    /// One past the last character.
    pub(super) end: Position,
    /// Offsets in the file on disk.
    pub(super) bytes: (usize, usize),
}

/// Where a span is.
pub(super) fn place(span: Span, sources: &Sources) -> Place<'_> {
    let file = sources.file(span.file);
    let range = span.range();
    Place {
        path: &file.path,
        start: file.position(range.start),
        end: file.position(range.end),
        bytes: (file.offset_on_disk(range.start), file.offset_on_disk(range.end)),
    }
}

/// More of a text than this is of no use on a terminal.
const LONGEST: usize = 600;

/// A text of one line with every hostile character replaced by U+FFFD, cut when very long.
pub fn harmless(text: &str) -> String {
    let mut out: String = text
        .chars()
        .take(LONGEST)
        .map(|c| match c {
            '\n' | '\r' | '\t' => ' ',
            c if is_unseen(c) => '\u{FFFD}',
            c => c,
        })
        .collect();
    if text.chars().nth(LONGEST).is_some() {
        out.push('…');
    }
    out
}
