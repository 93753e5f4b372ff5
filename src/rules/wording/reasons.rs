//! Why two claims clash, what positions there are, and what to write if both claims are right.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::super::Context;
use super::super::contest::is_note;
use super::show;
use crate::config::{Predicate, PredicateKind, Varies};
use crate::corpus::{Item, Judged, Time, Verdict};
use crate::diagnostic::Contest;
use crate::model::{FACTUALITIES, Factuality, Mode, Polarity, word};
use crate::text::{marked, sentence_around, shared};
use crate::value::line::{Cut, LineSet};
use crate::value::{Set, Written};

/// Why the two claims cannot both hold, or what they share.
pub(in crate::rules) fn reasons(
    context: &Context<'_>,
    judged: &Judged,
    predicate: &Predicate,
) -> Vec<String> {
    let (a, b) = (&context.items[judged.pair.0], &context.items[judged.pair.1]);
    let mut reasons = Vec::new();
    match judged.verdict {
        Verdict::Repetition => reasons.extend(printed_by_both(context, a, b)),
        Verdict::Corroboration | Verdict::Compatible | Verdict::Resolved | Verdict::Superseded => {}
        Verdict::Incomparable => reasons.push("their units or texts are on no common scale".into()),
        _ => {
            reasons.push(value_reason(context, a, b));
            reasons.push(time_reason(a, b, predicate, judged.verdict));
        }
    }
    if judged.verdict == Verdict::Misreport {
        reasons.extend(utterance(context, a, b));
    }
    if judged.verdict == Verdict::PossibleContradiction {
        reasons.push(open_question(a, b, predicate));
    }
    reasons
}

/// The words that make one origin of two articles.
fn printed_by_both(context: &Context<'_>, a: &Item<'_>, b: &Item<'_>) -> Option<String> {
    let sentences = |item: &Item<'_>| -> Option<String> {
        let text = context.input.text_of(item)?;
        let parts = item.located().flat_map(|located| &located.parts);
        let sentences: Vec<&str> = parts.map(|part| &text[sentence_around(text, part)]).collect();
        Some(sentences.join("\n"))
    };
    if a.article == b.article {
        return None;
    }
    let (one, other) = (sentences(a)?, sentences(b)?);
    let longest = shared(&[&one, &other]).into_iter().max_by_key(|passage| passage.words)?;
    let (number, bytes) = longest.places.first()?.clone();
    let words = &[one, other][number][bytes];
    Some(format!("both articles print {words:?}: one origin"))
}

/// The sentences of two reports on one utterance, and what each adds.
fn utterance(context: &Context<'_>, a: &Item<'_>, b: &Item<'_>) -> Vec<String> {
    let sentence = |item: &Item<'_>| {
        let text = context.input.text_of(item)?;
        let part = item.located().next()?.parts.first()?;
        Some(text[sentence_around(text, part)].trim())
    };
    let (Some(x), Some(y)) = (sentence(a), sentence(b)) else { return Vec::new() };
    let name = |item: &Item<'_>| context.input.documents[item.document].name.clone();
    let (one, other) = (name(a), name(b));
    vec![
        format!("{one} has: {x}"),
        format!("{other} has: {y}"),
        format!("from {one} to {other}: {}", marked(x, y)),
    ]
}

/// Where one article says the same with and without certainty, often in the headline and in the body.
pub(in crate::rules) fn overstated(context: &Context<'_>, members: &[usize]) -> Vec<String> {
    const SHOWN: usize = 3;
    let mut groups: BTreeMap<(u32, Mode), Vec<&Item<'_>>> = BTreeMap::new();
    for &at in members {
        let item = &context.items[at];
        groups.entry((item.article, item.claim.mode)).or_default().push(item);
    }
    let mut notes = Vec::new();
    for group in groups.values() {
        let weight = |item: &&&Item<'_>| item.claim.factuality;
        let certain = group.iter().filter(|item| weight(item) == Factuality::Certain);
        for firm in certain {
            let weaker = group.iter().find(|item| {
                matches!(weight(item), Factuality::Probable | Factuality::Possible)
                    && item.claim.set == firm.claim.set
            });
            let Some(weak) = weaker else { continue };
            notes.push(format!(
                "overstated: certain in {}, {} in {}",
                firm.claim.id,
                word(FACTUALITIES, &weak.claim.factuality),
                weak.claim.id
            ));
            break;
        }
    }
    notes.truncate(SHOWN);
    notes
}

fn value_reason(context: &Context<'_>, a: &Item<'_>, b: &Item<'_>) -> String {
    let (x, y) = (show(context, a), show(context, b));
    let predicate = context.input.settings.vocabulary.predicate(a.claim.predicate);
    let is_absent = |item: &Item<'_>| item.claim.written == Written::absent();
    match (&a.claim.set, &b.claim.set) {
        _ if a.claim.polarity != b.claim.polarity => {
            let (affirmed, denied) =
                if a.claim.polarity == Polarity::Affirmed { (a, b) } else { (b, a) };
            format!("{} affirms what {} denies", affirmed.claim.id, denied.claim.id)
        }
        _ if is_absent(a) || is_absent(b) => {
            "one says that there is none, the other names one".into()
        }
        (Set::Line(_), _) => match predicate.kind {
            PredicateKind::Date => format!("no day lies in both {x} and {y}"),
            PredicateKind::Boolean => "one says yes, the other no".into(),
            _ => format!("no amount is both {x} and {y}, even rounded"),
        },
        _ => format!("{x} and {y} exclude each other"),
    }
}

fn time_reason(a: &Item<'_>, b: &Item<'_>, predicate: &Predicate, verdict: Verdict) -> String {
    match (&a.time, &b.time) {
        (Time::Always, Time::Always) => {
            "neither claim says `during`, so both hold for all time".into()
        }
        (Time::Days(x), Time::Days(y)) if !x.meets(y) => match predicate.varies {
            Varies::Rising if verdict == Verdict::Change => "it can only rise, and it did".into(),
            Varies::Falling if verdict == Verdict::Change => "it can only fall, and it did".into(),
            Varies::Rising => "the times differ, but this can only rise".into(),
            Varies::Falling => "the times differ, but this can only fall".into(),
            Varies::No | Varies::OverTime => "they hold at different times".into(),
        },
        (Time::Unknown, _) | (_, Time::Unknown) => {
            "one of them has neither `during` nor a publication date".into()
        }
        (Time::Days(_), Time::Always) => one_sided(b),
        (Time::Always, Time::Days(_)) => one_sided(a),
        _ => "their times meet".into(),
    }
}

fn one_sided(timeless: &Item<'_>) -> String {
    format!("{} does not say `during`, so it holds for all time", timeless.claim.id)
}

/// What would settle a possible contradiction.
fn open_question(a: &Item<'_>, b: &Item<'_>, predicate: &Predicate) -> String {
    let gives = |item: &Item<'_>, key: &String| item.claim.scope.contains_key(key);
    match predicate.per.iter().find(|key| gives(a, key) != gives(b, key)) {
        Some(key) => {
            let (given, silent) = if gives(a, key) { (a, b) } else { (b, a) };
            let value = given.claim.scope.get(key).map(String::as_str).unwrap_or_default();
            format!("to be settled: is {} about `{key}` {value:?} too?", silent.claim.id)
        }
        None => {
            let undated = if a.time == Time::Unknown { a } else { b };
            format!("to be settled: when does {} hold?", undated.claim.id)
        }
    }
}

/// So many origins.
pub(in crate::rules) fn origins(count: usize) -> String {
    match count {
        1 => "1 origin".to_owned(),
        _ => format!("{count} origins"),
    }
}

/// The positions, when there is more to say than the two claims shown.
pub(in crate::rules) fn positions(contest: &Contest) -> Vec<String> {
    let count: usize = contest.positions.iter().map(|position| position.claims.len()).sum();
    let mut notes = Vec::new();
    if count > 2 {
        for (at, position) in contest.positions.iter().enumerate() {
            let origins = origins(position.origins);
            let claim = |(id, own): (&String, &Option<String>)| match own {
                Some(own) => format!("{id} ({own})"),
                None => id.clone(),
            };
            let claims: Vec<String> =
                position.claims.iter().zip(&position.own).map(claim).collect();
            notes.push(format!(
                "position {}: {} — {} ({origins})",
                at + 1,
                position.shown,
                some_of(&claims)
            ));
        }
        if !contest.fewest {
            notes.push("the positions were found greedily: fewer may do".into());
        }
    }
    if !contest.others.is_empty() {
        let others: Vec<String> =
            contest.others.iter().map(|(id, verdict)| format!("{id} ({verdict})")).collect();
        notes.push(format!("also on this question: {}", some_of(&others)));
    }
    notes
}

/// A list for a sentence, cut when long.
fn some_of(list: &[String]) -> String {
    const SHOWN: usize = 6;
    if list.len() <= SHOWN {
        return list.join(", ");
    }
    format!("{} and {} more", list[..SHOWN].join(", "), list.len() - SHOWN)
}

/// What a decision that settles a finding names.
#[derive(Clone, Debug)]
pub(in crate::rules) struct Settle {
    /// The claims of all pairs that are to be decided.
    pub(in crate::rules) claims: Vec<String>,
    /// The finding's fingerprint.
    pub(in crate::rules) fingerprint: String,
}

/// What to write if both claims are right.
pub(in crate::rules) fn ways_out(
    context: &Context<'_>,
    judged: &Judged,
    predicate: &Predicate,
    settle: &Settle,
) -> Vec<String> {
    if is_note(judged) {
        return Vec::new();
    }
    let (a, b) = (&context.items[judged.pair.0], &context.items[judged.pair.1]);
    let mut help = Vec::new();
    if judged.verdict == Verdict::PossibleContradiction {
        help.push(
            match predicate
                .per
                .iter()
                .find(|key| a.claim.scope.contains_key(*key) != b.claim.scope.contains_key(*key))
            {
                Some(key) => {
                    let silent = if a.claim.scope.contains_key(key) { b } else { a };
                    format!("write `scope = {{ {key} = \"…\" }}` in {}", silent.claim.id)
                }
                None => "write `published` in the article or `during` in the claim".into(),
            },
        );
    } else {
        help.extend(differing_scope(a, b, predicate));
        help.extend(loosely_said(a, b, predicate));
        if predicate.varies == Varies::No {
            help.push(
                "if each held in its own time, write `during = \"…\"` in both; if the later one \
                 replaces the earlier, `supersedes` with a quote that says so"
                    .into(),
            );
        }
    }
    if a.claim.id != b.claim.id {
        help.push(settled_by(settle));
    }
    help
}

/// « une trentaine » against 34: only as far apart as a loose word may be.
fn loosely_said(a: &Item<'_>, b: &Item<'_>, predicate: &Predicate) -> Option<String> {
    /// As far as a dozen reaches, in hundredths.
    const LOOSE: i64 = 20;
    let PredicateKind::Quantity { tolerance, .. } = &predicate.kind else { return None };
    let is_about = |item: &Item<'_>| {
        let written = &item.claim.written;
        matches!(written, Written::Table(entries) if entries.iter().any(|(key, _)| *key == "about"))
    };
    let reach = |item: &Item<'_>| {
        let Set::Line(line) = &item.claim.set else { return None };
        let (Cut::At(amount, _), _) = line.core.as_span()? else { return None };
        let margin = amount.abs().checked_mul(Decimal::new(LOOSE, 2))?;
        let (from, to) = (amount.checked_sub(margin)?, amount.checked_add(margin)?);
        is_about(item).then(|| LineSet::between(Cut::before(from), Cut::after(to)))
    };
    let meets = |wide: &Item<'_>, other: &Item<'_>| {
        let Set::Line(line) = &other.claim.set else { return false };
        reach(wide).is_some_and(|wide| wide.meets(&line.hull))
    };
    let share = (tolerance.normalize() * Decimal::ONE_HUNDRED).normalize();
    (*tolerance < Decimal::new(LOOSE, 2) && (meets(a, b) || meets(b, a))).then(|| {
        format!(
            "`about` reaches {share}% here: if it is meant as loosely as \"a dozen\", write \
             `tolerance = \"{LOOSE}%\"` in the predicate"
        )
    })
}

/// How to record that all claims stand.
fn settled_by(settle: &Settle) -> String {
    /// Ids that fit in a line.
    const LISTED: usize = 6;
    let Settle { claims, fingerprint } = settle;
    if claims.len() > LISTED {
        return format!(
            "if all stand, record it: recoupe resolve {fingerprint} --verdict different-scope \
             --reason \"…\""
        );
    }
    let who = if claims.len() == 2 { "both" } else { "all" };
    let claims = Written::List(claims.iter().map(Written::text).collect());
    format!(
        "if {who} stand, record it in resolutions.toml: claims = {claims}, verdict = \"different-scope\", reason = \"…\""
    )
}

/// The help on scopes that differ in a key that does not separate questions.
fn differing_scope(a: &Item<'_>, b: &Item<'_>, predicate: &Predicate) -> Option<String> {
    let differing = a.claim.scope.iter().find(|(key, value)| {
        !predicate.per.contains(key) && b.claim.scope.get(*key).is_some_and(|other| other != *value)
    });
    match differing {
        Some((key, _)) => Some(format!(
            "their scopes differ in `{key}`: `per = [\"{key}\"]` in recoupe.toml makes them two questions"
        )),
        None => scope_help(predicate).pop(),
    }
}

/// The help on `per` keys, where the predicate has some.
pub(in crate::rules) fn scope_help(predicate: &Predicate) -> Vec<String> {
    match predicate.per.first() {
        Some(key) => vec![format!(
            "if they are about different things, write `scope = {{ {key} = \"…\" }}` in each"
        )],
        None => Vec::new(),
    }
}
