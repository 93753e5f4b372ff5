//! Whom a draft is about.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Habits;
use super::drafts::Finder;
use crate::config::{EntityKind, PredicateKind};
use crate::model::EntityId;
use crate::recognize::lexicon::VerbForm;
use crate::survey::{Candidate, Side, Survey};
use crate::value::members::Scheme;

/// What the text is about: the usual subject where it is named, else what the text names most often;
/// of two the first named.
pub(super) fn subject(survey: &Survey<'_>, habits: &Habits) -> Option<EntityId> {
    let all = 0..survey.view.tokens.len();
    let named = || survey.known(&all).flat_map(|(_, ids)| ids).map(|id| EntityId(*id));
    // Most texts name no more.
    const MOST: usize = 14;
    let mut counts: FxHashMap<EntityId, usize> = FxHashMap::default();
    counts.reserve(MOST);
    for id in named() {
        *counts.entry(id).or_default() += 1;
    }
    let most = *counts.values().max()?;
    let usual = habits.subject.filter(|id| counts.contains_key(id));
    usual.or_else(|| named().find(|id| counts.get(id) == Some(&most)))
}

impl Finder<'_, '_> {
    /// Whether the sentence names what the text is about.
    pub(super) fn is_named(&self) -> bool {
        self.survey.known(self.sentence).any(|(_, ids)| ids.contains(&self.subject.0))
    }

    /// Whom a cue with a slot says it of, where what the text is about stands in the slot or not in
    /// the sentence: "Kestrel buys Pellworth" tells who buys Pellworth.
    pub(super) fn counterpart(
        &self,
        (value, own): (&Range<usize>, &[u32]),
        cue: &Range<usize>,
        cues: &[(Range<usize>, Side)],
        scheme: &Scheme,
    ) -> Option<EntityId> {
        let has_slot = cues.iter().any(|(own, side)| own == cue && *side != Side::Any);
        if self.is_usual || !has_slot {
            return None;
        }
        let vocabulary = self.knowledge.vocabulary();
        let related = |own: u32| move |id: &u32| scheme.related(own, *id);
        self.survey.known(self.sentence).find_map(|(place, ids)| {
            let &[id] = ids else { return None };
            let is_beyond = (place.start >= cue.end) != (value.start >= cue.end);
            let kind = vocabulary.entity(EntityId(id)).kind;
            let is_other = !matches!(kind, EntityKind::Person | EntityKind::Place)
                && !own.iter().any(related(id))
                && self.survey.clauses.same_clause(place.start, cue.start);
            (is_beyond && is_other).then_some(EntityId(id))
        })
    }

    /// Whom an amount is about: who stands first in its clause, unless claims on the predicate
    /// usually are about another. All else is about the usual subject. A person does not stand for
    /// another one.
    pub(super) fn subject_of(&self, value: &Candidate) -> EntityId {
        let vocabulary = self.knowledge.vocabulary();
        let is_person = |id: EntityId| vocabulary.entity(id).kind == EntityKind::Person;
        let is_amount = matches!(self.predicate.kind, PredicateKind::Quantity { .. });
        let is_loose = is_amount && !self.is_usual;
        if !is_loose && !is_person(self.subject) {
            return self.subject;
        }
        let before = self.sentence.start..value.tokens.start;
        let own = self.survey.known(&before).find_map(|(place, ids)| {
            let &[id] = ids else { return None };
            let id = EntityId(id);
            let may_bear = match is_loose {
                true => vocabulary.entity(id).kind != EntityKind::Place,
                false => is_person(id),
            };
            (may_bear && self.bears(place, &value.tokens)).then_some(id)
        });
        own.unwrap_or(self.subject)
    }

    /// Whether a name stands in the clause of a value, and not as its speaker, or right before that
    /// clause: « l’élu, condamné à deux ans de prison, ».
    fn bears(&self, name: &Range<usize>, value: &Range<usize>) -> bool {
        let clauses = &self.survey.clauses;
        let clause = clauses.clauses_of(value.start);
        let view = &self.survey.view;
        let is_apposed = || {
            view.is_mark(name.end, ',')
                && view.is_form(name.end + 1, VerbForm::Participle)
                && clause(name.end + 1) == clause(value.start)
        };
        (clause(name.start) == clause(value.start) || is_apposed())
            && !clauses.is_speaker(name.start)
    }
}
