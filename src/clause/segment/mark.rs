//! Marks that open and close clauses: commas, brackets, dashes, colons, semicolons.

use std::ops::Range;

use super::Link;
use super::build::Builder;
use crate::recognize::lexicon::VerbForm;
use crate::recognize::lists::*;
use crate::recognize::phrase::list_bits;

/// A bracket that is not closed within so many tokens is looked for no further.
const LONGEST_ASIDE: usize = 1_000;

impl Builder<'_, '_> {
    pub(super) fn bracket(&mut self, link: Link, at: usize, end: usize) {
        self.closers.push((end, self.stack.len()));
        self.open(link, at);
    }

    pub(super) fn mark(&mut self, at: usize, mark: char, sentence: &Range<usize>) {
        let view = self.view;
        let last = sentence.end.min(at + LONGEST_ASIDE);
        let next = |wanted: char| (at + 1..last).find(|&end| view.is_mark(end, wanted));
        let is_dash =
            |at: usize| view.is_mark(at, '-') && view.tokens[at].spaced && !view.is_glued(at + 1);
        match mark {
            ';' => {
                self.stack.clear();
                self.open(Link::Main, at);
            }
            ':' if !view.is_glued(at + 1) => {
                self.open(Link::Content, at + 1);
            }
            '(' | '[' => {
                let close = next(if mark == '(' { ')' } else { ']' });
                self.bracket(Link::Aside, at, close.map_or(sentence.end, |end| end + 1));
            }
            '-' if is_dash(at) && self.closers.is_empty() => {
                if let Some(end) = (at + 1..sentence.end).find(|&end| is_dash(end)) {
                    self.bracket(Link::Aside, at, end + 1);
                }
            }
            ',' => self.comma(at, sentence),
            _ => {}
        }
    }

    fn comma(&mut self, at: usize, sentence: &Range<usize>) {
        let view = self.view;
        let floor = self.closers.last().map_or(1, |(_, height)| height + 1);
        let closes = |level: &usize| {
            let segment = &self.out.list[self.stack[*level]];
            let above = segment.parent.map(|parent| &self.out.list[parent]);
            segment.is_enclosed
                || matches!(segment.link, Link::Adverbial | Link::Relative | Link::Condition)
                    && above.is_some_and(|above| above.last_verb.is_none())
        };
        if let Some(level) = (floor.max(1)..self.stack.len()).find(closes) {
            if self.out.list[self.stack[level]].start < at {
                self.stack.truncate(level);
            }
        } else {
            while self.stack.len() > floor
                && matches!(
                    self.out.list[self.top()].link,
                    Link::Relative | Link::Adverbial | Link::Condition
                )
            {
                self.stack.pop();
            }
        }
        const OPENING: u128 = list_bits(&[RELATIVES, ADVERBIALS, CONDITIONS]);
        if view.starts_any(at + 1, OPENING) || at + 1 >= sentence.end {
            return;
        }
        // An apposition stands between the subject and its verb.
        let is_apposition = || {
            let end = (at + 1..sentence.end).find(|&end| view.is_mark(end, ','));
            end.is_some_and(|end| {
                self.starts_verb(end + 1)
                    && !(at + 1..end).any(|at| self.is_finite(at) || self.is_verb(at))
            })
        };
        let has_verb = self.out.list[self.top()].last_verb.is_some();
        if !has_verb && is_apposition()
            || view.is_form(at + 1, VerbForm::Participle) && !self.is_verb(at + 1)
            || self.is_absolute(at + 1, sentence.end)
            || self.is_dated_participle(at + 1)
            || has_verb && self.is_closing_apposition(at, sentence.end)
        {
            self.enclose(Link::Aside, at + 1);
        } else if view.is_listed(at + 1, SUBJECTS) && has_verb {
            self.beside(at + 1);
        }
    }
}
