//! The summary: what was checked, in numbers, and what was found.

use std::fmt::Display;

use crate::diagnostic::{Level, Report, Summary};

/// One or two lines for standard error. `hides_notes`: the format shows no notes.
pub fn summary(report: &Report, hides_notes: bool) -> String {
    let counts = &report.summary;
    let mut text = format!("checked {}", looked_at(counts));
    if counts.not_checked > 0 {
        let open = counted(counts.not_checked, "comparison");
        text.push_str(&format!("; {open} could not be made"));
    }
    let count = |level: Level| report.count(level) as u64;
    let found = [
        counted(count(Level::Deny), "error"),
        counted(count(Level::Warn), "warning"),
        counted(count(Level::Note), "note"),
    ];
    text.push_str(&format!("\nfound {}", found.join(", ")));
    if hides_notes && count(Level::Note) > 0 {
        text.push_str(" (--notes shows them)");
    }
    text.push('\n');
    text
}

/// How much was checked.
pub(super) fn looked_at(counts: &Summary) -> String {
    format!(
        "{} in {} with {}: {}, {}",
        counted(counts.claims, "claim"),
        counted(counts.articles, "article"),
        counted(counts.quotes, "quote"),
        counted(counts.questions, "question"),
        counted(counts.pairs, "pair"),
    )
}

/// A number and its noun.
pub fn counted<N: Display + PartialEq + From<u8>>(count: N, noun: &str) -> String {
    format!("{count} {noun}{}", if count == N::from(1) { "" } else { "s" })
}
