//! Text without its typography, with a map back to the original bytes.
//!
//! Two passages that differ only in what this module folds say the same, letter by letter. Digits,
//! signs, `%`, brackets, case and the letters œ and æ are never folded.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

use crate::value::is_unseen;

/// One kind of typographic difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fold {
    /// Spaces of any width and number, line breaks, spaces beside quotation marks.
    Spaces,
    /// “ ” „ « » ".
    QuotationMarks,
    /// ’ ‘ '.
    Apostrophes,
    /// Hyphens, dashes and the minus sign.
    Dashes,
    /// … and three dots.
    Ellipses,
    /// ﬁ, ﬂ and their kin.
    Ligatures,
    /// Soft hyphens and other characters that are not seen.
    Invisible,
    /// Accents as one character or as two (Unicode normal form C or D).
    Composition,
}

impl Fold {
    /// The kind as settings write it.
    pub fn key(self) -> &'static str {
        match self {
            Fold::Spaces => "spaces",
            Fold::QuotationMarks => "quotation-marks",
            Fold::Apostrophes => "apostrophes",
            Fold::Dashes => "dashes",
            Fold::Ellipses => "ellipses",
            Fold::Ligatures => "ligatures",
            Fold::Invisible => "invisible",
            Fold::Composition => "composition",
        }
    }

    /// The kind in words.
    pub fn name(self) -> &'static str {
        match self {
            Fold::Spaces => "spaces",
            Fold::QuotationMarks => "quotation marks",
            Fold::Apostrophes => "apostrophes",
            Fold::Dashes => "dashes",
            Fold::Ellipses => "ellipses",
            Fold::Ligatures => "ligatures",
            Fold::Invisible => "invisible characters",
            Fold::Composition => "composed accents",
        }
    }
}

/// A normalised text.
#[derive(Clone, Debug, Default)]
pub struct Normal {
    /// The text.
    pub text: String,
    /// For each byte of the text the original byte range of the character it comes from.
    from: Vec<(u32, u32)>,
}

impl Normal {
    /// Normalises a text.
    pub fn new(original: &str) -> Self {
        let mut normal = Normal {
            text: String::with_capacity(original.len()),
            from: Vec::with_capacity(original.len()),
        };
        let mut chars = original.char_indices().peekable();
        // White space is held back: beside a quotation mark it is dropped.
        let mut space: Option<(usize, usize)> = None;
        while let Some((start, first)) = chars.next() {
            if is_invisible(first) {
                continue;
            }
            let mut end = start + first.len_utf8();
            if first.is_whitespace() {
                space = Some((space.map_or(start, |(from, _)| from), end));
                continue;
            }
            while let Some(&(at, c)) = chars.peek() {
                if canonical_combining_class(c) == 0 && !is_combining_mark(c) {
                    break;
                }
                end = at + c.len_utf8();
                chars.next();
            }
            normal.push_character(&original[start..end], first, (start, end), &mut space);
        }
        if let Some(range) = space {
            normal.push(" ", range);
        }
        normal
    }

    fn push_character(
        &mut self,
        cluster: &str,
        first: char,
        range: (usize, usize),
        space: &mut Option<(usize, usize)>,
    ) {
        let folded = folded(first);
        let is_mark = folded == Some("\"");
        let held = space.take();
        if let Some(held) = held
            && !is_mark
            && !self.text.ends_with('"')
        {
            self.push(" ", held);
        }
        match folded {
            Some(text) => self.push(text, range),
            None if cluster.len() == first.len_utf8() && first.is_ascii() => {
                self.push(cluster, range);
            }
            None => {
                let composed: String = cluster.nfc().collect();
                self.push(&composed, range);
            }
        }
    }

    fn push(&mut self, text: &str, range: (usize, usize)) {
        self.text.push_str(text);
        let range = (range.0 as u32, range.1 as u32);
        self.from.extend(std::iter::repeat_n(range, text.len()));
    }

    /// The original bytes of a range of the text; empty ranges map to the place before.
    pub fn original(&self, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
        if range.is_empty() {
            let at = self.from.get(range.start).map_or_else(
                || self.from.last().map_or(0, |&(_, end)| end as usize),
                |&(start, _)| start as usize,
            );
            return at..at;
        }
        self.from[range.start].0 as usize..self.from[range.end - 1].1 as usize
    }
}

fn is_invisible(c: char) -> bool {
    c == '\u{AD}' || (is_unseen(c) && !c.is_whitespace())
}

/// What a character is folded to; `None` for itself.
fn folded(c: char) -> Option<&'static str> {
    Some(match c {
        '"' | '\u{201C}'..='\u{201F}' | '«' | '»' | '\u{2033}' => "\"",
        '\'' | '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{2BC}' | '\u{2B9}' | '´' | '`' => "'",
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        '…' => "...",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

/// The kinds of differences between two texts that are equal once normalised.
pub fn folds_between(a: &str, b: &str) -> Vec<Fold> {
    if a == b {
        return Vec::new();
    }
    let mut folds = Vec::new();
    for text in [a, b] {
        let other = if text == a { b } else { a };
        for c in text.chars() {
            let kind = match c {
                c if is_invisible(c) => Fold::Invisible,
                c if c.is_whitespace() => Fold::Spaces,
                '…' => Fold::Ellipses,
                'ﬀ'..='ﬆ' => Fold::Ligatures,
                c if is_combining_mark(c) => Fold::Composition,
                c => match folded(c) {
                    Some("\"") => Fold::QuotationMarks,
                    Some("'") => Fold::Apostrophes,
                    Some("-") => Fold::Dashes,
                    _ => continue,
                },
            };
            folds.push((kind, c, other));
        }
    }
    // A kind is needed when the two texts do not hold the same characters of it.
    let of = |text: &str, wanted: Fold| -> Vec<char> {
        folds
            .iter()
            .filter(|(kind, _, other)| *kind == wanted && *other != text)
            .map(|(_, c, _)| *c)
            .collect()
    };
    let mut kinds: Vec<Fold> = folds.iter().map(|(kind, _, _)| *kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.retain(|&kind| of(a, kind) != of(b, kind));
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_is_folded_and_mapped_back() {
        for (original, expected) in [
            ("l’Élysée", "l'Élysée"),
            ("l'E\u{301}lyse\u{301}e", "l'Élysée"),
            ("« Oui »,\u{202F}dit-il", "\"Oui\", dit-il"),
            ("a dit \u{201C}oui\u{201D} hier", "a dit\"oui\"hier"),
            ("10\u{A0}000\r\n euros", "10 000 euros"),
            ("ﬁn – co\u{AD}opé…", "fin - coopé..."),
            ("œuvre 5\u{A0}%", "œuvre 5 %"),
            ("", ""),
            (" \n", " "),
            ("👍🏽 ok", "👍🏽 ok"),
        ] {
            let normal = Normal::new(original);
            assert_eq!(normal.text, expected, "{original:?}");
            assert_eq!(normal.from.len(), normal.text.len());
            assert!(
                normal.from.iter().all(|&(a, b)| original.get(a as usize..b as usize).is_some())
            );
        }
    }

    #[test]
    fn a_range_maps_to_the_whole_original_characters() {
        let original = "dit « l’ﬁn » tôt";
        let normal = Normal::new(original);
        let at = normal.text.find("l'fin").unwrap();
        assert_eq!(&original[normal.original(at..at + 5)], "l’ﬁn");
    }

    #[test]
    fn only_the_folds_that_were_needed_are_named() {
        assert_eq!(folds_between("l'été", "l’été"), [Fold::Apostrophes]);
        assert_eq!(folds_between("« a »", "\"a\""), [Fold::Spaces, Fold::QuotationMarks]);
        assert_eq!(folds_between("a – b", "a – b"), []);
        assert_eq!(folds_between("e\u{301}", "é"), [Fold::Composition]);
    }
}
