//! `not-covered`: what an article holds that no claim is about. Off unless a level is set.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Input;
use super::evidence::reference;
use crate::corpus::Item;
use crate::diagnostic::{Diagnostic, Level, NOT_COVERED};
use crate::recognize::detect;
use crate::source::Span;
use crate::survey::Languages;

/// Lists what no quote covers, article by article.
pub(super) fn check(
    items: &[Item<'_>],
    input: &Input<'_>,
    languages: &Languages<'_>,
    findings: &mut Vec<Diagnostic>,
) {
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
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for document in input.documents {
        let Some(article) = &document.article else { continue };
        let Some(file) = input.article(document) else { continue };
        if !seen.insert(&article.text) {
            continue;
        }
        let text = input.sources.text(file.file);
        let language = article.language.unwrap_or_else(|| detect(text));
        let survey = languages.of(language).survey(text, reference(article));
        let quotes = covered.get(article.text.as_str()).map_or(&[][..], Vec::as_slice);
        // Which of several equal words it is, wherever they stand.
        let mut ordinals: BTreeMap<String, usize> = BTreeMap::new();
        for one in survey.uncovered(quotes) {
            let message = format!("no claim covers the {} {:?}", one.kind, one.words);
            let mut finding = Diagnostic::new(&NOT_COVERED, message)
                .at(Span::new(file.file, one.span.clone()), "");
            let ordinal = ordinals.entry(one.words.clone()).or_default();
            *ordinal += 1;
            finding.identity = vec![article.text.clone(), one.words, ordinal.to_string()];
            findings.push(finding);
        }
    }
}
