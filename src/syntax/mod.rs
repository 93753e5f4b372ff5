//! TOML text as a tree with a byte span on every key and value.
//!
//! The only module that knows the TOML parser. Reading goes on behind an error, and all errors of a
//! text come together.

mod edit;
mod fields;
mod hints;
mod suggest;

pub use edit::{appended, edited};
pub use fields::Fields;
pub use suggest::{did_you_mean, nearest};

use std::ops::Range;

use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, SYNTAX};
use crate::source::{FileId, Sources, Span};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value.
    pub kind: Kind,
    /// Its bytes; of a `[table]` the header only.
    pub span: Span,
}

/// A TOML value.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A string, decoded.
    String(String),
    /// An integer or float that fits a decimal exactly.
    Number(Decimal),
    /// A number that does not: out of range, infinite, not a number. As written.
    BadNumber(String),
    /// A boolean.
    Boolean(bool),
    /// A local date, as written: a date of EDTF level 0.
    Date(String),
    /// A date with a time, as written.
    DateTime(String),
    /// An array.
    Array(Vec<Node>),
    /// A table.
    Table(Table),
}

impl Kind {
    /// The TOML type in words, with its article.
    pub fn described(&self) -> &'static str {
        match self {
            Kind::String(_) => "a string",
            Kind::Number(_) | Kind::BadNumber(_) => "a number",
            Kind::Boolean(_) => "a boolean",
            Kind::Date(_) => "a date",
            Kind::DateTime(_) => "a date with a time",
            Kind::Array(_) => "an array",
            Kind::Table(_) => "a table",
        }
    }
}

/// A key, its place and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key, decoded.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

/// The entries of a table, in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The entries.
    pub entries: Vec<Entry>,
}

impl Table {
    /// The entry of a key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

/// A place where a text is not TOML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What the parser says.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What to write instead, where that can be told.
    pub help: Option<String>,
}

/// Syntax errors of one file that are reported one by one; the rest is counted.
const REPORTED: usize = 20;

/// The report on a file's syntax errors: one for each line, since the others follow from the first.
pub fn report(errors: &[SyntaxError], message: &str, sources: &Sources) -> Vec<Diagnostic> {
    let line =
        |error: &SyntaxError| sources.file(error.span.file).line_of(error.span.start as usize);
    let mut first: Vec<&SyntaxError> = errors.iter().collect();
    first.dedup_by_key(|error| line(error));
    // Of a table written twice, its keys are too.
    let mut end_of_twice = 0;
    first.retain(|error| {
        let text = sources.text(error.span.file);
        let at = line(error);
        let mut lines = text.lines().map(str::trim_start).skip(at);
        if at < end_of_twice {
            return false;
        }
        let is_table = lines.next().is_some_and(|line| line.starts_with('['));
        if is_table && error.message.contains("duplicate") {
            let rest = lines.take_while(|line| !line.starts_with('[')).count();
            end_of_twice = at + 1 + rest;
        }
        true
    });
    let more = first.len().saturating_sub(REPORTED);
    let mut problems: Vec<Diagnostic> = first
        .into_iter()
        .take(REPORTED)
        .map(|error| {
            let mut problem = Diagnostic::new(&SYNTAX, message).at(error.span, &error.message);
            problem.help.extend(error.help.clone());
            problem
        })
        .collect();
    if let Some(last) = problems.last_mut().filter(|_| more > 0) {
        last.notes.push(format!("{more} more errors in this file"));
    }
    problems
}

/// Reads a text; what could be read, and all errors in the order of the text.
pub fn parse(file: FileId, text: &str) -> (Table, Vec<SyntaxError>) {
    let (root, errors) = DeTable::parse_recoverable(text);
    let reader = Reader { file, text };
    let mut errors: Vec<SyntaxError> = errors
        .iter()
        .map(|error| {
            let span = reader.span(error.span().unwrap_or(0..0));
            let message = error.message().replace('\n', ", ");
            let help = hints::hint(text, span.start as usize, &message);
            SyntaxError { message, span, help }
        })
        .collect();
    errors.sort_by_key(|error| error.span);
    errors.dedup();
    (reader.table(root.get_ref()), errors)
}

struct Reader<'t> {
    file: FileId,
    text: &'t str,
}

impl Reader<'_> {
    /// Error spans may point past the end or into a character.
    fn span(&self, range: Range<usize>) -> Span {
        let start = self.text.floor_char_boundary(range.start);
        let end = self.text.ceil_char_boundary(range.end).max(start);
        Span::new(self.file, start..end)
    }

    fn table(&self, table: &DeTable<'_>) -> Table {
        let mut entries: Vec<Entry> = table
            .iter()
            .map(|(key, node)| Entry {
                key: key.get_ref().to_string(),
                key_span: self.span(key.span()),
                node: self.node(node),
            })
            .collect();
        entries.sort_by_key(|entry| entry.key_span);
        Table { entries }
    }

    fn node(&self, value: &Spanned<DeValue<'_>>) -> Node {
        let span = self.span(value.span());
        let written = || self.text[span.range()].to_owned();
        let kind = match value.get_ref() {
            DeValue::String(text) => Kind::String(text.to_string()),
            DeValue::Integer(integer) => {
                match i64::from_str_radix(integer.as_str(), integer.radix()) {
                    Ok(number) => Kind::Number(number.into()),
                    Err(_) => Kind::BadNumber(written()),
                }
            }
            DeValue::Float(float) => match decimal(float.as_str()) {
                Some(number) => Kind::Number(number),
                None => Kind::BadNumber(written()),
            },
            DeValue::Boolean(value) => Kind::Boolean(*value),
            DeValue::Datetime(date) if date.time.is_none() => Kind::Date(written()),
            DeValue::Datetime(_) => Kind::DateTime(written()),
            DeValue::Array(items) => {
                Kind::Array(items.iter().map(|item| self.node(item)).collect())
            }
            DeValue::Table(table) => Kind::Table(self.table(table)),
        };
        Node { kind, span }
    }
}

/// A float's text as an exact decimal; `None` when it has too many digits to be one.
fn decimal(text: &str) -> Option<Decimal> {
    let text = text.trim_start_matches('+');
    if text.contains(['e', 'E']) {
        Decimal::from_scientific(text).ok()
    } else {
        Decimal::from_str_exact(text).ok()
    }
}
