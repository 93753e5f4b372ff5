//! Sets of values and times in plain words.

use rust_decimal::Decimal;

use crate::config::{Predicate, PredicateKind, Varies, Vocabulary};
use crate::corpus::{Item, Time};
use crate::model::Claim;
use crate::value::line::{Cut, LineSet, Side};
use crate::value::members::{Form, Members};
use crate::value::unit::Dimension;
use crate::value::{Line, Set, Written, date};

/// What a claim's value may be, and what it surely is; once where that is the same.
pub(in crate::rules) fn sets(
    claim: &Claim,
    predicate: &Predicate,
    vocabulary: &Vocabulary,
) -> Vec<(&'static str, String)> {
    match &claim.set {
        Set::Line(line) if line.hull == line.core => {
            vec![("set", points(&line.hull, line, predicate))]
        }
        Set::Line(line) => vec![
            ("possible", points(&line.hull, line, predicate)),
            ("certain", points(&line.core, line, predicate)),
        ],
        Set::Members(set) => vec![("set", members(set, predicate, vocabulary))],
        Set::Text(text) => {
            let folded = text.folded.as_deref().unwrap_or("none");
            let not = if text.denied { "anything but " } else { "" };
            vec![("set", format!("{not}{folded}"))]
        }
    }
}

/// When a claim holds, and how that is known.
pub(in crate::rules) fn time(item: &Item<'_>, predicate: &Predicate) -> String {
    match &item.time {
        Time::Always => "always: it says no `during`, and the value does not vary".into(),
        Time::Unknown => "unknown: neither `during` nor a publication date".into(),
        Time::Days(days) => {
            let source = match &item.claim {
                claim if claim.during.is_some() => "its `during`",
                claim if claim.said.is_some() => "when the holder said it",
                _ => "when the article came out",
            };
            let shown = listed(days.spans().iter().map(|&(from, to)| date::format_span(from, to)));
            match predicate.varies {
                Varies::Rising => format!("{shown} ({source}; the value can only rise)"),
                Varies::Falling => format!("{shown} ({source}; the value can only fall)"),
                Varies::No | Varies::OverTime => format!("{shown} ({source})"),
            }
        }
    }
}

fn points(set: &LineSet, line: &Line, predicate: &Predicate) -> String {
    let (factor, unit) = measured_in(line, predicate);
    let mut parts: Vec<String> = set
        .spans()
        .iter()
        .map(|&(from, to)| match predicate.kind {
            PredicateKind::Date => date::format_span(from, to),
            PredicateKind::Boolean => match from {
                Cut::At(point, _) if point.is_zero() => "no".into(),
                _ => "yes".into(),
            },
            _ => amounts(from, to, factor),
        })
        .collect();
    if set.none {
        parts.push("none at all".into());
    }
    if parts.is_empty() {
        return "nothing".into();
    }
    listed(parts) + &unit
}

/// The unit that amounts are told in: the predicate's, where the claim is in its dimension.
fn measured_in(line: &Line, predicate: &Predicate) -> (Decimal, String) {
    if let PredicateKind::Quantity { unit, unit_name: Some(name), .. } = &predicate.kind
        && line.dimension.as_ref() == Some(&unit.dimension)
    {
        return (unit.factor, format!(" {name}"));
    }
    let unit = match &line.dimension {
        Some(Dimension::Money(unit) | Dimension::Count(unit)) => format!(" {unit}"),
        Some(Dimension::Physical(dimension)) => format!(" (base unit of {dimension})"),
        Some(Dimension::Plain) | None => String::new(),
    };
    (Decimal::ONE, unit)
}

fn amounts(from: Cut, to: Cut, factor: Decimal) -> String {
    let number = |n: Decimal| {
        let n = n.checked_div(factor).unwrap_or(n);
        Written::Number(n.normalize().to_string()).plain()
    };
    let start = match from {
        Cut::At(point, Side::Before) => Some(("from ", number(point))),
        Cut::At(point, Side::After) => Some(("more than ", number(point))),
        Cut::Start | Cut::End => None,
    };
    let end = match to {
        Cut::At(point, Side::After) => Some(("to ", number(point))),
        Cut::At(point, Side::Before) => Some(("less than ", number(point))),
        Cut::Start | Cut::End => None,
    };
    match (start, end) {
        (Some((_, a)), Some((_, b))) if a == b => a,
        (Some((from, a)), Some(("to ", b))) => format!("{from}{a} to {b}"),
        (Some((from, a)), Some((to, b))) => format!("{from}{a} and {to}{b}"),
        (Some(("from ", a)), None) => format!("{a} or more"),
        (Some((from, a)), None) => format!("{from}{a}"),
        (None, Some(("to ", b))) => format!("{b} or less"),
        (None, Some((to, b))) => format!("{to}{b}"),
        (None, None) => "anything".into(),
    }
}

fn members(set: &Members, predicate: &Predicate, vocabulary: &Vocabulary) -> String {
    let name = |&at: &u32| match &predicate.kind {
        PredicateKind::Category { values, .. } => {
            values.get(at as usize).cloned().unwrap_or_default()
        }
        _ => vocabulary.entity(crate::model::EntityId(at)).name.clone(),
    };
    let names: Vec<String> = set.list().iter().map(name).collect();
    let all = names.join(", ");
    match set.form() {
        Form::All => format!("all worlds with {}", names.join(" and ")),
        Form::Any => format!("all worlds with {}", names.join(" or ")),
        Form::Exactly if names.is_empty() => "none at all".into(),
        Form::Exactly => format!("{all} and no other"),
        Form::NoneOf => format!("all worlds without {}", names.join(" and without ")),
        Form::NotExactly if names.is_empty() => "all worlds with at least one".into(),
        Form::NotExactly => format!("all worlds but that with just {all}"),
    }
}

fn listed(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().collect::<Vec<String>>().join(" or ")
}
