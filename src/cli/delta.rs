//! What a change did: the findings of now against those of an earlier run or revision.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::files::{read_file, worded};
use super::load;
use super::paths::{enclosing_tree, shown, slashed};
use super::{Failure, earlier};
use crate::diagnostic::{Comparison, Contest, Diagnostic, Level, Report, State};
use crate::source::Sources;

/// What was found before.
#[derive(Default)]
pub(super) struct Before {
    /// By fingerprint.
    pub(super) findings: BTreeMap<String, Was>,
    /// What each question that was contested stood at.
    pub(super) contested: BTreeMap<String, Stood>,
    /// Claims whose pairs were decided.
    pub(super) decided: Vec<BTreeSet<String>>,
    /// Exceptions that were decided: a rule and the claims of the finding.
    pub(super) excepted: BTreeSet<(String, Vec<String>)>,
    /// How it is called in the summary.
    pub(super) name: String,
}

/// A finding of before.
pub(super) struct Was {
    pub(super) rule: String,
    pub(super) level: Level,
    pub(super) claims: Vec<String>,
}

/// A contested question of before.
pub(super) struct Stood {
    /// What it asks, in words.
    pub(super) title: String,
    pub(super) values: Vec<String>,
    pub(super) claims: Vec<String>,
}

/// What a question's finding says that it asks: the words before what the claims say.
pub(super) fn title_of(message: &str) -> String {
    message.split(": ").next().unwrap_or(message).to_owned()
}

/// A file that `recoupe check --format json` or `recoupe baseline` wrote.
pub(super) fn from_file(path: &Path) -> Result<Before, Failure> {
    let bytes = read_file(path)?;
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
        let corpus = corpus.canonicalize().map_err(|error| worded("open", corpus, &error))?;
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
    let folder = temporary()?;
    // An index of its own, and then its files: `git archive` leaves out what `.gitattributes` names.
    let scratch = temporary()?;
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
    let git = folder.path().join(".git");
    std::fs::create_dir(&git).map_err(|error| worded("write", &git, &error))?;
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
            let claims = finding.claims.clone();
            let (fingerprint, level) = (finding.fingerprint(), finding.level);
            self.findings.insert(fingerprint, Was { rule, level, claims: claims.clone() });
            if let Some(contest) = &finding.contest
                && finding.level > Level::Note
            {
                let (title, values) = (title_of(&finding.message), values(contest));
                self.contested.insert(question_of(contest), Stood { title, values, claims });
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
        let gone = self.findings.iter().filter(|(fingerprint, was)| {
            was.level > Level::Note && is_asked(&was.rule) && !now.contains(*fingerprint)
        });
        // What is not looked at any more is not mended.
        let lost = unchecked(report);
        let (lost, resolved): (Vec<_>, Vec<_>) =
            gone.partition(|(_, was)| was.claims.iter().any(|id| lost.contains(id.as_str())));
        let comparison = Comparison {
            name: self.name.clone(),
            introduced: count(State::Introduced),
            unchanged: count(State::Unchanged),
            reopened: count(State::Reopened),
            resolved: resolved.len(),
        };
        let lost = match lost.len() {
            0 => String::new(),
            count => format!(", {count} not checked now"),
        };
        let mut told = format!(
            "since {}: {} introduced, {} re-opened, {} unchanged, {} resolved{lost}\n",
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
        if self.findings.get(fingerprint).is_some_and(|was| was.level >= finding.level) {
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
        let lost = unchecked(report);
        let mut now: BTreeMap<String, (Vec<String>, &str, String)> = BTreeMap::new();
        for finding in &report.findings {
            let Some(contest) = &finding.contest else { continue };
            let verdict = if finding.level > Level::Note { "" } else { finding.rule.name };
            let title = title_of(&finding.message);
            now.insert(question_of(contest), (values(contest), verdict, title));
        }
        let mut lines = Vec::new();
        for (question, was) in &self.contested {
            let is_lost = was.claims.iter().any(|id| lost.contains(id.as_str()));
            let now = match now.get(question) {
                Some((is, "", _)) if *is == was.values => continue,
                Some((is, "", _)) => listed(is),
                _ if is_lost => "not checked".to_owned(),
                Some((_, verdict, _)) => (*verdict).to_owned(),
                None => "not contested".to_owned(),
            };
            lines.push(format!("{}: {} before, {now} now", was.title, listed(&was.values)));
        }
        for (question, (is, verdict, title)) in &now {
            if verdict.is_empty() && !self.contested.contains_key(question) {
                lines.push(format!("{title}: not contested before, {} now", listed(is)));
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

/// The claims that were compared with no other.
fn unchecked(report: &Report) -> BTreeSet<&str> {
    let kept_out = report.checked.claims.iter().filter(|claim| claim.kept_out.is_some());
    kept_out.map(|claim| claim.id.as_str()).collect()
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

fn temporary() -> Result<tempfile::TempDir, Failure> {
    tempfile::tempdir().map_err(|error| {
        let why = worded("write", &std::env::temp_dir(), &error);
        format!("cannot make a temporary folder: {why}; TMPDIR names another").into()
    })
}
