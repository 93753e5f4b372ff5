//! Which entities can be values, and which of them are named together.

use std::ops::Range;

use super::drafts::{Finder, Support};
use crate::config::{EntityKind, PredicateKind};
use crate::model::EntityId;
use crate::recognize::View;
use crate::recognize::lists::{ALL_OF, DETERMINERS, ONE_OF};
use crate::survey::Candidate;
use crate::value::members::{Form, Members};
use crate::value::{Set, Written};

/// Whether entities can be values of the predicate, by their kind.
pub(super) fn fits(finder: &Finder<'_, '_>, ids: &[u32]) -> bool {
    let vocabulary = finder.knowledge.vocabulary();
    let kind = |id: &u32| vocabulary.entity(EntityId(*id)).kind;
    let is_thing =
        |id| matches!(kind(id), EntityKind::Place | EntityKind::Product | EntityKind::Other);
    match finder.kinds.is_empty() {
        true => !ids.iter().all(is_thing),
        false => ids.iter().any(|id| finder.kinds.contains(&kind(id))),
    }
}

/// Of the entities that one cue announces, those behind a comma are out where another one stands
/// with the cue: « l’offre de Brill rejetée, Kestrel désigné ».
pub(super) fn drop_far_ones(view: &View<'_>, supports: &mut Vec<Support>) {
    if supports.len() < 2 {
        return;
    }
    let is_far = |support: &Support| {
        support.cue.as_ref().is_some_and(|cue| {
            let value = &support.value.tokens;
            let between = value.end.min(cue.end)..value.start.max(cue.start);
            between.into_iter().any(|at| view.is_mark(at, ','))
        })
    };
    if !supports.iter().any(is_far) {
        return;
    }
    let near: Vec<(Option<Range<usize>>, Range<usize>)> = supports
        .iter()
        .filter(|support| !is_far(support))
        .map(|support| (support.cue.clone(), support.value.tokens.clone()))
        .collect();
    supports.retain(|support| {
        let mut rivals = near.iter().filter(|(cue, _)| *cue == support.cue).peekable();
        let value = &support.value.tokens;
        let is_listed = |place: &Range<usize>| place.end + 1 == value.start;
        !is_far(support) || rivals.peek().is_none() || rivals.any(|(_, place)| is_listed(place))
    });
}

/// Joins the values of one cue that « ou » joins into one of several, and those that « et » joins,
/// where several may hold, into a list.
pub(super) fn coordinate(finder: &Finder<'_, '_>, supports: &mut Vec<Support>) {
    supports.dedup_by(|next, last| {
        let (value, own) = (&mut last.value, &next.value);
        let both = (last.cue == next.cue)
            .then(|| link(finder, &value.tokens, &own.tokens))
            .flatten()
            .and_then(|form| both(finder, form, value, own));
        both.map(|both| *value = both).is_some()
    });
}

/// How two neighbouring values are joined, if they are.
fn link(finder: &Finder<'_, '_>, a: &Range<usize>, b: &Range<usize>) -> Option<Form> {
    let view = &finder.survey.view;
    let mut at = a.end;
    if view.is_mark(at, ',') {
        at += 1;
    }
    let reaches = |end: usize| {
        end == b.start || (end < b.start && view.listed(end, DETERMINERS) == Some(b.start))
    };
    if let Some(end) = view.listed(at, ONE_OF)
        && reaches(end)
    {
        return Some(Form::Any);
    }
    let is_all = view.listed(at, ALL_OF).is_some_and(reaches);
    (is_all && finder.takes_many()).then_some(Form::All)
}

fn both(finder: &Finder<'_, '_>, form: Form, a: &Candidate, b: &Candidate) -> Option<Candidate> {
    let scheme = match &finder.predicate.kind {
        PredicateKind::Entity { scheme } | PredicateKind::Category { scheme, .. } => scheme,
        _ => return None,
    };
    let (Set::Members(x), Set::Members(y)) = (&a.set, &b.set) else { return None };
    let list: Vec<u32> = x.list().iter().chain(y.list()).copied().collect();
    let names = |written: &Written| match written {
        Written::List(list) => list.clone(),
        Written::Table(entries) => match entries.as_slice() {
            [("any-of", Written::List(list))] => list.clone(),
            _ => vec![written.clone()],
        },
        one => vec![one.clone()],
    };
    let mut all = names(&a.written);
    all.extend(names(&b.written));
    let written = match form {
        Form::Any => Written::Table(vec![("any-of", Written::List(all))]),
        _ => Written::List(all),
    };
    Some(Candidate {
        tokens: a.tokens.start..b.tokens.end,
        written,
        set: Set::Members(Members::new(form, list, scheme.clone())),
    })
}
