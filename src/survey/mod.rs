//! A text seen with a vocabulary: its dates, amounts and names, the words that announce values of
//! predicates, and its clauses. What drafts claims and what holds claims to their quotes both start
//! from here.

mod counted;
mod coverage;
mod value;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

pub use coverage::Uncovered;
pub use value::Candidate;

use crate::clause::Clauses;
use crate::config::{ByLanguage, PredicateKind, Vocabulary};
use crate::model::{EntityId, Language, PredicateId};
use crate::recognize::gazetteer::Gazetteer;
use crate::recognize::mention::{Mention, Who, mentions};
use crate::recognize::{Recognized, View, What, lexicon, recognize, starting_in};

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

/// A vocabulary ready for texts of one language.
#[derive(Debug)]
pub struct Knowledge<'v> {
    vocabulary: &'v Vocabulary,
    language: Language,
    names: Gazetteer,
    words: Gazetteer,
    terms: Vec<Term>,
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
        Knowledge { vocabulary, language, names, words, terms }
    }

    /// The vocabulary.
    pub fn vocabulary(&self) -> &'v Vocabulary {
        self.vocabulary
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
        let mut recognized = recognize(&view, reference);
        let mentions = mentions(&view, &self.names, &mut recognized);
        let mut terms = Vec::new();
        for hit in self.words.find(&view) {
            // Mentions do not overlap.
            let from = mentions.partition_point(|mention| mention.tokens.end <= hit.tokens.start);
            let inside_name = mentions.get(from).is_some_and(|mention| {
                mention.tokens.start <= hit.tokens.start
                    && hit.tokens.end <= mention.tokens.end
                    && (matches!(mention.who, Who::Known(_)) || mention.tokens.len() > 1)
            });
            if inside_name {
                continue;
            }
            terms.push((hit.tokens, self.terms[hit.payload as usize]));
        }
        terms.sort_by_key(|(tokens, term)| (tokens.start, tokens.end, *term));
        let clauses = Clauses::new(&view, &recognized, &mentions);
        Survey { view, recognized, mentions, terms, clauses }
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
    pub view: View<'t>,
    /// Its dates and amounts.
    pub recognized: Vec<Recognized>,
    /// Its names.
    pub mentions: Vec<Mention>,
    /// The words of the vocabulary, by place.
    pub terms: Vec<(Range<usize>, Term)>,
    /// Its clauses.
    pub clauses: Clauses,
}

impl Survey<'_> {
    /// The predicates of which a word stands within some tokens, once for each word.
    pub fn announced(&self, within: &Range<usize>, into: &mut Vec<PredicateId>) {
        into.clear();
        into.extend(self.terms_in(within).iter().map(|(_, term)| match term {
            Term::Cue(id, _) | Term::Unit(id, _) | Term::Value(id, _) => *id,
        }));
    }

    /// Whether an amount stands within some tokens.
    pub fn has_amount(&self, within: &Range<usize>) -> bool {
        self.recognized_in(within).iter().any(|found| matches!(found.what, What::Amount { .. }))
    }

    /// The places of a term within some tokens.
    pub fn places(&self, wanted: Term, within: &Range<usize>) -> Vec<Range<usize>> {
        let mut places: Vec<Range<usize>> = Vec::new();
        let here = self
            .terms_in(within)
            .iter()
            .filter(|(tokens, term)| *term == wanted && tokens.end <= within.end);
        for (tokens, _) in here {
            // Of phrases inside each other the longest counts.
            let is_inside =
                |last: &Range<usize>| last.start <= tokens.start && tokens.end <= last.end;
            match places.last_mut() {
                Some(last) if is_inside(last) => {}
                Some(last) if last.start == tokens.start => *last = tokens.clone(),
                _ => places.push(tokens.clone()),
            }
        }
        places
    }

    /// The cues of a predicate within some tokens, by place, with the side of their slot.
    pub fn cues(&self, id: PredicateId, within: &Range<usize>) -> Vec<(Range<usize>, Side)> {
        let is_cue = |term: &Term| matches!(term, Term::Cue(of, _) if *of == id);
        if !self.terms_in(within).iter().any(|(_, term)| is_cue(term)) {
            return Vec::new();
        }
        let mut cues: Vec<(Range<usize>, Side)> = Side::ALL
            .into_iter()
            .flat_map(|side| {
                let places = self.places(Term::Cue(id, side), within).into_iter();
                places.map(move |place| (place, side))
            })
            .collect();
        cues.sort_by_key(|(place, side)| (place.start, place.end, *side));
        cues
    }

    /// The known entities within some tokens, with their places.
    pub fn entities<'s>(
        &'s self,
        within: &'s Range<usize>,
    ) -> impl Iterator<Item = (&'s Range<usize>, Vec<EntityId>)> + 's {
        self.known(within)
            .map(|(tokens, ids)| (tokens, ids.iter().map(|id| EntityId(*id)).collect()))
    }

    /// The numbers of the known entities within some tokens, with their places.
    pub fn known<'s>(
        &'s self,
        within: &'s Range<usize>,
    ) -> impl Iterator<Item = (&'s Range<usize>, &'s [u32])> + 's {
        self.mentions_in(within)
            .iter()
            .filter(|mention| mention.tokens.end <= within.end)
            .filter_map(|mention| match &mention.who {
                Who::Known(ids) => Some((&mention.tokens, ids.as_slice())),
                Who::Unknown(_) => None,
            })
    }

    /// The names that start within some tokens.
    pub fn mentions_in(&self, within: &Range<usize>) -> &[Mention] {
        starting_in(&self.mentions, within, |mention| mention.tokens.start)
    }

    /// The dates and amounts that start within some tokens.
    pub fn recognized_in(&self, within: &Range<usize>) -> &[Recognized] {
        starting_in(&self.recognized, within, |found| found.tokens.start)
    }

    /// The dates and amounts that share a token with some.
    pub fn recognized_on(&self, tokens: &Range<usize>) -> &[Recognized] {
        let before = self.recognized.partition_point(|found| found.tokens.end <= tokens.start);
        starting_in(&self.recognized[before..], &(0..tokens.end), |found| found.tokens.start)
    }

    fn terms_in(&self, within: &Range<usize>) -> &[(Range<usize>, Term)] {
        starting_in(&self.terms, within, |(tokens, _)| tokens.start)
    }

    /// The tokens that some bytes of the text touch.
    pub fn tokens_of(&self, bytes: &Range<usize>) -> Range<usize> {
        let tokens = &self.view.tokens;
        let from = tokens.partition_point(|token| (token.end as usize) <= bytes.start);
        let to = tokens.partition_point(|token| (token.start as usize) < bytes.end);
        from..to
    }
}
