//! The form that hides what is not asked for; shown only where the script runs.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::index::Index;
use super::page::level_word;
use crate::diagnostic::Report;

/// The filters that this report has a use for.
pub(super) fn form(report: &Report, index: &Index<'_>) -> Markup {
    let rules: BTreeSet<&str> = report.findings.iter().map(|f| f.rule.name).collect();
    let mut levels: Vec<_> = report.findings.iter().map(|finding| finding.level).collect();
    levels.sort_unstable();
    levels.dedup();
    html! {
        search {
            form.filters #filters aria-label="Filters" hidden {
                div.field.wide {
                    label for="filter-text" { "Search" }
                    input #filter-text type="search" autocomplete="off" spellcheck="false";
                }
                div.field {
                    label for="filter-level" { "Level" }
                    select #filter-level {
                        option value="" { "All levels" }
                        @for level in levels.iter().rev() {
                            option value=(level.name()) { (level_word(*level)) }
                        }
                    }
                }
                div.field {
                    label for="filter-rule" { "Verdict or rule" }
                    select #filter-rule {
                        option value="" { "All" }
                        @for rule in &rules { option value=(rule) { (rule) } }
                    }
                }
                div.field {
                    label for="filter-predicate" { "Predicate" }
                    select #filter-predicate {
                        option value="" { "All predicates" }
                        @for (at, (_, label)) in index.predicates.iter().enumerate() {
                            option value=(at) { (label) }
                        }
                    }
                }
                div.field {
                    label for="filter-article" { "Article" }
                    select #filter-article {
                        option value="" { "All articles" }
                        @for (at, entry) in index.articles.iter().enumerate() {
                            option value=(at) { (entry.heading()) }
                        }
                    }
                }
                div.field.last {
                    button type="reset" { "Show all" }
                }
                p #hits role="status" aria-live="polite" {}
            }
        }
    }
}
