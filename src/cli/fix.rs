//! `recoupe fix`: applies the fixes that change nothing of what is claimed, shows the others.

use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;

use clap::Args;

use super::files::rewrite;
use super::load::{self, Loaded, Need};
use super::options::{Corpora, Today, Voice};
use super::{Failure, write_to};
use crate::diagnostic::{Certainty, Diagnostic, Edit, Fix, Level, Report, SYNTAX};
use crate::output::patch;
use crate::source::{FileId, Sources};

#[derive(Args, Debug)]
pub(super) struct FixArgs {
    #[command(flatten)]
    corpora: Corpora,
    /// Show what would be done; write nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    today: Today,
}

/// A fix, and the finding that it mends.
type Proposal<'f> = (&'f Diagnostic, &'f Fix);

/// Mends each corpus. The exit code does not speak of what is left: that is `check`'s.
pub(super) fn run(args: &FixArgs, voice: Voice) -> Result<ExitCode, Failure> {
    let today = args.today.day()?;
    for corpus in args.corpora.find()? {
        let mut sources = Sources::default();
        let loaded = load::load(&corpus, &mut sources)?;
        let report = crate::check(&loaded.input(&sources, today));
        let proposals: Vec<Proposal<'_>> = report
            .findings
            .iter()
            .filter(|finding| finding.resolution.is_none())
            .filter(|finding| finding.fixes.iter().all(|fix| !is_broken(fix, &loaded)))
            .flat_map(|finding| finding.fixes.iter().map(move |fix| (finding, fix)))
            .collect();
        let certain = proposals.iter().filter(|(_, fix)| fix.certainty == Certainty::Certain);
        let (chosen, held) = harmless(apart(certain.copied()), &report, &loaded, &sources, today);
        let texts = applied(&chosen, &sources);
        show(&texts, &sources)?;
        if !args.dry_run {
            write(&texts, &loaded, &sources)?;
        }
        let mut open: Vec<(Proposal<'_>, String)> = held;
        let possible = proposals.into_iter().filter(|(finding, fix)| {
            finding.level > Level::Note && fix.certainty == Certainty::Possible
        });
        open.extend(possible.map(|proposal| (proposal, String::new())));
        show_open(&open, &sources)?;
        voice.tell(&told(chosen.len(), open.len(), args.dry_run))?;
        loaded.tell_left_out(Need::Claims)?;
        voice.files(&sources)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The fixes that bring up no new finding; and those that do, with what they bring up.
fn harmless<'f>(
    mut chosen: Vec<Proposal<'f>>,
    report: &'f Report,
    loaded: &Loaded,
    sources: &Sources,
    today: i64,
) -> (Vec<Proposal<'f>>, Vec<(Proposal<'f>, String)>) {
    let mut held = Vec::new();
    loop {
        let texts = applied(&chosen, sources);
        let new = brought_up(&report.findings, loaded, &texts, sources, today);
        let rules_of = |finding: &Diagnostic| -> Vec<&str> {
            finding.claims.iter().filter_map(|id| new.get(id)).copied().collect()
        };
        let before = chosen.len();
        let mut kept = Vec::new();
        for proposal in chosen {
            match rules_of(proposal.0).first() {
                None => kept.push(proposal),
                Some(rule) => held.push((proposal, format!("; it brings up {rule}"))),
            }
        }
        chosen = kept;
        if chosen.len() == before {
            // What comes up on other claims is nobody's: nothing is done unasked.
            if !new.is_empty() {
                held.extend(chosen.drain(..).map(|proposal| (proposal, String::new())));
            }
            return (chosen, held);
        }
    }
}

/// Whether a fix touches a file that is not sound: writing it again could lose something.
fn is_broken(fix: &Fix, loaded: &Loaded) -> bool {
    let broken = loaded
        .documents
        .iter()
        .filter(|document| document.problems.iter().any(|problem| problem.rule == &SYNTAX));
    let files: Vec<FileId> = broken.map(|document| document.file).collect();
    fix.edits.iter().any(|edit| files.contains(&edit.span.file))
}

/// Of fixes that touch the same bytes the first.
fn apart<'f>(fixes: impl Iterator<Item = Proposal<'f>>) -> Vec<Proposal<'f>> {
    // Where each edit that is taken starts, and ends.
    let mut taken: BTreeMap<(FileId, u32), u32> = BTreeMap::new();
    let mut chosen = Vec::new();
    for (finding, fix) in fixes {
        let collides = fix.edits.iter().any(|edit| {
            let span = edit.span;
            let before = taken.range(..=(span.file, span.end)).next_back();
            before.is_some_and(|((file, _), end)| *file == span.file && *end >= span.start)
        });
        if !collides {
            taken.extend(
                fix.edits.iter().map(|edit| ((edit.span.file, edit.span.start), edit.span.end)),
            );
            chosen.push((finding, fix));
        }
    }
    chosen
}

/// The files with the edits of some fixes.
fn applied(fixes: &[Proposal<'_>], sources: &Sources) -> BTreeMap<FileId, String> {
    let mut edits: Vec<&Edit> = fixes.iter().flat_map(|(_, fix)| &fix.edits).collect();
    // From the end, so that no edit moves another.
    edits.sort_by_key(|edit| std::cmp::Reverse((edit.span.file, edit.span.start)));
    let mut texts: BTreeMap<FileId, String> = BTreeMap::new();
    for edit in edits {
        let file = edit.span.file;
        let text = texts.entry(file).or_insert_with(|| sources.text(file).to_owned());
        text.replace_range(edit.span.range(), &edit.text);
    }
    texts
}

/// The claims with warnings and errors that they did not have before, and one rule for each.
fn brought_up(
    before: &[Diagnostic],
    loaded: &Loaded,
    texts: &BTreeMap<FileId, String>,
    sources: &Sources,
    today: i64,
) -> BTreeMap<String, &'static str> {
    let key = |finding: &Diagnostic| (finding.rule.name, finding.claims.clone());
    let known: BTreeSet<_> = before.iter().map(key).collect();
    let mut sources = sources.clone();
    let mended = load::reread(loaded, texts, &mut sources);
    let after = crate::check(&mended.input(&sources, today)).findings;
    let new = after
        .iter()
        .filter(|finding| finding.level > Level::Note && !known.contains(&key(finding)));
    new.flat_map(|f| f.claims.iter().map(|claim| (claim.clone(), f.rule.name))).collect()
}

fn show(texts: &BTreeMap<FileId, String>, sources: &Sources) -> Result<(), Failure> {
    for (file, text) in texts {
        let file = sources.file(*file);
        write_to(anstream::stdout(), &patch(&file.path, &file.text, text))?;
    }
    Ok(())
}

fn show_open(open: &[(Proposal<'_>, String)], sources: &Sources) -> Result<(), Failure> {
    for (proposal, why) in open {
        let (finding, fix) = proposal;
        let (rule, claims) = (finding.rule.name, finding.claims.join(", "));
        let title = format!("\nto look at: {rule} ({claims}): {}{why}\n", fix.title);
        write_to(anstream::stdout(), &title)?;
        show(&applied(std::slice::from_ref(proposal), sources), sources)?;
    }
    Ok(())
}

fn write(
    texts: &BTreeMap<FileId, String>,
    loaded: &Loaded,
    sources: &Sources,
) -> Result<(), Failure> {
    for (document, path) in loaded.documents.iter().zip(&loaded.paths) {
        let Some(text) = texts.get(&document.file) else { continue };
        rewrite(path, text, sources.file(document.file).encoding)?;
    }
    Ok(())
}

fn told(fixed: usize, open: usize, dry_run: bool) -> String {
    let count = |count: usize| match count {
        1 => "1 fix".to_owned(),
        _ => format!("{count} fixes"),
    };
    let done = if dry_run { "would be applied" } else { "applied" };
    format!("{} {done}, {} to look at\n", count(fixed), count(open))
}
