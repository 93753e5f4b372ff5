//! The verdict on two claims of one question: the table of FORMAT, line by line.

use super::item::{Item, Time};
use super::settled::Settled;
use crate::config::{Cardinality, Predicate, Varies};
use crate::diagnostic::{self, Rule};
use crate::model::{Factuality, Mode, Polarity};
use crate::value::{Relation, Set, relate, shares_member};

/// What is to be said of two claims on one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Line 3: a person has decided.
    Resolved,
    /// Line 3: one replaces the other.
    Superseded,
    /// Line 4: nobody stands by one of them.
    Uncommitted,
    /// Line 5: not on one scale.
    Incomparable,
    /// Line 6: the same, from independent origins.
    Corroboration,
    /// Line 6: the same, from one origin.
    Repetition,
    /// Line 7: one adds to the other.
    Supplement,
    /// Line 8: they differ in precision.
    Compatible,
    /// Line 9: they hold at different times.
    Change,
    /// Line 10: they would clash if they are about the same.
    PossibleContradiction,
    /// Line 11: one article, one voice.
    SelfContradiction,
    /// Line 12: one statement reported in two ways.
    Misreport,
    /// Line 13: one voice.
    Contradiction,
    /// Line 14: two voices.
    Disputed,
    /// Line 15: they differ, and so do their certainty or mode.
    Tension,
}

impl Verdict {
    /// All verdicts, those that make the strongest findings first. Inside one level the verdict of
    /// a finding is the first of these: what a reader must look at before what agrees.
    pub const BY_STRENGTH: [Verdict; 15] = [
        Verdict::SelfContradiction,
        Verdict::Misreport,
        Verdict::Contradiction,
        Verdict::Disputed,
        Verdict::PossibleContradiction,
        Verdict::Tension,
        Verdict::Change,
        Verdict::Resolved,
        Verdict::Superseded,
        Verdict::Incomparable,
        Verdict::Compatible,
        Verdict::Corroboration,
        Verdict::Repetition,
        Verdict::Supplement,
        Verdict::Uncommitted,
    ];

    /// When a line of the verdict table fits, in words.
    pub fn line_in_words(line: u8) -> &'static str {
        match line {
            1 => "one is unreadable or its quote is not in the article",
            2 => "a `per` key that both give differs",
            3 => "decided by a resolution; replaced by `supersedes` with a cue in the quote",
            4 => "one is uncommitted or hypothetical",
            5 => "not on one scale",
            6 => "equal",
            7 => "both can hold, several values may, none in common",
            8 => "both can hold",
            9 => "cannot both hold, but at times apart",
            10 => {
                "lines 11 to 14 would fit, but one is silent on a `per` key that the other gives, \
                 or has no time where time matters"
            }
            11 => "both certain, one mode, one voice, one article",
            12 => "the same in two articles, a named holder, and `said` meets",
            13 => "both certain, one mode, one voice",
            14 => {
                "both actual and equally certain or probable; or a later value against `rising` or \
                 `falling`"
            }
            _ => "any other two that cannot both hold",
        }
    }

    /// The line of the verdict table.
    pub fn line(self) -> u8 {
        match self {
            Verdict::Resolved | Verdict::Superseded => 3,
            Verdict::Uncommitted => 4,
            Verdict::Incomparable => 5,
            Verdict::Corroboration | Verdict::Repetition => 6,
            Verdict::Supplement => 7,
            Verdict::Compatible => 8,
            Verdict::Change => 9,
            Verdict::PossibleContradiction => 10,
            Verdict::SelfContradiction => 11,
            Verdict::Misreport => 12,
            Verdict::Contradiction => 13,
            Verdict::Disputed => 14,
            Verdict::Tension => 15,
        }
    }

    /// The rule that reports it; `None` for verdicts that are counted only.
    pub fn rule(self) -> Option<&'static Rule> {
        Some(match self {
            Verdict::Uncommitted | Verdict::Supplement => return None,
            Verdict::Resolved => &diagnostic::RESOLVED,
            Verdict::Superseded => &diagnostic::SUPERSEDED,
            Verdict::Incomparable => &diagnostic::INCOMPARABLE,
            Verdict::Corroboration => &diagnostic::CORROBORATION,
            Verdict::Repetition => &diagnostic::REPETITION,
            Verdict::Compatible => &diagnostic::COMPATIBLE,
            Verdict::Change => &diagnostic::CHANGE,
            Verdict::PossibleContradiction => &diagnostic::POSSIBLE_CONTRADICTION,
            Verdict::SelfContradiction => &diagnostic::SELF_CONTRADICTION,
            Verdict::Misreport => &diagnostic::MISREPORT,
            Verdict::Contradiction => &diagnostic::CONTRADICTION,
            Verdict::Disputed => &diagnostic::DISPUTED,
            Verdict::Tension => &diagnostic::TENSION,
        })
    }

    /// The verdict's name.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Uncommitted => "uncommitted",
            Verdict::Supplement => "supplement",
            other => other.rule().map_or("", |rule| rule.name),
        }
    }

    /// The place in [`Verdict::BY_STRENGTH`]; smaller is stronger.
    pub fn rank(self) -> usize {
        Self::BY_STRENGTH.iter().position(|v| *v == self).unwrap_or(Self::BY_STRENGTH.len())
    }
}

/// A line of the verdict table that does not fit a pair, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passed {
    /// The line.
    pub line: u8,
    /// Half a sentence.
    pub why: &'static str,
}

/// The verdict on two claims of one question, and how their values relate. `a` and `b` are item
/// indices. Lines 1 and 2 of the table are the caller's: both claims are grounded and no `per` key
/// that both give differs.
pub fn verdict(
    items: &[Item<'_>],
    pair: (usize, usize),
    predicate: &Predicate,
    settled: &Settled,
) -> (Verdict, Relation) {
    by_table(items, pair, predicate, settled, &mut |_, _| {})
}

/// The lines before that of the verdict, each with why it does not fit: told by the judging itself.
pub fn passed(
    items: &[Item<'_>],
    pair: (usize, usize),
    predicate: &Predicate,
    settled: &Settled,
) -> Vec<Passed> {
    let mut lines = vec![
        Passed { line: 1, why: "both could be read, and their quotes stand in the articles" },
        Passed { line: 2, why: "no `per` key that both give differs" },
    ];
    let mut pass = |line, why| lines.push(Passed { line, why });
    let (verdict, _) = by_table(items, pair, predicate, settled, &mut pass);
    lines.retain(|passed| passed.line < verdict.line());
    lines.sort_unstable();
    lines
}

/// Lines 3 to 15; `pass` hears of each line that does not fit.
fn by_table(
    items: &[Item<'_>],
    (at, other): (usize, usize),
    predicate: &Predicate,
    settled: &Settled,
    pass: &mut impl FnMut(u8, &'static str),
) -> (Verdict, Relation) {
    let (a, b) = (&items[at], &items[other]);
    let relation = relate(&a.claim.set, &b.claim.set);
    let verdict = if settled.is_resolved(at, other) {
        Verdict::Resolved
    } else if settled.is_superseded(at, other) {
        Verdict::Superseded
    } else {
        pass(3, "no decision covers both, and neither replaces the other");
        unsettled(a, b, relation, predicate, pass)
    };
    (verdict, relation)
}

/// Lines 4 to 15.
fn unsettled(
    a: &Item<'_>,
    b: &Item<'_>,
    relation: Relation,
    predicate: &Predicate,
    pass: &mut impl FnMut(u8, &'static str),
) -> Verdict {
    if is_uncommitted(a) || is_uncommitted(b) {
        return Verdict::Uncommitted;
    }
    pass(4, "somebody stands by both");
    if relation == Relation::Incomparable {
        return Verdict::Incomparable;
    }
    pass(5, "they are on one scale");
    if relation == Relation::Equal {
        return match a.origin == b.origin {
            true => Verdict::Repetition,
            false => Verdict::Corroboration,
        };
    }
    pass(6, "their values differ");
    if relation != Relation::Disjoint {
        if predicate.cardinality == Cardinality::One {
            pass(7, "only one value can hold (cardinality one)");
        } else if shares_member(&a.claim.set, &b.claim.set) {
            pass(7, "they have a value in common");
        } else {
            return Verdict::Supplement;
        }
        return Verdict::Compatible;
    }
    pass(7, "they cannot both hold");
    pass(8, "they cannot both hold");
    let is_step = is_step(a, b, predicate.varies);
    if a.time.is_apart(&b.time) && !is_step {
        return Verdict::Change;
    }
    pass(
        9,
        if is_step {
            "the later value goes against the direction"
        } else {
            "their times are not apart"
        },
    );
    let clash = clash(a, b, is_step, pass);
    if clash.is_some() && is_open(a, b, predicate) {
        return Verdict::PossibleContradiction;
    }
    pass(
        10,
        match clash {
            Some(_) => "nothing is missing that would tell if they are about the same",
            None => "none of lines 11 to 14 fits",
        },
    );
    clash.unwrap_or(Verdict::Tension)
}

/// Whether nobody stands by the claim.
pub(super) fn is_uncommitted(item: &Item<'_>) -> bool {
    item.claim.factuality == Factuality::Uncommitted || item.claim.mode == Mode::Hypothetical
}

/// Lines 11 to 14, for disjoint values.
fn clash(
    a: &Item<'_>,
    b: &Item<'_>,
    is_step: bool,
    pass: &mut impl FnMut(u8, &'static str),
) -> Option<Verdict> {
    match if is_step { Some("their times are apart") } else { unlike_voices(a, b) } {
        None if a.article == b.article => return Some(Verdict::SelfContradiction),
        None => {
            pass(11, "they stand in two articles");
            if a.claim.holder.is_empty() {
                pass(12, "it is the articles' own voice");
            } else if same_utterance(a, b) {
                return Some(Verdict::Misreport);
            } else {
                pass(12, "`said` is not given in both, or on different days");
            }
            return Some(Verdict::Contradiction);
        }
        Some(why) => (11..=13).for_each(|line| pass(line, why)),
    }
    if is_step {
        return Some(Verdict::Disputed);
    }
    let (x, y) = (a.claim, b.claim);
    let why = if x.mode != Mode::Actual || y.mode != Mode::Actual {
        "one is no fact but a plan or a demand"
    } else if x.factuality != y.factuality {
        "one is more certain than the other"
    } else if x.factuality > Factuality::Probable {
        "both are merely possible"
    } else {
        return Some(Verdict::Disputed);
    };
    pass(14, why);
    None
}

/// Why two claims are not said for certain, in one mode, in one voice.
fn unlike_voices(a: &Item<'_>, b: &Item<'_>) -> Option<&'static str> {
    let (x, y) = (a.claim, b.claim);
    if x.mode != y.mode {
        Some("one is a fact, a plan or a demand, the other is not the same")
    } else if x.factuality != Factuality::Certain || y.factuality != Factuality::Certain {
        Some("not both are certain")
    } else if x.deepest_holder() != y.deepest_holder() {
        Some("two voices say them")
    } else {
        None
    }
}

/// Whether both say when the holder spoke, and it may have been the same time.
fn same_utterance(a: &Item<'_>, b: &Item<'_>) -> bool {
    match (&a.claim.said, &b.claim.said) {
        (Some(x), Some(y)) => x.set.hull.meets(&y.set.hull),
        _ => false,
    }
}

/// Line 10: whether something is missing that would tell if both are about the same.
pub(super) fn is_open(a: &Item<'_>, b: &Item<'_>, predicate: &Predicate) -> bool {
    let has_no_time = |item: &Item<'_>| item.time == Time::Unknown;
    has_no_time(a) || has_no_time(b) || silent_key(a, b, predicate).is_some()
}

/// A `per` key that one gives and the other does not.
pub(super) fn silent_key<'p>(
    a: &Item<'_>,
    b: &Item<'_>,
    predicate: &'p Predicate,
) -> Option<&'p str> {
    let gives = |item: &Item<'_>, key: &String| item.claim.scope.contains_key(key);
    predicate.per.iter().find(|key| gives(a, key) != gives(b, key)).map(String::as_str)
}

/// Whether the later of two affirmed claims goes against the direction in which the predicate
/// moves. Plans don't count, nor what is merely possible.
fn is_step(a: &Item<'_>, b: &Item<'_>, varies: Varies) -> bool {
    let counts = |item: &Item<'_>| {
        item.claim.polarity == Polarity::Affirmed
            && item.claim.mode == Mode::Actual
            && item.claim.factuality <= Factuality::Probable
    };
    let (Time::Days(s), Time::Days(t)) = (&a.time, &b.time) else { return false };
    let (earlier, later) = if s.precedes(t) {
        (a, b)
    } else if t.precedes(s) {
        (b, a)
    } else {
        return false;
    };
    let (Set::Line(before), Set::Line(after)) = (&earlier.claim.set, &later.claim.set) else {
        return false;
    };
    counts(a)
        && counts(b)
        && match varies {
            Varies::Rising => after.hull.precedes(&before.hull),
            Varies::Falling => before.hull.precedes(&after.hull),
            Varies::No | Varies::OverTime => false,
        }
}
