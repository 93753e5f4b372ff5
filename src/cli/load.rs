//! A corpus from disk into memory.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Failure;
use super::files::{line_of, read_file, read_text, unmarked, worded};
use super::listing::{claim_files, list};
use super::paths::{enclosing_tree, shown};
use crate::config::{self, Settings};
use crate::corpus::{ArticleFile, article_text};
use crate::diagnostic::{Diagnostic, Report, SYNTAX};
use crate::model::{Document, Resolutions, Unreadable};
use crate::output::{Names, TextOptions, text};
use crate::read;
use crate::rules::Input;
use crate::source::{FileId, Sources, Span};

pub(super) const CONFIG: &str = "recoupe.toml";
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

/// What a command needs of a claim file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// Valid TOML, and the text of its article.
    Article,
    /// That, and each of its claims.
    Claims,
}

impl Loaded {
    /// Whether a claim file has what a command needs.
    pub(super) fn has(&self, need: Need, document: &Document) -> bool {
        let is_valid = document.problems.iter().all(|problem| problem.rule != &SYNTAX);
        let is_whole = need == Need::Article || document.unreadable.is_empty();
        is_valid && is_whole && article_text(document, &self.articles).is_some()
    }

    /// Says how many claim files lack what a command needs; whether there are any. What could not
    /// be done is never passed over, `--quiet` or not.
    pub(super) fn tell_left_out(&self, need: Need) -> Result<bool, Failure> {
        let count = self.documents.iter().filter(|document| !self.has(need, document)).count();
        let told = match (need, count) {
            (_, 0) => return Ok(false),
            (Need::Article, 1) => {
                "1 claim file was left out: it or its article cannot be read".into()
            }
            (Need::Article, _) => {
                format!("{count} claim files were left out: they or their articles cannot be read")
            }
            (Need::Claims, 1) => "1 claim file or its article cannot be read in full".into(),
            (Need::Claims, _) => {
                format!("{count} claim files or their articles cannot be read in full")
            }
        };
        super::write_to(anstream::stderr(), &format!("{told}; `recoupe check` says why\n"))?;
        Ok(true)
    }

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

/// Reads a corpus.
pub(super) fn load(corpus: &Path, sources: &mut Sources) -> Result<Loaded, Failure> {
    let settings = read_settings(&corpus.join(CONFIG), sources)?;
    let files = claim_files(corpus, &settings, sources)?;
    let mut documents = Vec::with_capacity(files.len());
    for (name, path) in &files {
        documents.push(read_document(name, path, sources, &settings)?);
    }
    let paths = files.into_iter().map(|(_, path)| path).collect();
    let folder = articles_folder(corpus, &settings, sources)?;
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
    parsed_settings(path, &mut Sources::default()).is_ok_and(|(_, problems)| problems.is_empty())
}

fn parsed_settings(
    path: &Path,
    sources: &mut Sources,
) -> Result<(Settings, Vec<Diagnostic>), Failure> {
    let text = read_text(path)?;
    let file = sources.add(shown(path), unmarked(&text));
    Ok(config::read(file, sources))
}

fn read_settings(path: &Path, sources: &mut Sources) -> Result<Settings, Failure> {
    let (settings, problems) = parsed_settings(path, sources)?;
    if problems.is_empty() {
        return Ok(settings);
    }
    let report = Report { findings: problems, ..Report::default() };
    let shown_problems = text_of(&report, sources);
    super::write_to(anstream::stderr(), &shown_problems)?;
    Err(format!("correct {} first (see above); nothing was done", shown(path)).into())
}

fn text_of(report: &Report, sources: &Sources) -> String {
    let options =
        TextOptions { least: crate::diagnostic::Level::Note, width: 140, names: Names::Rules };
    text(report, sources, options)
}

fn read_document(
    name: &str,
    path: &Path,
    sources: &mut Sources,
    settings: &Settings,
) -> Result<Document, Failure> {
    let bytes = read_file(path)?;
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
        unread(&mut document, at);
    }
    Ok(document)
}

/// Leaves nothing of a file that is not UTF-8 but that: what was made of it is guesswork.
fn unread(document: &mut Document, at: usize) {
    let claims = document.claims.drain(..);
    let claims = claims.map(|claim| Unreadable {
        id: Some(claim.id),
        question: Some((claim.subject, claim.predicate)),
    });
    document.unreadable.extend(claims);
    document.problems = vec![
        Diagnostic::new(&SYNTAX, "the file is not saved as UTF-8")
            .at(Span::new(document.file, at..at + 1), "the first character that is not")
            .help("open it in an editor and save it as UTF-8"),
    ];
}

fn read_resolutions(path: &Path, sources: &mut Sources) -> Result<Resolutions, Failure> {
    if path.try_exists().is_ok_and(|exists| !exists) {
        return Ok(Resolutions::default());
    }
    let file = sources.add(shown(path), read_text(path)?);
    Ok(read::read_resolutions(file, sources))
}

/// The folder of the article texts, which must lie in the work tree around the corpus.
fn articles_folder(
    corpus: &Path,
    settings: &Settings,
    sources: &Sources,
) -> Result<PathBuf, Failure> {
    let (written, span) =
        settings.articles.as_ref().ok_or("recoupe.toml names no `articles` folder")?;
    let here = line_of(*span, sources);
    let folder = corpus.join(written);
    if folder.is_file() {
        let folder = shown(&folder);
        return Err(format!("{here}: `articles` is a folder, and {folder} is a file").into());
    }
    let resolved = folder.canonicalize().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            let folder = shown(&folder);
            format!("{here}: there is no folder {folder}; make it, or correct `articles`")
        }
        _ => worded("open", &folder, &error),
    })?;
    let corpus = corpus.canonicalize().map_err(|error| worded("open", corpus, &error))?;
    let tree = enclosing_tree(&corpus);
    if !resolved.starts_with(&tree) {
        return Err(format!(
            "{here}: the articles folder {written:?} lies outside of {tree}; move the texts below \
             {tree} and write that folder under `articles`",
            tree = shown(&tree)
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
            return Err(worded("open", &path, &error).into());
        }
        Err(_) => return Ok(ArticleFile::Failed(format!("is not in {}", shown(folder)))),
    };
    if !resolved.starts_with(folder) {
        return Ok(ArticleFile::Failed(format!("lies outside of {}", shown(folder))));
    }
    if resolved.is_dir() {
        return Ok(ArticleFile::Failed("is a folder".into()));
    }
    let bytes = read_file(&resolved)?;
    Ok(ArticleFile::read(shown(&path), &bytes, sources))
}
