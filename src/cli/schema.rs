//! `recoupe schema`: JSON Schemas of the files that people write and of the JSON that programs read.

use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::{Failure, write_to};

#[derive(Args, Debug)]
pub(super) struct SchemaArgs {
    /// Of what; without it, the schemas are listed
    #[arg(value_enum)]
    of: Option<Of>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Of {
    /// recoupe.toml
    Config,
    /// A claim file
    Claims,
    /// resolutions.toml
    Resolutions,
    /// What `check --format json` prints
    Report,
}

/// Prints a schema (JSON Schema draft-07, which TOML editors read), or the list.
pub(super) fn run(args: &SchemaArgs) -> Result<ExitCode, Failure> {
    let text = match args.of {
        None => list(),
        Some(Of::Config) => include_str!("../data/schema/config.json").to_owned(),
        Some(Of::Claims) => include_str!("../data/schema/claims.json").to_owned(),
        Some(Of::Resolutions) => include_str!("../data/schema/resolutions.json").to_owned(),
        Some(Of::Report) => include_str!("../data/schema/report.json").to_owned(),
    };
    write_to(anstream::stdout(), &text)?;
    Ok(ExitCode::SUCCESS)
}

fn list() -> String {
    let lines = Of::value_variants().iter().filter_map(ValueEnum::to_possible_value).map(|value| {
        format!("{:12} {}\n", value.get_name(), value.get_help().cloned().unwrap_or_default())
    });
    lines.collect()
}
