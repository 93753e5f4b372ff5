//! The JSON of `recoupe recognize`, version 1.

use serde_json::{Map, Number, Value, json};

use crate::source::CodePoints;

/// What was recognised, as this format takes it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// `date`, `duration`, `number`, `quantity`, `money`, `percent`, `ordinal` or `entity`.
    pub kind: &'static str,
    /// Bytes of the text.
    pub span: std::ops::Range<usize>,
    /// Its value.
    pub value: SeenValue,
}

/// The value of something recognised.
#[derive(Clone, Debug)]
pub enum SeenValue {
    /// Nothing could be resolved.
    Unresolved,
    /// EDTF, an entity's id.
    Text(String),
    /// One of several entities.
    AnyOf(Vec<String>),
    /// A bare number or its bounds, by key.
    Amount(Vec<(&'static str, String)>),
    /// An amount with a unit.
    Measured(Vec<(&'static str, String)>, String),
}

/// Renders what was recognised, offsets in code points.
pub fn recognized(text: &str, seen: &[Seen]) -> String {
    let mut code_points = CodePoints::new(text);
    let list: Vec<Value> = seen
        .iter()
        .map(|seen| {
            let (start, end) =
                (code_points.before(seen.span.start), code_points.before(seen.span.end));
            json!({
                "type": seen.kind,
                "start": start,
                "end": end,
                "text": &text[seen.span.clone()],
                "value": value(&seen.value),
            })
        })
        .collect();
    let mut out = serde_json::to_string_pretty(&json!({ "version": 1, "recognized": list }))
        .unwrap_or_default();
    out.push('\n');
    out
}

fn value(seen: &SeenValue) -> Value {
    match seen {
        SeenValue::Unresolved => Value::Null,
        SeenValue::Text(text) => Value::String(text.clone()),
        SeenValue::AnyOf(ids) => json!({ "any-of": ids }),
        SeenValue::Amount(bounds) => match bounds.as_slice() {
            [("amount", amount)] => number(amount),
            bounds => Value::Object(object(bounds)),
        },
        SeenValue::Measured(bounds, unit) => {
            let mut map = object(bounds);
            map.insert("unit".into(), Value::String(unit.clone()));
            Value::Object(map)
        }
    }
}

fn object(bounds: &[(&'static str, String)]) -> Map<String, Value> {
    bounds.iter().map(|(key, amount)| ((*key).to_owned(), number(amount))).collect()
}

/// A decimal as a JSON number: whole where it is whole.
fn number(text: &str) -> Value {
    let whole = text.parse::<i64>().map(Value::from);
    whole
        .or_else(|_| {
            text.parse::<f64>()
                .map(|real| Number::from_f64(real).map_or(Value::Null, Value::Number))
        })
        .unwrap_or_else(|_| Value::String(text.to_owned()))
}
