//! Sentences.

use std::ops::Range;

use super::token::{Case, Kind};
use super::view::View;

/// The sentences of a text as ranges of tokens; headlines and items of lists are sentences too.
pub(super) fn sentences(view: &View<'_>) -> Vec<Range<usize>> {
    const USUAL: usize = 16;
    let wrapped = is_wrapped(view);
    let mut found = Vec::with_capacity(view.tokens.len() / USUAL);
    let mut start = 0;
    // A sentence starts behind a mark or on a new line.
    let starts = view.turns().flat_map(|(at, token)| {
        let behind = matches!(token.kind, Kind::Mark(_)).then_some(at + 1);
        token.breaks.then_some(at).into_iter().chain(behind)
    });
    let count = view.tokens.len();
    for at in starts.filter(|at| (1..count).contains(at)) {
        if at > start && is_start(view, at, wrapped) {
            found.push(start..at);
            start = at;
        }
    }
    if start < view.tokens.len() {
        found.push(start..view.tokens.len());
    }
    found
}

fn is_start(view: &View<'_>, at: usize, wrapped: bool) -> bool {
    let token = &view.tokens[at];
    if token.breaks {
        let gap = &view.text[view.tokens[at - 1].end as usize..token.start as usize];
        let lines = gap.bytes().filter(|byte| *byte == b'\n').count();
        return lines > 1 || !wrapped;
    }
    if !token.spaced {
        return false;
    }
    let opens = match token.kind {
        Kind::Word => token.case != Case::Lower,
        Kind::Digits => true,
        Kind::Mark(mark) => matches!(mark, '"' | '«' | '(' | '-' | '•' | '['),
    };
    if !opens {
        return false;
    }
    // The closing marks of quotations and brackets belong to the sentence before.
    let mut end = at - 1;
    while end > 0 && matches!(view.tokens[end].kind, Kind::Mark('"' | '»' | ')' | ']' | '\'')) {
        end -= 1;
    }
    let closes = match view.tokens[end].kind {
        Kind::Mark('.') => !view.is_shortened(end),
        Kind::Mark('!' | '?' | '…') => true,
        // « Transfert bouclé 🔥 Le milieu … »
        Kind::Mark(mark) => is_emoji(mark),
        _ => false,
    };
    // « "…" » with white space inside: the mark before closes.
    closes && !is_closing(view, at)
}

/// Pictures, as posts and headlines set them between sentences.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27BF}' | '\u{1F000}'..='\u{1FAFF}')
}

/// Whether a mark closes a quotation: an opening one stands before it in the line.
fn is_closing(view: &View<'_>, at: usize) -> bool {
    if !view.is_mark(at, '"') {
        return false;
    }
    let line = (0..=at).rev().find(|&start| view.tokens[start].breaks).unwrap_or(0);
    (line..at).filter(|&before| view.is_mark(before, '"')).count() % 2 == 1
}

/// Whether single line breaks are white space: most lines are about as long as the longest, and
/// end in the middle of a sentence.
fn is_wrapped(view: &View<'_>) -> bool {
    const WIDEST: usize = 120;
    let lines = || view.text.lines().map(str::trim_end).filter(|line| !line.is_empty());
    if lines().any(|line| line.len() > WIDEST) {
        return false;
    }
    let lines: Vec<&str> = lines().collect();
    let longest = lines.iter().map(|line| line.len()).max().unwrap_or(0);
    let is_cut = |line: &&&str| {
        line.len() * 4 > longest * 3 && !line.ends_with(['.', '!', '?', ':', '"', '»', '”'])
    };
    lines.len() > 2 && lines.iter().filter(is_cut).count() * 2 > lines.len()
}
