//! What stands between quotation marks.

use std::ops::Range;

use crate::recognize::View;
use crate::recognize::token::Kind;

/// The tokens inside quotation marks, without the marks. Marks that don't match are none.
pub(super) fn quotations(view: &View<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, token) in view.turns() {
        let Kind::Mark(mark @ ('"' | '«' | '»')) = token.kind else { continue };
        match (mark, open) {
            ('«', None) => open = Some((at + 1, '»')),
            ('"', None) => open = Some((at + 1, '"')),
            ('»' | '"', Some((start, close))) if mark == close => {
                found.push(start..at);
                open = None;
            }
            // Each paragraph of a long quotation may open it again.
            ('«', Some(_)) if token.breaks => open = Some((at + 1, '»')),
            _ => {}
        }
    }
    found.retain(|quotation| !quotation.is_empty());
    found
}
