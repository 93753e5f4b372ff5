//! Reports for people and programs: one format a file, each with structs of its own.
//!
//! Nothing here knows a rule or the model: a format sees diagnostics and sources only.

mod account;
mod drafted;
mod drifted;
mod facing;
mod github;
mod gitlab;
mod grid;
pub mod html;
mod json;
mod junit;
mod markdown;
mod origins;
mod patch;
mod place;
mod recognized;
mod sarif;
mod short;
mod summary;
mod text;

pub use account::{Lines, account, page_of};
pub use drafted::{
    Drafted, DraftedArticle, MissingWords, drafted_claims, drafted_json, drafted_toml,
    missing_json, missing_text,
};
pub use drifted::{DriftedArticle, DriftedQuote, drifted, drifted_json};
pub use facing::{Facing, Said, Shared, Words, facing_json, facing_markdown, facing_text};
pub use github::github;
pub use gitlab::gitlab;
pub use grid::{
    Grid, GridArticle, GridRow, GridValue, grid_csv, grid_json, grid_markdown, grid_text,
};
pub use json::json;
pub use junit::junit;
pub use markdown::markdown;
pub use origins::{CommonPassage, CommonPlace, origins_json, origins_text};
pub use patch::patch;
pub use place::harmless;
pub use recognized::{Seen, SeenValue, recognized};
pub use sarif::sarif;
pub use short::short;
pub use summary::{counted, summary};
pub use text::{Names, TextOptions, text};
