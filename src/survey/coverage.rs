//! What a text holds that no quote covers.

use std::ops::Range;

use super::{Survey, Term};
use crate::recognize::mention::Who;
use crate::recognize::proper::ProperKind;
use crate::recognize::{Measure, What};

/// Something in a text that a claim could be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncovered {
    /// Its bytes.
    pub span: Range<usize>,
    /// Its text, line breaks as spaces.
    pub words: String,
    /// What it is: `date`, `amount`, `name`, `value`.
    pub kind: &'static str,
}

impl Survey<'_> {
    /// The dates, amounts, names and words for values that lie in none of the passages `covered`
    /// (bytes), in order. Bare numbers, spans of time and places count for nothing.
    pub fn uncovered(&self, covered: &[Range<usize>]) -> Vec<Uncovered> {
        let bytes = |tokens: &Range<usize>| self.view.span(tokens.start, tokens.end);
        let mut found: Vec<(Range<usize>, &'static str)> = Vec::new();
        let all = 0..self.view.tokens.len();
        for item in self.recognized_in(&all) {
            let kind = match &item.what {
                What::Date { .. } => "date",
                What::Amount { measure: Measure::Number | Measure::Duration(_), .. } => continue,
                What::Amount { .. } => "amount",
                What::Ordinal(_) => continue,
            };
            found.push((item.span.clone(), kind));
        }
        for mention in self.mentions_in(&all) {
            let is_party = match &mention.who {
                Who::Known(_) => true,
                Who::Unknown => {
                    let kind = self.text.kind(mention);
                    matches!(kind, ProperKind::Organisation | ProperKind::Person)
                }
            };
            if is_party {
                found.push((bytes(&mention.tokens), "name"));
            }
        }
        for (tokens, _) in self.terms_in(&all, |term| matches!(term, Term::Value(..))) {
            found.push((bytes(tokens), "value"));
        }
        found.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        found.dedup_by(|(later, _), (earlier, _)| later.end <= earlier.end);
        let mut sorted = covered.to_vec();
        sorted.sort_by_key(|place| place.start);
        // How far the places before each one reach at the most.
        let reach: Vec<usize> = sorted
            .iter()
            .scan(0, |end, place| {
                *end = place.end.max(*end);
                Some(*end)
            })
            .collect();
        let is_covered = |span: &Range<usize>| {
            let before = sorted.partition_point(|place| place.start < span.end);
            before > 0 && reach[before - 1] > span.start
        };
        let words = |span: &Range<usize>| {
            let words = self.view.text[span.clone()].split_whitespace();
            words.collect::<Vec<&str>>().join(" ")
        };
        found
            .into_iter()
            .filter(|(span, _)| !is_covered(span))
            .map(|(span, kind)| Uncovered { words: words(&span), span, kind })
            .collect()
    }
}
