//! Reads one token after another.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::dictionary::{Key, Spelling};
use super::letter::{Letters, fold_letter, plain_latin, plain_mark};
use super::token::{Case, Kind};
use crate::model::Language;
use crate::value::is_unseen;

/// A token as it was read.
#[derive(Clone, Copy)]
pub(super) struct Read<'t> {
    text: &'t str,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The key of the folded token.
    pub(super) key: Key,
    /// How its capitals stand.
    pub(super) case: Case,
    /// Whether a word is written as it is folded.
    pub(super) is_plain: bool,
}

impl<'t> Read<'t> {
    pub(super) fn written(self) -> &'t str {
        &self.text[self.start..self.end]
    }
}

/// What stands at a place of a text.
pub(super) enum Next<'t> {
    Token(Kind, Read<'t>),
    /// White space, or a character that cannot be seen, up to a place.
    Gap(char, usize),
}

/// A text to be read.
pub(super) struct Scan<'t> {
    pub(super) text: &'t str,
    pub(super) language: Language,
}

impl<'t> Scan<'t> {
    fn rest(&self, at: usize) -> &'t [u8] {
        &self.text.as_bytes()[at..]
    }

    fn peek(&self, at: usize) -> Option<char> {
        let byte = *self.text.as_bytes().get(at)?;
        if byte < 0x80 { Some(byte as char) } else { self.text[at..].chars().next() }
    }

    /// Reads anything.
    #[inline(never)]
    pub(super) fn next(&self, at: usize) -> Option<Next<'t>> {
        let c = self.peek(at)?;
        let (kind, read) = match c {
            '0'..='9' => (Kind::Digits, self.digits(at)),
            '\'' | '\u{2019}' if self.language == Language::English && self.is_clitic(at) => {
                (Kind::Word, self.clitic(at))
            }
            'a'..='z' | 'A'..='Z' => (Kind::Word, self.word(at)),
            'à'..='ö' | 'ø'..='ÿ' => {
                let read = self.accented(at..at, Spelling::default(), Case::Lower);
                (Kind::Word, read.unwrap_or_else(|| self.word(at)))
            }
            '!'..='~' => (Kind::Mark(c), self.mark(at, c)),
            c if c.is_whitespace() || is_invisible(c) => {
                return Some(Next::Gap(c, at + c.len_utf8()));
            }
            c if c.is_alphabetic() => (Kind::Word, self.word(at)),
            c => (Kind::Mark(plain_mark(c)), self.mark(at, c)),
        };
        Some(Next::Token(kind, read))
    }

    /// A token that was read, without its case.
    #[inline]
    fn read(&self, bytes: Range<usize>, key: Key, is_plain: bool) -> Read<'t> {
        let Range { start, end } = bytes;
        Read { text: self.text, start, end, key, case: Case::Lower, is_plain }
    }

    /// Reads a word that has ASCII letters only, as most have, and its apostrophe if it is elided.
    #[inline(always)]
    pub(super) fn plain_word(&self, at: usize) -> Option<Read<'t>> {
        let bytes = self.rest(at);
        let first = Letters::of(bytes);
        let Letters { mut piece, mut count, mut capitals, mut small } = first;
        let (mut key, mut length) = (Key::default(), count);
        while count == 8 {
            key = key.and(piece);
            let more = Letters::of(&bytes[length..]);
            (piece, count) = (more.piece, more.count);
            (capitals, small) = (capitals | more.capitals, small | more.small);
            length += count;
        }
        let case = match first.has_initial() {
            false => Case::Lower,
            true if small == 0 && length > 1 => Case::Upper,
            true => Case::Title,
        };
        let mut is_plain = capitals == 0;
        if let Some(next) = bytes.get(length)
            && (!next.is_ascii() || *next == b'\'')
        {
            let spelling = Spelling::new(key, piece, length);
            if plain_latin(&bytes[length..]).is_some() {
                return self.accented(at..at + length, spelling, case);
            }
            let apostrophe = self.elision(at + length, &spelling)?;
            piece |= u64::from(b'\'') << (8 * count);
            is_plain &= apostrophe == 1;
            (count, length) = (count + 1, length + apostrophe);
        }
        if count > 0 {
            key = key.and(piece);
        }
        Some(Read { case, ..self.read(at..at + length, key, is_plain) })
    }

    /// Goes on with a word from the first of its small letters with accents on; nothing where it has
    /// other letters, or an apostrophe.
    #[inline(never)]
    fn accented(&self, bytes: Range<usize>, mut word: Spelling, case: Case) -> Option<Read<'t>> {
        let Range { start, end: mut at } = bytes;
        loop {
            let rest = self.rest(at);
            if let Some(plain) = plain_latin(rest) {
                word.push(u64::from(plain), 1);
                at += 2;
                continue;
            }
            let letters = Letters::of(rest);
            if letters.count == 0 {
                break;
            }
            word.push(letters.piece, letters.count);
            at += letters.count;
        }
        if self.rest(at).first().is_some_and(|next| !next.is_ascii() || *next == b'\'') {
            return None;
        }
        let case = if case == Case::Upper { Case::Title } else { case };
        Some(Read { case, ..self.read(start..at, word.key(), false) })
    }

    /// The length of an apostrophe that ends a French word before another.
    fn elision(&self, at: usize, word: &Spelling) -> Option<usize> {
        let mark = self.peek(at).filter(|c| matches!(c, '\'' | '\u{2019}'))?;
        let is_elided = self.language == Language::French
            && self.peek(at + mark.len_utf8()).is_some_and(char::is_alphabetic)
            && !self.goes_on(at, word);
        is_elided.then_some(mark.len_utf8())
    }

    /// Reads an ASCII mark that can only be one: no apostrophe, and nothing combines with it.
    #[inline(always)]
    pub(super) fn single_mark(&self, at: usize, mark: u8) -> Option<Read<'t>> {
        let is_alone = self.text.as_bytes().get(at + 1).is_none_or(u8::is_ascii);
        let is_single = mark.is_ascii_punctuation() && mark != b'\'' && is_alone;
        is_single.then(|| self.read(at..at + 1, Key::default().and(u64::from(mark)), true))
    }

    /// Reads a word from its first letter and folds it: lower case, no accents, `'` for apostrophes.
    fn word(&self, start: usize) -> Read<'t> {
        let mut at = start;
        let mut spelling = Spelling::default();
        let (mut is_title, mut is_upper, mut is_plain) = (false, true, true);
        // Whether a letter was read, whether several were.
        let (mut has_letter, mut has_more) = (false, false);
        loop {
            // Most letters need no folding.
            let letters = Letters::of(self.rest(at));
            if letters.count > 0 {
                spelling.push(letters.piece, letters.count);
                is_title |= !has_letter && letters.has_initial();
                has_more |= has_letter || letters.count > 1;
                has_letter = true;
                is_upper &= letters.small == 0;
                is_plain &= letters.capitals == 0;
                at += letters.count;
            }
            if letters.count == 8 {
                continue;
            }
            let Some(c) = self.peek(at) else { break };
            if matches!(c, '\'' | '\u{2019}') {
                let next = at + c.len_utf8();
                if !self.peek(next).is_some_and(char::is_alphabetic) {
                    break;
                }
                let goes_on = self.goes_on(at, &spelling);
                if self.language == Language::English && !goes_on {
                    break;
                }
                spelling.push(u64::from(b'\''), 1);
                is_plain &= c == '\'';
                at = next;
                if !goes_on {
                    break;
                }
                continue;
            }
            let is_letter = !c.is_ascii() && c.is_alphabetic();
            if c.is_ascii() || !is_letter && !is_combining_mark(c) && c != '\u{AD}' {
                break;
            }
            let is_capital = c.is_uppercase();
            is_title |= !has_letter && is_capital;
            is_upper &= is_capital || !is_letter;
            has_more |= has_letter && is_letter;
            has_letter |= is_letter;
            is_plain = false;
            fold_letter(c, |c| spelling.push_char(c));
            at += c.len_utf8();
        }
        let case = match is_title {
            _ if is_upper && has_more => Case::Upper,
            true => Case::Title,
            false => Case::Lower,
        };
        Read { case, ..self.read(start..at, spelling.key(), is_plain) }
    }

    /// Whether a word goes on behind an apostrophe: `aujourd'hui`, `prud'homme`, `O'Neill`;
    /// `l'`, `qu'`, `jusqu'` end with it. `don't` goes on; `'s`, `'ll` are tokens of their own.
    fn goes_on(&self, apostrophe: usize, before: &Spelling) -> bool {
        match self.language {
            Language::French => {
                const WORDS: [Spelling; 4] = [
                    Spelling::short(b"aujourd"),
                    Spelling::short(b"prud"),
                    Spelling::short(b"entr"),
                    Spelling::short(b"o"),
                ];
                WORDS.contains(before)
            }
            Language::English => !self.is_clitic(apostrophe),
        }
    }

    /// Whether an apostrophe starts an English clitic.
    fn is_clitic(&self, apostrophe: usize) -> bool {
        let at = apostrophe + self.peek(apostrophe).map_or(0, char::len_utf8);
        let letters = Letters::of(self.rest(at));
        let clitic = letters.piece.to_le_bytes();
        matches!(&clitic[..letters.count], b"s" | b"ll" | b"re" | b"ve" | b"d" | b"m")
            && !self.peek(at + letters.count).is_some_and(char::is_alphanumeric)
    }

    fn clitic(&self, start: usize) -> Read<'t> {
        let mut spelling = Spelling::short(b"'");
        let at = start + self.peek(start).map_or(0, char::len_utf8);
        let letters = Letters::of(self.rest(at));
        spelling.push(letters.piece, letters.count);
        let is_plain = at == start + 1 && letters.capitals == 0;
        self.read(start..at + letters.count, spelling.key(), is_plain)
    }

    fn digits(&self, start: usize) -> Read<'t> {
        let digits = self.rest(start).iter().take_while(|byte| byte.is_ascii_digit());
        let mut spelling = Spelling::default();
        let count = digits.inspect(|digit| spelling.push(u64::from(**digit), 1)).count();
        self.read(start..start + count, spelling.key(), true)
    }

    /// A mark with what combines with it.
    fn mark(&self, start: usize, mark: char) -> Read<'t> {
        let mut end = start + mark.len_utf8();
        while let Some(c) = self.peek(end).filter(|c| !c.is_ascii() && is_combining_mark(*c)) {
            end += c.len_utf8();
        }
        let is_plain = end == start + 1;
        let mut spelling = Spelling::default();
        spelling.push_char(if is_plain { mark } else { plain_mark(mark) });
        self.read(start..end, spelling.key(), is_plain)
    }
}

fn is_invisible(c: char) -> bool {
    c == '\u{AD}' || (is_unseen(c) && !c.is_whitespace())
}
