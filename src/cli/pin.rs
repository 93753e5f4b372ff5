//! `recoupe pin` and `recoupe drift`: which text a claim file stands on, and what became of its
//! quotes when that text changed.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::Args;

use super::files::rewrite;
use super::load::{self, Loaded};
use super::paths::{enclosing_tree, shown};
use super::{Failure, write_to};
use crate::corpus::{self, ArticleText, article_text};
use crate::diagnostic::SYNTAX;
use crate::model::{self, Claim, Document, word};
use crate::output::{self, Drafted, DriftedQuote};
use crate::rules::{Drift, DriftState, drift, pin};
use crate::source::{Sources, decode};
use crate::survey::Languages;
use crate::syntax::edited;
use crate::text::marked;

#[derive(Args, Debug)]
pub(super) struct PinArgs {
    /// Corpora; by default the nearest one
    corpora: Vec<PathBuf>,
    /// Pin texts that changed as well
    #[arg(long)]
    accept: bool,
}

#[derive(Args, Debug)]
pub(super) struct DriftArgs {
    /// Corpora; by default the nearest one
    corpora: Vec<PathBuf>,
}

/// Writes the hash of each article's text into its claim file. A text that changed is pinned only
/// with `--accept`.
pub(super) fn run(args: &PinArgs) -> Result<ExitCode, Failure> {
    let mut is_red = false;
    for corpus in load::find(&args.corpora)? {
        let mut sources = Sources::default();
        let loaded = load::load(&corpus, &mut sources)?;
        let (mut pinned, mut same) = (0, 0);
        for (document, path) in loaded.documents.iter().zip(&loaded.paths) {
            let Some((article, text)) = article(document, &loaded) else { continue };
            let was = article.sha256.as_ref().map(|(sha256, _)| sha256);
            if was == Some(&text.sha256) {
                same += 1;
                continue;
            }
            if was.is_some() && !args.accept {
                is_red = true;
                write_to(anstream::stdout(), &show(document, &loaded, &sources)?.1)?;
                continue;
            }
            if document.problems.iter().any(|problem| problem.rule == &SYNTAX) {
                return Err(format!("{} is not valid TOML: mend it first", shown(path)).into());
            }
            let Some(edit) = pin(document, &text.sha256, &sources) else { continue };
            let file = sources.file(document.file);
            let Some(written) = edited(&file.text, &[&edit]) else {
                let (path, sha256) = (shown(path), &text.sha256);
                return Err(format!(
                    "{path} writes its article in a way that only you can change: put \
                     `sha256 = \"{sha256}\"` beside `text`; this file is as it was"
                )
                .into());
            };
            rewrite(path, &written, file.encoding)?;
            pinned += 1;
        }
        let told = format!("{}: {pinned} pinned, {same} unchanged\n", shown(&corpus));
        write_to(anstream::stderr(), &told)?;
    }
    if is_red {
        write_to(anstream::stderr(), "changed texts are pinned with --accept\n")?;
    }
    Ok(if is_red { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Shows what became of the quotes of each article that changed. Red when a quote was edited or
/// is gone.
pub(super) fn run_drift(args: &DriftArgs) -> Result<ExitCode, Failure> {
    let mut worst = DriftState::Unaffected;
    for corpus in load::find(&args.corpora)? {
        let mut sources = Sources::default();
        let loaded = load::load(&corpus, &mut sources)?;
        let (mut changed, mut pins) = (0, 0);
        for document in &loaded.documents {
            let Some((article, text)) = article(document, &loaded) else { continue };
            let Some((pinned, _)) = &article.sha256 else { continue };
            pins += 1;
            if *pinned == text.sha256 {
                continue;
            }
            changed += 1;
            let (state, told) = show(document, &loaded, &sources)?;
            worst = worst.max(state);
            write_to(anstream::stdout(), &told)?;
        }
        let told = format!("{}: {changed} of {pins} pinned texts changed\n", shown(&corpus));
        write_to(anstream::stderr(), &told)?;
    }
    Ok(if worst > DriftState::Moved { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// A document's article and its text.
fn article<'l>(
    document: &'l Document,
    loaded: &'l Loaded,
) -> Option<(&'l model::Article, &'l ArticleText)> {
    Some((document.article.as_ref()?, article_text(document, &loaded.articles)?))
}

/// What became of a document's quotes: the worst, and all of it as text.
fn show(
    document: &Document,
    loaded: &Loaded,
    sources: &Sources,
) -> Result<(DriftState, String), Failure> {
    let Some((about, text)) = article(document, loaded) else {
        return Ok((DriftState::Unaffected, String::new()));
    };
    let file = sources.file(text.file);
    let old = about
        .sha256
        .as_ref()
        .and_then(|(sha256, _)| pinned_text(&loaded.folder.join(&about.text), sha256));
    let languages = Languages::new(&loaded.settings.vocabulary);
    let drifts = drift(document, &loaded.input(sources, 0), &languages, old.as_deref());
    let worst = drifts.iter().map(|drift| drift.state).max().unwrap_or(DriftState::Unaffected);
    let quotes: Vec<DriftedQuote> =
        drifts.iter().map(|drift| quote(drift, document, loaded, &file.text)).collect();
    Ok((worst, output::drifted(&file.path, old.is_some(), &quotes, sources)))
}

fn quote(drift: &Drift, document: &Document, loaded: &Loaded, text: &str) -> DriftedQuote {
    let parts: Vec<&str> = drift.passage.iter().map(|part| &text[part.clone()]).collect();
    let passage = parts.join(" […] ");
    let is_edited = matches!(drift.state, DriftState::Edited | DriftState::ValueEdited);
    let claim = document.claims.iter().find(|claim| claim.id == drift.claim);
    DriftedQuote {
        claim: drift.claim.clone(),
        state: drift.state.name(),
        span: drift.span,
        difference: match is_edited {
            true => marked(&drift.quote, &passage),
            false => String::new(),
        },
        draft: claim.and_then(|claim| superseding(claim, drift, passage, loaded)),
    }
}

/// A claim with the value that the article gives now.
fn superseding(claim: &Claim, drift: &Drift, quote: String, loaded: &Loaded) -> Option<Drafted> {
    let value = drift.correction.clone()?;
    let vocabulary = &loaded.settings.vocabulary;
    let id = claim.id.rsplit('/').next().unwrap_or(&claim.id);
    Some(Drafted {
        id: format!("{id}-corrected"),
        subject: vocabulary.entity(claim.subject).id.clone(),
        predicate: vocabulary.predicate(claim.predicate).name.clone(),
        value,
        quote,
        span: (0, 0),
        context: None,
        polarity: word(model::POLARITIES, &claim.polarity),
        factuality: word(model::FACTUALITIES, &claim.factuality),
        mode: word(model::MODES, &claim.mode),
        holder: claim.holder.iter().map(|id| vocabulary.entity(*id).id.clone()).collect(),
        supersedes: vec![id.to_owned()],
        cues: Vec::new(),
    })
}

/// The text of a hash among the versions of a file that git knows.
fn pinned_text(path: &Path, sha256: &str) -> Option<String> {
    // More versions than an article has; each is one git process.
    const VERSIONS: usize = 200;
    let tree = enclosing_tree(path.parent()?);
    let below = path.strip_prefix(&tree).ok()?;
    let git = |args: &[&str]| {
        let run = Command::new("git").arg("-C").arg(&tree).args(args).output().ok()?;
        run.status.success().then_some(run.stdout)
    };
    let count = format!("--max-count={VERSIONS}");
    let below = below.to_string_lossy().replace('\\', "/");
    // Renames are followed, and branches that were merged without their text.
    let how =
        ["log", "--follow", "-M20%", "--full-history", "--name-only", "--format=%x00%H", &count];
    let log = git(&[&how[..], &["--", &below]].concat())?;
    let log = String::from_utf8_lossy(&log);
    log.split('\0').find_map(|entry| {
        let mut lines = entry.lines().filter(|line| !line.is_empty());
        let (commit, name) = (lines.next()?, lines.next().unwrap_or(&below));
        let bytes = git(&["show", &format!("{commit}:{name}")])?;
        // Git may keep lines without the carriage returns that they have on disk.
        let is_it = [bytes.clone(), with_carriage_returns(&bytes)]
            .into_iter()
            .find(|bytes| corpus::sha256(bytes) == sha256)?;
        decode(&is_it).ok().map(|(text, _)| text)
    })
}

fn with_carriage_returns(bytes: &[u8]) -> Vec<u8> {
    bytes.split_inclusive(|byte| *byte == b'\n').fold(Vec::new(), |mut out, line| {
        match line.strip_suffix(b"\n") {
            Some(rest) if !rest.ends_with(b"\r") => {
                out.extend_from_slice(rest);
                out.extend_from_slice(b"\r\n");
            }
            _ => out.extend_from_slice(line),
        }
        out
    })
}
