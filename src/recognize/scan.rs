//! Reads one token after another.

use unicode_normalization::char::is_combining_mark;

use super::dictionary::{Key, Spelling};
use super::letter::{Letters, fold_letter, plain_latin, plain_mark};
use super::token::{Case, Kind};
use crate::model::Language;
use crate::value::is_unseen;

/// A token as it was read.
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
    pub(super) fn written(&self) -> &'t str {
        &self.text[self.start..self.end]
    }
}

/// A text and how far it is read.
pub(super) struct Scan<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    pub(super) language: Language,
    /// Whether white space was read since the last token.
    pub(super) spaced: bool,
    /// Whether a line break was.
    pub(super) breaks: bool,
}

impl<'t> Scan<'t> {
    fn peek(&self) -> Option<char> {
        self.peek_at(self.at)
    }

    fn peek_at(&self, at: usize) -> Option<char> {
        let byte = *self.text.as_bytes().get(at)?;
        if byte < 0x80 { Some(byte as char) } else { self.text[at..].chars().next() }
    }

    /// Reads any token; nothing at white space.
    #[inline(never)]
    pub(super) fn token(&mut self) -> Option<(Kind, Read<'t>)> {
        let c = self.peek()?;
        Some(match c {
            '0'..='9' => (Kind::Digits, self.digits()),
            '\'' | '\u{2019}' if self.language == Language::English && self.is_clitic() => {
                (Kind::Word, self.clitic())
            }
            'a'..='z' | 'A'..='Z' | 'à'..='ö' | 'ø'..='ÿ' => (Kind::Word, self.word()),
            '!'..='~' => (Kind::Mark(c), self.mark(c)),
            c if c.is_whitespace() || is_invisible(c) => {
                self.spaced |= c.is_whitespace();
                self.breaks |= c == '\n' || c == '\u{2029}';
                self.at += c.len_utf8();
                return None;
            }
            c if c.is_alphabetic() => (Kind::Word, self.word()),
            c => (Kind::Mark(plain_mark(c)), self.mark(c)),
        })
    }

    /// What was read since `start`.
    #[inline]
    fn read(&self, start: usize, key: Key, case: Case, is_plain: bool) -> Read<'t> {
        Read { text: self.text, start, end: self.at, key, case, is_plain }
    }

    /// Reads a word that has ASCII letters only, as most have, and its apostrophe if it is elided.
    #[inline(always)]
    pub(super) fn plain_word(&mut self) -> Option<Read<'t>> {
        let bytes = &self.text.as_bytes()[self.at..];
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
        let (mut end, mut is_plain) = (self.at + length, capitals == 0);
        if let Some(next) = bytes.get(length)
            && (!next.is_ascii() || *next == b'\'')
        {
            let spelling = Spelling::new(key, piece, length);
            if plain_latin(&bytes[length..]).is_some() {
                return self.accented(end, spelling, case);
            }
            let apostrophe = self.elision(end, &spelling)?;
            piece |= u64::from(b'\'') << (8 * count);
            is_plain &= apostrophe == 1;
            (count, end) = (count + 1, end + apostrophe);
        }
        if count > 0 {
            key = key.and(piece);
        }
        let start = std::mem::replace(&mut self.at, end);
        Some(self.read(start, key, case, is_plain))
    }

    /// Reads the rest of a word from the first of its small letters with accents on.
    #[inline(never)]
    fn accented(&mut self, mut at: usize, mut word: Spelling, case: Case) -> Option<Read<'t>> {
        let bytes = self.text.as_bytes();
        loop {
            let rest = &bytes[at..];
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
        if bytes.get(at).is_some_and(|next| !next.is_ascii() || *next == b'\'') {
            return None;
        }
        let start = std::mem::replace(&mut self.at, at);
        let case = if case == Case::Upper { Case::Title } else { case };
        Some(self.read(start, word.key(), case, false))
    }

    /// The length of an apostrophe that ends a French word before another.
    fn elision(&self, at: usize, word: &Spelling) -> Option<usize> {
        let mark = self.peek_at(at).filter(|c| matches!(c, '\'' | '\u{2019}'))?;
        let is_elided = self.language == Language::French
            && self.peek_at(at + mark.len_utf8()).is_some_and(char::is_alphabetic)
            && !self.goes_on(word);
        is_elided.then_some(mark.len_utf8())
    }

    /// Reads an ASCII mark that can only be one: no apostrophe, and nothing combines with it.
    #[inline(always)]
    pub(super) fn single_mark(&mut self, mark: u8) -> Option<Read<'t>> {
        let is_alone = self.text.as_bytes().get(self.at + 1).is_none_or(u8::is_ascii);
        if !mark.is_ascii_punctuation() || mark == b'\'' || !is_alone {
            return None;
        }
        self.at += 1;
        let key = Key::default().and(u64::from(mark));
        Some(self.read(self.at - 1, key, Case::Lower, true))
    }

    /// Reads a word from its first letter and folds it: lower case, no accents, `'` for apostrophes.
    fn word(&mut self) -> Read<'t> {
        let start = self.at;
        let mut spelling = Spelling::default();
        let (mut is_title, mut is_upper, mut is_plain) = (false, true, true);
        // Whether a letter was read, whether several were.
        let (mut has_letter, mut has_more) = (false, false);
        loop {
            // Most letters need no folding.
            let letters = Letters::of(&self.text.as_bytes()[self.at..]);
            if letters.count > 0 {
                spelling.push(letters.piece, letters.count);
                is_title |= !has_letter && letters.has_initial();
                has_more |= has_letter || letters.count > 1;
                has_letter = true;
                is_upper &= letters.small == 0;
                is_plain &= letters.capitals == 0;
                self.at += letters.count;
            }
            if letters.count == 8 {
                continue;
            }
            if let Some(plain) = plain_latin(&self.text.as_bytes()[self.at..]) {
                spelling.push(u64::from(plain), 1);
                (is_upper, is_plain, has_letter) = (false, false, true);
                self.at += 2;
                continue;
            }
            let Some(c) = self.peek() else { break };
            if matches!(c, '\'' | '\u{2019}') {
                let next = self.at + c.len_utf8();
                if !self.peek_at(next).is_some_and(char::is_alphabetic) {
                    break;
                }
                let goes_on = self.goes_on(&spelling);
                if self.language == Language::English && !goes_on {
                    break;
                }
                spelling.push(u64::from(b'\''), 1);
                is_plain &= c == '\'';
                self.at = next;
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
            self.at += c.len_utf8();
        }
        let case = match is_title {
            _ if is_upper && has_more => Case::Upper,
            true => Case::Title,
            false => Case::Lower,
        };
        self.read(start, spelling.key(), case, is_plain)
    }

    /// Whether a word goes on behind the apostrophe here: `aujourd'hui`, `prud'homme`, `O'Neill`;
    /// `l'`, `qu'`, `jusqu'` end with it. `don't` goes on; `'s`, `'ll` are tokens of their own.
    fn goes_on(&self, before: &Spelling) -> bool {
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
            Language::English => !self.is_clitic(),
        }
    }

    /// Whether an apostrophe here starts an English clitic.
    fn is_clitic(&self) -> bool {
        let at = self.at + self.peek().map_or(0, char::len_utf8);
        let letters = Letters::of(&self.text.as_bytes()[at..]);
        let clitic = letters.piece.to_le_bytes();
        matches!(&clitic[..letters.count], b"s" | b"ll" | b"re" | b"ve" | b"d" | b"m")
            && !self.peek_at(at + letters.count).is_some_and(char::is_alphanumeric)
    }

    fn clitic(&mut self) -> Read<'t> {
        let start = self.at;
        let mut spelling = Spelling::default();
        spelling.push(u64::from(b'\''), 1);
        self.at += self.peek().map_or(0, char::len_utf8);
        let is_plain = self.at == start + 1;
        let letters = Letters::of(&self.text.as_bytes()[self.at..]);
        spelling.push(letters.piece, letters.count);
        self.at += letters.count;
        self.read(start, spelling.key(), Case::Lower, is_plain && letters.capitals == 0)
    }

    fn digits(&mut self) -> Read<'t> {
        let start = self.at;
        let mut spelling = Spelling::default();
        let digits = self.text.as_bytes()[start..].iter().take_while(|byte| byte.is_ascii_digit());
        for digit in digits {
            spelling.push(u64::from(*digit), 1);
            self.at += 1;
        }
        self.read(start, spelling.key(), Case::Lower, true)
    }

    /// A mark with what combines with it.
    fn mark(&mut self, mark: char) -> Read<'t> {
        let start = self.at;
        let mut spelling = Spelling::default();
        self.at += mark.len_utf8();
        while let Some(c) = self.peek().filter(|c| !c.is_ascii() && is_combining_mark(*c)) {
            self.at += c.len_utf8();
        }
        let is_plain = self.at == start + 1;
        spelling.push_char(if is_plain { mark } else { plain_mark(mark) });
        self.read(start, spelling.key(), Case::Lower, is_plain)
    }
}

fn is_invisible(c: char) -> bool {
    c == '\u{AD}' || (is_unseen(c) && !c.is_whitespace())
}
