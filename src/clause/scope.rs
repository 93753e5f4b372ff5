//! How far each operator reaches, who stands behind it, and whether it is denied itself.

use std::cell::OnceCell;
use std::ops::Range;

use smallvec::{SmallVec, smallvec};

use super::agent::{Agent, Agents};
use super::effect::Effect;
use super::operator::{Manner, Operator};
use super::segment::Link;
use super::sentence::Sentence;
use crate::model::Language;
use crate::recognize::annotated::Found;
use crate::recognize::lexicon::{VerbForm, flag};
use crate::recognize::lists::*;
use crate::recognize::token::Case;
use crate::recognize::{Recognized, View};

/// What an operator works on.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    pub reach: SmallVec<[Reach; 2]>,
    /// Who says, plans or demands, once that was asked.
    pub agent: OnceCell<Option<Agent>>,
    /// The negations that deny the operator itself.
    pub negators: SmallVec<[usize; 2]>,
    /// Whether it frames a whole sentence.
    pub is_framing: bool,
}

/// Tokens that an operator reaches.
#[derive(Clone, Debug)]
pub(super) enum Reach {
    /// A clause; with its complements or without.
    Clause { clause: usize, deep: bool },
    /// What follows in the clause, and clauses that hang on it there.
    After { clause: usize, from: usize, until: usize },
    /// What stands before in the clause.
    Before { clause: usize, from: usize, until: usize },
    /// These tokens.
    Span(Range<usize>),
    /// These tokens but for figures with a source of their own.
    Frame(Range<usize>),
}

/// Binds all operators of a sentence.
pub(super) fn scopes(
    view: &View<'_>,
    sentence: &Sentence,
    quotations: &[Range<usize>],
    found: &Found,
) -> Vec<Scope> {
    if sentence.operators.is_empty() {
        return Vec::new();
    }
    let agents = Agents::new(view, sentence, &found.mentions);
    let bind = |(at, op): (usize, &Operator)| {
        let binder = Binder { view, recognized: &found.recognized, sentence, quotations, op, at };
        let mut scope = binder.scope(&agents);
        scope.negators = binder.negators();
        scope
    };
    sentence.operators.iter().enumerate().map(bind).collect()
}

pub(super) struct Binder<'b, 't> {
    pub view: &'b View<'t>,
    pub recognized: &'b [Recognized],
    pub sentence: &'b Sentence,
    quotations: &'b [Range<usize>],
    pub op: &'b Operator,
    at: usize,
}

impl Binder<'_, '_> {
    pub(super) fn clause(&self) -> usize {
        self.sentence.segments.of(self.op.trigger.start)
    }

    fn scope(&self, agents: &Agents<'_, '_>) -> Scope {
        let clause = self.clause();
        let trigger = &self.op.trigger;
        let sentence = &self.sentence.tokens;
        let after = Reach::After { clause, from: trigger.end, until: usize::MAX };
        let before = Reach::Before { clause, from: sentence.start, until: trigger.start };
        let reach = match (self.op.effect, self.op.manner) {
            (Effect::Negation, _) if self.is_of_participle() => smallvec![self.up_to_verb()],
            (_, Manner::Near) => smallvec![self.near()],
            (_, Manner::Local) => smallvec![self.local()],
            // "neither confirmed nor": what it opens may start inside.
            (_, Manner::Onward) => {
                smallvec![Reach::After { clause, from: trigger.start, until: usize::MAX }]
            }
            (_, Manner::Accusing) => self.charge().into_iter().collect(),
            (Effect::Negation, _) if self.is_contrast() => smallvec![self.local()],
            (Effect::Negation, _) if self.is_of_infinitive() => smallvec![self.local()],
            (Effect::Negation, _) if self.is_date_bound() => SmallVec::new(),
            (Effect::Negation | Effect::Given, _) => {
                smallvec![Reach::Clause { clause, deep: true }]
            }
            (Effect::Refusal | Effect::Denial, _) => match self.voice() {
                Voice::Active => smallvec![after],
                Voice::Passive => smallvec![before],
                Voice::Participle => smallvec![self.before_nearby()],
            },
            (Effect::Failure, _) if self.is_active_refusal() => SmallVec::new(),
            (Effect::Failure | Effect::Counterfactual, _) => {
                smallvec![Reach::Clause { clause, deep: true }]
            }
            (Effect::Prohibition, _) => match self.voice() {
                Voice::Active => smallvec![after],
                _ => smallvec![before, after],
            },
            (Effect::Possible | Effect::Probable, _) if self.is_parenthetical() => {
                smallvec![Reach::Span(sentence.clone())]
            }
            (Effect::Possible | Effect::Probable | Effect::Uncommitted, _) if self.leads() => {
                smallvec![Reach::After { clause, from: trigger.end, until: self.end_of_led() }]
            }
            (Effect::Possible | Effect::Probable | Effect::Uncommitted, _) => {
                smallvec![Reach::Clause { clause, deep: true }]
            }
            (Effect::Conditional, _) => smallvec![Reach::Clause { clause, deep: false }],
            (Effect::Otherwise, _) => smallvec![after],
            (Effect::Condition, _) => SmallVec::new(),
            (Effect::Plan, Manner::Impersonal) => smallvec![Reach::Clause { clause, deep: true }],
            (Effect::Demand, _) if self.is_supply() => SmallVec::new(),
            (Effect::Plan | Effect::Demand, _) => match self.voice() {
                Voice::Passive => smallvec![before, after],
                _ => smallvec![after],
            },
            (Effect::Source | Effect::Cite, _) => return self.framing(),
            (Effect::Speech, _) if agents.is_postposed(self.op) => return self.framing(),
            (Effect::Speech, Manner::Clausal) if !self.has_content() => SmallVec::new(),
            (Effect::Speech, _) => smallvec![after],
        };
        Scope { reach, ..Scope::default() }
    }

    /// The whole sentence, or the relative clause that it stands in; and a quotation that ends in
    /// the sentence from its start.
    fn framing(&self) -> Scope {
        let at = self.op.trigger.start;
        let segments = &self.sentence.segments;
        let own = &segments.list[self.clause()];
        let mut sentence = self.sentence.tokens.clone();
        let is_relative = matches!(own.link, Link::Relative | Link::Condition)
            && self.op.effect == Effect::Source;
        if is_relative {
            let reach = smallvec![Reach::Clause { clause: self.clause(), deep: true }];
            return Scope { reach, is_framing: true, ..Scope::default() };
        }
        let is_break = |at: &usize| self.view.is_mark(*at, ';');
        sentence.end = (at..sentence.end).find(is_break).unwrap_or(sentence.end);
        sentence.start = (sentence.start..at).rev().find(is_break).unwrap_or(sentence.start);
        let quotations = self.quotations;
        let near = quotations.partition_point(|range| range.end + 2 <= sentence.start);
        let quotation =
            quotations.get(near).filter(|range| range.start < sentence.start && range.end <= at);
        let start = quotation.map_or(sentence.start, |range| range.start);
        let reach = smallvec![Reach::Frame(start..sentence.end)];
        Scope { reach, is_framing: true, ..Scope::default() }
    }

    /// Whether a clause or a quotation hangs on the operator.
    fn has_content(&self) -> bool {
        let list = &self.sentence.segments.list;
        let clause = self.clause();
        let end = self.sentence.tokens.end;
        list.iter().skip(clause).take_while(|segment| segment.start < end).any(|segment| {
            segment.governor == Some(self.at)
                || segment.link == Link::Content
                    && segment.parent == Some(clause)
                    && segment.start > self.op.trigger.start
        })
    }

    /// « , not Scotland, »: the negation is in no verb's group.
    fn is_contrast(&self) -> bool {
        let start = self.op.trigger.start;
        self.op.first.is_none()
            && start > 0
            && self.view.is_mark(start - 1, ',')
            && self.op.trigger.len() == 1
            && self.view.fold(start).len() <= 4
    }

    /// « ne pas céder », « n'avoir pas cédé »: only the infinitive is denied.
    fn is_of_infinitive(&self) -> bool {
        let Some(first) = self.op.first else { return false };
        let second = self.op.trigger.start;
        second == first + 1
            || (second == first + 2 && self.view.is_form(first + 1, VerbForm::Infinitive))
    }

    /// "cars not sold by June were recalled", « les salariés non payés »: only the participle is denied.
    fn is_of_participle(&self) -> bool {
        let (view, trigger) = (self.view, &self.op.trigger);
        let Some(before) = trigger.start.checked_sub(1) else { return false };
        let is_noun = view.tokens[before].is_word()
            && !view.has(before, flag::FUNCTION)
            && !is_aux(view, before);
        let form = match view.lexicon.language {
            Language::French => VerbForm::Participle,
            Language::English => VerbForm::Past,
        };
        self.op.first.is_none()
            && trigger.len() == 1
            && is_noun
            && view.is_listed(trigger.start, CONTRASTS)
            && (view.is_form(trigger.end, form)
                || view.is_listed(trigger.end, FINITE)
                || self.is_before_adjective())
    }

    /// « des opérations non urgentes ont été reportées », not « mardi, non mercredi ».
    fn is_before_adjective(&self) -> bool {
        let (view, at) = (self.view, self.op.trigger.end);
        let is_small = view.word_on_line(at).is_some_and(|token| token.case == Case::Lower);
        let is_open = !view.has(at, flag::FUNCTION) && !view.is_listed(at, DETERMINERS);
        view.lexicon.language == Language::French && is_small && is_open
    }

    /// Up to the verb of the clause.
    fn up_to_verb(&self) -> Reach {
        let end = self.op.trigger.end;
        let mut rest = end..self.sentence.tokens.end;
        let verb = rest.find(|&at| is_aux(self.view, at));
        match verb {
            Some(until) => Reach::After { clause: self.clause(), from: end, until },
            None => self.local(),
        }
    }

    /// Up to the next mark.
    fn local(&self) -> Reach {
        let end = self.op.trigger.end;
        let last = self.sentence.tokens.end;
        let stops = |at: &usize| {
            matches!(
                self.view.tokens[*at].kind,
                crate::recognize::token::Kind::Mark(',' | ';' | ':' | '(' | ')' | '.')
            ) || self.view.is_listed(*at, COORDINATORS)
        };
        let until = (end..last).find(stops).unwrap_or(last);
        Reach::After { clause: self.clause(), from: end, until }
    }

    fn voice(&self) -> Voice {
        let view = self.view;
        let trigger = &self.op.trigger;
        let last = trigger.end - 1;
        let is_participle = !view.is_progressive(trigger.start)
            && !view.is_form(trigger.start, VerbForm::Infinitive)
            && !view.is_listed(trigger.end, COMPLEMENTIZERS)
            && !view.is_form(trigger.start, VerbForm::Future)
            && (!view.is_listed(last, FRONTS) || self.op.effect == Effect::Denial);
        if is_participle && self.be_before().is_some() && view.fold(trigger.start) != "s'" {
            return Voice::Passive;
        }
        // « les deux camps l'ont balayée »: the object stands before.
        let from = trigger.start.saturating_sub(3);
        let is_object = |at: usize| {
            view.is_listed(at, CLITICS) && (is_aux(view, at + 1) || at + 1 == trigger.start)
        };
        if (from..trigger.start).any(is_object) && view.is_form(last, VerbForm::Participle) {
            return Voice::Passive;
        }
        // « n'a pas empêché »
        let group = (0..trigger.start).rev().find(|at| !view.is_listed(*at, NEGATION_SECOND));
        let is_bare = group.is_none_or(|at| !is_aux(view, at));
        let ends = trigger.end >= view.tokens.len()
            || view.tokens[trigger.end].breaks
            || view.is_listed(trigger.end, AGENTS);
        // « l'offre rejetée » is never a past tense; "the offer rejected" is one only with an object.
        let is_past = view.is_form(last, VerbForm::Past);
        let is_only_participle = is_past && view.is_form(last, VerbForm::Participle);
        if is_participle && is_bare && trigger.start > 0 && (is_only_participle || is_past && ends)
        {
            return Voice::Participle;
        }
        Voice::Active
    }

    fn before_nearby(&self) -> Reach {
        const NEAR: usize = 8;
        let start = self.op.trigger.start;
        let from = start.saturating_sub(NEAR);
        let comma = (from..start).rev().find(|&at| {
            matches!(
                self.view.tokens[at].kind,
                crate::recognize::token::Kind::Mark(',' | ';' | ':')
            )
        });
        Reach::Before { clause: self.clause(), from: comma.unwrap_or(from), until: start }
    }

    /// A word that fails by itself and refuses with an object: « exclut ».
    fn is_active_refusal(&self) -> bool {
        self.sentence
            .operators
            .iter()
            .skip(self.at.saturating_sub(3))
            .take(6)
            .any(|other| other.effect == Effect::Refusal && other.trigger == self.op.trigger)
            && matches!(self.voice(), Voice::Active)
    }

    /// The negations in the group of the operator's verb.
    fn negators(&self) -> SmallVec<[usize; 2]> {
        const GROUP: usize = 4;
        if self.op.effect == Effect::Negation || !self.sentence.holds(Effect::Negation) {
            return SmallVec::new();
        }
        let start = self.op.trigger.start;
        let list = &self.sentence.operators;
        let from = list.partition_point(|other| other.trigger.start + 12 < start);
        (from..list.len())
            .take_while(|&at| list[at].trigger.start <= start + GROUP)
            .filter(|&at| {
                let other = &list[at];
                let trigger = &self.op.trigger;
                if trigger.contains(&other.trigger.start) {
                    return false;
                }
                let breaks =
                    |range: Range<usize>| range.into_iter().any(|at| self.view.is_mark(at, ','));
                let same = self.sentence.segments.of(other.trigger.start) == self.clause();
                other.effect == Effect::Negation
                    && at != self.at
                    && match other.first {
                        Some(first) => {
                            let end = other.trigger.start.max(first) + GROUP;
                            (first..=end).contains(&start) && !breaks(first..start) && same
                        }
                        None => {
                            other.trigger.end <= start
                                && other.trigger.end + GROUP > start
                                && !breaks(other.trigger.end..start)
                                && same
                        }
                    }
            })
            .collect()
    }
}

/// How a verb takes its object.
enum Voice {
    /// Behind it.
    Active,
    /// As its subject.
    Passive,
    /// As the noun before it.
    Participle,
}

/// Whether a token is an auxiliary or part of a verb's group.
fn is_aux(view: &View<'_>, at: usize) -> bool {
    super::shape::is_finite(view, at) || view.is_listed(at, BE) || view.is_listed(at, HAVE)
}
