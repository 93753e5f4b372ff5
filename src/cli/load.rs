//! A corpus from disk into memory.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobSet, GlobSetBuilder};

use super::Failure;
use super::paths::{enclosing_tree, shown, slashed};
use crate::config::{self, Settings};
use crate::corpus::ArticleFile;
use crate::diagnostic::{Diagnostic, Report, SYNTAX};
use crate::model::{Document, Resolutions};
use crate::output::{Names, TextOptions, text};
use crate::read;
use crate::rules::Input;
use crate::source::{FileId, Sources, Span};
use crate::syntax::nearest;

const CONFIG: &str = "recoupe.toml";
pub(super) const RESOLUTIONS: &str = "resolutions.toml";

/// A corpus in memory.
#[derive(Clone)]
pub(super) struct Loaded {
    /// Where each document's file is.
    pub(super) paths: Vec<PathBuf>,
    /// The folder of the article texts.
    pub(super) folder: PathBuf,
    pub(super) settings: Settings,
    pub(super) documents: Vec<Document>,
    pub(super) articles: BTreeMap<String, ArticleFile>,
    pub(super) available: Vec<String>,
    pub(super) resolutions: Resolutions,
}

impl Loaded {
    /// The corpus as the rules take it.
    pub(super) fn input<'i>(&'i self, sources: &'i Sources, today: i64) -> Input<'i> {
        Input {
            sources,
            settings: &self.settings,
            documents: &self.documents,
            articles: &self.articles,
            available: &self.available,
            resolutions: &self.resolutions,
            today: Some(today),
        }
    }
}

/// The one corpus folder that a command line names, or the nearest one.
pub(super) fn find_one(named: Option<&PathBuf>) -> Result<PathBuf, Failure> {
    let named: Vec<PathBuf> = named.into_iter().cloned().collect();
    Ok(find(&named)?.remove(0))
}

/// The corpus folders that a command line names, or the nearest one.
pub(super) fn find(named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    if named.is_empty() {
        let here = std::env::current_dir().map_err(|e| format!("no current folder: {e}"))?;
        let found = here.ancestors().find_map(corpus_at);
        return found.map(|folder| vec![folder]).ok_or_else(|| {
            "no corpus here: neither this folder nor one above has recoupe.toml or \
             claims/recoupe.toml; `recoupe init DIR` writes one"
                .into()
        });
    }
    named
        .iter()
        .map(|path| {
            if path.file_name().is_some_and(|name| name == CONFIG) && path.is_file() {
                let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
                return Ok(parent.unwrap_or(Path::new(".")).to_owned());
            }
            corpus_at(path).ok_or_else(|| {
                let name = path.to_string_lossy();
                let command =
                    (!path.exists()).then(|| nearest(&name, super::COMMANDS.iter().copied()));
                let meant = command.flatten().map(|c| format!("; did you mean `recoupe {c}`?"));
                let text = format!("{} is no corpus: it has no recoupe.toml", shown(path));
                Failure(text + &meant.unwrap_or_default())
            })
        })
        .collect()
}

pub(super) fn corpus_at(folder: &Path) -> Option<PathBuf> {
    let candidates = [folder.to_owned(), folder.join("claims")];
    candidates.into_iter().find(|folder| folder.join(CONFIG).is_file())
}

/// Reads a corpus.
pub(super) fn load(corpus: &Path, sources: &mut Sources) -> Result<Loaded, Failure> {
    let settings = read_settings(&corpus.join(CONFIG), sources)?;
    let files = claim_files(corpus, &settings)?;
    let mut documents = Vec::with_capacity(files.len());
    for (name, path) in &files {
        documents.push(read_document(name, path, sources, &settings)?);
    }
    let paths = files.into_iter().map(|(_, path)| path).collect();
    let folder = articles_folder(corpus, &settings)?;
    let mut articles = BTreeMap::new();
    for article in documents.iter().filter_map(|document| document.article.as_ref()) {
        if !articles.contains_key(&article.text) {
            let read = read_article(&folder, &article.text, sources)?;
            articles.insert(article.text.clone(), read);
        }
    }
    let available = if articles.values().any(|a| matches!(a, ArticleFile::Failed(_))) {
        list(&folder)
    } else {
        Vec::new()
    };
    let resolutions = read_resolutions(&corpus.join(RESOLUTIONS), sources)?;
    Ok(Loaded { paths, folder, settings, documents, articles, available, resolutions })
}

/// The corpus with other texts for some of its claim files.
pub(super) fn reread(
    loaded: &Loaded,
    texts: &BTreeMap<FileId, String>,
    sources: &mut Sources,
) -> Loaded {
    let reread = |document: &Document, sources: &mut Sources| match texts.get(&document.file) {
        None => document.clone(),
        Some(text) => {
            let old = sources.file(document.file);
            let (path, encoding) = (old.path.clone(), old.encoding);
            let file = sources.add_decoded(path, text.clone(), encoding);
            read::read(file, &document.name, sources, &loaded.settings.vocabulary)
        }
    };
    Loaded {
        documents: loaded.documents.iter().map(|document| reread(document, sources)).collect(),
        ..loaded.clone()
    }
}

/// Reads the settings of a corpus alone.
pub(super) fn settings(corpus: &Path, sources: &mut Sources) -> Result<Settings, Failure> {
    read_settings(&corpus.join(CONFIG), sources)
}

/// Whether a file holds valid settings.
pub(super) fn has_settings(path: &Path) -> bool {
    let text = read_file(path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    text.is_some_and(|text| {
        let mut sources = Sources::default();
        let file = sources.add("", text.strip_prefix('\u{FEFF}').unwrap_or(&text));
        config::read(file, &sources).1.is_empty()
    })
}

fn read_settings(path: &Path, sources: &mut Sources) -> Result<Settings, Failure> {
    let bytes = read_file(path).map_err(|e| format!("cannot read {}: {e}", shown(path)))?;
    let text = String::from_utf8(bytes).map_err(|_| format!("{} is not UTF-8", shown(path)))?;
    let text = text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text);
    let file = sources.add(shown(path), text);
    let (settings, problems) = config::read(file, sources);
    if problems.is_empty() {
        return Ok(settings);
    }
    let report = Report { findings: problems, ..Report::default() };
    let shown_problems = text_of(&report, sources);
    super::write_to(anstream::stderr(), &shown_problems)?;
    Err(format!("{} is not valid: nothing was checked", shown(path)).into())
}

fn text_of(report: &Report, sources: &Sources) -> String {
    let options =
        TextOptions { least: crate::diagnostic::Level::Note, width: 140, names: Names::Rules };
    text(report, sources, options)
}

/// The bytes of a regular file: a pipe would hang the run.
pub(super) fn read_file(path: &Path) -> std::io::Result<Vec<u8>> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(std::io::Error::other("it is no regular file"));
    }
    std::fs::read(path)
}

/// The claim files of a corpus, sorted by name.
fn claim_files(corpus: &Path, settings: &Settings) -> Result<Vec<(String, PathBuf)>, Failure> {
    let globs = globs(&settings.claims)?;
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
) -> Result<bool, Failure> {
    Ok(claim_files(corpus, settings)?.iter().any(|(_, known)| known == path))
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

fn globs(patterns: &[String]) -> Result<GlobSet, Failure> {
    let mut builder = GlobSetBuilder::new();
    for pattern in patterns {
        let glob = Glob::new(pattern).map_err(|e| format!("recoupe.toml: `claims`: {e}"))?;
        builder.add(glob);
    }
    builder.build().map_err(|e| Failure(format!("recoupe.toml: `claims`: {e}")))
}

fn read_document(
    name: &str,
    path: &Path,
    sources: &mut Sources,
    settings: &Settings,
) -> Result<Document, Failure> {
    let bytes = read_file(path).map_err(|e| format!("cannot read {}: {e}", shown(path)))?;
    let (text, bad_byte) = match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(at))
        }
    };
    let (text, encoding) = match text.strip_prefix('\u{FEFF}') {
        Some(rest) => (rest.to_owned(), crate::source::Encoding::Utf8Bom),
        None => (text, crate::source::Encoding::Utf8),
    };
    let file = sources.add_decoded(shown(path), text, encoding);
    let mut document = read::read(file, name, sources, &settings.vocabulary);
    if let Some(at) = bad_byte {
        document.problems.push(
            Diagnostic::new(&SYNTAX, "the file is not UTF-8")
                .at(Span::new(file, at..at + 1), "the first byte that is not"),
        );
    }
    Ok(document)
}

fn read_resolutions(path: &Path, sources: &mut Sources) -> Result<Resolutions, Failure> {
    match read_file(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Resolutions::default()),
        Err(error) => Err(format!("cannot read {}: {error}", shown(path)).into()),
        Ok(bytes) => {
            let text =
                String::from_utf8(bytes).map_err(|_| format!("{} is not UTF-8", shown(path)))?;
            let file = sources.add(shown(path), text);
            Ok(read::read_resolutions(file, sources))
        }
    }
}

/// The folder of the article texts, which must lie in the work tree around the corpus.
fn articles_folder(corpus: &Path, settings: &Settings) -> Result<PathBuf, Failure> {
    let (written, _) =
        settings.articles.as_ref().ok_or("recoupe.toml names no `articles` folder")?;
    let folder = corpus.join(written);
    let resolved = folder
        .canonicalize()
        .map_err(|e| format!("cannot open the articles folder {}: {e}", shown(&folder)))?;
    let corpus =
        corpus.canonicalize().map_err(|e| format!("cannot open {}: {e}", shown(corpus)))?;
    let tree = enclosing_tree(&corpus);
    if !resolved.starts_with(&tree) {
        return Err(format!(
            "the articles folder {written:?} lies outside of {}; keep the texts in the repository \
             of their claims",
            shown(&tree)
        )
        .into());
    }
    Ok(resolved)
}

/// Reads an article. One that is not where it should be is a finding; one that is there and can't be
/// opened ends the run.
fn read_article(folder: &Path, name: &str, sources: &mut Sources) -> Result<ArticleFile, Failure> {
    let path = folder.join(name);
    let resolved = match path.canonicalize() {
        Ok(resolved) => resolved,
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            return Err(format!("cannot open {}: {error}", shown(&path)).into());
        }
        Err(_) => return Ok(ArticleFile::Failed(format!("is not in {}", shown(folder)))),
    };
    if !resolved.starts_with(folder) {
        return Ok(ArticleFile::Failed(format!("lies outside of {}", shown(folder))));
    }
    if resolved.is_dir() {
        return Ok(ArticleFile::Failed("is a folder".into()));
    }
    let bytes = read_file(&resolved).map_err(|e| format!("cannot open {}: {e}", shown(&path)))?;
    Ok(ArticleFile::read(shown(&path), &bytes, sources))
}

/// The files below a folder, for suggestions.
fn list(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = walk(folder, |_| true)
        .flatten()
        .filter(|entry| entry.path().is_file())
        .filter_map(|entry| entry.path().strip_prefix(folder).ok().map(slashed))
        .collect();
    names.sort();
    names
}
