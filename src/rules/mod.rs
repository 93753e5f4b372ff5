//! The rules: documents, articles and settings in, findings out. One family a file.

mod account;
mod articles;
mod contest;
mod coverage;
mod drift;
mod edits;
mod evidence;
mod joint;
mod origins;
mod overview;
mod questions;
mod quotes;
mod resolutions;
mod supersedes;
mod wording;

pub use account::account;
pub use overview::{Answer, Asked, Faced, face, overview};
pub use wording::shown_value;

use std::collections::BTreeMap;

pub use drift::{Drift, DriftState, drift};
pub use edits::pin;

use crate::config::Settings;
use crate::corpus::{ArticleFile, ArticleText, Item, Settled, article_text, items, join_origins};
use crate::diagnostic::{
    Checked, CheckedClaim, CheckedQuestion, Diagnostic, Level, RULE_NOT_CHECKED, Report, Summary,
};
use crate::model::{Claim, Document, Resolutions, Review};
use crate::source::{Sources, Span};
use crate::survey::Languages;
use crate::text::{Grounding, ground};

/// One corpus, all of it in memory.
#[derive(Debug)]
pub struct Input<'i> {
    /// The texts of all files.
    pub sources: &'i Sources,
    /// `recoupe.toml`.
    pub settings: &'i Settings,
    /// The claim files.
    pub documents: &'i [Document],
    /// What became of reading each article named by a claim file, by its path as written there.
    pub articles: &'i BTreeMap<String, ArticleFile>,
    /// The files in the articles folder, for suggestions.
    pub available: &'i [String],
    /// `resolutions.toml`.
    pub resolutions: &'i Resolutions,
    /// Today's day number (1970-01-01 is 0, UTC); `None` where nothing expires.
    pub today: Option<i64>,
}

impl<'i> Input<'i> {
    /// The text of a document's article.
    fn article(&self, document: &Document) -> Option<&'i ArticleText> {
        article_text(document, self.articles)
    }

    /// The words of a claim's article.
    fn text_of(&self, item: &Item<'_>) -> Option<&'i str> {
        let article = self.article(&self.documents[item.document])?;
        Some(self.sources.text(article.file))
    }
}

/// What all rules work on.
struct Context<'c> {
    input: &'c Input<'c>,
    items: Vec<Item<'c>>,
    settled: Settled,
}

/// Runs all rules over a corpus.
pub fn check(input: &Input<'_>) -> Report {
    let items = with_origins(input);
    let languages = Languages::new(&input.settings.vocabulary);
    let mut findings: Vec<Diagnostic> = Vec::new();
    for document in input.documents {
        findings.extend(document.problems.iter().cloned());
        articles::check(document, input, &languages, &mut findings);
    }
    for &span in &input.settings.rules {
        findings.push(
            Diagnostic::new(&RULE_NOT_CHECKED, "this rule is not checked")
                .at(span, "rules across predicates are read by a later version"),
        );
    }
    quotes::check(&items, input, &mut findings);
    evidence::check(&items, input, &languages, &mut findings);
    coverage::check(&items, input, &languages, &mut findings);
    let mut settled = supersedes::check(&items, input, &mut findings);
    for finding in &mut findings {
        finding.level = level_of(finding, &items, input.settings);
    }
    let mut summary = Summary {
        articles: count_articles(input.documents),
        claims: input.documents.iter().map(|d| (d.claims.len() + d.unreadable.len()) as u64).sum(),
        quotes: items.iter().map(|item| item.claim.quotes.len() as u64).sum(),
        ..Summary::default()
    };
    let before = findings.len();
    let mut used = resolutions::check(&items, input, &mut settled, &mut findings);
    let context = Context { input, items, settled };
    let (asked, questions) = questions::check(&context, &mut used, &mut summary);
    used.report_unused(input, &mut findings);
    for finding in &mut findings[before..] {
        finding.level = level_of(finding, &context.items, input.settings);
    }
    findings.extend(asked);
    findings.retain(|finding| finding.level > Level::Allow);
    sort(&mut findings, input.sources);
    let mut checked = looked_at(input, &context.items, questions);
    let id = |at: &usize| context.items[*at].claim.id.clone();
    checked.decided = used.settling().map(|items| items.iter().map(id).collect()).collect();
    Report { findings, summary, checked, comparison: None }
}

/// What a decision on some claims stands on: a hash of the claims and of their quotes' words, as
/// `resolutions.toml` keeps it.
///
/// # Errors
///
/// The first id that no claim has.
pub fn decision_fingerprint(input: &Input<'_>, ids: &[String]) -> Result<String, String> {
    let items = grounded(input);
    let find = |id: &String| items.iter().find(|item| item.claim.id == *id).ok_or(id.clone());
    let chosen: Vec<&Item<'_>> = ids.iter().map(find).collect::<Result<_, _>>()?;
    Ok(resolutions::fingerprint(&chosen, input))
}

/// The claims of a corpus as they are compared: what articles share counts as one origin.
fn with_origins<'i>(input: &Input<'i>) -> Vec<Item<'i>> {
    let mut items = grounded(input);
    join_origins(&mut items, |item| input.text_of(item));
    items
}

/// The claims of a corpus with the places of their quotes.
fn grounded<'i>(input: &Input<'i>) -> Vec<Item<'i>> {
    let ground_all = |document: &Document| -> Vec<Vec<Grounding>> {
        let Some(article) = input.article(document) else {
            return vec![Vec::new(); document.claims.len()];
        };
        let text = input.sources.text(article.file);
        let ground_claim = |claim: &Claim| {
            claim.quotes.iter().map(|quote| ground(quote, text, &article.normal)).collect()
        };
        document.claims.iter().map(ground_claim).collect()
    };
    let groundings: Vec<Vec<Vec<Grounding>>> = input.documents.iter().map(ground_all).collect();
    items(input.documents, &groundings, input.articles, &input.settings.vocabulary)
}

/// The level of a finding on files and single claims: the settings', on drafts at most warn.
fn level_of(finding: &Diagnostic, items: &[Item<'_>], settings: &Settings) -> Level {
    let level = settings.level_of(finding).min(finding.cap);
    let is_draft = |id: &String| {
        let at = items.binary_search_by(|item| item.claim.id.cmp(id));
        at.is_ok_and(|at| items[at].claim.review == Review::Draft)
    };
    if finding.claims.iter().any(is_draft) { level.min(Level::Warn) } else { level }
}

/// What was looked at: silence on it means that nothing was found.
fn looked_at(input: &Input<'_>, items: &[Item<'_>], questions: Vec<CheckedQuestion>) -> Checked {
    let mut by_place: Vec<&Item<'_>> = items.iter().collect();
    by_place.sort_by_key(|item| (item.document, item.claim.id_span));
    let mut claims: Vec<CheckedClaim> = by_place
        .into_iter()
        .map(|item| CheckedClaim {
            id: item.claim.id.clone(),
            span: item.claim.id_span,
            quotes: places(item, input),
            kept_out: (!item.is_grounded()).then_some("its quote was not found in the article"),
        })
        .collect();
    for document in input.documents {
        let unreadable = document.unreadable.iter().filter_map(|claim| claim.id.clone());
        claims.extend(unreadable.map(|id| CheckedClaim {
            id,
            span: Span::new(document.file, 0..0),
            quotes: Vec::new(),
            kept_out: Some("it could not be read"),
        }));
    }
    let files = input.documents.iter().map(|document| document.file).collect();
    Checked { files, claims, questions, decided: Vec::new() }
}

/// Where the quotes of a claim stand.
fn places(item: &Item<'_>, input: &Input<'_>) -> Vec<Vec<Span>> {
    let Some(article) = input.article(&input.documents[item.document]) else { return Vec::new() };
    let place = |grounding: &Grounding| match grounding {
        Grounding::Found(located) => {
            located.parts.iter().map(|part| Span::new(article.file, part.clone())).collect()
        }
        _ => Vec::new(),
    };
    item.quotes.iter().map(place).collect()
}

fn count_articles(documents: &[Document]) -> u64 {
    let mut texts: Vec<&str> = documents
        .iter()
        .filter_map(|document| document.article.as_ref().map(|article| article.text.as_str()))
        .collect();
    texts.sort_unstable();
    texts.dedup();
    texts.len() as u64
}

/// Heaviest first, then by place.
fn sort(findings: &mut [Diagnostic], sources: &Sources) {
    findings.sort_by_cached_key(|finding| {
        let place = finding.labels.first().map(|label| {
            (sources.file(label.span.file).path.clone(), label.span.start, label.span.end)
        });
        (std::cmp::Reverse(finding.level), place, finding.rule.name, finding.message.clone())
    });
}
