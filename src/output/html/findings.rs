//! The findings that are on no question, by file; and what all findings have.

use maud::{Markup, html};

use super::index::Index;
use super::page::{level_word, numbers};
use super::question::link;
use crate::diagnostic::{Diagnostic, Label};
use crate::output::place::place;
use crate::source::Sources;

/// More of a text that a finding points at is cut: a whole file may be meant.
const LONGEST: usize = 400;

/// All of them, in the order in which their files come first in the report.
pub(super) fn section(
    findings: &[(usize, &Diagnostic)],
    sources: &Sources,
    index: &Index<'_>,
) -> Markup {
    let mut files: Vec<(&str, Vec<(usize, &Diagnostic)>)> = Vec::new();
    let mut known = std::collections::BTreeMap::new();
    for &(at, finding) in findings {
        let label = finding.labels.first();
        let path = label.map_or("", |label| sources.file(label.span.file).path.as_str());
        let group = *known.entry(path).or_insert(files.len());
        if group == files.len() {
            files.push((path, Vec::new()));
        }
        files[group].1.push((at, finding));
    }
    html! {
        section #findings aria-labelledby="findings-title" {
            h2 #findings-title { "Other findings" }
            @if files.is_empty() { p.empty { "No other findings." } }
            @for (path, group) in &files {
                section.file {
                    h3 { code { (path) } }
                    @for (at, finding) in group { (self::finding(*at, finding, sources, index)) }
                }
            }
        }
    }
}

fn finding(at: usize, finding: &Diagnostic, sources: &Sources, index: &Index<'_>) -> Markup {
    let found = &index.findings[at];
    let title = format!("{}-title", found.anchor);
    html! {
        article class={ "finding " (level_word(finding.level)) } id=(found.anchor)
            aria-labelledby=(title) data-level=(finding.level.name()) data-rule=(finding.rule.name)
            data-articles=(numbers(&found.articles)) data-predicates=(numbers(&found.predicates)) {
            h4 id=(title) { a.self href={ "#" (found.anchor) } { (finding.message) } }
            (tags(finding))
            (decisions(finding))
            ul.places {
                @for label in &finding.labels { li { (pointed(label, sources, index)) } }
            }
            @if !finding.claims.is_empty() {
                p.concerns {
                    "Claims: "
                    @for (number, id) in finding.claims.iter().enumerate() {
                        @if number > 0 { ", " } (link(at, id, index))
                    }
                }
            }
            (reasons(finding))
        }
    }
}

/// A place, what is said of it, and the text there.
fn pointed(label: &Label, sources: &Sources, index: &Index<'_>) -> Markup {
    let at = place(label.span, sources);
    let text = sources.slice(label.span).trim();
    let cut: String = text.chars().take(LONGEST).collect();
    let name = format!("{}:{}:{}", at.path, at.start.line, at.start.column);
    let article = index.article_of(label.span.file);
    let in_text = article.filter(|entry| entry.article.text == Ok(label.span.file));
    html! {
        p.place {
            @match article {
                Some(entry) => a href={ "#" (entry.anchor) } { code { (name) } },
                None => code { (name) },
            }
            @if !label.text.is_empty() { " " (label.text) }
        }
        @if !cut.is_empty() {
            blockquote.pointed lang=[in_text.and_then(|entry| entry.article.language)] dir="auto" {
                (cut) @if cut.len() < text.len() { "…" }
            }
        }
    }
}

/// Level, verdict and state, as words.
pub(super) fn tags(finding: &Diagnostic) -> Markup {
    html! {
        ul.tags aria-label="Level and verdict" {
            li.level { (level_word(finding.level)) }
            li { (finding.rule.name) }
            @if let Some(state) = finding.state { li { (state.name()) } }
            @if !all_decisions(finding).is_empty() { li { "decided" } }
        }
    }
}

/// What people decided.
pub(super) fn decisions(finding: &Diagnostic) -> Markup {
    html! {
        @for decision in all_decisions(finding) {
            p.decision { strong { "Decided:" } " " (decision) }
        }
    }
}

fn all_decisions(finding: &Diagnostic) -> Vec<&String> {
    let on_pairs = finding.contest.iter().flat_map(|contest| &contest.decisions);
    finding.resolution.iter().chain(on_pairs).collect()
}

/// Why, and what to do. What the page shows of the question anyway is not told again.
pub(super) fn reasons(finding: &Diagnostic) -> Markup {
    let is_shown = |note: &&String| {
        !finding.contest.as_ref().is_some_and(|contest| contest.recap.contains(note))
    };
    let notes: Vec<&String> = finding.notes.iter().filter(is_shown).collect();
    html! {
        @if !notes.is_empty() || !finding.help.is_empty() {
            dl.reasons {
                @if !notes.is_empty() {
                    dt { "Why" }
                    @for note in notes { dd { (prose(note)) } }
                }
                @if !finding.help.is_empty() {
                    dt { "What to do" }
                    @for help in &finding.help { dd { (prose(help)) } }
                }
            }
        }
    }
}

/// A sentence; what stands between backticks is code.
fn prose(text: &str) -> Markup {
    let pieces: Vec<&str> = text.split('`').collect();
    // Without a partner the last backtick is one.
    if pieces.len().is_multiple_of(2) {
        return html! { (text) };
    }
    html! {
        @for (at, piece) in pieces.iter().enumerate() {
            @if at.is_multiple_of(2) { (piece) } @else { code { (piece) } }
        }
    }
}

/// Where the claims of a question are written.
pub(super) fn written_in(finding: &Diagnostic, sources: &Sources) -> Markup {
    let primary = finding.labels.iter().filter(|label| label.primary);
    let places: Vec<String> = primary
        .map(|label| {
            let at = place(label.span, sources);
            format!("{}:{}:{}", at.path, at.start.line, at.start.column)
        })
        .collect();
    html! {
        @if !places.is_empty() {
            p.written { "Written in " @for (at, name) in places.iter().enumerate() {
                @if at > 0 { ", " } code { (name) }
            } }
        }
    }
}
