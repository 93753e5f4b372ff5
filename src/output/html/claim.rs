//! A claim in words: where it is from, how sure it is, what it quotes.

use maud::{Markup, html};

use super::index::{ClaimEntry, Entry};
use super::{Article, Claim};

impl Entry<'_> {
    /// What the article is called in lists: its headline, else its claim file's name.
    pub(super) fn heading(&self) -> String {
        let name = self.article.title.as_deref().unwrap_or(&self.article.name);
        match self.corpus {
            Some(corpus) => format!("{name} ({corpus})"),
            None => name.to_owned(),
        }
    }
}

/// A text among others, which may run the other way. Latin text is alike in both, and a page may
/// hold a million of them.
pub(super) fn isolated(text: &str) -> Markup {
    html! { @if text.is_ascii() { (text) } @else { bdi { (text) } } }
}

/// A claim of a position: the quotes, then whose they are.
pub(super) fn quoted(entry: &Entry<'_>, found: &ClaimEntry<'_>) -> Markup {
    let claim = found.claim;
    html! {
        @for (at, quote) in claim.quotes.iter().enumerate() {
            blockquote lang=[entry.article.language] dir="auto" {
                @match found.quote_anchor(at) {
                    Some(anchor) => a href={ "#" (anchor) } { (quote.text) },
                    None => { (quote.text) " " span.missing lang="en" { "(not found in the article)" } },
                }
            }
        }
        p.source {
            a.id href={ "#" (found.anchor()) } { (claim.id) }
            " · " (origin(entry.article))
            @for remark in remarks(claim) { " · " (remark) }
        }
    }
}

/// The article in a line: who published it, when.
fn origin(article: &Article) -> Markup {
    let name = article.publisher.as_deref().or(article.title.as_deref()).unwrap_or(&article.name);
    html! {
        bdi lang=[article.title.as_ref().filter(|title| *title == name).and(article.language)] { (name) }
        @if let Some(published) = &article.published { ", " (published.written) }
    }
}

/// What sets a claim apart from a plain fact in the article's own voice.
pub(super) fn remarks(claim: &Claim) -> Vec<String> {
    let mut remarks: Vec<String> = claim.manner.iter().map(|word| (*word).to_owned()).collect();
    if !claim.holders.is_empty() {
        remarks.push(format!("after {}", claim.holders.join(", after ")));
    }
    if let Some(said) = &claim.said {
        remarks.push(format!("said {}", said.written));
    }
    if let Some(during) = &claim.during {
        remarks.push(format!("during {}", during.written));
    }
    remarks.extend(claim.scope.iter().map(|(key, value)| format!("{key}: {value}")));
    remarks
}
