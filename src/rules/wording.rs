//! The sentences of findings on questions.

use std::collections::BTreeMap;

use super::Context;
use super::contest::{is_note, written};
use crate::config::{Predicate, PredicateKind, Varies};
use crate::corpus::{Item, Judged, Question, Time, Verdict};
use crate::diagnostic::Contest;
use crate::model::{FACTUALITIES, Factuality, MODES, Mode, Polarity, word};
use crate::value::{Relation, Set, Written};

/// The finding in one sentence: the question, then what the two claims say.
pub(super) fn headline(
    context: &Context<'_>,
    question: &Question,
    judged: &Judged,
    contest: &Contest,
) -> String {
    let topic = topic(context, question, contest);
    let (a, b) = (&context.items[judged.pair.0], &context.items[judged.pair.1]);
    let (x, y) = (show(context, a), show(context, b));
    match judged.verdict {
        Verdict::SelfContradiction => {
            format!("{topic}: {} says both {x} and {y}", document(context, a))
        }
        Verdict::Misreport => {
            let holder = voice(context, a);
            format!("{topic}: what {holder} said is reported as {x} and as {y}")
        }
        Verdict::Contradiction => format!("{topic}: {x} and {y} cannot both hold"),
        Verdict::Disputed => match in_order(a, b) {
            Some((earlier, later)) => format!(
                "{topic}: first {}, later {}, which goes against its direction",
                show(context, earlier),
                show(context, later)
            ),
            None => {
                format!("{topic}: {} says {x}, {} says {y}", voice(context, a), voice(context, b))
            }
        },
        Verdict::PossibleContradiction => {
            format!("{topic}: {x} and {y} cannot both hold if they are about the same thing")
        }
        Verdict::Tension => format!("{topic}: {x} against {y}, {}", unlike(a, b)),
        Verdict::Change => match in_order(a, b) {
            Some((earlier, later)) => {
                format!("{topic}: first {}, later {}", show(context, earlier), show(context, later))
            }
            None => format!("{topic}: {x} and {y}, at different times"),
        },
        Verdict::Compatible => {
            format!("{topic}: {x} and {y} can both hold, {}", precision(judged.relation))
        }
        Verdict::Corroboration => format!("{topic}: independent origins say {x}"),
        Verdict::Repetition => format!("{topic}: {x}, twice from one origin"),
        Verdict::Incomparable => format!("{topic}: {x} and {y} cannot be compared"),
        Verdict::Resolved => format!("{topic}: {x} and {y}, decided"),
        Verdict::Superseded => format!("{topic}: {x} and {y}, one replaces the other"),
        Verdict::Supplement | Verdict::Uncommitted => format!("{topic}: {x} and {y}"),
    }
}

/// The headline of claims that hold in pairs only.
pub(super) fn joint_headline(
    context: &Context<'_>,
    question: &Question,
    group: &[usize],
    contest: &Contest,
) -> String {
    let values: Vec<String> = group.iter().map(|&at| show(context, &context.items[at])).collect();
    format!("{}: {} cannot all hold together", topic(context, question, contest), values.join("; "))
}

fn topic(context: &Context<'_>, question: &Question, contest: &Contest) -> String {
    let name = &context.input.settings.vocabulary.entity(question.subject).name;
    let scope: Vec<&str> = question.scope.iter().map(|(_, value)| value.as_str()).collect();
    match scope.as_slice() {
        [] => format!("{name}, {}", contest.title),
        scope => format!("{name}, {} ({})", contest.title, scope.join(", ")),
    }
}

fn precision(relation: Relation) -> &'static str {
    match relation {
        Relation::Refines => "the first is more precise",
        Relation::Generalises => "the second is more precise",
        Relation::Near => "within their precision",
        _ => "neither says all of the other",
    }
}

/// In what two claims that clash are not alike.
fn unlike(a: &Item<'_>, b: &Item<'_>) -> String {
    let (x, y) = (a.claim, b.claim);
    if x.mode != y.mode {
        format!("one {}, one {}", word(MODES, &x.mode), word(MODES, &y.mode))
    } else if x.factuality != y.factuality {
        format!(
            "one {}, one {}",
            word(FACTUALITIES, &x.factuality),
            word(FACTUALITIES, &y.factuality)
        )
    } else if x.mode != Mode::Actual {
        format!("both {}, by different holders", word(MODES, &x.mode))
    } else {
        format!("both merely {}", word(FACTUALITIES, &x.factuality))
    }
}

/// The two in the order of their times, when these are apart.
fn in_order<'i, 'c>(a: &'i Item<'c>, b: &'i Item<'c>) -> Option<(&'i Item<'c>, &'i Item<'c>)> {
    let (Time::Days(s), Time::Days(t)) = (&a.time, &b.time) else { return None };
    if s.precedes(t) {
        Some((a, b))
    } else if t.precedes(s) {
        Some((b, a))
    } else {
        None
    }
}

/// A claim's value for people: entities by name, numbers with their unit, denials as "not …".
pub(super) fn show(context: &Context<'_>, item: &Item<'_>) -> String {
    let vocabulary = &context.input.settings.vocabulary;
    let predicate = vocabulary.predicate(item.claim.predicate);
    let text = match (&predicate.kind, &item.claim.written) {
        (PredicateKind::Entity { .. }, _) => named(context, &written(item)).plain(),
        (PredicateKind::Boolean, Written::Bool(value)) => {
            Written::Bool(*value == (item.claim.polarity == Polarity::Affirmed)).plain()
        }
        _ => written(item).plain(),
    };
    let text = match &item.claim.written {
        Written::List(list) if list.len() > 1 => format!("({text})"),
        _ => text,
    };
    match &predicate.kind {
        PredicateKind::Quantity { unit_name: Some(unit), .. } if !has_unit(&item.claim.written) => {
            format!("{text} {unit}")
        }
        _ => text,
    }
}

fn has_unit(written: &Written) -> bool {
    matches!(written, Written::Table(entries) if entries.iter().any(|(key, _)| matches!(*key, "unit" | "absent")))
}

/// Entity ids replaced by names.
fn named(context: &Context<'_>, written: &Written) -> Written {
    match written {
        Written::Text(id) => {
            let vocabulary = &context.input.settings.vocabulary;
            match vocabulary.find_entities(id) {
                [only] => Written::Text(vocabulary.entity(*only).name.clone()),
                _ => written.clone(),
            }
        }
        Written::List(list) => Written::List(list.iter().map(|w| named(context, w)).collect()),
        Written::Table(entries) => {
            Written::Table(entries.iter().map(|(key, w)| (*key, named(context, w))).collect())
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

/// Why the two claims cannot both hold, or what they share.
pub(super) fn reasons(
    context: &Context<'_>,
    judged: &Judged,
    predicate: &Predicate,
) -> Vec<String> {
    let (a, b) = (&context.items[judged.pair.0], &context.items[judged.pair.1]);
    let mut reasons = Vec::new();
    match judged.verdict {
        Verdict::Corroboration
        | Verdict::Repetition
        | Verdict::Compatible
        | Verdict::Resolved
        | Verdict::Superseded => {}
        Verdict::Incomparable => reasons.push("their units or texts are on no common scale".into()),
        _ => {
            reasons.push(value_reason(context, a, b));
            reasons.push(time_reason(a, b, predicate));
        }
    }
    if judged.verdict == Verdict::PossibleContradiction {
        reasons.push(open_question(a, b, predicate));
    }
    reasons
}

/// Where one article says the same with and without certainty, often in the headline and in the body.
pub(super) fn overstated(context: &Context<'_>, members: &[usize]) -> Vec<String> {
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

fn time_reason(a: &Item<'_>, b: &Item<'_>, predicate: &Predicate) -> String {
    match (&a.time, &b.time) {
        (Time::Always, Time::Always) => {
            "neither claim says `during`, so both hold for all time".into()
        }
        (Time::Days(x), Time::Days(y)) if !x.meets(y) => match predicate.varies {
            Varies::Rising => "the times differ, but this can only rise".into(),
            Varies::Falling => "the times differ, but this can only fall".into(),
            Varies::No | Varies::OverTime => "they hold at different times".into(),
        },
        (Time::Unknown, _) | (_, Time::Unknown) => {
            "one of them has neither `during` nor a publication date".into()
        }
        _ => "their times meet".into(),
    }
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

/// The positions, when there is more to say than the two claims shown.
pub(super) fn positions(contest: &Contest) -> Vec<String> {
    let count: usize = contest.positions.iter().map(|position| position.claims.len()).sum();
    let mut notes = Vec::new();
    if count > 2 {
        for (at, position) in contest.positions.iter().enumerate() {
            let origins = match position.origins {
                1 => "1 origin".to_owned(),
                count => format!("{count} origins"),
            };
            notes.push(format!(
                "position {}: {} — {} ({origins})",
                at + 1,
                position.value.plain(),
                some_of(&position.claims)
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

/// What to write if both claims are right.
pub(super) fn ways_out(
    context: &Context<'_>,
    judged: &Judged,
    predicate: &Predicate,
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
                Some(key) => format!("write `scope = {{ {key} = \"…\" }}` in both claims"),
                None => "write `published` in the article or `during` in the claim".into(),
            },
        );
    } else {
        help.extend(differing_scope(a, b, predicate));
        if predicate.varies == Varies::No {
            help.push(
                "if each held in its own time, write `during = \"…\"` in both; if the later one \
                 replaces the earlier, `supersedes` with a quote that says so"
                    .into(),
            );
        }
    }
    let claims = format!("[\"{}\", \"{}\"]", a.claim.id, b.claim.id);
    help.push(format!(
        "if both stand, record it in resolutions.toml: claims = {claims}, verdict = \"different-scope\", reason = \"…\""
    ));
    help
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
pub(super) fn scope_help(predicate: &Predicate) -> Vec<String> {
    match predicate.per.first() {
        Some(key) => vec![format!(
            "if they are about different things, write `scope = {{ {key} = \"…\" }}` in each"
        )],
        None => Vec::new(),
    }
}
