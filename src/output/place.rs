//! Where a span is, for outputs; and characters that must not reach a terminal.

use crate::source::{Position, Sources, Span};

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

/// Whether a character could make a terminal or a reader see something else than the text.
pub(super) fn is_hostile(c: char) -> bool {
    let is_control = c.is_control() && !matches!(c, '\n' | '\t');
    is_control
        || matches!(
            c,
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
        )
}

/// A text of one line with every hostile character replaced by U+FFFD.
pub(super) fn harmless(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\r' | '\t' => ' ',
            c if is_hostile(c) => '\u{FFFD}',
            c => c,
        })
        .collect()
}
