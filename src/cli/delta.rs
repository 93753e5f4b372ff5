//! What a change did: the findings of now against those of an earlier run or revision.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::load::{self, read_file};
use super::paths::{enclosing_tree, shown};
use super::{Failure, write_to};
use crate::diagnostic::{Comparison, Level, Report, State};
use crate::source::Sources;

/// What was found before.
pub(super) struct Before {
    /// Levels by fingerprint.
    findings: BTreeMap<String, Level>,
    /// Numbers of positions by question.
    positions: BTreeMap<String, usize>,
    /// How it is called in the summary.
    name: String,
}

/// A file that `recoupe check --format json` or `recoupe baseline` wrote.
pub(super) fn from_file(path: &Path) -> Result<Before, Failure> {
    let bytes = read_file(path).map_err(|e| format!("cannot read {}: {e}", shown(path)))?;
    let no_baseline =
        || format!("{} is no baseline: write one with `recoupe baseline`", shown(path));
    let json: serde_json::Value = serde_json::from_slice(&bytes).map_err(|_| no_baseline())?;
    let list = json["findings"].as_array().ok_or_else(no_baseline)?;
    let mut before =
        Before { findings: BTreeMap::new(), positions: BTreeMap::new(), name: shown(path) };
    for finding in list {
        let fingerprint = finding["fingerprint"].as_str().ok_or_else(no_baseline)?;
        let level = Level::ALL.iter().find(|(name, _)| finding["level"] == **name);
        let level = level.map_or(Level::Note, |(_, level)| *level);
        before.findings.insert(fingerprint.to_owned(), level);
    }
    Ok(before)
}

/// The corpora as they were at a git revision.
pub(super) fn at_revision(
    corpora: &[PathBuf],
    revision: &str,
    today: i64,
) -> Result<Before, Failure> {
    let mut before =
        Before { findings: BTreeMap::new(), positions: BTreeMap::new(), name: revision.to_owned() };
    for corpus in corpora {
        let corpus =
            corpus.canonicalize().map_err(|e| format!("cannot open {}: {e}", shown(corpus)))?;
        let tree = enclosing_tree(&corpus);
        if !tree.join(".git").exists() {
            return Err(
                format!("{} is in no git work tree: --since needs one", shown(&corpus)).into()
            );
        }
        let export = export(&tree, revision)?;
        let below = corpus.strip_prefix(&tree).unwrap_or(Path::new(""));
        let old = export.path().join(below);
        if !old.join("recoupe.toml").is_file() {
            continue;
        }
        let mut sources = Sources::default();
        let loaded = load::load(&old, &mut sources)?;
        let report = crate::check(&loaded.input(&sources, today));
        for finding in &report.findings {
            before.findings.insert(finding.fingerprint(), finding.level);
            if let Some(contest) = &finding.contest {
                before.positions.insert(question(contest), contest.positions.len());
            }
        }
    }
    Ok(before)
}

/// The files of a revision, in a temporary folder that looks like a work tree.
fn export(tree: &Path, revision: &str) -> Result<tempfile::TempDir, Failure> {
    let explain = |e: std::io::Error| format!("--since needs git and tar: {e}");
    let known = Command::new("git")
        .arg("-C")
        .arg(tree)
        .args(["rev-parse", "--verify", "--quiet", "--end-of-options"])
        .arg(format!("{revision}^{{commit}}"))
        .output()
        .map_err(explain)?;
    if !known.status.success() {
        return Err(format!(
            "git knows no revision {revision:?} here; a shallow clone must fetch it first: git fetch \
             --unshallow, or `fetch-depth: 0` in a checkout action"
        )
        .into());
    }
    let commit = String::from_utf8_lossy(&known.stdout).trim().to_owned();
    let folder = tempfile::tempdir().map_err(|e| format!("no temporary folder: {e}"))?;
    let archive = folder.path().join("revision.tar");
    let made = Command::new("git")
        .arg("-C")
        .arg(tree)
        .args(["archive", "--format=tar", "--output"])
        .arg(&archive)
        .arg(&commit)
        .output()
        .map_err(explain)?;
    let unpacked = Command::new("tar")
        .arg("-xf")
        .arg(&archive)
        .arg("-C")
        .arg(folder.path())
        .output()
        .map_err(explain)?;
    if !made.status.success() || !unpacked.status.success() {
        let why = String::from_utf8_lossy(&made.stderr).trim().to_owned();
        return Err(format!("cannot unpack revision {revision:?}: {why}").into());
    }
    std::fs::create_dir(folder.path().join(".git")).map_err(|e| e.to_string())?;
    Ok(folder)
}

fn question(contest: &crate::diagnostic::Contest) -> String {
    format!("{}, {} {:?}", contest.subject, contest.title, contest.scope)
}

impl Before {
    /// Marks each finding as introduced or unchanged, and tells on standard error what became of
    /// those before.
    pub(super) fn compare(&self, report: &mut Report) -> Result<(), Failure> {
        let mut now: BTreeSet<String> = BTreeSet::new();
        let mut told = String::new();
        for finding in &mut report.findings {
            let fingerprint = finding.fingerprint();
            // One that was a note and is a warning now is as good as new.
            let is_known = self.findings.get(&fingerprint).is_some_and(|was| *was >= finding.level);
            finding.state = Some(if is_known { State::Unchanged } else { State::Introduced });
            now.insert(fingerprint);
            let Some(contest) = &finding.contest else { continue };
            let (was, is) = (self.positions.get(&question(contest)), contest.positions.len());
            if let Some(was) = was.filter(|was| **was != is) {
                told.push_str(&format!("  {}: {was} positions before, {is} now\n", contest.title));
            }
        }
        let count = |state: State| {
            let heavy = report.findings.iter().filter(|finding| finding.level > Level::Note);
            heavy.filter(|finding| finding.state == Some(state)).count()
        };
        let resolved = self
            .findings
            .iter()
            .filter(|(fingerprint, level)| **level > Level::Note && !now.contains(*fingerprint))
            .count();
        let comparison = Comparison {
            name: self.name.clone(),
            introduced: count(State::Introduced),
            unchanged: count(State::Unchanged),
            resolved,
        };
        let told = format!(
            "since {}: {} introduced, {} unchanged, {resolved} resolved\n{told}",
            self.name, comparison.introduced, comparison.unchanged,
        );
        report.comparison = Some(comparison);
        write_to(anstream::stderr(), &told)
    }
}
