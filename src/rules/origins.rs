//! `too-few-origins`: what a predicate with `min-origins` holds to rests on too few.

use std::collections::BTreeSet;

use super::{Context, wording};
use crate::corpus::{Item, Origin, Question};
use crate::diagnostic::{Diagnostic, TOO_FEW_ORIGINS};
use crate::model::{Factuality, Mode, Polarity};
use crate::value::{Relation, Set, relate};

/// The finding on a question of which a value rests on fewer origins than its predicate asks for.
pub(super) fn check(
    context: &Context<'_>,
    question: &Question,
    members: &[usize],
) -> Option<Diagnostic> {
    let vocabulary = &context.input.settings.vocabulary;
    let least = vocabulary.predicate(question.predicate).min_origins;
    if least < 2 {
        return None;
    }
    let stands = |at: &usize| {
        let claim = context.items[*at].claim;
        (claim.polarity, claim.mode) == (Polarity::Affirmed, Mode::Actual)
            && claim.factuality <= Factuality::Probable
    };
    let mut values: Vec<(&Set, Vec<&Item<'_>>)> = Vec::new();
    for at in members.iter().filter(|at| stands(at)) {
        let item = &context.items[*at];
        match values.iter_mut().find(|(set, _)| **set == item.claim.set) {
            Some((_, items)) => items.push(item),
            None => values.push((&item.claim.set, vec![item])),
        }
    }
    let origins = |set: &Set| -> usize {
        let backs = |other: &Set| match relate(other, set) {
            Relation::Equal | Relation::Refines | Relation::Near => true,
            // Roughly so much backs so much; one of two buyers does not back the other.
            Relation::Generalises | Relation::Overlaps => matches!(set, Set::Line(_)),
            Relation::Disjoint | Relation::Incomparable => false,
        };
        let backers = values.iter().filter(|(other, _)| backs(other));
        let all: BTreeSet<Origin> =
            backers.flat_map(|(_, items)| items).map(|item| item.origin).collect();
        all.len()
    };
    let weak: Vec<(&Item<'_>, usize)> = values
        .iter()
        .map(|(set, items)| (items[0], origins(set)))
        .filter(|(_, count)| *count < least as usize)
        .collect();
    let (first, count) = weak.first()?;
    let topic = wording::question(context, question);
    let rests = wording::origins(*count);
    let message = format!(
        "{topic}: {} rests on {rests}, {least} are asked for",
        wording::show(context, first)
    );
    let mut finding = Diagnostic::new(&TOO_FEW_ORIGINS, message);
    for (item, count) in &weak {
        let label = format!("{}: {}", wording::show(context, item), wording::origins(*count));
        finding = finding.at(item.claim.value_span, label).about(&item.claim.id);
    }
    finding.claims.sort();
    finding.identity = vec![topic];
    finding.identity.extend(finding.claims.iter().cloned());
    Some(finding.help(
        "look for a source that does not repeat these; articles that share a passage count once",
    ))
}
