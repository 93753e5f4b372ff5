//! `recoupe fix`: applies the fixes that change nothing of what is claimed, shows the others.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::files::rewrite;
use super::load::{self, Loaded, Need};
use super::options::{Corpora, Today, Voice};
use super::{Failure, write_to};
use crate::diagnostic::{Certainty, Diagnostic, Edit, Fix, Level, Report, is_broken};
use crate::output::patch;
use crate::source::{File, FileId, Sources};
use crate::syntax::edited;

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

/// A fix that is not applied, and why where it is a certain one.
type Held<'f> = (Proposal<'f>, String);

/// So often one fix may make way for another.
const ROUNDS: usize = 10;

/// Mends each corpus. The exit code does not speak of what is left: that is `check`'s.
pub(super) fn run(args: &FixArgs, voice: Voice) -> Result<ExitCode, Failure> {
    let today = args.today.day()?;
    for corpus in args.corpora.find()? {
        let mut sources = Sources::default();
        let read = load::load(&corpus, &mut sources)?;
        let mut mended = read.clone();
        let mut fixed = 0;
        for round in 0..=ROUNDS {
            let report = crate::check(&mended.input(&sources, today));
            let (chosen, mut open) = sorted(&report, &mended, &sources, today);
            if !chosen.is_empty() && round < ROUNDS {
                fixed += chosen.len();
                let texts = applied(&chosen, &sources).unwrap_or_default();
                mended = load::reread(&mended, &texts, &mut sources);
                continue;
            }
            open.extend(chosen.into_iter().map(|proposal| (proposal, String::new())));
            show_mended(&read, &mended, &sources)?;
            if !args.dry_run {
                write(&read, &mended, &sources)?;
            }
            show_open(&open, &sources)?;
            voice.tell(&told(fixed, open.len(), args.dry_run))?;
            read.tell_left_out(Need::Claims)?;
            break;
        }
        voice.files(&sources)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The fixes to apply, and those for a person to look at.
fn sorted<'f>(
    report: &'f Report,
    loaded: &Loaded,
    sources: &Sources,
    today: i64,
) -> (Vec<Proposal<'f>>, Vec<Held<'f>>) {
    let proposals: Vec<Proposal<'_>> = report
        .findings
        .iter()
        .filter(|finding| finding.resolution.is_none())
        .filter(|finding| finding.fixes.iter().all(|fix| !touches_broken(fix, loaded)))
        .flat_map(|finding| finding.fixes.iter().map(move |fix| (finding, fix)))
        .collect();
    let certain = proposals.iter().filter(|(_, fix)| fix.certainty == Certainty::Certain);
    let (writable, unwritable) = writable(apart(certain.copied()), sources);
    let (chosen, mut open) = harmless(writable, &report.findings, loaded, sources, today);
    open.extend(unwritable.into_iter().map(|proposal| (proposal, String::new())));
    let possible = proposals.into_iter().filter(|(finding, fix)| {
        finding.level > Level::Note && fix.certainty == Certainty::Possible
    });
    open.extend(possible.map(|proposal| (proposal, String::new())));
    (chosen, open)
}

/// The fixes that can be written without touching anything else; and the others.
fn writable<'f>(
    mut fixes: Vec<Proposal<'f>>,
    sources: &Sources,
) -> (Vec<Proposal<'f>>, Vec<Proposal<'f>>) {
    if applied(&fixes, sources).is_some() {
        return (fixes, Vec::new());
    }
    if fixes.len() == 1 {
        return (Vec::new(), fixes);
    }
    let second = fixes.split_off(fixes.len() / 2);
    let (mut kept, mut refused) = writable(fixes, sources);
    let (more, others) = writable(second, sources);
    kept.extend(more);
    refused.extend(others);
    if applied(&kept, sources).is_none() {
        refused.append(&mut kept);
    }
    (kept, refused)
}

/// The fixes that bring up no new finding; and those that do, with what they bring up.
fn harmless<'f>(
    mut chosen: Vec<Proposal<'f>>,
    known: &[Diagnostic],
    loaded: &Loaded,
    sources: &Sources,
    today: i64,
) -> (Vec<Proposal<'f>>, Vec<Held<'f>>) {
    let mut held = Vec::new();
    loop {
        let texts = applied(&chosen, sources).unwrap_or_default();
        let new = brought_up(known, loaded, &texts, sources, today);
        let Some((rule, _)) = new.first().cloned() else { return (chosen, held) };
        let before = chosen.len();
        let mut kept = Vec::new();
        for proposal in chosen {
            let is_of = |claims: &[String]| proposal.0.claims.iter().any(|id| claims.contains(id));
            match new.iter().find(|(_, claims)| is_of(claims)) {
                None => kept.push(proposal),
                Some((rule, _)) => held.push((proposal, format!("; it brings up {rule}"))),
            }
        }
        chosen = kept;
        if chosen.len() < before {
            continue;
        }
        // What comes up on other claims, or on none, is somebody's: each half is tried alone.
        if chosen.len() == 1 {
            held.extend(chosen.drain(..).map(|fix| (fix, format!("; it brings up {rule}"))));
            return (chosen, held);
        }
        let second = chosen.split_off(chosen.len() / 2);
        for half in [std::mem::take(&mut chosen), second] {
            let (kept, more) = harmless(half, known, loaded, sources, today);
            chosen.extend(kept);
            held.extend(more);
        }
        let texts = applied(&chosen, sources).unwrap_or_default();
        if let Some((rule, _)) = brought_up(known, loaded, &texts, sources, today).first() {
            held.extend(chosen.drain(..).map(|fix| (fix, format!("; it brings up {rule}"))));
        }
        return (chosen, held);
    }
}

/// Whether a fix touches a file that is not sound: writing it again could lose something.
fn touches_broken(fix: &Fix, loaded: &Loaded) -> bool {
    let broken = loaded.documents.iter().filter(|document| is_broken(&document.problems));
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

/// The files with the edits of some fixes; `None` where they cannot be written without touching
/// anything else.
fn applied(fixes: &[Proposal<'_>], sources: &Sources) -> Option<BTreeMap<FileId, String>> {
    let mut edits: BTreeMap<FileId, Vec<&Edit>> = BTreeMap::new();
    for edit in fixes.iter().flat_map(|(_, fix)| &fix.edits) {
        edits.entry(edit.span.file).or_default().push(edit);
    }
    let mend =
        |(file, edits): (FileId, Vec<&Edit>)| Some((file, edited(sources.text(file), &edits)?));
    edits.into_iter().map(mend).collect()
}

/// Warnings and errors that were not there before, or were lighter or decided: the rule and the
/// claims of each.
fn brought_up(
    before: &[Diagnostic],
    loaded: &Loaded,
    texts: &BTreeMap<FileId, String>,
    sources: &Sources,
    today: i64,
) -> Vec<(&'static str, Vec<String>)> {
    if texts.is_empty() {
        return Vec::new();
    }
    let mut sources = sources.clone();
    let mended = load::reread(loaded, texts, &mut sources);
    let after = crate::check(&mended.input(&sources, today)).findings;
    let known = counted(before);
    let more = counted(&after)
        .into_iter()
        .filter(|(key, count)| known.get(key).is_none_or(|was| was < count));
    more.map(|((rule, claims, _), _)| (rule, claims.to_vec())).collect()
}

/// How many warnings or worse, and how many errors, each rule makes on the same claims.
fn counted(findings: &[Diagnostic]) -> BTreeMap<(&'static str, &[String], Level), usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        for level in [Level::Warn, Level::Deny] {
            if finding.level >= level {
                let key = (finding.rule.name, finding.claims.as_slice(), level);
                *counts.entry(key).or_default() += 1;
            }
        }
    }
    counts
}

/// The claim files that changed: where each is, as it was read and as it is now.
fn changed<'l>(
    read: &'l Loaded,
    mended: &'l Loaded,
    sources: &'l Sources,
) -> impl Iterator<Item = (&'l PathBuf, &'l File, &'l File)> {
    let documents = read.documents.iter().zip(&mended.documents);
    let files = documents.map(move |(was, is)| (sources.file(was.file), sources.file(is.file)));
    let all = read.paths.iter().zip(files).map(|(path, (was, is))| (path, was, is));
    all.filter(|(_, was, is)| was.text != is.text)
}

fn show_mended(read: &Loaded, mended: &Loaded, sources: &Sources) -> Result<(), Failure> {
    for (_, was, is) in changed(read, mended, sources) {
        write_to(anstream::stdout(), &patch(&was.path, &was.text, &is.text))?;
    }
    Ok(())
}

fn show_open(open: &[Held<'_>], sources: &Sources) -> Result<(), Failure> {
    for (proposal, why) in open {
        let (finding, fix) = proposal;
        let (rule, claims) = (finding.rule.name, finding.claims.join(", "));
        let texts = applied(std::slice::from_ref(proposal), sources);
        let by_hand = match texts {
            Some(_) => "",
            None => "; the file writes it in a way that only you can change",
        };
        let title = format!("\nto look at: {rule} ({claims}): {}{why}{by_hand}\n", fix.title);
        write_to(anstream::stdout(), &title)?;
        for (file, text) in texts.unwrap_or_default() {
            let file = sources.file(file);
            write_to(anstream::stdout(), &patch(&file.path, &file.text, &text))?;
        }
    }
    Ok(())
}

fn write(read: &Loaded, mended: &Loaded, sources: &Sources) -> Result<(), Failure> {
    for (path, was, is) in changed(read, mended, sources) {
        rewrite(path, &is.text, was.encoding)?;
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
