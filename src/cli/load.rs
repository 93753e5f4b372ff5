//! A corpus from disk into memory.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobSet, GlobSetBuilder};
use sha2::{Digest, Sha256};

use super::Failure;
use super::paths::{enclosing_tree, shown, slashed};
use crate::config::{self, Settings};
use crate::corpus::{ArticleFile, ArticleText};
use crate::diagnostic::{Diagnostic, Report, SYNTAX};
use crate::model::{Document, Resolutions};
use crate::output::{TextOptions, text};
use crate::read;
use crate::rules::Input;
use crate::source::{Sources, Span, decode};
use crate::text::Normal;

const CONFIG: &str = "recoupe.toml";
const RESOLUTIONS: &str = "resolutions.toml";

/// A corpus in memory.
pub(super) struct Loaded {
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
                Failure(format!("{} is no corpus: it has no recoupe.toml", shown(path)))
            })
        })
        .collect()
}

fn corpus_at(folder: &Path) -> Option<PathBuf> {
    let candidates = [folder.to_owned(), folder.join("claims")];
    candidates.into_iter().find(|folder| folder.join(CONFIG).is_file())
}

/// Reads a corpus.
pub(super) fn load(corpus: &Path, sources: &mut Sources) -> Result<Loaded, Failure> {
    let settings = read_settings(&corpus.join(CONFIG), sources)?;
    let files = claim_files(corpus, &settings)?;
    let mut documents = Vec::with_capacity(files.len());
    for (name, path) in files {
        documents.push(read_document(&name, &path, sources, &settings)?);
    }
    let folder = articles_folder(corpus, &settings)?;
    let mut articles = BTreeMap::new();
    for article in documents.iter().filter_map(|document| document.article.as_ref()) {
        if !articles.contains_key(&article.text) {
            articles.insert(article.text.clone(), read_article(&folder, &article.text, sources));
        }
    }
    let available = if articles.values().any(|a| matches!(a, ArticleFile::Failed(_))) {
        list(&folder)
    } else {
        Vec::new()
    };
    let resolutions = read_resolutions(&corpus.join(RESOLUTIONS), sources)?;
    Ok(Loaded { settings, documents, articles, available, resolutions })
}

fn read_settings(path: &Path, sources: &mut Sources) -> Result<Settings, Failure> {
    let bytes = std::fs::read(path).map_err(|e| format!("cannot read {}: {e}", shown(path)))?;
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
    let options = TextOptions { least: crate::diagnostic::Level::Note, width: 140 };
    text(report, sources, options)
}

/// The claim files of a corpus, sorted by name.
fn claim_files(corpus: &Path, settings: &Settings) -> Result<Vec<(String, PathBuf)>, Failure> {
    let globs = globs(&settings.claims)?;
    let root = corpus.to_owned();
    // A subfolder with its own recoupe.toml is another corpus.
    let walk = ignore::WalkBuilder::new(corpus)
        .require_git(false)
        .filter_entry(move |entry| {
            entry.path() == root
                || !entry.file_type().is_some_and(|kind| kind.is_dir())
                || !entry.path().join(CONFIG).is_file()
        })
        .build();
    let mut files = Vec::new();
    for entry in walk {
        let entry = entry.map_err(|e| format!("cannot list {}: {e}", shown(corpus)))?;
        let path = entry.path();
        let Ok(below) = path.strip_prefix(corpus) else { continue };
        let is_own = below == Path::new(CONFIG) || below == Path::new(RESOLUTIONS);
        if path.is_file() && !is_own && globs.is_match(below) {
            files.push((slashed(&below.with_extension("")), path.to_owned()));
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(format!("nothing to check: {} has no claim files", shown(corpus)).into());
    }
    Ok(files)
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
    let bytes = std::fs::read(path).map_err(|e| format!("cannot read {}: {e}", shown(path)))?;
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
    match std::fs::read(path) {
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

fn read_article(folder: &Path, name: &str, sources: &mut Sources) -> ArticleFile {
    let path = folder.join(name);
    let resolved = match path.canonicalize() {
        Ok(resolved) => resolved,
        Err(_) => return ArticleFile::Failed(format!("is not in {}", shown(folder))),
    };
    if !resolved.starts_with(folder) {
        return ArticleFile::Failed(format!("lies outside of {}", shown(folder)));
    }
    let bytes = match std::fs::read(&resolved) {
        Ok(bytes) => bytes,
        Err(error) => return ArticleFile::Failed(format!("cannot be read: {error}")),
    };
    let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    match decode(&bytes) {
        Ok((text, encoding)) => {
            let normal = Normal::new(&text);
            let file = sources.add_decoded(shown(&path), text, encoding);
            ArticleFile::Read(ArticleText { file, sha256, normal })
        }
        Err(reason) => ArticleFile::Failed(reason),
    }
}

/// The files below a folder, for suggestions.
fn list(folder: &Path) -> Vec<String> {
    let walk = ignore::WalkBuilder::new(folder).require_git(false).build();
    let mut names: Vec<String> = walk
        .flatten()
        .filter(|entry| entry.path().is_file())
        .filter_map(|entry| entry.path().strip_prefix(folder).ok().map(slashed))
        .collect();
    names.sort();
    names
}
