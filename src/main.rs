//! The `recoupe` program: arguments in, exit code out.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    recoupe::cli::run(recoupe::cli::Cli::parse())
}
