//! Where a quote stands in its article: exactly, after folds that are named, or not at all.

use std::ops::Range;

use memchr::memmem;

use super::approximate::nearest;
use super::normal::{Fold, Normal, folds_between};
use crate::model::{Quote, QuoteContext};

/// What became of a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grounding {
    /// It stands in the article.
    Found(Located),
    /// It stands only across the middle of words: the place.
    CutWord(Range<usize>),
    /// All its parts stand in the article, in another order.
    OutOfOrder(Vec<Range<usize>>),
    /// It stands in the article, but not beside the context given.
    OtherContext(Range<usize>),
    /// One of its parts stands nowhere: its text.
    Absent(String),
}

/// A quote's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The bytes of each part in the article.
    pub parts: Vec<Range<usize>>,
    /// The typographic differences that were passed over.
    pub folds: Vec<Fold>,
    /// Other places of a quote that stands in several, without a context to pick one.
    pub elsewhere: Vec<Range<usize>>,
    /// Whether there are more places than those.
    pub more: bool,
}

/// Other places that are listed; a single letter stands in thousands.
const PLACES: usize = 8;

/// Looks a quote up in an article and its normalised text.
pub fn ground(quote: &Quote, article: &str, normal: &Normal) -> Grounding {
    let whole = Part::new(&quote.text);
    let search = Search { article, normal, quote };
    // An article may hold « […] » itself: the quote as one piece comes first.
    let in_one_piece = search.places(&whole);
    if !in_one_piece.is_empty() {
        return search.choose(in_one_piece.into_iter().map(|place| vec![place]).collect());
    }
    let parts: Vec<Part> = parts_of(&quote.text).into_iter().map(Part::new).collect();
    // A mark at an end leaves out nothing that matters.
    let is_whole = parts.len() == 1 && parts[0].text == whole.text;
    if parts.is_empty() || is_whole {
        return search.explain_absence(&[whole]);
    }
    let places: Vec<Vec<Range<usize>>> = parts.iter().map(|part| search.places(part)).collect();
    if places.iter().any(Vec::is_empty) {
        return search.explain_absence(&parts);
    }
    let arrangements = arrange(&places);
    if arrangements.is_empty() {
        let first = places.iter().filter_map(|places| places.first());
        return Grounding::OutOfOrder(first.map(|range| normal.original(range.clone())).collect());
    }
    search.choose(arrangements)
}

/// A quote or a part of one, as written and normalised.
struct Part<'q> {
    text: &'q str,
    normal: String,
}

impl<'q> Part<'q> {
    fn new(text: &'q str) -> Self {
        let text = text.trim();
        Part { text, normal: Normal::new(text).text }
    }
}

/// The parts between `[…]`, or what the press writes for it.
pub fn parts_of(text: &str) -> Vec<&str> {
    let mut parts = vec![text];
    for mark in ["[…]", "[...]", "(…)", "(...)"] {
        parts = parts.into_iter().flat_map(|part| part.split(mark)).collect();
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

struct Search<'a> {
    article: &'a str,
    normal: &'a Normal,
    quote: &'a Quote,
}

impl Search<'_> {
    /// All places of a part that start and end at word boundaries, in the normalised text.
    fn places(&self, part: &Part<'_>) -> Vec<Range<usize>> {
        self.occurrences(part).filter(|place| self.is_at_words(place)).collect()
    }

    fn occurrences<'s>(&'s self, part: &'s Part<'_>) -> impl Iterator<Item = Range<usize>> + 's {
        let length = part.normal.len();
        let found = (length > 0)
            .then(|| memmem::find_iter(self.normal.text.as_bytes(), part.normal.as_bytes()));
        found.into_iter().flatten().map(move |at| at..at + length)
    }

    fn is_at_words(&self, place: &Range<usize>) -> bool {
        let original = self.normal.original(place.clone());
        !is_inside_word(self.article, original.start) && !is_inside_word(self.article, original.end)
    }

    /// Picks among arrangements of the parts: by context, else the first.
    fn choose(&self, arrangements: Vec<Vec<Range<usize>>>) -> Grounding {
        let first = self.outer(&arrangements[0]);
        let mut fitting = arrangements;
        if let Some(context) = &self.quote.context {
            let (prefix, suffix) = (Part::new(&context.prefix), Part::new(&context.suffix));
            fitting.retain(|places| self.is_beside(places, &prefix.normal, &suffix.normal));
        }
        let Some(chosen) = fitting.first() else { return Grounding::OtherContext(first) };
        let parts: Vec<Range<usize>> =
            chosen.iter().map(|place| self.normal.original(place.clone())).collect();
        let written = parts_of(&self.quote.text);
        let mut folds: Vec<Fold> = if written.len() == parts.len() {
            let pairs = written.iter().zip(&parts);
            pairs
                .flat_map(|(text, place)| folds_between(text.trim(), &self.article[place.clone()]))
                .collect()
        } else {
            folds_between(self.quote.text.trim(), &self.article[parts[0].clone()])
        };
        folds.sort_unstable();
        folds.dedup();
        let elsewhere: Vec<Range<usize>> =
            fitting[1..].iter().take(PLACES).map(|places| self.outer(places)).collect();
        let more = fitting.len() > elsewhere.len() + 1;
        Grounding::Found(Located { parts, folds, elsewhere, more })
    }

    /// From the first part's start to the last part's end, in the article.
    fn outer(&self, places: &[Range<usize>]) -> Range<usize> {
        let (first, last) = (&places[0], &places[places.len() - 1]);
        self.normal.original(first.clone()).start..self.normal.original(last.clone()).end
    }

    fn is_beside(&self, places: &[Range<usize>], prefix: &str, suffix: &str) -> bool {
        let (first, last) = (&places[0], &places[places.len() - 1]);
        let before = self.normal.text[..first.start].trim_end();
        let after = self.normal.text[last.end..].trim_start();
        before.ends_with(prefix.trim()) && after.starts_with(suffix.trim())
    }

    /// Why a quote is not in the article: cut inside a word, or one part stands nowhere.
    fn explain_absence(&self, parts: &[Part<'_>]) -> Grounding {
        for part in parts {
            let mut all = self.occurrences(part).peekable();
            let first = all.peek().cloned();
            if all.any(|place| self.is_at_words(&place)) {
                continue;
            }
            return match first {
                Some(place) => Grounding::CutWord(self.normal.original(place)),
                None => Grounding::Absent(part.text.to_owned()),
            };
        }
        Grounding::Absent(self.quote.text.clone())
    }
}

/// All ways, apart from each other, to place the parts one after the other; each as tight as its
/// last part allows.
fn arrange(places: &[Vec<Range<usize>>]) -> Vec<Vec<Range<usize>>> {
    let mut arrangements = Vec::new();
    let mut from = 0;
    while let Some(end) = last_start(places, from) {
        // Backwards from the earliest end, so that each part stands as late as it can.
        let mut chosen = Vec::with_capacity(places.len());
        let mut limit = end;
        for candidates in places.iter().rev() {
            let Some(place) = candidates.iter().rev().find(|place| place.end <= limit) else {
                return arrangements;
            };
            limit = place.start;
            chosen.push(place.clone());
        }
        chosen.reverse();
        from = end;
        arrangements.push(chosen);
    }
    arrangements
}

/// The earliest end of a placement of all parts in order, none before `from`.
fn last_start(places: &[Vec<Range<usize>>], from: usize) -> Option<usize> {
    let mut at = from;
    for candidates in places {
        at = candidates.iter().find(|place| place.start >= at)?.end;
    }
    Some(at)
}

/// The nearest passage, at whole words; `None` when it shares less than half with the quote.
pub fn nearest_passage(part: &str, normal: &Normal, text: &str) -> Option<Range<usize>> {
    let pattern: Vec<char> = Normal::new(part).text.chars().collect();
    let folded: Vec<char> = normal.text.chars().collect();
    let found = nearest(&pattern, &folded)?;
    if found.distance * 2 > pattern.len() {
        return None;
    }
    let offsets: Vec<usize> = normal.text.char_indices().map(|(at, _)| at).collect();
    let byte = |at: usize| offsets.get(at).copied().unwrap_or(normal.text.len());
    let original = trimmed(text, normal.original(byte(found.start)..byte(found.end)));
    let word = |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
    let before = text[..original.start].chars().rev().take_while(|c| word(*c)).map(char::len_utf8);
    let after = text[original.end..].chars().take_while(|c| word(*c)).map(char::len_utf8);
    let starts_in_word = text[original.start..].starts_with(word);
    let ends_in_word = text[..original.end].ends_with(word);
    let start = original.start - if starts_in_word { before.sum() } else { 0 };
    let end = original.end + if ends_in_word { after.sum() } else { 0 };
    Some(start..end)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let found = &text[range.clone()];
    let start = range.end - found.trim_start().len();
    start..start + found.trim().len()
}

/// Some words before and behind.
pub fn surroundings(text: &str, quote: &Range<usize>) -> QuoteContext {
    const WORDS: usize = 5;
    let before = text[..quote.start].trim_end();
    let after = text[quote.end..].trim_start();
    let starts = before.rmatch_indices(char::is_whitespace).nth(WORDS - 1);
    let prefix = &before[starts.map_or(0, |(at, space)| at + space.len())..];
    let ends = after.match_indices(char::is_whitespace).nth(WORDS - 1);
    let suffix = after[..ends.map_or(after.len(), |(at, _)| at)].trim_end();
    QuoteContext { prefix: prefix.to_owned(), suffix: suffix.to_owned() }
}

/// Whether a cut at byte `at` separates letters or digits of one word.
pub(super) fn is_inside_word(text: &str, at: usize) -> bool {
    use unicode_normalization::char::is_combining_mark;
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    match (before, after) {
        (Some(a), Some(b)) => {
            (a.is_alphanumeric() || is_combining_mark(a))
                && (b.is_alphanumeric() || is_combining_mark(b))
        }
        _ => false,
    }
}
