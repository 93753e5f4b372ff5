//! Who and what a text names: the entities of a vocabulary, and names known by their form.

use std::ops::Range;

use smallvec::SmallVec;

use super::annotated::Found;
use super::gazetteer::Longest;
use super::proper::{Capitals, proper};
use super::view::View;
use super::{Measure, Recognized, What, covering};

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
    Known(SmallVec<[u32; 2]>),
    /// Something that the vocabulary does not know.
    Unknown,
}

/// All names of a sentence, in order, and what else is recognised in it. A date or an amount inside a
/// known name is none (« 20 Minutes »).
pub(super) fn mentions(
    view: &View<'_>,
    sentence: &Range<usize>,
    known: &[Longest],
    capitals: &Capitals,
    mut recognized: Vec<Recognized>,
) -> Found {
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
    let is_taken = |at: usize| {
        covering(known, at, |hit| &hit.tokens).is_some()
            || covering(&recognized, at, |found| &found.tokens).is_some()
    };
    let unknown = proper(view, sentence, is_taken, capitals)
        .into_iter()
        .map(|tokens| Mention { tokens, who: Who::Unknown });
    let known = known
        .iter()
        .map(|hit| Mention { tokens: hit.tokens.clone(), who: Who::Known(hit.payloads.clone()) });
    let mut mentions: Vec<Mention> = known.chain(unknown).collect();
    mentions.sort_by_key(|mention| mention.tokens.start);
    Found { recognized, mentions }
}
