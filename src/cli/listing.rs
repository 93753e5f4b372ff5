//! Where corpora and their files are.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobSet, GlobSetBuilder};

use super::Failure;
use super::files::line_of;
use super::load::{CONFIG, RESOLUTIONS};
use super::paths::{shown, slashed};
use crate::config::Settings;
use crate::source::{Sources, Span};
use crate::syntax::nearest;

/// The one corpus folder that a command line names, or the nearest one.
pub(super) fn find_one(named: Option<&PathBuf>) -> Result<PathBuf, Failure> {
    let named: Vec<PathBuf> = named.into_iter().cloned().collect();
    Ok(find(&named)?.remove(0))
}

/// The corpus folders that a command line names, each once, or the nearest one.
pub(super) fn find(named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    if named.is_empty() {
        let here = std::env::current_dir().map_err(|_| {
            "the current folder cannot be read, it may be deleted: change to another".to_owned()
        })?;
        let found = here.ancestors().find_map(corpus_at);
        return found.map(|folder| vec![folder]).ok_or_else(|| {
            "no corpus here: neither this folder nor one above has recoupe.toml or \
             claims/recoupe.toml; `recoupe init DIR` writes one"
                .into()
        });
    }
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for path in named {
        let folder = folder_of(path)?;
        if seen.insert(folder.canonicalize().unwrap_or_else(|_| folder.clone())) {
            found.push(folder);
        }
    }
    Ok(found)
}

/// The corpus folder that one argument names.
fn folder_of(path: &Path) -> Result<PathBuf, Failure> {
    if path.is_file() {
        if path.file_name().is_some_and(|name| name == CONFIG) {
            let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
            return Ok(parent.unwrap_or(Path::new(".")).to_owned());
        }
        let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let near = whole.ancestors().skip(1).find_map(corpus_at);
        let here = near.map(|near| format!(" (here: {})", shown(&near))).unwrap_or_default();
        let text = format!("{} is a file: give the folder that has recoupe.toml", shown(path));
        return Err(Failure(text + &here));
    }
    if let Some(folder) = corpus_at(path) {
        return Ok(folder);
    }
    if path.is_dir() {
        let text = format!("{} is no corpus: it has no recoupe.toml", shown(path));
        return Err(Failure(text));
    }
    let command = nearest(&path.to_string_lossy(), super::COMMANDS.iter().copied());
    let meant = command.map(|c| format!("; did you mean `recoupe {c}`?"));
    Err(Failure(format!("there is no folder {}{}", path.display(), meant.unwrap_or_default())))
}

pub(super) fn corpus_at(folder: &Path) -> Option<PathBuf> {
    let candidates = [folder.to_owned(), folder.join("claims")];
    candidates.into_iter().find(|folder| folder.join(CONFIG).is_file())
}

/// The claim files of a corpus, sorted by name.
pub(super) fn claim_files(
    corpus: &Path,
    settings: &Settings,
    sources: &Sources,
) -> Result<Vec<(String, PathBuf)>, Failure> {
    let globs = globs(&settings.claims, sources)?;
    let root = corpus.to_owned();
    let mut files = Vec::new();
    for entry in walk(corpus, move |folder| folder == root || !folder.join(CONFIG).is_file()) {
        let entry = match entry {
            Ok(entry) => entry,
            // A link in a circle, or one to nowhere that is no claim file, hides nothing.
            Err(error) if hides_nothing(&error, corpus, &globs) => continue,
            Err(error) => return Err(format!("cannot list {}: {error}", shown(corpus)).into()),
        };
        let path = entry.path();
        let Ok(below) = path.strip_prefix(corpus) else { continue };
        let is_own = below == Path::new(CONFIG) || below == Path::new(RESOLUTIONS);
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        if !is_folder && !is_own && globs.is_match(below) {
            files.push((slashed(&below.with_extension("")), path.to_owned()));
        }
    }
    files.sort();
    Ok(files)
}

fn hides_nothing(error: &ignore::Error, corpus: &Path, globs: &GlobSet) -> bool {
    match error {
        ignore::Error::WithDepth { err, .. } => hides_nothing(err, corpus, globs),
        ignore::Error::WithPath { path, .. } => {
            let is_dangling =
                path.symlink_metadata().is_ok_and(|m| m.is_symlink()) && !path.exists();
            is_dangling && path.strip_prefix(corpus).is_ok_and(|below| !globs.is_match(below))
        }
        ignore::Error::Loop { .. } => true,
        _ => false,
    }
}

/// Whether a check of the corpus reads a file.
pub(super) fn is_claim_file(
    corpus: &Path,
    path: &Path,
    settings: &Settings,
    sources: &Sources,
) -> Result<bool, Failure> {
    Ok(claim_files(corpus, settings, sources)?.iter().any(|(_, known)| known == path))
}

/// Whether a file's name is taken by the corpus itself.
pub(super) fn is_reserved(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == CONFIG || name == RESOLUTIONS)
}

/// The files below a folder, links followed, without hidden ones and those that `.gitignore` names
/// (and nothing but `.gitignore`: what one machine ignores, another must not check). `enters` says
/// into which folders to go.
fn walk(folder: &Path, enters: impl Fn(&Path) -> bool + Send + Sync + 'static) -> ignore::Walk {
    let in_git = folder
        .canonicalize()
        .is_ok_and(|folder| folder.ancestors().any(|above| above.join(".git").exists()));
    ignore::WalkBuilder::new(folder)
        .follow_links(true)
        .ignore(false)
        .git_global(false)
        .git_exclude(false)
        .parents(in_git)
        .require_git(in_git)
        .filter_entry(move |entry| {
            !entry.file_type().is_some_and(|kind| kind.is_dir()) || enters(entry.path())
        })
        .build()
}

fn globs(patterns: &[(String, Span)], sources: &Sources) -> Result<GlobSet, Failure> {
    let mut builder = GlobSetBuilder::new();
    for (pattern, span) in patterns {
        let explain = |error: globset::Error| {
            format!(
                "{}: {pattern:?} is no pattern for file names: {}; write `claims` like \
                 \"claims/*.toml\"",
                line_of(*span, sources),
                error.kind()
            )
        };
        builder.add(Glob::new(pattern).map_err(explain)?);
    }
    builder.build().map_err(|e| Failure(format!("`claims` in recoupe.toml: {e}")))
}

/// The files below a folder, for suggestions.
pub(super) fn list(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = walk(folder, |_| true)
        .flatten()
        .filter(|entry| entry.path().is_file())
        .filter_map(|entry| entry.path().strip_prefix(folder).ok().map(slashed))
        .collect();
    names.sort();
    names
}
