//! The words that work in a clause, as the language files list them.

use std::ops::Range;

use smallvec::SmallVec;

use super::effect::Effect;
use super::row::{CONDITIONAL, IDLE, INSIDE, NEGATING, Row, WORKING};
use super::shape::Places;
use crate::recognize::View;
use crate::recognize::lexicon::Class;
use crate::recognize::lists::*;
use crate::recognize::phrase::list_bit;
use crate::recognize::view::LONGEST_PHRASE;

/// A word or phrase that works in a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operator {
    /// What it does.
    pub effect: Effect,
    /// Its tokens; of « ne … pas » the second part.
    pub trigger: Range<usize>,
    /// The first part of « ne … pas ».
    pub first: Option<usize>,
    /// How it works.
    pub(super) manner: Manner,
    /// Whether with a negation it leaves something open.
    pub(super) is_open: bool,
}

/// Lists, what their phrases do, and how.
const LISTS: &[(u16, Effect, Manner)] = &[
    (CLAUSE_NEGATORS, Effect::Negation, Manner::Plain),
    (NEGATORS, Effect::Negation, Manner::Local),
    (REFUSALS, Effect::Refusal, Manner::Plain),
    (FAILURES, Effect::Failure, Manner::Plain),
    (DENIALS, Effect::Denial, Manner::Plain),
    (PROHIBITIONS, Effect::Prohibition, Manner::Plain),
    (POSSIBLE, Effect::Possible, Manner::Plain),
    (POSSIBLE_NEAR, Effect::Possible, Manner::Near),
    (PROBABLE, Effect::Probable, Manner::Plain),
    (PROBABLE_NEAR, Effect::Probable, Manner::Near),
    (UNCOMMITTED, Effect::Uncommitted, Manner::Plain),
    (UNSAID, Effect::Uncommitted, Manner::Onward),
    (ACCUSATIONS, Effect::Probable, Manner::Accusing),
    (CONDITIONS, Effect::Condition, Manner::Plain),
    (OTHERWISE, Effect::Otherwise, Manner::Plain),
    (COUNTERFACTUAL, Effect::Counterfactual, Manner::Plain),
    (PLANNED, Effect::Plan, Manner::Plain),
    (PLANNED_NEAR, Effect::Plan, Manner::Near),
    (SCHEDULES, Effect::Plan, Manner::Impersonal),
    (DEMANDED, Effect::Demand, Manner::Plain),
    (OBLIGATIONS, Effect::Demand, Manner::Impersonal),
    (SPEECH, Effect::Speech, Manner::Plain),
    (SPEECH_CLAUSAL, Effect::Speech, Manner::Clausal),
    (SOURCES, Effect::Source, Manner::Plain),
    (CITES, Effect::Cite, Manner::Plain),
    (GIVEN, Effect::Given, Manner::Plain),
];

/// How an operator works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// As its effect does.
    Plain,
    /// On neighbouring words only.
    Near,
    /// Up to the next mark only.
    Local,
    /// On what follows only.
    Onward,
    /// On the verb that tells of what somebody is accused, and on what follows that.
    Accusing,
    /// Only with a clause or a quotation.
    Clausal,
    /// Its subject is not who says, plans or demands.
    Impersonal,
}

/// Finds what works in a sentence, at its `working` tokens and outside of names, dates and amounts:
/// « L'Équipe dit non » works, the newspaper « Demain » does not.
pub(super) fn operators(
    view: &View<'_>,
    sentence: &Range<usize>,
    row: &Row,
    working: &[usize],
) -> Vec<Operator> {
    const MOST: usize = 8;
    if working.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::with_capacity(MOST);
    let mut negating = Places::new();
    for &at in working {
        let marks = row.marks(at);
        if marks & WORKING != 0 && marks & (INSIDE | IDLE) == 0 {
            listed(view, at, sentence.end, &mut found);
        }
        if marks & CONDITIONAL != 0 {
            conditional(at, &mut found);
        }
        if marks & NEGATING != 0 {
            negating.push(at);
        }
    }
    negations(view, sentence, &negating, &mut found);
    keep_longest(view, sentence, &mut found);
    found.sort_by_key(|op| (op.trigger.start, op.effect));
    found
}

/// What the phrases of each list do, by the list's number.
static EFFECTS: [Option<(Effect, Manner)>; COUNT as usize] = {
    let (mut effects, mut at) = ([None; COUNT as usize], 0);
    while at < LISTS.len() {
        let (list, effect, manner) = LISTS[at];
        effects[list as usize] = Some((effect, manner));
        at += 1;
    }
    effects
};

/// The same lists as bits.
pub(super) const WORKS: u128 = {
    let (mut bits, mut at) = (0, 0);
    while at < LISTS.len() {
        bits |= list_bit(LISTS[at].0);
        at += 1;
    }
    bits
};

/// What the phrases of lists that start with a token do.
fn listed(view: &View<'_>, at: usize, sentence_end: usize, found: &mut Vec<Operator>) {
    let first = found.len();
    // Shorter phrases come first: of one list the last is the longest.
    for phrase in view.phrases.at(at).filter(|phrase| phrase.class == Class::List) {
        let known = EFFECTS.get(phrase.payload as usize).copied().flatten();
        let (Some((effect, manner)), end) = (known, phrase.end as usize) else { continue };
        if end > sentence_end {
            continue;
        }
        let is_same = |op: &Operator| op.effect == effect && op.manner == manner;
        match found[first..].iter_mut().find(|op| is_same(op)) {
            Some(op) => op.trigger.end = end,
            None => found.push(Operator {
                effect,
                trigger: at..end,
                first: None,
                manner,
                is_open: view.is_listed(at, OPEN_REFUSALS),
            }),
        }
    }
}

/// « ne … pas »: the first part with the second behind it, or with « rien », « aucun », « ni »
/// before it. Alone, or with « que », it denies nothing.
fn negations(
    view: &View<'_>,
    sentence: &Range<usize>,
    negating: &[usize],
    found: &mut Vec<Operator>,
) {
    const REACH: usize = 8;
    let mut used = sentence.start;
    for &at in negating {
        let mut second = None;
        for next in at + 1..sentence.end.min(at + REACH) {
            if view.is_listed(next, NEGATION_FIRST) || view.is_mark(next, ',') {
                break;
            }
            if view.is_listed(next, NEGATION_SECOND) {
                // « ne … plus que » restricts.
                let restricts = view.is_listed(next + 1, RESTRICTION) && view.fold(next) == "plus";
                second = (!restricts).then_some(next);
                break;
            }
            if view.is_listed(next, RESTRICTION) {
                break;
            }
        }
        let before = || {
            (used..at).rev().take_while(|&b| !view.is_mark(b, ';')).find(|&before| {
                view.is_listed(before, NEGATION_SECOND) && view.fold(before) != "plus"
                    || view.is_listed(before, NOR)
            })
        };
        let Some(second) = second.or_else(before) else { continue };
        used = at;
        let negation = Operator {
            effect: Effect::Negation,
            trigger: second..second + 1,
            first: Some(at),
            manner: Manner::Plain,
            is_open: false,
        };
        found.insert(found.partition_point(|op| op.trigger.start <= second), negation);
    }
}

/// A verb in the conditional that no list holds.
fn conditional(at: usize, found: &mut Vec<Operator>) {
    const REACH: usize = 16;
    let mut near = found.iter().rev().take_while(|op| op.trigger.start + REACH >= at);
    let is_listed = near.any(|op| {
        op.trigger.contains(&at)
            && (op.effect.weakens() || matches!(op.effect, Effect::Plan | Effect::Counterfactual))
    });
    if !is_listed {
        found.push(Operator {
            effect: Effect::Conditional,
            trigger: at..at + 1,
            first: None,
            manner: Manner::Plain,
            is_open: false,
        });
    }
}

/// Of operators of one family whose triggers overlap the longest counts; phrases that only look like
/// denials, and those that leave a question open, take the denials inside them away.
fn keep_longest(view: &View<'_>, sentence: &Range<usize>, found: &mut Vec<Operator>) {
    let has_denial = found.iter().any(|op| op.effect.denies());
    let overlaps = |pair: &[Operator]| pair[0].trigger.end > pair[1].trigger.start;
    if !has_denial && !found.windows(2).any(overlaps) {
        return;
    }
    let is_nor = |op: &Operator| {
        op.effect == Effect::Negation && op.first.is_none() && view.is_listed(op.trigger.start, NOR)
    };
    let first_nor = found.iter().find(|op| is_nor(op)).map(|op| op.trigger.start);
    let last_pair = found.iter().filter_map(|op| op.first).max();
    let keeps = |op: &Operator| {
        let yields = op.effect.denies() || op.effect == Effect::Uncommitted;
        if yields && has_denial && is_no_denial(view, sentence, op) {
            return false;
        }
        // « ni … ni », "neither … nor" deny once, and with « ne » that is the one.
        let at = op.trigger.start;
        if is_nor(op) && (first_nor < Some(at) || last_pair > Some(at)) {
            return false;
        }
        !is_replaced(op, found)
    };
    let kept: SmallVec<[bool; 32]> = found.iter().map(keeps).collect();
    let mut kept = kept.into_iter();
    found.retain(|_| kept.next().unwrap_or(true));
}

/// All that an operator spans, « ne … pas » from its first part to its second.
fn whole(op: &Operator) -> Range<usize> {
    match op.first {
        Some(first) => first.min(op.trigger.start)..op.trigger.end.max(first + 1),
        None => op.trigger.clone(),
    }
}

fn is_inside(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Whether a word of denial stands in a phrase that only looks like one.
fn is_no_denial(view: &View<'_>, sentence: &Range<usize>, op: &Operator) -> bool {
    let earliest = op.trigger.start.saturating_sub(LONGEST_PHRASE).max(sentence.start);
    (earliest..=op.trigger.start)
        .any(|at| view.listed(at, NOT_NEGATORS).is_some_and(|end| op.trigger.end <= end))
}

/// Whether one of `all` counts in the place of an operator.
fn is_replaced(op: &Operator, all: &[Operator]) -> bool {
    // No trigger is longer than that, « ne … pas » included: a row of denials stays linear.
    const REACH: usize = 16;
    let own = whole(op);
    let from = all.partition_point(|other| other.trigger.start + REACH < own.start);
    let mut near = all[from..].iter().take_while(|other| other.trigger.start < own.end + REACH);
    near.any(|other| {
        let its = whole(other);
        // « n'exclut pas » as a whole against « n' … pas » in it.
        let is_pair = op.first.is_some() && its == own;
        let is_longer = (its.len() > own.len() || is_pair) && is_inside(&op.trigger, &its);
        let opens = matches!(other.effect, Effect::Possible | Effect::Uncommitted);
        let yields = is_longer
            && other.first.is_none()
            && match op.effect {
                effect if effect.denies() => opens,
                // "could not" leaves nothing possible.
                Effect::Possible if other.effect == Effect::Negation => true,
                // "expected to" is more than "expected".
                Effect::Given => {
                    matches!(other.effect, Effect::Given | Effect::Probable | Effect::Plan)
                }
                effect => family(effect) == family(other.effect),
            };
        yields || is_second_part(op, other) || is_said_plainly(op, other)
    })
}

/// The second part of « ne … pas » alone.
fn is_second_part(op: &Operator, other: &Operator) -> bool {
    op.effect == Effect::Negation
        && other.effect == Effect::Negation
        && op.first.is_none()
        && other.first.is_some()
        && op.trigger.contains(&other.trigger.start)
}

/// Whether one verb of speech is in two lists.
fn is_said_plainly(op: &Operator, other: &Operator) -> bool {
    op.manner == Manner::Clausal
        && other.manner != Manner::Clausal
        && other.effect == Effect::Speech
        && other.trigger.start == op.trigger.start
}

/// Effects that replace each other where their triggers overlap.
fn family(effect: Effect) -> u8 {
    match effect {
        Effect::Possible | Effect::Probable | Effect::Uncommitted => 1,
        Effect::Plan | Effect::Demand => 2,
        Effect::Speech | Effect::Source | Effect::Cite => 3,
        effect if effect.denies() => 0,
        _ => 4,
    }
}
