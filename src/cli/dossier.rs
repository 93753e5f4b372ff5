//! A loaded corpus as the HTML report shows it.

use std::collections::BTreeMap;
use std::path::Path;

use super::load::Loaded;
use super::paths::shown;
use crate::config::{PredicateKind, Vocabulary};
use crate::corpus::ArticleFile;
use crate::diagnostic::Checked;
use crate::model::{
    self, Document, FACTUALITIES, Factuality, LANGUAGES, MODES, Mode, Polarity, REVIEWS, Review,
    word,
};
use crate::output::html::{Article, Claim, Corpus, Dated, Quote};
use crate::rules::shown_value;
use crate::source::Span;
use crate::value::Set;
use crate::value::date::DateSet;

/// Where the quotes of each claim stand, by where its id is written.
type Places<'c> = BTreeMap<Span, &'c [Vec<Span>]>;

/// The articles of a corpus with their claims, as a check has looked at them.
pub(super) fn corpus(folder: &Path, loaded: &Loaded, checked: &Checked) -> Corpus {
    let claims = checked.claims.iter();
    let places: Places<'_> = claims.map(|claim| (claim.span, claim.quotes.as_slice())).collect();
    let settings = loaded.settings.articles.as_ref().map(|(_, span)| span.file);
    Corpus {
        name: shown(folder),
        files: settings.into_iter().chain(loaded.resolutions.file).collect(),
        articles: loaded.documents.iter().map(|d| article(d, loaded, &places)).collect(),
    }
}

fn article(document: &Document, loaded: &Loaded, places: &Places<'_>) -> Article {
    let about = document.article.as_ref();
    let text = match about.map(|about| loaded.articles.get(&about.text)) {
        Some(Some(ArticleFile::Read(text))) => Ok(text),
        Some(Some(ArticleFile::Failed(reason))) => Err(format!("the article's text {reason}")),
        Some(None) => Err("the article's text was not read".into()),
        None => Err("the claim file names no article".into()),
    };
    let claim = |claim: &model::Claim| self::claim(claim, places, &loaded.settings.vocabulary);
    Article {
        name: document.name.clone(),
        claim_file: document.file,
        title: about.and_then(|about| about.title.clone()),
        publisher: about.and_then(|about| about.publisher.clone()),
        published: about.and_then(|about| about.published.as_ref().map(dated)),
        url: about.and_then(|about| about.url.clone()),
        language: about.and_then(|about| about.language.as_ref()).map(|l| word(LANGUAGES, l)),
        claims: document.claims.iter().map(claim).collect(),
        unreadable: document.unreadable.len(),
        text: text.map(|text| text.file),
    }
}

fn claim(claim: &model::Claim, places: &Places<'_>, vocabulary: &Vocabulary) -> Claim {
    let predicate = vocabulary.predicate(claim.predicate);
    Claim {
        id: claim.id.clone(),
        subject: vocabulary.entity(claim.subject).name.clone(),
        predicate: predicate.name.clone(),
        label: predicate.title(),
        value: shown_value(claim, vocabulary),
        denied: claim.polarity == Polarity::Denied,
        manner: manner(claim),
        holders: claim.holder.iter().map(|&id| vocabulary.entity(id).name.clone()).collect(),
        said: claim.said.as_ref().map(dated),
        during: claim.during.as_ref().map(dated),
        scope: claim.scope.iter().map(|(key, value)| (key.clone(), value.clone())).collect(),
        days: matches!(predicate.kind, PredicateKind::Date).then(|| days(claim)).flatten(),
        quotes: quotes(claim, places),
    }
}

/// In what a claim is not a plain fact that a person has read.
fn manner(claim: &model::Claim) -> Vec<&'static str> {
    let mut words = Vec::new();
    if claim.factuality != Factuality::Certain {
        words.push(word(FACTUALITIES, &claim.factuality));
    }
    if claim.mode != Mode::Actual {
        words.push(word(MODES, &claim.mode));
    }
    if claim.review != Review::Reviewed {
        words.push(word(REVIEWS, &claim.review));
    }
    words
}

/// The days that a claim names, whether it affirms or denies them.
fn days(claim: &model::Claim) -> Option<DateSet> {
    let named = match claim.polarity {
        Polarity::Affirmed => claim.set.clone(),
        Polarity::Denied => claim.set.denied(),
    };
    match named {
        Set::Line(line) if !line.hull.spans().is_empty() => {
            Some(DateSet { hull: line.hull, core: line.core })
        }
        _ => None,
    }
}

fn quotes(claim: &model::Claim, places: &Places<'_>) -> Vec<Quote> {
    let found = places.get(&claim.id_span).copied().unwrap_or_default();
    let place = |at: usize| found.get(at).cloned().unwrap_or_default();
    let quotes = claim.quotes.iter().enumerate();
    quotes.map(|(at, quote)| Quote { text: quote.text.clone(), parts: place(at) }).collect()
}

fn dated(period: &model::Period) -> Dated {
    Dated { written: period.written.clone(), days: period.set.clone() }
}
