//! Draft claims from an article: values of the vocabulary's predicates, each with the shortest
//! clause that supports it and the way the text presents it.

mod aside;
mod drafts;
mod entities;
mod holders;
mod passage;
mod propose;
mod subject;

use std::collections::BTreeMap;
use std::ops::Range;

pub use propose::{Proposed, propose};

use crate::config::{EntityKind, PredicateKind, Vocabulary};
use crate::model::{
    Document, EntityId, Factuality, Language, Mode, Polarity, PredicateId, QuoteContext,
};
use crate::survey::{Knowledge, Languages};
use crate::value::{Set, Written};

/// A claim that a text supports, as far as rules can see.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What it is about.
    pub subject: EntityId,
    /// What it says of it.
    pub predicate: PredicateId,
    /// The value, before its polarity.
    pub written: Written,
    /// The worlds that the value allows, before its polarity.
    pub set: Set,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// How certain.
    pub factuality: Factuality,
    /// Fact, plan, demand or hypothesis.
    pub mode: Mode,
    /// Who vouches for it, as far as the vocabulary knows them.
    pub holder: Vec<EntityId>,
    /// The bytes of the passage.
    pub quote: Range<usize>,
    /// What stands around it, where the passage occurs more than once.
    pub context: Option<QuoteContext>,
    /// The bytes of the words that announced the value.
    pub cues: Vec<Range<usize>>,
}

/// What is known of a corpus before an article is read.
#[derive(Clone, Debug, Default)]
pub struct Habits {
    /// The subject of claims on predicates that have none yet; by default what the article names
    /// most.
    pub subject: Option<EntityId>,
    /// The subject that claims on a predicate usually have.
    pub subjects: BTreeMap<PredicateId, EntityId>,
    /// The kinds of entities that are values of a predicate.
    pub kinds: BTreeMap<PredicateId, Vec<EntityKind>>,
}

impl Habits {
    /// The habits of some claim files: the commonest subject of a predicate, the kinds of its values.
    pub fn of<'d>(
        documents: impl IntoIterator<Item = &'d Document>,
        vocabulary: &Vocabulary,
    ) -> Self {
        let mut counts: BTreeMap<PredicateId, BTreeMap<EntityId, usize>> = BTreeMap::new();
        let mut kinds: BTreeMap<PredicateId, Vec<EntityKind>> = BTreeMap::new();
        for claim in documents.into_iter().flat_map(|document| &document.claims) {
            *counts.entry(claim.predicate).or_default().entry(claim.subject).or_default() += 1;
            let PredicateKind::Entity { .. } = vocabulary.predicate(claim.predicate).kind else {
                continue;
            };
            let Set::Members(members) = &claim.set else { continue };
            let known = kinds.entry(claim.predicate).or_default();
            for &id in members.list() {
                let kind = vocabulary.entity(EntityId(id)).kind;
                if !known.contains(&kind) {
                    known.push(kind);
                }
            }
        }
        let commonest = |subjects: BTreeMap<EntityId, usize>| {
            subjects.into_iter().max_by_key(|(id, count)| (*count, std::cmp::Reverse(*id)))
        };
        let subjects = counts
            .into_iter()
            .filter_map(|(predicate, subjects)| Some((predicate, commonest(subjects)?.0)))
            .collect();
        Habits { subject: None, subjects, kinds }
    }
}

/// The entity that most of some texts name, and of those the one named most often.
pub fn salient<'t>(
    texts: impl IntoIterator<Item = (&'t str, Language)>,
    languages: &Languages<'_>,
) -> Option<EntityId> {
    let mut counts: BTreeMap<EntityId, (usize, usize)> = BTreeMap::new();
    for (text, language) in texts {
        for (id, count) in languages.of(language).named(text) {
            let entry = counts.entry(id).or_default();
            entry.0 += 1;
            entry.1 += count;
        }
    }
    let order = |id: &EntityId| std::cmp::Reverse(*id);
    counts.into_iter().max_by_key(|(id, weight)| (*weight, order(id))).map(|(id, _)| id)
}

/// Drafts claims from a text. `reference` is the day number that its relative dates count from.
pub fn extract(
    knowledge: &Knowledge<'_>,
    text: &str,
    reference: Option<i64>,
    habits: &Habits,
) -> Vec<Draft> {
    let survey = knowledge.survey(text, reference);
    drafts::drafts(knowledge, &survey, habits)
}
