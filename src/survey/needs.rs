//! What a sentence must hold before values of a predicate are looked for in it.

use crate::config::{Predicate, PredicateKind, Vocabulary};
use crate::model::PredicateId;
use crate::recognize::lexicon::Class;
use crate::recognize::phrase::class_bit;
use crate::value::unit::Dimension;

/// What announces a value of a predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// A cue.
    Cue,
    /// Its own word: one of a category, the noun of a unit.
    Word,
    /// An amount in its unit: no other predicate has amounts like that.
    Amount,
}

impl Needs {
    pub(super) fn of(id: PredicateId, predicate: &Predicate, vocabulary: &Vocabulary) -> Self {
        let has_cues = predicate.cues.values().any(|cues| !cues.is_empty());
        match &predicate.kind {
            PredicateKind::Category { .. } => Needs::Word,
            PredicateKind::Quantity { .. } if has_cues => Needs::Cue,
            PredicateKind::Quantity { unit, .. } => match &unit.dimension {
                Dimension::Count(_) => Needs::Word,
                Dimension::Plain => Needs::Cue,
                own => {
                    let is_shared = vocabulary
                        .predicates()
                        .any(|(other, predicate)| other != id && dimension(predicate) == Some(own));
                    if is_shared { Needs::Cue } else { Needs::Amount }
                }
            },
            _ => Needs::Cue,
        }
    }
}

/// The predicates that an amount announces, with the words for their units.
pub(super) fn by_amount(vocabulary: &Vocabulary, needs: &[Needs]) -> Vec<(PredicateId, u128)> {
    let predicates = vocabulary.predicates().zip(needs);
    let announced = predicates.filter(|(_, needs)| **needs == Needs::Amount);
    announced.filter_map(|((id, own), _)| Some((id, units_of(dimension(own)?)))).collect()
}

fn dimension(predicate: &Predicate) -> Option<&Dimension> {
    match &predicate.kind {
        PredicateKind::Quantity { unit, .. } => Some(&unit.dimension),
        _ => None,
    }
}

/// The words for units of a dimension, as bits.
fn units_of(dimension: &Dimension) -> u128 {
    match dimension {
        Dimension::Money(_) => class_bit(Class::Currency) | class_bit(Class::Cent),
        _ => class_bit(Class::Unit) | class_bit(Class::Duration) | class_bit(Class::Span),
    }
}
