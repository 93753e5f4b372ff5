//! Changes to a TOML text, letter by letter.
//!
//! Every text is read again before it is given out: it says what was said before, but for what was
//! to change, and no comment is lost. Otherwise there is none.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Entry, Kind, Node, Table, parse};
use crate::diagnostic::Edit;
use crate::source::Sources;

/// The text of one file after some edits; `None` where they cannot be made without touching more.
pub fn edited(text: &str, edits: &[&Edit]) -> Option<String> {
    let mut plan = Plan::new(text)?;
    let places = places(&plan.read, edits);
    for edit in edits {
        let place = edit.span.range();
        let path = places.get(&(place.start, place.end))?;
        if !place.is_empty() {
            plan.replace(path, &edit.text)?;
            continue;
        }
        let (last, parent) = path.split_last()?;
        for entry in &tree(&edit.text)?.entries {
            plan.insert(parent, *last, entry, &edit.text[entry.node.span.range()])?;
        }
    }
    plan.carried_out()
}

/// The text with tables behind it, in its own line endings; `None` where the text writes the arrays
/// that they join in another way.
pub fn appended(text: &str, tables: &str) -> Option<String> {
    let ending = line_ending(text);
    let mut plan = Plan::new(text)?;
    for entry in tree(tables)?.entries {
        let Kind::Array(new) = entry.node.kind.clone() else { return None };
        match plan.intended.entries.iter_mut().find(|known| known.key == entry.key) {
            None => plan.intended.entries.push(entry),
            Some(known) => match &mut known.node.kind {
                Kind::Array(old) => old.extend(new),
                _ => return None,
            },
        }
    }
    let mut added = String::new();
    if !text.is_empty() {
        added.push_str(if text.ends_with('\n') { "" } else { ending });
        added.push_str(ending);
    }
    added.push_str(&tables.trim_start_matches('\n').replace('\n', ending));
    plan.splices.push((text.len()..text.len(), added));
    plan.carried_out()
}

/// A text as a tree, when it is valid.
fn tree(text: &str) -> Option<Table> {
    let file = Sources::default().add("", "");
    let (root, errors) = parse(file, text);
    errors.is_empty().then_some(root)
}

fn line_ending(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// Where each edit applies, as numbers of entries and items from the root: to the value under its
/// span, or where that is empty to the value that ends there.
fn places(root: &Table, edits: &[&Edit]) -> BTreeMap<(usize, usize), Vec<usize>> {
    let wanted: BTreeSet<(usize, usize)> =
        edits.iter().map(|edit| (edit.span.range().start, edit.span.range().end)).collect();
    let mut found: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    walk(root, &mut Vec::new(), &mut |node, path| {
        let place = node.span.range();
        for place in [(place.start, place.end), (place.end, place.end)] {
            if wanted.contains(&place) {
                found.entry(place).or_insert_with(|| path.to_vec());
            }
        }
    });
    found
}

/// Visits every value, outer ones first.
fn walk(table: &Table, path: &mut Vec<usize>, visit: &mut impl FnMut(&Node, &[usize])) {
    for (at, entry) in table.entries.iter().enumerate() {
        path.push(at);
        walk_node(&entry.node, path, visit);
        path.pop();
    }
}

fn walk_node(node: &Node, path: &mut Vec<usize>, visit: &mut impl FnMut(&Node, &[usize])) {
    visit(node, path);
    match &node.kind {
        Kind::Table(table) => walk(table, path, visit),
        Kind::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                path.push(at);
                walk_node(item, path, visit);
                path.pop();
            }
        }
        _ => {}
    }
}

/// A text, what it says, what it is to say, and the bytes that change.
struct Plan<'t> {
    text: &'t str,
    read: Table,
    intended: Table,
    splices: Vec<(Range<usize>, String)>,
}

impl<'t> Plan<'t> {
    fn new(text: &'t str) -> Option<Self> {
        let read = tree(text)?;
        Some(Plan { text, intended: read.clone(), read, splices: Vec::new() })
    }

    /// Another value. A table keeps its shape and takes the new values key by key.
    fn replace(&mut self, path: &[usize], written: &str) -> Option<()> {
        let whole = format!("value = {written}");
        let new = tree(&whole)?.entries.pop()?.node;
        let old = node(&self.read, path)?.clone();
        if let (Kind::Table(was), Kind::Table(is)) = (&old.kind, &new.kind)
            && !was.entries.is_empty()
            && was.entries.iter().all(|entry| is.get(&entry.key).is_some())
        {
            for entry in &is.entries {
                let written = &whole[entry.node.span.range()];
                match was.entries.iter().position(|known| known.key == entry.key) {
                    Some(at) => self.replace(&[path, &[at]].concat(), written)?,
                    None => self.insert(path, was.entries.len() - 1, entry, written)?,
                }
            }
            return Some(());
        }
        let place = old.span.range();
        let is_table = matches!(old.kind, Kind::Table(_) | Kind::Array(_));
        let could_hold_comment = is_table && self.text[place.clone()].contains('#');
        if !self.is_in_place(&old) || could_hold_comment {
            return None;
        }
        node_mut(&mut self.intended, path)?.kind = new.kind;
        self.splices.push((place, written.to_owned()));
        Some(())
    }

    /// A new key in the table at `parent`: behind its value number `behind`, or another where that
    /// one is written as a table of its own.
    fn insert(
        &mut self,
        parent: &[usize],
        behind: usize,
        new: &Entry,
        written: &str,
    ) -> Option<()> {
        let table = table(&self.read, parent)?;
        let others = table.entries.iter().rev();
        let mut candidates = table.entries.get(behind).into_iter().chain(others);
        let anchor = candidates.find(|entry| self.is_in_place(&entry.node))?;
        let (start, end) = (anchor.key_span.range().start, anchor.node.span.range().end);
        let is_in_braces = (0..=parent.len()).any(|depth| {
            let above = node(&self.read, &parent[..depth]);
            above.is_some_and(|node| self.text[node.span.range()].starts_with('{'))
        });
        let key = &new.key;
        let splice = match is_in_braces {
            true => {
                let before = &self.text[..start];
                let from = before.rfind(['{', ',', '\n']).map_or(0, |at| at + 1);
                (end..end, format!(", {}{key} = {written}", before[from..].trim_start()))
            }
            false => {
                let from = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
                let line_end = self.text[end..].find('\n').map_or(self.text.len(), |at| end + at);
                let is_dos = self.text[..line_end].ends_with('\r');
                let (at, ending) = if is_dos { (line_end - 1, "\r\n") } else { (line_end, "\n") };
                (at..at, format!("{ending}{}{key} = {written}", &self.text[from..start]))
            }
        };
        table_mut(&mut self.intended, parent)?.entries.push(new.clone());
        self.splices.push(splice);
        Some(())
    }

    /// Whether a value stands behind its key, and not under a header or in dotted keys.
    fn is_in_place(&self, node: &Node) -> bool {
        let written = &self.text[node.span.range()];
        match &node.kind {
            Kind::Table(_) => written.starts_with('{'),
            Kind::Array(items) => {
                written.starts_with('[')
                    && items.iter().all(|item| item.span.start > node.span.start)
            }
            _ => true,
        }
    }

    fn carried_out(mut self) -> Option<String> {
        self.splices.sort_by_key(|(place, _)| (place.start, place.end));
        let mut text = String::with_capacity(self.text.len());
        let mut at = 0;
        for (place, new) in &self.splices {
            text.push_str(self.text.get(at..place.start)?);
            text.push_str(new);
            at = place.end;
        }
        text.push_str(self.text.get(at..)?);
        same(&self.intended, &tree(&text)?).then_some(text)
    }
}

fn table<'t>(root: &'t Table, path: &[usize]) -> Option<&'t Table> {
    if path.is_empty() {
        return Some(root);
    }
    match &node(root, path)?.kind {
        Kind::Table(table) => Some(table),
        _ => None,
    }
}

fn node<'t>(root: &'t Table, path: &[usize]) -> Option<&'t Node> {
    let (first, rest) = path.split_first()?;
    rest.iter().try_fold(&root.entries.get(*first)?.node, |node, &at| match &node.kind {
        Kind::Table(table) => table.entries.get(at).map(|entry| &entry.node),
        Kind::Array(items) => items.get(at),
        _ => None,
    })
}

fn table_mut<'t>(root: &'t mut Table, path: &[usize]) -> Option<&'t mut Table> {
    if path.is_empty() {
        return Some(root);
    }
    match &mut node_mut(root, path)?.kind {
        Kind::Table(table) => Some(table),
        _ => None,
    }
}

fn node_mut<'t>(root: &'t mut Table, path: &[usize]) -> Option<&'t mut Node> {
    let (first, rest) = path.split_first()?;
    rest.iter().try_fold(&mut root.entries.get_mut(*first)?.node, |node, &at| {
        match &mut node.kind {
            Kind::Table(table) => table.entries.get_mut(at).map(|entry| &mut entry.node),
            Kind::Array(items) => items.get_mut(at),
            _ => None,
        }
    })
}

/// Whether two tables say the same, in whatever order their keys stand.
fn same(one: &Table, other: &Table) -> bool {
    fn by_key(table: &Table) -> BTreeMap<&str, &Node> {
        table.entries.iter().map(|entry| (entry.key.as_str(), &entry.node)).collect()
    }
    let (one, other) = (by_key(one), by_key(other));
    let pairs = || one.iter().zip(&other);
    one.len() == other.len() && pairs().all(|((a, x), (b, y))| a == b && is_same(x, y))
}

fn is_same(one: &Node, other: &Node) -> bool {
    match (&one.kind, &other.kind) {
        (Kind::String(a), Kind::String(b))
        | (Kind::BadNumber(a), Kind::BadNumber(b))
        | (Kind::Date(a), Kind::Date(b))
        | (Kind::DateTime(a), Kind::DateTime(b)) => a == b,
        (Kind::Number(a), Kind::Number(b)) => a == b,
        (Kind::Boolean(a), Kind::Boolean(b)) => a == b,
        (Kind::Array(a), Kind::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b))
        }
        (Kind::Table(a), Kind::Table(b)) => same(a, b),
        _ => false,
    }
}
