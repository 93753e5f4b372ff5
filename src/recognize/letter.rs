//! Letters: runs of plain ones, and all others without case and accents.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// One in each of eight bytes.
const ONES: u64 = 0x0101_0101_0101_0101;
/// The bit of small letters in each of eight bytes.
const SMALL: u64 = 0x20 * ONES;
/// The first bit of each of eight bytes.
const HIGH: u64 = 0x80 * ONES;

/// The ASCII letters that some bytes start with, eight at the most: they are looked at all at once.
pub(super) struct Letters {
    /// In lower case, the first one in the lowest byte.
    pub(super) piece: u64,
    /// How many.
    pub(super) count: usize,
    /// The first bit of each byte that is a capital.
    pub(super) capitals: u64,
    /// The first bit of each byte that is none.
    pub(super) small: u64,
}

impl Letters {
    #[inline]
    pub(super) fn of(bytes: &[u8]) -> Self {
        let piece = match bytes.first_chunk() {
            Some(bytes) => u64::from_le_bytes(*bytes),
            None => bytes.iter().rev().fold(0, |piece, byte| piece << 8 | u64::from(*byte)),
        };
        let lower = piece | SMALL;
        let ascii = lower & !HIGH;
        let from_a = ascii + (0x80 - u64::from(b'a')) * ONES;
        let behind_z = ascii + (0x7F - u64::from(b'z')) * ONES;
        let letters = from_a & !behind_z & !piece & HIGH;
        let others = letters ^ HIGH;
        // All bits below the first other byte.
        let mask = ((others & others.wrapping_neg()) >> 7).wrapping_sub(1);
        // The bit of small letters becomes the first one.
        let (letters, is_small) = (letters & mask, piece << 2);
        let count = others.trailing_zeros() as usize / 8;
        let (capitals, small) = (letters & !is_small, letters & is_small);
        Letters { piece: lower & mask, count, capitals, small }
    }

    /// Whether the first one is a capital.
    #[inline]
    pub(super) fn has_initial(&self) -> bool {
        self.capitals & 0x80 != 0
    }
}

/// A token without case, accents and typographic variants.
pub(super) fn fold(token: &str) -> Cow<'_, str> {
    if token.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return token.into();
    }
    let mut folded = String::with_capacity(token.len());
    fold_letters(token, |c| folded.push(c));
    folded.into()
}

fn fold_letters(token: &str, mut push: impl FnMut(char)) {
    let mut letters = token.chars();
    if let Some(mark) = letters.clone().next().filter(|c| !c.is_alphabetic()) {
        // What combines with a mark is left out.
        let mark = plain_mark(mark);
        push(mark);
        if mark != '\'' {
            return;
        }
        letters.next();
    }
    for c in letters {
        match c {
            '\u{2019}' => push('\''),
            c => fold_letter(c, &mut push),
        }
    }
}

/// The plain letters for à to ÿ and for À to Ý, by the last bits of their numbers; `?` where there is
/// none.
const PLAIN: &[u8; 32] = b"aaaaaa?ceeeeiiii?nooooo??uuuuy?y";

/// The plain letter for a small one of Latin-1 that UTF-8 writes as the first two bytes, if it has
/// one: most letters with accents are such.
#[inline]
pub(super) fn plain_latin(bytes: &[u8]) -> Option<u8> {
    match *bytes {
        [0xC3, last @ 0xA0..=0xBF, ..] => {
            Some(PLAIN[usize::from(last) % 32]).filter(|plain| *plain != b'?')
        }
        _ => None,
    }
}

/// Typographic variants of a mark as one.
pub(super) fn plain_mark(c: char) -> char {
    match c {
        '\u{2019}' | '\u{2018}' | '\u{2BC}' => '\'',
        '\u{201C}' | '\u{201D}' | '\u{201E}' => '"',
        '\u{2010}'..='\u{2015}' => '-',
        '\u{2212}' => '−',
        c => c,
    }
}

/// Folds one letter: accents of Latin-1 by table, the rest by decomposition.
pub(super) fn fold_letter(c: char, mut push: impl FnMut(char)) {
    let plain = match c {
        'œ' | 'Œ' => return "oe".chars().for_each(push),
        'æ' | 'Æ' => return "ae".chars().for_each(push),
        'ß' => return "ss".chars().for_each(push),
        '\u{AD}' => return,
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c @ 'À'..='ÿ' if PLAIN[c as usize % 32] != b'?' => char::from(PLAIN[c as usize % 32]),
        c => {
            let letters = c.nfkd().filter(|c| !is_combining_mark(*c));
            return letters.flat_map(char::to_lowercase).for_each(push);
        }
    };
    push(plain);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_letters_fold_as_all_others_do() {
        for letter in 'à'..='ÿ' {
            let folded = fold(letter.encode_utf8(&mut [0; 4])).into_owned();
            let plain = plain_latin(letter.encode_utf8(&mut [0; 4]).as_bytes());
            let expected =
                (letter.is_alphabetic() && folded.len() == 1).then(|| folded.as_bytes()[0]);
            assert_eq!(plain, expected, "{letter}");
        }
        for letter in ('À'..='ÿ').filter(|letter| *letter != 'ß') {
            let parts = letter.nfkd().filter(|c| !is_combining_mark(*c));
            let bare: String = parts.flat_map(char::to_lowercase).collect();
            let bare = if bare == "æ" { "ae".into() } else { bare };
            assert_eq!(fold(letter.encode_utf8(&mut [0; 4])), bare, "{letter}");
        }
        assert_eq!([plain_latin("É".as_bytes()), plain_latin(b"e"), plain_latin(b"")], [None; 3]);
    }

    #[test]
    fn letters_are_found_among_all_bytes() {
        for byte in 0..=u8::MAX {
            let letters = Letters::of(&[b'x', byte, b'Y', b'.', b'z', b'z', b'z', b'z', b'z']);
            let count = if byte.is_ascii_alphabetic() { 3 } else { 1 };
            assert_eq!(letters.count, count, "{byte}");
            let capitals = (byte.is_ascii_uppercase(), byte.is_ascii_alphabetic());
            let seen = (letters.capitals & 0x8000 != 0, letters.capitals & 0x80_0000 != 0);
            assert_eq!(seen, capitals, "{byte}");
        }
        let all = Letters::of(b"ABCDEFGHI");
        assert_eq!((all.count, all.piece), (8, u64::from_le_bytes(*b"abcdefgh")));
        assert!(all.small == 0 && all.has_initial());
        assert_eq!(Letters::of(b"").count, 0);
    }
}
