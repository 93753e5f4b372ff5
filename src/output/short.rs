//! `--format short`: one finding a line, `file:line:column: level[rule]: message`.

use super::Names;
use super::place::{harmless, place};
use crate::diagnostic::{Level, Report};
use crate::source::Sources;

/// Renders the findings at or above a level.
pub fn short(report: &Report, sources: &Sources, least: Level, names: Names) -> String {
    let mut out = String::new();
    for finding in report.findings.iter().filter(|finding| finding.is_shown(least)) {
        let at = finding.labels.first().map(|label| {
            let place = place(label.span, sources);
            format!("{}:{}:{}: ", harmless(place.path), place.start.line, place.start.column)
        });
        out.push_str(&at.unwrap_or_default());
        let level = finding.level.name();
        out.push_str(&format!("{level}[{}]: {}", finding.rule.name, harmless(&finding.message)));
        if names == Names::Fingerprints {
            out.push_str(&format!(" ({})", finding.fingerprint()));
        }
        out.push('\n');
    }
    out
}
