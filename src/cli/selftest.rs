//! `recoupe selftest`: what is caught and what is not, on quotes that ship with the program.

use std::collections::BTreeMap;
use std::process::ExitCode;

use clap::Args;

use super::options::Voice;
use super::{Failure, write_to};
use crate::selftest::{Outcome, selftest};

#[derive(Args, Debug)]
pub(super) struct SelftestArgs {
    /// Show every case, not only those that go wrong
    #[arg(long)]
    all: bool,
}

/// Runs the cases; red when one goes wrong.
pub(super) fn run(args: &SelftestArgs, voice: Voice) -> Result<ExitCode, Failure> {
    let outcomes = selftest()?;
    let mut out = String::new();
    for outcome in outcomes.iter().filter(|outcome| args.all || !outcome.is_right()) {
        out.push_str(&show(outcome));
    }
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for outcome in &outcomes {
        let rule = outcome.expected.first().map_or("good quotes", String::as_str);
        let count = counts.entry(rule).or_default();
        count.0 += usize::from(outcome.is_right());
        count.1 += 1;
    }
    for (rule, (right, all)) in &counts {
        out.push_str(&format!("{rule:<22} {right:>4} of {all:>3}\n"));
    }
    write_to(anstream::stdout(), &out)?;
    let right = outcomes.iter().filter(|outcome| outcome.is_right()).count();
    let told = format!("{right} of {} quotes are judged as they should be\n", outcomes.len());
    voice.tell(&told)?;
    Ok(if right == outcomes.len() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn show(outcome: &Outcome) -> String {
    let rules = |rules: &[String]| match rules {
        [] => "nothing".to_owned(),
        rules => rules.join(", "),
    };
    let mark = if outcome.is_right() { "right" } else { "WRONG" };
    let claim: String = outcome.claim.lines().map(|line| format!("    {line}\n")).collect();
    format!(
        "{mark} {}: must find {}, finds {}\n  {}\n  {}\n{claim}\n",
        outcome.name,
        rules(&outcome.expected),
        rules(&outcome.found),
        outcome.why,
        outcome.article.trim(),
    )
}
