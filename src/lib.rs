//! Recoupe checks the claims extracted from news articles: each against its quote, all against each
//! other.
//!
//! ```text
//! files ─ read ─▶ Document (+ problems) ─ corpus ─▶ questions, positions ─ rules ─▶ Report ─ output ─▶ text, JSON…
//! ```
//!
//! A corpus in memory goes through [`check`]; everything that touches files is in [`cli`].

pub mod clause;
pub mod cli;
pub mod config;
pub mod corpus;
pub mod diagnostic;
pub mod extract;
pub mod model;
pub mod output;
pub mod read;
pub mod recognize;
pub mod rules;
pub mod selftest;
pub mod source;
pub mod survey;
pub mod syntax;
pub mod text;
pub mod value;

pub use rules::{Input, check};
