//! `recoupe explain FINDING`: how a verdict came about, for people.

use super::place::{harmless, place};
use super::summary::counted;
use super::{Names, TextOptions, text};
use crate::diagnostic::{
    Account, Certainty, Contest, Diagnostic, Level, Report, Statement, Weighed,
};
use crate::source::Sources;

/// Which lines of the verdict table are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// The one that fits.
    Fitting,
    /// Those before it too, and why they do not fit.
    All,
}

/// A finding and how it came about; without an account, its rule and its repairs.
pub fn account(
    finding: &Diagnostic,
    told: Option<&Account>,
    sources: &Sources,
    width: usize,
    lines: Lines,
) -> String {
    let alone = Report { findings: vec![finding.clone()], ..Report::default() };
    let mut out =
        text(&alone, sources, TextOptions { least: Level::Allow, width, names: Names::Rules });
    out.push_str(&format!("fingerprint: {}\n", finding.fingerprint()));
    if let Some(decision) = &finding.resolution {
        out.push_str(&format!("decided: {}\n", harmless(decision)));
    }
    match (told, &finding.contest) {
        (Some(told), Some(contest)) => contested(&mut out, told, contest, lines),
        _ => {
            out.push_str(&format!("\nThe rule\n{}\n", page_of(finding.rule.page)));
            repairs(&mut out, finding, sources);
        }
    }
    out
}

/// What a rule's page says of it, without its title, its cases and what to do.
pub fn page_of(page: &str) -> String {
    let body = page.split("\n## ").next().unwrap_or(page);
    let lines = body.lines().filter(|line| !line.starts_with("# "));
    let text: Vec<String> = lines.map(|line| format!("  {line}").trim_end().to_owned()).collect();
    text.join("\n").trim_matches('\n').to_owned()
}

fn contested(out: &mut String, told: &Account, contest: &Contest, lines: Lines) {
    out.push_str(&format!("\nThe question\n  {}\n", harmless(&told.question)));
    out.push_str("\nThe positions\n");
    for (at, position) in contest.positions.iter().enumerate() {
        out.push_str(&format!(
            "  {}. {}: {} ({})\n",
            at + 1,
            harmless(&position.shown),
            harmless(&position.claims.join(", ")),
            counted(position.origins, "origin"),
        ));
    }
    out.push_str("\nThe claims\n");
    for statement in &told.statements {
        out.push_str(&said(statement));
    }
    for (at, pair) in told.pairs.iter().enumerate() {
        let strongest = if at == 0 { ", the strongest pair" } else { "" };
        out.push_str(&format!(
            "\n{} and {}{strongest}\n",
            harmless(&pair.claims[0]),
            harmless(&pair.claims[1])
        ));
        weighed(out, pair, lines);
    }
}

fn said(statement: &Statement) -> String {
    let mut out = format!("  {}\n", harmless(&statement.claim));
    for (name, text) in &statement.sides {
        out.push_str(&format!("    {name:10} {}\n", harmless(text)));
    }
    for quote in &statement.quotes {
        out.push_str(&format!("    quote      “{}”\n", harmless(quote)));
    }
    out
}

fn weighed(out: &mut String, pair: &Weighed, lines: Lines) {
    out.push_str(&format!("  the first value to the second: {}\n", pair.relation));
    for reason in &pair.reasons {
        out.push_str(&format!("  {}\n", harmless(reason)));
    }
    let (line, when) = pair.line;
    match lines {
        Lines::Fitting => {
            out.push_str(&format!(
                "  line {line} of the verdict table: {when}: {}\n",
                pair.verdict
            ));
        }
        Lines::All => {
            out.push_str("  lines of the verdict table:\n");
            for (line, when, why) in &pair.passed {
                out.push_str(&format!("  {line:>4} no   {when} (here: {why})\n"));
            }
            out.push_str(&format!("  {line:>4} yes  {when}: {}\n", pair.verdict));
        }
    }
    out.push_str(&format!(
        "  level {}: {}\n",
        pair.level.name(),
        harmless(&pair.weight.join("; "))
    ));
    for help in &pair.help {
        out.push_str(&format!("  to settle it: {}\n", harmless(help)));
    }
}

/// The changes to the files that would mend a finding.
fn repairs(out: &mut String, finding: &Diagnostic, sources: &Sources) {
    for fix in &finding.fixes {
        let how = match fix.certainty {
            Certainty::Certain => "`recoupe fix` does it",
            Certainty::Possible => "for you to decide",
        };
        out.push_str(&format!("\nA repair: {} ({how})\n", harmless(&fix.title)));
        for edit in &fix.edits {
            let at = place(edit.span, sources);
            let old = &sources.text(edit.span.file)[edit.span.range()];
            out.push_str(&format!(
                "  {}:{}:{}\n  - {}\n  + {}\n",
                harmless(at.path),
                at.start.line,
                at.start.column,
                harmless(old),
                harmless(&edit.text)
            ));
        }
    }
}
