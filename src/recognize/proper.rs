//! Proper names that no vocabulary knows, by their form: capitals, titles, appositions, legal forms.

use std::ops::Range;

use super::covering;
use super::dictionary::Key;
use super::gazetteer::Longest;
use super::lexicon::flag;
use super::token::{Case, Token};
use super::view::View;
use crate::value::is_legal_form;

/// What a name seems to name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProperKind {
    /// An organisation: a legal form, a noun for one beside it, capitals only.
    Organisation,
    /// A person: a title or a given name.
    Person,
    /// A place: a preposition of place before it.
    Place,
    /// Nothing shows.
    Other,
}

/// The proper names that start within some tokens and hold none that is already taken.
pub fn proper(
    view: &View<'_>,
    within: &Range<usize>,
    is_taken: impl Fn(usize) -> bool,
    capitals: &Capitals,
) -> Vec<Range<usize>> {
    let search = Search { view, is_taken, capitals };
    let mut found = Vec::new();
    let mut read = 0;
    for at in view.capitals_in(within) {
        if at < read || !search.is_part(at) || is_noun(view, at) {
            continue;
        }
        let end = search.run(at);
        let start = search.without_opening_word(at..end);
        if start < end && search.is_believed(start..end) {
            found.push(start..end);
        }
        read = end;
    }
    found
}

/// What a text tells of its capitals.
#[derive(Debug)]
pub struct Capitals {
    /// The keys of the words that have a capital where no sentence starts, sorted.
    surely: Vec<Key>,
    /// Headlines that write most of their longer words with capitals: those say nothing.
    shouted: Vec<Range<usize>>,
}

impl Capitals {
    /// Looks a text over. The words of the known `names`, which are sorted, tell nothing.
    pub fn new(view: &View<'_>, names: &[Longest]) -> Self {
        let mut capitals = Capitals { surely: Vec::new(), shouted: shouted_lines(view) };
        let mut names = names.iter().peekable();
        for at in view.capitals_in(&(0..view.tokens.len())) {
            while names.next_if(|name| name.tokens.end <= at).is_some() {}
            let is_known = names.peek().is_some_and(|name| name.tokens.start <= at);
            if !is_known
                && has_capital(view, at)
                && !view.starts_sentence(at)
                && !capitals.is_shouted(at)
            {
                capitals.surely.push(view.keys()[at]);
            }
        }
        capitals.surely.sort_unstable();
        capitals.surely.dedup();
        capitals
    }

    fn is_sure(&self, view: &View<'_>, at: usize) -> bool {
        self.surely.binary_search(&view.keys()[at]).is_ok()
    }

    fn is_shouted(&self, at: usize) -> bool {
        covering(&self.shouted, at, |line| line).is_some()
    }
}

/// Whether a token looks like a word of a name.
fn has_capital(view: &View<'_>, at: usize) -> bool {
    let Some(token) = view.token(at) else { return false };
    if token.case == Case::Lower {
        return false;
    }
    let word = view.word(at);
    let is_other = word.flags & (flag::FUNCTION | flag::DEMONYM) != 0
        || word.month > 0
        || word.weekday > 0
        || word.numeral.is_some();
    let is_initial = token.end - token.start == 1 && view.is_mark(at + 1, '.');
    token.is_word() && !is_other && (token.end - token.start > 1 || is_initial)
}

/// Whether a token is letters that stand for a noun: « un CDI ».
fn is_noun(view: &View<'_>, at: usize) -> bool {
    view.has(at, flag::ACRONYM) && view.tokens[at].case == Case::Upper
}

struct Search<'v, 't, T> {
    view: &'v View<'t>,
    is_taken: T,
    capitals: &'v Capitals,
}

impl<T: Fn(usize) -> bool> Search<'_, '_, T> {
    /// Whether a token is a word of a name. A headline in capitals holds the names that stand
    /// elsewhere.
    fn is_part(&self, at: usize) -> bool {
        has_capital(self.view, at)
            && !(self.is_taken)(at)
            && (!self.capitals.is_shouted(at) || self.is_sure(at))
    }

    fn is_sure(&self, at: usize) -> bool {
        self.capitals.is_sure(self.view, at)
    }

    /// The end of the run of capitals that starts at a word of a name, with what links them.
    fn run(&self, start: usize) -> usize {
        let is_head = self.view.has(start, flag::ORGANISATION);
        let mut end = start + 1;
        loop {
            let mut next = end;
            let joined = self.view.is_mark(next, '-') && self.view.is_glued(next);
            let is_dot = self.view.is_mark(next, '.')
                && self.view.token(next - 1).is_some_and(|t| t.end - t.start == 1);
            if joined || is_dot || self.view.is_mark(next, '&') {
                next += 1;
            }
            let mut links = 0;
            while links < 2 && is_head && self.view.has(next, flag::NAME_LINK) {
                next += 1;
                links += 1;
            }
            let goes_on = self.is_part(next)
                && !self.view.tokens[next].breaks
                && (!joined || self.view.is_glued(next));
            if !goes_on || self.is_person_behind_acronym(start..next) {
                return end;
            }
            end = next + 1;
        }
    }

    /// Whether a given name and a surname stand behind letters only, which name whom they spoke to:
    /// « a déclaré à l’AFP Claire Vasseur ».
    fn is_person_behind_acronym(&self, run: Range<usize>) -> bool {
        const SHORTEST: u32 = 3;
        let acronym = &self.view.tokens[run.start];
        run.len() == 1
            && acronym.case == Case::Upper
            && acronym.end - acronym.start >= SHORTEST
            && self.view.has(run.end, flag::GIVEN)
            && self.view.tokens[run.end].case != Case::Upper
            && self.is_part(run.end + 1)
    }

    /// Where a name starts, without titles and an ordinary word whose capital opens the
    /// sentence.
    fn without_opening_word(&self, run: Range<usize>) -> usize {
        let is_title = |at: usize| self.view.has(at, flag::TITLE) || self.view.is_mark(at, '.');
        let mut first = run.start;
        while first + 1 < run.end && is_title(first) {
            first += 1;
        }
        let opens = self.view.starts_sentence(first) || self.capitals.is_shouted(first);
        let is_known = self.view.tokens[first].word > 0
            && !self.view.has(first, flag::GIVEN | flag::ORGANISATION);
        // "NEW YORK, June 3 —".
        let is_upper = |at: usize| self.view.tokens[at].case == Case::Upper;
        let is_capital = !self.capitals.is_shouted(first)
            && first + 1 < run.end
            && (first..first + 2).all(is_upper)
            && !self.view.has(first, flag::FUNCTION);
        let is_ordinary = opens && is_known && !is_capital && !self.is_sure(first);
        if is_ordinary { first + 1 } else { first }
    }

    /// Whether capitals mean a name here: not where a single word opens a sentence, or in a headline
    /// where all words have them, unless the text writes it so elsewhere.
    fn is_believed(&self, run: Range<usize>) -> bool {
        let is_upper = |at: usize| self.view.tokens[at].case == Case::Upper;
        let is_sure = |at: usize| !self.view.tokens[at].is_word() || self.is_sure(at);
        let is_mixed = !self.view.starts_sentence(run.start);
        run.len() > 1 || is_mixed || is_upper(run.start) || run.clone().all(is_sure)
    }
}

/// What a name that is known by its form seems to name.
pub fn kind(view: &View<'_>, tokens: &Range<usize>, capitals: &Capitals) -> ProperKind {
    let has = |at: usize, flag: u32| view.has(at, flag);
    let before = |count: usize, flag: u32| {
        (1..=count.min(tokens.start)).any(|back| has(tokens.start - back, flag))
    };
    if tokens.clone().any(|at| has(at, flag::ORGANISATION))
        || is_legal_form(&view.fold(tokens.end - 1))
    {
        return ProperKind::Organisation;
    }
    if has(tokens.start, flag::GIVEN) && tokens.len() > 1 {
        return ProperKind::Person;
    }
    // « M. Durand », « le ministre Durand »; « le géant américain Rhône ».
    let behind_dot = tokens.start.checked_sub(1).filter(|&dot| view.is_mark(dot, '.'));
    let title_at = behind_dot.unwrap_or(tokens.start);
    if title_at.checked_sub(1).is_some_and(|at| has(at, flag::TITLE))
        || has(tokens.start, flag::TITLE)
    {
        return ProperKind::Person;
    }
    let is_adjacent = |back: usize| {
        let at = tokens.start.checked_sub(back)?;
        let between = at + 1..tokens.start;
        (has(at, flag::ORGANISATION)
            && between.clone().all(|at| view.tokens[at].is_word() && !has(at, flag::FUNCTION)))
        .then_some(())
    };
    if (1..=3).any(|back| is_adjacent(back).is_some()) {
        return ProperKind::Organisation;
    }
    if is_dateline(view, tokens, capitals) {
        return ProperKind::Place;
    }
    let is_acronym = tokens.len() == 1 && view.tokens[tokens.start].case == Case::Upper;
    if is_acronym {
        return ProperKind::Organisation;
    }
    if before(1, flag::PLACE_BEFORE) {
        return ProperKind::Place;
    }
    ProperKind::Other
}

/// "LONDON (Agency) -", « PARIS, 3 juin »: where a dispatch comes from.
fn is_dateline(view: &View<'_>, tokens: &Range<usize>, capitals: &Capitals) -> bool {
    let is_upper = |at: usize| view.tokens[at].is_word() && view.tokens[at].case == Case::Upper;
    let is_day = |at: usize| view.digits(at).is_some() || view.word(at).month > 0;
    let is_followed =
        view.is_mark(tokens.end, '(') || view.is_mark(tokens.end, ',') && is_day(tokens.end + 1);
    let opens = view.starts_sentence(tokens.start);
    opens && is_followed && tokens.clone().all(is_upper) && !capitals.is_shouted(tokens.start)
}

/// The headlines that write most of their longer words with capitals.
fn shouted_lines(view: &View<'_>) -> Vec<Range<usize>> {
    const LONG: u32 = 4;
    const FEWEST: usize = 4;
    let is_long = |token: &Token| token.is_word() && token.end - token.start >= LONG;
    let count = view.tokens.len();
    let breaks = view.turns().filter(|(at, token)| token.breaks && *at > 0).map(|(at, _)| at);
    let ends = breaks.chain([count]);
    let mut shouted = Vec::new();
    let mut start = 0;
    for end in ends {
        let line = start..end;
        start = end;
        if line.len() < FEWEST || view.is_mark(end - 1, '.') {
            continue;
        }
        // Most lines have few capitals: their words need not be counted.
        let capitals = view.capitals_in(&line).filter(|at| is_long(&view.tokens[*at])).count();
        if capitals * 10 < FEWEST * 8 {
            continue;
        }
        let words = view.tokens[line.clone()].iter().filter(|token| is_long(token)).count();
        if words >= FEWEST && capitals * 10 >= words * 8 {
            shouted.push(line);
        }
    }
    shouted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;
    use crate::recognize::lexicon;

    #[test]
    fn names_are_known_by_their_form() {
        use Language::{English, French};
        use ProperKind::{Organisation, Other, Person, Place};
        for (language, text, expected) in [
            (
                French,
                "Selon Reuters, le géant américain Kestrel rachète Pellworth.",
                &[("Reuters", Other), ("Kestrel", Organisation), ("Pellworth", Other)][..],
            ),
            (
                French,
                "Hier, M. Durand et Claire Vasseur étaient à Valorges.",
                &[("Durand", Person), ("Claire Vasseur", Person), ("Valorges", Place)],
            ),
            (
                French,
                "La Banque de France et l'ONU ; le Conseil d'État.",
                &[
                    ("Banque de France", Organisation),
                    ("ONU", Organisation),
                    ("Conseil d'État", Organisation),
                ],
            ),
            (
                French,
                "Le CHU et l'AFP. « Non », a dit à l'AFP Claire Vasseur, en CDI.",
                &[("AFP", Organisation), ("AFP", Organisation), ("Claire Vasseur", Person)],
            ),
            (French, "Les Américains attendent. Lundi, en mars.", &[]),
            (
                English,
                "The software maker Brightwell said John F. Hart left the Department of Labor.",
                &[
                    ("Brightwell", Organisation),
                    ("John F. Hart", Person),
                    ("Department of Labor", Organisation),
                ],
            ),
            (
                English,
                "Kestrel Swoops On Rival Pellworth In Big Deal\nShares of Kestrel rose.",
                &[("Kestrel", Other), ("Kestrel", Other)],
            ),
            (
                English,
                "NEW YORK, June 3 — Acme grew.\nLONDON (Agency) - THE UNION left.",
                &[("NEW YORK", Place), ("Acme", Other), ("LONDON", Place), ("UNION", Organisation)],
            ),
            (
                English,
                "Drivers must wait. In Paris, Acme Steel Inc. grew.",
                &[("Paris", Place), ("Acme Steel Inc", Organisation)],
            ),
        ] {
            let view = View::new(text, lexicon(language));
            let all = 0..view.tokens.len();
            let capitals = Capitals::new(&view, &[]);
            let found: Vec<(&str, ProperKind)> = proper(&view, &all, |_| false, &capitals)
                .iter()
                .map(|name| (&text[view.span(name.start, name.end)], kind(&view, name, &capitals)))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
