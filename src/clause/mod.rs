//! What a clause does with what it says: sentences, clauses, and the words in them that deny, doubt,
//! plan, demand or attribute. A [`Reading`] is how the text presents what stands at some tokens.
//!
//! Factuality and its values follow FactBank (R. Saurí and J. Pustejovsky, 2009); that a word of
//! negation or doubt has a scope follows the BioScope and *SEM 2012 guidelines.

mod agent;
mod beside;
mod bits;
mod conditional;
mod effect;
mod figure;
mod given;
mod hedge;
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

pub use effect::Effect;
pub use operator::Operator;
pub use reading::Reading;

use crate::recognize::lexicon::VerbForm;
use crate::recognize::lists::{COMPLEMENTIZERS, JOINS, SUBJECTS};
use crate::recognize::{Annotated, starting_in};
use agent::{Agent, Agents};
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
    sentence: u32,
    at: u32,
}

impl OpId {
    fn new(sentence: usize, at: usize) -> Self {
        OpId { sentence: sentence as u32, at: at as u32 }
    }

    fn sentence(self) -> usize {
        self.sentence as usize
    }

    fn at(self) -> usize {
        self.at as usize
    }
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
        &self.number(id.sentence()).operators[id.at()]
    }

    fn scope(&self, id: OpId) -> &scope::Scope {
        &self.number(id.sentence()).scopes[id.at()]
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
        self.scope(id).is_framing || self.number(id.sentence()).segments.governs(id.at())
    }

    /// Whether a verb of speech says nothing: "did not say", « refuse de préciser ».
    pub fn is_withheld(&self, id: OpId) -> bool {
        self.number(id.sentence()).is_withheld(id.at())
    }

    /// Whether some tokens hold a verb that can be told.
    pub fn holds_verb(&self, tokens: &Range<usize>) -> bool {
        tokens.clone().any(|at| shape::is_finite(&self.text.view, at))
    }

    /// The tokens that name who says, plans or demands by an operator. A pronoun means whoever did so
    /// last, in this sentence or a few before.
    pub fn agent(&self, id: OpId) -> Option<Range<usize>> {
        const SENTENCES: usize = 12;
        let mut known = match self.own_agent(id)? {
            Agent::Noun(noun) => return Some(noun.clone()),
            Agent::Pronoun(fallback) => fallback.clone(),
        };
        let (own, at) = (id.sentence(), id.at());
        for sentence in (own.saturating_sub(SENTENCES)..=own).rev() {
            let before = if sentence == own { at } else { self.number(sentence).operators.len() };
            let earlier = (0..before).rev().map(|at| OpId::new(sentence, at));
            for agent in earlier.filter_map(|op| self.own_agent(op)) {
                match agent {
                    Agent::Noun(noun) => return Some(noun.clone()),
                    Agent::Pronoun(fallback) => known = fallback.clone().or(known),
                }
            }
        }
        known
    }

    /// The agent of an operator, as its own sentence tells it.
    fn own_agent(&self, id: OpId) -> Option<&Agent> {
        let sentence = self.number(id.sentence());
        let (op, scope) = (&sentence.operators[id.at()], &sentence.scopes[id.at()]);
        if !op.effect.has_agent() {
            return None;
        }
        let find = || {
            let mentions = &self.text.found(id.sentence()).mentions;
            Agents::new(&self.text.view, sentence, mentions).agent(op, scope.is_framing)
        };
        scope.agent.get_or_init(find).as_ref()
    }

    /// Whether a token stands in the name of a source, or of who speaks a framed sentence.
    pub fn is_speaker(&self, token: usize) -> bool {
        let Some(number) = self.text.nearest_sentence(token) else { return false };
        let sentence = self.number(number);
        let says = |at: &usize| {
            let effect = sentence.operators[*at].effect;
            matches!(effect, Effect::Source | Effect::Cite) || sentence.scopes[*at].is_framing
        };
        let agent = |at: usize| self.own_agent(OpId::new(number, at));
        let holds = |agent: &Agent| matches!(agent, Agent::Noun(noun) if noun.contains(&token));
        (0..sentence.operators.len()).filter(says).filter_map(agent).any(holds)
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

    /// What tells the clause of each token of the sentence that a token stands in, as a number.
    pub fn clauses_of(&self, token: usize) -> impl Fn(usize) -> Option<usize> {
        let segments = self.at(token).map(|sentence| &sentence.segments);
        move |token| segments.map(|segments| segments.of(token))
    }

    /// The clauses of two tokens of one sentence.
    fn segments_of(&self, a: usize, b: usize) -> Option<&segment::Segments> {
        let number = self.text.sentence_of(a);
        // Tokens of two sentences need no analysis.
        let is_one = self.text.sentences.get(number)?.contains(&b);
        is_one.then(|| &self.number(number).segments)
    }

    /// Whether a token stands in a clause that goes on from that of another, with the same subject:
    /// "Zenith made an offer but did not buy", or a pronoun for it: "Zenith denied that it bought".
    pub fn goes_on(&self, from: usize, token: usize) -> bool {
        let Some(segments) = self.segments_of(from, token) else { return false };
        let view = &self.text.view;
        let first = segments.of(from);
        let before = |&at: &usize| {
            let segment = &segments.list[at];
            // The verb comes at once: there is no subject of its own.
            let is_bare = || {
                let verb = segment.start + 1;
                shape::is_finite(view, verb)
                    || segments.row.is(verb, row::VERB)
                    || view.is_form(verb, VerbForm::Past)
            };
            let opens =
                |at: &usize| view.is_listed(*at, JOINS) || view.is_listed(*at, COMPLEMENTIZERS);
            let subject = (segment.start..).find(|at| !opens(at))?;
            let told = || segment.parent.filter(|_| view.is_listed(subject, SUBJECTS));
            match segment.follows {
                Some(before) if is_bare() => Some(before),
                _ if segment.link == segment::Link::Complement => told(),
                _ => None,
            }
            .filter(|before| *before < at)
        };
        std::iter::successors(Some(segments.of(token)), before).any(|at| at == first)
    }
}
