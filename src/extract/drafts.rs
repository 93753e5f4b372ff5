//! From values and cues in a sentence to drafts.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use super::aside::is_aside;
use super::entities::{coordinate, drop_far_ones, fits};
use super::holders::holders;
use super::passage::{Single, passage};
use super::subject::subject;
use super::{Draft, Habits};
use crate::clause::Effect;
use crate::config::{Cardinality, EntityKind, Predicate, PredicateKind};
use crate::model::{EntityId, Polarity, PredicateId};
use crate::recognize::flag;
use crate::recognize::lists::{AGENTS, BE, SPEECH, SPEECH_CLAUSAL};
use crate::recognize::phrase::list_bits;
use crate::survey::{Candidate, Knowledge, Needs, Side, Survey, Term};
use crate::value::members::Scheme;
use crate::value::{Line, Relation, Set, Written, relate};

/// All drafts of a text, in its order, none twice.
pub(super) fn drafts(
    knowledge: &Knowledge<'_>,
    survey: &Survey<'_>,
    habits: &Habits,
) -> Vec<Draft> {
    let Some(salient) = subject(survey, habits) else { return Vec::new() };
    let mut found: Vec<Draft> = Vec::new();
    let vocabulary = knowledge.vocabulary();
    let by_amount = knowledge.by_amount();
    let units = by_amount.iter().fold(0, |all, (_, units)| all | units);
    let single = OnceCell::new();
    let mut present: Vec<PredicateId> = Vec::new();
    for (sentence, words) in survey.announced() {
        present.clear();
        present.extend(words.iter().map(|(_, term)| term.predicate()));
        let measured = survey.measured(units, sentence);
        present.extend(by_amount.iter().filter(|(_, of)| of & measured != 0).map(|(id, _)| *id));
        present.sort_unstable();
        present.dedup();
        for &id in &present {
            let predicate = vocabulary.predicate(id);
            let usual = habits.subjects.get(&id).copied();
            let (subject, is_usual) = (usual.unwrap_or(salient), usual.is_some());
            let kinds = habits.kinds.get(&id).map_or(&[][..], Vec::as_slice);
            let finder = Finder {
                knowledge,
                survey,
                id,
                predicate,
                needs: knowledge.needs(id),
                subject,
                is_usual,
                kinds,
                sentence,
                words,
                single: &single,
            };
            for support in finder.supports() {
                if let Some(draft) = finder.draft(support, &found) {
                    found.push(draft);
                }
            }
        }
    }
    found.sort_by_key(|draft| (draft.quote.start, draft.quote.end, draft.predicate));
    found
}

/// The phrases that operators of speech are.
const SPOKEN: u128 = list_bits(&[SPEECH, SPEECH_CLAUSAL]);

fn says_the_same(a: &Draft, b: &Draft) -> bool {
    (a.predicate, a.subject, a.polarity, a.factuality, a.mode)
        == (b.predicate, b.subject, b.polarity, b.factuality, b.mode)
        && a.holder == b.holder
        && is_same(&a.set, &b.set)
}

fn is_same(a: &Set, b: &Set) -> bool {
    // What is within what costs less than what may hold together.
    let may_be = match (a, b) {
        (Set::Members(a), Set::Members(b)) => a.within(b) && b.within(a),
        _ => true,
    };
    may_be && relate(a, b) == Relation::Equal
}

/// How many tokens stand between two places.
fn gap(a: &Range<usize>, b: &Range<usize>) -> usize {
    b.start.saturating_sub(a.end) + a.start.saturating_sub(b.end)
}

/// Of several dates or amounts with one cue the nearest counts, unless they are coordinated.
fn keep_nearest(supports: &mut Vec<Support>) {
    if supports.len() < 2 {
        return;
    }
    let distance =
        |support: &Support| support.cue.clone().map(|cue| (gap(&cue, &support.value.tokens), cue));
    let all: Vec<Option<(usize, Range<usize>)>> = supports.iter().map(distance).collect();
    supports.retain(|support| {
        let own = distance(support);
        let is_nearer = |(other, cue): &(usize, Range<usize>)| {
            own.as_ref().is_some_and(|(gap, own)| cue == own && other < gap)
        };
        !all.iter().flatten().any(is_nearer)
    });
}

/// A value with what announces it.
pub(super) struct Support {
    pub value: Candidate,
    pub cue: Option<Range<usize>>,
    /// Of whom it is said, where the two sides of the cue tell it.
    subject: Option<EntityId>,
}

/// Finds values of one predicate in one sentence.
pub(super) struct Finder<'f, 't> {
    pub knowledge: &'f Knowledge<'f>,
    pub survey: &'f Survey<'t>,
    pub id: PredicateId,
    pub predicate: &'f Predicate,
    needs: Needs,
    pub subject: EntityId,
    pub is_usual: bool,
    /// The kinds of entities that are its values elsewhere.
    pub kinds: &'f [EntityKind],
    pub sentence: &'f Range<usize>,
    /// The words of the vocabulary in the sentence.
    words: &'f [(Range<usize>, Term)],
    single: &'f OnceCell<Single>,
}

impl Finder<'_, '_> {
    fn supports(&self) -> Vec<Support> {
        let cues = self.survey.cues_among(self.words, self.id, self.sentence);
        let needs_cue = self.needs == Needs::Cue;
        if cues.is_empty() && needs_cue {
            return Vec::new();
        }
        if let PredicateKind::Boolean = self.predicate.kind {
            return cues.into_iter().map(|(cue, _)| self.yes(cue)).collect();
        }
        if let PredicateKind::Entity { scheme } = &self.predicate.kind {
            return self.parties(scheme, &cues);
        }
        let announced = |value: &Range<usize>| {
            if is_aside(self, value) {
                return None;
            }
            let cue = self.cue_for(value, &cues);
            (cue.is_some() || !needs_cue).then_some(cue)
        };
        let values = self.knowledge.values_with(self.survey, self.id, self.sentence, announced);
        let mut supports: Vec<Support> =
            values.into_iter().map(|(value, cue)| Support { value, cue, subject: None }).collect();
        match self.predicate.kind {
            PredicateKind::Category { .. } => coordinate(self, &mut supports),
            _ => keep_nearest(&mut supports),
        }
        supports
    }

    /// The entities that a cue announces, but the sources of the sentence.
    fn parties(&self, scheme: &Arc<Scheme>, cues: &[(Range<usize>, Side)]) -> Vec<Support> {
        let (survey, vocabulary) = (self.survey, self.knowledge.vocabulary());
        let named = survey.known(self.sentence).filter(|(_, ids)| fits(self, ids));
        let announced = named.filter_map(|(tokens, ids)| {
            let is_subject = ids.iter().any(|&id| scheme.related(id, self.subject.0));
            let cue = self.cue_for(tokens, cues)?;
            let beyond = || self.counterpart((tokens, ids), &cue, cues, scheme);
            let subject = match is_subject {
                true => Some(beyond()?),
                false if self.is_named() => None,
                false => beyond(),
            };
            let value = || Candidate::entities(tokens, ids, vocabulary, scheme);
            let is_source = survey.clauses.is_speaker(tokens.start);
            (!is_source).then(|| Support { value: value(), cue: Some(cue), subject })
        });
        let mut supports = announced.collect();
        drop_far_ones(&survey.view, &mut supports);
        coordinate(self, &mut supports);
        supports
    }

    /// The nearest cue of the value's clause that has it on the right side. Dates and amounts may
    /// have it elsewhere in the sentence.
    fn cue_for(&self, value: &Range<usize>, cues: &[(Range<usize>, Side)]) -> Option<Range<usize>> {
        let clauses = &self.survey.clauses;
        let loose = !matches!(self.predicate.kind, PredicateKind::Entity { .. });
        let is_near = |cue: &Range<usize>| {
            cue.end > value.start && cue.start < value.end
                || clauses.same_clause(cue.start, value.start)
                || clauses.relates_to(cue.start, value)
        };
        // Clauses are asked last: they cost the most.
        let mut fitting = cues.iter().filter(|(cue, side)| {
            self.stands_at(cue, value)
                && match self.turned(*side, cue) {
                    Side::Any => true,
                    Side::Before => value.end <= cue.start,
                    Side::After => value.start >= cue.end,
                }
                && !self.is_day_of_speech(cue, value)
                && (loose || is_near(cue))
        });
        let (first, _) = fitting.next()?;
        let distance =
            |cue: &Range<usize>| (!clauses.same_clause(cue.start, value.start), gap(cue, value));
        let Some((second, _)) = fitting.next() else { return Some(first.clone()) };
        let rest = fitting.map(|(cue, _)| cue);
        [first, second].into_iter().chain(rest).min_by_key(|cue| distance(cue)).cloned()
    }

    /// A preposition as a cue of dates must frame the date: "by 3 May", not "By Laura Finch, 3 May".
    fn stands_at(&self, cue: &Range<usize>, value: &Range<usize>) -> bool {
        let view = &self.survey.view;
        let is_date = matches!(self.predicate.kind, PredicateKind::Date);
        let is_preposition = || cue.clone().all(|at| view.has(at, flag::FUNCTION));
        cue.start <= value.end && value.start <= cue.end || !(is_date && is_preposition())
    }

    /// « …, a déclaré lundi le maire »: the day on which it was said, not one that is announced.
    fn is_day_of_speech(&self, cue: &Range<usize>, value: &Range<usize>) -> bool {
        const REACH: usize = 3;
        let clauses = &self.survey.clauses;
        let near = value.start.saturating_sub(REACH)..value.start;
        let is_cue = |trigger: &Range<usize>| trigger.start < cue.end && cue.start < trigger.end;
        let mut starts = near.clone();
        matches!(self.predicate.kind, PredicateKind::Date)
            && starts.any(|at| self.survey.view.starts_any(at, SPOKEN))
            && clauses
                .operators_in(&near)
                .any(|op| op.effect == Effect::Speech && !is_cue(&op.trigger))
    }

    /// « racheté par Kestrel »: in the passive the slot is on the other side.
    fn turned(&self, side: Side, cue: &Range<usize>) -> Side {
        let view = &self.survey.view;
        let is_passive = view.is_listed(cue.end, AGENTS)
            || (cue.start.saturating_sub(2)..cue.start).any(|at| view.is_listed(at, BE));
        match side {
            Side::Before if is_passive => Side::After,
            side => side,
        }
    }

    fn yes(&self, cue: Range<usize>) -> Support {
        let value = Candidate {
            tokens: cue.clone(),
            written: Written::Bool(true),
            set: Set::Line(Line::boolean(true)),
        };
        Support { value, cue: Some(cue), subject: None }
    }

    /// The draft of a value; `None` when `known` says it already.
    fn draft(&self, support: Support, known: &[Draft]) -> Option<Draft> {
        let Support { value, cue, subject } = support;
        let own = [value.tokens.clone(), cue.clone().unwrap_or(value.tokens.clone())];
        let targets = if cue.is_some() { &own[..] } else { &own[..1] };
        let survey = self.survey;
        let reading = survey.clauses.reading(targets, |_| true);
        // "rejected an offer of $4.5bn": the offer was made, and that was its price.
        let is_refused = reading.polarity == Polarity::Denied
            && matches!(self.predicate.kind, PredicateKind::Quantity { .. })
            && reading
                .operators
                .iter()
                .any(|op| survey.clauses.operator(*op).effect == Effect::Refusal);
        if is_refused {
            return None;
        }
        let holders = holders(survey, self.knowledge.vocabulary(), &reading.holders);
        let mut draft = Draft {
            subject: subject.unwrap_or_else(|| self.subject_of(&value)),
            predicate: self.id,
            written: value.written,
            set: value.set,
            polarity: reading.polarity,
            factuality: reading.factuality,
            mode: reading.mode,
            holder: holders.iter().map(|(_, id)| *id).collect(),
            quote: 0..0,
            context: None,
            cues: Vec::new(),
        };
        if let PredicateKind::Boolean = self.predicate.kind
            && draft.polarity == Polarity::Denied
        {
            draft.written = Written::Bool(false);
            draft.set = Set::Line(Line::boolean(false));
            draft.polarity = Polarity::Affirmed;
        }
        if known.iter().any(|known| says_the_same(known, &draft)) {
            return None;
        }
        // Last, for it reads the whole text.
        let single = self.single.get_or_init(|| Single::new(&survey.view));
        let apposed = holders.into_iter().filter_map(|(apposed, _)| apposed);
        let words = targets.iter().cloned().chain(apposed);
        let place = passage(survey, self.sentence, words, &reading, single);
        (draft.quote, draft.context) = (place.quote, place.context);
        draft.cues = cue.iter().map(|cue| survey.view.span(cue.start, cue.end)).collect();
        Some(draft)
    }

    /// Whether several values of the predicate may hold at once.
    pub(super) fn takes_many(&self) -> bool {
        self.predicate.cardinality == Cardinality::Many
    }
}
