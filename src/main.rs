//! The `recoupe` program: arguments in, exit code out.

use std::process::ExitCode;

use clap::Parser;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    recoupe::cli::run(recoupe::cli::Cli::parse())
}
