//! Drafts into the corpus. What a person wrote stays as it is, byte for byte.

use std::path::{Path, PathBuf};

use super::Reading;
use crate::cli::files::replace;
use crate::cli::load::{self, Loaded, read_file};
use crate::cli::paths::{shown, slashed};
use crate::cli::{Failure, write_to};
use crate::diagnostic::SYNTAX;
use crate::model::Document;
use crate::output::{self, DraftedArticle};
use crate::syntax::appended;

/// Adds drafts at the end of the article's claim file, or writes a new one.
pub(super) fn write(
    article: &DraftedArticle,
    reading: &Reading<'_>,
    corpus: &Path,
    loaded: &Loaded,
) -> Result<(), Failure> {
    if !reading.is_inside {
        let folder = shown(&loaded.folder);
        return Err(format!(
            "{} lies outside of the articles folder {folder}: copy it there first",
            article.text
        )
        .into());
    }
    let told = match reading.documents.first() {
        Some((document, path)) => add(article, document, path)?,
        None => create(article, corpus, loaded)?,
    };
    write_to(anstream::stderr(), &told)
}

fn add(article: &DraftedArticle, document: &Document, path: &Path) -> Result<String, Failure> {
    let kept = document.claims.len() + document.unreadable.len();
    if document.problems.iter().any(|problem| problem.rule == &SYNTAX) {
        return Err(format!("{} is not valid TOML: mend it first", shown(path)).into());
    }
    let bytes = read_file(path).map_err(|e| format!("cannot read {}: {e}", shown(path)))?;
    let before = String::from_utf8(bytes).map_err(|_| format!("{} is not UTF-8", shown(path)))?;
    let count = article.claims.len();
    let (mark, rest) = match before.strip_prefix('\u{FEFF}') {
        Some(rest) => ("\u{FEFF}", rest),
        None => ("", before.as_str()),
    };
    if count > 0 {
        // Behind `claims = [ … ]` no [[claims]] may stand.
        let text = appended(rest, &output::drafted_claims(&article.claims)).ok_or_else(|| {
            format!(
                "{} does not write its claims as [[claims]]: drafts cannot be added; nothing was \
                 written",
                shown(path)
            )
        })?;
        replace(path, &format!("{mark}{text}"))?;
    }
    let mut told = format!("{}: {count} drafts added, {kept} claims kept\n", shown(path));
    let has_day = document.article.as_ref().is_some_and(|article| article.published.is_some());
    if let Some(published) = article.published.as_ref().filter(|_| !has_day) {
        told.push_str(&format!(
            "  it has no `published`; relative dates were counted from {published}: write it under \
             [article]\n"
        ));
    }
    Ok(told)
}

fn create(article: &DraftedArticle, corpus: &Path, loaded: &Loaded) -> Result<String, Failure> {
    let path = free_path(corpus, &article.text, loaded)?;
    let count = article.claims.len();
    if count == 0 {
        return Ok(format!("{}: nothing to draft\n", article.text));
    }
    replace(&path, &output::drafted_toml(article))?;
    // A file that `recoupe check` would not read is of no use.
    if !load::is_claim_file(corpus, &path, &loaded.settings)? {
        let _ = std::fs::remove_file(&path);
        return Err(format!(
            "{} would not be read: `claims` in recoupe.toml or .gitignore leaves it out; nothing was \
             written. Write a claim file for {} by hand and run this again",
            shown(&path),
            article.text
        )
        .into());
    }
    Ok(format!("{}: {count} drafts\n", shown(&path)))
}

/// A file below the corpus, named after the article, that does not exist yet. One of that name that
/// cannot be read may be the article's: it is not passed over.
fn free_path(corpus: &Path, article: &str, loaded: &Loaded) -> Result<PathBuf, Failure> {
    let stem = slashed(&Path::new(article).with_extension("")).replace('/', "-");
    let stem = stem.trim_start_matches('.');
    let names = std::iter::once(stem.to_owned()).chain((2..).map(|n| format!("{stem}-{n}")));
    for name in names {
        let path = corpus.join(format!("{name}.toml"));
        if !path.exists() && !load::is_reserved(&path) {
            return Ok(path);
        }
        let document = loaded.paths.iter().position(|known| *known == path);
        let document = document.map(|at| &loaded.documents[at]);
        if document.is_some_and(|document| document.article.is_none()) {
            return Err(format!(
                "{} names no article that can be read, and may be the one for {article}: mend it first",
                shown(&path)
            )
            .into());
        }
    }
    Err(format!("no free name for the claims of {article}").into())
}
