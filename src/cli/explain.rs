//! `recoupe explain`: the page of a rule or verdict, or how a finding came about.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::check::{WIDTH, today};
use super::{Failure, load, write_to};
use crate::diagnostic::{self, Contest, Diagnostic, RULES, VERDICTS};
use crate::output;
use crate::source::Sources;
use crate::syntax::did_you_mean;

/// Digits of a fingerprint that a finding can be called by.
const FEWEST_DIGITS: usize = 6;

#[derive(Args, Debug)]
pub(super) struct ExplainArgs {
    /// A rule or verdict by name, as findings print it in brackets, or a finding by its fingerprint
    /// (its first six digits or more will do); without one, all rules are listed
    #[arg(value_name = "RULE|FINDING")]
    what: Option<String>,
    /// Of a contested question, up to 20 pairs and not just the strongest
    #[arg(long, requires = "what")]
    all: bool,
    /// The corpus of the finding; by default the nearest one
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    /// The day that counts as today (UTC)
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
}

/// Prints a page, the list of rules, or how a finding came about.
pub(super) fn run(args: &ExplainArgs) -> Result<ExitCode, Failure> {
    let text = match &args.what {
        None => list(),
        Some(name) => match (diagnostic::rule(name), verdict_page(name)) {
            (Some(rule), _) => manual(rule.page),
            (None, Some(page)) => manual(page),
            (None, None) if is_fingerprint(name) => finding(args, name)?,
            (None, None) => return Err(no_rule(name)),
        },
    };
    write_to(anstream::stdout(), &text)?;
    Ok(ExitCode::SUCCESS)
}

/// The failure on a name that no rule has.
pub(super) fn no_rule(name: &str) -> Failure {
    let nearest = did_you_mean(name, RULES.iter().map(|rule| rule.name));
    let help = nearest.unwrap_or_else(|| "`recoupe explain` lists them".into());
    format!("there is no rule `{name}`; {help}").into()
}

/// Whether a text is the start of a fingerprint, long enough or not.
fn is_fingerprint(text: &str) -> bool {
    text.len() <= 16
        && text.bytes().all(|b| b.is_ascii_hexdigit())
        && text.bytes().any(|b| b.is_ascii_digit() || text.len() >= FEWEST_DIGITS)
}

fn verdict_page(name: &str) -> Option<&'static str> {
    VERDICTS.iter().find(|(verdict, _, _)| *verdict == name).map(|(_, _, page)| *page)
}

/// How the finding came about whose fingerprint starts with some digits.
fn finding(args: &ExplainArgs, digits: &str) -> Result<String, Failure> {
    if digits.len() < FEWEST_DIGITS {
        return Err(
            format!("{digits} is too short: give six digits of the fingerprint or more").into()
        );
    }
    let digits = digits.to_ascii_lowercase();
    let corpus = load::find_one(args.corpus.as_ref())?;
    let mut sources = Sources::default();
    let loaded = load::load(&corpus, &mut sources)?;
    let input = loaded.input(&sources, today(args.as_of.as_deref())?);
    let report = crate::check(&input);
    let starts = |finding: &&Diagnostic| finding.fingerprint().starts_with(&digits);
    let found: Vec<&Diagnostic> = report.findings.iter().filter(starts).collect();
    let Some(first) = found.first() else {
        let corpus = super::paths::shown(&corpus);
        return Err(format!(
            "no finding of {corpus} has a fingerprint that starts with {digits}; `recoupe check \
             --notes --verbose` shows them, --corpus DIR looks elsewhere"
        )
        .into());
    };
    let mut fingerprints: Vec<String> = found.iter().map(|f| f.fingerprint()).collect();
    fingerprints.dedup();
    if fingerprints.len() > 1 {
        let all = fingerprints.join(", ");
        return Err(format!("several findings start with {digits}: {all}; give more digits").into());
    }
    let most = if args.all { Contest::PAIRS_SHOWN } else { 1 };
    let contest = first.contest.as_ref();
    let told = contest.and_then(|contest| crate::rules::account(&input, contest, most));
    Ok(output::account(first, told.as_ref(), &sources, WIDTH))
}

fn list() -> String {
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let rules = RULES
        .iter()
        .map(|rule| format!("{:width$}  {:5} {}\n", rule.name, rule.level.name(), rule.summary));
    let verdicts =
        VERDICTS.iter().map(|(name, summary, _)| format!("{name:width$}  -     {summary}\n"));
    rules.chain(verdicts).collect()
}

/// The part of a page that is for readers: its cases are for the tests.
fn manual(page: &str) -> String {
    let end = page.find("\n## Case").unwrap_or(page.len());
    format!("{}\n", page[..end].trim_end())
}
