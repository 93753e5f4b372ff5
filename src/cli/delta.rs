//! What a change did: the findings of now against those of an earlier run or revision.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::load::{self, read_file};
use super::paths::{enclosing_tree, shown, slashed};
use super::{Failure, earlier};
use crate::diagnostic::{Comparison, Contest, Diagnostic, Level, Report, State};
use crate::source::Sources;

/// What was found before.
#[derive(Default)]
pub(super) struct Before {
    /// Rules and levels by fingerprint.
    pub(super) findings: BTreeMap<String, (String, Level)>,
    /// What each question that was contested stood at.
    pub(super) contested: BTreeMap<String, Vec<String>>,
    /// Claims whose pairs were decided.
    pub(super) decided: Vec<BTreeSet<String>>,
    /// Exceptions that were decided: a rule and the claims of the finding.
    pub(super) excepted: BTreeSet<(String, Vec<String>)>,
    /// How it is called in the summary.
    pub(super) name: String,
}

/// A file that `recoupe check --format json` or `recoupe baseline` wrote.
pub(super) fn from_file(path: &Path) -> Result<Before, Failure> {
    let bytes = read_file(path).map_err(|e| format!("cannot read {}: {e}", shown(path)))?;
    let json: Option<serde_json::Value> = serde_json::from_slice(&bytes).ok();
    let version = json.as_ref().and_then(|json| json.get("version"));
    if let Some(version) = version.filter(|version| version.as_u64() != Some(earlier::VERSION)) {
        return Err(format!(
            "{} is of version {version}, and only version {} is known here: write it again with \
             `recoupe baseline`",
            shown(path),
            earlier::VERSION
        )
        .into());
    }
    let before = version.and(json.as_ref()).and_then(earlier::read);
    let no_baseline =
        || format!("{} is no baseline: write one with `recoupe baseline`", shown(path));
    Ok(Before { name: shown(path), ..before.ok_or_else(no_baseline)? })
}

/// The corpora as they were at a git revision.
pub(super) fn at_revision(
    corpora: &[PathBuf],
    revision: &str,
    today: i64,
) -> Result<Before, Failure> {
    let mut before = Before { name: revision.to_owned(), ..Before::default() };
    for corpus in corpora {
        let corpus =
            corpus.canonicalize().map_err(|e| format!("cannot open {}: {e}", shown(corpus)))?;
        let tree = enclosing_tree(&corpus);
        if !tree.join(".git").exists() {
            return Err(format!(
                "{} is in no git work tree: --since needs one; `recoupe baseline` and --baseline do not",
                shown(&corpus)
            )
            .into());
        }
        let export = export(&tree, revision)?;
        let below = corpus.strip_prefix(&tree).unwrap_or(Path::new(""));
        let old = export.path().join(below);
        if !old.join("recoupe.toml").is_file() {
            continue;
        }
        before.add(&check_old(&old, export.path(), today).map_err(|reason| {
            format!(
                "the claims at {revision} cannot be checked: {reason}; compare with a file instead: \
                 `recoupe baseline` writes one for --baseline"
            )
        })?);
    }
    Ok(before)
}

/// Checks a corpus that was exported; what goes wrong is told in paths of the revision.
fn check_old(corpus: &Path, export: &Path, today: i64) -> Result<Report, String> {
    if !load::has_settings(&corpus.join("recoupe.toml")) {
        return Err("its recoupe.toml is not valid".into());
    }
    let mut sources = Sources::default();
    let loaded = load::load(corpus, &mut sources).map_err(|Failure(reason)| {
        let place = format!("{}/", shown(export));
        let real = export.canonicalize().map(|path| format!("{}/", slashed(&path)));
        let reason = reason.replace(&place, "");
        real.map_or(reason.clone(), |real| reason.replace(&real, ""))
    })?;
    Ok(crate::check(&loaded.input(&sources, today)))
}

/// The files of a revision, in a temporary folder that looks like a work tree.
fn export(tree: &Path, revision: &str) -> Result<tempfile::TempDir, Failure> {
    let explain = |e: std::io::Error| format!("--since needs git: {e}");
    let known = Command::new("git")
        .arg("-C")
        .arg(tree)
        .args(["rev-parse", "--verify", "--quiet", "--end-of-options"])
        .arg(format!("{revision}^{{commit}}"))
        .output()
        .map_err(explain)?;
    if !known.status.success() {
        return Err(unknown_revision(tree, revision));
    }
    let commit = String::from_utf8_lossy(&known.stdout).trim().to_owned();
    let folder = tempfile::tempdir().map_err(|e| format!("no temporary folder: {e}"))?;
    // An index of its own, and then its files: `git archive` leaves out what `.gitattributes` names.
    let scratch = tempfile::tempdir().map_err(|e| format!("no temporary folder: {e}"))?;
    let index = scratch.path().join("index");
    let mut prefix = std::ffi::OsString::from("--prefix=");
    prefix.push(folder.path());
    prefix.push("/");
    let read = [OsStr::new("read-tree"), OsStr::new("--no-sparse-checkout"), OsStr::new(&commit)];
    let all = ["checkout-index", "--all", "--ignore-skip-worktree-bits", "--quiet"].map(OsStr::new);
    let write = [&all[..], &[prefix.as_os_str()][..]].concat();
    for args in [&read[..], &write[..]] {
        let mut git = Command::new("git");
        git.arg("-C").arg(tree).args(args).env("GIT_INDEX_FILE", &index);
        let done = git.output().map_err(explain)?;
        if !done.status.success() {
            let why = String::from_utf8_lossy(&done.stderr).trim().to_owned();
            return Err(format!("cannot unpack revision {revision:?}: {why}").into());
        }
    }
    std::fs::create_dir(folder.path().join(".git")).map_err(|e| e.to_string())?;
    Ok(folder)
}

/// What to do about a revision that git does not know.
fn unknown_revision(tree: &Path, revision: &str) -> Failure {
    let asked = Command::new("git")
        .arg("-C")
        .arg(tree)
        .args(["rev-parse", "--is-shallow-repository"])
        .output();
    let is_shallow = asked.is_ok_and(|output| output.stdout.starts_with(b"true"));
    let next = match is_shallow {
        true => {
            "this clone is shallow, it lacks the history: run `git fetch --unshallow`, or write \
             `fetch-depth: 0` in a checkout action, `GIT_DEPTH: 0` on GitLab"
        }
        false => "`git branch --all` and `git tag` list those that it knows",
    };
    format!("git knows no revision {revision:?} here; {next}").into()
}

/// A question, in a spelling that JSON gives too.
pub(super) fn question<'q>(
    subject: &str,
    predicate: &str,
    scope: impl Iterator<Item = (&'q str, &'q str)>,
) -> String {
    let mut scope: Vec<String> = scope.map(|(key, value)| format!("{key} = {value}")).collect();
    scope.sort();
    match scope.as_slice() {
        [] => format!("{subject}, {predicate}"),
        scope => format!("{subject}, {predicate} ({})", scope.join(", ")),
    }
}

fn question_of(contest: &Contest) -> String {
    let scope = contest.scope.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    question(&contest.subject, &contest.predicate, scope)
}

fn values(contest: &Contest) -> Vec<String> {
    contest.positions.iter().map(|position| position.value.plain()).collect()
}

impl Before {
    fn add(&mut self, report: &Report) {
        self.decided.extend(report.checked.decided.iter().map(|c| c.iter().cloned().collect()));
        for finding in &report.findings {
            let rule = finding.rule.name.to_owned();
            if finding.resolution.is_some() {
                self.excepted.insert((rule.clone(), finding.claims.clone()));
            }
            self.findings.insert(finding.fingerprint(), (rule, finding.level));
            if let Some(contest) = &finding.contest
                && finding.level > Level::Note
            {
                self.contested.insert(question_of(contest), values(contest));
            }
        }
    }

    /// Marks each finding with what became of it; of rules in `only`, or of all where that is
    /// empty, tells what the change did.
    pub(super) fn compare(&self, report: &mut Report, only: &[String]) -> String {
        let mut now: BTreeSet<String> = BTreeSet::new();
        for finding in &mut report.findings {
            let fingerprint = finding.fingerprint();
            finding.state = Some(self.state(finding, &fingerprint));
            now.insert(fingerprint);
        }
        let is_asked = |rule: &str| only.is_empty() || only.iter().any(|name| name == rule);
        let count = |state: State| {
            let heavy = report.findings.iter().filter(|finding| finding.level > Level::Note);
            let asked = heavy.filter(|finding| is_asked(finding.rule.name));
            asked.filter(|finding| finding.state == Some(state)).count()
        };
        let gone = self.findings.iter().filter(|(fingerprint, (rule, level))| {
            *level > Level::Note && is_asked(rule) && !now.contains(*fingerprint)
        });
        let comparison = Comparison {
            name: self.name.clone(),
            introduced: count(State::Introduced),
            unchanged: count(State::Unchanged),
            reopened: count(State::Reopened),
            resolved: gone.count(),
        };
        let mut told = format!(
            "since {}: {} introduced, {} re-opened, {} unchanged, {} resolved\n",
            self.name,
            comparison.introduced,
            comparison.reopened,
            comparison.unchanged,
            comparison.resolved
        );
        if only.is_empty() {
            told.push_str(&self.moved(report));
        }
        report.comparison = Some(comparison);
        told
    }

    fn state(&self, finding: &Diagnostic, fingerprint: &str) -> State {
        // One that was a note and is a warning now is as good as new.
        if self.findings.get(fingerprint).is_some_and(|(_, was)| *was >= finding.level) {
            return State::Unchanged;
        }
        let was_decided = match &finding.contest {
            Some(contest) => self.was_decided(&contest.made_by),
            None => self.excepted.contains(&(finding.rule.name.to_owned(), finding.claims.clone())),
        };
        if finding.level > Level::Note && finding.resolution.is_none() && was_decided {
            State::Reopened
        } else {
            State::Introduced
        }
    }

    /// Whether each pair among some claims was decided.
    fn was_decided(&self, claims: &[String]) -> bool {
        let covers = |a: &String, b: &String| {
            self.decided.iter().any(|decided| decided.contains(a) && decided.contains(b))
        };
        claims.len() > 1
            && claims
                .iter()
                .enumerate()
                .all(|(at, a)| claims[at + 1..].iter().all(|b| covers(a, b)))
    }

    /// What became of each contested question: its positions before and after.
    fn moved(&self, report: &Report) -> String {
        const SHOWN: usize = 20;
        let mut now: BTreeMap<String, (Vec<String>, &str)> = BTreeMap::new();
        for finding in &report.findings {
            let Some(contest) = &finding.contest else { continue };
            let verdict = if finding.level > Level::Note { "" } else { finding.rule.name };
            now.insert(question_of(contest), (values(contest), verdict));
        }
        let mut lines = Vec::new();
        for (question, was) in &self.contested {
            let then = listed(was);
            match now.get(question) {
                Some((is, "")) if is == was => {}
                Some((is, "")) => {
                    lines.push(format!("{question}: {then} before, {} now", listed(is)))
                }
                Some((_, verdict)) => {
                    lines.push(format!("{question}: {then} before, {verdict} now"))
                }
                None => lines.push(format!("{question}: {then} before, not contested now")),
            }
        }
        for (question, (is, verdict)) in &now {
            if verdict.is_empty() && !self.contested.contains_key(question) {
                lines.push(format!("{question}: not contested before, {} now", listed(is)));
            }
        }
        let more = lines.len().saturating_sub(SHOWN);
        lines.truncate(SHOWN);
        if more > 0 {
            lines.push(format!("and {more} more questions"));
        }
        lines.iter().map(|line| format!("  {}\n", crate::output::harmless(line))).collect()
    }
}

/// Positions in one line.
fn listed(values: &[String]) -> String {
    const SHOWN: usize = 4;
    let mut text = values.iter().take(SHOWN).cloned().collect::<Vec<String>>().join(" | ");
    if values.len() > SHOWN {
        text.push_str(&format!(" | {} more", values.len() - SHOWN));
    }
    text
}
