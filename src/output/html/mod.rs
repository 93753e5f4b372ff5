//! `--format html`: one page for people, which asks for nothing from anywhere.
//!
//! All text is escaped by the templates, and what is not seen (controls, bidi marks) is replaced in
//! the whole page at once, so that no template can forget it.

mod anchor;
mod articles;
mod claim;
mod dossier;
mod filters;
mod findings;
mod index;
mod page;
mod passages;
mod question;
mod scale;
mod timeline;

pub use dossier::{Article, Claim, Corpus, Dated, Quote};

use crate::diagnostic::Report;
use crate::source::Sources;
use crate::value::is_unseen;

/// Renders all findings, notes included, with the articles they are about.
pub fn html(report: &Report, sources: &Sources, corpora: &[Corpus]) -> String {
    let index = index::Index::new(report, corpora);
    visible(page::page(report, sources, &index).into_string())
}

/// A page without characters that are not seen; joiners stay, which only shape what they join.
fn visible(page: String) -> String {
    let is_hostile = |c: char| is_unseen(c) && !matches!(c, '\u{200C}' | '\u{200D}');
    if page.chars().any(is_hostile) { page.replace(is_hostile, "\u{FFFD}") } else { page }
}
