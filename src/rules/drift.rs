//! Drift: what became of each quote when the text of its article changed.
//!
//! A quote that is no longer there is looked for by similarity; what is found is only ever shown.
//! Quote and passage are then read alone, each by the same recognisers: where the values of the
//! predicate, their polarity or their factuality differ, the article may have corrected itself.

use std::collections::BTreeSet;
use std::ops::Range;

use similar::{Algorithm, DiffTag};
use unicode_segmentation::UnicodeSegmentation;

use super::Input;
use super::evidence::{reference, with_years};
use crate::config::PredicateKind;
use crate::corpus::ArticleText;
use crate::model::{Claim, Document, Quote};
use crate::recognize::lists::NEGATORS;
use crate::recognize::{detect, flag};
use crate::source::Span;
use crate::survey::{Candidate, Knowledge, Languages, Survey};
use crate::text::{Grounding, Normal, ground, nearest_passage, parts_of, sentence_around};
use crate::value::{Relation, Set, Written, fold, relate};

/// A quote after the change.
#[derive(Clone, Debug, PartialEq)]
pub struct Drift {
    /// The claim's global id.
    pub claim: String,
    /// The quote as stored.
    pub quote: String,
    /// Where it is written.
    pub span: Span,
    /// What became of it.
    pub state: DriftState,
    /// Where it, or the passage nearest to it, now stands: bytes of the article, part by part.
    pub passage: Vec<Range<usize>>,
    /// The value that the passage gives instead.
    pub correction: Option<Written>,
}

/// What became of a quote, the harmless first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DriftState {
    /// It stands where it stood.
    Unaffected,
    /// It stands elsewhere.
    Moved,
    /// Its words changed, its value did not.
    Edited,
    /// Its value, polarity or factuality changed.
    ValueEdited,
    /// Nothing like it is left.
    Gone,
}

impl DriftState {
    /// All states with their names.
    pub const ALL: [(&'static str, DriftState); 5] = [
        ("unaffected", DriftState::Unaffected),
        ("moved", DriftState::Moved),
        ("edited outside its value", DriftState::Edited),
        ("value edited", DriftState::ValueEdited),
        ("gone", DriftState::Gone),
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].0
    }
}

/// What became of the quotes of a document whose article's text changed. With the text that was
/// pinned (`old`), moved quotes are told from unaffected ones.
pub fn drift(
    document: &Document,
    input: &Input<'_>,
    languages: &Languages<'_>,
    old: Option<&str>,
) -> Vec<Drift> {
    let Some(about) = &document.article else { return Vec::new() };
    let Some(article) = input.article(document) else { return Vec::new() };
    let text = input.sources.text(article.file);
    let knowledge = languages.of(about.language.unwrap_or_else(|| detect(text)));
    let change = Change {
        text,
        article,
        knowledge,
        day: reference(about),
        old: old.map(|old| Old { text: old, normal: Normal::new(old), kept: kept(old, text) }),
    };
    let quotes = |claim: &'_ Claim| -> Vec<Drift> {
        claim.quotes.iter().map(|quote| change.follow(claim, quote)).collect()
    };
    document.claims.iter().flat_map(quotes).collect()
}

struct Change<'c> {
    text: &'c str,
    article: &'c ArticleText,
    knowledge: &'c Knowledge<'c>,
    day: Option<i64>,
    old: Option<Old<'c>>,
}

/// The text that was pinned.
struct Old<'c> {
    text: &'c str,
    normal: Normal,
    /// Its bytes that stayed in place.
    kept: Vec<Range<usize>>,
}

impl Change<'_> {
    fn follow(&self, claim: &Claim, quote: &Quote) -> Drift {
        let made = |state, passage, correction| Drift {
            claim: claim.id.clone(),
            quote: quote.text.clone(),
            span: quote.span,
            state,
            passage,
            correction,
        };
        match ground(quote, self.text, &self.article.normal) {
            Grounding::Found(located) => {
                let state = match self.is_in_place(quote) {
                    true => DriftState::Unaffected,
                    false => DriftState::Moved,
                };
                made(state, located.parts, None)
            }
            Grounding::OtherContext(place) => match self.corrected_in_place(claim, quote) {
                Some((place, correction)) => made(DriftState::ValueEdited, vec![place], correction),
                None => made(DriftState::Moved, vec![place], None),
            },
            _ => {
                let parts = parts_of(&quote.text);
                let places: Option<Vec<_>> = parts.iter().map(|part| self.nearest(part)).collect();
                let Some(places) = places else { return made(DriftState::Gone, Vec::new(), None) };
                let (state, correction) = self.compare(claim, &parts, &places);
                made(state, places, correction)
            }
        }
    }

    /// The passage nearest to a part of a quote, with what was put in before its first word or
    /// behind its last; `None` where it shares too few words with the quote to be the same sentence.
    fn nearest(&self, part: &str) -> Option<Range<usize>> {
        let found = nearest_passage(part, &self.article.normal, self.text)?;
        let sentence = sentence_around(self.text, &found);
        let wanted = words(part);
        let (first, last) = (*wanted.first()?, *wanted.last()?);
        let inside = words(&self.text[found.clone()]);
        let holds = |words: &[&str], wanted: &str| words.iter().any(|word| is_same(word, wanted));
        let mut passage = found.clone();
        if !holds(&inside, first) {
            let before = words(&self.text[sentence.start..found.start]);
            let near = before.into_iter().rev().take(PUT_IN).find(|word| is_same(word, first));
            passage.start = near.map_or(found.start, |word| offset_in(self.text, word));
        }
        if !holds(&inside, last) {
            let after = words(&self.text[found.end..sentence.end]);
            let near = after.into_iter().take(PUT_IN).find(|word| is_same(word, last));
            passage.end = near.map_or(found.end, |word| offset_in(self.text, word) + word.len());
        }
        let now = words(&self.text[passage.clone()]);
        let content = |word: &&&str| word.chars().count() >= CONTENT;
        let kept = |word: &&&str| holds(&now, word);
        let all = wanted.iter().filter(content).count();
        let shared = wanted.iter().filter(content).filter(kept).count();
        (shared * 3 >= all).then_some(passage)
    }

    /// Where the quote's own context still stands, but beside another value.
    fn corrected_in_place(
        &self,
        claim: &Claim,
        quote: &Quote,
    ) -> Option<(Range<usize>, Option<Written>)> {
        let context = quote.context.as_ref()?;
        let whole = format!("{} {} {}", context.prefix, quote.text, context.suffix);
        let place = self.nearest(&whole)?;
        let (state, correction) = self.compare(claim, &[&whole], std::slice::from_ref(&place));
        (state == DriftState::ValueEdited).then_some((place, correction))
    }

    /// Whether the quote's place in the pinned text was not touched.
    fn is_in_place(&self, quote: &Quote) -> bool {
        let Some(old) = &self.old else { return true };
        let Grounding::Found(located) = ground(quote, old.text, &old.normal) else { return true };
        let is_kept = |part: &Range<usize>| {
            old.kept.iter().any(|range| range.start <= part.start && part.end <= range.end)
        };
        located.parts.iter().all(is_kept)
    }

    /// The quote's words against the passage's: whether they give the same value.
    fn compare(
        &self,
        claim: &Claim,
        parts: &[&str],
        places: &[Range<usize>],
    ) -> (DriftState, Option<Written>) {
        let was = self.read(claim, parts);
        let passages: Vec<&str> = places.iter().map(|place| &self.text[place.clone()]).collect();
        let now = self.read(claim, &passages);
        if was.is_kept_in(&now) {
            return (DriftState::Edited, None);
        }
        let new = |value: &&Value| !was.values.contains(value);
        let mut new_values = now.values.iter().filter(new);
        let correction = match (new_values.next(), new_values.next()) {
            (Some(value), None) if value.differs => Some(value.written.clone()),
            _ => None,
        };
        (DriftState::ValueEdited, correction)
    }

    fn read(&self, claim: &Claim, parts: &[&str]) -> Read {
        let words = parts.join(" ");
        let survey = self.knowledge.survey(&words, self.day);
        let all = 0..survey.view.tokens.len();
        let values = self.knowledge.values(&survey, claim.predicate, &all);
        let targets = match values.is_empty() {
            true => vec![all.clone()],
            false => values.iter().map(|value| value.tokens.clone()).collect(),
        };
        let reading = survey.clauses.reading(&targets, |_| true);
        let predicate = self.knowledge.vocabulary().predicate(claim.predicate);
        // Without recognisable values, any word could be one.
        let is_open = matches!(predicate.kind, PredicateKind::Boolean | PredicateKind::Text);
        let (others, negators) = match is_open {
            true => (content(&survey), negators(&survey)),
            false => (BTreeSet::new(), Vec::new()),
        };
        let mut values: Vec<Value> =
            values.into_iter().map(|value| Value::new(value, claim, &survey)).collect();
        values.sort_by(|a, b| a.shown.cmp(&b.shown));
        values.dedup();
        Read {
            values,
            others,
            negators,
            cues: survey
                .cues(claim.predicate, &all)
                .into_iter()
                .map(|(tokens, _)| tokens.map(|at| survey.view.fold(at).into_owned()).collect())
                .collect(),
            manner: format!("{:?} {:?} {:?}", reading.polarity, reading.factuality, reading.mode),
        }
    }
}

/// What may make up a value that nothing recognises: the words that are not function words, by their
/// beginnings, and the numbers.
fn content(survey: &Survey<'_>) -> BTreeSet<String> {
    const STEM: usize = 5;
    let view = &survey.view;
    let is_content = |at: &usize| {
        view.digits(*at).is_some() || view.tokens[*at].is_word() && !view.has(*at, flag::FUNCTION)
    };
    let stem = |at: usize| view.fold(at).chars().take(STEM).collect();
    (0..view.tokens.len()).filter(is_content).map(stem).collect()
}

fn negators(survey: &Survey<'_>) -> Vec<String> {
    let view = &survey.view;
    let all = (0..view.tokens.len()).filter(|&at| view.is_listed(at, NEGATORS));
    all.map(|at| view.fold(at).into_owned()).collect()
}

/// What some words give.
struct Read {
    values: Vec<Value>,
    others: BTreeSet<String>,
    negators: Vec<String>,
    /// The cues of the predicate among them.
    cues: BTreeSet<Vec<String>>,
    manner: String,
}

impl Read {
    /// Whether other words give the same. What is put in beside a value changes nothing.
    fn is_kept_in(&self, now: &Read) -> bool {
        self.values == now.values
            && self.manner == now.manner
            && self.negators == now.negators
            && self.others.is_subset(&now.others)
            && self.cues.is_subset(&now.cues)
    }
}

/// A value of the predicate.
struct Value {
    written: Written,
    /// As written, but for a year that was guessed.
    shown: String,
    /// Whether it is another than the claim's.
    differs: bool,
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.shown == other.shown
    }
}

impl Value {
    fn new(found: Candidate, claim: &Claim, survey: &Survey<'_>) -> Self {
        let is_date = matches!(found.set, Set::Line(ref line) if line.dimension.is_none());
        let is_guessed = is_date && !survey.view.names_year(&found.tokens);
        let written = found.written.plain();
        let shown = match is_guessed {
            true => with_years(&written, |_| String::new()),
            false => written,
        };
        let differs = relate(&claim.set, &found.set) != Relation::Equal;
        Value { written: found.written, shown, differs }
    }
}

/// Words put in before the first word of a quote that are looked over.
const PUT_IN: usize = 4;

/// Letters that make a word more than a function word.
const CONTENT: usize = 4;

fn words(text: &str) -> Vec<&str> {
    text.unicode_words().collect()
}

/// Whether two words are one but for their endings.
fn is_same(one: &str, other: &str) -> bool {
    const STEM: usize = 4;
    let stem = |word: &str| fold(word).chars().take(STEM).collect::<String>();
    stem(one) == stem(other)
}

/// Where a part of a text starts in it.
fn offset_in(text: &str, part: &str) -> usize {
    part.as_ptr() as usize - text.as_ptr() as usize
}

/// The bytes of the old text that stand in the new one between the same neighbours, whatever their
/// typography.
fn kept(old: &str, new: &str) -> Vec<Range<usize>> {
    let plain = |text: &str| -> Vec<String> {
        text.split_word_bounds().map(|word| Normal::new(word).text).collect()
    };
    let (before, after) = (plain(old), plain(new));
    let ops = similar::capture_diff_slices(Algorithm::Histogram, &before, &after);
    let starts: Vec<usize> =
        old.split_word_bound_indices().map(|(at, _)| at).chain([old.len()]).collect();
    ops.iter()
        .filter(|op| op.tag() == DiffTag::Equal)
        .map(|op| starts[op.old_range().start]..starts[op.old_range().end])
        .collect()
}
