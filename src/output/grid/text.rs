//! A table for a terminal: as many articles side by side as fit, the others below in groups.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Grid, GridRow, MARK, values, weight};
use crate::output::place::harmless;

/// The least width of an article's column.
const CELL: usize = 14;

/// The most.
const WIDEST: usize = 28;

/// What stands between columns.
const GAP: &str = "  ";

/// Lines of a cell; more are cut.
const LINES: usize = 6;

/// Renders a table of at most `width` columns.
pub fn grid_text(grid: &Grid, width: usize) -> String {
    let keys = keys(grid);
    let titles: Vec<String> = grid.rows.iter().map(title).collect();
    let longest = titles.iter().map(|title| title.width()).max().unwrap_or(0);
    let first = longest.min(width / 3).max(10);
    let room = width.saturating_sub(first);
    let fit = (room / (CELL + GAP.len())).clamp(1, grid.articles.len().max(1));
    let cell = (room / fit).saturating_sub(GAP.len()).clamp(4, WIDEST);
    let mut out = String::new();
    let columns: Vec<usize> = (0..grid.articles.len()).collect();
    for group in columns.chunks(fit) {
        let answered = |row: &GridRow| group.iter().any(|&at| !row.cells[at].is_empty());
        let widths: Vec<usize> = std::iter::once(first).chain(group.iter().map(|_| cell)).collect();
        let mut head = vec!["question".to_owned()];
        head.extend(group.iter().map(|&at| keys[at].clone()));
        let head: Vec<Vec<String>> = head.iter().zip(&widths).map(|(t, w)| wrap(t, *w)).collect();
        out.push_str(&lines(&head, &widths));
        let rule: Vec<Vec<String>> = widths.iter().map(|&width| vec!["-".repeat(width)]).collect();
        out.push_str(&lines(&rule, &widths));
        for (row, title) in grid.rows.iter().zip(&titles).filter(|(row, _)| answered(row)) {
            let mut cells = vec![wrap(title, first)];
            cells.extend(group.iter().map(|&at| {
                let mut values = values(&row.cells[at]);
                let last = values.len().saturating_sub(1);
                for value in &mut values[..last] {
                    value.push(';');
                }
                let mut wrapped: Vec<String> =
                    values.iter().flat_map(|value| wrap(value, cell)).collect();
                if wrapped.len() > LINES {
                    wrapped.truncate(LINES - 1);
                    wrapped.push("…".into());
                }
                wrapped
            }));
            out.push_str(&lines(&cells, &widths));
        }
        out.push('\n');
    }
    out.push_str(&legend(grid, &keys, width));
    out
}

/// Names of articles where they are short, else numbers.
fn keys(grid: &Grid) -> Vec<String> {
    let names: Vec<String> = grid.articles.iter().map(|article| harmless(&article.name)).collect();
    match names.iter().all(|name| name.width() <= CELL) {
        true => names,
        false => (1..=names.len()).map(|number| number.to_string()).collect(),
    }
}

fn title(row: &GridRow) -> String {
    let title = harmless(&row.title);
    match weight(row) {
        "" => title,
        weight => format!("{MARK} {weight}: {title}"),
    }
}

fn legend(grid: &Grid, keys: &[String], width: usize) -> String {
    let mut out = format!("{MARK} marks what is contested\n");
    let longest = keys.iter().map(|key| key.width()).max().unwrap_or(0);
    for (article, key) in grid.articles.iter().zip(keys) {
        let mut about: Vec<String> = article.about.iter().map(|text| harmless(text)).collect();
        if *key != article.name {
            about.insert(0, harmless(&article.name));
        }
        let indent = " ".repeat(longest + GAP.len());
        let room = width.saturating_sub(indent.len()).max(10);
        for (at, line) in wrap(&about.join(", "), room).iter().enumerate() {
            match at {
                0 => out.push_str(&format!("{}{GAP}{line}\n", padded(key, longest))),
                _ => out.push_str(&format!("{indent}{line}\n")),
            }
        }
    }
    out
}

/// Cells side by side, each of several lines.
fn lines(cells: &[Vec<String>], widths: &[usize]) -> String {
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let mut out = String::new();
    for line in 0..height {
        let parts = cells
            .iter()
            .zip(widths)
            .map(|(cell, width)| padded(cell.get(line).map_or("", String::as_str), *width));
        let parts: Vec<String> = parts.collect();
        out.push_str(parts.join(GAP).trim_end());
        out.push('\n');
    }
    out
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// A text in lines of a width, broken at spaces; long words behind hyphens and slashes, else anywhere.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let mut line = lines.pop().unwrap_or_default();
        if !line.is_empty() && line.width() + 1 + word.width() > width {
            lines.push(std::mem::take(&mut line));
        } else if !line.is_empty() {
            line.push(' ');
        }
        for part in parts(word, width) {
            if !line.is_empty() && !line.ends_with(' ') && line.width() + part.width() > width {
                lines.push(std::mem::take(&mut line));
            }
            for c in part.chars() {
                if line.width() + c.width().unwrap_or(0) > width && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(c);
            }
        }
        lines.push(line);
    }
    lines
}

/// Where a word that is too long may break: behind slashes first, for dates to stay whole.
fn parts(word: &str, width: usize) -> Vec<&str> {
    if word.width() <= width {
        return vec![word];
    }
    let split = |part| match str::width(part) <= width {
        true => vec![part],
        false => part.split_inclusive('-').collect(),
    };
    word.split_inclusive('/').flat_map(split).collect()
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn words_break_where_they_may() {
        assert_eq!(wrap("at least 200 creators", 12), ["at least 200", "creators"]);
        assert_eq!(wrap("2020-08-01/2020-08-10", 14), ["2020-08-01/", "2020-08-10"]);
        assert_eq!(wrap("2020-08-01/2020-08-10;", 17), ["2020-08-01/", "2020-08-10;"]);
        assert_eq!(wrap("! 2020-08-01/2020-08-10", 17), ["!", "2020-08-01/", "2020-08-10"]);
        assert_eq!(wrap("former-president", 14), ["former-", "president"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("日本語", 4), ["日本", "語"]);
        assert_eq!(wrap("", 4), [""]);
    }
}
