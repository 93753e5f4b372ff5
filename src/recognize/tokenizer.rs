//! Cuts text into tokens.

use std::mem::take;

use unicode_normalization::char::is_combining_mark;

use super::dictionary::{Key, Spelling};
use super::letter::{Letters, fold_letter, plain_latin, plain_mark};
use super::token::{Case, Kind, Token};
use crate::model::Language;
use crate::value::is_unseen;

/// A text cut into tokens.
pub(super) struct Tokens {
    pub(super) tokens: Vec<Token>,
    /// The key of each folded token.
    pub(super) keys: Vec<Key>,
    /// The tokens that start with a capital.
    pub(super) capitals: Vec<u32>,
}

impl Tokens {
    /// Adds a token that ends where the scan is, with its word's number and forms.
    #[inline(always)]
    fn push(&mut self, kind: Kind, read: &Read<'_>, (word, forms): (u32, u8), scan: &mut Scan<'_>) {
        if read.case != Case::Lower {
            self.capitals.push(self.tokens.len() as u32);
        }
        self.keys.push(read.key);
        let end = scan.at as u32;
        let (spaced, breaks) = (take(&mut scan.spaced), take(&mut scan.breaks));
        self.tokens.push(Token {
            start: end - read.written.len() as u32,
            end,
            kind,
            case: read.case,
            word,
            forms,
            is_homonym: false,
            spaced,
            breaks,
        });
    }
}

/// A word as it was read.
pub(super) struct Read<'t> {
    pub(super) written: &'t str,
    /// The key of the folded word.
    pub(super) key: Key,
    /// How its capitals stand.
    case: Case,
    /// Whether it is written as it is folded.
    pub(super) is_plain: bool,
}

/// Cuts a text into tokens. `look_up` gives each word's number and the forms of verbs that it shows.
pub(super) fn tokenize(
    text: &str,
    language: Language,
    mut look_up: impl FnMut(&Read<'_>) -> (u32, u8),
) -> Tokens {
    let count = text.len() / 4;
    let (tokens, keys) = (Vec::with_capacity(count), Vec::with_capacity(count));
    let mut found = Tokens { tokens, keys, capitals: Vec::new() };
    let mut scan = Scan { text, at: 0, language, spaced: true, breaks: true };
    while let Some(&byte) = text.as_bytes().get(scan.at) {
        if byte == b' ' {
            scan.at += 1;
            scan.spaced = true;
            continue;
        }
        // Most tokens are words of plain letters or plain marks: those are read without a detour.
        if byte.is_ascii_alphabetic()
            && let Some(read) = scan.plain_word()
        {
            found.push(Kind::Word, &read, look_up(&read), &mut scan);
        } else if let Some(read) = scan.single_mark(byte) {
            found.push(Kind::Mark(char::from(byte)), &read, (0, 0), &mut scan);
        } else if let Some((kind, read)) = scan.token() {
            let senses = if kind == Kind::Word { look_up(&read) } else { (0, 0) };
            found.push(kind, &read, senses, &mut scan);
        }
    }
    found
}

fn is_invisible(c: char) -> bool {
    c == '\u{AD}' || (is_unseen(c) && !c.is_whitespace())
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    language: Language,
    /// Whether white space was read since the last token.
    spaced: bool,
    /// Whether a line break was.
    breaks: bool,
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
    fn token(&mut self) -> Option<(Kind, Read<'t>)> {
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
    fn read(&self, start: usize, spelling: &Spelling, case: Case, is_plain: bool) -> Read<'t> {
        Read { written: &self.text[start..self.at], key: spelling.key(), case, is_plain }
    }

    /// Reads a word that has ASCII letters only, as most have, and its apostrophe if it is elided.
    #[inline(always)]
    fn plain_word(&mut self) -> Option<Read<'t>> {
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
            let apostrophe = self.elision(end, &Spelling::new(key, piece, length))?;
            piece |= u64::from(b'\'') << (8 * count);
            is_plain &= apostrophe == 1;
            (count, end) = (count + 1, end + apostrophe);
        }
        if count > 0 {
            key = key.and(piece);
        }
        let written = &self.text[self.at..end];
        self.at = end;
        Some(Read { written, key, case, is_plain })
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
    fn single_mark(&mut self, mark: u8) -> Option<Read<'t>> {
        let is_alone = self.text.as_bytes().get(self.at + 1).is_none_or(u8::is_ascii);
        if !mark.is_ascii_punctuation() || mark == b'\'' || !is_alone {
            return None;
        }
        let written = &self.text[self.at..=self.at];
        self.at += 1;
        Some(Read { written, key: Key::default().and(u64::from(mark)), case: Case::Lower, is_plain: true })
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
        self.read(start, &spelling, case, is_plain)
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
        self.read(start, &spelling, Case::Lower, is_plain && letters.capitals == 0)
    }

    fn digits(&mut self) -> Read<'t> {
        let start = self.at;
        let mut spelling = Spelling::default();
        let digits = self.text.as_bytes()[start..].iter().take_while(|byte| byte.is_ascii_digit());
        for digit in digits {
            spelling.push(u64::from(*digit), 1);
            self.at += 1;
        }
        self.read(start, &spelling, Case::Lower, true)
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
        self.read(start, &spelling, Case::Lower, is_plain)
    }
}

#[cfg(test)]
mod tests {
    use super::super::letter::fold;
    use super::*;

    fn folded(text: &str, language: Language) -> Vec<String> {
        let Tokens { tokens, keys, .. } = tokenize(text, language, |read| {
            assert_eq!(read.is_plain, fold(read.written) == read.written, "{}", read.written);
            (0, 0)
        });
        let fold_of = |token: &Token| fold(&text[token.start as usize..token.end as usize]);
        let folds: Vec<String> = tokens.iter().map(|token| fold_of(token).into_owned()).collect();
        // What is folded while it is read is what is folded later.
        assert_eq!(folds.iter().map(|fold| Key::of(fold)).collect::<Vec<Key>>(), keys, "{text}");
        folds
    }

    #[test]
    fn elisions_clitics_and_digits_are_cut() {
        use Language::{English, French};
        for (text, language, expected) in [
            ("L’Élysée, aujourd’hui", French, "l'|elysee|,|aujourd'hui"),
            ("jusqu'en 2025", French, "jusqu'|en|2025"),
            ("quatre-vingt-dix", French, "quatre|-|vingt|-|dix"),
            ("12,5 %", French, "12|,|5|%"),
            ("Anticonstitutionnellement, ŒUVRE", French, "anticonstitutionnellement|,|oeuvre"),
            ("il a étéLÀ–bas, O’Brien’S", French, "il|a|etela|-|bas|,|o'brien'|s"),
            ("“It’S” x\u{301}… ×\u{301}", English, "\"|it|'s|\"|x|…|×"),
            ("Oracle's deal isn't O'Neill’s", English, "oracle|'s|deal|isn't|o'neill|'s"),
            ("we'll pay $30bn", English, "we|'ll|pay|$|30|bn"),
            ("re\u{301}su\u{AD}me\u{301}", English, "resume"),
            ("📉 5€", French, "📉|5|€"),
        ] {
            assert_eq!(folded(text, language).join("|"), expected, "{text}");
        }
    }

    #[test]
    fn capitals_are_seen() {
        let text = "le Lac ONU É Été ÉTÉ d’Or iPhone A L'";
        let Tokens { tokens, capitals, .. } = tokenize(text, Language::French, |_| (0, 0));
        let cases: Vec<Case> = tokens.iter().map(|token| token.case).collect();
        use Case::{Lower, Title, Upper};
        let expected =
            [Lower, Title, Upper, Title, Title, Upper, Lower, Title, Lower, Title, Title, Lower];
        assert_eq!(cases, expected);
        assert_eq!(capitals, [1, 2, 3, 4, 5, 7, 9, 10]);
    }
}
