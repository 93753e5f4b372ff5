//! Cuts text into tokens.

use super::dictionary::Key;
use super::number::is_roman;
use super::scan::{Next, Read, Scan};
use super::token::{CORE, Case, Kind, Token};
use crate::model::Language;

/// A text cut into tokens.
pub(super) struct Tokens {
    pub(super) tokens: Vec<Token>,
    /// The key of each folded token.
    pub(super) keys: Vec<Key>,
    /// The tokens that start with a capital.
    pub(super) capitals: Vec<u32>,
    /// The tokens that are marks, and those that stand behind a line break.
    pub(super) turns: Vec<u32>,
}

impl Tokens {
    /// Room for the tokens of a text of so many bytes.
    fn of(length: usize) -> Self {
        let count = length / 4;
        Tokens {
            tokens: Vec::with_capacity(count),
            keys: Vec::with_capacity(count),
            capitals: Vec::with_capacity(count / 8),
            turns: Vec::with_capacity(count / 4),
        }
    }

    /// Puts the token that comes next among the turns.
    fn turn(&mut self) {
        let next = self.tokens.len() as u32;
        if self.turns.last() != Some(&next) {
            self.turns.push(next);
        }
    }

    /// What is told of tokens when all are read.
    fn finish(mut self, text: &str) -> Self {
        // A line break may stand behind the last one.
        self.turns.pop_if(|at| *at as usize == self.tokens.len());
        for at in &self.capitals {
            let token = &mut self.tokens[*at as usize];
            if is_roman(&text[token.start as usize..token.end as usize]) {
                token.forms |= CORE;
            }
        }
        self
    }
}

/// Cuts a text into tokens. `look_up` gives the number of each word and mark, and what it shows: see
/// [`Token::forms`].
pub(super) fn tokenize(
    text: &str,
    language: Language,
    mut look_up: impl FnMut(Read<'_>) -> (u32, u8),
) -> Tokens {
    let mut found = Tokens::of(text.len());
    let scan = Scan { text, language };
    let mut at = 0;
    // Whether white space, and a line break, was read since the last token.
    let (mut spaced, mut breaks) = (true, true);
    while let Some(&byte) = text.as_bytes().get(at) {
        if byte == b' ' {
            (at, spaced) = (at + 1, true);
            continue;
        }
        // Most tokens are words of plain letters or plain marks: those are read without a detour.
        let plain = if byte.is_ascii_alphabetic() { scan.plain_word(at) } else { None };
        let (kind, read) = if let Some(read) = plain {
            (Kind::Word, read)
        } else if let Some(read) = scan.single_mark(at, byte) {
            found.turn();
            (Kind::Mark(char::from(byte)), read)
        } else {
            match scan.next(at) {
                Some(Next::Token(kind, read)) => {
                    if matches!(kind, Kind::Mark(_)) {
                        found.turn();
                    }
                    (kind, read)
                }
                Some(Next::Gap(c, end)) => {
                    at = end;
                    spaced |= c.is_whitespace();
                    if c == '\n' || c == '\u{2029}' {
                        breaks = true;
                        found.turn();
                    }
                    continue;
                }
                None => break,
            }
        };
        let (word, mut forms) = look_up(read);
        if kind == Kind::Digits {
            forms = CORE;
        }
        let Read { start, end, key, case, .. } = read;
        if case != Case::Lower {
            found.capitals.push(found.tokens.len() as u32);
        }
        found.keys.push(key);
        let (start, end) = (start as u32, end as u32);
        let is_homonym = false;
        found.tokens.push(Token {
            start,
            end,
            kind,
            case,
            word,
            forms,
            is_homonym,
            spaced,
            breaks,
        });
        (at, spaced, breaks) = (end as usize, false, false);
    }
    found.finish(text)
}

#[cfg(test)]
mod tests {
    use super::super::letter::fold;
    use super::*;

    fn folded(text: &str, language: Language) -> Vec<String> {
        let Tokens { tokens, keys, .. } = tokenize(text, language, |read| {
            let is_word = read.written().starts_with(char::is_alphabetic);
            let is_plain = fold(read.written()) == read.written();
            assert!(read.is_plain == is_plain || !is_word, "{}", read.written());
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

    #[test]
    fn marks_and_line_breaks_are_turns() {
        let text = "Un mot, deux.\n\nTrois « 4 »\n\n— Cinq ½\n5\n";
        let Tokens { tokens, turns, .. } = tokenize(text, Language::French, |_| (0, 0));
        let is_turn = |at: &u32| {
            let token = &tokens[*at as usize];
            token.breaks && *at > 0 || matches!(token.kind, Kind::Mark(_))
        };
        assert_eq!(turns, (0..tokens.len() as u32).filter(is_turn).collect::<Vec<u32>>());
        assert_eq!(turns, [2, 4, 5, 6, 8, 9, 11, 12]);
    }
}
