//! The top level of `recoupe.toml`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{PACKS, Settings, Vocabulary, entities, predicates};
use crate::diagnostic::{self, Diagnostic, INVALID_VALUE, Level, RULES, UNKNOWN_KEY};
use crate::source::{FileId, Sources, Span};
use crate::syntax::{self, Fields, Kind, Table, did_you_mean};

/// The files that hold claims where the settings do not say which.
const DEFAULT_CLAIMS: &str = "**/*.toml";

/// Reads `recoupe.toml`. When there are problems the settings are what could be read; a run must
/// not go on with them.
pub fn read(file: FileId, sources: &Sources) -> (Settings, Vec<Diagnostic>) {
    let text = sources.text(file);
    let (root, errors) = syntax::parse(file, text);
    let mut problems = syntax::report(&errors, "recoupe.toml is not valid TOML", sources);
    let is_broken = !problems.is_empty();
    let top = Span::new(file, 0..0);
    let mut fields = Fields::new(&root, "recoupe.toml", top, &mut problems);
    if let Some(node) = fields.get("version")
        && !matches!(&node.kind, Kind::Number(n) if *n == 1.into())
    {
        let problem = Diagnostic::new(&INVALID_VALUE, "this Recoupe reads version 1 only")
            .at(node.span, "write `version = 1`");
        fields.problems.push(problem);
    }
    let articles =
        fields.required_string("articles").map(|(folder, span)| (folder.to_owned(), span));
    let mut claims: Vec<(String, Span)> =
        fields.strings("claims").into_iter().map(|(glob, at)| (glob.to_owned(), at)).collect();
    if claims.is_empty() {
        claims.push((DEFAULT_CLAIMS.into(), top));
    }
    let packs = read_use(&mut fields);
    let levels = fields.table("levels").map(|(table, _)| table);
    let predicates_table = fields.table("predicates").map(|(table, _)| table);
    let entities_table = fields.table("entities").map(|(table, _)| table);
    let rules = fields.tables("rules").into_iter().map(|(_, span)| span).collect();
    fields.finish();

    let (levels, kinds) = read_levels(levels, &mut problems);
    let entities = entities::read(entities_table, &mut problems);
    let wholes = Arc::new(entities.wholes);
    let predicates = predicates::read(predicates_table, &packs, &wholes, &mut problems);
    if is_broken {
        // What a syntax error swallowed is not missing.
        problems.retain(|problem| problem.rule != &diagnostic::MISSING_KEY);
    }
    let vocabulary = Vocabulary { predicates, entities: entities.list, by_name: entities.by_name };
    (Settings { articles, claims, levels, kinds, vocabulary, rules }, problems)
}

fn read_use(fields: &mut Fields<'_, '_>) -> Vec<Table> {
    let mut packs = Vec::new();
    for (name, span) in fields.strings("use") {
        match PACKS.iter().find(|(pack, _)| *pack == name) {
            // The file id is of no use: a test holds the packs free of problems.
            Some((_, text)) => packs.push(syntax::parse(span.file, text).0),
            None => {
                let mut problem =
                    Diagnostic::new(&INVALID_VALUE, format!("no ready-made predicates {name:?}"))
                        .at(span, "unknown name");
                if let Some(help) = did_you_mean(name, PACKS.iter().map(|(pack, _)| *pack)) {
                    problem = problem.help(help);
                }
                fields.problems.push(problem);
            }
        }
    }
    packs
}

type Levels = BTreeMap<&'static str, Level>;
type Kinds = BTreeMap<(&'static str, &'static str), Level>;

/// The levels of rules, and of kinds of their findings: `[levels.quote-folded] dashes = "deny"`.
fn read_levels(table: Option<&Table>, problems: &mut Vec<Diagnostic>) -> (Levels, Kinds) {
    let mut levels = BTreeMap::new();
    let mut kinds = BTreeMap::new();
    for entry in table.map_or(&[][..], |table| &table.entries) {
        let Some(rule) = diagnostic::rule(&entry.key) else {
            let mut problem =
                Diagnostic::new(&UNKNOWN_KEY, format!("there is no rule `{}`", entry.key))
                    .at(entry.key_span, "unknown rule");
            let help = did_you_mean(&entry.key, RULES.iter().map(|rule| rule.name));
            problem = problem.help(help.unwrap_or_else(|| "`recoupe explain` lists them".into()));
            problems.push(problem);
            continue;
        };
        let single = Table { entries: vec![entry.clone()] };
        if let (Kind::Table(table), false) = (&entry.node.kind, rule.kinds.is_empty()) {
            let mut fields = Fields::new(table, "[levels]", entry.key_span, problems);
            for kind in rule.kinds {
                if let Some(level) = fields.choice(kind, &Level::ALL) {
                    kinds.insert((rule.name, *kind), level);
                }
            }
            fields.finish();
            continue;
        }
        let mut fields = Fields::new(&single, "[levels]", entry.key_span, problems);
        if let Some(level) = fields.choice(rule.name, &Level::ALL) {
            levels.insert(rule.name, level);
        }
    }
    (levels, kinds)
}
