//! The integration tests, in one binary.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

#[allow(unreachable_pub)]
#[rustfmt::skip]
mod brute;
mod browser;
mod case;
mod cli;
mod corpora;
mod extract;
mod properties;
mod readings;
mod recognize;
mod report;
mod rules;
mod seeds;
mod stories;
mod tidy;
