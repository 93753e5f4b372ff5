//! Text as tokens: words, digits, marks, with the bytes they cover.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::dictionary::{EMPTY, hash, hashed};
use crate::model::Language;
use crate::value::is_unseen;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters, with what elides them: `l'`, `aujourd'hui`, `don't`.
    Word,
    /// Digits and nothing else.
    Digits,
    /// One other visible character.
    Mark(char),
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// No capital at the start.
    Lower,
    /// A capital first.
    Title,
    /// Capitals only, two at least.
    Upper,
}

/// A token.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is.
    pub kind: Kind,
    /// How a word is written.
    pub case: Case,
    /// The word's number in the lexicon; 0 when it is not in it.
    pub word: u32,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// Whether a line break stands before it.
    pub breaks: bool,
}

impl Token {
    /// Whether it is this mark.
    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }
}

/// A text cut into tokens.
pub(super) struct Tokens {
    pub(super) tokens: Vec<Token>,
    /// The tokens that are not written as they are folded, folded.
    pub(super) folded: String,
    /// Where each token stands in `folded`; [`AS_WRITTEN`] for all others.
    pub(super) folds: Vec<(u32, u32)>,
    /// The hash of each folded token.
    pub(super) hashes: Vec<u32>,
}

/// What stands for the fold of a token that is written so.
pub(super) const AS_WRITTEN: (u32, u32) = (u32::MAX, u32::MAX);

/// Cuts a text into tokens. `word` gets each token's fold with its hash and gives its number.
pub(super) fn tokenize(
    text: &str,
    language: Language,
    mut word: impl FnMut(u32, &str, Kind) -> u32,
) -> Tokens {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut folds = Vec::with_capacity(text.len() / 5);
    let mut hashes = Vec::with_capacity(text.len() / 5);
    let folded = String::with_capacity(text.len() / 2);
    let mut scan = Scan { text, at: 0, language, folded, word: 0 };
    let (mut spaced, mut breaks) = (true, true);
    while let Some(c) = scan.peek() {
        let start = scan.at;
        if c == ' ' {
            spaced = true;
            scan.at += 1;
            continue;
        }
        if !c.is_ascii_alphanumeric() && (c.is_whitespace() || is_invisible(c)) {
            spaced |= c.is_whitespace();
            breaks |= c == '\n' || c == '\u{2029}';
            scan.at += c.len_utf8();
            continue;
        }
        scan.word = scan.folded.len();
        let mut case = Case::Lower;
        let mut plain = None;
        let kind = if let Some((end, hash)) = scan.plain_word() {
            (scan.at, plain) = (end, Some(hash));
            Kind::Word
        } else if c.is_ascii_digit() {
            scan.skip_while(|c| c.is_ascii_digit());
            Kind::Digits
        } else if c.is_alphabetic() {
            case = scan.word();
            Kind::Word
        } else if is_apostrophe(c) && language == Language::English && scan.is_clitic() {
            scan.clitic();
            Kind::Word
        } else {
            scan.at += c.len_utf8();
            scan.skip_while(|c| !c.is_ascii() && is_combining_mark(c));
            if scan.at > start + 1 {
                scan.folded.push(plain_mark(c));
            }
            Kind::Mark(plain_mark(c))
        };
        let is_as_written = scan.folded.len() == scan.word;
        let fold = if is_as_written { &text[start..scan.at] } else { &scan.folded[scan.word..] };
        let hash = plain.unwrap_or_else(|| hash(fold));
        tokens.push(Token {
            start: start as u32,
            end: scan.at as u32,
            kind,
            case,
            word: word(hash, fold, kind),
            spaced,
            breaks,
        });
        hashes.push(hash);
        folds.push(match is_as_written {
            true => AS_WRITTEN,
            false => (scan.word as u32, scan.folded.len() as u32),
        });
        (spaced, breaks) = (false, false);
    }
    Tokens { tokens, folded: scan.folded, folds, hashes }
}

fn is_invisible(c: char) -> bool {
    c == '\u{AD}' || (is_unseen(c) && !c.is_whitespace())
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2BC}')
}

/// Typographic variants of a mark as one.
fn plain_mark(c: char) -> char {
    match c {
        '\u{2019}' | '\u{2018}' | '\u{2BC}' => '\'',
        '\u{201C}' | '\u{201D}' | '\u{201E}' => '"',
        '\u{2010}'..='\u{2015}' => '-',
        '\u{2212}' => '−',
        c => c,
    }
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    language: Language,
    /// The tokens so far that are not written as they are folded.
    folded: String,
    /// Where the current token starts in `folded`.
    word: usize,
}

impl Scan<'_> {
    fn peek(&self) -> Option<char> {
        let byte = *self.text.as_bytes().get(self.at)?;
        if byte < 0x80 { Some(byte as char) } else { self.text[self.at..].chars().next() }
    }

    fn peek_at(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    fn skip_while(&mut self, wanted: impl Fn(char) -> bool) {
        while let Some(c) = self.peek().filter(|c| wanted(*c)) {
            self.at += c.len_utf8();
        }
    }

    /// The end of the word that starts here, and its hash, when it has plain small letters only.
    fn plain_word(&self) -> Option<(usize, u32)> {
        let rest = &self.text.as_bytes()[self.at..];
        let mut hash = EMPTY;
        for (length, byte) in rest.iter().enumerate() {
            if byte.is_ascii_lowercase() {
                hash = hashed(hash, *byte);
                continue;
            }
            let ends = byte.is_ascii() && !byte.is_ascii_uppercase() && *byte != b'\'';
            return (length > 0 && ends).then_some((self.at + length, hash));
        }
        Some((self.text.len(), hash))
    }

    /// Reads a word from its first letter and folds it: lower case, no accents, `'` for apostrophes.
    fn word(&mut self) -> Case {
        let (mut letters, mut capitals, mut is_title) = (0, 0, false);
        loop {
            // Most letters need no folding.
            let rest = &self.text.as_bytes()[self.at..];
            let plain = rest.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
            self.folded.push_str(&self.text[self.at..self.at + plain]);
            letters += plain;
            self.at += plain;
            let Some(c) = self.peek() else { break };
            if c.is_ascii_uppercase() {
                self.folded.push(c.to_ascii_lowercase());
                is_title |= letters == 0;
                capitals += 1;
                letters += 1;
                self.at += 1;
            } else if matches!(c, '\'' | '\u{2019}') {
                if !self.apostrophe(c) {
                    break;
                }
            } else if c.is_ascii() {
                break;
            } else if matches!(c, 'à'..='ö' | 'ø'..='ÿ') {
                letters += 1;
                fold_letter(c, &mut self.folded);
                self.at += c.len_utf8();
            } else if c.is_alphabetic() || is_combining_mark(c) || c == '\u{AD}' {
                is_title |= letters == 0 && c.is_uppercase();
                capitals += usize::from(c.is_uppercase());
                letters += usize::from(c.is_alphabetic());
                fold_letter(c, &mut self.folded);
                self.at += c.len_utf8();
            } else {
                break;
            }
        }
        if letters > 1 && capitals == letters {
            Case::Upper
        } else if is_title {
            Case::Title
        } else {
            Case::Lower
        }
    }

    /// An apostrophe after letters: whether the word goes on behind it.
    fn apostrophe(&mut self, c: char) -> bool {
        let next = self.at + c.len_utf8();
        if !self.peek_at(next).is_some_and(char::is_alphabetic) {
            return false;
        }
        match self.language {
            // `l'`, `qu'`, `jusqu'` end here; `aujourd'hui`, `prud'homme`, `O'Neill` go on.
            Language::French => {
                let word = &self.folded[self.word..];
                let is_whole = matches!(word, "aujourd" | "prud" | "entr" | "o");
                self.folded.push('\'');
                self.at = next;
                is_whole
            }
            // `don't` goes on; `'s`, `'ll` are tokens of their own.
            Language::English => {
                if self.folded.ends_with('n') && self.rest_is(next, &["t"]) {
                    self.folded.push('\'');
                    self.at = next;
                    return true;
                }
                if self.is_clitic() {
                    return false;
                }
                self.folded.push('\'');
                self.at = next;
                true
            }
        }
    }

    /// Whether an apostrophe here starts an English clitic.
    fn is_clitic(&self) -> bool {
        let Some(c) = self.peek() else { return false };
        self.rest_is(self.at + c.len_utf8(), &["s", "ll", "re", "ve", "d", "m"])
    }

    fn rest_is(&self, at: usize, wanted: &[&str]) -> bool {
        wanted.iter().any(|clitic| {
            let rest = &self.text.as_bytes()[at..];
            rest.len() >= clitic.len()
                && rest[..clitic.len()].eq_ignore_ascii_case(clitic.as_bytes())
                && !self.peek_at(at + clitic.len()).is_some_and(char::is_alphanumeric)
        })
    }

    fn clitic(&mut self) {
        self.folded.push('\'');
        if let Some(c) = self.peek() {
            self.at += c.len_utf8();
        }
        while let Some(c) = self.peek().filter(char::is_ascii_alphabetic) {
            self.folded.push(c.to_ascii_lowercase());
            self.at += 1;
        }
    }
}

/// Folds one letter: French accents by table, the rest by decomposition.
fn fold_letter(c: char, folded: &mut String) {
    let plain = match c {
        'à' | 'â' | 'ä' | 'á' | 'À' | 'Â' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' => 'e',
        'î' | 'ï' | 'í' | 'Î' => 'i',
        'ô' | 'ö' | 'ó' | 'Ô' => 'o',
        'ù' | 'û' | 'ü' | 'ú' | 'Û' => 'u',
        'ç' | 'Ç' => 'c',
        'œ' | 'Œ' => return folded.push_str("oe"),
        'æ' | 'Æ' => return folded.push_str("ae"),
        'ß' => return folded.push_str("ss"),
        '\u{AD}' => return,
        c => {
            let letters = c.nfkd().filter(|c| !is_combining_mark(*c));
            return folded.extend(letters.flat_map(char::to_lowercase));
        }
    };
    folded.push(plain);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, language: Language) -> Vec<String> {
        let mut seen = Vec::new();
        let tokens = tokenize(text, language, |_, word, kind| {
            seen.extend((kind == Kind::Word).then(|| word.to_owned()));
            1
        });
        let mut seen = seen.into_iter();
        tokens
            .tokens
            .iter()
            .map(|token| match token.kind {
                Kind::Word => seen.next().unwrap(),
                _ => text[token.start as usize..token.end as usize].to_owned(),
            })
            .collect()
    }

    #[test]
    fn elisions_clitics_and_digits_are_cut() {
        use Language::{English, French};
        for (text, language, expected) in [
            ("L’Élysée, aujourd’hui", French, "l'|elysee|,|aujourd'hui"),
            ("jusqu'en 2025", French, "jusqu'|en|2025"),
            ("quatre-vingt-dix", French, "quatre|-|vingt|-|dix"),
            ("12,5 %", French, "12|,|5|%"),
            ("Oracle's deal isn't O'Neill’s", English, "oracle|'s|deal|isn't|o'neill|'s"),
            ("we'll pay $30bn", English, "we|'ll|pay|$|30|bn"),
            ("re\u{301}su\u{AD}me\u{301}", English, "resume"),
            ("📉 5€", French, "📉|5|€"),
        ] {
            assert_eq!(words(text, language).join("|"), expected, "{text}");
        }
    }
}
