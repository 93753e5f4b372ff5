//! Text of articles in Markdown: shown to the letter, never acted on.
//!
//! Code hosts read Markdown twice. First comes the markup of CommonMark and GFM, which backslashes and
//! entities switch off; then mentions, references, emoji and bare links are looked for in the finished
//! text, where no escape is left to be seen. An invisible word joiner breaks those.

use crate::output::place::harmless;

/// What breaks a mention or a reference without being seen.
const JOINER: char = '\u{2060}';

/// A text of one line as inline Markdown, fit for table cells too. It must not stand at the start of a
/// line.
pub(in crate::output) fn inert(text: &str) -> String {
    let text = harmless(text);
    let mut out = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    let mut written = String::new();
    while let Some(c) = chars.next() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' | '!' | '^' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
        written.push(c);
        if chars.peek().is_some_and(|&next| is_trigger(&written, next)) {
            out.push(JOINER);
        }
    }
    out
}

/// Whether what stands so far and the next character could start a mention, a reference, an emoji or
/// a link.
fn is_trigger(written: &str, next: char) -> bool {
    let Some(last) = written.chars().next_back() else { return false };
    match last {
        '@' | '#' | '!' | '~' | '%' | '$' | '&' | '^' => {
            next.is_alphanumeric() || matches!(next, '"' | '_')
        }
        ':' => next.is_alphabetic() || matches!(next, '/' | '+' | '-'),
        '[' | '{' => matches!(next, '[' | '{' | '+' | '-'),
        '.' => ends_with(written, "www."),
        '-' => ends_with(written, "gh-") || ends_with(written, "gl-"),
        _ => false,
    }
}

fn ends_with(text: &str, end: &str) -> bool {
    let start = text.len().checked_sub(end.len());
    start.and_then(|at| text.get(at..)).is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}

/// A path and a line as a code span, outside of tables.
pub(in crate::output) fn code(text: &str) -> String {
    let text = harmless(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// The cells of a row of a table.
pub(in crate::output) fn row<T: AsRef<str>>(cells: impl IntoIterator<Item = T>) -> String {
    let mut out = String::from("|");
    for cell in cells {
        out.push_str(&format!(" {} |", cell.as_ref()));
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_stays_as_it_is() {
        for text in ["« jusqu’au 15 septembre », à 10:30", "100 000 users (10%)", "a: b, c; d/e"]
        {
            assert_eq!(inert(text), text);
        }
    }

    #[test]
    fn mentions_references_and_links_are_broken() {
        for text in [
            "@admin",
            "#123",
            "!7",
            "%3",
            "$9",
            "&4",
            "~bug",
            "GH-12",
            "gl-12",
            ":tada:",
            "https://x.org",
            "www.x.org",
            "a@b.org",
        ] {
            assert!(inert(text).contains(JOINER), "{text}");
        }
    }

    #[test]
    fn code_holds_backticks() {
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
    }
}
