//! The shortest passage that supports a draft.

use std::ops::Range;

use memchr::memmem;

use crate::clause::Reading;
use crate::model::QuoteContext;
use crate::recognize::View;
use crate::recognize::dictionary::Key;
use crate::recognize::lists::{COORDINATORS, JOINS};
use crate::survey::Survey;
use crate::text::surroundings;

/// A passage to quote.
pub(super) struct Passage {
    pub quote: Range<usize>,
    pub context: Option<QuoteContext>,
}

/// From the first to the last of the value, its cue and whatever works on them, widened to the
/// clauses that these stand in; to the sentence where that occurs more than once.
pub(super) fn passage(
    survey: &Survey<'_>,
    sentence: &Range<usize>,
    targets: impl Iterator<Item = Range<usize>>,
    reading: &Reading,
    single: &Single,
) -> Passage {
    let operators = reading.operators.iter().map(|op| {
        let operator = survey.clauses.operator(*op);
        operator.first.map_or(operator.trigger.start, |first| first.min(operator.trigger.start))
            ..operator.trigger.end
    });
    let words = targets.chain(
        operators.filter(|words| sentence.start <= words.start && words.end <= sentence.end),
    );
    let (start, end) = words
        .fold((usize::MAX, 0), |(start, end), words| (start.min(words.start), end.max(words.end)));
    let clause = widened(survey, sentence, start..end);
    let view = &survey.view;
    let quote = view.span(clause.start, clause.end);
    if single.holds_one_of(view, &clause) || is_single(view.text, &quote) {
        return Passage { quote, context: None };
    }
    let whole = trimmed(survey, sentence.clone());
    let quote = view.span(whole.start, whole.end);
    let context = (!is_single(view.text, &quote)).then(|| surroundings(view.text, &quote));
    Passage { quote, context }
}

/// Which words a text holds once: a passage with one of them stands there once too.
pub(super) struct Single {
    /// By the last bits of a key how many tokens have them, in ones: 1 for one, 3 for two.
    counts: [u8; Self::SLOTS],
}

impl Single {
    const SLOTS: usize = 4096;

    pub(super) fn new(view: &View<'_>) -> Self {
        let mut counts = [0; Self::SLOTS];
        for key in view.keys() {
            let count = &mut counts[key.bits() as usize % Self::SLOTS];
            *count = *count << 1 | 1;
        }
        Single { counts }
    }

    /// Whether one of some tokens, but those at the edges, which may be cut, is surely such a word.
    fn holds_one_of(&self, view: &View<'_>, tokens: &Range<usize>) -> bool {
        let inner = tokens.start + 1..tokens.end.saturating_sub(1);
        let is_one = |key: &Key| self.counts[key.bits() as usize % Self::SLOTS] == 1;
        view.keys().get(inner).is_some_and(|keys| keys.iter().any(is_one))
    }
}

fn is_single(text: &str, quote: &Range<usize>) -> bool {
    // A short beginning is searched for much faster than all of a passage.
    const BEGINNING: usize = 32;
    let passage = &text.as_bytes()[quote.clone()];
    let beginning = &passage[..passage.len().min(BEGINNING)];
    let mut places = memmem::find_iter(text.as_bytes(), beginning)
        .filter(|&at| text.as_bytes()[at..].starts_with(passage));
    places.nth(1).is_none()
}

/// To the edges of the clauses at both ends.
fn widened(survey: &Survey<'_>, sentence: &Range<usize>, words: Range<usize>) -> Range<usize> {
    let view = &survey.view;
    let clause = survey.clauses.clauses_of(sentence.start);
    let goes_on = |at: usize| {
        let is_word = || view.tokens[at].is_word();
        let is_joined = || view.digits(at).is_some() || view.is_glued(at) || view.is_glued(at + 1);
        is_word() || is_joined() && !is_break(survey, at)
    };
    let (mut start, mut end) = (words.start, words.end);
    let (first, last) = (clause(start), clause(end - 1));
    while start > sentence.start && clause(start - 1) == first && goes_on(start - 1) {
        start -= 1;
    }
    while end < sentence.end && clause(end) == last && goes_on(end) {
        end += 1;
    }
    // No amount and no date is cut.
    for found in survey.recognized_on(&(start..end)) {
        if found.core < end && found.tokens.end <= sentence.end {
            end = end.max(found.tokens.end);
        }
    }
    trimmed(survey, start..end)
}

fn is_break(survey: &Survey<'_>, at: usize) -> bool {
    use crate::recognize::token::Kind;
    matches!(
        survey.view.tokens[at].kind,
        Kind::Mark(',' | ';' | ':' | '"' | '«' | '»' | '(' | ')' | '.' | '!' | '?' | '…')
    ) && !(survey.view.is_glued(at) && survey.view.is_glued(at + 1))
        && !survey.view.is_shortened(at)
}

/// Without marks at the ends and conjunctions at the start.
fn trimmed(survey: &Survey<'_>, words: Range<usize>) -> Range<usize> {
    let view = &survey.view;
    let (mut start, mut end) = (words.start, words.end);
    let is_word = |at: usize| view.tokens[at].is_word() || view.digits(at).is_some();
    while start + 1 < end
        && (is_break(survey, start)
            || view.is_listed(start, JOINS)
            || view.is_listed(start, COORDINATORS))
    {
        start += 1;
    }
    while end > start + 1 && !is_word(end - 1) && is_break(survey, end - 1) {
        end -= 1;
    }
    start..end
}
