//! Who and what a text names: the entities of a vocabulary, and names known by their form.

use std::ops::Range;

use super::gazetteer::Gazetteer;
use super::proper::{ProperKind, proper};
use super::view::View;
use super::{Measure, Recognized, What};

/// A name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it names.
    pub who: Who,
}

/// What a name names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Entries of the gazetteer: several where they share a name.
    Known(Vec<u32>),
    /// Something that the vocabulary does not know.
    Unknown(ProperKind),
}

/// All names of a text, in order. A date or an amount inside a known name is none (« 20 Minutes »):
/// it is taken out of `recognized`.
pub fn mentions(
    view: &View<'_>,
    names: &Gazetteer,
    recognized: &mut Vec<Recognized>,
) -> Vec<Mention> {
    let known = names.find_longest(view);
    recognized.retain_mut(|found| {
        let at = known.partition_point(|hit| hit.tokens.end <= found.tokens.start);
        let Some(hit) = known.get(at).filter(|hit| hit.tokens.start < found.tokens.end) else {
            return true;
        };
        if hit.tokens.start <= found.core {
            return false;
        }
        // « les 3 Kestrel »: the name is no counted noun.
        found.tokens.end = hit.tokens.start;
        found.span.end = view.span(found.tokens.start, found.tokens.end).end;
        if let What::Amount { measure: measure @ Measure::Unit(_), .. } = &mut found.what {
            *measure = Measure::Number;
        }
        true
    });
    let mut taken: Vec<Range<usize>> = known.iter().map(|hit| hit.tokens.clone()).collect();
    taken.extend(recognized.iter().map(|found| found.tokens.clone()));
    taken.sort_unstable_by_key(|range| range.start);
    let unknown = proper(view, &taken)
        .into_iter()
        .map(|name| Mention { tokens: name.tokens, who: Who::Unknown(name.kind) });
    let known =
        known.into_iter().map(|hit| Mention { tokens: hit.tokens, who: Who::Known(hit.payloads) });
    let mut all: Vec<Mention> = known.chain(unknown).collect();
    all.sort_by_key(|mention| mention.tokens.start);
    all
}
