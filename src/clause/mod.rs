//! What a clause does with what it says: sentences, clauses, and the words in them that deny, doubt,
//! plan, demand or attribute. A [`Reading`] is how the text presents what stands at some tokens.
//!
//! Factuality and its values follow FactBank (R. Saurí and J. Pustejovsky, 2009); that a word of
//! negation or doubt has a scope follows the BioScope and *SEM 2012 guidelines.

mod agent;
mod beside;
mod conditional;
mod figure;
mod given;
mod operator;
mod quotation;
mod reading;
mod row;
mod scope;
mod segment;
mod sentence;
mod shape;

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

pub use operator::{Effect, Operator};
pub use reading::Reading;

use crate::recognize::{Annotated, starting_in};
use agent::Agent;
use sentence::Sentence;

/// The clauses of a text and what works in them. A sentence is analysed when it is first asked for.
pub struct Clauses<'t> {
    text: Rc<Annotated<'t>>,
    /// What stands between quotation marks.
    pub quotations: Vec<Range<usize>>,
    sentences: Vec<OnceCell<Sentence>>,
}

/// An operator of a text: the number of its sentence, and its own in there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OpId {
    sentence: usize,
    at: usize,
}

impl<'t> Clauses<'t> {
    /// The clauses of a text.
    pub fn new(text: Rc<Annotated<'t>>) -> Self {
        let quotations = quotation::quotations(&text.view);
        let sentences = text.sentences.iter().map(|_| OnceCell::new()).collect();
        Clauses { text, quotations, sentences }
    }

    fn number(&self, sentence: usize) -> &Sentence {
        self.sentences[sentence].get_or_init(|| {
            let tokens = &self.text.sentences[sentence];
            let found = self.text.found(sentence);
            Sentence::new(&self.text.view, tokens, &self.quotations, found)
        })
    }

    /// The analysed sentence of a token; that of the last one for tokens behind it.
    fn at(&self, token: usize) -> Option<&Sentence> {
        Some(self.number(self.text.nearest_sentence(token)?))
    }

    /// The sentence that a token stands in.
    pub fn sentence(&self, token: usize) -> Range<usize> {
        let at = self.text.sentence_of(token);
        self.text.sentences.get(at).cloned().unwrap_or(token..token)
    }

    /// An operator.
    pub fn operator(&self, id: OpId) -> &Operator {
        &self.number(id.sentence).operators[id.at]
    }

    fn scope(&self, id: OpId) -> &scope::Scope {
        &self.number(id.sentence).scopes[id.at]
    }

    /// The operators whose triggers start within some tokens.
    pub fn operators_in(&self, within: &Range<usize>) -> impl Iterator<Item = &Operator> {
        let own = within.clone();
        self.text.sentences_of(within).flat_map(move |sentence| {
            starting_in(&self.number(sentence).operators, &own, |op| op.trigger.start)
        })
    }

    /// Whether a verb of speech frames a sentence or has a clause of its own for what is said.
    pub fn frames_or_governs(&self, id: OpId) -> bool {
        self.scope(id).is_framing || self.number(id.sentence).segments.governs(id.at)
    }

    /// Whether a verb of speech says nothing: "did not say", « refuse de préciser ».
    pub fn is_withheld(&self, id: OpId) -> bool {
        self.number(id.sentence).is_withheld(id.at)
    }

    /// Whether some tokens hold a verb that can be told.
    pub fn holds_verb(&self, tokens: &Range<usize>) -> bool {
        tokens.clone().any(|at| shape::is_finite(&self.text.view, at))
    }

    /// The tokens that name who says, plans or demands by an operator. A pronoun means whoever did so
    /// last, in this sentence or a few before.
    pub fn agent(&self, id: OpId) -> Option<Range<usize>> {
        const SENTENCES: usize = 12;
        let mut known = match self.scope(id).agent.as_ref()? {
            Agent::Noun(noun) => return Some(noun.clone()),
            Agent::Pronoun(fallback) => fallback.clone(),
        };
        let earliest = id.sentence.saturating_sub(SENTENCES);
        for sentence in (earliest..=id.sentence).rev() {
            let scopes = &self.number(sentence).scopes;
            let before = if sentence == id.sentence { id.at } else { scopes.len() };
            for agent in scopes[..before].iter().rev().filter_map(|scope| scope.agent.as_ref()) {
                match agent {
                    Agent::Noun(noun) => return Some(noun.clone()),
                    Agent::Pronoun(fallback) => known = fallback.clone().or(known),
                }
            }
        }
        known
    }

    /// Whether a token stands in the name of a source, or of who speaks a framed sentence.
    pub fn is_speaker(&self, token: usize) -> bool {
        self.at(token).is_some_and(|sentence| sentence.is_speaker(token))
    }

    /// Whether a token stands in a relative clause on the noun at some tokens: « c’est Kestrel qui … ».
    pub fn relates_to(&self, token: usize, noun: &Range<usize>) -> bool {
        let segment = self.at(token).and_then(|sentence| sentence.segments.at(token));
        segment.is_some_and(|segment| {
            segment.link == segment::Link::Relative
                && (segment.start == noun.end || segment.start == noun.end + 1)
        })
    }

    /// Whether a negation that works up to the next mark only denies a place and not another:
    /// « et non d'un défaut de batterie ».
    pub fn denies_apart(&self, place: usize, other: usize) -> bool {
        self.at(place).is_some_and(|sentence| sentence.denies_apart(place, other))
    }

    /// Whether two tokens stand in one clause.
    pub fn same_clause(&self, a: usize, b: usize) -> bool {
        self.segments_of(a, b).is_some_and(|segments| segments.of(a) == segments.of(b))
    }

    /// The clauses of two tokens of one sentence.
    fn segments_of(&self, a: usize, b: usize) -> Option<&segment::Segments> {
        // Tokens of two sentences need no analysis.
        if !self.sentence(a).contains(&b) {
            return None;
        }
        self.at(a).map(|sentence| &sentence.segments)
    }

    /// Whether a token stands in a clause that goes on from that of another, with the same subject:
    /// "Zenith made an offer but did not buy".
    pub fn goes_on(&self, from: usize, token: usize) -> bool {
        let Some(segments) = self.segments_of(from, token) else { return false };
        let first = segments.of(from);
        // The verb comes at once: there is no subject of its own.
        let is_bare = |at: usize| shape::is_finite(&self.text.view, segments.list[at].start + 1);
        let before =
            |at: &usize| segments.list[*at].follows.filter(|before| before < at && is_bare(*at));
        std::iter::successors(Some(segments.of(token)), before).any(|at| at == first)
    }
}
