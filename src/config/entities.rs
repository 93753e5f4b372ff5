//! `[entities]`: names, aliases, parts and wholes.

use std::collections::BTreeMap;

use super::{Entity, EntityKind};
use crate::diagnostic::{Diagnostic, INVALID_VALUE, UNKNOWN_ENTITY};
use crate::model::EntityId;
use crate::source::Span;
use crate::syntax::{Fields, Kind, Table, did_you_mean};
use crate::value::{fold, fold_name};

const KINDS: &[(&str, EntityKind)] = &[
    ("organisation", EntityKind::Organisation),
    ("person", EntityKind::Person),
    ("place", EntityKind::Place),
    ("product", EntityKind::Product),
    ("other", EntityKind::Other),
];

/// The entities read, with what they are parts of.
pub(super) struct Entities {
    pub(super) list: Vec<Entity>,
    pub(super) by_name: Names,
    /// For each entity all its wholes, nearest first.
    pub(super) wholes: Vec<Vec<u32>>,
}

/// Reads `[entities]`.
pub(super) fn read(table: Option<&Table>, problems: &mut Vec<Diagnostic>) -> Entities {
    let mut list = Vec::new();
    let mut part_of: Vec<Option<(String, Span)>> = Vec::new();
    for entry in table.map_or(&[][..], |table| &table.entries) {
        let Kind::Table(table) = &entry.node.kind else {
            let mut holder = Fields::new(EMPTY, "an entity", entry.key_span, problems);
            holder.wrong_type(&entry.node, &entry.key, "a table");
            continue;
        };
        let mut fields = Fields::new(table, "an entity", entry.key_span, problems);
        let name = fields.string("name").map_or(entry.key.as_str(), |(name, _)| name);
        let aliases = fields.strings("aliases").into_iter().map(|(a, _)| a.to_owned()).collect();
        let whole = fields.string("part-of").map(|(whole, span)| (whole.to_owned(), span));
        let _ = fields.string("wikidata");
        let kind = fields.choice("kind", KINDS).unwrap_or_default();
        fields.finish();
        part_of.push(whole);
        list.push(Entity { id: entry.key.clone(), name: name.to_owned(), aliases, kind });
    }
    // Sorted by id, so that no order of the file reaches an output.
    let mut order: Vec<usize> = (0..list.len()).collect();
    order.sort_by(|&a, &b| list[a].id.cmp(&list[b].id));
    let list: Vec<Entity> = order.iter().map(|&at| list[at].clone()).collect();
    let part_of: Vec<_> = order.iter().map(|&at| part_of[at].clone()).collect();
    let by_name = Names::new(&list);
    let wholes = wholes(&list, &by_name, &part_of, problems);
    Entities { list, by_name, wholes }
}

const EMPTY: &Table = &Table { entries: Vec::new() };

/// Entities by name, from the letter to the fold: the first look-up that finds any decides.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    by_id: BTreeMap<String, Vec<EntityId>>,
    /// Without case, accents and typography.
    by_fold: BTreeMap<String, Vec<EntityId>>,
    /// Without legal forms too: « Acme » is « Acme Inc. » where no other is called so.
    by_stem: BTreeMap<String, Vec<EntityId>>,
}

impl Names {
    fn new(list: &[Entity]) -> Self {
        let mut names = Names::default();
        for (at, entity) in list.iter().enumerate() {
            let id = EntityId(at as u32);
            names.by_id.insert(entity.id.clone(), vec![id]);
            for name in entity.aliases.iter().chain([&entity.name, &entity.id]) {
                for (map, key) in
                    [(&mut names.by_fold, fold(name)), (&mut names.by_stem, fold_name(name))]
                {
                    let ids = map.entry(key).or_default();
                    if ids.last() != Some(&id) {
                        ids.push(id);
                    }
                }
            }
        }
        names
    }

    /// The entities that a name may mean.
    pub(super) fn find(&self, name: &str) -> &[EntityId] {
        let found = self.by_id.get(name).or_else(|| self.by_fold.get(&fold(name)));
        found.or_else(|| self.by_stem.get(&fold_name(name))).map_or(&[], Vec::as_slice)
    }
}

fn wholes(
    list: &[Entity],
    by_name: &Names,
    part_of: &[Option<(String, Span)>],
    problems: &mut Vec<Diagnostic>,
) -> Vec<Vec<u32>> {
    let parents: Vec<Option<u32>> = part_of
        .iter()
        .map(|whole| {
            let (name, span) = whole.as_ref()?;
            if let [only] = by_name.find(name) {
                return Some(only.0);
            }
            let mut problem =
                Diagnostic::new(&UNKNOWN_ENTITY, format!("no single entity is called {name:?}"))
                    .at(*span, "unknown entity");
            if let Some(help) = did_you_mean(name, list.iter().map(|e| e.id.as_str())) {
                problem = problem.help(help);
            }
            problems.push(problem);
            None
        })
        .collect();
    (0..list.len())
        .map(|at| {
            let mut chain = Vec::new();
            let mut next = parents[at];
            while let Some(whole) = next {
                if whole as usize == at || chain.contains(&whole) {
                    if whole as usize == at
                        && let Some((_, span)) = &part_of[at]
                    {
                        let id = &list[at].id;
                        problems.push(
                            Diagnostic::new(&INVALID_VALUE, format!("`{id}` is a part of itself"))
                                .at(*span, "this closes a cycle of `part-of`"),
                        );
                    }
                    break;
                }
                chain.push(whole);
                next = parents[whole as usize];
            }
            chain
        })
        .collect()
}
