//! A text with its sentences. What a sentence holds is recognised when it is first asked for: most
//! questions are about few sentences of an article.

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use super::gazetteer::{Gazetteer, Longest};
use super::mention::{Mention, mentions};
use super::proper::{Capitals, ProperKind, kind};
use super::sentence::sentences;
use super::view::View;
use super::{Recognized, covering, recognize_in, starting_in};

/// A text with its sentences and what is recognised in them.
pub struct Annotated<'t> {
    /// The text and its tokens.
    pub view: Rc<View<'t>>,
    /// The sentences, as ranges of tokens; together they are the text.
    pub sentences: Vec<Range<usize>>,
    /// The number of the sentence of each token.
    numbers: Vec<u32>,
    /// The known names of the text.
    names: Vec<Longest>,
    /// The day number that relative dates count from.
    reference: Option<i64>,
    capitals: OnceCell<Capitals>,
    found: Vec<OnceCell<Found>>,
}

/// What a sentence holds, in its order.
#[derive(Debug)]
pub struct Found {
    /// Dates and amounts, none inside another.
    pub recognized: Vec<Recognized>,
    /// Names.
    pub mentions: Vec<Mention>,
}

impl<'t> Annotated<'t> {
    /// Cuts a text into sentences and finds the names of a gazetteer.
    pub fn new(view: View<'t>, names: &Gazetteer, reference: Option<i64>) -> Self {
        let sentences = sentences(&view);
        let mut numbers = Vec::with_capacity(view.tokens.len());
        for (number, sentence) in sentences.iter().enumerate() {
            numbers.resize(sentence.end, number as u32);
        }
        let names = names.find_longest(&view);
        let found = sentences.iter().map(|_| OnceCell::new()).collect();
        let (view, capitals) = (Rc::new(view), OnceCell::new());
        Annotated { view, sentences, numbers, names, reference, capitals, found }
    }

    /// The number of the sentence that a token stands in; one past the last for tokens behind it.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.numbers.get(token).map_or(self.sentences.len(), |number| *number as usize)
    }

    /// The number of the sentence of a token; that of the last one for tokens behind it.
    pub fn nearest_sentence(&self, token: usize) -> Option<usize> {
        Some(self.sentence_of(token).min(self.sentences.len().checked_sub(1)?))
    }

    /// The numbers of the sentences that some tokens lie in.
    pub fn sentences_of(&self, tokens: &Range<usize>) -> Range<usize> {
        let end = tokens.end.checked_sub(1).map_or(0, |last| self.sentence_of(last) + 1);
        self.sentence_of(tokens.start)..end.min(self.sentences.len())
    }

    /// What a sentence holds, by its number.
    pub fn found(&self, sentence: usize) -> &Found {
        self.found[sentence].get_or_init(|| {
            let within = &self.sentences[sentence];
            let recognized = recognize_in(&self.view, within, self.reference);
            mentions(&self.view, within, self.names_in(within), self.capitals(), recognized)
        })
    }

    fn capitals(&self) -> &Capitals {
        self.capitals.get_or_init(|| Capitals::new(&self.view, &self.names))
    }

    /// What a name that no entity bears seems to name.
    pub fn kind(&self, unknown: &Mention) -> ProperKind {
        kind(&self.view, &unknown.tokens, self.capitals())
    }

    /// The known names that start within some tokens.
    pub fn names_in(&self, within: &Range<usize>) -> &[Longest] {
        starting_in(&self.names, within, |hit| hit.tokens.start)
    }

    /// The known name that a token stands in.
    pub fn name_at(&self, token: usize) -> Option<&Longest> {
        covering(&self.names, token, |hit| &hit.tokens)
    }

    /// The names that start within some tokens.
    pub fn mentions_in(&self, within: &Range<usize>) -> impl Iterator<Item = &Mention> {
        let start = |mention: &Mention| mention.tokens.start;
        let own = within.clone();
        self.found_in(within).flat_map(move |found| starting_in(&found.mentions, &own, start))
    }

    /// The dates and amounts that start within some tokens.
    pub fn recognized_in(&self, within: &Range<usize>) -> impl Iterator<Item = &Recognized> {
        let start = |found: &Recognized| found.tokens.start;
        let own = within.clone();
        self.found_in(within).flat_map(move |found| starting_in(&found.recognized, &own, start))
    }

    /// The dates and amounts that share a token with some.
    pub fn recognized_on(&self, tokens: &Range<usize>) -> impl Iterator<Item = &Recognized> {
        let (start, end) = (tokens.start, tokens.end);
        let all = self.found_in(tokens).flat_map(|found| &found.recognized);
        all.filter(move |found| found.tokens.start < end && found.tokens.end > start)
    }

    fn found_in(&self, within: &Range<usize>) -> impl Iterator<Item = &Found> {
        self.sentences_of(within).map(|sentence| self.found(sentence))
    }
}
