//! Two passages compared word by word.

use similar::{Algorithm, ChangeTag, TextDiff};

/// A run of words and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// In the first only.
    Removed(String),
    /// In the second only.
    Added(String),
}

/// Passages longer than this are compared by their beginnings: no quote is so long.
const LONGEST: usize = 20_000;

/// What to take away from `old` and to add, word by word, to arrive at `new`.
pub fn difference(old: &str, new: &str) -> Vec<Piece> {
    let cut = |text: &str| -> String { text.chars().take(LONGEST).collect() };
    let (old, new) = (cut(old), cut(new));
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).diff_unicode_words(&old, &new);
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let text = change.value();
        match (pieces.last_mut(), change.tag()) {
            (Some(Piece::Same(run)), ChangeTag::Equal)
            | (Some(Piece::Removed(run)), ChangeTag::Delete)
            | (Some(Piece::Added(run)), ChangeTag::Insert) => run.push_str(text),
            (_, ChangeTag::Equal) => pieces.push(Piece::Same(text.into())),
            (_, ChangeTag::Delete) => pieces.push(Piece::Removed(text.into())),
            (_, ChangeTag::Insert) => pieces.push(Piece::Added(text.into())),
        }
    }
    pieces
}

/// The difference in one line: `[-what goes-]{+what comes+}`.
pub fn marked(old: &str, new: &str) -> String {
    let mark = |piece| match piece {
        Piece::Same(words) => words,
        Piece::Removed(words) => format!("[-{words}-]"),
        Piece::Added(words) => format!("{{+{words}+}}"),
    };
    difference(old, new).into_iter().map(mark).collect()
}
