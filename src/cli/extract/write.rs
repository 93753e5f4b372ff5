//! Drafts into the corpus. What a person wrote stays as it is, byte for byte.

use std::path::{Path, PathBuf};

use super::Reading;
use crate::cli::Failure;
use crate::cli::files::{extended, read_text, replace};
use crate::cli::listing;
use crate::cli::load::Loaded;
use crate::cli::paths::{shown, slashed};
use crate::diagnostic::is_broken;
use crate::model::Document;
use crate::output::{self, DraftedArticle, counted};
use crate::source::Sources;

/// Adds drafts at the end of the article's claim file, or writes a new one; what was done.
pub(super) fn write(
    article: &DraftedArticle,
    reading: &Reading<'_>,
    corpus: &Path,
    loaded: &Loaded,
    sources: &Sources,
) -> Result<String, Failure> {
    if !reading.is_inside {
        return Err(format!(
            "{} lies outside of the articles folder {}: copy it there first",
            reading.given,
            shown(&loaded.folder)
        )
        .into());
    }
    match reading.documents.first() {
        Some((document, path)) => add(article, document, path),
        None => create(article, corpus, loaded, sources),
    }
}

fn add(article: &DraftedArticle, document: &Document, path: &Path) -> Result<String, Failure> {
    let kept = document.claims.len() + document.unreadable.len();
    if is_broken(&document.problems) {
        return Err(format!(
            "{} is not valid TOML; `recoupe check` shows the line; nothing was written",
            shown(path)
        )
        .into());
    }
    let before = read_text(path)?;
    let count = article.claims.len();
    if count > 0 {
        // Behind `claims = [ … ]` no [[claims]] may stand.
        let Some(after) = extended(&before, &output::drafted_claims(&article.claims)) else {
            return Err(format!(
                "{}: write claims = [...] as [[claims]] tables, then run this again; nothing was \
                 written",
                shown(path)
            )
            .into());
        };
        replace(path, &after)?;
    }
    let (added, kept) = (counted(count, "draft"), counted(kept, "claim"));
    let mut told = format!("{}: {added} added, {kept} kept\n", shown(path));
    let has_day = document.article.as_ref().is_some_and(|article| article.published.is_some());
    if let Some(published) = article.published.as_ref().filter(|_| !has_day) {
        told.push_str(&format!(
            "  it has no `published`; relative dates were counted from {published}: write it under \
             [article]\n"
        ));
    }
    Ok(told)
}

fn create(
    article: &DraftedArticle,
    corpus: &Path,
    loaded: &Loaded,
    sources: &Sources,
) -> Result<String, Failure> {
    let path = free_path(corpus, &article.text, loaded)?;
    let count = article.claims.len();
    if count == 0 {
        let why = match loaded.settings.vocabulary.predicates().next() {
            Some(_) => "",
            None => ": recoupe.toml has no [predicates]; write some, or take in a pack with `use`",
        };
        return Ok(format!("{}: nothing to draft{why}\n", article.text));
    }
    replace(&path, &output::drafted_toml(article))?;
    // A file that `recoupe check` would not read is of no use.
    if !listing::is_claim_file(corpus, &path, &loaded.settings, sources)? {
        let _ = std::fs::remove_file(&path);
        return Err(format!(
            "{} would not be read: `claims` in recoupe.toml or .gitignore leaves it out; nothing was \
             written. Write a claim file for {} by hand and run this again",
            shown(&path),
            article.text
        )
        .into());
    }
    Ok(format!("{}: {}\n", shown(&path), counted(count, "draft")))
}

/// A file below the corpus, named after the article, that does not exist yet. One of that name that
/// cannot be read may be the article's: it is not passed over.
fn free_path(corpus: &Path, article: &str, loaded: &Loaded) -> Result<PathBuf, Failure> {
    let stem = slashed(&Path::new(article).with_extension("")).replace('/', "-");
    let stem = stem.trim_start_matches('.');
    let names = std::iter::once(stem.to_owned()).chain((2..).map(|n| format!("{stem}-{n}")));
    for name in names {
        let path = corpus.join(format!("{name}.toml"));
        if !path.exists() && !listing::is_reserved(&path) {
            return Ok(path);
        }
        let document = loaded.paths.iter().position(|known| *known == path);
        let document = document.map(|at| &loaded.documents[at]);
        if document.is_some_and(|document| document.article.is_none()) {
            return Err(format!(
                "{} may be the claim file of {article}, but its [article] cannot be read: `recoupe \
                 check` says why; nothing was written",
                shown(&path)
            )
            .into());
        }
    }
    Err(format!("no file name is left for the claims of {article}: rename the article").into())
}
