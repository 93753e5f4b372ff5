//! Values by the type of their predicate, and dates.

use rust_decimal::Decimal;

use super::claim::unknown_entity;
use super::members::category;
use crate::config::{Cardinality, Predicate, PredicateKind, Vocabulary};
use crate::diagnostic::{Diagnostic, INVALID_VALUE, MISSING_KEY, UNKNOWN_UNIT};
use crate::model::{Period, Polarity};
use crate::source::Span;
use crate::syntax::{Fields, Kind, Node, Table, did_you_mean};
use crate::value::date;
use crate::value::members::{Form, Members};
use crate::value::quantity::{Bounds, quantity};
use crate::value::unit::{self, Unit};
use crate::value::{Line, Set, Text, Written, fold};

/// A value read.
pub(super) struct Value {
    pub(super) written: Written,
    pub(super) set: Set,
    pub(super) span: Span,
}

/// Reads `value` or `absent`. Without a predicate its type is unknown, and so is the value.
pub(super) fn read(
    fields: &mut Fields<'_, '_>,
    predicate: Option<&Predicate>,
    polarity: Polarity,
    vocabulary: &Vocabulary,
) -> Option<Value> {
    let absent = fields.entry("absent");
    let is_absent = fields.boolean("absent");
    let node = fields.get("value");
    if let (Some(entry), Some(node)) = (absent, node) {
        fields.problems.push(
            Diagnostic::new(&INVALID_VALUE, "a claim has a value or says that there is none")
                .at(node.span, "a value")
                .with(entry.key_span, "and none: remove one of the two"),
        );
        return None;
    }
    if let (Some(entry), Some(is_absent)) = (absent, is_absent) {
        if !is_absent {
            fields.problems.push(
                Diagnostic::new(&INVALID_VALUE, "`absent` is written only when true")
                    .at(entry.node.span, "give a `value` instead"),
            );
            return None;
        }
        if let Some(PredicateKind::Boolean) = predicate.map(|predicate| &predicate.kind) {
            fields.problems.push(
                Diagnostic::new(&INVALID_VALUE, "a boolean is yes or no, never absent")
                    .at(entry.node.span, "write `value = false`"),
            );
            return None;
        }
        let set = absent_set(predicate?);
        return Some(Value { written: Written::absent(), set, span: entry.node.span });
    }
    let Some(node) = node else {
        if absent.is_none() {
            let _ = fields.required("value");
            if let Some(problem) = fields.problems.last_mut()
                && problem.rule == &MISSING_KEY
            {
                problem.help.push("write `absent = true` if the article says there is none".into());
            }
        }
        return None;
    };
    let mut reader = Reader { fields, vocabulary, polarity };
    let (written, set) = reader.value(node, predicate?)?;
    Some(Value { written, set, span: node.span })
}

/// Reads a date that may be absent: EDTF.
pub fn read_period(fields: &mut Fields<'_, '_>, key: &'static str) -> Option<Period> {
    let node = fields.get(key)?;
    let (written, set) = read_date(node, key, fields)?;
    Some(Period { written, set, span: node.span })
}

fn read_date(
    node: &Node,
    key: &str,
    fields: &mut Fields<'_, '_>,
) -> Option<(String, date::DateSet)> {
    let text = match &node.kind {
        Kind::String(text) | Kind::Date(text) | Kind::DateTime(text) => text,
        Kind::Number(_) => {
            fields.wrong_type(node, key, "a date, in quotation marks: \"2020\"");
            return None;
        }
        _ => {
            fields.wrong_type(node, key, "a date");
            return None;
        }
    };
    match date::parse(text) {
        Ok(set) => Some((text.clone(), set)),
        Err(message) => {
            let problem = Diagnostic::new(&INVALID_VALUE, format!("{text:?} is not a date"))
                .at(node.span, message);
            fields.problems.push(problem);
            None
        }
    }
}

fn absent_set(predicate: &Predicate) -> Set {
    match &predicate.kind {
        PredicateKind::Entity { scheme } | PredicateKind::Category { scheme, .. } => {
            Set::Members(Members::new(Form::Exactly, [], scheme.clone()))
        }
        PredicateKind::Text => Set::Text(Text { folded: None, denied: false }),
        PredicateKind::Quantity { .. } => Set::Line(with_cardinality(Line::none_of(), predicate)),
        _ => Set::Line(with_cardinality(Line::absent(), predicate)),
    }
}

fn with_cardinality(line: Line, predicate: &Predicate) -> Line {
    Line { many: predicate.cardinality == Cardinality::Many, ..line }
}

/// Reads one value.
pub(super) struct Reader<'r, 't, 'p> {
    pub(super) fields: &'r mut Fields<'t, 'p>,
    vocabulary: &'r Vocabulary,
    pub(super) polarity: Polarity,
}

impl Reader<'_, '_, '_> {
    fn value(&mut self, node: &Node, predicate: &Predicate) -> Option<(Written, Set)> {
        let line = |line: Line| Set::Line(with_cardinality(line, predicate));
        match &predicate.kind {
            PredicateKind::Date => {
                let (text, set) = read_date(node, "value", self.fields)?;
                Some((Written::text(text), line(Line::new(set.hull, set.core, None))))
            }
            PredicateKind::Quantity { unit, unit_name, unit_words, tolerance } => {
                let words = || unit_words.values().flatten().map(String::as_str);
                let own = OwnUnit { unit, name: unit_name.as_deref(), words: words().collect() };
                let (written, set) = self.quantity(node, &own, *tolerance)?;
                Some((written, line(set)))
            }
            PredicateKind::Boolean => match node.kind {
                Kind::Boolean(value) => Some((Written::Bool(value), line(Line::boolean(value)))),
                _ => self.wrong(node, "`true` or `false`"),
            },
            PredicateKind::Text => match &node.kind {
                Kind::String(text) if fold(text).is_empty() => {
                    self.invalid("a text has words", node.span, "this is empty")
                }
                Kind::String(text) => {
                    let set = Text { folded: Some(fold(text)), denied: false };
                    Some((Written::text(text), Set::Text(set)))
                }
                _ => self.wrong(node, "a string"),
            },
            PredicateKind::Entity { scheme } => {
                self.members(node, predicate, scheme, |this, name, span| {
                    let found = this.vocabulary.find_entities(name);
                    if found.is_empty() {
                        this.fields.problems.push(unknown_entity(name, span, this.vocabulary));
                    }
                    found.iter().map(|id| (id.0, this.vocabulary.entity(*id).id.clone())).collect()
                })
            }
            PredicateKind::Category { values, scheme, .. } => {
                self.members(node, predicate, scheme, |this, name, span| {
                    let at = category(values, name, span, this.fields.problems);
                    at.map(|at| (at as u32, values[at].clone())).into_iter().collect()
                })
            }
        }
    }

    pub(super) fn wrong<T>(&mut self, node: &Node, wanted: &str) -> Option<T> {
        self.fields.wrong_type(node, "value", wanted);
        None
    }

    pub(super) fn invalid<T>(
        &mut self,
        message: impl Into<String>,
        span: Span,
        label: impl Into<String>,
    ) -> Option<T> {
        self.fields.problems.push(Diagnostic::new(&INVALID_VALUE, message).at(span, label));
        None
    }

    fn quantity(
        &mut self,
        node: &Node,
        own: &OwnUnit<'_>,
        tolerance: Decimal,
    ) -> Option<(Written, Line)> {
        let (bounds, written, unit) = match &node.kind {
            Kind::Number(number) => {
                let written = Written::Number(number.to_string());
                (Bounds::amount(*number), written, own.unit.clone())
            }
            Kind::Table(table) => self.bounds(table, node.span, own)?,
            Kind::BadNumber(text) => {
                return self.invalid(
                    format!("{text} is not an amount"),
                    node.span,
                    "out of range or not a number",
                );
            }
            Kind::String(text) if text.trim().parse::<Decimal>().is_ok() => {
                return self.wrong(node, "a number, without quotation marks");
            }
            _ => {
                return self
                    .wrong(node, "a number or `{ amount = … }`, `{ min = … }`, `{ about = … }`");
            }
        };
        match quantity(&bounds, &unit, tolerance) {
            Ok(set) => Some((written, Line::new(set.hull, set.core, Some(set.dimension)))),
            Err(message) => self.invalid("this amount cannot be", node.span, message),
        }
    }

    fn bounds(
        &mut self,
        table: &Table,
        span: Span,
        own: &OwnUnit<'_>,
    ) -> Option<(Bounds, Written, Unit)> {
        let before = self.fields.problems.len();
        let mut fields = Fields::new(table, "an amount", span, self.fields.problems);
        let mut bounds = Bounds::default();
        let mut written = Vec::new();
        let slots: [(&'static str, &mut Option<Decimal>); 6] = [
            ("amount", &mut bounds.amount),
            ("min", &mut bounds.min),
            ("max", &mut bounds.max),
            ("more-than", &mut bounds.more_than),
            ("less-than", &mut bounds.less_than),
            ("about", &mut bounds.about),
        ];
        for (key, slot) in slots {
            let Some(node) = fields.get(key) else { continue };
            match &node.kind {
                Kind::Number(number) => {
                    *slot = Some(*number);
                    written.push((key, Written::Number(number.to_string())));
                }
                _ => fields.wrong_type(node, key, "a number"),
            }
        }
        let mut unit = own.unit.clone();
        if let Some((name, span)) = fields.string("unit") {
            match own.resolve(name) {
                Some(found) => unit = found,
                None => fields.problems.push(own.unknown(name, span)),
            }
            written.push(("unit", Written::text(name)));
        }
        fields.finish();
        (self.fields.problems.len() == before).then_some((bounds, Written::Table(written), unit))
    }
}

/// The unit that a predicate declares, with its other names.
struct OwnUnit<'p> {
    unit: &'p Unit,
    name: Option<&'p str>,
    words: Vec<&'p str>,
}

impl OwnUnit<'_> {
    /// To the letter first: "Gb" is no gigabyte. Only words are folded.
    fn resolve(&self, name: &str) -> Option<Unit> {
        if self.name == Some(name) {
            return Some(self.unit.clone());
        }
        if let Some(known) = unit::known(name) {
            return Some(known.clone());
        }
        let folded = fold(name);
        let is_word = |word: &&&str| unit::known(word).is_none();
        let mut own = self.name.iter().chain(&self.words).filter(is_word);
        own.any(|word| fold(word) == folded).then(|| self.unit.clone())
    }

    fn unknown(&self, name: &str, span: Span) -> Diagnostic {
        let mut problem = Diagnostic::new(&UNKNOWN_UNIT, format!("no unit is called {name:?}"))
            .at(span, "unknown unit");
        let mut known: Vec<&str> = unit::symbols().collect();
        known.extend(self.name);
        known.extend(&self.words);
        if let Some(help) = did_you_mean(name, known) {
            problem = problem.help(help);
        }
        problem.help("or list it in the predicate's `unit-words`")
    }
}
