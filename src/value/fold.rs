//! Folding of names and texts for comparison: case, accents, typography, legal forms.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const LEGAL_FORMS: &str = include_str!("../data/legal-forms.txt");

static KNOWN_FORMS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| LEGAL_FORMS.lines().filter(|form| !form.is_empty()).collect());

/// Whether a word, folded and without dots, is the legal form of a company.
pub fn is_legal_form(word: &str) -> bool {
    KNOWN_FORMS.contains(word)
}

/// Whether a character is not seen and could make a reader or a terminal see something else than the
/// text: controls, bidi marks, zero-width characters, tags, line separators.
pub fn is_unseen(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
        || matches!(
            c,
            '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

/// A text without case, accents and typographic variants, its white space single and trimmed.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.nfkd().filter(|c| !is_combining_mark(*c) && *c != '\u{AD}') {
        let folded = match c {
            '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2032}' | '\u{2BC}' | '`' | '´' => '\'',
            '\u{201C}' | '\u{201D}' | '\u{201E}' | '«' | '»' | '\u{2033}' => '"',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            c => c,
        };
        if folded.is_whitespace() {
            space = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut space) {
            out.push(' ');
        }
        match folded {
            'œ' | 'Œ' => out.push_str("oe"),
            'æ' | 'Æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// A name folded, with hyphens as spaces and without legal forms: « Société Générale S.A. » is
/// `societe generale`.
pub fn fold_name(name: &str) -> String {
    let folded = fold(name).replace(['-', ','], " ");
    let mut words: Vec<&str> = folded.split_whitespace().collect();
    while words.len() > 1 {
        let last: String = words[words.len() - 1].chars().filter(|c| *c != '.').collect();
        if !is_legal_form(&last) {
            break;
        }
        words.pop();
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_without_their_dress() {
        for (a, b) in [
            ("Société Générale S.A.", "societe generale"),
            ("Oracle Corporation", "ORACLE"),
            ("l’Élysée", "l'elysee"),
            ("Jean-Marc", "jean marc"),
            ("Nestlé\u{A0}SA", "Nestle"),
            ("ﬁnance", "finance"),
        ] {
            assert_eq!(fold_name(a), fold_name(b), "{a}");
        }
        assert_ne!(fold_name("SA"), "");
        assert_ne!(fold_name("Orange"), fold_name("Orangina"));
    }
}
