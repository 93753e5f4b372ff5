//! The command line: the only code that touches files, clocks and the environment.

mod check;
mod delta;
mod dialogue;
mod diff;
mod dossier;
mod earlier;
mod explain;
mod extract;
mod files;
mod fix;
mod init;
mod listing;
mod load;
mod lookup;
mod options;
mod origins;
mod paths;
mod pin;
mod progress;
mod recognize;
mod resolve;
mod schema;
mod selftest;
mod table;

use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use self::options::{Corpora, Today, Voice};

/// Checks claims extracted from news articles: each against its quote, all against each other.
///
/// Without a command, `recoupe` is `recoupe check`.
#[derive(Debug, Parser)]
#[command(
    name = "recoupe",
    version,
    max_term_width = 100,
    override_usage = "recoupe [OPTIONS] [CORPORA]...\n       recoupe [-q | -v] COMMAND"
)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    check: CheckArgs,
    #[command(flatten)]
    voice: Voice,
}

/// The commands' names, for suggestions.
const COMMANDS: &[&str] = &[
    "check",
    "baseline",
    "table",
    "diff",
    "extract",
    "resolve",
    "fix",
    "pin",
    "drift",
    "origins",
    "recognize",
    "selftest",
    "explain",
    "schema",
    "completions",
    "man",
    "init",
    "help",
];

#[derive(Debug, Subcommand)]
enum Command {
    /// Check one or more corpora (the default)
    #[command(
        after_help = "Examples:\n  recoupe check claims --notes\n  recoupe check --since origin/main --format markdown"
    )]
    Check(CheckArgs),
    /// Write the findings of now as JSON, for `check --baseline`
    #[command(after_help = "Examples:\n  recoupe baseline > baseline.json")]
    Baseline {
        #[command(flatten)]
        corpora: Corpora,
        #[command(flatten)]
        today: Today,
    },
    /// Show what each article says to each question
    #[command(after_help = "Examples:\n  recoupe table --format csv")]
    Table(table::TableArgs),
    /// Show two articles side by side: what both say, what only one says
    #[command(after_help = "Examples:\n  recoupe diff 003 004")]
    Diff(diff::DiffArgs),
    /// Record a decision on claims in resolutions.toml
    #[command(
        after_help = "Examples:\n  recoupe resolve\n  recoupe resolve 003/deadline 004/deadline --verdict different-scope --reason \"two offers\""
    )]
    Resolve(resolve::ResolveArgs),
    /// Mend claim files: quotes in the article's typography and punctuation, contexts that moved
    #[command(after_help = "Examples:\n  recoupe fix --dry-run")]
    Fix(fix::FixArgs),
    /// Write the SHA-256 of each article's text into its claim file
    #[command(after_help = "Examples:\n  recoupe pin --accept")]
    Pin(pin::PinArgs),
    /// Show what became of the quotes of articles that changed since they were pinned
    #[command(after_help = "Examples:\n  recoupe drift claims")]
    Drift(pin::DriftArgs),
    /// Show which articles share which passages: such articles count as one origin
    Origins(origins::OriginsArgs),
    /// Show what dates, amounts and entities a text holds, as JSON
    #[command(after_help = "Examples:\n  recoupe recognize --reference 2025-03-03 < article.txt")]
    Recognize(recognize::RecognizeArgs),
    /// Draft claims from articles, with the vocabulary of a corpus
    #[command(after_help = "Examples:\n  recoupe extract --corpus story --write story/articles/*")]
    Extract(extract::ExtractArgs),
    /// Show a rule's manual page
    #[command(
        after_help = "Examples:\n  recoupe explain contradiction\n  recoupe explain 3fa9c1 --all --corpus claims"
    )]
    Explain(explain::ExplainArgs),
    /// Show what is caught and what is not, on quotes that ship with the program
    #[command(after_help = "Examples:\n  recoupe selftest")]
    Selftest(selftest::SelftestArgs),
    /// Print a JSON Schema: of recoupe.toml, claim files, resolutions.toml or the JSON report
    #[command(after_help = "Examples:\n  recoupe schema claims > claims.schema.json")]
    Schema(schema::SchemaArgs),
    /// Print completions for a shell
    #[command(after_help = "Examples:\n  recoupe completions bash > recoupe.bash")]
    Completions {
        /// bash, elvish, fish, powershell or zsh
        shell: clap_complete::Shell,
    },
    /// Print the manual page (roff)
    #[command(after_help = "Examples:\n  recoupe man > recoupe.1")]
    Man,
    /// Write a new corpus with an example that checks clean
    #[command(after_help = "Examples:\n  recoupe init story --from article-1.txt article-2.txt")]
    Init(init::InitArgs),
}

#[derive(Args, Debug, Default, PartialEq, Eq)]
struct CheckArgs {
    #[command(flatten)]
    corpora: Corpora,
    /// How findings are printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write findings to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<std::path::PathBuf>,
    #[command(flatten)]
    today: Today,
    /// Warnings turn the exit code red too
    #[arg(long)]
    deny_warnings: bool,
    /// Show notes as well
    #[arg(long)]
    notes: bool,
    /// Only what this git revision did not have counts: a commit, branch or tag
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    /// Only what this file does not have counts: JSON that an earlier run wrote
    #[arg(long, value_name = "FILE", conflicts_with = "since")]
    baseline: Option<std::path::PathBuf>,
    /// Report this rule only; may be given several times
    #[arg(long, value_name = "RULE")]
    only: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: every finding with its passages
    #[default]
    Text,
    /// One line a finding
    Short,
    /// For programs: version 1 of Recoupe's JSON
    Json,
    /// Annotations in GitHub workflows
    Github,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
    /// GitLab's Code Quality report
    Gitlab,
    /// Tests of claims and questions, for Jenkins, GitLab and their like
    Junit,
    /// A comment for a pull or merge request
    Markdown,
    /// One page for people: questions, time lines, articles with their quotes
    Html,
}

/// Why a command could not run: a sentence for standard error. The exit code is 2.
#[derive(Debug)]
pub struct Failure(pub String);

impl<T: Into<String>> From<T> for Failure {
    fn from(message: T) -> Self {
        Failure(message.into())
    }
}

/// Runs the program and says how it went: 0 clean, 1 findings at level deny, 2 could not run.
pub fn run(cli: Cli) -> ExitCode {
    let voice = cli.voice;
    let outcome = match cli.command {
        None => check::run(&cli.check, voice),
        Some(_) if cli.check != CheckArgs::default() => {
            Err(Failure("options stand behind the command, like recoupe table --format csv".into()))
        }
        Some(Command::Check(args)) => check::run(&args, voice),
        Some(Command::Baseline { corpora, today }) => check::baseline(corpora, today, voice),
        Some(Command::Table(args)) => table::run(&args, voice),
        Some(Command::Diff(args)) => diff::run(&args, voice),
        Some(Command::Resolve(args)) => resolve::run(&args, voice),
        Some(Command::Fix(args)) => fix::run(&args, voice),
        Some(Command::Pin(args)) => pin::run(&args, voice),
        Some(Command::Drift(args)) => pin::run_drift(&args, voice),
        Some(Command::Origins(args)) => origins::run(&args, voice),
        Some(Command::Recognize(args)) => recognize::run(&args),
        Some(Command::Extract(args)) => extract::run(&args, voice),
        Some(Command::Explain(args)) => explain::run(&args, voice),
        Some(Command::Selftest(args)) => selftest::run(&args, voice),
        Some(Command::Schema(args)) => schema::run(&args),
        Some(Command::Completions { shell }) => completions(shell),
        Some(Command::Man) => man(),
        Some(Command::Init(args)) => init::run(&args, voice),
    };
    match outcome {
        Ok(code) => code,
        Err(Failure(message)) => {
            // A closed standard error leaves nobody to tell.
            let _ = write_to(anstream::stderr(), &format!("error: {message}\n"));
            ExitCode::from(2)
        }
    }
}

fn completions(shell: clap_complete::Shell) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "recoupe", &mut script);
    write_to(anstream::stdout(), &String::from_utf8_lossy(&script))?;
    Ok(ExitCode::SUCCESS)
}

fn man() -> Result<ExitCode, Failure> {
    let mut page = Vec::new();
    let rendered = clap_mangen::Man::new(Cli::command()).render(&mut page);
    rendered.map_err(|e| format!("cannot write the manual page: {e}"))?;
    write_to(anstream::stdout(), &String::from_utf8_lossy(&page))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes a text to a stream; a reader that has gone away is no failure.
fn write_to(mut stream: impl std::io::Write, text: &str) -> Result<(), Failure> {
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure(format!("cannot write: {error}")))
        }
        _ => Ok(()),
    }
}
