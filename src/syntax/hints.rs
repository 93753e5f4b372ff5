//! What to write instead of the commonest slips in TOML files that people write by hand.

/// Quotation marks that word processors put in.
const CURLY: [char; 9] = ['“', '”', '„', '«', '»', '‘', '’', '‚', '＂'];

/// What to do about a syntax error at a byte of a text.
pub(super) fn hint(text: &str, at: usize, message: &str) -> Option<String> {
    let (number, line) = line_at(text, at);
    if message.contains("duplicate") {
        return first_of(text, number)
            .map(|first| format!("it stands already in line {}: keep one of the two", first + 1));
    }
    let (key, value) = line.split_once('=')?;
    let value = value.rsplit('=').next().unwrap_or(value).trim();
    let value = value.trim_start_matches(['{', '[']).trim_start();
    let quotes = value.matches('"').count() - value.matches("\\\"").count();
    if value.starts_with(CURLY) || (quotes == 1 && value.contains(CURLY)) {
        return Some("write straight quotation marks: \"…\"".into());
    }
    match value.chars().next() {
        Some('"') if quotes == 1 => {
            Some("the text has no closing quotation mark: write \"…\"".into())
        }
        Some('"') if quotes > 2 => {
            Some("write \\\" for a quotation mark inside of the text".into())
        }
        Some(first) if first.is_ascii_digit() => number_hint(value),
        Some(first) if first.is_alphabetic() && !key.trim().is_empty() => {
            let bare = value.trim_end_matches(['}', ']']).split('#').next().unwrap_or(value);
            Some(format!("put it in quotation marks: \"{}\"", bare.trim()))
        }
        _ => None,
    }
}

/// What to write for digits that are no number in TOML.
fn number_hint(value: &str) -> Option<String> {
    let bare = value.trim_end_matches(['}', ']']).split('#').next().unwrap_or(value).trim();
    let groups: Vec<&str> = bare.split([',', ' ', '\u{A0}', '\u{202F}', '\'']).collect();
    let is_digits = |group: &&str| group.bytes().all(|b| b.is_ascii_digit());
    let are_thousands = groups.len() > 1 && groups[1..].iter().all(|group| group.len() == 3);
    if are_thousands && groups.iter().all(is_digits) {
        let kind = if bare.contains(',') { "commas" } else { "spaces" };
        return Some(format!("no {kind} in numbers: {}", groups.join("_")));
    }
    if groups.len() == 2 && groups.iter().all(is_digits) && bare.contains(',') {
        return Some(format!("decimals have a point: {}", groups.join(".")));
    }
    if bare.contains(['/', '.']) && bare.bytes().all(|b| b.is_ascii_digit() || b"/.".contains(&b)) {
        return Some("write a date like \"2026-01-31\"".into());
    }
    let has_words = bare.chars().any(char::is_alphabetic);
    has_words.then(|| "write the number in figures, like 12_000_000".into())
}

/// The line that a byte is in, and its number from 0.
fn line_at(text: &str, at: usize) -> (usize, &str) {
    let before = &text[..text.floor_char_boundary(at)];
    // An error at the very end is about the last line that says something.
    let before = if at >= text.len() { before.trim_end() } else { before };
    let number = before.matches('\n').count();
    (number, text.lines().nth(number).unwrap_or_default())
}

/// The first line with the key or header of a line, in the same table.
fn first_of(text: &str, number: usize) -> Option<usize> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let line = lines.get(number)?;
    if line.starts_with('[') {
        return lines[..number].iter().position(|other| other == line);
    }
    let key = |line: &str| line.split_once('=').map(|(key, _)| key.trim().to_owned());
    let wanted = key(line)?;
    let table = lines[..number].iter().rposition(|other| other.starts_with('[')).unwrap_or(0);
    let found = lines[table..number].iter().position(|other| key(other).as_ref() == Some(&wanted));
    found.map(|at| table + at)
}

#[cfg(test)]
mod tests {
    use super::hint;

    #[test]
    fn common_slips_are_told_from_the_line() {
        for (line, expected) in [
            ("quote = “words”", Some("straight quotation marks")),
            ("quote = \"words”", Some("straight quotation marks")),
            ("quote = \"words", Some("no closing quotation mark")),
            ("quote = \"he said \"no\" again\"", Some("\\\" for a quotation mark inside")),
            ("value = 12 million", Some("in figures")),
            ("value = { about = 12 million }", Some("in figures")),
            ("value = 12,000,000", Some("no commas in numbers: 12_000_000")),
            ("value = 12 000 000", Some("no spaces in numbers: 12_000_000")),
            ("value = { min = 1,5 }", Some("decimals have a point: 1.5")),
            ("value = 13/03/2026", Some("a date like")),
            ("subject = acme inc # the maker", Some("quotation marks: \"acme inc\"")),
            ("value = -", None),
            ("[article", None),
        ] {
            let found = hint(line, line.len(), "");
            match expected {
                Some(part) => {
                    assert!(found.as_ref().is_some_and(|f| f.contains(part)), "{line}: {found:?}");
                }
                None => assert_eq!(found, None, "{line}"),
            }
        }
    }

    #[test]
    fn what_is_written_twice_is_found() {
        let text = "[article]\ntext = \"a\"\n\n[[claims]]\nid = \"a\"\n[[claims]]\nid = \"b\"\nid = \"c\"\n";
        let at = text.find("id = \"c\"").unwrap_or_default();
        let found = hint(text, at, "duplicate key");
        assert_eq!(found.as_deref(), Some("it stands already in line 7: keep one of the two"));
    }
}
