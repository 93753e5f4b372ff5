//! `article-missing`, `article-changed`: the text that a claim file stands on.

use super::Input;
use crate::corpus::ArticleFile;
use crate::diagnostic::{ARTICLE_CHANGED, ARTICLE_MISSING, Diagnostic};
use crate::model::Document;
use crate::syntax::did_you_mean;

/// Checks the article of a document.
pub(super) fn check(document: &Document, input: &Input<'_>, findings: &mut Vec<Diagnostic>) {
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
                    .help("read what changed, then pin the text again"),
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
