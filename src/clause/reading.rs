//! How the text presents what stands at some tokens.

use std::ops::Range;

use smallvec::SmallVec;

use super::effect::{DENIALS, DOUBTS, Effect, MODES, VOICES, bits};
use super::operator::{Manner, Operator};
use super::scope::{Reach, Scope};
use super::segment::{Link, Segment};
use super::sentence::Sentence;
use super::{Clauses, OpId};
use crate::model::{Factuality, Mode, Polarity};
use crate::recognize::View;
use crate::recognize::lexicon::VerbForm;

/// Some operators: few work on one thing.
type OpIds = SmallVec<[OpId; 6]>;

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
    /// The operators that make it so.
    pub operators: OpIds,
    /// The token of the question mark, where it is asked.
    pub question: Option<usize>,
    /// The token that opens the condition, where it is under one or inside.
    pub condition: Option<usize>,
}

impl<'t> Clauses<'t> {
    /// The reading of some tokens. Only the words for which `hears` holds count.
    pub fn reading(&self, targets: &[Range<usize>], hears: impl Fn(usize) -> bool) -> Reading {
        let Some(first) = targets.iter().map(|target| target.start).min() else {
            return Reading::default();
        };
        let operators = self.heard(targets, &hears);
        let mut reading = Reading::default();
        let mut heard = Heard::new(self, &operators);
        heard.polarity(&mut reading);
        heard.certainty(&mut reading);
        heard.question(&mut reading, targets, &hears);
        heard.mode(&mut reading);
        heard.condition(&mut reading, first, &hears);
        heard.holders(&mut reading);
        reading.operators = operators;
        reading
    }

    /// The operators that work on some tokens: of their sentences, and of those that frame a long
    /// quotation.
    fn heard(&self, targets: &[Range<usize>], hears: &impl Fn(usize) -> bool) -> OpIds {
        // A quotation of more sentences than this is none.
        const FRAMES: usize = 8;
        let mut heard = OpIds::new();
        let start = targets.iter().map(|target| target.start).min().unwrap_or(0);
        let end = targets.iter().map(|target| target.end).max().unwrap_or(0);
        let number = |token: usize| self.text.nearest_sentence(token);
        let (Some(first), Some(last)) = (number(start), number(end.saturating_sub(1))) else {
            return heard;
        };
        let is_heard = |sentence: &Sentence, id: OpId| {
            let operator = &sentence.operators[id.at()];
            hears(operator.trigger.start)
                && operator.first.is_none_or(hears)
                && sentence.works_on(id.at(), targets)
                && !self.is_beside(id, targets)
        };
        for number in first..=last {
            let sentence = self.number(number);
            let ids = (0..sentence.operators.len()).map(|at| OpId::new(number, at));
            heard.extend(ids.filter(|id| is_heard(sentence, *id)));
        }
        let mut frames = 0;
        for number in self.framing(start..end, targets, last) {
            let sentence = self.number(number);
            let back = (0..sentence.scopes.len()).filter(|at| sentence.reaches_back(*at));
            let back: OpIds = back.take(FRAMES - frames).map(|at| OpId::new(number, at)).collect();
            frames += back.len();
            heard.extend(back.into_iter().filter(|id| is_heard(sentence, *id)));
        }
        heard
    }

    /// The sentences behind the `last` one in which a quotation that holds some tokens ends, or that
    /// start right behind it, in their order.
    fn framing(
        &self,
        within: Range<usize>,
        targets: &[Range<usize>],
        last: usize,
    ) -> SmallVec<[usize; 4]> {
        // The closing mark, and one more.
        const MARKS: usize = 2;
        let mut framing = SmallVec::new();
        let first = self.quotations.partition_point(|quotation| quotation.end <= within.start);
        let near = self.quotations[first..].iter().take_while(|range| range.start < within.end);
        for quotation in near {
            if targets.iter().all(|of| of.start >= quotation.end || quotation.start >= of.end) {
                continue;
            }
            let sentences = &self.text.sentences;
            let behind = sentences.partition_point(|own| own.start < quotation.end + MARKS);
            framing.extend(self.text.sentence_of(quotation.end - 1).max(last + 1)..behind);
        }
        framing.sort_unstable();
        framing.dedup();
        framing
    }
}

impl Sentence {
    /// Whether an operator works on one of some tokens.
    fn works_on(&self, op: usize, targets: &[Range<usize>]) -> bool {
        let operator = &self.operators[op];
        let trigger = &operator.trigger;
        let meets =
            |target: &Range<usize>| trigger.start < target.end && target.start < trigger.end;
        let is_verb = operator.effect == Effect::Conditional;
        operator.effect != Effect::Given
            && (is_verb || !targets.iter().any(meets))
            && targets.iter().any(|target| target.clone().any(|token| self.reaches(op, token)))
    }

    /// Whether an operator works on sentences before its own.
    fn reaches_back(&self, op: usize) -> bool {
        self.scopes[op].reach.iter().any(|reach| match reach {
            Reach::Span(span) | Reach::Frame(span) => span.start < self.tokens.start,
            _ => false,
        })
    }
}

/// What operators that were heard make of something together.
struct Heard<'h, 't> {
    clauses: &'h Clauses<'t>,
    view: &'h View<'t>,
    heard: SmallVec<[(OpId, &'h Operator, &'h Scope); 6]>,
    /// Their effects as bits: few are among them, and most questions end there.
    effects: u32,
    /// Operators that a negation has used up, and negations that were used.
    muted: OpIds,
}

impl<'h, 't> Heard<'h, 't> {
    fn new(clauses: &'h Clauses<'t>, operators: &[OpId]) -> Self {
        let resolved = operators.iter().map(|&id| {
            let sentence = clauses.number(id.sentence());
            (id, &sentence.operators[id.at()], &sentence.scopes[id.at()])
        });
        let heard: SmallVec<[_; 6]> = resolved.collect();
        let effects = heard.iter().fold(0, |bits, (_, op, _)| bits | op.effect.bit());
        Heard { clauses, view: &clauses.text.view, heard, effects, muted: OpIds::new() }
    }

    fn has(&self, effects: u32) -> bool {
        self.effects & effects != 0
    }

    /// Those that count still.
    fn sounding(&self) -> impl Iterator<Item = &(OpId, &'h Operator, &'h Scope)> {
        self.heard.iter().filter(|(id, ..)| !self.muted.contains(id))
    }

    /// An even number of denials affirms.
    fn polarity(&mut self, reading: &mut Reading) {
        reading.factuality = self.mute().unwrap_or_default();
        if !self.has(DENIALS) {
            return;
        }
        let denials = self.sounding().map(|(_, op, _)| *op).filter(|op| op.effect.denies());
        let mut counted: SmallVec<[&Operator; 6]> = denials.collect();
        // Of overlapping triggers the longest counts.
        counted.sort_by_key(|op| std::cmp::Reverse(op.trigger.len()));
        let mut taken: SmallVec<[&Range<usize>; 6]> = SmallVec::new();
        for trigger in counted.into_iter().map(|op| &op.trigger) {
            if !taken.iter().any(|other| trigger.start < other.end && other.start < trigger.end) {
                taken.push(trigger);
            }
        }
        if taken.len() % 2 == 1 {
            reading.polarity = Polarity::Denied;
        }
        // The proposed thing that was refused is no plan any more.
        if self.has(bits(&[Effect::Refusal, Effect::Failure])) {
            let near = self.heard.iter().filter(|(_, op, _)| op.manner == Manner::Near);
            self.muted.extend(near.map(|(id, ..)| *id));
        }
    }

    /// Mutes what a negation turns into something weaker, with that negation, and gives what is left.
    fn mute(&mut self) -> Option<Factuality> {
        let mut weaker = None;
        for &(id, operator, scope) in &self.heard {
            if scope.negators.is_empty() {
                continue;
            }
            let turned = match operator.effect {
                Effect::Speech => Factuality::Uncommitted,
                _ if operator.is_open && operator.effect.denies() => Factuality::Possible,
                // « ne peut pas » is no possibility.
                Effect::Possible => {
                    let encloses = scope.negators.iter().any(|&negator| {
                        let negator = self.clauses.operator(OpId::new(id.sentence(), negator));
                        negator.first.is_some_and(|first| first < operator.trigger.start)
                    });
                    if encloses {
                        self.muted.push(id);
                    }
                    continue;
                }
                _ => continue,
            };
            weaker = weaker.max(Some(turned));
            self.muted.push(id);
            self.muted.extend(scope.negators.iter().map(|&at| OpId::new(id.sentence(), at)));
        }
        weaker
    }

    fn certainty(&self, reading: &mut Reading) {
        if !self.has(DOUBTS) {
            return;
        }
        for &(id, op, _) in self.sounding() {
            let strength = match op.effect {
                Effect::Possible => Factuality::Possible,
                Effect::Probable => Factuality::Probable,
                Effect::Uncommitted => Factuality::Uncommitted,
                Effect::Conditional if !self.clauses.is_future_in_past(id) => Factuality::Probable,
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

    /// The innermost plan or demand.
    fn mode(&self, reading: &mut Reading) {
        if !self.has(MODES) {
            return;
        }
        let modes = self.sounding().filter(|(_, op, _)| op.effect.bit() & MODES != 0);
        let innermost = modes.max_by_key(|(_, op, _)| op.trigger.start);
        reading.mode = match innermost.map(|(_, op, _)| op.effect) {
            Some(Effect::Plan) => Mode::Planned,
            Some(_) => Mode::Demanded,
            None => Mode::Actual,
        };
    }

    /// In a condition, and under one.
    fn condition(&self, reading: &mut Reading, first: usize, hears: &impl Fn(usize) -> bool) {
        let sentence = self.clauses.at(first).filter(|own| own.tokens.contains(&first));
        let Some(sentence) = sentence else { return };
        let segments = &sentence.segments;
        let parents =
            |clause: usize| std::iter::successors(Some(clause), |at| segments.list[*at].parent);
        let own = segments.of(first);
        let is_heard = |segment: &Segment| segment.link == Link::Condition && hears(segment.start);
        let inside = parents(own).find(|at| is_heard(&segments.list[*at]));
        if let Some(condition) = inside {
            let start = segments.list[condition].start;
            if !self.is_concessive(sentence, condition) {
                reading.condition = Some(start);
                reading.factuality = Factuality::Uncommitted;
                reading.mode = Mode::Hypothetical;
            }
            return;
        }
        let conditions = segments.list.iter().enumerate().filter(|(_, segment)| is_heard(segment));
        let above = conditions.into_iter().find(|(at, segment)| {
            let parent = segment.parent;
            !self.is_concessive(sentence, *at) && parents(own).any(|above| Some(above) == parent)
        });
        let is_under = above.is_some();
        let is_unreal = self.has(bits(&[Effect::Counterfactual, Effect::Otherwise]))
            || self.has(Effect::Conditional.bit()) && self.has_without(&sentence.tokens, first);
        let is_open = reading.mode == Mode::Actual;
        if (is_under && is_open) || is_unreal {
            reading.condition = above.map(|(_, segment)| segment.start);
            reading.mode = Mode::Hypothetical;
            if !self.has(bits(&[Effect::Possible, Effect::Uncommitted])) {
                reading.factuality = Factuality::Certain;
            }
        }
    }

    /// « Sans l'intervention d'un voisin, la ferme aurait brûlé »: a denial opens the sentence.
    fn has_without(&self, sentence: &Range<usize>, first: usize) -> bool {
        let opening = sentence.start..sentence.start + 1;
        self.clauses.operators_in(&opening).any(|op| {
            op.effect == Effect::Negation && op.first.is_none() && op.trigger.end <= first
        })
    }

    /// « Si les syndicats ont salué le geste, les salaires restent gelés »: no condition at all.
    fn is_concessive(&self, sentence: &Sentence, condition: usize) -> bool {
        use crate::recognize::lists::{HAVE, IF};
        let start = sentence.segments.list[condition].start;
        if !self.view.is_listed(start, IF) {
            return false;
        }
        let own = |at: &usize| sentence.segments.of(*at) == condition;
        let has_past = (start..sentence.tokens.end).filter(own).any(|at| {
            self.view.is_listed(at, HAVE)
                && self.view.str(at) != "à"
                && (at + 1..at + 4).any(|at| self.view.is_form(at, VerbForm::Participle))
        });
        let is_open = sentence.tokens.clone().any(|at| {
            self.view.is_form(at, VerbForm::Conditional) || self.view.is_form(at, VerbForm::Future)
        });
        has_past && !is_open
    }

    /// Frames outermost, then from the outer clauses to the inner ones; who plans or demands last.
    fn holders(&self, reading: &mut Reading) {
        if !self.has(VOICES) {
            return;
        }
        let has_source = self.has(Effect::Source.bit());
        let link = |&(id, operator, scope): &(OpId, &Operator, &Scope)| {
            let agent = self.clauses.agent(id).filter(|_| scope.negators.is_empty())?;
            let is_framing = scope.is_framing;
            let rank = match operator.effect {
                Effect::Source => 0,
                Effect::Cite if has_source => 2,
                Effect::Cite => 4,
                Effect::Speech | Effect::Denial if is_framing => 1,
                Effect::Speech | Effect::Denial => 3,
                _ => 5,
            };
            let segments = &self.clauses.number(id.sentence()).segments;
            let depth = segments.depth(segments.of(operator.trigger.start));
            Some((rank, depth, operator.trigger.start, agent))
        };
        let mut chain: SmallVec<[_; 4]> = self.sounding().filter_map(link).collect();
        chain.sort_by_key(|(rank, depth, at, _)| (*rank, *depth, *at));
        for (_, _, _, agent) in chain {
            if !reading.holders.contains(&agent) {
                reading.holders.push(agent);
            }
        }
    }
}
