//! `recoupe explain RULE`: the manual page of a rule.

use std::process::ExitCode;

use clap::Args;

use super::{Failure, write_to};
use crate::diagnostic::{self, RULES};
use crate::syntax::did_you_mean;

#[derive(Args, Debug)]
pub(super) struct ExplainArgs {
    /// The rule's name, as findings print it in brackets; without one, all rules are listed
    rule: Option<String>,
}

/// Prints a page, or the list of rules.
pub(super) fn run(args: &ExplainArgs) -> Result<ExitCode, Failure> {
    let text = match &args.rule {
        None => list(),
        Some(name) => {
            let rule = diagnostic::rule(name).ok_or_else(|| no_rule(name))?;
            manual(rule.page)
        }
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

fn list() -> String {
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    RULES
        .iter()
        .map(|rule| format!("{:width$}  {:5} {}\n", rule.name, rule.level.name(), rule.summary))
        .collect()
}

/// The part of a page that is for readers: its cases are for the tests.
fn manual(page: &str) -> String {
    let end = page.find("\n## Case").unwrap_or(page.len());
    format!("{}\n", page[..end].trim_end())
}
