//! The page: its head, what it may load (nothing), its sections.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::index::Index;
use super::{articles, filters, findings, question};
use crate::diagnostic::{Level, Report};
use crate::output::summary;
use crate::source::Sources;

const STYLE: &str = include_str!("../../data/report.css");
const SCRIPT: &str = include_str!("../../data/report.js");

/// The whole page.
pub(super) fn page(report: &Report, sources: &Sources, index: &Index<'_>) -> Markup {
    let counts = summary(report, false);
    let (checked, found) = counts.trim_end().split_once('\n').unwrap_or((&counts, ""));
    let all = || report.findings.iter().enumerate();
    let (questions, others): (Vec<_>, Vec<_>) =
        all().partition(|(_, finding)| finding.contest.is_some());
    // The order of the report is by level, so this parts it in two.
    let (contested, quiet): (Vec<_>, Vec<_>) =
        questions.into_iter().partition(|(_, finding)| finding.level >= Level::Warn);
    html! {
        (DOCTYPE)
        html lang="en" {
            (head(found))
            body {
                a.skip href="#main" { "Skip to the findings" }
                header.page {
                    p.brand { "Recoupe" }
                    h1 { "Report on the claims" }
                    p.found { (sentence(found)) }
                    p.checked { (sentence(checked)) }
                    nav aria-label="Sections" {
                        ul {
                            li { a href="#questions" { "Contested questions (" (contested.len()) ")" } }
                            li { a href="#quiet" { "Other questions (" (quiet.len()) ")" } }
                            li { a href="#findings" { "Other findings (" (others.len()) ")" } }
                            li { a href="#articles" { "Articles (" (index.articles.len()) ")" } }
                        }
                    }
                }
                (filters::form(report, index))
                main #main tabindex="-1" {
                    section #questions aria-labelledby="questions-title" {
                        h2 #questions-title { "Contested questions" }
                        @if contested.is_empty() { p.empty { "No question is contested." } }
                        @for (at, finding) in contested {
                            (question::question(at, finding, sources, index))
                        }
                    }
                    section #quiet aria-labelledby="quiet-title" {
                        h2 #quiet-title { "Other questions: tension, change, agreement" }
                        @if quiet.is_empty() { p.empty { "None." } }
                        @for (at, finding) in quiet {
                            (question::question(at, finding, sources, index))
                        }
                    }
                    (findings::section(&others, sources, index))
                    (articles::section(report, sources, index))
                }
                footer.page {
                    p { "Made by Recoupe " (env!("CARGO_PKG_VERSION")) ". This page loads nothing from anywhere." }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

fn head(found: &str) -> Markup {
    let policy = format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    );
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            title { "Recoupe: " (found) }
            style { (PreEscaped(STYLE)) }
        }
    }
}

/// What a content security policy calls a text.
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text)))
}

/// A line of the summary as a sentence.
fn sentence(line: &str) -> String {
    let mut chars = line.chars();
    let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", chars.as_str())
}

/// A level in the words of the summary.
pub(super) fn level_word(level: Level) -> &'static str {
    match level {
        Level::Deny => "error",
        Level::Warn => "warning",
        Level::Note | Level::Allow => "note",
    }
}

/// Numbers between spaces, for the filters.
pub(super) fn numbers<'n>(numbers: impl IntoIterator<Item = &'n usize>) -> String {
    let words: Vec<String> = numbers.into_iter().map(usize::to_string).collect();
    words.join(" ")
}
