//! Reports for people and programs: one format a file, each with structs of its own.
//!
//! Nothing here knows a rule or the model: a format sees diagnostics and sources only.

mod drafted;
mod github;
pub mod html;
mod json;
mod place;
mod recognized;
mod sarif;
mod short;
mod summary;
mod text;

pub use drafted::{Drafted, DraftedArticle, drafted_claims, drafted_json, drafted_toml};
pub use github::github;
pub use json::json;
pub use recognized::{Seen, SeenValue, recognized};
pub use sarif::sarif;
pub use short::short;
pub use summary::summary;
pub use text::{TextOptions, text};
