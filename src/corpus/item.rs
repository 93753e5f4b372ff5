//! A claim beside what the corpus adds to it: its article, its place in the text, its time.

use std::collections::BTreeMap;

use super::article::{ArticleFile, article_text};
use crate::config::{Varies, Vocabulary};
use crate::model::{Claim, Document, EntityId};
use crate::text::{Grounding, Located};
use crate::value::line::LineSet;

/// When a claim holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Time {
    /// At all times: it does not say, and the predicate does not vary.
    Always,
    /// On these days.
    Days(LineSet),
    /// The predicate varies, and neither `during` nor a publication date is given.
    Unknown,
}

impl Time {
    /// The time of a claim of a document.
    fn of(claim: &Claim, document: &Document, vocabulary: &Vocabulary) -> Self {
        if let Some(during) = &claim.during {
            return Time::Days(during.set.hull.clone());
        }
        if vocabulary.predicate(claim.predicate).varies == Varies::No {
            return Time::Always;
        }
        // What a holder says of a changing value, it says of the time of speaking.
        if let Some(said) = &claim.said {
            return Time::Days(said.set.hull.clone());
        }
        match document.article.as_ref().and_then(|article| article.published.as_ref()) {
            Some(published) => Time::Days(published.set.hull.clone()),
            None => Time::Unknown,
        }
    }

    /// Whether both are known and share no day.
    pub fn is_apart(&self, other: &Self) -> bool {
        match (self, other) {
            (Time::Days(a), Time::Days(b)) => !a.meets(b),
            _ => false,
        }
    }
}

/// Whom or what a claim rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The deepest holder.
    Holder(EntityId),
    /// The article itself, by number.
    Article(u32),
}

/// A readable claim in its corpus.
#[derive(Clone, Debug)]
pub struct Item<'c> {
    /// The claim.
    pub claim: &'c Claim,
    /// The document's index.
    pub document: usize,
    /// The article's number: claim files on one text share it.
    pub article: u32,
    /// When it holds.
    pub time: Time,
    /// What it rests on.
    pub origin: Origin,
    /// What became of each quote; empty when there is no article text.
    pub quotes: Vec<Grounding>,
}

impl Item<'_> {
    /// Whether every quote stands in the article: only then is the claim compared.
    pub fn is_grounded(&self) -> bool {
        !self.quotes.is_empty() && self.quotes.iter().all(|q| matches!(q, Grounding::Found(_)))
    }

    /// The places of its quotes.
    pub fn located(&self) -> impl Iterator<Item = &Located> {
        self.quotes.iter().filter_map(|quote| match quote {
            Grounding::Found(located) => Some(located),
            _ => None,
        })
    }
}

/// The items of a corpus, sorted by claim id; `groundings` holds for each document and claim what
/// became of its quotes.
pub fn items<'c>(
    documents: &'c [Document],
    groundings: &[Vec<Vec<Grounding>>],
    articles: &BTreeMap<String, ArticleFile>,
    vocabulary: &Vocabulary,
) -> Vec<Item<'c>> {
    // The same text under two names is one article.
    let text_of = |document: &Document| {
        let article = document.article.as_ref()?;
        let text = article_text(document, articles);
        Some(text.map_or(&article.text, |text| &text.sha256).clone())
    };
    let mut numbers: BTreeMap<String, u32> =
        documents.iter().filter_map(text_of).map(|t| (t, 0)).collect();
    for (number, slot) in numbers.values_mut().enumerate() {
        *slot = number as u32;
    }
    let mut items = Vec::new();
    for (at, document) in documents.iter().enumerate() {
        // A document without a text is an article of its own.
        let number = text_of(document)
            .and_then(|text| numbers.get(&text).copied())
            .unwrap_or((numbers.len() + at) as u32);
        for (claim, quotes) in document.claims.iter().zip(&groundings[at]) {
            let origin = claim.deepest_holder().map_or(Origin::Article(number), Origin::Holder);
            items.push(Item {
                claim,
                document: at,
                article: number,
                time: Time::of(claim, document, vocabulary),
                origin,
                quotes: quotes.clone(),
            });
        }
    }
    // Two claims of one id are told apart by their place, whatever order they were read in.
    items.sort_by(|a, b| (&a.claim.id, a.claim.id_span).cmp(&(&b.claim.id, b.claim.id_span)));
    items
}
