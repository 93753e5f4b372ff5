//! Values by the type of their predicate, and dates.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::claim::unknown_entity;
use crate::config::{Cardinality, Predicate, PredicateKind, Vocabulary};
use crate::diagnostic::{Diagnostic, INVALID_VALUE, MISSING_KEY, UNKNOWN_CATEGORY, UNKNOWN_UNIT};
use crate::model::Period;
use crate::source::Span;
use crate::syntax::{Fields, Kind, Node, Table, did_you_mean};
use crate::value::date;
use crate::value::members::{Form, Members, Scheme};
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
    let mut reader = Reader { fields, vocabulary };
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
        _ => Set::Line(with_cardinality(Line::absent(), predicate)),
    }
}

fn with_cardinality(line: Line, predicate: &Predicate) -> Line {
    Line { many: predicate.cardinality == Cardinality::Many, ..line }
}

struct Reader<'r, 't, 'p> {
    fields: &'r mut Fields<'t, 'p>,
    vocabulary: &'r Vocabulary,
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

    fn wrong<T>(&mut self, node: &Node, wanted: &str) -> Option<T> {
        self.fields.wrong_type(node, "value", wanted);
        None
    }

    fn invalid<T>(
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

    /// Reads `"a"`, `["a", "b"]`, `{ any-of = [...] }` or `{ exactly = [...] }`. `resolve` gives
    /// the members that a name may mean.
    fn members(
        &mut self,
        node: &Node,
        predicate: &Predicate,
        scheme: &Arc<Scheme>,
        mut resolve: impl FnMut(&mut Self, &str, Span) -> Vec<(u32, String)>,
    ) -> Option<(Written, Set)> {
        let (form, key, items): (Form, Option<&'static str>, &[Node]) = match &node.kind {
            Kind::String(_) => (Form::All, None, std::slice::from_ref(node)),
            Kind::Array(items) => (Form::All, None, items),
            Kind::Table(table) => self.listed(table, node)?,
            _ => return self.wrong(node, "a name, a list of names, or `{ any-of = [...] }`"),
        };
        let mut list = Vec::new();
        for item in items {
            let Kind::String(name) = &item.kind else {
                return self.wrong(item, "a name");
            };
            let found = resolve(self, name, item.span);
            match found.as_slice() {
                [] => return None,
                [one] => list.push(one.clone()),
                _ if items.len() == 1 || form == Form::Any => list.extend(found),
                several => {
                    let ids: Vec<&str> = several.iter().map(|(_, id)| id.as_str()).collect();
                    let label = format!("one of `{}`: which?", ids.join("`, `"));
                    return self.invalid(format!("{name:?} may mean several"), item.span, label);
                }
            }
        }
        if list.is_empty() && form != Form::Exactly {
            return self.invalid(
                "an empty list says nothing",
                node.span,
                "name at least one, or write `absent = true` instead of `value`",
            );
        }
        // An alias of several entities means one of them.
        let form = if form == Form::All && list.len() > items.len() { Form::Any } else { form };
        let is_list = form == Form::All && matches!(node.kind, Kind::Array(_));
        let is_single = predicate.cardinality == Cardinality::One;
        if is_single && is_list && matches!(&**scheme, Scheme::Entities { .. }) {
            return self.invalid(
                format!("`{}` takes one entity", predicate.name),
                node.span,
                "a list; write `{ any-of = [...] }`, or `cardinality = \"many\"` in recoupe.toml",
            );
        }
        let members = Members::new(form, list.iter().map(|(at, _)| *at), scheme.clone());
        if !members.is_possible() {
            return self.invalid(
                "these cannot hold together",
                node.span,
                "they exclude each other; write `{ any-of = [...] }` if it is one of them",
            );
        }
        let names: Vec<Written> = list.into_iter().map(|(_, id)| Written::Text(id)).collect();
        let written = match (form, key) {
            (Form::All, _) if matches!(node.kind, Kind::String(_)) => names[0].clone(),
            (Form::All, _) => Written::List(names),
            (Form::Exactly, _) => Written::Table(vec![("exactly", Written::List(names))]),
            _ => Written::Table(vec![("any-of", Written::List(names))]),
        };
        Some((written, Set::Members(members)))
    }

    /// Reads the table form of a list of names.
    fn listed<'n>(
        &mut self,
        table: &'n Table,
        node: &Node,
    ) -> Option<(Form, Option<&'static str>, &'n [Node])> {
        let mut fields = Fields::new(table, "a value", node.span, self.fields.problems);
        let any = fields.get("any-of");
        let exactly = fields.get("exactly");
        fields.finish();
        let (form, key, node) = match (any, exactly) {
            (Some(any), None) => (Form::Any, "any-of", any),
            (None, Some(exactly)) => (Form::Exactly, "exactly", exactly),
            _ => {
                return self.invalid(
                    "a value is `any-of` or `exactly`",
                    node.span,
                    "write one of the two",
                );
            }
        };
        match &node.kind {
            Kind::Array(items) => Some((form, Some(key), items)),
            Kind::String(_) => Some((form, Some(key), std::slice::from_ref(node))),
            _ => self.wrong(node, "a list of names"),
        }
    }
}

/// Finds a category by its id, exactly or after folding.
fn category(
    values: &[String],
    name: &str,
    span: Span,
    problems: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let folded = fold(name);
    let found = values
        .iter()
        .position(|value| value == name)
        .or_else(|| values.iter().position(|value| fold(value) == folded));
    if found.is_none() {
        let mut problem =
            Diagnostic::new(&UNKNOWN_CATEGORY, format!("the predicate does not list {name:?}"))
                .at(span, "unknown category");
        if let Some(help) = did_you_mean(name, values.iter().map(String::as_str)) {
            problem = problem.help(help);
        }
        problems.push(problem);
    }
    found
}

/// The unit that a predicate declares, with its other names.
struct OwnUnit<'p> {
    unit: &'p Unit,
    name: Option<&'p str>,
    words: Vec<&'p str>,
}

impl OwnUnit<'_> {
    fn resolve(&self, name: &str) -> Option<Unit> {
        let folded = fold(name);
        let mut own = self.name.iter().chain(&self.words);
        if own.any(|word| fold(word) == folded) {
            return Some(self.unit.clone());
        }
        unit::known(name)
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
