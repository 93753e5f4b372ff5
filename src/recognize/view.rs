//! A text under recognition: its tokens, the phrases among them, and small questions about both.

use std::borrow::Cow;
use std::ops::Range;

use super::dictionary::Key;
use super::homonym;
use super::letter::fold;
use super::lexicon::{Class, Lexicon, VerbForm, Word};
use super::number::is_roman;
use super::phrase::{Phrase, Phrases, class_bit, is_shared, list_bit};
use super::starting_in;
use super::token::{Case, Kind, Token};
use super::tokenizer::Tokens;

/// A text with its tokens.
pub struct View<'t> {
    /// The text.
    pub text: &'t str,
    /// What is known of its language.
    pub lexicon: &'static Lexicon,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// The phrases among them.
    pub phrases: Phrases,
    /// The key of each folded token.
    keys: Vec<Key>,
    /// The tokens that start with a capital.
    capitals: Vec<u32>,
    /// The tokens that are marks, and those that stand behind a line break.
    turns: Vec<u32>,
}

impl<'t> View<'t> {
    /// Cuts a text into tokens and finds its phrases.
    pub fn new(text: &'t str, lexicon: &'static Lexicon) -> Self {
        let Tokens { mut tokens, keys, capitals, turns } = lexicon.tokens(text);
        homonym::mark(&mut tokens, &capitals, lexicon);
        let phrases = lexicon.phrases(&tokens);
        View { text, lexicon, tokens, phrases, keys, capitals, turns }
    }

    /// A token without case and accents.
    pub fn fold(&self, at: usize) -> Cow<'t, str> {
        fold(self.str(at))
    }

    /// The tokens among some that start with a capital.
    pub fn capitals_in(&self, within: &Range<usize>) -> impl Iterator<Item = usize> {
        starting_in(&self.capitals, within, |at| *at as usize).iter().map(|at| *at as usize)
    }

    /// The tokens that are marks, and those that stand behind a line break.
    pub fn turns(&self) -> impl Iterator<Item = (usize, &Token)> {
        self.turns.iter().map(|at| (*at as usize, &self.tokens[*at as usize]))
    }

    /// The key of each folded token.
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// A token, if there is one at `at`.
    pub fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// A token that is a word and stands on the line of the one before.
    pub fn word_on_line(&self, at: usize) -> Option<&Token> {
        self.token(at).filter(|token| token.is_word() && !token.breaks)
    }

    /// The text of a token.
    pub fn str(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| &self.text[token.start as usize..token.end as usize])
    }

    /// The senses of a token's word; none for what is no word.
    pub fn word(&self, at: usize) -> &Word {
        self.tokens.get(at).map_or_else(|| self.lexicon.word(&NOTHING), |t| self.lexicon.word(t))
    }

    /// Whether a token's word has a flag.
    pub fn has(&self, at: usize, flag: u32) -> bool {
        self.tokens.get(at).is_some_and(|token| self.lexicon.has(token, flag))
    }

    /// Whether a token is a name that would be a verb without its capital.
    pub fn is_homonym(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_homonym)
    }

    /// Whether a token is this mark.
    pub fn is_mark(&self, at: usize, mark: char) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_mark(mark))
    }

    /// Whether a token is a dash that parts phrases, with or without spaces: "the union—34 in all".
    pub fn is_em_dash(&self, at: usize) -> bool {
        self.is_mark(at, '-') && matches!(self.str(at), "—" | "―")
    }

    /// Whether a token stands right behind the one before.
    pub fn is_glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| !token.spaced)
    }

    /// Whether a word has the ending of a form of verbs.
    pub fn is_form(&self, at: usize, form: VerbForm) -> bool {
        self.is_one_of(at, 1 << form as u8)
    }

    /// Whether a word has the ending of one of some forms of verbs, given as bits.
    #[inline]
    pub fn is_one_of(&self, at: usize, wanted: u8) -> bool {
        self.tokens.get(at).is_some_and(|token| token.forms & wanted != 0)
    }

    /// Whether a word starts as a verb of change does: "rose", « recule ».
    pub fn is_change(&self, at: usize) -> bool {
        let stems = &self.lexicon.change_verbs;
        let is = |word: &str| stems.iter().any(|stem| word.starts_with(stem.as_str()));
        let text = self.str(at);
        // Most words fold to themselves.
        let is_plain = text.bytes().all(|byte| byte.is_ascii_lowercase());
        let is_word = self.tokens.get(at).is_some_and(|token| token.is_word());
        is_word && if is_plain { is(text) } else { is(&self.fold(at)) }
    }

    /// Whether a word is a participle and no past one: "-ing", « -ant ».
    pub fn is_progressive(&self, at: usize) -> bool {
        self.is_form(at, VerbForm::Participle) && !self.is_form(at, VerbForm::Past)
    }

    /// Whether a token is digits, and how many.
    pub fn digits(&self, at: usize) -> Option<usize> {
        let token = self.tokens.get(at)?;
        (token.kind == Kind::Digits).then_some((token.end - token.start) as usize)
    }

    /// Whether a year of four digits stands among some tokens.
    pub fn names_year(&self, tokens: &Range<usize>) -> bool {
        const YEAR: usize = 4;
        tokens.clone().any(|at| self.digits(at) == Some(YEAR))
    }

    /// A token's digits as a number of at most nine of them.
    pub fn small_number(&self, at: usize) -> Option<u32> {
        self.digits(at).filter(|count| *count <= 9)?;
        self.str(at).parse().ok()
    }

    /// Whether a word may be a Roman numeral, with the ending of a rank or without: XIXe.
    pub fn roman_like(&self, at: usize) -> bool {
        is_roman(self.str(at))
    }

    /// The end of the longest phrase of a list that starts at a token.
    #[inline]
    pub fn listed(&self, at: usize, name: u16) -> Option<usize> {
        if self.starts_any(at, list_bit(name)) { self.longest_listed(at, name) } else { None }
    }

    fn longest_listed(&self, at: usize, name: u16) -> Option<usize> {
        let longest = self.phrases.at(at).rev().find(|phrase| phrase.is_of_list(name))?;
        Some(longest.end as usize)
    }

    /// Whether a token starts a phrase of a list.
    #[inline]
    pub fn is_listed(&self, at: usize, name: u16) -> bool {
        self.starts_any(at, list_bit(name))
            && (!is_shared(name) || self.longest_listed(at, name).is_some())
    }

    /// Whether a token starts a phrase of some lists or classes, given as bits. Those of lists that
    /// share a bit stand for all of these.
    #[inline]
    pub fn starts_any(&self, at: usize, kinds: u128) -> bool {
        self.phrases.kinds(at) & kinds != 0
    }

    /// The longest phrase of a class that starts at a token.
    #[inline]
    pub fn phrase(&self, at: usize, class: Class) -> Option<Phrase> {
        if self.starts_any(at, class_bit(class)) { self.longest_of(at, class) } else { None }
    }

    fn longest_of(&self, at: usize, class: Class) -> Option<Phrase> {
        self.phrases.at(at).rev().find(|phrase| phrase.class == class)
    }

    /// Where the longest phrase of a list that ends right before `end` starts.
    pub fn listed_before(&self, end: usize, name: u16) -> Option<usize> {
        self.start_before(end, list_bit(name), |phrase| phrase.is_of_list(name))
    }

    /// Where a phrase of a class that ends right before `end` starts.
    pub fn phrase_before(&self, end: usize, class: Class) -> Option<usize> {
        self.start_before(end, class_bit(class), |phrase| phrase.class == class)
    }

    /// Where the longest of some phrases, of lists or classes given as bits, starts that ends right
    /// before `end`.
    fn start_before(
        &self,
        end: usize,
        kinds: u128,
        is_wanted: impl Fn(&Phrase) -> bool,
    ) -> Option<usize> {
        let ends_there = |phrase: Phrase| phrase.end as usize == end && is_wanted(&phrase);
        let last = end.min(self.tokens.len());
        let near = end.saturating_sub(LONGEST_PHRASE).min(last)..last;
        let starts = self.phrases.kinds_in(&near).zip(near.clone());
        let mut some = starts.filter(|(own, _)| own & kinds != 0).map(|(_, start)| start);
        some.find(|start| self.phrases.at(*start).any(ends_there))
    }

    /// Whether a sentence, headline or item starts at a token.
    pub fn starts_sentence(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return true };
        let Some(before) = at.checked_sub(1).map(|at| &self.tokens[at]) else { return true };
        if before.is_mark('.') && !token.breaks && self.is_shortened(at - 1) {
            return false;
        }
        token.breaks
            || matches!(
                before.kind,
                Kind::Mark('.' | '!' | '?' | ':' | '"' | '«' | '•' | '…' | '—' | '(' | ';')
            )
    }

    /// Whether a dot only shortens the word before it.
    pub fn is_shortened(&self, dot: usize) -> bool {
        let Some(word) = dot.checked_sub(1).and_then(|at| self.token(at)) else { return false };
        // « £48m. » ends a sentence.
        if dot >= 2 && self.is_glued(dot - 1) && self.digits(dot - 2).is_some() {
            return false;
        }
        let is_letter = word.is_word() && word.end - word.start == 1 && word.case != Case::Lower;
        self.is_glued(dot) && (is_letter || self.lexicon.has(word, super::lexicon::flag::SHORTENED))
    }

    /// The bytes of some tokens.
    pub fn span(&self, from: usize, to: usize) -> Range<usize> {
        match (self.tokens.get(from), to.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if from < to => first.start as usize..last.end as usize,
            (Some(first), _) => first.start as usize..first.start as usize,
            _ => self.text.len()..self.text.len(),
        }
    }

    /// Whether the white space before a token is one character and no line break.
    pub fn is_one_space(&self, at: usize) -> bool {
        let (Some(token), Some(before)) =
            (self.tokens.get(at), at.checked_sub(1).and_then(|before| self.tokens.get(before)))
        else {
            return false;
        };
        let mut gap = self.text[before.end as usize..token.start as usize].chars();
        !token.breaks && gap.next().is_some() && gap.next().is_none()
    }
}

/// Phrases have no more tokens than this.
pub const LONGEST_PHRASE: usize = 8;

const NOTHING: Token = Token {
    start: 0,
    end: 0,
    kind: Kind::Mark(' '),
    case: Case::Lower,
    word: 0,
    forms: 0,
    is_homonym: false,
    spaced: true,
    breaks: false,
};
