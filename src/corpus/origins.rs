//! Origins: articles that share a passage count once on the questions that it speaks to.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::item::{Item, Origin};
use crate::model::{EntityId, PredicateId};
use crate::text::{sentence_around, shingles};

/// Gives claims in the voice of their articles one origin where the sentences around their quotes
/// share a passage, and the origin of a claim of the same article that says the same of somebody
/// else's word: a headline rests on whom its article names. `text` is the text of an item's article.
pub fn join_origins<'t>(items: &mut [Item<'_>], text: impl Fn(&Item<'_>) -> Option<&'t str>) {
    let mut questions: BTreeMap<(EntityId, PredicateId), Vec<usize>> = BTreeMap::new();
    let mut held: BTreeMap<(EntityId, PredicateId), Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate().filter(|(_, item)| item.is_grounded()) {
        let by_origin = match item.origin {
            Origin::Article(_) => &mut questions,
            Origin::Holder(_) => &mut held,
        };
        by_origin.entry((item.claim.subject, item.claim.predicate)).or_default().push(at);
    }
    let mut known: HashMap<(u32, usize), Vec<u64>> = HashMap::new();
    for (question, members) in questions {
        let article = |at: usize| items[at].article;
        let mut joined = Joined::default();
        let mut seen: HashMap<u64, u32> = HashMap::new();
        let is_one = members.iter().all(|&at| article(at) == article(members[0]));
        for &at in members.iter().filter(|_| !is_one) {
            let Some(text) = text(&items[at]) else { continue };
            for sentence in sentences(&items[at], text) {
                let hashes = known.entry((article(at), sentence.start)).or_insert_with(|| {
                    shingles(text, &sentence).into_iter().map(|shingle| shingle.hash).collect()
                });
                for hash in hashes {
                    let first = *seen.entry(*hash).or_insert(article(at));
                    joined.join(first, article(at));
                }
            }
        }
        let mut named: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for &at in held.get(&question).into_iter().flatten() {
            named.entry(joined.root(items[at].article)).or_default().push(at);
        }
        for at in members {
            let root = joined.root(items[at].article);
            let says = |other: &&usize| {
                let (own, other) = (items[at].claim, items[**other].claim);
                own.set == other.set && own.polarity == other.polarity
            };
            let named = named.get(&root).into_iter().flatten().find(says);
            items[at].origin = named.map_or(Origin::Article(root), |named| items[*named].origin);
        }
    }
}

fn sentences(item: &Item<'_>, text: &str) -> Vec<Range<usize>> {
    let mut sentences: Vec<Range<usize>> = item
        .located()
        .flat_map(|located| &located.parts)
        .map(|part| sentence_around(text, part))
        .collect();
    sentences.dedup();
    sentences
}

/// Articles that count as one, by the smallest number among them.
#[derive(Default)]
struct Joined {
    above: BTreeMap<u32, u32>,
}

impl Joined {
    fn root(&self, article: u32) -> u32 {
        let mut at = article;
        while let Some(above) = self.above.get(&at) {
            at = *above;
        }
        at
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        if a != b {
            self.above.insert(a.max(b), a.min(b));
        }
    }
}
