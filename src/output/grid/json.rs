//! A table as JSON, version 1.

use serde_json::{Value, json};

use super::{Grid, GridArticle, GridRow};

/// Renders a table for programs: every answer with its claim, nothing cut.
pub fn grid_json(grid: &Grid) -> String {
    let article = |article: &GridArticle| json!({ "name": article.name, "about": article.about });
    let articles: Vec<Value> = grid.articles.iter().map(article).collect();
    let questions: Vec<Value> = grid.rows.iter().map(|row| question(row, grid)).collect();
    let document = json!({ "version": 1, "articles": articles, "questions": questions });
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

fn question(row: &GridRow, grid: &Grid) -> Value {
    let cells = grid.articles.iter().zip(&row.cells);
    let answers = cells.flat_map(|(article, cell)| {
        cell.iter().map(|answer| {
            json!({
                "article": article.name,
                "claim": answer.claim,
                "value": answer.text,
                "contested": answer.is_contested,
            })
        })
    });
    json!({
        "title": row.title,
        "verdict": (!row.verdict.is_empty()).then_some(row.verdict),
        "level": row.level.name(),
        "answers": answers.collect::<Vec<Value>>(),
    })
}
