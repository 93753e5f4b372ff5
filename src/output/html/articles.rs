//! The articles: their texts with every quote marked, their claims below.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::claim::{isolated, remarks};
use super::index::{ClaimEntry, Entry, Index};
use super::page::numbers;
use super::passages;
use crate::diagnostic::Report;
use crate::output::counted;
use crate::source::Sources;

/// All articles, folded.
pub(super) fn section(report: &Report, sources: &Sources, index: &Index<'_>) -> Markup {
    html! {
        section #articles aria-labelledby="articles-title" {
            h2 #articles-title { "Articles" }
            @for (at, entry) in index.articles.iter().enumerate() {
                (article(at, entry, report, sources, index))
            }
        }
    }
}

fn article(
    at: usize,
    entry: &Entry<'_>,
    report: &Report,
    sources: &Sources,
    index: &Index<'_>,
) -> Markup {
    let article = entry.article;
    let predicates: BTreeSet<usize> =
        article.claims.iter().filter_map(|claim| index.predicate(&claim.predicate)).collect();
    html! {
        details.article id=(entry.anchor) data-article=(at) data-predicates=(numbers(&predicates)) {
            summary {
                h3 lang=[article.title.as_ref().and(article.language)] { bdi { (entry.heading()) } }
                p.meta {
                    @if let Some(publisher) = &article.publisher { bdi { (publisher) } ", " }
                    @if let Some(published) = &article.published { (published.written) ", " }
                    (counted(article.claims.len(), "claim"))
                }
            }
            (facts(entry, sources))
            div.text lang=[article.language] {
                @match &article.text {
                    Ok(file) => (passages::text(entry, sources.file(*file))),
                    Err(reason) => p.empty lang="en" { "There is no text to show: " (reason) "." },
                }
            }
            h4 { "Claims of " bdi { (article.name) } }
            @if article.unreadable > 0 {
                p.empty { (counted(article.unreadable, "claim")) " could not be read." }
            }
            ol.claims { @for claim in &entry.claims { (self::claim(claim, entry, report, index)) } }
        }
    }
}

fn facts(entry: &Entry<'_>, sources: &Sources) -> Markup {
    let article = entry.article;
    html! {
        p.facts {
            "Claims in " code { (sources.file(article.claim_file).path) }
            @if let Ok(file) = article.text {
                " on the text in " code { (sources.file(file).path) }
            }
            @if let Some(url) = &article.url { " · " (address(url)) }
        }
    }
}

/// An address; only those of the web become links.
fn address(url: &str) -> Markup {
    let lower = url.to_ascii_lowercase();
    let is_web = lower.starts_with("https://") || lower.starts_with("http://");
    let is_plain = !url.chars().any(|c| c.is_whitespace() || crate::value::is_unseen(c));
    html! {
        @if is_web && is_plain {
            a href=(url) rel="noopener noreferrer" { bdi { (url) } }
        } @else {
            bdi { (url) }
        }
    }
}

fn claim(found: &ClaimEntry<'_>, entry: &Entry<'_>, report: &Report, index: &Index<'_>) -> Markup {
    let claim = found.claim;
    html! {
        li id=(found.anchor()) {
            code { (claim.id) } " " (isolated(&claim.subject)) ", " (isolated(&claim.label)) ": "
            strong { (claim.value) }
            @for remark in remarks(claim) { " · " (remark) }
            @for (at, quote) in claim.quotes.iter().enumerate() {
                @match found.quote_anchor(at) {
                    Some(anchor) => { " " a href={ "#" (anchor) } { "in the text" } },
                    None => q lang=[entry.article.language] { (quote.text) },
                }
            }
            @for &at in &found.findings {
                " · " a href={ "#" (index.findings[at].anchor) } { (report.findings[at].rule.name) }
            }
        }
    }
}
