//! `[predicates]`: types, units, categories, cues.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{ByLanguage, Cardinality, Predicate, PredicateKind, Varies};
use crate::diagnostic::{
    Diagnostic, INVALID_VALUE, Level, UNKNOWN_CATEGORY, UNKNOWN_KEY, UNKNOWN_UNIT, WRONG_TYPE,
};
use crate::model::{LANGUAGES, Language};
use crate::source::Span;
use crate::syntax::{Entry, Fields, Kind, Node, Table, did_you_mean};
use crate::value::fold;
use crate::value::members::Scheme;
use crate::value::unit::{self, Unit};

const CARDINALITIES: &[(&str, Cardinality)] =
    &[("one", Cardinality::One), ("many", Cardinality::Many)];

const VARIES: &[(&str, Varies)] = &[
    ("no", Varies::No),
    ("over-time", Varies::OverTime),
    ("rising", Varies::Rising),
    ("falling", Varies::Falling),
];

#[derive(Clone, Copy)]
enum Type {
    Date,
    Quantity,
    Entity,
    Category,
    Boolean,
    Text,
}

const TYPES: &[(&str, Type)] = &[
    ("date", Type::Date),
    ("quantity", Type::Quantity),
    ("entity", Type::Entity),
    ("category", Type::Category),
    ("boolean", Type::Boolean),
    ("text", Type::Text),
];

/// Reads `[predicates]` and the packs in use; own predicates win over those of packs.
pub(super) fn read(
    table: Option<&Table>,
    packs: &[Table],
    wholes: &Arc<Vec<Vec<u32>>>,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Predicate> {
    let mut by_name: BTreeMap<&str, Option<Predicate>> = BTreeMap::new();
    let own = table.into_iter();
    for table in own.chain(packs) {
        for entry in &table.entries {
            if !by_name.contains_key(entry.key.as_str()) {
                by_name.insert(&entry.key, read_predicate(entry, wholes, problems));
            }
        }
    }
    by_name.into_values().flatten().collect()
}

fn read_predicate(
    entry: &Entry,
    wholes: &Arc<Vec<Vec<u32>>>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Predicate> {
    let Kind::Table(table) = &entry.node.kind else {
        let empty = Table::default();
        let mut fields = Fields::new(&empty, "a predicate", entry.key_span, problems);
        fields.wrong_type(&entry.node, &entry.key, "a table");
        return None;
    };
    let mut fields = Fields::new(table, "a predicate", entry.key_span, problems);
    let kind = match fields.required("type") {
        Some(_) => fields.choice("type", TYPES),
        None => None,
    };
    let cardinality = fields.choice("cardinality", CARDINALITIES).unwrap_or_default();
    let varies = fields.choice("varies", VARIES).unwrap_or_default();
    let per = fields.strings("per").into_iter().map(|(key, _)| key.to_owned()).collect();
    let cap = fields.choice("level", &Level::ALL).unwrap_or(Level::Deny);
    let min_origins = read_min_origins(&mut fields);
    let label_node = fields.get("label");
    let label = by_language(label_node, "label", &mut fields, |fields, node, _| {
        fields.as_string(node, "label").map(|(text, _)| text.to_owned())
    });
    let cues_node = fields.get("cues");
    let cues = words(cues_node, &mut fields, "cues");
    let kind = kind.and_then(|kind| {
        Some(match kind {
            Type::Date => PredicateKind::Date,
            Type::Boolean => PredicateKind::Boolean,
            Type::Text => PredicateKind::Text,
            Type::Quantity => read_quantity(&mut fields),
            Type::Entity => {
                let single = cardinality == Cardinality::One;
                let scheme = Scheme::Entities { wholes: wholes.clone(), single };
                PredicateKind::Entity { scheme: Arc::new(scheme) }
            }
            Type::Category => read_category(&mut fields, cardinality, entry.key_span)?,
        })
    });
    if matches!(varies, Varies::Rising | Varies::Falling)
        && !matches!(kind, None | Some(PredicateKind::Date | PredicateKind::Quantity { .. }))
    {
        let message = "only dates and quantities rise or fall";
        let problem = Diagnostic::new(&INVALID_VALUE, message)
            .at(entry.key_span, "write `varies = \"over-time\"`");
        fields.problems.push(problem);
    }
    if kind.is_some() {
        fields.finish();
    }
    Some(Predicate {
        name: entry.key.clone(),
        kind: kind?,
        cardinality,
        varies,
        per,
        cap,
        min_origins,
        label,
        cues,
    })
}

fn read_quantity(fields: &mut Fields<'_, '_>) -> PredicateKind {
    let written = fields.string("unit");
    let unit_name = written.map(|(name, _)| name.to_owned());
    if let Some((name, span)) = written
        && unit::known(name).is_none()
        && !name.chars().any(char::is_alphabetic)
    {
        // « € » would pass for a word for things counted.
        let mut problem = Diagnostic::new(&UNKNOWN_UNIT, format!("no unit is called {name:?}"))
            .at(span, "unknown unit");
        if is_currency_sign(name) {
            problem = problem.help("currencies are ISO 4217 codes: \"EUR\", \"USD\", \"GBP\"");
        }
        fields.problems.push(problem);
    }
    let unit = match unit_name.as_deref() {
        None => Unit::plain(),
        Some(name) => unit::known(name).cloned().unwrap_or_else(|| Unit::count(name)),
    };
    let words_node = fields.get("unit-words");
    let unit_words = words(words_node, fields, "unit-words");
    let tolerance = read_tolerance(fields).unwrap_or(Decimal::new(1, 1));
    PredicateKind::Quantity { unit, unit_name, unit_words, tolerance }
}

fn is_currency_sign(name: &str) -> bool {
    name.chars().all(|c| matches!(c, '$' | '¢'..='¥' | '\u{20A0}'..='\u{20CF}'))
}

/// A whole number from 1.
fn read_min_origins(fields: &mut Fields<'_, '_>) -> u32 {
    let Some(node) = fields.get("min-origins") else { return 1 };
    let number = match &node.kind {
        Kind::Number(number) if number.is_integer() => number.to_u32(),
        _ => None,
    };
    number.filter(|number| *number >= 1).unwrap_or_else(|| {
        let problem = Diagnostic::new(&INVALID_VALUE, "`min-origins` is a whole number from 1")
            .at(node.span, "write 1, 2, 3, …");
        fields.problems.push(problem);
        1
    })
}

/// A tolerance as a share: "10%" is 0.1.
fn read_tolerance(fields: &mut Fields<'_, '_>) -> Option<Decimal> {
    let (text, span) = fields.string("tolerance")?;
    let number = text.strip_suffix('%').map(str::trim_end).and_then(|n| n.parse::<Decimal>().ok());
    match number {
        Some(percent) if percent >= Decimal::ZERO && percent <= 100.into() => {
            percent.checked_div(100.into())
        }
        _ => {
            fields.problems.push(
                Diagnostic::new(&INVALID_VALUE, "`tolerance` is a percentage from 0% to 100%")
                    .at(span, "write it like \"10%\""),
            );
            None
        }
    }
}

/// Reads `{ fr = …, en = … }`.
fn by_language<'t, T>(
    node: Option<&'t Node>,
    key: &'static str,
    fields: &mut Fields<'t, '_>,
    mut read: impl FnMut(&mut Fields<'t, '_>, &'t Node, &str) -> Option<T>,
) -> ByLanguage<T> {
    let mut out = BTreeMap::new();
    let Some(node) = node else { return out };
    let Kind::Table(table) = &node.kind else {
        fields.wrong_type(node, key, "a table by language: `{ fr = …, en = … }`");
        return out;
    };
    for entry in &table.entries {
        match language(&entry.key) {
            Some(language) => {
                if let Some(value) = read(fields, &entry.node, &entry.key) {
                    out.insert(language, value);
                }
            }
            None => {
                let message = format!("no language `{}`", entry.key);
                let problem =
                    Diagnostic::new(&UNKNOWN_KEY, message).at(entry.key_span, "one of `fr`, `en`");
                fields.problems.push(problem);
            }
        }
    }
    out
}

fn language(key: &str) -> Option<Language> {
    LANGUAGES.iter().find(|(name, _)| *name == key).map(|(_, language)| *language)
}

/// Reads lists of words by language.
fn words<'t>(
    node: Option<&'t Node>,
    fields: &mut Fields<'t, '_>,
    key: &'static str,
) -> ByLanguage<Vec<String>> {
    by_language(node, key, fields, |fields, node, language| match &node.kind {
        Kind::String(text) => Some(vec![text.clone()]),
        Kind::Array(items) => {
            let mut words = Vec::with_capacity(items.len());
            for item in items {
                if let Kind::String(text) = &item.kind {
                    words.push(text.clone());
                    continue;
                }
                let message = format!("the words in `{key}.{language}` stand in quotation marks");
                let label = format!("this is {}", item.kind.described());
                fields.problems.push(Diagnostic::new(&WRONG_TYPE, message).at(item.span, label));
            }
            Some(words)
        }
        _ => {
            fields.wrong_type(node, key, "a string or an array of strings");
            None
        }
    })
}

fn read_category(
    fields: &mut Fields<'_, '_>,
    cardinality: Cardinality,
    header: Span,
) -> Option<PredicateKind> {
    fields.required("values")?;
    let mut values: Vec<String> = Vec::new();
    for (value, span) in fields.strings("values") {
        if values.iter().any(|known| fold(known) == fold(value)) {
            let problem = Diagnostic::new(&INVALID_VALUE, format!("`{value}` is listed twice"))
                .at(span, "a second time");
            fields.problems.push(problem);
        } else {
            values.push(value.to_owned());
        }
    }
    if values.is_empty() {
        let problem = Diagnostic::new(&INVALID_VALUE, "a category has values")
            .at(header, "`values` lists none");
        fields.problems.push(problem);
    }
    let covers = read_narrower(fields, &values, header);
    let groups = read_exclusive(fields, &values, cardinality);
    let excludes = exclusions(&covers, &groups);
    for (at, value) in values.iter().enumerate() {
        if excludes[at][at] {
            fields.problems.push(
                Diagnostic::new(
                    &INVALID_VALUE,
                    format!("`{value}` is narrower than values that exclude each other"),
                )
                .at(header, "no claim could ever hold this value"),
            );
        }
    }
    let mut by_value = BTreeMap::new();
    if let Some((table, _)) = fields.table("words") {
        for entry in &table.entries {
            if index_of(&values, &entry.key, entry.key_span, fields.problems).is_some() {
                let lists = words(Some(&entry.node), fields, "words");
                by_value.insert(entry.key.clone(), lists);
            }
        }
    }
    let single = groups.iter().any(|group| (0..values.len()).all(|at| group.contains(&at)));
    let scheme = Arc::new(Scheme::Categories { covers, excludes, single });
    Some(PredicateKind::Category { values, scheme, words: by_value })
}

fn index_of(
    values: &[String],
    value: &str,
    span: Span,
    problems: &mut Vec<Diagnostic>,
) -> Option<usize> {
    let found = values.iter().position(|known| known == value);
    if found.is_none() {
        let mut problem =
            Diagnostic::new(&UNKNOWN_CATEGORY, format!("`values` does not list {value:?}"))
                .at(span, "unknown category");
        if let Some(help) = did_you_mean(value, values.iter().map(String::as_str)) {
            problem = problem.help(help);
        }
        problems.push(problem);
    }
    found
}

/// Reads `narrower` into its reflexive and transitive closure: `covers[a][b]`, a is b or narrower.
fn read_narrower(fields: &mut Fields<'_, '_>, values: &[String], header: Span) -> Vec<Vec<bool>> {
    let mut covers = vec![vec![false; values.len()]; values.len()];
    for (at, row) in covers.iter_mut().enumerate() {
        row[at] = true;
    }
    let Some((table, _)) = fields.table("narrower") else { return covers };
    for entry in &table.entries {
        let Some(broad) = index_of(values, &entry.key, entry.key_span, fields.problems) else {
            continue;
        };
        let single = Table { entries: vec![Entry { key: "narrower".into(), ..entry.clone() }] };
        let narrow: Vec<(String, Span)> =
            Fields::new(&single, "`narrower`", header, fields.problems)
                .strings("narrower")
                .into_iter()
                .map(|(value, span)| (value.to_owned(), span))
                .collect();
        for (value, span) in narrow {
            match index_of(values, &value, span, fields.problems) {
                Some(narrow) if narrow == broad => fields.problems.push(
                    Diagnostic::new(&INVALID_VALUE, format!("`{value}` is narrower than itself"))
                        .at(span, "name another value"),
                ),
                Some(narrow) => covers[narrow][broad] = true,
                None => {}
            }
        }
    }
    // Warshall: lists of categories are short.
    for via in 0..values.len() {
        for a in 0..values.len() {
            if covers[a][via] {
                let (row, through) = (covers[via].clone(), &mut covers[a]);
                for (b, reached) in row.into_iter().enumerate() {
                    through[b] |= reached;
                }
            }
        }
    }
    let cycle = (0..values.len())
        .flat_map(|a| (a + 1..values.len()).map(move |b| (a, b)))
        .find(|&(a, b)| covers[a][b] && covers[b][a]);
    if let Some((a, b)) = cycle {
        let message = format!("`{}` and `{}` are narrower than each other", values[a], values[b]);
        fields
            .problems
            .push(Diagnostic::new(&INVALID_VALUE, message).at(header, "`narrower` has a cycle"));
    }
    covers
}

/// The groups of which at most one value can hold.
fn read_exclusive(
    fields: &mut Fields<'_, '_>,
    values: &[String],
    cardinality: Cardinality,
) -> Vec<Vec<usize>> {
    let all = || vec![(0..values.len()).collect()];
    let Some(node) = fields.get("exclusive") else {
        return if cardinality == Cardinality::One { all() } else { Vec::new() };
    };
    let wanted = "\"all\" or an array of groups: `[[\"a\", \"b\"], …]`";
    match &node.kind {
        Kind::String(text) if text == "all" => all(),
        Kind::Array(items) => {
            let mut groups = Vec::new();
            for item in items {
                let Kind::Array(members) = &item.kind else {
                    fields.wrong_type(item, "exclusive", wanted);
                    continue;
                };
                let mut group = Vec::new();
                for member in members {
                    if let Some((value, span)) = fields.as_string(member, "exclusive") {
                        group.extend(index_of(values, value, span, fields.problems));
                    }
                }
                groups.push(group);
            }
            groups
        }
        _ => {
            fields.wrong_type(node, "exclusive", wanted);
            Vec::new()
        }
    }
}

/// Which values cannot hold together: two of one group, unless one is narrower than the other, and
/// all that is narrower than either. On the diagonal: values that can't hold at all.
fn exclusions(covers: &[Vec<bool>], groups: &[Vec<usize>]) -> Vec<Vec<bool>> {
    let count = covers.len();
    let mut excludes = vec![vec![false; count]; count];
    for group in groups {
        for &x in group {
            for &y in group {
                if x == y || covers[x][y] || covers[y][x] {
                    continue;
                }
                for a in (0..count).filter(|&a| covers[a][x]) {
                    for b in (0..count).filter(|&b| covers[b][y]) {
                        excludes[a][b] = true;
                    }
                }
            }
        }
    }
    excludes
}
