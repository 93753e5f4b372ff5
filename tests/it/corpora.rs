//! What must hold on any corpus: order does not matter, a copy adds nothing, regions are right.

use std::collections::BTreeSet;

use recoupe::diagnostic::Level;
use recoupe::output::json;

use crate::case::{Checked, Corpus};
use crate::rules::all_cases;

fn corpora() -> Vec<(String, Corpus)> {
    all_cases()
        .into_iter()
        .map(|(rule, case)| (format!("{rule}: {}", case.name), case.corpus))
        .collect()
}

/// What a finding says, without its place in the order.
fn essence(checked: &Checked) -> BTreeSet<String> {
    let findings = &checked.report.findings;
    findings
        .iter()
        .map(|f| format!("{} {} {}", f.fingerprint(), f.level.name(), f.message))
        .collect()
}

#[test]
fn the_order_of_files_and_claims_does_not_matter() {
    for (name, corpus) in corpora() {
        let plain = corpus.check();
        let shuffled = corpus.check_in_order(|documents| {
            documents.reverse();
            for document in documents {
                document.claims.reverse();
            }
        });
        assert_eq!(essence(&plain), essence(&shuffled), "{name}");
        assert_eq!(plain.report.summary, shuffled.report.summary, "{name}");
    }
}

#[test]
fn a_second_run_prints_the_same() {
    for (name, corpus) in corpora() {
        let (a, b) = (corpus.check(), corpus.check());
        assert_eq!(json(&a.report, &a.sources), json(&b.report, &b.sources), "{name}");
    }
}

#[test]
fn a_copy_of_the_corpus_adds_no_contradiction() {
    for (name, corpus) in corpora() {
        let questions = |checked: &Checked| -> BTreeSet<String> {
            let heavy = checked.report.findings.iter().filter(|f| f.level >= Level::Warn);
            heavy
                .filter_map(|f| f.contest.as_ref())
                .map(|c| {
                    format!("{} {} {:?} {}", c.subject, c.predicate, c.scope, c.positions.len())
                })
                .collect()
        };
        let plain = corpus.check();
        let doubled = corpus.check_in_order(|documents| {
            let copies: Vec<_> = documents
                .iter()
                .cloned()
                .map(|mut document| {
                    document.name = format!("copy-of-{}", document.name);
                    for claim in &mut document.claims {
                        claim.id = format!("copy-of-{}", claim.id);
                        for (id, _) in &mut claim.supersedes {
                            *id = format!("copy-of-{id}");
                        }
                    }
                    document
                })
                .collect();
            documents.extend(copies);
        });
        // What settles a pair does not settle its copy: such questions differ.
        if !name.contains("supersede") && !name.contains("resol") {
            assert_eq!(questions(&plain), questions(&doubled), "{name}");
        }
    }
}

/// Cuts a region out of a file by counting lines and code points, knowing nothing of `source`.
fn cut(bytes: &[u8], start: (usize, usize), end: (usize, usize)) -> Option<String> {
    let text = String::from_utf8(bytes.to_vec()).ok()?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let (mut line, mut column) = (1, 1);
    let mut out = String::new();
    for c in text.chars() {
        if (line, column) >= start && (line, column) < end {
            out.push(c);
        }
        if c == '\n' {
            (line, column) = (line + 1, 1);
        } else {
            column += 1;
        }
    }
    Some(out)
}

#[test]
fn reported_regions_cut_out_of_the_files_are_what_was_meant() {
    let mut compared = 0;
    for (name, corpus) in corpora() {
        let checked = corpus.check();
        let document: serde_json::Value =
            serde_json::from_str(&json(&checked.report, &checked.sources)).unwrap();
        let findings = document["findings"].as_array().unwrap();
        for (finding, meant) in findings.iter().zip(&checked.report.findings) {
            let locations = finding["locations"].as_array().unwrap();
            assert_eq!(locations.len(), meant.labels.len());
            for (location, label) in locations.iter().zip(&meant.labels) {
                let number = |value: &serde_json::Value| value.as_u64().unwrap() as usize;
                let point =
                    |at: &str| (number(&location[at]["line"]), number(&location[at]["column"]));
                let Some(bytes) = corpus.files.get(location["file"].as_str().unwrap()) else {
                    continue;
                };
                let meant = checked.sources.slice(label.span);
                let Some(found) = cut(bytes, point("start"), point("end")) else { continue };
                assert_eq!(found, meant, "{name}");
                let bytes = &bytes[number(&location["bytes"][0])..number(&location["bytes"][1])];
                assert_eq!(std::str::from_utf8(bytes).unwrap(), meant, "{name}");
                compared += 1;
            }
        }
    }
    assert!(compared > 100, "only {compared} regions compared");
}

#[test]
fn positions_part_the_claims_and_only_hold_what_agrees() {
    // Two claims of one id can't be told apart: that is what the rule is about.
    for (name, corpus) in
        corpora().into_iter().filter(|(name, _)| !name.starts_with("duplicate-id"))
    {
        let checked = corpus.check();
        for contest in checked.report.findings.iter().filter_map(|f| f.contest.as_ref()) {
            let mut seen = BTreeSet::new();
            for position in &contest.positions {
                assert!(!position.claims.is_empty(), "{name}");
                for claim in &position.claims {
                    assert!(seen.insert(claim.clone()), "{name}: {claim} stands twice");
                }
                for pair in &contest.pairs {
                    let holds = |at: usize| position.claims.contains(&pair.claims[at]);
                    assert!(!(holds(0) && holds(1) && pair.relation == "disjoint"), "{name}");
                }
            }
            for (claim, _) in &contest.others {
                assert!(seen.insert(claim.clone()), "{name}: {claim} stands twice");
            }
        }
    }
}
