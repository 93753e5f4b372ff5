//! Options that several commands take.

use std::path::PathBuf;

use clap::Args;

use super::{Failure, listing, write_to};
use crate::output;
use crate::source::Sources;
use crate::value::date;

/// How much a command tells beside its results.
#[derive(Args, Clone, Copy, Debug, Default)]
pub(super) struct Voice {
    /// Results and errors only: no summary, no progress
    #[arg(long, short, global = true)]
    quiet: bool,
    /// Tell the files read; `check` shows fingerprints and the time of each phase too
    #[arg(long, short, global = true, conflicts_with = "quiet")]
    verbose: bool,
}

impl Voice {
    pub(super) fn is_quiet(self) -> bool {
        self.quiet
    }

    pub(super) fn is_verbose(self) -> bool {
        self.verbose && !self.quiet
    }

    /// Tells something on standard error, unless it is not wanted.
    pub(super) fn tell(self, text: &str) -> Result<(), Failure> {
        match self.quiet {
            true => Ok(()),
            false => write_to(anstream::stderr(), text),
        }
    }

    /// Tells which files were read, to those who want to know.
    pub(super) fn files(self, sources: &Sources) -> Result<(), Failure> {
        if !self.is_verbose() {
            return Ok(());
        }
        let files = sources.files().map(|file| format!("read {}\n", output::harmless(&file.path)));
        write_to(anstream::stderr(), &files.collect::<String>())
    }
}

/// The corpora that a command works on.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Corpora {
    /// Corpora: folders with a recoupe.toml. Default: the nearest one, here or in a parent folder
    corpora: Vec<PathBuf>,
    /// A corpus too: the same as without --corpus
    #[arg(long = "corpus", value_name = "DIR")]
    named: Vec<PathBuf>,
}

impl Corpora {
    /// Their folders, each once.
    pub(super) fn find(&self) -> Result<Vec<PathBuf>, Failure> {
        let all: Vec<PathBuf> = self.corpora.iter().chain(&self.named).cloned().collect();
        listing::find(&all)
    }
}

/// The day that a command runs on.
#[derive(Args, Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Today {
    /// The day that counts as today (UTC)
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
}

impl Today {
    /// The day number given, else of today in UTC.
    pub(super) fn day(&self) -> Result<i64, Failure> {
        match &self.as_of {
            Some(text) => day_number("--as-of", text),
            None => {
                let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
                Ok(since.map_or(0, |since| (since.as_secs() / 86_400) as i64))
            }
        }
    }
}

/// The day number of an argument.
pub(super) fn day_number(argument: &str, text: &str) -> Result<i64, Failure> {
    date::parse(text)
        .ok()
        .and_then(|set| set.day())
        .ok_or_else(|| Failure(format!("{argument} {text:?} is no day: write it like 2026-01-31")))
}
