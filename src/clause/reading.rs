//! How the text presents what stands at some tokens.

use std::ops::Range;

use super::Clauses;
use super::operator::{Effect, Manner};
use super::segment::{Link, Segment};
use crate::model::{Factuality, Mode, Polarity};
use crate::recognize::View;
use crate::recognize::lexicon::VerbForm;

/// How the text presents something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// How certain.
    pub factuality: Factuality,
    /// Fact, plan, demand or hypothesis.
    pub mode: Mode,
    /// The tokens that name who vouches for it, outermost first.
    pub holders: Vec<Range<usize>>,
    /// The operators that make it so, by number.
    pub operators: Vec<usize>,
    /// The token of the question mark, where it is asked.
    pub question: Option<usize>,
    /// The token that opens the condition, where it is under one or inside.
    pub condition: Option<usize>,
}

impl Clauses {
    /// The reading of some tokens. Only the words for which `hears` holds count.
    pub fn reading(
        &self,
        view: &View<'_>,
        targets: &[Range<usize>],
        hears: impl Fn(usize) -> bool,
    ) -> Reading {
        let Some(first) = targets.iter().map(|target| target.start).min() else {
            return Reading::default();
        };
        let heard: Vec<usize> = self
            .nearby(targets)
            .into_iter()
            .filter(|&op| {
                let operator = &self.operators[op];
                hears(operator.trigger.start)
                    && operator.first.is_none_or(&hears)
                    && self.works_on(op, targets)
            })
            .collect();
        let mut reading = Reading { operators: heard.clone(), ..Reading::default() };
        let mut resolved = Heard { clauses: self, view, heard, muted: Vec::new() };
        resolved.polarity(&mut reading);
        resolved.certainty(&mut reading);
        resolved.question(&mut reading, targets, &hears);
        resolved.mode(&mut reading);
        resolved.condition(&mut reading, first, &hears);
        resolved.holders(&mut reading);
        reading
    }

    /// The operators near enough to work on some tokens: those of their sentences, and those that
    /// frame a long quotation.
    fn nearby(&self, targets: &[Range<usize>]) -> Vec<usize> {
        // A quotation of more sentences than this is none.
        const FRAMES: usize = 8;
        let start = targets.iter().map(|target| target.start).min().unwrap_or(0);
        let end = targets.iter().map(|target| target.end).max().unwrap_or(0);
        let first = self.sentence(start).start;
        let last = self.sentence(end.saturating_sub(1)).end;
        let from = self.operators.partition_point(|op| op.trigger.start < first);
        let to = self.operators.partition_point(|op| op.trigger.start < last);
        let frames = self.far.partition_point(|op| *op < to);
        (from..to).chain(self.far[frames..].iter().copied().take(FRAMES)).collect()
    }

    fn works_on(&self, op: usize, targets: &[Range<usize>]) -> bool {
        let trigger = &self.operators[op].trigger;
        let meets =
            |target: &Range<usize>| trigger.start < target.end && target.start < trigger.end;
        let effect = self.operators[op].effect;
        let is_verb = effect == Effect::Conditional;
        effect != Effect::Given
            && (is_verb || !targets.iter().any(meets))
            && targets.iter().flat_map(Clone::clone).any(|token| self.reaches(op, token))
    }
}

struct Heard<'h, 't> {
    clauses: &'h Clauses,
    view: &'h View<'t>,
    heard: Vec<usize>,
    /// Operators that a negation has used up, and negations that were used.
    muted: Vec<usize>,
}

impl Heard<'_, '_> {
    fn effect(&self, op: usize) -> Effect {
        self.clauses.operators[op].effect
    }

    fn negators(&self, op: usize) -> &[usize] {
        &self.clauses.scopes[op].negators
    }

    /// An even number of denials affirms.
    fn polarity(&mut self, reading: &mut Reading) {
        let mut weaker = None;
        for op in self.heard.clone() {
            let negators = self.negators(op).to_vec();
            if negators.is_empty() {
                continue;
            }
            let operator = &self.clauses.operators[op];
            let turned = match operator.effect {
                Effect::Speech => Some(Factuality::Uncommitted),
                _ if operator.is_open && operator.effect.denies() => Some(Factuality::Possible),
                // « ne peut pas » is no possibility.
                Effect::Possible => Some(Factuality::Certain),
                _ => None,
            };
            let Some(turned) = turned else { continue };
            if operator.effect == Effect::Possible {
                let encloses = negators.iter().any(|&negator| {
                    let negator = &self.clauses.operators[negator];
                    negator.first.is_some_and(|first| first < operator.trigger.start)
                });
                if encloses {
                    self.muted.push(op);
                }
                continue;
            }
            weaker = weaker.max(Some(turned));
            self.muted.push(op);
            self.muted.extend(negators);
        }
        let mut counted: Vec<usize> = self
            .heard
            .iter()
            .copied()
            .filter(|op| self.effect(*op).denies() && !self.muted.contains(op))
            .collect();
        // Of overlapping triggers the longest counts.
        counted.sort_by_key(|&op| std::cmp::Reverse(self.clauses.operators[op].trigger.len()));
        let mut taken: Vec<Range<usize>> = Vec::new();
        for op in counted {
            let trigger = self.clauses.operators[op].trigger.clone();
            if !taken.iter().any(|other| trigger.start < other.end && other.start < trigger.end) {
                taken.push(trigger);
            }
        }
        if taken.len() % 2 == 1 {
            reading.polarity = Polarity::Denied;
        }
        // The proposed thing that was refused is no plan any more.
        let is_over = self
            .heard
            .iter()
            .any(|op| matches!(self.effect(*op), Effect::Refusal | Effect::Failure));
        let near = self
            .heard
            .iter()
            .filter(|op| is_over && self.clauses.operators[**op].manner == Manner::Near);
        self.muted.extend(near.copied().collect::<Vec<_>>());
        reading.factuality = weaker.unwrap_or_default();
    }

    fn certainty(&mut self, reading: &mut Reading) {
        for &op in &self.heard {
            if self.muted.contains(&op) {
                continue;
            }
            let strength = match self.effect(op) {
                Effect::Possible => Factuality::Possible,
                Effect::Probable => Factuality::Probable,
                Effect::Uncommitted => Factuality::Uncommitted,
                Effect::Conditional if !self.is_future_in_past(op) => Factuality::Probable,
                _ => continue,
            };
            reading.factuality = reading.factuality.max(strength);
        }
    }

    fn question(
        &self,
        reading: &mut Reading,
        targets: &[Range<usize>],
        hears: &impl Fn(usize) -> bool,
    ) {
        let last = targets.iter().map(|target| target.end).max().unwrap_or(0);
        let sentence = self.clauses.sentence(last.saturating_sub(1));
        let mut end = (last..sentence.end).rev().take(2);
        reading.question = end.find(|at| self.view.is_mark(*at, '?') && hears(*at));
        if reading.question.is_some() {
            reading.factuality = Factuality::Uncommitted;
        }
    }

    /// « a annoncé qu'il vendrait »: a conditional in the complement of a past verb tells the future;
    /// « aurait vendu » tells a rumour there too.
    fn is_future_in_past(&self, op: usize) -> bool {
        let verb = self.clauses.operators[op].trigger.start;
        let clause = self.clauses.segments.of(verb);
        let segment = &self.clauses.segments.list[clause];
        if segment.link != Link::Complement || self.is_compound(verb) {
            return false;
        }
        let Some(governor) = segment.governor.map(|op| &self.clauses.operators[op]) else {
            return true;
        };
        governor.trigger.clone().any(|at| self.view.is_form(at, VerbForm::Past))
            || self.view.lexicon.language == crate::model::Language::English
    }

    /// An auxiliary and a participle.
    fn is_compound(&self, verb: usize) -> bool {
        use crate::recognize::lists::{BE, HAVE};
        (self.view.is_listed(verb, HAVE) || self.view.is_listed(verb, BE))
            && (verb + 1..verb + 4).any(|at| self.view.is_form(at, VerbForm::Participle))
    }

    /// The innermost plan or demand.
    fn mode(&self, reading: &mut Reading) {
        let innermost = self
            .heard
            .iter()
            .filter(|op| !self.muted.contains(op))
            .filter(|op| {
                matches!(self.effect(**op), Effect::Plan | Effect::Demand | Effect::Prohibition)
            })
            .max_by_key(|op| self.clauses.operators[**op].trigger.start);
        reading.mode = match innermost.map(|op| self.effect(*op)) {
            Some(Effect::Plan) => Mode::Planned,
            Some(_) => Mode::Demanded,
            None => Mode::Actual,
        };
    }

    /// In a condition, and under one.
    fn condition(&self, reading: &mut Reading, first: usize, hears: &impl Fn(usize) -> bool) {
        let segments = &self.clauses.segments;
        let parents =
            |clause: usize| std::iter::successors(Some(clause), |at| segments.list[*at].parent);
        let own = segments.of(first);
        let is_heard = |segment: &Segment| segment.link == Link::Condition && hears(segment.start);
        let inside = parents(own).find(|at| is_heard(&segments.list[*at]));
        if let Some(condition) = inside {
            if !self.is_concessive(condition) {
                reading.condition = Some(segments.list[condition].start);
                reading.factuality = Factuality::Uncommitted;
                reading.mode = Mode::Hypothetical;
            }
            return;
        }
        let sentence = self.clauses.sentence(first);
        let conditions = segments
            .list
            .iter()
            .enumerate()
            .skip(segments.of(sentence.start).min(own))
            .take_while(|(_, segment)| segment.start < sentence.end)
            .filter(|(_, segment)| is_heard(segment));
        let above = conditions.into_iter().find(|(at, segment)| {
            let parent = segment.parent;
            !self.is_concessive(*at) && parents(own).any(|above| Some(above) == parent)
        });
        let is_under = above.is_some();
        let has_conditional = self.heard.iter().any(|op| self.effect(*op) == Effect::Conditional);
        let is_unreal = self
            .heard
            .iter()
            .any(|op| matches!(self.effect(*op), Effect::Counterfactual | Effect::Otherwise))
            || (has_conditional && self.has_without(&sentence, first));
        let is_open = reading.mode == Mode::Actual;
        if (is_under && is_open) || is_unreal {
            reading.condition = above.map(|(_, segment)| segment.start);
            reading.mode = Mode::Hypothetical;
            let weak = self
                .heard
                .iter()
                .any(|op| matches!(self.effect(*op), Effect::Possible | Effect::Uncommitted));
            if !weak {
                reading.factuality = Factuality::Certain;
            }
        }
    }

    /// « Sans l'intervention d'un voisin, la ferme aurait brûlé »: a denial opens the sentence.
    fn has_without(&self, sentence: &Range<usize>, first: usize) -> bool {
        let opening = sentence.start..sentence.start + 1;
        self.clauses.operators_in(&opening).iter().any(|op| {
            op.effect == Effect::Negation && op.first.is_none() && op.trigger.end <= first
        })
    }

    /// « Si les syndicats ont salué le geste, les salaires restent gelés »: no condition at all.
    fn is_concessive(&self, condition: usize) -> bool {
        use crate::recognize::lists::{HAVE, IF};
        let start = self.clauses.segments.list[condition].start;
        if !self.view.is_listed(start, IF) {
            return false;
        }
        let sentence = self.clauses.sentence(start);
        let own = |at: &usize| self.clauses.segments.of(*at) == condition;
        let has_past = (start..sentence.end).filter(own).any(|at| {
            self.view.is_listed(at, HAVE)
                && self.view.str(at) != "à"
                && (at + 1..at + 4).any(|at| self.view.is_form(at, VerbForm::Participle))
        });
        let is_open = sentence.clone().any(|at| {
            self.view.is_form(at, VerbForm::Conditional) || self.view.is_form(at, VerbForm::Future)
        });
        has_past && !is_open
    }

    /// Frames outermost, then from the outer clauses to the inner ones; who plans or demands last.
    fn holders(&self, reading: &mut Reading) {
        let has_source = self.heard.iter().any(|op| self.effect(*op) == Effect::Source);
        let mut chain: Vec<(u8, usize, usize, Range<usize>)> = self
            .heard
            .iter()
            .filter(|op| !self.muted.contains(op) && self.negators(**op).is_empty())
            .filter_map(|&op| {
                let operator = &self.clauses.operators[op];
                let scope = &self.clauses.scopes[op];
                let agent = scope.agent.clone()?;
                let rank = match operator.effect {
                    Effect::Source => 0,
                    Effect::Cite if has_source => 2,
                    Effect::Cite => 4,
                    Effect::Speech | Effect::Denial if scope.is_framing => 1,
                    Effect::Speech | Effect::Denial => 3,
                    _ => 5,
                };
                let depth =
                    self.clauses.segments.depth(self.clauses.segments.of(operator.trigger.start));
                Some((rank, depth, operator.trigger.start, agent))
            })
            .collect();
        chain.sort_by_key(|(rank, depth, at, _)| (*rank, *depth, *at));
        for (_, _, _, agent) in chain {
            if !reading.holders.contains(&agent) {
                reading.holders.push(agent);
            }
        }
    }
}
