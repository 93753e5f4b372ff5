//! The strongest pair of a question: among all pairs where they are few, by sweeps where they are
//! many.

use std::collections::{BTreeMap, HashMap};

use super::item::{Item, Time};
use super::settled::Settled;
use super::sweep::{Colours, Direction, Entry, apart_and_meeting, step_against};
use super::verdict::{Verdict, is_uncommitted, verdict};
use crate::config::{Predicate, Varies};
use crate::diagnostic::Level;
use crate::model::{Factuality, Mode, Polarity, Review};
use crate::value::line::Cut;
use crate::value::{EVERYTHING, Relation, Set, relate};

/// Questions with more claims than this are swept; below, looking at each pair is as fast.
pub const SWEEP_ABOVE: usize = 1_000;

/// A pair with its verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Item indices, the smaller first.
    pub pair: (usize, usize),
    /// The verdict.
    pub verdict: Verdict,
    /// How the first value relates to the second.
    pub relation: Relation,
    /// The verdict's level after settings, the predicate's cap and drafts.
    pub level: Level,
    /// How many of the two are denials: "sale, partnership" tells more than "sale, no sale".
    pub denials: u8,
}

impl Judged {
    /// Orders pairs: heaviest level first, then strength, then affirmations, then claim ids.
    pub fn order(&self) -> impl Ord + use<> {
        (std::cmp::Reverse(self.level), self.verdict.rank(), self.denials, self.pair)
    }
}

/// Judges the pairs of one question.
pub struct Judge<'j> {
    /// All items of the corpus.
    pub items: &'j [Item<'j>],
    /// The question's predicate.
    pub predicate: &'j Predicate,
    /// What is settled.
    pub settled: &'j Settled,
    /// The level that the settings give a verdict.
    pub level: &'j dyn Fn(Verdict) -> Level,
    /// Pairs that belong to another question that both claims stand in too.
    pub is_elsewhere: &'j dyn Fn(usize, usize) -> bool,
    /// Questions with more claims than this are swept.
    pub sweep_above: usize,
}

impl Judge<'_> {
    /// The verdict on a pair and its level.
    pub fn judge(&self, a: usize, b: usize) -> Judged {
        let pair = Settled::key(a, b);
        let (verdict, relation) = verdict(self.items, pair, self.predicate, self.settled);
        let is_draft = |at: usize| self.items[at].claim.review == Review::Draft;
        let most = if is_draft(a) || is_draft(b) { Level::Warn } else { Level::Deny };
        let level = (self.level)(verdict).min(self.predicate.cap).min(most);
        let is_denied = |at: usize| u8::from(self.items[at].claim.polarity == Polarity::Denied);
        Judged { pair, verdict, relation, level, denials: is_denied(a) + is_denied(b) }
    }

    /// The strongest pair among the members (item indices, ascending), if any is to be reported.
    pub fn strongest(&self, members: &[usize]) -> Option<Judged> {
        let best = if members.len() <= self.sweep_above {
            pairs(members)
                .filter(|&(a, b)| !(self.is_elsewhere)(a, b))
                .map(|(a, b)| self.judge(a, b))
                .min_by_key(Judged::order)
        } else {
            self.candidates(members)
                .into_iter()
                .filter(|&(a, b)| !(self.is_elsewhere)(a, b))
                .map(|(a, b)| self.judge(a, b))
                .min_by_key(Judged::order)
        };
        best.filter(|judged| judged.level > Level::Allow)
    }

    /// Pairs among which the strongest one is.
    fn candidates(&self, members: &[usize]) -> Vec<(usize, usize)> {
        let (special, plain): (Vec<usize>, Vec<usize>) =
            members.iter().partition(|&&at| self.is_special(at));
        let mut found: Vec<(usize, usize)> = Vec::new();
        // Settled pairs and sets with holes are looked at one by one.
        for &a in &special {
            let others = members.iter().filter(|&&b| b != a);
            let best = others.map(|&b| self.judge(a, b)).min_by_key(Judged::order);
            found.extend(best.map(|judged| judged.pair));
        }
        let committed: Vec<usize> =
            plain.into_iter().filter(|&at| !is_uncommitted(&self.items[at])).collect();
        self.agreements(&committed, &mut found);
        let is_reviewed = |at: &&usize| self.items[**at].claim.review == Review::Reviewed;
        let reviewed: Vec<usize> = committed.iter().filter(is_reviewed).copied().collect();
        self.sweep_all(&reviewed, &mut found);
        if reviewed.len() < committed.len() {
            self.sweep_all(&committed, &mut found);
        }
        found
    }

    /// Pairs that show each kind of agreement there is: equal values from two origins or from one,
    /// values that meet, values on no common scale.
    fn agreements(&self, members: &[usize], found: &mut Vec<(usize, usize)>) {
        let mut index: HashMap<&Set, usize> = HashMap::new();
        let mut by_set: Vec<Vec<usize>> = Vec::new();
        for &at in members {
            let slot = *index.entry(&self.items[at].claim.set).or_insert_with(|| {
                by_set.push(Vec::new());
                by_set.len() - 1
            });
            by_set[slot].push(at);
        }
        let origin = |at: usize| self.items[at].origin;
        for same in by_set.iter().filter(|same| same.len() > 1) {
            let other = same.iter().find(|&&at| origin(at) != origin(same[0]));
            found.push((same[0], other.copied().unwrap_or(same[1])));
        }
        let mut firsts: Vec<usize> = by_set.iter().map(|same| same[0]).collect();
        let span = |at: usize| match &self.items[at].claim.set {
            Set::Line(line) => line.hull.as_span().map(|span| (line.dimension.as_ref(), span)),
            Set::Members(_) | Set::Text(_) => None,
        };
        firsts.sort_by_key(|&at| (span(at), at));
        if firsts.iter().all(|&at| span(at).is_some()) {
            // Sorted by scale and lower end: the one that reaches farthest meets the next, or none does.
            let mut farthest: Option<usize> = None;
            for &at in &firsts {
                let reach = |at: usize| span(at).map(|(scale, (_, to))| (scale, to));
                found.extend(farthest.map(|far| (far, at)));
                if farthest.is_none_or(|far| reach(far) < reach(at)) {
                    farthest = Some(at);
                }
            }
            return;
        }
        // Of texts the strongest note is that they can't be compared; of sets, that they meet.
        let is_text = |at: &usize| matches!(self.items[*at].claim.set, Set::Text(_));
        let last =
            if firsts.iter().any(is_text) { Verdict::Incomparable } else { Verdict::Compatible };
        for (a, b) in pairs(&firsts) {
            match self.judge(a, b).verdict {
                verdict if verdict == last => {
                    found.push((a, b));
                    return;
                }
                Verdict::Compatible | Verdict::Incomparable => found.push((a, b)),
                // Equal, though not written alike: a whole beside its part.
                Verdict::Corroboration | Verdict::Repetition => {
                    let of = |at: usize| &by_set[index[&self.items[at].claim.set]];
                    found.extend(of(b).iter().map(|&other| (a, other)));
                    found.extend(of(a).iter().map(|&other| (other, b)));
                }
                _ => {}
            }
        }
    }

    fn is_special(&self, at: usize) -> bool {
        let item = &self.items[at];
        let has_holes = match &item.claim.set {
            Set::Line(line) => line.hull.as_span().is_none() || line.many,
            Set::Members(_) | Set::Text(_) => false,
        };
        let time_has_holes = matches!(&item.time, Time::Days(days) if days.as_span().is_none());
        has_holes || time_has_holes || self.settled.touches(at)
    }

    /// One sweep for each line of the table, on claims that surely are about the same thing first.
    fn sweep_all(&self, members: &[usize], found: &mut Vec<(usize, usize)>) {
        let item = |at: usize| &self.items[at];
        let certain = |at: usize| item(at).claim.factuality == Factuality::Certain;
        let actual = |at: usize| item(at).claim.mode == Mode::Actual;
        let voice = |at: usize| {
            let claim = item(at).claim;
            (claim.mode as u64) << 32
                | claim.deepest_holder().map_or(0, |holder| u64::from(holder.0) + 1)
        };
        let signature = |at: usize| self.signature(at);
        for is_definite in [true, false] {
            let about = |at: usize| if is_definite { signature(at) } else { 0 };
            let grouped = |keep: &dyn Fn(usize) -> bool, key: &dyn Fn(usize) -> u64| {
                let mut groups: BTreeMap<(u64, u64), Vec<usize>> = BTreeMap::new();
                for &at in members.iter().filter(|&&at| keep(at)) {
                    groups.entry((about(at), key(at))).or_default().push(at);
                }
                groups.into_values()
            };
            let article = |at: usize| u64::from(item(at).article);
            let holder = |at: usize| voice(at) & 0xFFFF_FFFF;
            for group in grouped(&certain, &voice) {
                let mut by_article: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
                for &at in &group {
                    by_article.entry(article(at)).or_default().push(at);
                }
                for same in by_article.values() {
                    found.extend(self.clash(same, &|_| 0, Colours::Any, Axis::Time));
                }
                let said: Vec<usize> = group
                    .iter()
                    .copied()
                    .filter(|&at| item(at).claim.said.is_some() && holder(at) > 0)
                    .collect();
                found.extend(self.clash(&said, &article, Colours::Differ, Axis::Said));
                found.extend(self.clash(&group, &article, Colours::Differ, Axis::Time));
            }
            let stands =
                |at: usize| actual(at) && item(at).claim.factuality <= Factuality::Probable;
            let factuality = |at: usize| item(at).claim.factuality as u64;
            for group in grouped(&stands, &factuality) {
                found.extend(self.clash(&group, &|_| 0, Colours::Any, Axis::Time));
            }
            for group in grouped(&stands, &|_| 0) {
                found.extend(self.step(&group));
            }
        }
        found.extend(self.clash(members, &|_| 0, Colours::Any, Axis::Time));
        found.extend(self.clash(members, &|_| 0, Colours::Any, Axis::None));
    }

    /// Which `per` keys a claim gives, and whether its time is known.
    fn signature(&self, at: usize) -> u64 {
        let item = &self.items[at];
        let given = self.predicate.per.iter().enumerate();
        let keys = given
            .filter(|(_, key)| item.claim.scope.contains_key(*key))
            .fold(0_u64, |bits, (index, _)| bits | 2 << (index % 60));
        keys | u64::from(item.time != Time::Unknown)
    }

    /// A pair with disjoint values that meets on an axis.
    fn clash(
        &self,
        group: &[usize],
        colour: &dyn Fn(usize) -> u64,
        colours: Colours,
        axis: Axis,
    ) -> Option<(usize, usize)> {
        if group.len() < 2 {
            return None;
        }
        let entry = |at: usize, value: (Cut, Cut)| Entry {
            value,
            time: self.span_on(at, axis),
            colour: colour(at),
            item: at,
        };
        let mut lines: BTreeMap<_, Vec<Entry>> = BTreeMap::new();
        let mut by_set: Vec<(&Set, Vec<usize>)> = Vec::new();
        let mut index: HashMap<&Set, usize> = HashMap::new();
        for &at in group {
            match &self.items[at].claim.set {
                Set::Line(line) => {
                    if let Some(span) = line.hull.as_span() {
                        lines.entry(&line.dimension).or_default().push(entry(at, span));
                    }
                }
                set => {
                    let slot = *index.entry(set).or_insert_with(|| {
                        by_set.push((set, Vec::new()));
                        by_set.len() - 1
                    });
                    by_set[slot].1.push(at);
                }
            }
        }
        for entries in lines.values() {
            if let Some(pair) = apart_and_meeting(entries, colours) {
                return Some(pair);
            }
        }
        // Sets have no order: each disjoint pair of distinct sets becomes "left" and "right".
        let (left, right) =
            ((Cut::before_day(0), Cut::before_day(1)), (Cut::before_day(1), Cut::before_day(2)));
        for (at, (set, items)) in by_set.iter().enumerate() {
            for (other, others) in &by_set[at + 1..] {
                if relate(set, other) != Relation::Disjoint {
                    continue;
                }
                let entries: Vec<Entry> = items
                    .iter()
                    .map(|&at| entry(at, left))
                    .chain(others.iter().map(|&at| entry(at, right)))
                    .collect();
                if let Some(pair) = apart_and_meeting(&entries, colours) {
                    return Some(pair);
                }
            }
        }
        None
    }

    fn step(&self, group: &[usize]) -> Option<(usize, usize)> {
        let direction = match self.predicate.varies {
            Varies::Rising => Direction::Up,
            Varies::Falling => Direction::Down,
            Varies::No | Varies::OverTime => return None,
        };
        let entries: Vec<Entry> = group
            .iter()
            .filter_map(|&at| {
                let item = &self.items[at];
                let Set::Line(line) = &item.claim.set else { return None };
                let is_dated = matches!(item.time, Time::Days(_));
                let value = line.hull.as_span()?;
                (is_dated && item.claim.polarity == Polarity::Affirmed).then(|| Entry {
                    value,
                    time: self.span_on(at, Axis::Time),
                    colour: 0,
                    item: at,
                })
            })
            .collect();
        step_against(&entries, direction)
    }

    fn span_on(&self, at: usize, axis: Axis) -> (Cut, Cut) {
        let item = &self.items[at];
        let days = match axis {
            Axis::None => None,
            Axis::Time => match &item.time {
                Time::Days(days) => Some(days),
                Time::Always | Time::Unknown => None,
            },
            Axis::Said => item.claim.said.as_ref().map(|said| &said.set.hull),
        };
        let ends = days.and_then(|days| Some((days.spans().first()?.0, days.spans().last()?.1)));
        ends.unwrap_or(EVERYTHING)
    }
}

/// What the two claims of a pair must share, beside having disjoint values.
#[derive(Clone, Copy)]
enum Axis {
    /// Nothing.
    None,
    /// A time at which both hold.
    Time,
    /// A time at which both may have been said.
    Said,
}

/// All pairs of a list.
pub(super) fn pairs(list: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    list.iter().enumerate().flat_map(|(at, &a)| list[at + 1..].iter().map(move |&b| (a, b)))
}
