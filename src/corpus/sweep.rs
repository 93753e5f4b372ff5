//! Finding two spans that are apart on one axis and meet on another, without looking at all pairs.

use crate::value::line::Cut;

/// A claim on two axes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// The span of values.
    pub(super) value: (Cut, Cut),
    /// The span of time.
    pub(super) time: (Cut, Cut),
    /// Two entries of one colour are no pair where colours must differ.
    pub(super) colour: u64,
    /// The item.
    pub(super) item: usize,
}

/// Which pairs count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colours {
    /// All.
    Any,
    /// Those of two colours.
    Differ,
}

/// Two entries whose values are apart and whose times meet; O(n log n).
///
/// Sweeps the values upwards: when an entry begins, all that ended before it stand in a tree over
/// the starts of their times, which gives the latest end among those that start early enough.
pub(super) fn apart_and_meeting(entries: &[Entry], colours: Colours) -> Option<(usize, usize)> {
    // The largest start against the smallest end: most groups are settled here.
    let latest_from = entries.iter().map(|entry| entry.value.0).max()?;
    let earliest_to = entries.iter().map(|entry| entry.value.1).min()?;
    if latest_from < earliest_to {
        return None;
    }
    let mut starts: Vec<Cut> = entries.iter().map(|entry| entry.time.0).collect();
    starts.sort_unstable();
    starts.dedup();
    let mut by_end: Vec<&Entry> = entries.iter().collect();
    by_end.sort_by_key(|entry| (entry.value.1, entry.item));
    let mut by_start: Vec<&Entry> = entries.iter().collect();
    by_start.sort_by_key(|entry| (entry.value.0, entry.item));
    let mut tree = Tree { slots: vec![Top::default(); starts.len() + 1] };
    let mut ended = by_end.into_iter().peekable();
    for entry in by_start {
        while let Some(past) = ended.next_if(|past| past.value.1 <= entry.value.0) {
            let rank = starts.partition_point(|start| *start < past.time.0);
            tree.insert(rank, past);
        }
        let reach = starts.partition_point(|start| *start < entry.time.1);
        let skip = (colours == Colours::Differ).then_some(entry.colour);
        if let Some((end, item)) = tree.latest(reach, skip)
            && end > entry.time.0
        {
            return Some((item, entry.item));
        }
    }
    None
}

/// Two entries, the earlier one first, whose times are apart and whose values go against a
/// direction; O(n log n).
pub(super) fn step_against(entries: &[Entry], rising: Direction) -> Option<(usize, usize)> {
    let mut by_end: Vec<&Entry> = entries.iter().collect();
    by_end.sort_by_key(|entry| (entry.time.1, entry.item));
    let mut by_start: Vec<&Entry> = entries.iter().collect();
    by_start.sort_by_key(|entry| (entry.time.0, entry.item));
    let mut ended = by_end.into_iter().peekable();
    let mut extreme: Option<&Entry> = None;
    for entry in by_start {
        while let Some(past) = ended.next_if(|past| past.time.1 <= entry.time.0) {
            let is_further = extreme.is_none_or(|best| match rising {
                Direction::Up => past.value.0 > best.value.0,
                Direction::Down => past.value.1 < best.value.1,
            });
            if is_further {
                extreme = Some(past);
            }
        }
        let Some(past) = extreme else { continue };
        let is_against = match rising {
            Direction::Up => entry.value.1 <= past.value.0,
            Direction::Down => past.value.1 <= entry.value.0,
        };
        if is_against {
            return Some((past.item, entry.item));
        }
    }
    None
}

/// The direction in which values are expected to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// A death toll.
    Up,
    /// A number of missing people.
    Down,
}

/// The latest end, and the latest of another colour.
#[derive(Clone, Copy, Debug, Default)]
struct Top {
    first: Option<(Cut, u64, usize)>,
    second: Option<(Cut, u64, usize)>,
}

impl Top {
    fn add(&mut self, new: (Cut, u64, usize)) {
        match self.first {
            Some(first) if new.0 <= first.0 => {
                if new.1 != first.1 && self.second.is_none_or(|second| new.0 > second.0) {
                    self.second = Some(new);
                }
            }
            Some(first) => {
                if first.1 != new.1 {
                    self.second = Some(first);
                }
                self.first = Some(new);
            }
            None => self.first = Some(new),
        }
    }
}

/// A Fenwick tree of prefix maxima.
struct Tree {
    slots: Vec<Top>,
}

impl Tree {
    fn insert(&mut self, rank: usize, entry: &Entry) {
        let mut at = rank + 1;
        while at < self.slots.len() {
            self.slots[at].add((entry.time.1, entry.colour, entry.item));
            at += at & at.wrapping_neg();
        }
    }

    /// The latest end among the first `count` ranks, of another colour than `skip`.
    fn latest(&self, count: usize, skip: Option<u64>) -> Option<(Cut, usize)> {
        let mut best: Option<(Cut, usize)> = None;
        let mut at = count;
        while at > 0 {
            let top = &self.slots[at];
            let candidate = match top.first {
                Some((_, colour, _)) if Some(colour) == skip => top.second,
                first => first,
            };
            if let Some((end, _, item)) = candidate
                && best.is_none_or(|(latest, _)| end > latest)
            {
                best = Some((end, item));
            }
            at -= at & at.wrapping_neg();
        }
        best
    }
}
