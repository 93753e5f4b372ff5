//! `recoupe origins`: which articles share which passages.

use std::collections::BTreeMap;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::load::{self, Loaded, Need};
use super::options::{Corpora, Voice};
use super::{Failure, write_to};
use crate::corpus::{ArticleText, article_text};
use crate::model::Document;
use crate::output::{CommonPassage, CommonPlace, origins_json, origins_text};
use crate::source::{Sources, Span};
use crate::text::{Grounding, Normal, ground, shared};

#[derive(Args, Debug)]
pub(super) struct OriginsArgs {
    #[command(flatten)]
    corpora: Corpora,
    /// How passages are printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Prints the passages that articles share, the longest first.
pub(super) fn run(args: &OriginsArgs, voice: Voice) -> Result<ExitCode, Failure> {
    let mut sources = Sources::default();
    let mut passages = Vec::new();
    for corpus in args.corpora.find()? {
        let loaded = load::load(&corpus, &mut sources)?;
        passages.extend(common(&loaded, &sources));
        loaded.tell_left_out(Need::Claims)?;
    }
    passages.sort_by_key(|passage| std::cmp::Reverse(passage.words));
    let text = match args.format {
        Format::Text => origins_text(&passages, &sources),
        Format::Json => origins_json(&passages, &sources),
    };
    write_to(anstream::stdout(), &text)?;
    let told = match passages.len() {
        0 => "no articles share a passage\n".to_owned(),
        1 => "1 passage is shared\n".to_owned(),
        count => format!("{count} passages are shared\n"),
    };
    voice.tell(&told)?;
    voice.files(&sources)?;
    Ok(ExitCode::SUCCESS)
}

/// The passages that articles of a corpus share. The same text under two names is one article; the
/// one published first counts as the first to have a passage.
fn common(loaded: &Loaded, sources: &Sources) -> Vec<CommonPassage> {
    let mut articles: BTreeMap<(&str, &str), (&ArticleText, Vec<&Document>)> = BTreeMap::new();
    let mut names: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    for document in &loaded.documents {
        let Some(about) = &document.article else { continue };
        let Some(text) = article_text(document, &loaded.articles) else { continue };
        let published = about.published.as_ref().map_or("~", |period| period.written.as_str());
        let key = *names.entry(&text.sha256).or_insert((published, &about.text));
        articles.entry(key).or_insert((text, Vec::new())).1.push(document);
    }
    let articles: Vec<(&ArticleText, Vec<&Document>)> = articles.into_values().collect();
    let texts: Vec<&str> = articles.iter().map(|(text, _)| sources.text(text.file)).collect();
    shared(&texts)
        .into_iter()
        .map(|passage| CommonPassage {
            words: passage.words,
            places: passage
                .places
                .into_iter()
                .map(|(number, bytes)| {
                    let (text, documents) = &articles[number];
                    let claims = claims_on(documents, texts[number], &text.normal, &bytes);
                    CommonPlace { span: Span::new(text.file, bytes), claims }
                })
                .collect(),
        })
        .collect()
}

/// The claims with a quote that touches some bytes of their article.
fn claims_on(
    documents: &[&Document],
    text: &str,
    normal: &Normal,
    bytes: &std::ops::Range<usize>,
) -> Vec<String> {
    let touches = |quote| match ground(quote, text, normal) {
        Grounding::Found(located) => {
            located.parts.iter().any(|part| part.start < bytes.end && bytes.start < part.end)
        }
        _ => false,
    };
    let claims = documents.iter().flat_map(|document| &document.claims);
    claims.filter(|claim| claim.quotes.iter().any(touches)).map(|claim| claim.id.clone()).collect()
}
