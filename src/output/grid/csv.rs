//! A table as CSV (RFC 4180), harmless to spreadsheets.

use super::{Grid, values, weight};
use crate::output::place::harmless;

/// Renders a table: the question, what is to be said of it, a column for each article.
pub fn grid_csv(grid: &Grid) -> String {
    let mut head: Vec<String> = ["question", "verdict", "weight"].map(String::from).into();
    head.extend(grid.articles.iter().map(|article| {
        let about: Vec<&str> = article.about.iter().map(String::as_str).collect();
        match about.is_empty() {
            true => article.name.clone(),
            false => format!("{} ({})", article.name, about.join(", ")),
        }
    }));
    let mut out = line(&head);
    for row in &grid.rows {
        let mut cells = vec![row.title.clone(), row.verdict.to_owned(), weight(row).to_owned()];
        cells.extend(row.cells.iter().map(|cell| values(cell).join("; ")));
        out.push_str(&line(&cells));
    }
    out
}

fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| field(cell)).collect();
    cells.join(",") + "\r\n"
}

/// A field: quoted where it must be, and never a formula.
fn field(text: &str) -> String {
    let mut text = harmless(text);
    let is_formula = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if is_formula && text.parse::<f64>().is_err() {
        text.insert(0, '\'');
    }
    match text.contains(['"', ',', ';', '\'']) || text.starts_with(' ') || text.ends_with(' ') {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn fields_are_quoted_and_never_formulas() {
        for (text, wanted) in [
            ("a b", "a b"),
            ("a, b", "\"a, b\""),
            ("\"a\"", "\"\"\"a\"\"\""),
            ("-5", "-5"),
            ("=1+1", "\"'=1+1\""),
            ("-2+3", "\"'-2+3\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            (" =1", "\"' =1\""),
            ("a\r\nb", "a  b"),
        ] {
            assert_eq!(field(text), wanted);
        }
    }
}
