//! `not-covered`: what an article holds that no claim is about. Off unless a level is set.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Input;
use super::evidence::reference;
use crate::corpus::{ArticleFile, Item};
use crate::diagnostic::{Diagnostic, Level, NOT_COVERED};
use crate::recognize::detect;
use crate::source::Span;
use crate::survey::Knowledge;

/// Lists what no quote covers, article by article.
pub(super) fn check(items: &[Item<'_>], input: &Input<'_>, findings: &mut Vec<Diagnostic>) {
    if input.settings.level(&NOT_COVERED) == Level::Allow {
        return;
    }
    // Several claim files may share an article.
    let mut covered: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
    for item in items {
        let Some(article) = &input.documents[item.document].article else { continue };
        let parts = item.located().flat_map(|located| located.parts.iter().cloned());
        covered.entry(&article.text).or_default().extend(parts);
    }
    let mut seen: Vec<&str> = Vec::new();
    for article in input.documents.iter().filter_map(|document| document.article.as_ref()) {
        let Some(ArticleFile::Read(file)) = input.articles.get(&article.text) else { continue };
        if seen.contains(&article.text.as_str()) {
            continue;
        }
        seen.push(&article.text);
        let text = input.sources.text(file.file);
        let language = article.language.unwrap_or_else(|| detect(text));
        let knowledge = Knowledge::new(&input.settings.vocabulary, language);
        let survey = knowledge.survey(text, reference(article));
        let quotes = covered.get(article.text.as_str()).map_or(&[][..], Vec::as_slice);
        for one in survey.uncovered(quotes) {
            let words = text[one.span.clone()].split_whitespace().collect::<Vec<&str>>().join(" ");
            let message = format!("no claim covers the {} {words:?}", one.kind);
            let mut finding = Diagnostic::new(&NOT_COVERED, message)
                .at(Span::new(file.file, one.span.clone()), "");
            finding.identity = vec![article.text.clone(), words, one.span.start.to_string()];
            findings.push(finding);
        }
    }
}
