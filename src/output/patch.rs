//! Two versions of a file as a unified diff, for people and `patch`.

use similar::TextDiff;

use crate::value::is_unseen;

/// What turns `old` into `new`, with a line of context around each change.
pub fn patch(path: &str, old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let unified = diff.unified_diff().context_radius(1).header(path, path).to_string();
    let inert = |c: char| match c {
        '\n' | '\t' => c,
        '\r' => '␍',
        c if is_unseen(c) => '\u{FFFD}',
        c => c,
    };
    unified.chars().map(inert).collect()
}
