//! Passages that texts share word for word: hashes of runs of words (shingles, A. Broder 1997; their
//! use as fingerprints, S. Schleimer et al. 2003). The time is linear in the texts.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use crate::value::fold;

/// So many words in a row are nobody's by chance.
const RUN: usize = 8;

/// Inside quotation marks fewer are enough: who quotes keeps the words.
const SPEECH: usize = 5;

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shingle {
    /// Of the words, folded.
    pub hash: u64,
    /// The bytes that they cover.
    pub bytes: Range<usize>,
}

/// A word: its bytes, its hash, and whether it stands in quotation marks.
struct Word {
    bytes: Range<usize>,
    hash: u64,
    is_speech: bool,
}

/// The runs of words within some bytes of a text.
pub fn shingles(text: &str, within: &Range<usize>) -> Vec<Shingle> {
    let words = words(text, within);
    let run = |length: usize, salt: u64| {
        words.windows(length).filter(move |run| salt == 0 || run.iter().all(|w| w.is_speech)).map(
            move |run| {
                let mut hasher = DefaultHasher::new();
                salt.hash(&mut hasher);
                run.iter().for_each(|word| word.hash.hash(&mut hasher));
                let bytes = run[0].bytes.start..run[length - 1].bytes.end;
                Shingle { hash: hasher.finish(), bytes }
            },
        )
    };
    run(RUN, 0).chain(run(SPEECH, 1)).collect()
}

/// The words within some bytes of a text: an elided one is one with the next, a number in groups is one.
fn words(text: &str, within: &Range<usize>) -> Vec<Word> {
    let mut words = Vec::new();
    let mut is_speech = false;
    let mut start = None;
    for (at, c) in text[within.clone()].char_indices().chain([(within.len(), ' ')]) {
        if c.is_alphanumeric() {
            start.get_or_insert(at);
            continue;
        }
        let own = &text[within.clone()];
        if start.is_some() && joins(&own[..at], c, own.get(at + c.len_utf8()..).unwrap_or("")) {
            continue;
        }
        if let Some(from) = start.take() {
            let bytes = within.start + from..within.start + at;
            let mut hasher = DefaultHasher::new();
            fold(&text[bytes.clone()]).replace(is_separator, "").hash(&mut hasher);
            words.push(Word { bytes, hash: hasher.finish(), is_speech });
        }
        match c {
            '«' | '“' | '„' => is_speech = true,
            '»' | '”' | '\n' => is_speech = false,
            '"' => is_speech = !is_speech,
            _ => {}
        }
    }
    words
}

/// What may part the groups of a number.
fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | ' ' | '\u{A0}' | '\u{202F}')
}

/// Whether a mark stands inside a word: « d'amende », « 150.000 ».
fn joins(before: &str, mark: char, after: &str) -> bool {
    const GROUP: usize = 3;
    let is_last = |wanted: fn(char) -> bool| before.chars().next_back().is_some_and(wanted);
    let is_next = |wanted: fn(char) -> bool| after.chars().next().is_some_and(wanted);
    match mark {
        '\'' | '’' => is_last(char::is_alphabetic) && is_next(char::is_alphabetic),
        _ if is_separator(mark) => {
            let group = after.chars().take(GROUP + 1).take_while(char::is_ascii_digit).count();
            group == GROUP && is_last(|c| c.is_ascii_digit())
        }
        _ => false,
    }
}

/// The sentence around some bytes, by its marks alone.
pub fn sentence_around(text: &str, bytes: &Range<usize>) -> Range<usize> {
    let is_end = |(_, pair): &(usize, &[u8])| {
        pair[0] == b'\n' || (matches!(pair[0], b'.' | b'!' | b'?') && pair[1].is_ascii_whitespace())
    };
    let before = text.as_bytes()[..bytes.start].windows(2).enumerate().rev();
    let start = before.into_iter().find(is_end).map_or(0, |(at, _)| at + 1);
    let from = bytes.end.saturating_sub(1).max(bytes.start);
    let after = text.as_bytes()[from..].windows(2).enumerate();
    let end = after.into_iter().find(is_end).map_or(text.len(), |(at, _)| from + at + 1);
    start..end.max(bytes.end)
}

/// A passage that several texts have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// How many words it has where it is longest.
    pub words: usize,
    /// The texts that have it, by number, with its bytes in each; the first one first.
    pub places: Vec<(usize, Range<usize>)>,
}

/// The passages that a text shares with an earlier one, each with all texts that have it.
pub fn shared(texts: &[&str]) -> Vec<Passage> {
    let mut first: HashMap<u64, (usize, usize)> = HashMap::new();
    let all: Vec<Vec<Shingle>> = texts
        .iter()
        .map(|text| {
            let mut runs = shingles(text, &(0..text.len()));
            runs.sort_by_key(|run| (run.bytes.start, std::cmp::Reverse(run.bytes.end)));
            runs
        })
        .collect();
    // Runs that go on in both texts become one: (earlier text, its bytes, later text, its bytes).
    let mut runs: Vec<(usize, Range<usize>, usize, Range<usize>)> = Vec::new();
    for (number, own) in all.iter().enumerate() {
        for shingle in own {
            let Some(&(earlier, at)) = first.get(&shingle.hash) else { continue };
            let there = &all[earlier][at].bytes;
            match runs.last_mut() {
                Some((text, bytes, own, here))
                    if (*text, *own) == (earlier, number)
                        && shingle.bytes.start < here.end
                        && (bytes.start..bytes.end).contains(&there.start) =>
                {
                    bytes.end = bytes.end.max(there.end);
                    here.end = here.end.max(shingle.bytes.end);
                }
                _ => runs.push((earlier, there.clone(), number, shingle.bytes.clone())),
            }
        }
        for (at, shingle) in own.iter().enumerate() {
            first.entry(shingle.hash).or_insert((number, at));
        }
    }
    gathered(runs, texts)
}

/// Runs on the same words of the earlier text as one passage.
fn gathered(
    mut runs: Vec<(usize, Range<usize>, usize, Range<usize>)>,
    texts: &[&str],
) -> Vec<Passage> {
    runs.sort_by_key(|(text, bytes, other, _)| (*text, bytes.start, *other));
    let mut passages: Vec<Passage> = Vec::new();
    for (text, bytes, other, here) in runs {
        match passages.last_mut() {
            Some(last) if last.places[0].0 == text && bytes.start < last.places[0].1.end => {
                let first = &mut last.places[0].1;
                first.end = first.end.max(bytes.end);
                if last.places.iter().all(|(known, _)| *known != other) {
                    last.places.push((other, here));
                }
            }
            _ => passages.push(Passage { words: 0, places: vec![(text, bytes), (other, here)] }),
        }
    }
    for passage in &mut passages {
        let (text, bytes) = &passage.places[0];
        passage.words = words(texts[*text], bytes).len();
        passage.places[1..].sort_by_key(|(text, _)| *text);
    }
    passages
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "Reporters wait. The ministry said on Monday that the plant will close in May after a vote. « Nous ne céderons jamais ce terrain. »";
    const B: &str =
        "As we hear, the Ministry said on Monday that the plant will close in June. Rain fell.";
    const C: &str = "Il répète : « Nous ne céderons jamais\u{A0}ce terrain » à tous.";
    const D: &str = "Nous ne céderons jamais ce terrain, dit la pluie.";

    #[test]
    fn shared_runs_of_words_are_found() {
        let texts = [A, B, C, D];
        let found: Vec<(usize, Vec<(usize, &str)>)> = shared(&texts)
            .into_iter()
            .map(|passage| {
                let places = passage.places.iter();
                (passage.words, places.map(|(n, bytes)| (*n, &texts[*n][bytes.clone()])).collect())
            })
            .collect();
        assert_eq!(
            found,
            [
                (
                    11,
                    vec![
                        (0, "The ministry said on Monday that the plant will close in"),
                        (1, "the Ministry said on Monday that the plant will close in")
                    ]
                ),
                (
                    6,
                    vec![
                        (0, "Nous ne céderons jamais ce terrain"),
                        (2, "Nous ne céderons jamais\u{A0}ce terrain")
                    ]
                ),
            ]
        );
        assert_eq!(shared(&["", "a b c", ""]), []);
        // Seven words: numbers and elisions are one each.
        let fines = [
            "Elle risque trois ans avec sursis et 150.000 euros d'amende.",
            "Il a eu deux ans avec sursis et 150 000 euros d’amende, lui.",
        ];
        assert_eq!(shared(&fines), []);
        let longer = fines.map(|fine| fine.replace("ans", "longs ans"));
        assert_eq!(shared(&[&longer[0], &longer[1]])[0].words, 8);
    }

    #[test]
    fn the_sentence_around_a_quote_ends_at_its_marks() {
        for (text, quote, expected) in [
            ("One. Two is 2.5 here! Three", "2.5", " Two is 2.5 here!"),
            ("Un\nDeux trois", "trois", "Deux trois"),
            ("é", "é", "é"),
        ] {
            let at = text.find(quote).unwrap();
            assert_eq!(&text[sentence_around(text, &(at..at + quote.len()))], expected);
        }
    }
}
