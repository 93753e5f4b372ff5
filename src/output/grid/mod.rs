//! Questions by articles as a table: text, CSV, Markdown.

mod csv;
mod json;
mod text;

pub use csv::grid_csv;
pub use json::grid_json;
pub use text::grid_text;

use super::markdown::{inert, row};
use super::place::harmless;
use crate::diagnostic::Level;

/// Questions by articles.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// The columns.
    pub articles: Vec<GridArticle>,
    /// The rows.
    pub rows: Vec<GridRow>,
}

/// An article of a table.
#[derive(Clone, Debug, Default)]
pub struct GridArticle {
    /// Its claim file's name.
    pub name: String,
    /// What the legend says of it: publisher, date, title.
    pub about: Vec<String>,
}

/// A question and what each article says to it.
#[derive(Clone, Debug)]
pub struct GridRow {
    /// The question.
    pub title: String,
    /// The verdict on its strongest pair; may be empty.
    pub verdict: &'static str,
    /// How much that weighs.
    pub level: Level,
    /// For each article its answers.
    pub cells: Vec<Vec<GridValue>>,
}

/// One value of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridValue {
    /// The id of the claim that gives it.
    pub claim: String,
    /// For people.
    pub text: String,
    /// Whether a claim of another value cannot hold beside it.
    pub is_contested: bool,
}

/// Values longer than this are cut, in characters.
const LONGEST: usize = 60;

/// The marks of what is contested.
const MARK: &str = "!";

/// The values of a cell, each once, contested ones marked.
fn values(cell: &[GridValue]) -> Vec<String> {
    let mut shown: Vec<String> = Vec::new();
    for value in cell {
        let text = harmless(&value.text);
        let text = match text.char_indices().nth(LONGEST) {
            Some((at, _)) => format!("{}…", &text[..at]),
            None => text,
        };
        let text = if value.is_contested { format!("{MARK} {text}") } else { text };
        if !shown.contains(&text) {
            shown.push(text);
        }
    }
    shown
}

/// What a row's mark says: contested questions by how much they weigh.
fn weight(row: &GridRow) -> &'static str {
    match row.level {
        Level::Deny => "error",
        Level::Warn => "warning",
        Level::Note | Level::Allow => "",
    }
}

/// Renders a table for a comment or a page.
pub fn grid_markdown(grid: &Grid) -> String {
    let mut head = vec!["question".to_owned()];
    head.extend(grid.articles.iter().map(|article| inert(&article.name)));
    let mut out = row(&head);
    out.push_str(&row(head.iter().map(|_| "---")));
    for line in &grid.rows {
        let mut cells = vec![inert(&line.title)];
        if !weight(line).is_empty() {
            cells[0] = format!("**{MARK} {}**: {}", weight(line), cells[0]);
        }
        for cell in &line.cells {
            let shown: Vec<String> = values(cell).iter().map(|value| inert(value)).collect();
            cells.push(shown.join("; "));
        }
        out.push_str(&row(cells));
    }
    out.push_str("\nContested values are marked with an exclamation mark.\n\n");
    for article in &grid.articles {
        let about: Vec<String> = article.about.iter().map(|text| inert(text)).collect();
        out.push_str(&format!("- **{}**: {}\n", inert(&article.name), about.join(", ")));
    }
    out
}
