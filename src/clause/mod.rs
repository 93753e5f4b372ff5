//! What a clause does with what it says: sentences, clauses, and the words in them that deny, doubt,
//! plan, demand or attribute. A [`Reading`] is how the text presents what stands at some tokens.
//!
//! Factuality and its values follow FactBank (R. Saurí and J. Pustejovsky, 2009); that a word of
//! negation or doubt has a scope follows the BioScope and *SEM 2012 guidelines.

mod agent;
mod figure;
mod given;
mod operator;
mod reading;
mod scope;
mod segment;
mod sentence;

use std::ops::Range;

pub use operator::{Effect, Operator};
pub use reading::Reading;

use crate::recognize::mention::{Mention, Who};
use crate::recognize::{Recognized, View, What, starting_in};
use scope::Scope;
use segment::Segments;

/// The clauses of a text and what works in them.
#[derive(Debug, Default)]
pub struct Clauses {
    /// The sentences, as ranges of tokens.
    pub sentences: Vec<Range<usize>>,
    /// What stands between quotation marks.
    pub quotations: Vec<Range<usize>>,
    /// Whatever denies, doubts, plans, demands or attributes, in the order of the text.
    pub operators: Vec<Operator>,
    scopes: Vec<Scope>,
    /// Operators that reach back before their sentence: over a long quotation.
    far: Vec<usize>,
    /// Words that take for granted what their clause says, where they are denied.
    given: Vec<usize>,
    /// Whether a token stands in the name of a source or of who speaks a framed sentence.
    speaking: Vec<bool>,
    segments: Segments,
}

impl Clauses {
    /// Analyses a text, of which dates, amounts and names are known.
    pub fn new(view: &View<'_>, recognized: &[Recognized], mentions: &[Mention]) -> Self {
        let sentences = sentence::sentences(view);
        let quotations = sentence::quotations(view);
        let mut inside = vec![false; view.tokens.len()];
        let items = recognized.iter().map(|found| &found.tokens);
        for tokens in items.chain(mentions.iter().map(|mention| &mention.tokens)) {
            let rest = (tokens.start + 1).min(tokens.end)..tokens.end;
            inside[rest].fill(true);
        }
        let mut dated = vec![false; view.tokens.len()];
        for found in recognized.iter().filter(|found| matches!(found.what, What::Date { .. })) {
            dated[found.core.min(found.tokens.end)..found.tokens.end].fill(true);
        }
        // A name that is known holds nothing that works: Never Land.
        for mention in mentions.iter().filter(|mention| matches!(mention.who, Who::Known(_))) {
            dated[mention.tokens.start] |= mention.tokens.len() > 1;
        }
        let operators = operator::operators(view, &sentences, &inside, &dated);
        let segments = Segments::new(view, &sentences, &quotations, &inside, &operators);
        let mut clauses =
            Clauses { sentences, quotations, operators, segments, ..Clauses::default() };
        clauses.scopes = scope::scopes(view, &clauses, recognized, mentions);
        clauses.given = clauses.given();
        clauses.far = (0..clauses.operators.len())
            .filter(|&op| {
                let sentence = clauses.sentence(clauses.operators[op].trigger.start);
                clauses.scopes[op].reach.iter().any(|reach| {
                    matches!(reach, scope::Reach::Span(span) if span.start < sentence.start)
                })
            })
            .collect();
        clauses.speaking = vec![false; view.tokens.len()];
        for (op, scope) in clauses.operators.iter().zip(&clauses.scopes) {
            let says = matches!(op.effect, Effect::Source | Effect::Cite) || scope.is_framing;
            if let Some(agent) = scope.agent.clone().filter(|_| says) {
                clauses.speaking[agent].fill(true);
            }
        }
        clauses
    }

    /// The sentence that a token stands in.
    pub fn sentence(&self, token: usize) -> Range<usize> {
        let at = self.sentences.partition_point(|sentence| sentence.end <= token);
        self.sentences.get(at).cloned().unwrap_or(token..token)
    }

    /// The operators whose triggers start within some tokens.
    pub fn operators_in(&self, within: &Range<usize>) -> &[Operator] {
        starting_in(&self.operators, within, |op| op.trigger.start)
    }

    /// Whether a verb of speech frames a sentence or has a clause of its own for what is said.
    pub fn frames_or_governs(&self, operator: usize) -> bool {
        self.scopes.get(operator).is_some_and(|scope| scope.is_framing)
            || self.segments.governs(operator)
    }

    /// Whether some tokens hold a verb that can be told.
    pub fn holds_verb(&self, view: &View<'_>, tokens: &Range<usize>) -> bool {
        tokens.clone().any(|at| segment::is_finite(view, at))
    }

    /// The tokens that name who says, plans or demands by an operator.
    pub fn agent(&self, operator: usize) -> Option<Range<usize>> {
        self.scopes.get(operator)?.agent.clone()
    }

    /// Whether a token stands in the name of a source, or of who speaks a framed sentence.
    pub fn is_speaker(&self, token: usize) -> bool {
        self.speaking.get(token).copied().unwrap_or(false)
    }

    /// Whether a token stands in a relative clause on the noun at some tokens: « c’est Kestrel qui … ».
    pub fn relates_to(&self, token: usize, noun: &Range<usize>) -> bool {
        let segment = &self.segments.list[self.segments.of(token)];
        segment.link == segment::Link::Relative
            && (segment.start == noun.end || segment.start == noun.end + 1)
    }

    /// Whether a negation that works up to the next mark only denies a place and not another:
    /// « et non d'un défaut de batterie ».
    pub fn denies_apart(&self, place: usize, other: usize) -> bool {
        let sentence = self.sentence(place);
        let from = self.operators.partition_point(|op| op.trigger.start < sentence.start);
        let to = self.operators.partition_point(|op| op.trigger.start < sentence.end);
        (from..to).any(|op| {
            let operator = &self.operators[op];
            operator.effect == Effect::Negation
                && operator.manner == operator::Manner::Local
                && self.reaches(op, place)
                && !self.reaches(op, other)
        })
    }

    /// Whether two tokens stand in one clause.
    pub fn same_clause(&self, a: usize, b: usize) -> bool {
        self.segments.of(a) == self.segments.of(b)
    }

    /// The tokens of the clause that a token stands in, clauses inside it left out.
    pub fn clause(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        let own = self.segments.of(token);
        self.sentence(token).filter(move |&at| self.segments.of(at) == own)
    }
}
