//! `recoupe resolve`: records a decision in `resolutions.toml`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::Failure;
use super::check::{WIDTH, today};
use super::dialogue::{self, Decision, Desk, Open};
use super::files::replace;
use super::load::{self, Loaded, read_file};
use super::paths::shown;
use super::progress::Quiet;
use crate::diagnostic::{Diagnostic, Level, Report, SYNTAX, rule};
use crate::model::RESOLVED_AS;
use crate::output::{Names, TextOptions, text};
use crate::rules::{Input, decision_fingerprint};
use crate::source::Sources;
use crate::syntax::{appended, nearest};
use crate::value::{Written, date, toml_string};

#[derive(Args, Debug)]
pub(super) struct ResolveArgs {
    /// What is decided: two or more claims, one claim with --rule, or a finding's fingerprint; with
    /// nothing, at a terminal, you are asked about one finding after the other
    #[arg(value_name = "CLAIM|FINDING", requires_all = ["verdict", "reason"])]
    what: Vec<String>,
    /// left-wrong, right-wrong, both-wrong, different-scope, superseded or accepted
    #[arg(long, requires = "what")]
    verdict: Option<String>,
    /// Why
    #[arg(long, requires = "what")]
    reason: Option<String>,
    /// The rule that one claim is an exception to
    #[arg(long, requires = "what")]
    rule: Option<String>,
    /// Who decides
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// The last day on which the decision counts
    #[arg(long, value_name = "DATE")]
    expires: Option<String>,
    /// The corpus; by default the nearest one
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    #[command(flatten)]
    quiet: Quiet,
}

/// What a decision is about.
struct Subject {
    claims: Vec<String>,
    rule: Option<String>,
}

/// Checks that the decision is one, and appends it.
pub(super) fn run(args: &ResolveArgs) -> Result<ExitCode, Failure> {
    let (Some(verdict), Some(reason)) = (&args.verdict, &args.reason) else {
        return asked(args);
    };
    let Some((verdict, _)) = RESOLVED_AS.iter().find(|(name, _)| name == verdict) else {
        let names: Vec<&str> = RESOLVED_AS.iter().map(|(name, _)| *name).collect();
        return Err(format!("no verdict {verdict:?}: it is one of {}", names.join(", ")).into());
    };
    if let Some(name) = args.rule.as_ref().filter(|name| rule(name).is_none()) {
        return Err(super::explain::no_rule(name));
    }
    if reason.trim().is_empty() {
        return Err("a decision has a reason: say with --reason why".into());
    }
    if let Some(expires) = &args.expires {
        date::parse(expires).map_err(|message| format!("--expires {expires:?}: {message}"))?;
    }
    let corpus = load::find_one(args.corpus.as_ref())?;
    let decision = Decision { verdict, reason: reason.clone(), by: args.by.clone() };
    let told = record(&corpus, &decision, args.expires.as_deref(), |report| subject(args, report))?;
    args.quiet.tell(&told)?;
    Ok(ExitCode::SUCCESS)
}

/// Asks at the terminal about one finding after the other.
fn asked(args: &ResolveArgs) -> Result<ExitCode, Failure> {
    use std::io::IsTerminal;
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Err("nothing to decide is given, and there is no terminal to ask at: recoupe resolve \
                    CLAIM CLAIM --verdict VERDICT --reason WHY, or the fingerprint of a finding for \
                    the claims"
            .into());
    }
    let corpus = load::find_one(args.corpus.as_ref())?;
    let mut desk = Corpus { corpus, expires: args.expires.clone() };
    dialogue::ask(&mut desk, &mut std::io::stdin().lock(), &mut anstream::stdout())?;
    Ok(ExitCode::SUCCESS)
}

/// A corpus on disk: checked again for each question, since a decision changes what is open.
struct Corpus {
    corpus: PathBuf,
    expires: Option<String>,
}

impl Desk for Corpus {
    fn next(&mut self, skipped: &BTreeSet<String>) -> Result<Option<Open>, Failure> {
        let mut sources = Sources::default();
        let loaded = load::load(&self.corpus, &mut sources)?;
        let report = crate::check(&loaded.input(&sources, today(None)?));
        let is_open = |finding: &&Diagnostic| {
            finding.level > Level::Note
                && finding.resolution.is_none()
                && !finding.claims.is_empty()
                && !skipped.contains(&finding.fingerprint())
        };
        let Some(finding) = report.findings.iter().find(is_open) else { return Ok(None) };
        let (claims, rule) = match &finding.contest {
            Some(contest) => (contest.made_by.clone(), None),
            None => (finding.claims[..1].to_vec(), Some(finding.rule.name.to_owned())),
        };
        let alone = Report { findings: vec![finding.clone()], ..Report::default() };
        let options = TextOptions { least: Level::Note, width: WIDTH, names: Names::Rules };
        let shown = text(&alone, &sources, options);
        Ok(Some(Open { fingerprint: finding.fingerprint(), shown, claims, rule }))
    }

    fn decide(&mut self, open: &Open, decision: &Decision) -> Result<String, Failure> {
        let subject = Subject { claims: open.claims.clone(), rule: open.rule.clone() };
        record(&self.corpus, decision, self.expires.as_deref(), |_| Ok(subject))
    }
}

/// Appends a decision to the corpus's resolutions; what it did.
fn record(
    corpus: &Path,
    decision: &Decision,
    expires: Option<&str>,
    subject: impl FnOnce(&Report) -> Result<Subject, Failure>,
) -> Result<String, Failure> {
    let mut sources = Sources::default();
    let loaded = load::load(corpus, &mut sources)?;
    let day = today(None)?;
    let input = loaded.input(&sources, day);
    let before = crate::check(&input);
    let subject = subject(&before)?;
    let fingerprint = decision_fingerprint(&input, &subject.claims)
        .map_err(|unknown| no_claim(&unknown, &loaded))?;
    let path = corpus.join(load::RESOLUTIONS);
    let text = existing(&path, &input)?;
    let added = entry(decision, expires, &subject, &fingerprint, day);
    let (mark, rest) = match text.strip_prefix('\u{FEFF}') {
        Some(rest) => ("\u{FEFF}", rest),
        None => ("", text.as_str()),
    };
    let written = appended(rest, &added).ok_or_else(|| {
        format!("{} does not write [[resolutions]]: add it by hand", shown(&path))
    })?;
    replace(&path, &format!("{mark}{written}"))?;
    let mut sources = Sources::default();
    let after = crate::check(&load::load(corpus, &mut sources)?.input(&sources, day));
    Ok(told(&path, &before, &after))
}

/// The claims named, or those of the finding that a fingerprint names.
fn subject(args: &ResolveArgs, report: &Report) -> Result<Subject, Failure> {
    let is_fingerprint =
        |text: &String| text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit());
    let [only] = args.what.as_slice() else {
        if args.rule.is_some() {
            return Err("--rule is for one claim: an exception to a rule".into());
        }
        return Ok(Subject { claims: args.what.clone(), rule: None });
    };
    if !is_fingerprint(only) {
        if args.rule.is_none() {
            return Err("name two claims, or one with --rule: an exception to that rule".into());
        }
        return Ok(Subject { claims: vec![only.clone()], rule: args.rule.clone() });
    }
    let found = report.findings.iter().find(|finding| finding.fingerprint() == *only);
    let Some(finding) = found else {
        return Err(
            format!("no finding has the fingerprint {only}; --format json shows them").into()
        );
    };
    let Some(contest) = &finding.contest else {
        let rule = Some(finding.rule.name.to_owned());
        return Ok(Subject { claims: finding.claims.clone(), rule });
    };
    let heavy = contest.pairs.iter().filter(|pair| pair.level > Level::Note);
    let mut claims: Vec<String> = heavy.flat_map(|pair| pair.claims.clone()).collect();
    // Where not all pairs are listed, every claim that takes a position counts.
    if claims.is_empty() || (contest.pairs.len() as u64) < contest.pairs_total {
        claims.extend(finding.claims.iter().cloned());
    }
    claims.sort();
    claims.dedup();
    Ok(Subject { claims, rule: None })
}

fn no_claim(unknown: &str, loaded: &Loaded) -> Failure {
    let known = loaded.documents.iter().flat_map(|d| &d.claims).map(|claim| claim.id.as_str());
    let meant = nearest(unknown, known).map(|id| format!("; did you mean {id}?"));
    Failure(format!("there is no claim {unknown}{}", meant.unwrap_or_default()))
}

/// The text of `resolutions.toml`, which must be valid TOML.
fn existing(path: &std::path::Path, input: &Input<'_>) -> Result<String, Failure> {
    if !path.exists() {
        return Ok(String::new());
    }
    if input.resolutions.problems.iter().any(|problem| problem.rule == &SYNTAX) {
        return Err(format!("{} is not valid TOML: mend it first", shown(path)).into());
    }
    let bytes = read_file(path).map_err(|e| format!("cannot read {}: {e}", shown(path)))?;
    let text = String::from_utf8(bytes).map_err(|_| format!("{} is not UTF-8", shown(path)))?;
    Ok(text)
}

fn entry(
    decision: &Decision,
    expires: Option<&str>,
    subject: &Subject,
    fingerprint: &str,
    day: i64,
) -> String {
    let claims = Written::List(subject.claims.iter().map(Written::text).collect());
    let mut out = format!("[[resolutions]]\nclaims = {claims}\n");
    if let Some(rule) = &subject.rule {
        out.push_str(&format!("rule = {}\n", toml_string(rule)));
    }
    out.push_str(&format!("verdict = {}\n", toml_string(decision.verdict)));
    out.push_str(&format!("reason = {}\n", toml_string(&decision.reason)));
    if let Some(by) = &decision.by {
        out.push_str(&format!("by = {}\n", toml_string(by)));
    }
    let (year, month, date) = date::civil_from_days(day);
    out.push_str(&format!("on = \"{year:04}-{month:02}-{date:02}\"\n"));
    if let Some(expires) = expires {
        out.push_str(&format!("expires = {}\n", toml_string(expires)));
    }
    out.push_str(&format!("fingerprint = \"{fingerprint}\"\n"));
    out
}

/// What the decision did.
fn told(path: &std::path::Path, before: &Report, after: &Report) -> String {
    let heavy = |report: &Report| report.count(Level::Deny) + report.count(Level::Warn);
    let (was, is) = (heavy(before), heavy(after));
    let unused = crate::diagnostic::UNUSED_RESOLUTION.name;
    let count = |report: &Report| report.findings.iter().filter(|f| f.rule.name == unused).count();
    let idle = if count(after) > count(before) {
        "; it silences nothing: nothing would be reported without it"
    } else {
        ""
    };
    format!("{}: decided; {was} errors and warnings before, {is} now{idle}\n", shown(path))
}
