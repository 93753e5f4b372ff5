//! Who vouches for a draft, as far as the vocabulary knows them.

use std::ops::Range;

use crate::config::{Entity, EntityKind, Vocabulary};
use crate::model::EntityId;
use crate::recognize::flag;
use crate::survey::Survey;
use crate::value::fold;

/// Who speaks, with the tokens of the name where it stands behind what says who it is: « le maire de
/// Saint-Vallier, Pierre Jouve ».
pub(super) fn holders(
    survey: &Survey<'_>,
    vocabulary: &Vocabulary,
    agents: &[Range<usize>],
) -> Vec<(Option<Range<usize>>, EntityId)> {
    let mut holders: Vec<(Option<Range<usize>>, EntityId)> = Vec::new();
    for agent in agents {
        let own = survey.known(agent).find_map(|(place, ids)| {
            let &[only] = ids else { return None };
            let only = EntityId(only);
            (!is_seat(survey, vocabulary, agent, place, only)).then_some((None, only))
        });
        let name = || apposed(survey, vocabulary, agent).map(|(place, id)| (Some(place), id));
        let headed = || headed(survey, vocabulary, agent).map(|id| (None, id));
        let found = own.or_else(name).or_else(headed);
        holders.extend(found.filter(|(_, id)| holders.iter().all(|(_, other)| other != id)));
    }
    holders
}

/// Whether a place only says where who speaks is at home: « le parquet de Valence ».
fn is_seat(
    survey: &Survey<'_>,
    vocabulary: &Vocabulary,
    agent: &Range<usize>,
    place: &Range<usize>,
    id: EntityId,
) -> bool {
    let mut before = agent.start..place.start;
    vocabulary.entity(id).kind == EntityKind::Place
        && before.any(|at| survey.view.has(at, flag::LINK | flag::NAME_LINK) && at > agent.start)
}

/// A person named behind a comma, where the agent is told by an office and no name of its own.
fn apposed(
    survey: &Survey<'_>,
    vocabulary: &Vocabulary,
    agent: &Range<usize>,
) -> Option<(Range<usize>, EntityId)> {
    let view = &survey.view;
    let is_office = agent.clone().any(|at| view.has(at, flag::TITLE));
    let is_person = |id: &u32| vocabulary.entity(EntityId(*id)).kind == EntityKind::Person;
    if !is_office
        || !view.is_mark(agent.end, ',')
        || survey.known(agent).any(|(_, ids)| ids.iter().any(is_person))
    {
        return None;
    }
    let name = agent.end + 1..(agent.end + 8).min(view.tokens.len());
    let (place, ids) = survey.known(&name).next()?;
    let &[id] = ids else { return None };
    (place.start == name.start && is_person(&id)).then(|| (place.clone(), EntityId(id)))
}

/// The one entity whose alias is the article and the last word of an agent: "the Championship club"
/// is "the club".
fn headed(survey: &Survey<'_>, vocabulary: &Vocabulary, agent: &Range<usize>) -> Option<EntityId> {
    let view = &survey.view;
    let (article, head) = (view.fold(agent.start), view.fold(agent.end.checked_sub(1)?));
    if view.lexicon.contractions(&article).is_empty() {
        return None;
    }
    let alias = format!("{article} {head}");
    // Most aliases need no folding.
    let is_alias = |own: &String| match own.is_ascii() {
        true => own.eq_ignore_ascii_case(&alias),
        false => own.split(' ').count() == 2 && fold(own) == alias,
    };
    let has_alias = |entity: &Entity| entity.aliases.iter().any(is_alias);
    let mut known = vocabulary.entities().filter(|(_, entity)| has_alias(entity));
    let (id, _) = known.next()?;
    known.next().is_none().then_some(id)
}
