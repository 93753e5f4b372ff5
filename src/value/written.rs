//! A value as people write it: the tree that TOML and JSON share.

use std::fmt;

use super::fold::is_unseen;

/// A value in the notation of claim files, apart from any file.
///
/// Its [`Display`](fmt::Display) is TOML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// A string: a date, an entity or category id, a text.
    Text(String),
    /// A number in decimal digits, as TOML and JSON both read it.
    Number(String),
    /// `true` or `false`.
    Bool(bool),
    /// Several values.
    List(Vec<Written>),
    /// Bounds, units, `any-of`, `exactly`, `absent`, `not`.
    Table(Vec<(&'static str, Written)>),
}

impl Written {
    /// A string.
    pub fn text(text: impl Into<String>) -> Self {
        Written::Text(text.into())
    }

    /// `{ absent = true }`.
    pub fn absent() -> Self {
        Written::Table(vec![("absent", Written::Bool(true))])
    }

    /// `{ not = … }`: the denial of a value.
    pub fn denied(self) -> Self {
        Written::Table(vec![("not", self)])
    }

    /// The value in words for a sentence: without quotation marks, numbers grouped in threes.
    pub fn plain(&self) -> String {
        match self {
            Written::Text(text) => text.clone(),
            Written::Number(number) => grouped(number),
            Written::Bool(true) => "yes".into(),
            Written::Bool(false) => "no".into(),
            Written::List(list) => listed(list, "and"),
            Written::Table(entries) => plain_table(entries),
        }
    }
}

fn plain_table(entries: &[(&str, Written)]) -> String {
    let unit = entries.iter().find(|(key, _)| *key == "unit").map(|(_, unit)| unit.plain());
    let has = |wanted: &str| entries.iter().any(|(key, _)| *key == wanted);
    if let (true, true) = (has("min"), has("max")) {
        let find = |wanted: &str| {
            entries
                .iter()
                .find(|(key, _)| *key == wanted)
                .map(|(_, v)| v.plain())
                .unwrap_or_default()
        };
        return with_unit(format!("{} to {}", find("min"), find("max")), unit);
    }
    let mut words = Vec::new();
    for (key, value) in entries {
        let text = value.plain();
        words.push(match *key {
            "unit" => continue,
            "amount" => text,
            "min" => format!("at least {text}"),
            "max" => format!("at most {text}"),
            "more-than" => format!("more than {text}"),
            "less-than" => format!("less than {text}"),
            "about" => format!("about {text}"),
            "not" => denied(value),
            "absent" => "none".into(),
            "any-of" => match value {
                Written::List(list) => listed(list, "or"),
                _ => text,
            },
            "exactly" => match value {
                Written::List(list) if list.is_empty() => "none".into(),
                _ => format!("only {text}"),
            },
            other => format!("{other} {text}"),
        });
    }
    with_unit(words.join(" and "), unit)
}

/// The denial of a value in words: « neither a nor b ».
fn denied(value: &Written) -> String {
    let list = match value {
        Written::List(list) if list.len() > 1 => list,
        Written::Table(entries) => match entries.as_slice() {
            [("any-of", Written::List(list))] if list.len() > 1 => list,
            _ => return format!("not {}", value.plain()),
        },
        _ => return format!("not {}", value.plain()),
    };
    format!("neither {}", listed(list, "nor"))
}

fn with_unit(text: String, unit: Option<String>) -> String {
    match unit {
        Some(unit) => format!("{text} {unit}"),
        None => text,
    }
}

fn listed(list: &[Written], joint: &str) -> String {
    let words: Vec<String> = list.iter().map(Written::plain).collect();
    match words.as_slice() {
        [] => "none".into(),
        [one] => one.clone(),
        [start @ .., last] => format!("{} {joint} {last}", start.join(", ")),
    }
}

/// `1000000` as `1 000 000`, the grouping of ISO 80000 that no locale misreads.
fn grouped(number: &str) -> String {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", number),
    };
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    if whole.len() <= 4 || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return number.to_owned();
    }
    let mut out = String::from(sign);
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(' ');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Written::Text(text) => f.write_str(&toml_string(text)),
            Written::Number(number) => f.write_str(number),
            Written::Bool(value) => write!(f, "{value}"),
            Written::List(list) => {
                f.write_str("[")?;
                for (at, value) in list.iter().enumerate() {
                    write!(f, "{}{value}", if at > 0 { ", " } else { "" })?;
                }
                f.write_str("]")
            }
            Written::Table(entries) => {
                f.write_str("{ ")?;
                for (at, (key, value)) in entries.iter().enumerate() {
                    write!(f, "{}{key} = {value}", if at > 0 { ", " } else { "" })?;
                }
                f.write_str(" }")
            }
        }
    }
}

/// A text as a TOML string: basic, unless it holds quotation marks or backslashes that a literal
/// string shows better.
pub fn toml_string(text: &str) -> String {
    let plain = |c: char| !c.is_control();
    if text.contains(['"', '\\']) && !text.contains('\'') && text.chars().all(plain) {
        return format!("'{text}'");
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Characters that an editor does not show would make the file lie to its reader.
            c if is_unseen(c) || c == '\u{AD}' => {
                out.push_str(&format!("\\U{:08X}", c as u32));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
