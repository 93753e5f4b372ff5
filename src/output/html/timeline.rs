//! A time line for each question: what was claimed when, and the days that were claimed.
//!
//! Widths are in percent and heights in pixels, so the words keep their size at any width.

use maud::{Markup, html};

use super::Claim;
use super::index::{Entry, Index};
use super::scale::{Run, Scale, runs};
use crate::diagnostic::Contest;

/// Claims that are drawn; more rows than this cannot be read.
const DRAWN: usize = 16;

/// Letters that fit beside each other on a phone.
const LETTERS: usize = 40;

/// Pixels.
const ROW: usize = 44;
const AXIS: usize = 30;

/// One claim: what it says, when it was said, which days it names.
struct Row {
    position: usize,
    label: String,
    said: Said,
    days: Option<Days>,
}

struct Said {
    /// "during 2020", "said 2020-09-14" or "published 2020".
    words: String,
    runs: Vec<Run>,
}

struct Days {
    hull: Vec<Run>,
    core: Vec<Run>,
    denied: bool,
}

impl Row {
    /// Whether the days may be others than those that are surely meant.
    fn is_vague(&self) -> bool {
        self.days.as_ref().is_some_and(|days| days.hull != days.core)
    }

    fn is_open(&self) -> bool {
        let days = self.days.iter().flat_map(|days| days.hull.iter().chain(&days.core));
        self.said.runs.iter().chain(days).any(|(from, to)| from.is_none() || to.is_none())
    }
}

/// The figure; nothing where no date is known, or where all were published on one day.
pub(super) fn figure(at: usize, contest: &Contest, index: &Index<'_>, anchor: &str) -> Markup {
    let all = contest.positions.iter().enumerate();
    let claims = all.flat_map(|(number, p)| p.claims.iter().map(move |id| (number + 1, id)));
    let rows: Vec<Row> = claims
        .filter_map(|(number, id)| {
            let (entry, found) = index.claim(at, id)?;
            row(number, entry, found.claim)
        })
        .collect();
    let total: usize = contest.positions.iter().map(|position| position.claims.len()).sum();
    let drawn = &rows[..rows.len().min(DRAWN)];
    let marks = drawn.iter().flat_map(|row| {
        let days = row.days.iter().flat_map(|days| days.hull.iter().chain(&days.core));
        row.said.runs.iter().chain(days)
    });
    let is_telling = drawn.iter().any(|row| row.days.is_some())
        || drawn.iter().any(|row| row.said.runs != drawn[0].said.runs);
    let Some(scale) = Scale::around(marks).filter(|_| is_telling) else { return html! {} };
    let names_days = drawn.iter().any(|row| row.days.is_some());
    html! {
        figure.timeline {
            (picture(drawn, &scale, contest, anchor))
            figcaption {
                @if names_days { "Filled: the days that are claimed. " }
                "Hollow: when it holds, was said or was published."
                @if drawn.iter().any(Row::is_vague) { " Pale: days that are possible too." }
                @if drawn.iter().any(|row| row.days.as_ref().is_some_and(|days| days.denied)) {
                    " Dashed: days that are denied."
                }
                @if drawn.iter().any(Row::is_open) { " Arrow: no end is given." }
                @if total > drawn.len() {
                    " Shown are " (drawn.len()) " of " (total) " claims"
                    @if rows.len() < total { "; " (total - rows.len()) " have no date" }
                    "."
                }
            }
        }
    }
}

fn row(position: usize, entry: &Entry<'_>, claim: &Claim) -> Option<Row> {
    let dated = [
        ("during", claim.during.as_ref()),
        ("said", claim.said.as_ref()),
        ("published", entry.article.published.as_ref()),
    ];
    let first = dated.into_iter().find_map(|(how, date)| Some((how, date?)));
    let said = match first {
        Some((how, date)) => {
            Said { words: format!("{how} {}", date.written), runs: runs(&date.days.hull) }
        }
        None => Said { words: "no date of publication".into(), runs: Vec::new() },
    };
    let days = claim.days.as_ref().map(|days| Days {
        hull: runs(&days.hull),
        core: runs(&days.core),
        denied: claim.denied,
    });
    let is_empty = said.runs.is_empty() && days.is_none();
    let label = format!("{}: {}", claim.id, claim.value);
    (!is_empty).then_some(Row { position, label, said, days })
}

fn picture(rows: &[Row], scale: &Scale, contest: &Contest, anchor: &str) -> Markup {
    let bottom = rows.len() * ROW;
    let (title, desc) = (format!("{anchor}-time"), format!("{anchor}-times"));
    let told: Vec<String> = rows
        .iter()
        .map(|row| format!("Position {}, {}, {}.", row.position, row.label, row.said.words))
        .collect();
    html! {
        svg width="100%" height=(bottom + AXIS) role="img" aria-labelledby={ (title) " " (desc) } {
            title id=(title) { "Time line: " (contest.title) }
            desc id=(desc) { (told.join(" ")) }
            @for (day, name) in scale.ticks() {
                @let x = percent(scale.at(day));
                line.grid x1=(x) x2=(x) y1="0" y2=(bottom) {}
                text.tick x=(x) y=(bottom + 20) text-anchor=(anchor_at(scale.at(day))) { (name) }
            }
            @for (at, row) in rows.iter().enumerate() { (drawn(row, at * ROW, scale)) }
        }
    }
}

/// Where a word stands to its place: inside the picture.
fn anchor_at(place: f64) -> &'static str {
    match place {
        ..10.0 => "start",
        90.0.. => "end",
        _ => "middle",
    }
}

fn drawn(row: &Row, top: usize, scale: &Scale) -> Markup {
    let mid = top + 30;
    html! {
        g class={ "row p" ((row.position - 1) % 4 + 1) } {
            title { (row.label) ", " (row.said.words) }
            text.label x="0" y=(top + 16) { (cut(&row.label)) }
            line.track x1="0" x2="100%" y1=(mid) y2=(mid) {}
            @for run in &row.said.runs { (stretch(*run, "said", mid, scale)) }
            @if let Some(days) = &row.days {
                @let class = if days.denied { "denied" } else { "days" };
                @if row.is_vague() {
                    @for run in &days.hull { (stretch(*run, "perhaps", mid, scale)) }
                }
                @for run in &days.core { (stretch(*run, class, mid, scale)) }
            }
        }
    }
}

/// Days as a dot, a bar, or a bar with an arrow at an open end.
fn stretch(run: Run, class: &str, mid: usize, scale: &Scale) -> Markup {
    let (from, to) = (run.0.map_or(0.0, |d| scale.at(d)), run.1.map_or(100.0, |d| scale.at(d)));
    // What was said lies around what is claimed, so that both are seen on one day.
    let half = if class == "said" { 7 } else { 4 };
    if let (Some(first), Some(end)) = run
        && end - first <= 1
    {
        return html! { circle class=(class) cx=(percent(from)) cy=(mid) r=(half) {} };
    }
    // A month among years is still to be seen.
    let width = (to - from).max(1.0);
    html! {
        rect class=(class) x=(percent(from)) y=(mid - half) width=(percent(width)) height=(2 * half) rx=(half) {}
        @if run.0.is_none() {
            svg x="0" y=(mid) overflow="visible" { path class={ (class) " arrow" } d="M0 0 L9 -8 L9 8 Z" {} }
        }
        @if run.1.is_none() {
            svg x="100%" y=(mid) overflow="visible" { path class={ (class) " arrow" } d="M0 0 L-9 -8 L-9 8 Z" {} }
        }
    }
}

fn percent(share: f64) -> String {
    format!("{share:.2}%")
}

fn cut(label: &str) -> String {
    if label.chars().count() <= LETTERS {
        return label.to_owned();
    }
    let mut short: String = label.chars().take(LETTERS - 1).collect();
    short.push('…');
    short
}
