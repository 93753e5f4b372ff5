//! A loaded corpus as the HTML report shows it.

use std::path::Path;

use super::load::Loaded;
use super::paths::shown;
use crate::config::{PredicateKind, Vocabulary};
use crate::corpus::{ArticleFile, ArticleText};
use crate::model::{
    self, Document, FACTUALITIES, Factuality, LANGUAGES, MODES, Mode, Polarity, REVIEWS, Review,
    word,
};
use crate::output::html::{Article, Claim, Corpus, Dated, Quote};
use crate::rules::shown_value;
use crate::source::{Sources, Span};
use crate::text::{Grounding, ground};
use crate::value::Set;
use crate::value::date::DateSet;

/// The articles of a corpus with their claims.
pub(super) fn corpus(folder: &Path, loaded: &Loaded, sources: &Sources) -> Corpus {
    let settings = loaded.settings.articles.as_ref().map(|(_, span)| span.file);
    Corpus {
        name: shown(folder),
        files: settings.into_iter().chain(loaded.resolutions.file).collect(),
        articles: loaded.documents.iter().map(|d| article(d, loaded, sources)).collect(),
    }
}

fn article(document: &Document, loaded: &Loaded, sources: &Sources) -> Article {
    let about = document.article.as_ref();
    let text = match about.map(|about| loaded.articles.get(&about.text)) {
        Some(Some(ArticleFile::Read(text))) => Ok(text),
        Some(Some(ArticleFile::Failed(reason))) => Err(format!("the article's text {reason}")),
        Some(None) => Err("the article's text was not read".into()),
        None => Err("the claim file names no article".into()),
    };
    let claim = |claim: &model::Claim| {
        self::claim(claim, text.as_ref().ok().copied(), sources, &loaded.settings.vocabulary)
    };
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

fn claim(
    claim: &model::Claim,
    text: Option<&ArticleText>,
    sources: &Sources,
    vocabulary: &Vocabulary,
) -> Claim {
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
        during: claim.during.as_ref().map(|during| during.written.clone()),
        scope: claim.scope.iter().map(|(key, value)| (key.clone(), value.clone())).collect(),
        days: matches!(predicate.kind, PredicateKind::Date).then(|| days(claim)).flatten(),
        quotes: claim.quotes.iter().map(|quote| self::quote(quote, text, sources)).collect(),
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

fn quote(quote: &model::Quote, text: Option<&ArticleText>, sources: &Sources) -> Quote {
    let place = |text: &ArticleText| match ground(quote, sources.text(text.file), &text.normal) {
        Grounding::Found(located) => {
            located.parts.into_iter().map(|part| Span::new(text.file, part)).collect()
        }
        _ => Vec::new(),
    };
    Quote { text: quote.text.clone(), parts: text.map(place).unwrap_or_default() }
}

fn dated(period: &model::Period) -> Dated {
    Dated { written: period.written.clone(), days: period.set.clone() }
}
