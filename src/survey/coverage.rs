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
    /// What it is: `date`, `amount`, `name`, `value`.
    pub kind: &'static str,
}

impl Survey<'_> {
    /// The dates, amounts, names and words for values that lie in none of the passages `covered`
    /// (bytes), in order. Bare numbers, spans of time and places count for nothing.
    pub fn uncovered(&self, covered: &[Range<usize>]) -> Vec<Uncovered> {
        let bytes = |tokens: &Range<usize>| self.view.span(tokens.start, tokens.end);
        let mut found: Vec<Uncovered> = Vec::new();
        for item in &self.recognized {
            let kind = match &item.what {
                What::Date { .. } => "date",
                What::Amount { measure: Measure::Number | Measure::Duration(_), .. } => continue,
                What::Amount { .. } => "amount",
                What::Ordinal(_) => continue,
            };
            found.push(Uncovered { span: item.span.clone(), kind });
        }
        for mention in &self.mentions {
            let is_party = match &mention.who {
                Who::Known(_) => true,
                Who::Unknown(kind) => {
                    matches!(kind, ProperKind::Organisation | ProperKind::Person)
                }
            };
            if is_party {
                found.push(Uncovered { span: bytes(&mention.tokens), kind: "name" });
            }
        }
        for (tokens, term) in &self.terms {
            if let Term::Value(..) = term {
                found.push(Uncovered { span: bytes(tokens), kind: "value" });
            }
        }
        found.sort_by_key(|one| (one.span.start, std::cmp::Reverse(one.span.end)));
        found.dedup_by(|later, earlier| later.span.end <= earlier.span.end);
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
        let is_covered = |one: &Uncovered| {
            let before = sorted.partition_point(|place| place.start < one.span.end);
            before > 0 && reach[before - 1] > one.span.start
        };
        found.retain(|one| !is_covered(one));
        found
    }
}
