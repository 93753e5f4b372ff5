//! `--format gitlab`: a Code Quality report, as GitLab reads it from `artifacts:reports:codequality`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::place::{harmless, place};
use crate::diagnostic::{Diagnostic, Level, Report, fingerprint_of};
use crate::source::Sources;

#[derive(Serialize)]
struct Issue<'r> {
    #[serde(rename = "type")]
    kind: &'static str,
    categories: [&'static str; 1],
    description: String,
    check_name: &'r str,
    fingerprint: String,
    severity: &'r str,
    location: Location<'r>,
}

#[derive(Serialize)]
struct Location<'r> {
    path: &'r str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// Renders the findings at or above a level. Those that were there before are left in: GitLab itself
/// compares the report with that of the target branch.
pub fn gitlab(report: &Report, sources: &Sources, least: Level) -> String {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let findings = report.findings.iter().filter(|finding| finding.level >= least);
    let issues: Vec<Issue<'_>> =
        findings.map(|finding| issue(finding, sources, &mut seen)).collect();
    // Strings and numbers always serialise.
    let mut text = serde_json::to_string_pretty(&issues).unwrap_or_default();
    text.push('\n');
    text
}

fn issue<'r>(
    finding: &'r Diagnostic,
    sources: &'r Sources,
    seen: &mut BTreeMap<String, usize>,
) -> Issue<'r> {
    // GitLab wants a place; a finding without one is about the corpus.
    let (path, begin, end) = match finding.labels.first().map(|label| place(label.span, sources)) {
        Some(at) => (at.path, at.start.line, at.end.line),
        None => ("recoupe.toml", 1, 1),
    };
    Issue {
        // GitLab asks for neither, Code Climate's format for both.
        kind: "issue",
        categories: ["Bug Risk"],
        description: harmless(&finding.message),
        check_name: finding.rule.name,
        fingerprint: unique(finding.fingerprint(), seen),
        severity: match finding.level {
            Level::Deny => "critical",
            Level::Warn => "major",
            Level::Note | Level::Allow => "info",
        },
        location: Location { path, lines: Lines { begin, end } },
    }
}

/// GitLab takes two entries of one fingerprint for one: those of a second corpus get their own.
fn unique(fingerprint: String, seen: &mut BTreeMap<String, usize>) -> String {
    let count = seen.entry(fingerprint.clone()).or_default();
    *count += 1;
    match *count {
        1 => fingerprint,
        nth => fingerprint_of([fingerprint.as_str(), &nth.to_string()]),
    }
}
