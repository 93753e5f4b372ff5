//! The finding in one sentence.

use super::super::Context;
use super::{document, show, voice};
use crate::corpus::{Item, Judged, Question, Time, Verdict};
use crate::diagnostic::Contest;
use crate::model::{FACTUALITIES, MODES, Mode, word};
use crate::value::Relation;

/// The finding in one sentence: the question, then what the two claims say.
pub(in crate::rules) fn headline(
    context: &Context<'_>,
    question: &Question,
    judged: &Judged,
    contest: &Contest,
) -> String {
    let (a, b) = (&context.items[judged.pair.0], &context.items[judged.pair.1]);
    let topic = topic(context, question, contest, &[a, b]);
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
            None if voice(context, a) == voice(context, b) => {
                format!("{topic}: {} says both {x} and {y}", voice(context, a))
            }
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
        Verdict::Corroboration if a.claim.mode != b.claim.mode => {
            format!("{topic}: {x} from independent origins, {}", unlike(a, b))
        }
        Verdict::Corroboration => format!("{topic}: independent origins say {x}"),
        Verdict::Repetition => format!("{topic}: {x}, twice from one origin"),
        Verdict::Incomparable => format!("{topic}: {x} and {y} cannot be compared"),
        Verdict::Resolved => format!("{topic}: {x} and {y}, decided"),
        Verdict::Superseded => match replacing(a, b) {
            Some((old, new)) => {
                format!("{topic}: {} replaces {}", show(context, new), show(context, old))
            }
            None => format!("{topic}: {x} and {y}, one replaces the other"),
        },
        Verdict::Supplement | Verdict::Uncommitted => format!("{topic}: {x} and {y}"),
    }
}

/// The headline of claims that hold in pairs only.
pub(in crate::rules) fn joint_headline(
    context: &Context<'_>,
    question: &Question,
    group: &[usize],
    contest: &Contest,
) -> String {
    let values: Vec<String> = group.iter().map(|&at| show(context, &context.items[at])).collect();
    let members: Vec<&Item<'_>> = group.iter().map(|&at| &context.items[at]).collect();
    let topic = topic(context, question, contest, &members);
    format!("{topic}: {} cannot all hold together", values.join("; "))
}

/// The subject, the predicate, and the scope that one of the claims gives.
fn topic(
    context: &Context<'_>,
    question: &Question,
    contest: &Contest,
    claims: &[&Item<'_>],
) -> String {
    let name = &context.input.settings.vocabulary.entity(question.subject).name;
    let given = |key: &String| claims.iter().any(|item| item.claim.scope.contains_key(key));
    let scope: Vec<&str> = question
        .scope
        .iter()
        .filter(|(key, _)| given(key))
        .map(|(_, value)| value.as_str())
        .collect();
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

/// The claim replaced and the one that replaces it, when one names the other.
fn replacing<'i, 'c>(a: &'i Item<'c>, b: &'i Item<'c>) -> Option<(&'i Item<'c>, &'i Item<'c>)> {
    let names = |new: &Item<'_>, old: &Item<'_>| {
        new.claim.supersedes.iter().any(|(id, _)| *id == old.claim.id)
    };
    if names(b, a) {
        Some((a, b))
    } else if names(a, b) {
        Some((b, a))
    } else {
        None
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
