//! Values that name entities or categories: one, all of, one of, exactly.

use std::sync::Arc;

use super::value::Reader;
use crate::config::{Cardinality, Predicate};
use crate::diagnostic::{Diagnostic, UNKNOWN_CATEGORY, UNKNOWN_KEY};
use crate::model::Polarity;
use crate::source::Span;
use crate::syntax::{Fields, Kind, Node, Table, did_you_mean};
use crate::value::members::{Form, Members, Scheme};
use crate::value::{Set, Written, fold};

impl Reader<'_, '_, '_> {
    /// Reads `"a"`, `["a", "b"]`, `{ any-of = [...] }` or `{ exactly = [...] }`. `resolve` gives
    /// the members that a name may mean.
    pub(super) fn members(
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
        let list = self.names(items, form, &mut resolve)?;
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
        // What is denied together need not be possible together.
        if self.polarity == Polarity::Affirmed && !members.is_possible() {
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
        if let Some(entry) = table.entries.iter().find(|entry| entry.key == "not") {
            let label = "write the value alone, and polarity = \"denied\" beside it";
            let problem = Diagnostic::new(&UNKNOWN_KEY, "a value has no key `not`");
            self.fields.problems.push(problem.at(entry.key_span, label));
            return None;
        }
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

    /// The members that a list of names means. A name that may mean several stands for "one of
    /// these", where that can be said.
    fn names(
        &mut self,
        items: &[Node],
        form: Form,
        resolve: &mut impl FnMut(&mut Self, &str, Span) -> Vec<(u32, String)>,
    ) -> Option<Vec<(u32, String)>> {
        let is_alone = items.len() == 1 && self.polarity == Polarity::Affirmed;
        let mut list = Vec::new();
        for item in items {
            let Kind::String(name) = &item.kind else {
                return self.wrong(item, "a name");
            };
            let found = resolve(self, name, item.span);
            match found.as_slice() {
                [] => return None,
                [one] => list.push(one.clone()),
                _ if form == Form::Any || (form == Form::All && is_alone) => list.extend(found),
                several => {
                    let ids: Vec<&str> = several.iter().map(|(_, id)| id.as_str()).collect();
                    let label = format!("one of `{}`: which?", ids.join("`, `"));
                    return self.invalid(format!("{name:?} may mean several"), item.span, label);
                }
            }
        }
        Some(list)
    }
}

/// Finds a category by its id, exactly or after folding.
pub(super) fn category(
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
