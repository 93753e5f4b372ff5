//! Tokens: words, digits, marks, with the bytes they cover.

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

/// In [`Token::forms`]: it can be the heart of a date or an amount by itself.
pub const CORE: u8 = 1 << 7;

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
    /// The number of a word or mark in the lexicon; 0 when it is not in it.
    pub word: u32,
    /// The forms of verbs that a word's ending shows, as bits, and [`CORE`].
    pub forms: u8,
    /// Whether it is a name that would be a verb without its capital.
    pub is_homonym: bool,
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
