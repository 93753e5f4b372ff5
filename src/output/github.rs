//! `--format github`: workflow commands that GitHub shows beside the lines of a change.

use super::place::{harmless, place};
use crate::diagnostic::{Level, Report};
use crate::source::Sources;

/// Renders the findings at or above a level; of a comparison only what was introduced.
pub fn github(report: &Report, sources: &Sources, least: Level) -> String {
    let mut out = String::new();
    for finding in report.findings.iter().filter(|finding| finding.is_shown(least)) {
        let command = match finding.level {
            Level::Deny => "error",
            Level::Warn => "warning",
            _ => "notice",
        };
        let mut properties =
            format!("title={}", property(&format!("recoupe: {}", finding.rule.name)));
        if let Some(label) = finding.labels.first() {
            let at = place(label.span, sources);
            properties.push_str(&format!(
                ",file={},line={},endLine={}",
                property(&harmless(at.path)),
                at.start.line,
                at.end.line
            ));
            // Columns only count on one line.
            if at.start.line == at.end.line {
                properties
                    .push_str(&format!(",col={},endColumn={}", at.start.column, at.end.column));
            }
        }
        let mut message = harmless(&finding.message);
        for label in finding.labels.iter().skip(1) {
            let at = place(label.span, sources);
            let text = sources.slice(label.span);
            let line = format!("{}:{} {text:?} {}", at.path, at.start.line, label.text);
            message.push_str(&format!("\n{}", harmless(&line)));
        }
        for help in &finding.help {
            message.push_str(&format!("\nhelp: {}", harmless(help)));
        }
        out.push_str(&format!("::{command} {properties}::{}\n", data(&message)));
    }
    out
}

/// The message of a workflow command: one line.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
