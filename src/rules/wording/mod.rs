//! The sentences of findings on questions.

mod headline;
mod reasons;
mod sets;

pub(super) use headline::{headline, joint_headline};
pub(super) use reasons::{Settle, origins, overstated, positions, reasons, scope_help, ways_out};
pub(super) use sets::{sets, time};

use super::Context;
use super::contest::written;
use crate::config::{PredicateKind, Vocabulary};
use crate::corpus::{Item, Question};
use crate::model::{Claim, FACTUALITIES, Factuality, MODES, Mode, Polarity, word};
use crate::value::{Written, date};

/// A claim's value for people: entities by name, numbers with their unit, denials as "not …".
pub(super) fn show(context: &Context<'_>, item: &Item<'_>) -> String {
    shown_value(item.claim, &context.input.settings.vocabulary)
}

/// A claim's value for people, from the claim and the vocabulary alone.
pub fn shown_value(claim: &Claim, vocabulary: &Vocabulary) -> String {
    let predicate = vocabulary.predicate(claim.predicate);
    let text = match (&predicate.kind, &claim.written) {
        (PredicateKind::Date, Written::Text(date)) => {
            let denied = if claim.polarity == Polarity::Denied { "not " } else { "" };
            format!("{denied}{}", date::in_words(date))
        }
        (PredicateKind::Entity { .. }, _) => names_for_ids(vocabulary, &written(claim)).plain(),
        (PredicateKind::Boolean, Written::Bool(value)) => {
            Written::Bool(*value == (claim.polarity == Polarity::Affirmed)).plain()
        }
        _ => written(claim).plain(),
    };
    let text = match &claim.written {
        Written::List(list) if list.len() > 1 && claim.polarity == Polarity::Affirmed => {
            format!("({text})")
        }
        _ => text,
    };
    match &predicate.kind {
        PredicateKind::Quantity { unit_name: Some(unit), .. } if !has_unit(&claim.written) => {
            format!("{text} {unit}")
        }
        _ => text,
    }
}

/// A claim's value for a table: with what sets it apart from a plain fact of any time.
pub(super) fn brief(context: &Context<'_>, item: &Item<'_>) -> String {
    let claim = item.claim;
    let mut apart = Vec::new();
    if claim.mode != Mode::Actual {
        apart.push(word(MODES, &claim.mode).to_owned());
    }
    if claim.factuality != Factuality::Certain {
        apart.push(word(FACTUALITIES, &claim.factuality).to_owned());
    }
    apart.extend(claim.during.as_ref().map(|during| date::in_words(&during.written)));
    match apart.is_empty() {
        true => show(context, item),
        false => format!("{} ({})", show(context, item), apart.join(", ")),
    }
}

/// What a question asks, with all of its scope.
pub(super) fn question(context: &Context<'_>, question: &Question) -> String {
    let vocabulary = &context.input.settings.vocabulary;
    let name = &vocabulary.entity(question.subject).name;
    let title = vocabulary.predicate(question.predicate).title();
    let scope: Vec<&str> = question.scope.iter().map(|(_, value)| value.as_str()).collect();
    match scope.as_slice() {
        [] => format!("{name}, {title}"),
        scope => format!("{name}, {title} ({})", scope.join(", ")),
    }
}

fn has_unit(written: &Written) -> bool {
    matches!(written, Written::Table(entries) if entries.iter().any(|(key, _)| matches!(*key, "unit" | "absent")))
}

/// Entity ids replaced by names.
pub(super) fn named(context: &Context<'_>, written: &Written) -> Written {
    names_for_ids(&context.input.settings.vocabulary, written)
}

fn names_for_ids(vocabulary: &Vocabulary, written: &Written) -> Written {
    let named = |written: &Written| names_for_ids(vocabulary, written);
    match written {
        Written::Text(id) => match vocabulary.find_entities(id) {
            [only] => Written::Text(vocabulary.entity(*only).name.clone()),
            _ => written.clone(),
        },
        Written::List(list) => Written::List(list.iter().map(named).collect()),
        Written::Table(entries) => {
            Written::Table(entries.iter().map(|(key, w)| (*key, named(w))).collect())
        }
        other => other.clone(),
    }
}

fn document<'c>(context: &'c Context<'_>, item: &Item<'_>) -> &'c str {
    &context.input.documents[item.document].name
}

/// Who vouches for a claim: the deepest holder's name, else the article.
fn voice(context: &Context<'_>, item: &Item<'_>) -> String {
    match item.claim.deepest_holder() {
        Some(holder) => context.input.settings.vocabulary.entity(holder).name.clone(),
        None => document(context, item).to_owned(),
    }
}

/// The label of a claim's value: which file says what, how surely, after whom.
pub(super) fn says(context: &Context<'_>, item: &Item<'_>) -> String {
    let claim = item.claim;
    let verb = match claim.polarity {
        Polarity::Affirmed => "says",
        Polarity::Denied => "denies",
    };
    let affirmed = show(context, item);
    let value = match claim.polarity {
        Polarity::Affirmed => affirmed.as_str(),
        Polarity::Denied => affirmed.strip_prefix("not ").unwrap_or(&affirmed),
    };
    // "says no" is plainer than "denies yes".
    let verb = if affirmed == value { "says" } else { verb };
    let mut text = format!("{} {verb} {value}", document(context, item));
    if claim.factuality != Factuality::Certain {
        text.push_str(&format!(", {}", word(FACTUALITIES, &claim.factuality)));
    }
    if claim.mode != Mode::Actual {
        text.push_str(&format!(", {}", word(MODES, &claim.mode)));
    }
    if let Some(during) = &claim.during {
        let words = date::in_words(&during.written);
        let when = if words == during.written { ", during " } else { ", " };
        text.push_str(&format!("{when}{words}"));
    }
    if claim.deepest_holder().is_some() {
        text.push_str(&format!(", after {}", voice(context, item)));
    }
    text
}

/// The label of a claim's words in the article.
pub(super) fn in_the_words_of(context: &Context<'_>, item: &Item<'_>) -> String {
    let article = context.input.documents[item.document].article.as_ref();
    match article.and_then(|article| article.publisher.as_ref()) {
        Some(publisher) => format!("in {publisher}'s words"),
        None => format!("in the words of {}", document(context, item)),
    }
}
