//! Reading a table key by key: each key is asked for once, what nobody asked for is unknown.

use super::{Entry, Kind, Node, Table, did_you_mean};
use crate::diagnostic::{Diagnostic, MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE};
use crate::source::Span;

/// How required keys are written.
const EXAMPLES: &[(&str, &str)] = &[
    ("article", "say whose claims these are: [article] and below it text = \"…\""),
    ("articles", "name the folder of the article texts: articles = \"articles\""),
    ("id", "give the claim a name of its own: id = \"…\""),
    ("predicate", "name a predicate of recoupe.toml: predicate = \"…\""),
    ("quote", "copy the words of the article: quote = \"…\""),
    ("subject", "name an entity of recoupe.toml: subject = \"…\""),
    ("text", "name the article's file, below the articles folder: text = \"…\""),
];

/// A table being read. Dropping it without [`Fields::finish`] loses the report on unknown keys.
pub struct Fields<'t, 'p> {
    table: &'t Table,
    /// What the table is, in words: "a claim".
    what: &'static str,
    /// Where to point when a key is missing.
    header: Span,
    known: Vec<&'static str>,
    /// Where problems go.
    pub problems: &'p mut Vec<Diagnostic>,
}

impl<'t, 'p> Fields<'t, 'p> {
    /// Starts reading a table.
    pub fn new(
        table: &'t Table,
        what: &'static str,
        header: Span,
        problems: &'p mut Vec<Diagnostic>,
    ) -> Self {
        Fields { table, what, header, known: Vec::new(), problems }
    }

    /// The entry of a key that may be absent.
    pub fn entry(&mut self, key: &'static str) -> Option<&'t Entry> {
        self.known.push(key);
        self.table.get(key)
    }

    /// The value of a key that may be absent.
    pub fn get(&mut self, key: &'static str) -> Option<&'t Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// The value of a required key; its absence is a problem.
    pub fn required(&mut self, key: &'static str) -> Option<&'t Node> {
        let node = self.get(key);
        if node.is_none() {
            let message = format!("{} needs `{key}`", self.what);
            let mut problem =
                Diagnostic::new(&MISSING_KEY, message).at(self.header, format!("no `{key}` here"));
            let example = EXAMPLES.iter().find(|(known, _)| *known == key);
            problem.help.extend(example.map(|(_, example)| (*example).to_owned()));
            self.problems.push(problem);
        }
        node
    }

    /// A string that may be absent, with its place.
    pub fn string(&mut self, key: &'static str) -> Option<(&'t str, Span)> {
        let node = self.get(key)?;
        self.as_string(node, key)
    }

    /// A required string, with its place.
    pub fn required_string(&mut self, key: &'static str) -> Option<(&'t str, Span)> {
        let node = self.required(key)?;
        self.as_string(node, key)
    }

    /// A node as a string; anything else is a problem.
    pub fn as_string(&mut self, node: &'t Node, key: &str) -> Option<(&'t str, Span)> {
        match &node.kind {
            Kind::String(text) => Some((text, node.span)),
            _ => {
                self.wrong_type(node, key, "a string");
                None
            }
        }
    }

    /// A boolean that may be absent.
    pub fn boolean(&mut self, key: &'static str) -> Option<bool> {
        let node = self.get(key)?;
        match node.kind {
            Kind::Boolean(value) => Some(value),
            _ => {
                self.wrong_type(node, key, "`true` or `false`");
                None
            }
        }
    }

    /// A table that may be absent, with its place.
    pub fn table(&mut self, key: &'static str) -> Option<(&'t Table, Span)> {
        let node = self.get(key)?;
        match &node.kind {
            Kind::Table(table) => Some((table, node.span)),
            _ => {
                self.wrong_type(node, key, "a table");
                None
            }
        }
    }

    /// An array of tables that may be absent.
    pub fn tables(&mut self, key: &'static str) -> Vec<(&'t Table, Span)> {
        let Some(node) = self.get(key) else { return Vec::new() };
        let Kind::Array(items) = &node.kind else {
            let wanted = format!("written `[[{key}]]`, with two brackets");
            self.wrong_type(node, key, &wanted);
            return Vec::new();
        };
        let mut tables = Vec::with_capacity(items.len());
        for item in items {
            match &item.kind {
                Kind::Table(table) => tables.push((table, item.span)),
                _ => self.wrong_type(item, key, "a table"),
            }
        }
        tables
    }

    /// An array of strings, or one string, that may be absent.
    pub fn strings(&mut self, key: &'static str) -> Vec<(&'t str, Span)> {
        let Some(node) = self.get(key) else { return Vec::new() };
        match &node.kind {
            Kind::String(text) => vec![(text, node.span)],
            Kind::Array(items) => {
                items.iter().filter_map(|item| self.as_string(item, key)).collect()
            }
            _ => {
                self.wrong_type(node, key, "a string or an array of strings");
                Vec::new()
            }
        }
    }

    /// One of a few words that may be absent.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&str, T)]) -> Option<T> {
        let (text, span) = self.string(key)?;
        let found = choices.iter().find(|(name, _)| *name == text);
        if found.is_none() {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            let mut problem = Diagnostic::new(
                &crate::diagnostic::INVALID_VALUE,
                format!("`{key}` cannot be {text:?}"),
            )
            .at(span, format!("one of: {}", names.join(", ")));
            if let Some(name) = super::nearest(text, names.iter().copied()) {
                problem = problem.help(format!("did you mean \"{name}\"?"));
            }
            self.problems.push(problem);
        }
        found.map(|(_, choice)| *choice)
    }

    /// Reports a value of a type that its key does not take.
    pub fn wrong_type(&mut self, node: &Node, key: &str, wanted: &str) {
        let found = node.kind.described();
        self.problems.push(
            Diagnostic::new(&WRONG_TYPE, format!("`{key}` must be {wanted}"))
                .at(node.span, format!("this is {found}")),
        );
    }

    /// Ends reading: each key that nobody asked for is a problem.
    pub fn finish(self) {
        for entry in &self.table.entries {
            if self.known.contains(&entry.key.as_str()) {
                continue;
            }
            let message = format!("{} has no key `{}`", self.what, entry.key);
            let mut problem =
                Diagnostic::new(&UNKNOWN_KEY, message).at(entry.key_span, "unknown key");
            if let Some(help) = did_you_mean(&entry.key, self.known.iter().copied()) {
                problem = problem.help(help);
            }
            self.problems.push(problem);
        }
    }
}
