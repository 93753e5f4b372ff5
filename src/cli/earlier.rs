//! A report of an earlier run, read from its JSON.

use serde_json::Value;

use super::delta::{Before, Stood, Was, question, title_of};
use crate::diagnostic::{Level, RESOLVED};
use crate::value::Written;

/// The version of the JSON that is read.
pub(super) const VERSION: u64 = 1;

/// Keys of tables that values are written in.
const KEYS: &[&str] = &[
    "amount",
    "unit",
    "min",
    "max",
    "more-than",
    "less-than",
    "about",
    "any-of",
    "exactly",
    "absent",
    "not",
];

/// What was found; `None` where this is no report.
pub(super) fn read(json: &Value) -> Option<Before> {
    let mut before = Before::default();
    for finding in json["findings"].as_array()? {
        let fingerprint = finding["fingerprint"].as_str()?;
        let rule = finding["rule"].as_str().unwrap_or_default().to_owned();
        let level = Level::ALL.iter().find(|(name, _)| finding["level"] == **name);
        let level = level.map_or(Level::Note, |(_, level)| *level);
        if finding["resolution"].is_string() {
            before.excepted.insert((rule.clone(), texts(&finding["claims"])));
        }
        let claims = texts(&finding["claims"]);
        before.findings.insert(fingerprint.to_owned(), Was { rule, level, claims: claims.clone() });
        for pair in finding["pairs"].as_array().into_iter().flatten() {
            if pair["verdict"] == RESOLVED.name {
                before.decided.push(texts(&pair["claims"]).into_iter().collect());
            }
        }
        let Some(positions) = finding["positions"].as_array() else { continue };
        if level > Level::Note {
            let values = positions.iter().map(|position| written(&position["value"]).plain());
            let title = title_of(finding["message"].as_str().unwrap_or_default());
            let stood = Stood { title, values: values.collect(), claims };
            before.contested.insert(asked(&finding["question"]), stood);
        }
    }
    Some(before)
}

fn texts(json: &Value) -> Vec<String> {
    json.as_array().into_iter().flatten().filter_map(|t| t.as_str().map(str::to_owned)).collect()
}

fn asked(json: &Value) -> String {
    let text = |key: &str| json[key].as_str().unwrap_or_default();
    let scope = json["scope"].as_object().into_iter().flatten();
    let scope = scope.map(|(key, value)| (key.as_str(), value.as_str().unwrap_or_default()));
    question(text("subject"), text("predicate"), scope)
}

/// A value as claim files write it.
fn written(json: &Value) -> Written {
    match json {
        Value::String(text) => Written::text(text),
        Value::Bool(value) => Written::Bool(*value),
        Value::Array(list) => Written::List(list.iter().map(written).collect()),
        Value::Object(entries) => {
            let known = KEYS.iter().filter_map(|key| Some((*key, written(entries.get(*key)?))));
            Written::Table(known.collect())
        }
        other => Written::Number(other.to_string()),
    }
}
