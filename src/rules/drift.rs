//! Drift: what became of each quote when the text of its article changed.
//!
//! A quote that is no longer there is looked for by similarity; what is found is only ever shown.
//! Quote and passage are then read alone, each by the same recognisers: where the values of the
//! predicate, their polarity or their factuality differ, the article corrected itself.

use std::ops::Range;

use similar::{Algorithm, ChangeTag, TextDiff};

use super::Input;
use super::evidence::reference;
use crate::config::PredicateKind;
use crate::corpus::ArticleText;
use crate::model::{Claim, Document, Quote};
use crate::recognize::detect;
use crate::source::Span;
use crate::survey::{Knowledge, Languages};
use crate::text::{Grounding, Normal, ground, nearest_passage, parts_of};
use crate::value::{Relation, Written, relate};

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
            Grounding::OtherContext(place) => made(DriftState::Moved, vec![place], None),
            _ => {
                let find = |part: &&str| nearest_passage(part, &self.article.normal, self.text);
                let parts = parts_of(&quote.text);
                let places: Option<Vec<_>> = parts.iter().map(find).collect();
                let Some(places) = places else { return made(DriftState::Gone, Vec::new(), None) };
                let (state, correction) = self.compare(claim, &parts, &places);
                made(state, places, correction)
            }
        }
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
        if was == now {
            return (DriftState::Edited, None);
        }
        let new = |value: &&(Written, bool)| !was.values.iter().any(|(old, _)| *old == value.0);
        let mut new_values = now.values.iter().filter(new);
        let correction = match (new_values.next(), new_values.next()) {
            (Some((value, true)), None) => Some(value.clone()),
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
        let reading = survey.clauses.reading(&survey.view, &targets, |_| true);
        let predicate = self.knowledge.vocabulary().predicate(claim.predicate);
        // Without recognisable values, what could be one counts.
        let is_open = matches!(predicate.kind, PredicateKind::Boolean | PredicateKind::Text);
        let others: Vec<String> = match is_open {
            true => survey.recognized.iter().map(|found| format!("{:?}", found.what)).collect(),
            false => Vec::new(),
        };
        let values = values.into_iter().map(|value| {
            let differs = relate(&claim.set, &value.set) != Relation::Equal;
            (value.written, differs)
        });
        Read {
            values: values.collect(),
            others,
            manner: format!("{:?} {:?} {:?}", reading.polarity, reading.factuality, reading.mode),
        }
    }
}

/// What some words give.
#[derive(PartialEq)]
struct Read {
    /// The values of the predicate, and whether they differ from the claim's.
    values: Vec<(Written, bool)>,
    others: Vec<String>,
    manner: String,
}

/// The bytes of the old text that stand in the new one between the same neighbours.
fn kept(old: &str, new: &str) -> Vec<Range<usize>> {
    let diff = TextDiff::configure().algorithm(Algorithm::Histogram).diff_unicode_words(old, new);
    let mut kept: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for change in diff.iter_all_changes() {
        let length = change.value().len();
        match change.tag() {
            ChangeTag::Equal => match kept.last_mut() {
                Some(last) if last.end == at => last.end += length,
                _ => kept.push(at..at + length),
            },
            ChangeTag::Insert => {
                // What was put in between parts what stood together.
                if let Some(last) = kept.last() {
                    kept.push(last.end..last.end);
                }
                continue;
            }
            ChangeTag::Delete => {}
        }
        at += length;
    }
    kept
}
