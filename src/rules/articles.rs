//! `article-missing`, `article-changed`: the text that a claim file stands on.

use super::Input;
use super::drift::{Drift, DriftState, drift};
use crate::corpus::ArticleFile;
use crate::diagnostic::{ARTICLE_CHANGED, ARTICLE_MISSING, Diagnostic};
use crate::model::Document;
use crate::survey::Languages;
use crate::syntax::did_you_mean;

/// Checks the article of a document.
pub(super) fn check(
    document: &Document,
    input: &Input<'_>,
    languages: &Languages<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    let Some(article) = &document.article else { return };
    let count = document.claims.len() + document.unreadable.len();
    let consequence = match count {
        0 => String::new(),
        1 => "its claim is not checked".into(),
        _ => format!("its {count} claims are not checked"),
    };
    match input.articles.get(&article.text) {
        Some(ArticleFile::Read(text)) => {
            if let Some((pinned, span)) = &article.sha256
                && *pinned != text.sha256
            {
                findings.push(
                    Diagnostic::new(
                        &ARTICLE_CHANGED,
                        "the article is not the text that was pinned",
                    )
                    .at(*span, format!("the text now has {}", text.sha256))
                    .note(fate(&drift(document, input, languages, None)))
                    .help("`recoupe drift` shows what became of each quote")
                    .help("when the claims fit the new text: `recoupe pin --accept`"),
                );
            }
        }
        Some(ArticleFile::Failed(reason)) => {
            let mut finding =
                Diagnostic::new(&ARTICLE_MISSING, format!("the article's text {reason}"))
                    .at(article.text_span, consequence);
            let is_there = input.available.contains(&article.text);
            let available = input.available.iter().map(String::as_str);
            if let Some(help) = did_you_mean(&article.text, available).filter(|_| !is_there) {
                finding = finding.help(help);
            }
            findings.push(finding);
        }
        None => findings.push(
            Diagnostic::new(&ARTICLE_MISSING, "the article's text was not read")
                .at(article.text_span, consequence),
        ),
    }
}

/// What became of the quotes, in one line.
fn fate(drifts: &[Drift]) -> String {
    let count = |state: DriftState| drifts.iter().filter(|drift| drift.state == state).count();
    let counted: Vec<String> = DriftState::ALL
        .into_iter()
        .map(|(name, state)| (name, count(state)))
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| format!("{count} {name}"))
        .collect();
    match counted.as_slice() {
        [] => "no quote stands on it".into(),
        _ => format!("its quotes: {}", counted.join(", ")),
    }
}
