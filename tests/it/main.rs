//! The integration tests, in one binary.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

#[allow(unreachable_pub)]
#[rustfmt::skip]
mod brute;
mod browser;
mod case;
mod cli;
mod corpora;
mod drafts;
mod explain;
mod extract;
mod fix;
mod formats;
mod origins;
mod pin;
mod properties;
mod readings;
mod recognize;
mod report;
mod rules;
mod run;
mod schema;
mod seeds;
mod selftest;
mod stories;
mod tidy;
mod views;
