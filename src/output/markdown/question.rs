//! A contested question: its positions as a table, why and where folded.

use super::{code, inert, place, row, word};
use crate::diagnostic::{Contest, Diagnostic, Position};
use crate::output::summary::counted;
use crate::source::Sources;

/// A table with more rows is cut.
const ROWS: usize = 20;

/// A cell that lists more names is cut.
const NAMES: usize = 8;

/// Longer values and names are cut, in characters.
const LONGEST: usize = 120;

/// The finding on a question.
pub(super) fn section(finding: &Diagnostic, sources: &Sources) -> String {
    let rule = finding.rule.name;
    let mut out = format!("\n### {}: {}\n\n", word(finding.level), inert(&finding.message));
    if let Some(contest) = &finding.contest {
        out.push_str(&table(contest));
    }
    out.push_str(&format!("\n<details><summary>{rule}: why, where, what to do</summary>\n\n"));
    for label in &finding.labels {
        let at = place(label.span, sources);
        let text = inert(&cut(sources.slice(label.span), 300));
        out.push_str(&format!("- {}: {text}", code(&format!("{}:{}", at.path, at.start.line))));
        if !label.text.is_empty() {
            out.push_str(&format!(" ({})", inert(&label.text)));
        }
        out.push('\n');
    }
    for note in &finding.notes {
        out.push_str(&format!("- note: {}\n", inert(note)));
    }
    for help in &finding.help {
        out.push_str(&format!("- help: {}\n", inert(help)));
    }
    out.push_str("\n</details>\n");
    out
}

fn table(contest: &Contest) -> String {
    let mut out = row(["position", "who says so", "articles", "published", "origins"]);
    out.push_str(&row(["---", "---", "---", "---", "---:"]));
    for position in contest.positions.iter().take(ROWS) {
        out.push_str(&row([
            inert(&cut(&position.shown, LONGEST)),
            holders(position),
            names(&position.articles),
            names(&position.dates),
            position.origins.to_string(),
        ]));
    }
    let more = contest.positions.len().saturating_sub(ROWS);
    if more > 0 {
        out.push_str(&row([
            format!("and {more} more"),
            "".into(),
            "".into(),
            "".into(),
            "".into(),
        ]));
    }
    out
}

/// Who vouches: holders by name, and how many articles do so in their own voice.
fn holders(position: &Position) -> String {
    let own = position.origins.saturating_sub(position.holders.len()) as u64;
    match (position.holders.is_empty(), own) {
        (true, _) => counted(own, "article"),
        (false, 0) => names(&position.holders),
        (false, own) => format!("{}, {}", names(&position.holders), counted(own, "article")),
    }
}

fn names(list: &[String]) -> String {
    let mut shown: Vec<String> =
        list.iter().take(NAMES).map(|name| inert(&cut(name, LONGEST))).collect();
    if list.len() > NAMES {
        shown.push(format!("{} more", list.len() - NAMES));
    }
    shown.join(", ")
}

fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
