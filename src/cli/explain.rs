//! `recoupe explain`: the page of a rule or verdict, or how a finding came about.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::check::WIDTH;
use super::options::{Today, Voice};
use super::{Failure, listing, load, lookup, write_to};
use crate::config::PACKS;
use crate::diagnostic::{self, Contest, RULES, VERDICTS};
use crate::output::{self, Lines};
use crate::source::Sources;
use crate::syntax::did_you_mean;

#[derive(Args, Debug)]
pub(super) struct ExplainArgs {
    /// A rule or verdict by name, as findings print it in brackets, a finding by its fingerprint
    /// (its first six digits or more will do), or a pack of ready-made predicates, such as `deals`;
    /// without one, all rules are listed
    #[arg(value_name = "RULE|FINDING|PACK")]
    what: Option<String>,
    /// Of a contested question, up to 20 pairs and not just the strongest, and the lines of the
    /// verdict table that do not fit
    #[arg(long, requires = "what")]
    all: bool,
    /// The corpus of the finding; by default the nearest one
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    #[command(flatten)]
    today: Today,
}

/// Prints a page, the list of rules, or how a finding came about.
pub(super) fn run(args: &ExplainArgs, voice: Voice) -> Result<ExitCode, Failure> {
    let text = match &args.what {
        None => list(),
        Some(name) => match (diagnostic::rule(name), verdict_page(name), pack(name)) {
            (Some(rule), ..) => manual(rule.page),
            (None, Some(page), _) => manual(page),
            (None, None, Some(pack)) => pack.into(),
            (None, None, None) if lookup::is_fingerprint(name) => finding(args, name, voice)?,
            (None, None, None) => return Err(no_rule(name)),
        },
    };
    write_to(anstream::stdout(), &text)?;
    Ok(ExitCode::SUCCESS)
}

/// The failure on a name that no rule has.
pub(super) fn no_rule(name: &str) -> Failure {
    if name.contains('/') {
        return format!(
            "{name} is a claim; give the fingerprint of a finding (`recoupe check --verbose` \
             shows it) or a rule"
        )
        .into();
    }
    let nearest = did_you_mean(name, RULES.iter().map(|rule| rule.name));
    let help = nearest.unwrap_or_else(|| "`recoupe explain` lists them".into());
    format!("there is no rule `{name}`; {help}").into()
}

fn verdict_page(name: &str) -> Option<&'static str> {
    VERDICTS.iter().find(|(verdict, _, _)| *verdict == name).map(|(_, _, page)| *page)
}

/// The predicates of a pack, as `use` takes them in.
fn pack(name: &str) -> Option<&'static str> {
    PACKS.iter().find(|(pack, _)| *pack == name).map(|(_, text)| *text)
}

/// How the finding came about whose fingerprint starts with some digits.
fn finding(args: &ExplainArgs, digits: &str, voice: Voice) -> Result<String, Failure> {
    let corpus = listing::find_one(args.corpus.as_ref())?;
    let mut sources = Sources::default();
    let loaded = load::load(&corpus, &mut sources)?;
    let input = loaded.input(&sources, args.today.day()?);
    let report = crate::check(&input);
    let first = lookup::finding(&report, digits, &corpus)?;
    voice.files(&sources)?;
    let (most, lines) =
        if args.all { (Contest::PAIRS_SHOWN, Lines::All) } else { (1, Lines::Fitting) };
    let contest = first.contest.as_ref();
    let told = contest.and_then(|contest| crate::rules::account(&input, contest, most));
    Ok(output::account(first, told.as_ref(), &sources, WIDTH, lines))
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
