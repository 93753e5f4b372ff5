//! Values of a predicate that stand in a text.

use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use smallvec::SmallVec;

use super::counted::{counted, singles};
use super::{Knowledge, Survey, Term, add_longest};
use crate::config::{Cardinality, Predicate, PredicateKind, Vocabulary};
use crate::model::{EntityId, PredicateId};
use crate::recognize::{Measure, Recognized, What};
use crate::value::members::{Form, Members, Scheme};
use crate::value::quantity::{Bounds, quantity};
use crate::value::unit::{self, Dimension, Unit};
use crate::value::{Line, Set, Written, date};

/// A value that a text gives.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The tokens that give it, with its unit.
    pub tokens: Range<usize>,
    /// The value.
    pub written: Written,
    /// The worlds that it allows.
    pub set: Set,
}

impl Candidate {
    /// The entities that bear one name.
    pub fn entities(
        tokens: &Range<usize>,
        ids: &[u32],
        vocabulary: &Vocabulary,
        scheme: &Arc<Scheme>,
    ) -> Self {
        let name = |id: &u32| Written::text(vocabulary.entity(EntityId(*id)).id.as_str());
        let (form, written) = match ids {
            [only] => (Form::All, name(only)),
            _ => {
                let names = ids.iter().map(name).collect();
                (Form::Any, Written::Table(vec![("any-of", Written::List(names))]))
            }
        };
        let set = Set::Members(Members::new(form, ids.iter().copied(), scheme.clone()));
        Candidate { tokens: tokens.clone(), written, set }
    }
}

impl Knowledge<'_> {
    /// The values of a predicate that stand wholly within some tokens. An amount fits by its unit; a
    /// date that a cue of the predicate frames (« jusqu'au ») is given without the frame.
    pub fn values(
        &self,
        survey: &Survey<'_>,
        id: PredicateId,
        within: &Range<usize>,
    ) -> Vec<Candidate> {
        let all = self.values_with(survey, id, within, |_| Some(()));
        all.into_iter().map(|(value, ())| value).collect()
    }

    /// Likewise the values at places of which something is told, with what it is.
    pub fn values_with<A>(
        &self,
        survey: &Survey<'_>,
        id: PredicateId,
        within: &Range<usize>,
        told: impl Fn(&Range<usize>) -> Option<A>,
    ) -> Vec<(Candidate, A)> {
        let predicate = self.vocabulary.predicate(id);
        let recognized =
            || survey.recognized_in(within).filter(|found| found.tokens.end <= within.end);
        // A value is made last: that costs the most.
        match &predicate.kind {
            PredicateKind::Date => recognized()
                .filter_map(|found| {
                    let (text, tokens) = date_in(survey, id, found)?;
                    let told = told(&tokens)?;
                    Some((dated(predicate, text, tokens)?, told))
                })
                .collect(),
            PredicateKind::Quantity { unit, .. } => recognized()
                .filter_map(|found| amount_in(survey, id, unit, found, within))
                .chain(ones(survey, id, unit, within))
                .filter_map(|amount| {
                    let told = told(&amount.tokens)?;
                    Some((measured(predicate, amount)?, told))
                })
                .collect(),
            PredicateKind::Entity { scheme } => survey
                .known(within)
                .filter_map(|(tokens, ids)| {
                    let told = told(tokens)?;
                    Some((Candidate::entities(tokens, ids, self.vocabulary, scheme), told))
                })
                .collect(),
            PredicateKind::Category { values, scheme, .. } => {
                let mut found: SmallVec<[(Range<usize>, u32); 4]> = SmallVec::new();
                let is_value = |term: Term| matches!(term, Term::Value(of, _) if of == id);
                for (tokens, term) in survey.terms_in(within, is_value) {
                    if let Term::Value(_, at) = *term
                        && tokens.end <= within.end
                    {
                        add_longest(&mut found, tokens, at);
                    }
                }
                found.sort_by_key(|(tokens, at)| (tokens.start, tokens.len(), *at));
                let candidate = |(tokens, at): (Range<usize>, u32)| {
                    let told = told(&tokens)?;
                    let members = Members::new(Form::All, [at], scheme.clone());
                    let written = Written::text(values[at as usize].clone());
                    Some((Candidate { tokens, written, set: Set::Members(members) }, told))
                };
                longest(&found).into_iter().filter_map(candidate).collect()
            }
            PredicateKind::Boolean | PredicateKind::Text => Vec::new(),
        }
    }
}

/// Of words inside each other the longest count: "asset sale" is no sale.
fn longest(found: &[(Range<usize>, u32)]) -> Vec<(Range<usize>, u32)> {
    let is_inside = |inner: &Range<usize>, outer: &Range<usize>| {
        outer.start <= inner.start && inner.end <= outer.end && inner != outer
    };
    let is_longest =
        |(tokens, _): &&(Range<usize>, u32)| !found.iter().any(|(o, _)| is_inside(tokens, o));
    found.iter().filter(is_longest).cloned().collect()
}

/// A date found as a predicate has it, and its tokens: without the frame that one of its cues is.
fn date_in<'s>(
    survey: &Survey<'_>,
    id: PredicateId,
    found: &'s Recognized,
) -> Option<(&'s str, Range<usize>)> {
    let What::Date { edtf, core } = &found.what else { return None };
    let frame = found.tokens.start..found.core;
    // No phrase has more tokens than that.
    let near = frame.start.saturating_sub(8)..frame.end;
    let mut cues = survey.terms_in(&near, |term| matches!(term, Term::Cue(of, _) if of == id));
    let is_framed = !frame.is_empty() && cues.any(|(tokens, _)| frame.start < tokens.end);
    match is_framed {
        true => Some((core.as_deref().or(edtf.as_deref())?, found.core..found.tokens.end)),
        false => Some((edtf.as_deref()?, found.tokens.clone())),
    }
}

fn dated(predicate: &Predicate, text: &str, tokens: Range<usize>) -> Option<Candidate> {
    let set = date::parse(text).ok()?;
    let many = predicate.cardinality == Cardinality::Many;
    let line = Line { many, ..Line::new(set.hull, set.core, None) };
    Some(Candidate { tokens, written: Written::text(text), set: Set::Line(line) })
}

/// An amount found that may be one of a predicate.
struct Amount<'s> {
    tokens: Range<usize>,
    bounds: &'s Bounds,
    unit: &'s Unit,
    /// Of the unit, where it is another than the predicate's own.
    name: Option<String>,
}

fn amount_in<'s>(
    survey: &Survey<'_>,
    id: PredicateId,
    own: &'s Unit,
    found: &'s Recognized,
    within: &Range<usize>,
) -> Option<Amount<'s>> {
    let What::Amount { measure, bounds } = &found.what else { return None };
    let mut tokens = found.tokens.clone();
    let (unit, name) = match (&own.dimension, measure) {
        (Dimension::Money(_), Measure::Money(code)) => known(own, code)?,
        (Dimension::Physical(_), Measure::Percent) => known(own, "%")?,
        (Dimension::Physical(_), Measure::Unit(name)) => known(own, name)?,
        (Dimension::Physical(_), Measure::Duration(name)) => known(own, name)?,
        (Dimension::Count(_), Measure::Number | Measure::Unit(_)) => {
            tokens = counted(survey, id, measure, &tokens, within)?;
            (own, None)
        }
        (Dimension::Plain, Measure::Number) => (own, None),
        _ => return None,
    };
    Some(Amount { tokens, bounds, unit, name })
}

/// One of what a predicate counts, where no numeral is recognised: "one person was killed".
fn ones<'s>(
    survey: &Survey<'_>,
    id: PredicateId,
    unit: &'s Unit,
    within: &Range<usize>,
) -> impl Iterator<Item = Amount<'s>> {
    let is_count = matches!(unit.dimension, Dimension::Count(_));
    let places = if is_count { singles(survey, id, within) } else { Vec::new() };
    places.into_iter().map(move |tokens| Amount { tokens, bounds: &ONE, unit, name: None })
}

const ONE: Bounds = Bounds {
    amount: Some(Decimal::ONE),
    min: None,
    max: None,
    more_than: None,
    less_than: None,
    about: None,
};

fn measured(predicate: &Predicate, amount: Amount<'_>) -> Option<Candidate> {
    let PredicateKind::Quantity { tolerance, .. } = &predicate.kind else { return None };
    let Amount { tokens, bounds, unit, name } = amount;
    let set = quantity(bounds, unit, *tolerance).ok()?;
    let many = predicate.cardinality == Cardinality::Many;
    let line = Line { many, ..Line::new(set.hull, set.core, Some(set.dimension)) };
    Some(Candidate { tokens, written: written(bounds, name), set: Set::Line(line) })
}

/// A unit of the predicate's dimension, and its name where it is another than the predicate's own.
fn known<'u>(own: &'u Unit, name: &str) -> Option<(&'u Unit, Option<String>)> {
    // Most money is in the predicate's own currency.
    if matches!(&own.dimension, Dimension::Money(code) if code == name) {
        return Some((own, None));
    }
    let unit = unit::known(name)?;
    // Money in another currency is a value too: it can't be compared, and that is said.
    let same_kind =
        matches!((&unit.dimension, &own.dimension), (Dimension::Money(_), Dimension::Money(_)))
            || unit.dimension == own.dimension;
    same_kind.then(|| {
        let name = (unit != own).then(|| name.to_owned());
        (unit, name)
    })
}

/// An amount as people write it in claim files.
fn written(bounds: &Bounds, unit: Option<String>) -> Written {
    let number = |value: Decimal| {
        // Most amounts are whole: those are written faster.
        let value = if value.scale() == 0 { value } else { value.normalize() };
        Written::Number(match value.to_i64().filter(|_| value.scale() == 0) {
            Some(whole) => whole.to_string(),
            None => value.to_string(),
        })
    };
    if let (Some(amount), None) = (bounds.amount, &unit) {
        return number(amount);
    }
    let mut entries: Vec<(&'static str, Written)> =
        bounds.given().map(|(key, bound)| (key, number(bound))).collect();
    if let Some(unit) = unit {
        entries.push(("unit", Written::text(unit)));
    }
    Written::Table(entries)
}
