//! `recoupe check`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::load::Loaded;
use super::options::{Corpora, Today, Voice};
use super::paths::shown;
use super::progress::{Phase, Progress};
use super::{CheckArgs, Failure, Format, delta, dossier, load, write_to};
use crate::diagnostic::{self, Level, Report, State};
use crate::output::html::Corpus;
use crate::output::{self, Names, TextOptions};
use crate::source::Sources;

/// Columns of text output; fixed, so that the same run prints the same anywhere.
pub(super) const WIDTH: usize = 140;

/// Checks each corpus by itself and prints all findings as one report.
pub(super) fn run(args: &CheckArgs, voice: Voice) -> Result<ExitCode, Failure> {
    for name in &args.only {
        if diagnostic::rule(name).is_none() {
            return Err(super::explain::no_rule(name));
        }
    }
    let today = args.today.day()?;
    let mut sources = Sources::default();
    let corpora = args.corpora.find()?;
    let mut progress = Progress::start(voice);
    let (mut report, dossiers) =
        check_all(&corpora, args.format, today, &mut sources, &mut progress)?;
    // What keeps claims from being checked counts, shown or not: unchecked is not passed.
    let is_blocked = report.summary.not_checked > 0
        || report.findings.iter().any(|finding| finding.rule == &diagnostic::SYNTAX);
    progress.enter(Phase::Compare);
    let before = match (&args.since, &args.baseline) {
        (Some(revision), _) => Some(delta::at_revision(&corpora, revision, today)?),
        (None, Some(file)) => Some(delta::from_file(file)?),
        (None, None) => None,
    };
    let told = before.map(|before| before.compare(&mut report, &args.only)).unwrap_or_default();
    if !args.only.is_empty() {
        report.findings.retain(|finding| args.only.iter().any(|name| name == finding.rule.name));
    }
    progress.enter(Phase::Render);
    let rendered = rendered(args, voice, &report, &sources, &dossiers);
    let timings = progress.finish();
    match args.output.as_deref().filter(|path| *path != Path::new("-")) {
        Some(path) => {
            let plain = anstream::adapter::strip_str(&rendered).to_string();
            super::files::replace(path, &plain)?;
        }
        None => write_to(anstream::stdout(), &rendered)?,
    }
    let hides_notes = !args.notes && matches!(args.format, Format::Text | Format::Short);
    voice.tell(&(told + &output::summary(&report, hides_notes)))?;
    if voice.is_verbose() {
        voice.files(&sources)?;
        write_to(anstream::stderr(), &timings)?;
    }
    let hides_blockers = is_blocked && !args.only.is_empty();
    if hides_blockers {
        let told = "some claims could not be checked: run without --only to see why\n";
        write_to(anstream::stderr(), told)?;
    }
    let counts = |level: Level| {
        report.findings.iter().any(|f| f.level == level && f.state != Some(State::Unchanged))
    };
    let is_red =
        counts(Level::Deny) || hides_blockers || (args.deny_warnings && counts(Level::Warn));
    Ok(if is_red { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// The report in the format asked for.
fn rendered(
    args: &CheckArgs,
    voice: Voice,
    report: &Report,
    sources: &Sources,
    dossiers: &[Corpus],
) -> String {
    let names = if voice.is_verbose() { Names::Fingerprints } else { Names::Rules };
    let least = if args.notes { Level::Note } else { Level::Warn };
    match args.format {
        Format::Text => output::text(report, sources, TextOptions { least, width: WIDTH, names }),
        Format::Short => output::short(report, sources, least, names),
        Format::Json => output::json(report, sources),
        Format::Github => output::github(report, sources, least),
        Format::Sarif => output::sarif(report, sources),
        Format::Gitlab => output::gitlab(report, sources, least),
        Format::Junit => output::junit(report, sources, args.fails_at()),
        Format::Markdown => output::markdown(report, sources),
        Format::Html => output::html::html(report, sources, dossiers),
    }
}

impl CheckArgs {
    /// The least level that turns the exit code red.
    fn fails_at(&self) -> Level {
        if self.deny_warnings { Level::Warn } else { Level::Deny }
    }
}

/// Checks each corpus by itself; what the format shows beyond findings is kept.
fn check_all(
    corpora: &[PathBuf],
    format: Format,
    today: i64,
    sources: &mut Sources,
    progress: &mut Progress,
) -> Result<(Report, Vec<Corpus>), Failure> {
    let mut report = Report::default();
    let mut dossiers = Vec::new();
    for corpus in corpora {
        progress.enter(Phase::Read);
        let loaded = load::load(corpus, sources)?;
        if loaded.documents.iter().all(|document| document.is_empty()) {
            return Err(nothing_in(corpus, &loaded));
        }
        progress.enter(Phase::Check);
        let found = crate::check(&loaded.input(sources, today));
        report.summary.add(&found.summary);
        if format == Format::Html {
            dossiers.push(dossier::corpus(corpus, &loaded, &found.checked));
        }
        report.checked.add(found.checked);
        report.findings.extend(found.findings);
    }
    Ok((report, dossiers))
}

/// Says that a corpus holds no claims, and what to do.
fn nothing_in(corpus: &Path, loaded: &Loaded) -> Failure {
    let corpus = shown(corpus);
    let draft = format!("`recoupe extract --corpus {corpus} --write {}/*`", shown(&loaded.folder));
    if !loaded.documents.is_empty() {
        return Failure(format!(
            "nothing to check: the claim files of {corpus} hold no claims; add [[claims]], or run \
             {draft}"
        ));
    }
    let has_predicates = loaded.settings.vocabulary.predicates().next().is_some();
    let help = match (loaded.settings.names_claims(), has_predicates) {
        (true, _) => "`claims` in recoupe.toml matches none".to_owned(),
        (false, true) => format!("{draft} drafts some"),
        (false, false) => format!("write [predicates] in recoupe.toml, then {draft}"),
    };
    Failure(format!("nothing to check: {corpus} has no claim files; {help}"))
}

/// Prints the findings of now as JSON; they are no failure.
pub(super) fn baseline(corpora: Corpora, today: Today, voice: Voice) -> Result<ExitCode, Failure> {
    run(&CheckArgs { corpora, today, format: Format::Json, ..CheckArgs::default() }, voice)?;
    Ok(ExitCode::SUCCESS)
}
