//! `recoupe table`: questions by articles.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::load::Need;
use super::options::{Today, Voice};
use super::{Failure, listing, load, write_to};
use crate::model::Document;
use crate::output::{
    Grid, GridArticle, GridRow, GridValue, grid_csv, grid_json, grid_markdown, grid_text,
};
use crate::rules::{Asked, overview};
use crate::source::Sources;

#[derive(Args, Debug)]
pub(super) struct TableArgs {
    /// The corpus; by default the nearest one
    #[arg(value_name = "CORPUS")]
    corpus: Option<PathBuf>,
    /// The corpus: the same as without --corpus
    #[arg(long = "corpus", value_name = "DIR", conflicts_with = "corpus")]
    named: Option<PathBuf>,
    #[command(flatten)]
    today: Today,
    /// How the table is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For spreadsheets (RFC 4180)
    Csv,
    /// For comments and pages
    Markdown,
    /// For programs: version 1 of Recoupe's JSON
    Json,
}

/// Columns where there is no terminal to ask.
const WIDTH: usize = 140;

/// Prints the table.
pub(super) fn run(args: &TableArgs, voice: Voice) -> Result<ExitCode, Failure> {
    let corpus = listing::find_one(args.corpus.as_ref().or(args.named.as_ref()))?;
    let mut sources = Sources::default();
    let loaded = load::load(&corpus, &mut sources)?;
    let asked = overview(&loaded.input(&sources, args.today.day()?));
    if asked.is_empty() {
        return Err("nothing to show: no claim could be read; `recoupe check` says why".into());
    }
    let grid = grid(&loaded.documents, &asked);
    let text = match args.format {
        Format::Text => {
            let terminal = terminal_size::terminal_size();
            let width = terminal.map_or(WIDTH, |(width, _)| usize::from(width.0));
            grid_text(&grid, width.max(40))
        }
        Format::Csv => grid_csv(&grid),
        Format::Markdown => grid_markdown(&grid),
        Format::Json => grid_json(&grid),
    };
    write_to(anstream::stdout(), &text)?;
    loaded.tell_left_out(Need::Claims)?;
    voice.files(&sources)?;
    Ok(ExitCode::SUCCESS)
}

fn grid(documents: &[Document], asked: &[Asked]) -> Grid {
    let articles = documents
        .iter()
        .map(|document| GridArticle { name: document.name.clone(), about: about(document) })
        .collect();
    let rows = asked
        .iter()
        .map(|asked| {
            let mut cells = vec![Vec::new(); documents.len()];
            for answer in &asked.answers {
                cells[answer.document].push(GridValue {
                    claim: answer.claim.clone(),
                    text: answer.value.clone(),
                    is_contested: answer.is_contested,
                });
            }
            let title = asked.title.clone();
            GridRow { title, verdict: asked.verdict, level: asked.level, cells }
        })
        .collect();
    Grid { articles, rows }
}

/// What an article is, as far as its claim file says.
pub(super) fn about(document: &Document) -> Vec<String> {
    let Some(article) = &document.article else { return Vec::new() };
    let published = article.published.as_ref().map(|period| period.written.clone());
    [article.publisher.clone(), published, article.title.clone()].into_iter().flatten().collect()
}
