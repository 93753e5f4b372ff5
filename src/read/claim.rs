//! One `[[claims]]` table.

use std::collections::BTreeMap;

use super::value::{self, read_period};
use crate::config::Vocabulary;
use crate::diagnostic::{
    Diagnostic, INVALID_VALUE, Level, UNKNOWN_ENTITY, UNKNOWN_KEY, UNKNOWN_PREDICATE,
};
use crate::model::{
    Claim, Document, EntityId, FACTUALITIES, MODES, POLARITIES, Polarity, PredicateId, Quote,
    QuoteContext, REVIEWS, Review, Stated, Unreadable,
};
use crate::source::Span;
use crate::syntax::{Fields, Kind, Table, did_you_mean};

/// Reads a claim into the document: whole, or as unreadable with its problems.
pub(super) fn read(table: &Table, header: Span, vocabulary: &Vocabulary, document: &mut Document) {
    let problems_before = document.problems.len();
    let mut fields = Fields::new(table, "a claim", header, &mut document.problems);
    let id = read_id(&mut fields, &document.name);
    let subject = read_subject(&mut fields, vocabulary);
    let predicate = read_predicate(&mut fields, vocabulary);
    let polarity = fields.choice("polarity", POLARITIES).unwrap_or_default();
    let value = value::read(
        &mut fields,
        predicate.map(|id| vocabulary.predicate(id)),
        polarity,
        vocabulary,
    );
    let quotes = read_quotes(&mut fields);
    let factuality = fields.choice("factuality", FACTUALITIES).unwrap_or_default();
    let mode = fields.choice("mode", MODES).unwrap_or_default();
    let holder = read_holder(&mut fields, vocabulary);
    let stated = read_stated(&mut fields);
    let said = read_period(&mut fields, "said");
    let scope = read_scope(&mut fields);
    let during = read_period(&mut fields, "during");
    let supersedes = read_supersedes(&mut fields, &document.name);
    let review = fields.choice("review", REVIEWS).unwrap_or_default();
    let _ = fields.string("note");
    fields.finish();

    let mut own = document.problems[problems_before..].iter();
    let is_sound = own.all(|problem| problem.rule == &UNKNOWN_KEY);
    if review == Review::Draft {
        for problem in &mut document.problems[problems_before..] {
            problem.cap = Level::Warn;
        }
    }
    let (Some((id, id_span)), Some(subject), Some(predicate), Some(value), true) =
        (id.clone(), subject, predicate, value, is_sound)
    else {
        let question = subject.zip(predicate);
        for problem in &mut document.problems[problems_before..] {
            problem.claims.extend(id.as_ref().map(|(id, _)| id.clone()));
        }
        document.unreadable.push(Unreadable { id: id.map(|(id, _)| id), question });
        return;
    };
    document.problems[problems_before..].iter_mut().for_each(|p| p.claims.push(id.clone()));
    let set = match polarity {
        Polarity::Affirmed => value.set,
        Polarity::Denied => value.set.denied(),
    };
    document.claims.push(Claim {
        id,
        id_span,
        subject,
        predicate,
        written: value.written,
        value_span: value.span,
        set,
        polarity,
        factuality,
        mode,
        holder,
        stated,
        said,
        scope,
        during,
        supersedes,
        review,
        quotes,
    });
}

/// Takes back what was read of a claim that a syntax error runs through.
pub(super) fn forget(header: Span, document: &mut Document) {
    let lies_behind = |span: &Span| span.start >= header.start;
    let is_read = document.claims.last().is_some_and(|claim| lies_behind(&claim.id_span));
    if let Some(claim) = document.claims.pop_if(|_| is_read) {
        let question = Some((claim.subject, claim.predicate));
        document.unreadable.push(Unreadable { id: Some(claim.id), question });
    }
    let is_about =
        |problem: &Diagnostic| problem.labels.first().is_some_and(|label| lies_behind(&label.span));
    document.problems.retain(|problem| !is_about(problem));
}

fn read_stated(fields: &mut Fields<'_, '_>) -> Stated {
    let mut place = |key: &'static str| fields.get(key).map(|node| node.span);
    Stated { polarity: place("polarity"), factuality: place("factuality"), holder: place("holder") }
}

fn read_id(fields: &mut Fields<'_, '_>, document: &str) -> Option<(String, Span)> {
    let (id, span) = fields.required_string("id")?;
    if id.is_empty() || id.contains('/') || id.chars().any(|c| c.is_whitespace() || c.is_control())
    {
        fields.problems.push(
            Diagnostic::new(&INVALID_VALUE, "an id has neither spaces nor slashes")
                .at(span, "this cannot be an id")
                .help(format!("write \"{}\"", suggested_id(id))),
        );
        return None;
    }
    Some((format!("{document}/{id}"), span))
}

fn read_subject(fields: &mut Fields<'_, '_>, vocabulary: &Vocabulary) -> Option<EntityId> {
    let (name, span) = fields.required_string("subject")?;
    single_entity(name, span, fields, vocabulary)
}

/// The one entity of a name; none or several are a problem.
fn single_entity(
    name: &str,
    span: Span,
    fields: &mut Fields<'_, '_>,
    vocabulary: &Vocabulary,
) -> Option<EntityId> {
    match vocabulary.find_entities(name) {
        [only] => Some(*only),
        [] => {
            fields.problems.push(unknown_entity(name, span, vocabulary));
            None
        }
        several => {
            let ids: Vec<&str> =
                several.iter().map(|&id| vocabulary.entity(id).id.as_str()).collect();
            fields.problems.push(
                Diagnostic::new(&INVALID_VALUE, format!("{name:?} may mean several entities"))
                    .at(span, "which one?")
                    .help(format!("write one of `{}`", ids.join("`, `"))),
            );
            None
        }
    }
}

/// The report on a name that no entity bears.
pub(super) fn unknown_entity(name: &str, span: Span, vocabulary: &Vocabulary) -> Diagnostic {
    let mut problem = Diagnostic::new(&UNKNOWN_ENTITY, format!("no entity is called {name:?}"))
        .at(span, "unknown entity");
    let names = vocabulary.entities().flat_map(|(_, e)| [e.id.as_str(), e.name.as_str()]);
    if let Some(help) = did_you_mean(name, names) {
        problem = problem.help(help);
    }
    problem.help(format!("or declare it in recoupe.toml: [entities.{}]", suggested_id(name)))
}

/// A name as a bare TOML key.
fn suggested_id(name: &str) -> String {
    let folded = crate::value::fold_name(name);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    if words.is_empty() { "name".into() } else { words.join("-") }
}

fn read_predicate(fields: &mut Fields<'_, '_>, vocabulary: &Vocabulary) -> Option<PredicateId> {
    let (name, span) = fields.required_string("predicate")?;
    let found = vocabulary.find_predicate(name);
    if found.is_none() {
        let mut problem = Diagnostic::new(
            &UNKNOWN_PREDICATE,
            format!("recoupe.toml declares no predicate {name:?}"),
        )
        .at(span, "unknown predicate");
        let names = vocabulary.predicates().map(|(_, predicate)| predicate.name.as_str());
        if let Some(help) = did_you_mean(name, names) {
            problem = problem.help(help);
        }
        fields.problems.push(problem);
    }
    found
}

fn read_quotes(fields: &mut Fields<'_, '_>) -> Vec<Quote> {
    let texts = match fields.required("quote") {
        Some(_) => fields.strings("quote"),
        None => Vec::new(),
    };
    if let Some(node) = fields
        .get("quote")
        .filter(|node| matches!(&node.kind, Kind::Array(items) if items.is_empty()))
    {
        let problem = Diagnostic::new(&INVALID_VALUE, "a claim has a quote")
            .at(node.span, "this list is empty");
        fields.problems.push(problem);
    }
    let mut contexts = Vec::new();
    if let Some(node) = fields.get("quote-context") {
        match &node.kind {
            Kind::Table(table) => {
                contexts.push((read_context(table, node.span, fields), node.span));
            }
            Kind::Array(items) => {
                for item in items {
                    match &item.kind {
                        Kind::Table(table) => {
                            contexts.push((read_context(table, item.span, fields), item.span));
                        }
                        _ => fields.wrong_type(item, "quote-context", "a table"),
                    }
                }
            }
            _ => fields.wrong_type(node, "quote-context", "`{ prefix = …, suffix = … }`"),
        }
    }
    let mut quotes = Vec::with_capacity(texts.len());
    for (at, (text, span)) in texts.into_iter().enumerate() {
        if text.trim().is_empty() {
            let problem =
                Diagnostic::new(&INVALID_VALUE, "a quote has words").at(span, "this is empty");
            fields.problems.push(problem);
            continue;
        }
        // One context serves all quotes; of several each serves its own.
        let context = if contexts.len() == 1 { contexts.first() } else { contexts.get(at) };
        let (context, context_span) = context.cloned().unzip();
        quotes.push(Quote { text: text.to_owned(), span, context, context_span });
    }
    quotes
}

fn read_context(table: &Table, span: Span, fields: &mut Fields<'_, '_>) -> QuoteContext {
    let mut context = Fields::new(table, "`quote-context`", span, fields.problems);
    let prefix = context.string("prefix").map(|(text, _)| text.to_owned());
    let suffix = context.string("suffix").map(|(text, _)| text.to_owned());
    context.finish();
    QuoteContext { prefix: prefix.unwrap_or_default(), suffix: suffix.unwrap_or_default() }
}

fn read_holder(fields: &mut Fields<'_, '_>, vocabulary: &Vocabulary) -> Vec<EntityId> {
    let names = fields.strings("holder");
    names
        .into_iter()
        .filter_map(|(name, span)| single_entity(name, span, fields, vocabulary))
        .collect()
}

/// Global ids; an id without a slash is of the same file.
fn read_supersedes(fields: &mut Fields<'_, '_>, document: &str) -> Vec<(String, Span)> {
    let ids = fields.strings("supersedes").into_iter();
    ids.map(|(id, span)| match id.contains('/') {
        true => (id.to_owned(), span),
        false => (format!("{document}/{id}"), span),
    })
    .collect()
}

fn read_scope(fields: &mut Fields<'_, '_>) -> BTreeMap<String, String> {
    let mut scope = BTreeMap::new();
    if let Some((table, _)) = fields.table("scope") {
        for entry in &table.entries {
            let value = match &entry.node.kind {
                Kind::String(text) | Kind::Date(text) => text.clone(),
                Kind::Number(number) => number.normalize().to_string(),
                _ => {
                    fields.wrong_type(&entry.node, &entry.key, "a string");
                    continue;
                }
            };
            scope.insert(entry.key.clone(), value);
        }
    }
    scope
}
