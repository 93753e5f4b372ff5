//! A text seen with a vocabulary: its dates, amounts and names, the words that announce values of
//! predicates, and its clauses. What drafts claims and what holds claims to their quotes both start
//! from here.

mod counted;
mod coverage;
mod needs;
mod value;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use smallvec::{Array, SmallVec};

pub use coverage::Uncovered;
pub use needs::Needs;
pub use value::Candidate;

use crate::clause::Clauses;
use crate::config::{ByLanguage, PredicateKind, Vocabulary};
use crate::model::{EntityId, Language, PredicateId};
use crate::recognize::gazetteer::Gazetteer;
use crate::recognize::mention::Mention;
use crate::recognize::token::Case;
use crate::recognize::{Annotated, Recognized, View, covering, holds_core, lexicon, starting_in};

/// A word or phrase of a vocabulary, by what it announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term {
    /// A value of a predicate, which stands on that side of the cue.
    Cue(PredicateId, Side),
    /// The unit of a predicate; a verb with a slot behind it has the amount as its object: `killed _`.
    Unit(PredicateId, Side),
    /// A member of a category, by index.
    Value(PredicateId, u32),
}

/// Where a value stands, seen from its cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Anywhere: the cue has no slot.
    Any,
    /// Before it: `_ buys`.
    Before,
    /// Behind it: `sold to _`.
    After,
}

impl Term {
    /// The predicate that it announces.
    pub fn predicate(self) -> PredicateId {
        match self {
            Term::Cue(id, _) | Term::Unit(id, _) | Term::Value(id, _) => id,
        }
    }
}

impl Side {
    /// All sides.
    pub const ALL: [Side; 3] = [Side::Any, Side::Before, Side::After];

    /// A cue without its slot, and the side that the slot stands on.
    fn of(cue: &str) -> (&str, Side) {
        if let Some(rest) = cue.strip_prefix("_ ") {
            (rest, Side::Before)
        } else if let Some(rest) = cue.strip_suffix(" _") {
            (rest, Side::After)
        } else {
            (cue, Side::Any)
        }
    }
}

/// Cues by place, with the side of their slot.
pub type Cues = SmallVec<[(Range<usize>, Side); 4]>;

/// A vocabulary ready for texts of one language.
#[derive(Debug)]
pub struct Knowledge<'v> {
    vocabulary: &'v Vocabulary,
    language: Language,
    names: Gazetteer,
    words: Gazetteer,
    terms: Vec<Term>,
    /// By the number of a predicate.
    needs: Vec<Needs>,
    /// The predicates that an amount announces, with the words for their units.
    by_amount: Vec<(PredicateId, u128)>,
}

impl<'v> Knowledge<'v> {
    /// Prepares a vocabulary.
    pub fn new(vocabulary: &'v Vocabulary, language: Language) -> Self {
        let lexicon = lexicon(language);
        let entities = vocabulary.entities().flat_map(|(id, entity)| {
            let names = std::iter::once(&entity.name).chain(&entity.aliases);
            names.map(move |name| (name.as_str(), id.0))
        });
        let names = Gazetteer::names(lexicon, entities);
        let mut terms = Vec::new();
        let mut words: Vec<(&str, u32)> = Vec::new();
        let mut add = |word: &'v str, term: Term| {
            words.push((word, terms.len() as u32));
            terms.push(term);
        };
        let of = |list: &'v ByLanguage<Vec<String>>| list.get(&language).into_iter().flatten();
        for (id, predicate) in vocabulary.predicates() {
            for cue in of(&predicate.cues) {
                let (cue, side) = Side::of(cue);
                add(cue, Term::Cue(id, side));
            }
            match &predicate.kind {
                PredicateKind::Quantity { unit_words, .. } => {
                    of(unit_words).map(|word| Side::of(word)).for_each(|(word, side)| {
                        add(word, Term::Unit(id, side));
                    });
                }
                PredicateKind::Category { values, words, .. } => {
                    for (at, value) in values.iter().enumerate() {
                        if let Some(words) = words.get(value) {
                            of(words).for_each(|word| add(word, Term::Value(id, at as u32)));
                        }
                    }
                }
                _ => {}
            }
        }
        let words = Gazetteer::words(lexicon, words);
        let needs = vocabulary.predicates().map(|(id, own)| Needs::of(id, own, vocabulary));
        let needs: Vec<Needs> = needs.collect();
        let by_amount = needs::by_amount(vocabulary, &needs);
        Knowledge { vocabulary, language, names, words, terms, needs, by_amount }
    }

    /// The vocabulary.
    pub fn vocabulary(&self) -> &'v Vocabulary {
        self.vocabulary
    }

    /// What announces values of a predicate.
    pub fn needs(&self, id: PredicateId) -> Needs {
        self.needs[id.0 as usize]
    }

    /// The predicates that an amount in their unit announces, with the words for these units, as bits.
    pub fn by_amount(&self) -> &[(PredicateId, u128)] {
        &self.by_amount
    }

    /// How often a text names each entity.
    pub fn named(&self, text: &str) -> BTreeMap<EntityId, usize> {
        let view = View::new(text, lexicon(self.language));
        let mut counts = BTreeMap::new();
        for id in self.names.find_longest(&view).into_iter().flat_map(|hit| hit.payloads) {
            *counts.entry(EntityId(id)).or_default() += 1;
        }
        counts
    }

    /// Surveys a text. `reference` is the day number that relative dates count from.
    pub fn survey<'t>(&self, text: &'t str, reference: Option<i64>) -> Survey<'t> {
        let view = View::new(text, lexicon(self.language));
        let text = Rc::new(Annotated::new(view, &self.names, reference));
        let hits = self.words.find(&text.view);
        let mut terms: Vec<(Range<usize>, Term)> = Vec::with_capacity(hits.len());
        for hit in hits {
            let name = text.name_at(hit.tokens.start);
            if name.is_none_or(|name| name.tokens.end < hit.tokens.end) {
                terms.push((hit.tokens, self.terms[hit.payload as usize]));
            }
        }
        terms.sort_by_key(|(tokens, term)| (tokens.start, tokens.end, *term));
        let clauses = Clauses::new(Rc::clone(&text));
        Survey { view: Rc::clone(&text.view), text, terms, clauses }
    }
}

/// A vocabulary for texts of all languages, prepared for one when a text of it comes.
#[derive(Debug)]
pub struct Languages<'v> {
    vocabulary: &'v Vocabulary,
    french: OnceCell<Knowledge<'v>>,
    english: OnceCell<Knowledge<'v>>,
}

impl<'v> Languages<'v> {
    /// Takes a vocabulary; nothing is prepared yet.
    pub fn new(vocabulary: &'v Vocabulary) -> Self {
        Languages { vocabulary, french: OnceCell::new(), english: OnceCell::new() }
    }

    /// The vocabulary for texts of a language.
    pub fn of(&self, language: Language) -> &Knowledge<'v> {
        let cell = match language {
            Language::French => &self.french,
            Language::English => &self.english,
        };
        cell.get_or_init(|| Knowledge::new(self.vocabulary, language))
    }
}

/// What a text holds.
pub struct Survey<'t> {
    /// The text and its tokens.
    pub view: Rc<View<'t>>,
    /// Its sentences with their dates, amounts and names.
    pub text: Rc<Annotated<'t>>,
    /// The words of the vocabulary outside of its names, by place.
    terms: Vec<(Range<usize>, Term)>,
    /// Its clauses.
    pub clauses: Clauses<'t>,
}

impl<'t> Survey<'t> {
    /// The sentences, each with the words of the vocabulary that start in it, those inside of names
    /// too.
    pub fn announced(&self) -> impl Iterator<Item = (&Range<usize>, &[(Range<usize>, Term)])> {
        let mut rest = self.terms.as_slice();
        self.text.sentences.iter().map(move |sentence| {
            let is_own = |(tokens, _): &&(Range<usize>, Term)| tokens.start < sentence.end;
            let (own, behind) = rest.split_at(rest.iter().take_while(is_own).count());
            rest = behind;
            (sentence, own)
        })
    }

    /// Of the words for some `units` those that stand within some tokens, as bits, if an amount may
    /// stand there.
    pub fn measured(&self, units: u128, within: &Range<usize>) -> u128 {
        if units == 0 {
            return 0;
        }
        let kinds = self.view.phrases.kinds_in(within).fold(0, |all, kinds| all | kinds) & units;
        if kinds != 0 && holds_core(&self.view, within) { kinds } else { 0 }
    }

    /// The places of a term within some tokens.
    pub fn places(&self, wanted: Term, within: &Range<usize>) -> Vec<Range<usize>> {
        let mut places = SmallVec::<[(Range<usize>, ()); 4]>::new();
        for (tokens, _) in self.terms_in(within, |term| term == wanted) {
            if tokens.end <= within.end {
                add_longest(&mut places, tokens, ());
            }
        }
        places.into_iter().map(|(place, ())| place).collect()
    }

    /// The cues of a predicate within some tokens, by place, with the side of their slot.
    pub fn cues(&self, id: PredicateId, within: &Range<usize>) -> Cues {
        self.cues_among(self.words_in(within), id, within)
    }

    /// The cues of a predicate among some words, within some tokens.
    pub fn cues_among(
        &self,
        words: &[(Range<usize>, Term)],
        id: PredicateId,
        within: &Range<usize>,
    ) -> Cues {
        let mut cues = Cues::new();
        for (tokens, term) in words {
            if let Term::Cue(of, side) = *term
                && of == id
                && tokens.end <= within.end
                && !self.is_in_unknown_name(tokens)
            {
                add_longest(&mut cues, tokens, side);
            }
        }
        cues.sort_by_key(|(place, side)| (place.start, place.end, *side));
        cues
    }

    /// The known entities within some tokens, with their places.
    pub fn entities<'s>(
        &'s self,
        within: &Range<usize>,
    ) -> impl Iterator<Item = (&'s Range<usize>, Vec<EntityId>)> + 's {
        self.known(within)
            .map(|(tokens, ids)| (tokens, ids.iter().map(|id| EntityId(*id)).collect()))
    }

    /// The numbers of the known entities within some tokens, with their places.
    pub fn known<'s>(
        &'s self,
        within: &Range<usize>,
    ) -> impl Iterator<Item = (&'s Range<usize>, &'s [u32])> + 's {
        let end = within.end;
        let names = self.text.names_in(within).iter().filter(move |name| name.tokens.end <= end);
        names.map(|name| (&name.tokens, name.payloads.as_slice()))
    }

    /// The names that start within some tokens.
    pub fn mentions_in(&self, within: &Range<usize>) -> impl Iterator<Item = &Mention> {
        self.text.mentions_in(within)
    }

    /// The dates and amounts that start within some tokens.
    pub fn recognized_in(&self, within: &Range<usize>) -> impl Iterator<Item = &Recognized> {
        self.text.recognized_in(within)
    }

    /// The dates and amounts that share a token with some.
    pub fn recognized_on(&self, tokens: &Range<usize>) -> impl Iterator<Item = &Recognized> {
        self.text.recognized_on(tokens)
    }

    /// The words of the vocabulary that start within some tokens, those inside of names too.
    fn words_in(&self, within: &Range<usize>) -> &[(Range<usize>, Term)] {
        starting_in(&self.terms, within, |(tokens, _)| tokens.start)
    }

    /// The words of the vocabulary that start within some tokens.
    fn terms_in<'s, F: Fn(Term) -> bool>(
        &'s self,
        within: &Range<usize>,
        is_wanted: F,
    ) -> impl DoubleEndedIterator<Item = &'s (Range<usize>, Term)> + use<'s, 't, F> {
        let wanted = self.words_in(within).iter().filter(move |(_, term)| is_wanted(*term));
        wanted.filter(|(tokens, _)| !self.is_in_unknown_name(tokens))
    }

    /// Whether some tokens stand in a longer name that no entity bears. Names have capitals.
    fn is_in_unknown_name(&self, tokens: &Range<usize>) -> bool {
        let has_capital = |at: usize| self.view.tokens[at].case != Case::Lower;
        tokens.clone().any(has_capital) && {
            let mentions = &self.text.found(self.text.sentence_of(tokens.start)).mentions;
            covering(mentions, tokens.start, |name| &name.tokens)
                .is_some_and(|name| name.tokens.len() > 1 && tokens.end <= name.tokens.end)
        }
    }

    /// The tokens that some bytes of the text touch.
    pub fn tokens_of(&self, bytes: &Range<usize>) -> Range<usize> {
        let tokens = &self.view.tokens;
        let from = tokens.partition_point(|token| (token.end as usize) <= bytes.start);
        let to = tokens.partition_point(|token| (token.start as usize) < bytes.end);
        from..to
    }
}

/// Adds a place to those of its kind, in the order of the text: of phrases inside each other the
/// longest counts.
fn add_longest<K: Copy + PartialEq, A: Array<Item = (Range<usize>, K)>>(
    places: &mut SmallVec<A>,
    tokens: &Range<usize>,
    kind: K,
) {
    match places.iter_mut().rev().find(|(_, of)| *of == kind) {
        Some((last, _)) if last.start <= tokens.start && tokens.end <= last.end => {}
        Some((last, _)) if last.start == tokens.start => *last = tokens.clone(),
        _ => places.push((tokens.clone(), kind)),
    }
}
