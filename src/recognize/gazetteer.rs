//! Names and words of a vocabulary, all of them found in one pass over the tokens.

use std::collections::BTreeSet;
use std::ops::Range;

use rustc_hash::FxHashSet;
use smallvec::{SmallVec, smallvec};

use super::dictionary::Key;
use super::lexicon::Lexicon;
use super::spelling::{Patterns, behind_interposed, spellings};
use super::token::Case;
use super::tree::Edges;
use super::view::View;

/// A tree of folded tokens, as their keys.
#[derive(Debug)]
pub struct Gazetteer {
    /// The first bits of the keys of the words that start an entry, as bits: most words of a text
    /// have none.
    starts: Box<[u64; STARTS / 64]>,
    edges: Edges,
    /// The entries that end at each node.
    nodes: Vec<Vec<Entry>>,
    /// The nodes behind which an auxiliary or an adverb may stand: « s'est imposé ».
    open: FxHashSet<u32>,
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
        Gazetteer {
            starts,
            edges: Edges::default(),
            nodes: vec![Vec::new()],
            open: FxHashSet::default(),
        }
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
        let mut open: BTreeSet<Vec<String>> = BTreeSet::new();
        for (phrase, payload) in words {
            let Patterns { whole, open: parts } = Patterns::of(phrase, lexicon);
            let plain = |words: Vec<String>| (words, Entry { payload, lead: 0, capital: None });
            entries.extend(whole.into_iter().map(plain));
            open.extend(parts);
        }
        let mut gazetteer = Self::build(entries);
        gazetteer.open = open.iter().filter_map(|words| gazetteer.node_of(words)).collect();
        gazetteer
    }

    /// The node that some words lead to.
    fn node_of(&self, words: &[String]) -> Option<u32> {
        words.iter().try_fold(0, |node, word| self.edges.get(node, Key::of(word).number()))
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
        let next = |node: u32, at: usize| {
            let key = view.keys().get(at)?;
            self.edges.get(node, key.number())
        };
        let (mut node, mut begin, mut end) = (0, start, start);
        loop {
            if let Some(reached) = next(node, end) {
                (node, end) = (reached, end + 1);
            } else if self.open.contains(&node)
                && let behind = behind_interposed(view, end)
                && let Some(reached) = next(node, behind)
            {
                // « ne fera pas appel »: what denies an entry is no part of it.
                (node, begin, end) = (reached, behind, behind + 1);
            } else {
                return;
            }
            for entry in &self.nodes[node as usize] {
                if entry.capital.is_none_or(has_capital) {
                    let tokens = begin + entry.lead..end;
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
            (Language::French, "interdire", &["interdira", "interdisent", "interdites"]),
            (Language::French, "dissoudre", &["dissous", "dissoute"]),
            (Language::French, "battre", &["battu", "battraient"]),
            (Language::French, "naître", &["né", "nées", "naquit"]),
            (Language::French, "s'imposer", &["s'impose", "s'est imposé", "se sont imposées"]),
            (Language::French, "se retirer", &["s'est largement retiré", "ne se retire pas"]),
            (Language::French, "l'emporter", &["l'a emporté", "ne l'avait pas emporté"]),
            (Language::French, "mettre fin", &["mettront fin", "ne met pas fin"]),
            (Language::French, "étranger", &["étrangères"]),
            (Language::French, "accidentel", &["accidentelle"]),
            (Language::French, "majeur", &["majeures"]),
            (Language::English, "ban", &["bans", "banned", "banning"]),
            (Language::English, "acquire", &["acquired", "acquiring"]),
            (Language::English, "come into force", &["comes into force", "came into force"]),
            (Language::English, "be sold", &["was sold", "were sold"]),
        ] {
            let lexicon = lexicon(language);
            let gazetteer = Gazetteer::words(lexicon, [(word, 7)]);
            for text in texts {
                let view = View::new(text, lexicon);
                assert_eq!(gazetteer.find(&view).len(), 1, "{word}: {text}");
            }
        }
    }

    #[test]
    fn other_words_are_no_forms() {
        for (word, text) in [
            ("mer", "ma mère, mes mes"),
            ("périr", "le père"),
            ("gêner", "génère"),
            ("appel", "il appelle"),
            ("vent", "la vente"),
            ("faire appel", "fait un appel"),
            ("s'imposer", "a imposé une taxe"),
        ] {
            let lexicon = lexicon(Language::French);
            let found = Gazetteer::words(lexicon, [(word, 7)]).find(&View::new(text, lexicon));
            assert_eq!(found, [], "{word}: {text}");
        }
    }
}
