//! Names and words of a vocabulary, all of them found in one pass over the tokens.

use std::collections::BTreeSet;
use std::ops::Range;

use smallvec::{SmallVec, smallvec};

use super::dictionary::Key;
use super::lexicon::{Lexicon, flag};
use super::token::{Case, Kind, Token};
use super::tree::Edges;
use super::view::View;
use crate::value::is_legal_form;

/// A tree of folded tokens, as their keys.
#[derive(Debug)]
pub struct Gazetteer {
    /// The first bits of the keys of the words that start an entry, as bits: most words of a text
    /// have none.
    starts: Box<[u64; STARTS / 64]>,
    edges: Edges,
    /// The entries that end at each node.
    nodes: Vec<Vec<Entry>>,
}

/// How many bits there are for the words that start an entry.
const STARTS: usize = 1 << 16;

/// What some folded tokens stand for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    /// Its number, from whoever made the gazetteer.
    payload: u32,
    /// Tokens before the name itself: an article.
    lead: usize,
    /// The word that must have a capital in the text.
    capital: Option<usize>,
}

/// A place where an entry stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The tokens.
    pub tokens: Range<usize>,
    /// The number of the entry.
    pub payload: u32,
}

/// A place where entries stand that lies in no longer one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Longest {
    /// The tokens.
    pub tokens: Range<usize>,
    /// The numbers of all entries spelt so, sorted.
    pub payloads: SmallVec<[u32; 2]>,
}

impl Default for Gazetteer {
    /// A gazetteer of nothing.
    fn default() -> Self {
        let starts = Box::new([0; STARTS / 64]);
        Gazetteer { starts, edges: Edges::default(), nodes: vec![Vec::new()] }
    }
}

impl Gazetteer {
    /// A gazetteer of names. One written with a capital needs one in the text; an article at the
    /// start may be contracted (« du », « aux ») and is no part of what is found.
    pub fn names<'n>(
        lexicon: &'static Lexicon,
        names: impl IntoIterator<Item = (&'n str, u32)>,
    ) -> Self {
        let mut entries = BTreeSet::new();
        for (name, payload) in names {
            for spelling in spellings(name, lexicon) {
                let words: Vec<&str> = spelling.iter().map(|word| word.fold.as_str()).collect();
                let articles = lexicon.contractions(words[0]);
                let is_led = articles.len() > 1 || (words.len() > 1 && articles.len() == 1);
                let capital =
                    spelling.iter().skip(usize::from(is_led)).position(|word| word.capital);
                if !is_led {
                    entries.insert(entry(&words, payload, 0, capital));
                    continue;
                }
                if capital.is_some() && !spelling[0].capital {
                    // « les Ateliers » are the same behind another article or none.
                    entries.insert(entry(&words[1..], payload, 0, capital));
                    continue;
                }
                for article in articles {
                    let all: Vec<&str> =
                        [article.as_str()].into_iter().chain(words[1..].iter().copied()).collect();
                    // A capital makes the article a part of the name.
                    let lead = usize::from(!(spelling[0].capital && article == words[0]));
                    entries.insert(entry(&all, payload, lead, capital.map(|at| at + 1)));
                }
            }
        }
        Self::build(entries)
    }

    /// A gazetteer of words and phrases in all forms that they take.
    pub fn words<'n>(
        lexicon: &'static Lexicon,
        words: impl IntoIterator<Item = (&'n str, u32)>,
    ) -> Self {
        let mut entries = BTreeSet::new();
        for (phrase, payload) in words {
            let spelling = spelling(phrase, lexicon);
            let Some((last, first)) = spelling.split_last() else { continue };
            // A word alone is no function word, whatever it looks like: "back".
            let is_alone = first.is_empty();
            let forms = |word: &Spelt| match word.is_function && !is_alone {
                true => vec![word.fold.clone()],
                false => lexicon.inflected(&word.fold),
            };
            let firsts = first.first().map_or(vec![String::new()], &forms);
            for begin in &firsts {
                for end in forms(last) {
                    let middle = first.iter().skip(1).map(|word| word.fold.as_str());
                    let begin = (!begin.is_empty()).then_some(begin.as_str());
                    let all: Vec<&str> =
                        begin.into_iter().chain(middle).chain([end.as_str()]).collect();
                    entries.insert(entry(&all, payload, 0, None));
                }
            }
        }
        Self::build(entries)
    }

    fn build(entries: BTreeSet<(Vec<String>, Entry)>) -> Self {
        let mut gazetteer = Gazetteer::default();
        for (words, entry) in entries {
            let Some(first) = words.first().map(|word| start_bits(Key::of(word))) else {
                continue;
            };
            gazetteer.starts[first / 64] |= 1 << (first % 64);
            let mut node = 0;
            for word in &words {
                let next = gazetteer.nodes.len() as u32;
                node = gazetteer.edges.get_or_insert(node, Key::of(word).number(), next);
                if node == next {
                    gazetteer.nodes.push(Vec::new());
                }
            }
            gazetteer.nodes[node as usize].push(entry);
        }
        gazetteer
    }

    #[inline]
    fn may_start(&self, key: Key) -> bool {
        let start = start_bits(key);
        self.starts[start / 64] & 1 << (start % 64) != 0
    }

    /// All places where an entry stands, by first token; of two that start at one token the longer
    /// one first.
    pub fn find(&self, view: &View<'_>) -> Vec<Hit> {
        // Few texts have more of them.
        let mut hits: Vec<Hit> = Vec::with_capacity(view.keys().len() / 8);
        for (start, key) in view.keys().iter().enumerate() {
            if self.may_start(*key) {
                self.find_at(view, start, &mut hits);
            }
        }
        hits
    }

    /// Puts the entries whose words start at a token among the hits.
    #[inline(never)]
    fn find_at(&self, view: &View<'_>, start: usize, hits: &mut Vec<Hit>) {
        let has_capital =
            |at: usize| view.token(start + at).is_some_and(|token| token.case != Case::Lower);
        let (mut node, mut end) = (0, start);
        while let Some(key) = view.keys().get(end)
            && let Some(next) = self.edges.get(node, key.number())
        {
            (node, end) = (next, end + 1);
            for entry in &self.nodes[node as usize] {
                if entry.capital.is_none_or(has_capital) {
                    let tokens = start + entry.lead..end;
                    put(hits, Hit { tokens, payload: entry.payload });
                }
            }
        }
    }

    /// The places of [`Gazetteer::find`] that lie in no longer one; of two that overlap the first.
    pub fn find_longest(&self, view: &View<'_>) -> Vec<Longest> {
        let hits = self.find(view);
        let mut found: Vec<Longest> = Vec::with_capacity(hits.len());
        let mut end = 0;
        for Hit { tokens, payload } in hits {
            let is_free = tokens.start >= end;
            end = end.max(tokens.end);
            match found.last_mut() {
                Some(last) if last.tokens == tokens => last.payloads.push(payload),
                _ if is_free => found.push(Longest { tokens, payloads: smallvec![payload] }),
                _ => {}
            }
        }
        found
    }
}

#[inline]
fn start_bits(key: Key) -> usize {
    (key.number() >> (u64::BITS - STARTS.ilog2())) as usize
}

/// Puts a hit in its place, if it is new: near the end, as they come.
fn put(hits: &mut Vec<Hit>, hit: Hit) {
    let order = |hit: &Hit| (hit.tokens.start, std::cmp::Reverse(hit.tokens.end), hit.payload);
    let behind = hits.iter().rev().take_while(|other| order(other) > order(&hit)).count();
    let at = hits.len() - behind;
    if at == 0 || hits[at - 1] != hit {
        hits.insert(at, hit);
    }
}

fn entry(
    words: &[&str],
    payload: u32,
    lead: usize,
    capital: Option<usize>,
) -> (Vec<String>, Entry) {
    // A contracted article may be two words: « de la ».
    let pattern = words.iter().flat_map(|word| word.split(' ')).map(str::to_owned).collect();
    (pattern, Entry { payload, lead, capital })
}

/// A word of an entry.
#[derive(Clone)]
struct Spelt {
    fold: String,
    capital: bool,
    is_function: bool,
}

fn spelling(text: &str, lexicon: &'static Lexicon) -> Vec<Spelt> {
    let view = View::new(text, lexicon);
    let spelt = |(at, token): (usize, &Token)| Spelt {
        fold: view.fold(at).into_owned(),
        capital: token.is_word() && token.case != Case::Lower,
        is_function: view.has(at, flag::FUNCTION) || token.kind != Kind::Word,
    };
    view.tokens.iter().enumerate().map(spelt).collect()
}

/// A name as it may be written: with its hyphens or without, with its legal form or without.
fn spellings(name: &str, lexicon: &'static Lexicon) -> Vec<Vec<Spelt>> {
    let whole = spelling(name, lexicon);
    let mut all = vec![whole.clone()];
    let bare: Vec<Spelt> = whole.into_iter().filter(|word| word.fold != "-").collect();
    let stem = &bare[..without_legal_form(&bare)];
    // Of "the company" nothing is left.
    if stem.iter().any(|word| !word.is_function) {
        all.push(stem.to_vec());
    }
    all.push(bare);
    all.retain(|words| !words.is_empty());
    all
}

/// How many words of a name stand before its legal form: « S.A. » is one, dots and all.
fn without_legal_form(words: &[Spelt]) -> usize {
    let is_form = |from: &usize| {
        let joined: String =
            words[*from..].iter().map(|word| word.fold.trim_matches(['.', ','])).collect();
        joined.is_empty() || is_legal_form(&joined)
    };
    (1..words.len()).find(is_form).unwrap_or(words.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;
    use crate::recognize::lexicon;

    fn found(language: Language, names: &[&str], text: &str) -> Vec<String> {
        let lexicon = lexicon(language);
        let numbered = names.iter().enumerate().map(|(at, name)| (*name, at as u32));
        let view = View::new(text, lexicon);
        let hits = Gazetteer::names(lexicon, numbered).find_longest(&view);
        hits.iter()
            .map(|hit| text[view.span(hit.tokens.start, hit.tokens.end)].to_owned())
            .collect()
    }

    #[test]
    fn names_are_found_as_the_press_writes_them() {
        use Language::{English, French};
        for (language, names, text, expected) in [
            (French, &["Société Rhône S.A."][..], "la Societe RHONE a dit", &["Societe RHONE"][..]),
            (
                French,
                &["Maison-Verte"],
                "la Maison verte, la Maison‑Verte",
                &["Maison verte", "Maison‑Verte"],
            ),
            (French, &["les Ateliers Brun"], "des Ateliers Brun", &["Ateliers Brun"]),
            (
                French,
                &["le gouvernement vaudois"],
                "un vote du gouvernement vaudois",
                &["gouvernement vaudois"],
            ),
            (
                French,
                &["la préfecture"],
                "la sous-préfecture, une préfecture, la préfecture",
                &["préfecture"],
            ),
            (French, &["Orange"], "une orange d’Orange", &["Orange"]),
            (
                English,
                &["The Ledger"],
                "The ledger, says the Ledger; The Ledger",
                &["the Ledger", "The Ledger"],
            ),
            (English, &["Acme"], "Acme's rival; acme", &["Acme"]),
            (English, &["Acme", "Acme Steel"], "Acme Steel and Acme", &["Acme Steel", "Acme"]),
        ] {
            assert_eq!(found(language, names, text), expected, "{text}");
        }
    }

    #[test]
    fn words_are_found_in_all_their_forms() {
        for (language, word, texts) in [
            (Language::French, "céder", &["cède", "cédé", "céderait", "CÉDER"][..]),
            (Language::French, "vendre", &["vend", "vendu", "vendrait"]),
            (Language::French, "prise de participation", &["prises de participation"]),
            (Language::French, "acquérir", &["acquiert", "acquis"]),
            (Language::English, "ban", &["bans", "banned", "banning"]),
            (Language::English, "acquire", &["acquired", "acquiring"]),
        ] {
            let lexicon = lexicon(language);
            let gazetteer = Gazetteer::words(lexicon, [(word, 7)]);
            for text in texts {
                let view = View::new(text, lexicon);
                assert_eq!(gazetteer.find(&view).len(), 1, "{word}: {text}");
            }
        }
    }
}
