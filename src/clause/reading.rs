//! How the text presents what stands at some tokens.

use std::ops::Range;

use smallvec::SmallVec;

use super::operator::{Effect, Manner};
use super::scope::Reach;
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
        let heard = self.heard(targets, &hears);
        let mut reading = Reading::default();
        let mut resolved = Heard::new(self, &heard);
        resolved.polarity(&mut reading);
        resolved.certainty(&mut reading);
        resolved.question(&mut reading, targets, &hears);
        resolved.mode(&mut reading);
        resolved.condition(&mut reading, first, &hears);
        resolved.holders(&mut reading);
        reading.operators = heard;
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
        let is_heard = |id: &OpId| {
            let operator = self.operator(*id);
            hears(operator.trigger.start)
                && operator.first.is_none_or(hears)
                && self.works_on(*id, targets)
                && !self.is_beside(*id, targets)
        };
        let of = |sentence: usize| {
            let count = self.number(sentence).operators.len();
            (0..count).map(move |at| OpId::new(sentence, at))
        };
        for sentence in first..=last {
            of(sentence).filter(is_heard).for_each(|op| heard.push(op));
        }
        let reaches_back = |id: &OpId| {
            let tokens = &self.number(id.sentence()).tokens;
            let is_back = |reach: &Reach| match reach {
                Reach::Span(span) | Reach::Frame(span) => span.start < tokens.start,
                _ => false,
            };
            self.scope(*id).reach.iter().any(is_back)
        };
        let mut framing: SmallVec<[usize; 4]> = self.framing(start..end, targets, last).collect();
        framing.sort_unstable();
        framing.dedup();
        let frames = framing.into_iter().flat_map(of).filter(reaches_back);
        heard.extend(frames.take(FRAMES).filter(is_heard));
        heard
    }

    /// The sentences behind the `last` one in which a quotation that holds some tokens ends, or that
    /// start right behind it.
    fn framing(
        &self,
        within: Range<usize>,
        targets: &[Range<usize>],
        last: usize,
    ) -> impl Iterator<Item = usize> {
        // The closing mark, and one more.
        const MARKS: usize = 2;
        let first = self.quotations.partition_point(|quotation| quotation.end <= within.start);
        let near = self.quotations[first..].iter();
        let near = near.take_while(move |range| range.start < within.end);
        let holds = |range: &&Range<usize>| {
            targets.iter().any(|target| target.start < range.end && range.start < target.end)
        };
        near.filter(holds).flat_map(move |quotation| {
            let sentences = &self.text.sentences;
            let behind = sentences.partition_point(|own| own.start < quotation.end + MARKS);
            self.text.sentence_of(quotation.end - 1).max(last + 1)..behind
        })
    }

    fn works_on(&self, op: OpId, targets: &[Range<usize>]) -> bool {
        let sentence = self.number(op.sentence());
        let operator = &sentence.operators[op.at()];
        let trigger = &operator.trigger;
        let meets =
            |target: &Range<usize>| trigger.start < target.end && target.start < trigger.end;
        let is_verb = operator.effect == Effect::Conditional;
        operator.effect != Effect::Given
            && (is_verb || !targets.iter().any(meets))
            && targets.iter().any(|target| {
                target.clone().any(|token| sentence.reaches(op.at(), token))
            })
    }
}

/// Some effects as bits.
const fn bits(effects: &[Effect]) -> u32 {
    match effects {
        [first, rest @ ..] => first.bit() | bits(rest),
        [] => 0,
    }
}

/// What operators that were heard make of something together.
struct Heard<'h, 't> {
    clauses: &'h Clauses<'t>,
    view: &'h View<'t>,
    heard: &'h [OpId],
    /// Their effects as bits: few are among them, and most questions end there.
    effects: u32,
    /// Operators that a negation has used up, and negations that were used.
    muted: OpIds,
}

impl<'h, 't> Heard<'h, 't> {
    fn new(clauses: &'h Clauses<'t>, heard: &'h [OpId]) -> Self {
        let effects = heard.iter().fold(0, |bits, op| bits | clauses.operator(*op).effect.bit());
        Heard { clauses, view: &clauses.text.view, heard, effects, muted: OpIds::new() }
    }

    fn has(&self, effects: u32) -> bool {
        self.effects & effects != 0
    }

    fn effect(&self, op: OpId) -> Effect {
        self.clauses.operator(op).effect
    }

    fn negators(&self, op: OpId) -> impl Iterator<Item = OpId> {
        self.clauses.scope(op).negators.iter().map(move |&at| OpId::new(op.sentence(), at))
    }

    /// An even number of denials affirms.
    fn polarity(&mut self, reading: &mut Reading) {
        let mut weaker = None;
        for &op in self.heard {
            let negators: OpIds = self.negators(op).collect();
            if negators.is_empty() {
                continue;
            }
            let operator = self.clauses.operator(op);
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
                    let negator = self.clauses.operator(negator);
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
        reading.factuality = weaker.unwrap_or_default();
        const DENIALS: u32 = bits(&[
            Effect::Negation,
            Effect::Refusal,
            Effect::Failure,
            Effect::Denial,
            Effect::Prohibition,
        ]);
        if !self.has(DENIALS) {
            return;
        }
        let mut counted: OpIds = self
            .heard
            .iter()
            .copied()
            .filter(|op| self.effect(*op).denies() && !self.muted.contains(op))
            .collect();
        // Of overlapping triggers the longest counts.
        counted.sort_by_key(|&op| std::cmp::Reverse(self.clauses.operator(op).trigger.len()));
        let mut taken: SmallVec<[Range<usize>; 4]> = SmallVec::new();
        for op in counted {
            let trigger = self.clauses.operator(op).trigger.clone();
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
            .filter(|op| is_over && self.clauses.operator(**op).manner == Manner::Near);
        self.muted.extend(near.copied().collect::<OpIds>());
    }

    fn certainty(&mut self, reading: &mut Reading) {
        for &op in self.heard {
            if self.muted.contains(&op) {
                continue;
            }
            let strength = match self.effect(op) {
                Effect::Possible => Factuality::Possible,
                Effect::Probable => Factuality::Probable,
                Effect::Uncommitted => Factuality::Uncommitted,
                Effect::Conditional if !self.clauses.is_future_in_past(op) => Factuality::Probable,
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
        let innermost = self
            .heard
            .iter()
            .filter(|op| !self.muted.contains(op))
            .filter(|op| {
                matches!(self.effect(**op), Effect::Plan | Effect::Demand | Effect::Prohibition)
            })
            .max_by_key(|op| self.clauses.operator(**op).trigger.start);
        reading.mode = match innermost.map(|op| self.effect(*op)) {
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
        let has_source = self.has(Effect::Source.bit());
        let vouches = |op: &&OpId| {
            self.effect(**op).has_agent()
                && !self.muted.contains(op)
                && self.clauses.scope(**op).negators.is_empty()
        };
        let link = |&op: &OpId| {
            let operator = self.clauses.operator(op);
            let agent = self.clauses.agent(op)?;
            let is_framing = self.clauses.scope(op).is_framing;
            let rank = match operator.effect {
                Effect::Source => 0,
                Effect::Cite if has_source => 2,
                Effect::Cite => 4,
                Effect::Speech | Effect::Denial if is_framing => 1,
                Effect::Speech | Effect::Denial => 3,
                _ => 5,
            };
            let segments = &self.clauses.number(op.sentence()).segments;
            let depth = segments.depth(segments.of(operator.trigger.start));
            Some((rank, depth, operator.trigger.start, agent))
        };
        let mut chain: SmallVec<[(u8, usize, usize, Range<usize>); 4]> =
            self.heard.iter().filter(vouches).filter_map(link).collect();
        chain.sort_by_key(|(rank, depth, at, _)| (*rank, *depth, *at));
        for (_, _, _, agent) in chain {
            if !reading.holders.contains(&agent) {
                reading.holders.push(agent);
            }
        }
    }
}
