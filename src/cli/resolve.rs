//! `recoupe resolve`: records a decision in `resolutions.toml`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::check::WIDTH;
use super::dialogue::{self, Decision, Desk, Open};
use super::files::{extended, read_text, replace, unmarked};
use super::load::{self, Loaded};
use super::options::{Today, Voice, day_number};
use super::paths::shown;
use super::{Failure, listing, lookup};
use crate::corpus::may_share;
use crate::diagnostic::{Diagnostic, Level, Report, UNUSED_RESOLUTION, is_broken, rule};
use crate::model::{RESOLVED_AS, Resolution, ResolvedAs, word};
use crate::output::{Names, TextOptions, counted, harmless, text};
use crate::read::read_resolutions;
use crate::rules::{Input, decision_fingerprint};
use crate::source::Sources;
use crate::syntax::nearest;
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
    today: Today,
}

/// What a decision is about.
struct Subject {
    claims: Vec<String>,
    rule: Option<String>,
}

/// Checks that the decision is one, and appends it.
pub(super) fn run(args: &ResolveArgs, voice: Voice) -> Result<ExitCode, Failure> {
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
        return Err("--reason is empty: say why, like --reason \"two offers\"".into());
    }
    let desk = Corpus::of(args)?;
    let decision = Decision { verdict, reason: reason.clone(), by: args.by.clone() };
    let told = desk.record(&decision, |report| subject(args, report, &desk.corpus))?;
    voice.tell(&told)?;
    Ok(ExitCode::SUCCESS)
}

/// Asks at the terminal about one finding after the other.
fn asked(args: &ResolveArgs) -> Result<ExitCode, Failure> {
    use std::io::IsTerminal;
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Err(
            "say what to decide: recoupe resolve CLAIM CLAIM --verdict VERDICT --reason WHY, \
                    or a finding's fingerprint for the claims; run in a terminal without \
                    arguments, it asks"
                .into(),
        );
    }
    let mut desk = Corpus::of(args)?;
    dialogue::ask(&mut desk, &mut std::io::stdin().lock(), &mut anstream::stdout())?;
    Ok(ExitCode::SUCCESS)
}

/// A corpus on disk: checked again for each question, since a decision changes what is open.
struct Corpus {
    corpus: PathBuf,
    expires: Option<String>,
    today: i64,
}

impl Desk for Corpus {
    fn next(&mut self, skipped: &BTreeSet<String>) -> Result<Option<Open>, Failure> {
        let mut sources = Sources::default();
        let loaded = load::load(&self.corpus, &mut sources)?;
        let report = crate::check(&loaded.input(&sources, self.today));
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
        self.record(decision, |_| Ok(subject))
    }
}

impl Corpus {
    fn of(args: &ResolveArgs) -> Result<Self, Failure> {
        let today = args.today.day()?;
        if let Some(expires) = &args.expires
            && day_number("--expires", expires)? < today
        {
            return Err(format!("--expires {expires} is past: give a day to come").into());
        }
        let corpus = listing::find_one(args.corpus.as_ref())?;
        Ok(Corpus { corpus, expires: args.expires.clone(), today })
    }

    /// Appends a decision to the corpus's resolutions; what it did.
    fn record(
        &self,
        decision: &Decision,
        subject: impl FnOnce(&Report) -> Result<Subject, Failure>,
    ) -> Result<String, Failure> {
        let mut sources = Sources::default();
        let mut loaded = load::load(&self.corpus, &mut sources)?;
        let input = loaded.input(&sources, self.today);
        let before = crate::check(&input);
        let subject = subject(&before)?;
        let fingerprint = decision_fingerprint(&input, &subject.claims)
            .map_err(|unknown| no_claim(&unknown, &loaded))?;
        let path = self.corpus.join(load::RESOLUTIONS);
        let text = existing(&path, &input)?;
        refuse(&subject, decision, &fingerprint, &loaded, self.today)?;
        let added = entry(decision, self.expires.as_deref(), &subject, &fingerprint, self.today);
        let Some(whole) = extended(&text, &added) else {
            return Err(format!(
                "{} writes its decisions as resolutions = [...]: change that to [[resolutions]] \
                 tables; nothing was written",
                shown(&path)
            )
            .into());
        };
        // What it will do is seen before anything is written.
        let file = sources.add(shown(&path), unmarked(&whole));
        loaded.resolutions = read_resolutions(file, &sources);
        let after = crate::check(&loaded.input(&sources, self.today));
        if is_idle(&after, unmarked(&text).len() as u32) {
            return Err(format!(
                "nothing is reported that this would decide: {} can all stand; nothing was written",
                subject.claims.join(", ")
            )
            .into());
        }
        replace(&path, &whole)?;
        Ok(told(&path, &subject, &before, &after))
    }
}

/// The claims named, or those of the finding that a fingerprint names.
fn subject(args: &ResolveArgs, report: &Report, corpus: &Path) -> Result<Subject, Failure> {
    let [only] = args.what.as_slice() else {
        if args.rule.is_some() {
            return Err("--rule is for one claim: leave --rule out to decide between two".into());
        }
        return Ok(Subject { claims: args.what.clone(), rule: None });
    };
    if !lookup::is_fingerprint(only) {
        if args.rule.is_none() {
            return Err("one claim needs --rule RULE; two claims are decided without it".into());
        }
        return Ok(Subject { claims: vec![only.clone()], rule: args.rule.clone() });
    }
    let found = lookup::finding(report, only, corpus)?;
    match &found.contest {
        Some(contest) => Ok(Subject { claims: contest.clashing(), rule: None }),
        None if found.claims.is_empty() => {
            Err(format!("{only} is about no claim: correct what it names").into())
        }
        None => {
            let rule = Some(found.rule.name.to_owned());
            Ok(Subject { claims: found.claims[..1].to_vec(), rule })
        }
    }
}

/// Refuses decisions that would do nothing.
fn refuse(
    subject: &Subject,
    decision: &Decision,
    fingerprint: &str,
    loaded: &Loaded,
    today: i64,
) -> Result<(), Failure> {
    let claims = &subject.claims;
    for (at, id) in claims.iter().enumerate() {
        if claims[..at].contains(id) {
            return Err(format!("{id} is named twice: name two different claims").into());
        }
    }
    let all = || loaded.documents.iter().flat_map(|document| &document.claims);
    for id in claims.iter().filter(|_| claims.len() > 1) {
        let mut others = all().filter(|claim| claim.id != *id && claims.contains(&claim.id));
        let Some(claim) = all().find(|claim| claim.id == *id) else { continue };
        if !others.any(|other| may_share(claim, other, &loaded.settings.vocabulary)) {
            let rest: Vec<&str> = claims.iter().filter(|o| *o != id).map(String::as_str).collect();
            return Err(format!(
                "{id} shares no question with {}: their subject, predicate or scope differ, so \
                 nothing is to be decided between them; nothing was written",
                rest.join(", ")
            )
            .into());
        }
    }
    let is_same = |known: &&Resolution| {
        let mut theirs: Vec<&str> = known.claims.iter().map(|(id, _)| id.as_str()).collect();
        let mut ours: Vec<&str> = claims.iter().map(String::as_str).collect();
        // Only of a left and a right claim the order matters.
        if !matches!(known.verdict, ResolvedAs::LeftWrong | ResolvedAs::RightWrong) {
            theirs.sort_unstable();
            ours.sort_unstable();
        }
        let is_fresh = known.fingerprint.as_ref().is_none_or(|(was, _)| was == fingerprint);
        theirs == ours
            && word(RESOLVED_AS, &known.verdict) == decision.verdict
            && known.rule.map(|rule| rule.name) == subject.rule.as_deref()
            && is_fresh
            && !known.is_past(today)
    };
    if loaded.resolutions.list.iter().any(|known| is_same(&known)) {
        let claims = claims.join(", ");
        return Err(format!(
            "resolutions.toml decides {claims} so already ({}); nothing was written",
            decision.verdict
        )
        .into());
    }
    Ok(())
}

fn no_claim(unknown: &str, loaded: &Loaded) -> Failure {
    let known = loaded.documents.iter().flat_map(|d| &d.claims).map(|claim| claim.id.as_str());
    let known: Vec<&str> = known.collect();
    let help = match (nearest(unknown, known.iter().copied()), known.first()) {
        (Some(id), _) => format!("did you mean {id}?"),
        (None, Some(id)) => format!("ids look like {id}; `recoupe table` shows the articles"),
        (None, None) => "no claim could be read; `recoupe check` says why".to_owned(),
    };
    Failure(format!("there is no claim {unknown}; {help}"))
}

/// The text of `resolutions.toml`, which must be valid TOML.
fn existing(path: &std::path::Path, input: &Input<'_>) -> Result<String, Failure> {
    if !path.exists() {
        return Ok(String::new());
    }
    if is_broken(&input.resolutions.problems) {
        return Err(format!(
            "{} is not valid TOML; `recoupe check` shows the line; nothing was written",
            shown(path)
        )
        .into());
    }
    read_text(path)
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

/// Whether the last decision of the file, from a byte on, silences nothing.
fn is_idle(report: &Report, from: u32) -> bool {
    report.findings.iter().any(|finding| {
        finding.rule == &UNUSED_RESOLUTION
            && finding.labels.iter().any(|label| label.span.start >= from)
    })
}

/// What the decision did.
fn told(path: &Path, subject: &Subject, before: &Report, after: &Report) -> String {
    let counts = |report: &Report| {
        let count = |level: Level| report.count(level) as u64;
        let (errors, warnings) = (count(Level::Deny), count(Level::Warn));
        format!("{} and {}", counted(errors, "error"), counted(warnings, "warning"))
    };
    let (was, is) = (counts(before), counts(after));
    let mut told = format!("{}: decided; {was} before, {is} now\n", shown(path));
    let is_left = |finding: &&Diagnostic| {
        finding.contest.is_some()
            && finding.level > Level::Note
            && finding.claims.iter().any(|id| subject.claims.contains(id))
    };
    if subject.rule.is_none()
        && let Some(left) = after.findings.iter().find(is_left)
    {
        let message = harmless(&left.message);
        let fingerprint = left.fingerprint();
        told.push_str(&format!(
            "this question is still contested: {message}\n  recoupe resolve {fingerprint} …\n"
        ));
    }
    told
}
