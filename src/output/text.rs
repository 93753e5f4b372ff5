//! `--format text`: findings for people, in the style of rustc, with the passages of all files.

use annotate_snippets::{AnnotationKind, Group, Level as Weight, Renderer, Snippet};

use super::place::harmless;
use crate::diagnostic::{Diagnostic, Label, Level, Report};
use crate::source::{File, FileId, Sources};
use crate::value::is_unseen;

/// How text is rendered.
#[derive(Clone, Copy, Debug)]
pub struct TextOptions {
    /// Findings below this level are left out.
    pub least: Level,
    /// Columns of a line.
    pub width: usize,
    /// What findings are called by.
    pub names: Names,
}

/// What findings are called by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// Their rules.
    Rules,
    /// Their fingerprints as well.
    Fingerprints,
}

/// Renders findings, coloured by escape sequences that the caller strips where there is no terminal.
pub fn text(report: &Report, sources: &Sources, options: TextOptions) -> String {
    let renderer = Renderer::styled().term_width(options.width);
    let mut out = String::new();
    for finding in report.findings.iter().filter(|finding| finding.is_shown(options.least)) {
        let windows = windows(finding, sources);
        let message = harmless(&finding.message);
        let weight = match finding.level {
            Level::Deny => Weight::ERROR,
            Level::Warn => Weight::WARNING,
            Level::Note | Level::Allow => Weight::NOTE,
        };
        let mut group = Group::with_title(weight.primary_title(message).id(finding.rule.name));
        for window in &windows {
            group = group.element(window.snippet());
        }
        for note in &finding.notes {
            group = group.element(Weight::NOTE.message(harmless(note)));
        }
        if options.names == Names::Fingerprints {
            let named = format!("fingerprint {}", finding.fingerprint());
            group = group.element(Weight::NOTE.message(named));
        }
        for help in &finding.help {
            group = group.element(Weight::HELP.message(harmless(help)));
        }
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out
}

/// The lines of one file that a finding shows, made harmless.
struct Window {
    path: String,
    text: String,
    first_line: usize,
    marks: Vec<Mark>,
}

struct Mark {
    range: std::ops::Range<usize>,
    label: String,
    primary: bool,
}

impl Window {
    fn snippet(&self) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        Snippet::source(self.text.as_str())
            .line_start(self.first_line)
            .path(self.path.as_str())
            .annotations(self.marks.iter().map(|mark| {
                let kind =
                    if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
                let label = (!mark.label.is_empty()).then_some(mark.label.as_str());
                kind.span(mark.range.clone()).label(label)
            }))
    }
}

/// One window for each run of labels in one file that stand near each other, in their order.
fn windows(finding: &Diagnostic, sources: &Sources) -> Vec<Window> {
    let mut runs: Vec<(FileId, Vec<&Label>)> = Vec::new();
    for label in &finding.labels {
        match runs.last_mut() {
            Some((file, labels))
                if *file == label.span.file && is_near(sources.file(*file), labels, label) =>
            {
                labels.push(label);
            }
            _ => runs.push((label.span.file, vec![label])),
        }
    }
    runs.into_iter().map(|(file, labels)| window(sources.file(file), &labels)).collect()
}

/// Labels farther apart than this are shown in windows of their own.
const NEAR_LINES: usize = 12;

/// The same on one line, in bytes: a long paragraph is one line.
const NEAR_BYTES: usize = 120;

fn is_near(file: &File, labels: &[&Label], new: &Label) -> bool {
    let line = |at: u32| file.line_of((at as usize).min(file.text.len()));
    labels.iter().all(|label| {
        let apart = line(label.span.start).abs_diff(line(new.span.start));
        let gap = if new.span.start >= label.span.end {
            new.span.start - label.span.end
        } else {
            label.span.start.saturating_sub(new.span.end)
        };
        apart <= NEAR_LINES && (apart > 0 || (gap as usize) <= NEAR_BYTES)
    })
}

/// More lines of one label than this are cut.
const MOST_LINES: usize = 400;

fn window(file: &File, labels: &[&Label]) -> Window {
    let last = file.text.len();
    let start = labels.iter().map(|l| l.span.range().start.min(last)).min().unwrap_or(0);
    let end = labels.iter().map(|l| l.span.range().end.min(last)).max().unwrap_or(0);
    let first_line = file.line_of(start);
    let last_line = file.line_of(end).min(first_line + MOST_LINES);
    let range = file.line_range(first_line).start..file.line_range(last_line).end;
    let source = &file.text[range.clone()];
    let clamp = |at: usize| at.clamp(range.start, range.end) - range.start;
    let marks = labels
        .iter()
        .map(|label| {
            let span = label.span.range();
            let from = source.floor_char_boundary(clamp(span.start));
            let to = source.ceil_char_boundary(clamp(span.end)).max(from);
            Mark {
                range: neutral(&source[..from]).len()..neutral(&source[..to]).len(),
                label: harmless(&label.text),
                primary: label.primary,
            }
        })
        .collect();
    Window { path: harmless(&file.path), text: neutral(source), first_line: first_line + 1, marks }
}

/// Source text with hostile characters replaced.
fn neutral(source: &str) -> String {
    if !source.chars().any(is_unseen) {
        return source.to_owned();
    }
    source.chars().map(|c| if is_unseen(c) { '\u{FFFD}' } else { c }).collect()
}
