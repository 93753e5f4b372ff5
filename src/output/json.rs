//! `--format json`, version 1. The structs are the format: they don't change without a new version.

use serde::Serialize;

use super::place::place;
use crate::diagnostic::{self, Diagnostic, Level, Report};
use crate::source::{self, Sources};
use crate::value::Written;

#[derive(Serialize)]
struct Document<'r> {
    version: u32,
    summary: Summary,
    findings: Vec<Finding<'r>>,
}

#[derive(Serialize)]
struct Summary {
    articles: u64,
    claims: u64,
    quotes: u64,
    questions: u64,
    pairs: u64,
    not_checked: u64,
    deny: usize,
    warn: usize,
    note: usize,
}

#[derive(Serialize)]
struct Finding<'r> {
    rule: &'r str,
    level: &'r str,
    message: &'r str,
    fingerprint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resolution: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'r str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    claims: &'r [String],
    #[serde(skip_serializing_if = "Option::is_none", flatten)]
    contest: Option<Contest<'r>>,
    locations: Vec<Location<'r>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    notes: &'r [String],
    help: &'r [String],
}

#[derive(Serialize)]
struct Contest<'r> {
    question: Question<'r>,
    positions: Vec<Position<'r>>,
    others: Vec<Other<'r>>,
    pairs: Vec<Pair<'r>>,
    pairs_total: u64,
}

#[derive(Serialize)]
struct Question<'r> {
    subject: &'r str,
    predicate: &'r str,
    scope: serde_json::Map<String, serde_json::Value>,
}

#[derive(Serialize)]
struct Position<'r> {
    value: serde_json::Value,
    claims: &'r [String],
    origins: usize,
}

#[derive(Serialize)]
struct Other<'r> {
    claim: &'r str,
    verdict: &'r str,
}

#[derive(Serialize)]
struct Pair<'r> {
    claims: &'r [String; 2],
    verdict: &'r str,
    level: &'r str,
    line: u8,
    relation: &'r str,
}

#[derive(Serialize)]
struct Location<'r> {
    file: &'r str,
    start: Point,
    end: Point,
    bytes: [usize; 2],
    label: &'r str,
    primary: bool,
}

/// A line and a column in code points, both from 1.
#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
}

/// Renders all findings, notes included.
pub fn json(report: &Report, sources: &Sources) -> String {
    let counts = &report.summary;
    let document = Document {
        version: 1,
        summary: Summary {
            articles: counts.articles,
            claims: counts.claims,
            quotes: counts.quotes,
            questions: counts.questions,
            pairs: counts.pairs,
            not_checked: counts.not_checked,
            deny: report.count(Level::Deny),
            warn: report.count(Level::Warn),
            note: report.count(Level::Note),
        },
        findings: report.findings.iter().map(|found| finding(found, sources)).collect(),
    };
    // Maps with string keys and plain numbers always serialise.
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn finding<'r>(found: &'r Diagnostic, sources: &'r Sources) -> Finding<'r> {
    Finding {
        rule: found.rule.name,
        level: found.level.name(),
        message: &found.message,
        fingerprint: found.fingerprint(),
        state: found.state.map(diagnostic::State::name),
        resolution: found.resolution.as_deref(),
        verdict: found.contest.is_some().then_some(found.rule.name),
        claims: &found.claims,
        contest: found.contest.as_ref().map(contest),
        locations: found.labels.iter().map(|label| location(label, sources)).collect(),
        notes: &found.notes,
        help: &found.help,
    }
}

fn contest(contest: &diagnostic::Contest) -> Contest<'_> {
    Contest {
        question: Question {
            subject: &contest.subject,
            predicate: &contest.predicate,
            scope: contest
                .scope
                .iter()
                .map(|(key, value)| (key.clone(), value.clone().into()))
                .collect(),
        },
        positions: contest
            .positions
            .iter()
            .map(|position| Position {
                value: value(&position.value),
                claims: &position.claims,
                origins: position.origins,
            })
            .collect(),
        others: contest.others.iter().map(|(claim, verdict)| Other { claim, verdict }).collect(),
        pairs: contest
            .pairs
            .iter()
            .map(|pair| Pair {
                claims: &pair.claims,
                verdict: pair.verdict,
                level: pair.level.name(),
                line: pair.line,
                relation: pair.relation,
            })
            .collect(),
        pairs_total: contest.pairs_total,
    }
}

/// A value of a claim file as JSON.
pub(super) fn value(written: &Written) -> serde_json::Value {
    use serde_json::Value;
    match written {
        Written::Text(text) => Value::String(text.clone()),
        Written::Bool(value) => Value::Bool(*value),
        Written::List(list) => Value::Array(list.iter().map(value).collect()),
        Written::Table(entries) => {
            Value::Object(entries.iter().map(|(key, v)| ((*key).to_owned(), value(v))).collect())
        }
        // An integer as one; anything else as the nearest double, which is what JSON readers make
        // of it anyway.
        Written::Number(number) => match (number.parse::<i64>(), number.parse::<f64>()) {
            (Ok(whole), _) => whole.into(),
            (_, Ok(real)) => real.into(),
            _ => Value::String(number.clone()),
        },
    }
}

fn location<'r>(label: &'r diagnostic::Label, sources: &'r Sources) -> Location<'r> {
    let place = place(label.span, sources);
    let position = |at: source::Position| Point { line: at.line, column: at.column };
    Location {
        file: place.path,
        start: position(place.start),
        end: position(place.end),
        bytes: [place.bytes.0, place.bytes.1],
        label: &label.text,
        primary: label.primary,
    }
}
