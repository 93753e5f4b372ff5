//! Origins: articles that share a passage count once on the questions that it speaks to.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::item::{Item, Origin};
use crate::model::{EntityId, PredicateId};
use crate::text::{sentence_around, shingles};

/// Gives claims in the voice of their articles one origin where the sentences around their quotes
/// share a passage. `text` is the text of an item's article.
pub fn join_origins<'t>(items: &mut [Item<'_>], text: impl Fn(&Item<'_>) -> Option<&'t str>) {
    let mut questions: BTreeMap<(EntityId, PredicateId), Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        if matches!(item.origin, Origin::Article(_)) && item.is_grounded() {
            questions.entry((item.claim.subject, item.claim.predicate)).or_default().push(at);
        }
    }
    let mut known: HashMap<(u32, usize), Vec<u64>> = HashMap::new();
    for members in questions.into_values() {
        let article = |at: usize| items[at].article;
        if members.iter().all(|&at| article(at) == article(members[0])) {
            continue;
        }
        let mut joined = Joined::default();
        let mut seen: HashMap<u64, u32> = HashMap::new();
        for &at in &members {
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
        for at in members {
            items[at].origin = Origin::Article(joined.root(items[at].article));
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
