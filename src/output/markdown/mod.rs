//! `--format markdown`: a comment for a pull or merge request.

mod inert;
mod question;

pub(super) use inert::{code, inert, row};

use super::place::place;
use super::summary::{counted, looked_at};
use crate::diagnostic::{Diagnostic, Level, Report, State};
use crate::source::Sources;

/// GitHub takes 65,536 characters.
const MOST: usize = 65_000;

/// Kept free for what closes the comment.
const RESERVE: usize = 400;

/// Renders a report: the headline, a table for each contested question, the other findings as a list,
/// notes folded. Of a comparison only what was introduced is shown. What does not fit is counted.
pub fn markdown(report: &Report, sources: &Sources) -> String {
    let (heavy, notes): (Vec<&Diagnostic>, Vec<&Diagnostic>) = report
        .findings
        .iter()
        .filter(|finding| finding.is_shown(Level::Note))
        .partition(|finding| finding.level > Level::Note);
    let (questions, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        heavy.into_iter().partition(|finding| finding.contest.is_some());
    let mut page = Page { text: headline(report), cut: 0, is_full: false };
    for level in [Level::Deny, Level::Warn] {
        for finding in questions.iter().filter(|finding| finding.level == level) {
            page.add(&question::section(finding, sources));
        }
    }
    page.list("\n### Other findings\n\n", "", &items(&others, sources));
    let title =
        format!("\n<details><summary>{}</summary>\n\n", counted(notes.len() as u64, "note"));
    page.list(&title, "\n</details>\n", &items(&notes, sources));
    if page.cut > 0 {
        let left_out = counted(page.cut as u64, "finding");
        page.text.push_str(&format!(
            "\n{left_out} left out here: a comment holds no more. `recoupe check` shows all.\n"
        ));
    }
    page.text
}

/// What fits.
struct Page {
    text: String,
    /// Findings left out.
    cut: usize,
    is_full: bool,
}

impl Page {
    /// Adds a finding, unless one before it found no room.
    fn add(&mut self, block: &str) {
        let room = MOST - RESERVE;
        self.is_full |= self.text.chars().count() + block.chars().count() > room;
        match self.is_full {
            true => self.cut += 1,
            false => self.text.push_str(block),
        }
    }

    /// Adds a list under a title.
    fn list(&mut self, title: &str, end: &str, items: &[String]) {
        if items.is_empty() {
            return;
        }
        if self.is_full {
            self.cut += items.len();
            return;
        }
        self.text.push_str(title);
        for item in items {
            self.add(item);
        }
        self.text.push_str(end);
    }
}

/// What was found, what the change brought, what was looked at.
fn headline(report: &Report) -> String {
    let counts = &report.summary;
    let is_new = |finding: &&Diagnostic| finding.state != Some(State::Unchanged);
    let count = |level: Level| {
        let found = report.findings.iter().filter(is_new);
        found.filter(|finding| finding.level == level).count() as u64
    };
    let found = match (count(Level::Deny), count(Level::Warn)) {
        (0, 0) => "no errors, no warnings".to_owned(),
        (errors, 0) => counted(errors, "error"),
        (0, warnings) => counted(warnings, "warning"),
        (errors, warnings) => {
            format!("{}, {}", counted(errors, "error"), counted(warnings, "warning"))
        }
    };
    let brought = if report.comparison.is_some() { "this change brings " } else { "" };
    let mut out = format!("## Recoupe: {brought}{found}\n\n");
    if let Some(since) = &report.comparison {
        out.push_str(&format!(
            "Since {}: {} introduced, {} re-opened, {} unchanged, {} resolved. Only what is new is shown.\n\n",
            inert(&since.name),
            since.introduced,
            since.reopened,
            since.unchanged,
            since.resolved,
        ));
    }
    out.push_str(&format!("Checked {}.", looked_at(counts)));
    if counts.not_checked > 0 {
        let open = counted(counts.not_checked, "comparison");
        out.push_str(&format!(" **{open} could not be made.**"));
    }
    out.push('\n');
    out
}

fn items(findings: &[&Diagnostic], sources: &Sources) -> Vec<String> {
    findings.iter().map(|finding| item(finding, sources)).collect()
}

/// A finding on one line, with what to do.
fn item(finding: &Diagnostic, sources: &Sources) -> String {
    let word = word(finding.level);
    let mut out = format!("- {word} `{}`: {}", finding.rule.name, inert(&finding.message));
    if let Some(at) = finding.labels.first().map(|label| place(label.span, sources)) {
        out.push_str(&format!(", {}", code(&format!("{}:{}", at.path, at.start.line))));
    }
    out.push('\n');
    if finding.level > Level::Note {
        for help in &finding.help {
            out.push_str(&format!("  - help: {}\n", inert(help)));
        }
    }
    out
}

/// A level as people call it.
fn word(level: Level) -> &'static str {
    match level {
        Level::Deny => "**error**",
        Level::Warn => "**warning**",
        Level::Note | Level::Allow => "note",
    }
}
