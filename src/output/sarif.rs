//! `--format sarif`: SARIF 2.1.0 (OASIS), for code hosts and editors.

use serde_json::{Value, json};

use super::place::{harmless, place};
use crate::diagnostic::{Diagnostic, Label, Level, RULES, Report, State};
use crate::source::Sources;

/// Renders all findings, notes included; columns count Unicode code points.
pub fn sarif(report: &Report, sources: &Sources) -> String {
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            json!({
                "id": rule.name,
                "shortDescription": { "text": rule.summary },
                "help": { "text": manual(rule.page), "markdown": manual(rule.page) },
                "defaultConfiguration": { "level": level(rule.level) },
            })
        })
        .collect();
    let results: Vec<Value> =
        report.findings.iter().map(|finding| result(finding, sources)).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "recoupe",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

/// A rule's page without its cases.
fn manual(page: &str) -> &str {
    page.split("\n## Case").next().unwrap_or(page).trim_end()
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Deny => "error",
        Level::Warn => "warning",
        Level::Note => "note",
        Level::Allow => "none",
    }
}

fn result(finding: &Diagnostic, sources: &Sources) -> Value {
    let mut message = harmless(&finding.message);
    for help in &finding.help {
        message.push_str(&format!("\n{}", harmless(help)));
    }
    let mut labels = finding.labels.iter();
    let first: Vec<Value> =
        labels.next().map(|label| location(label, sources)).into_iter().collect();
    let mut result = json!({
        "ruleId": finding.rule.name,
        "ruleIndex": RULES.iter().position(|rule| rule.name == finding.rule.name),
        "level": level(finding.level),
        "message": { "text": message },
        "locations": first,
        "partialFingerprints": { "recoupe/v1": finding.fingerprint() },
    });
    let related: Vec<Value> = labels
        .enumerate()
        .map(|(id, label)| {
            let mut related = location(label, sources);
            related["id"] = json!(id + 1);
            related
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = Value::Array(related);
    }
    if let Some(reason) = &finding.resolution {
        result["suppressions"] = json!([{ "kind": "external", "status": "accepted", "justification": harmless(reason) }]);
    }
    if let Some(state) = finding.state {
        let state = match state {
            State::Introduced => "new",
            State::Unchanged => "unchanged",
            // SARIF knows no word of its own for it.
            State::Reopened => "updated",
        };
        result["baselineState"] = json!(state);
        if finding.state == Some(State::Reopened) {
            result["properties"] = json!({ "recoupe/state": State::Reopened.name() });
        }
    }
    result
}

fn location(label: &Label, sources: &Sources) -> Value {
    let at = place(label.span, sources);
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(at.path) },
            "region": {
                "startLine": at.start.line,
                "startColumn": at.start.column,
                "endLine": at.end.line,
                "endColumn": at.end.column,
            },
        },
    });
    if !label.text.is_empty() {
        location["message"] = json!({ "text": harmless(&label.text) });
    }
    location
}

/// A path as a relative or file URI (RFC 3986).
fn uri(path: &str) -> String {
    let mut out = String::new();
    if path.starts_with('/') {
        out.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(byte as char);
            }
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
