//! A question: what was found, who says what, what can be done.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::index::Index;
use super::page::{level_word, numbers};
use super::{claim, findings, timeline};
use crate::diagnostic::{Contest, Diagnostic, Level, Position};
use crate::output::counted;
use crate::source::Sources;

/// Claims of a position that are shown with their quotes; the rest is a list of links.
const QUOTED: usize = 8;

/// Links that such a list holds at most.
const LINKED: usize = 200;

/// A finding on a question. Notes are folded: they are there to be looked up.
pub(super) fn question(
    at: usize,
    finding: &Diagnostic,
    sources: &Sources,
    index: &Index<'_>,
) -> Markup {
    let Some(contest) = &finding.contest else { return html! {} };
    let place = &index.findings[at];
    let title = format!("{}-title", place.anchor);
    let body = html! {
        (positions(at, contest, index))
        (timeline::figure(at, contest, index, &place.anchor))
        (findings::reasons(finding))
        (others(at, contest, index))
        (pairs(at, contest, index))
        (findings::written_in(finding, sources))
    };
    html! {
        article class={ "finding question " (level_word(finding.level)) } id=(place.anchor)
            aria-labelledby=(title) data-level=(finding.level.name()) data-rule=(finding.rule.name)
            data-articles=(numbers(&place.articles)) data-predicates=(numbers(&place.predicates)) {
            p.topic { bdi { (subject(at, contest, index)) } }
            h3 id=(title) {
                a.self href={ "#" (place.anchor) } { bdi { (contest.title) } }
                @for (key, value) in &contest.scope {
                    " " span.scope { (key) ": " bdi { (value) } }
                }
            }
            (findings::tags(finding))
            p.message { (finding.message) }
            (findings::decisions(finding))
            @if finding.level >= Level::Warn {
                (body)
            } @else {
                details.body {
                    summary { "Positions and reasons" }
                    (body)
                }
            }
        }
    }
}

/// The subject's name, from any of the claims; its id where none can be read.
fn subject<'i>(at: usize, contest: &'i Contest, index: &'i Index<'_>) -> &'i str {
    let mut ids = contest.positions.iter().flat_map(|position| &position.claims);
    let known = ids.find_map(|id| index.claim(at, id));
    known.map_or(&contest.subject, |(_, found)| &found.claim.subject)
}

fn positions(at: usize, contest: &Contest, index: &Index<'_>) -> Markup {
    html! {
        div.positions {
            @for (number, position) in contest.positions.iter().enumerate() {
                (self::position(at, number + 1, position, index))
            }
        }
        @if !contest.fewest { p.aside { "Fewer positions may exist: there are too many values to try all groups." } }
    }
}

fn position(at: usize, number: usize, position: &Position, index: &Index<'_>) -> Markup {
    let (quoted, linked) = position.claims.split_at(position.claims.len().min(QUOTED));
    html! {
        section.position {
            h4 { span.number { "Position " (number) } " " bdi.value { (position.shown) } }
            dl.facts {
                div { dt { "Held by" } dd { (held_by(at, position, index)) } }
                div { dt { "Published" } dd { (listed(&position.dates, "no date given")) } }
                div { dt { "Origins" } dd { (position.origins) } }
            }
            ol.claims {
                @for id in quoted {
                    li {
                        @match index.claim(at, id) {
                            Some((entry, found)) => (claim::quoted(entry, found)),
                            None => bdi { (id) },
                        }
                    }
                }
            }
            (more(at, linked, index))
        }
    }
}

/// Claims that are named only.
fn more(at: usize, ids: &[String], index: &Index<'_>) -> Markup {
    html! {
        @if !ids.is_empty() {
            details.more {
                summary { (counted(ids.len(), "more claim")) }
                ul.links {
                    @for id in ids.iter().take(LINKED) { li { (link(at, id, index)) } }
                    @if ids.len() > LINKED { li { "and " (ids.len() - LINKED) " others" } }
                }
            }
        }
    }
}

/// The holders, then the articles that vouch for it themselves.
fn held_by(at: usize, position: &Position, index: &Index<'_>) -> String {
    let own = position.claims.iter().filter_map(|id| index.claim(at, id));
    let own: BTreeSet<&str> = own
        .filter(|(_, found)| found.claim.holders.is_empty())
        .map(|(entry, _)| entry.article.name.as_str())
        .collect();
    let own: Vec<String> = own.into_iter().map(str::to_owned).collect();
    let voice = if own.len() == 1 { "in its own voice" } else { "in their own voice" };
    match (position.holders.is_empty(), own.is_empty()) {
        (_, true) => listed(&position.holders, "nobody known"),
        (true, false) => format!("{} {voice}", listed(&own, "")),
        (false, false) => {
            format!("{}; {} {voice}", listed(&position.holders, ""), listed(&own, ""))
        }
    }
}

/// At most a dozen names: a question may have a thousand.
fn listed(names: &[String], nobody: &str) -> String {
    const SHOWN: usize = 12;
    match names.len() {
        0 => nobody.to_owned(),
        count if count > SHOWN => {
            format!("{} and {} more", names[..SHOWN].join(", "), count - SHOWN)
        }
        _ => names.join(", "),
    }
}

/// A claim's id, linked to the claim.
pub(super) fn link(at: usize, id: &str, index: &Index<'_>) -> Markup {
    html! {
        @match index.claim(at, id) {
            Some((_, found)) => a.id href={ "#" (found.anchor()) } { (id) },
            None => span.id { (id) },
        }
    }
}

fn others(at: usize, contest: &Contest, index: &Index<'_>) -> Markup {
    html! {
        @if !contest.others.is_empty() {
            details.others {
                summary { (counted(contest.others.len(), "more claim")) " on this question" }
                ul.links {
                    @for (id, verdict) in contest.others.iter().take(LINKED) {
                        li {
                            (link(at, id, index))
                            @if verdict == "not-checked" { ": could not be checked" }
                            @else if !verdict.is_empty() { ": " (verdict) }
                            @if let Some((_, found)) = index.claim(at, id) {
                                ", " (claim::isolated(&found.claim.value))
                                @for remark in claim::remarks(found.claim) { ", " (remark) }
                            }
                        }
                    }
                    @if contest.others.len() > LINKED { li { "and " (contest.others.len() - LINKED) " others" } }
                }
            }
        }
    }
}

fn pairs(at: usize, contest: &Contest, index: &Index<'_>) -> Markup {
    let shown = contest.pairs.len();
    html! {
        @if shown > 0 {
            details.pairs {
                summary {
                    (counted(shown, "pair")) " of claims"
                    @if shown as u64 != contest.pairs_total { " of " (contest.pairs_total) }
                }
                div.scroll tabindex="0" role="group" aria-label="Pairs of claims" {
                    table {
                        thead { tr {
                            th scope="col" { "Claim" } th scope="col" { "Claim" }
                            th scope="col" { "Verdict" } th scope="col" { "Level" }
                            th scope="col" { "Values" }
                        } }
                        tbody {
                            @for pair in &contest.pairs {
                                tr {
                                    @for id in &pair.claims { td { (link(at, id, index)) } }
                                    td { (pair.verdict) } td { (level_word(pair.level)) }
                                    td { (pair.relation) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
