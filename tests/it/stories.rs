//! Two stories that the code was not made for: a merger in English, a landslide in French.
//!
//! Their `expected.toml` was written from the format alone, before any run: the verdict on every pair
//! of claims on one question, contradictions and traps.

use std::collections::{BTreeMap, BTreeSet};

use recoupe::diagnostic::Level;

use crate::case::Corpus;

struct Expected {
    claims: [String; 2],
    verdict: String,
    line: i64,
    kind: String,
}

fn expected(story: &str) -> Vec<Expected> {
    let path = format!("{}/tests/stories/{story}/expected.toml", env!("CARGO_MANIFEST_DIR"));
    let table: toml::Table = std::fs::read_to_string(path).unwrap().parse().unwrap();
    let text = |pair: &toml::Value, key: &str| pair[key].as_str().unwrap().to_owned();
    table["pairs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| {
            let claim = |at: usize| pair["claims"][at].as_str().unwrap().to_owned();
            Expected {
                claims: [claim(0), claim(1)],
                verdict: text(pair, "verdict"),
                line: pair["line"].as_integer().unwrap(),
                kind: text(pair, "kind"),
            }
        })
        .collect()
}

fn story(name: &str) -> Corpus {
    Corpus::read(
        &format!("{}/tests/stories/{name}", env!("CARGO_MANIFEST_DIR")),
        &["expected.toml"],
    )
}

/// The verdict on two claims when nothing else is said: the finding that they make alone.
fn verdict(corpus: &Corpus, claims: &[String; 2]) -> Option<(&'static str, Level)> {
    let checked = corpus.check_in_order(|documents| {
        for document in documents {
            document.claims.retain(|claim| claims.contains(&claim.id));
            document.unreadable.clear();
        }
    });
    let mut contests = checked.report.findings.iter().filter(|finding| finding.contest.is_some());
    let found = contests.next().map(|finding| (finding.rule.name, finding.level));
    assert!(contests.next().is_none(), "{claims:?} make two findings");
    found
}

#[test]
fn every_expected_verdict_is_found() {
    let mut wrong = String::new();
    for name in ["merger", "landslide"] {
        let corpus = story(name);
        for pair in expected(name) {
            let found = verdict(&corpus, &pair.claims).map(|(rule, _)| rule);
            // Lines 2, 4 and 7 make no finding.
            let wanted = (!matches!(pair.line, 2 | 4 | 7)).then_some(pair.verdict.as_str());
            if found != wanted {
                wrong.push_str(&format!(
                    "{name} {:?}: {wanted:?} expected, {found:?} found\n",
                    pair.claims
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn no_other_pair_is_a_warning() {
    for name in ["merger", "landslide"] {
        let known: BTreeSet<[String; 2]> =
            expected(name).into_iter().map(|pair| pair.claims).collect();
        let checked = story(name).check();
        for contest in checked.report.findings.iter().filter_map(|f| f.contest.as_ref()) {
            for pair in contest.pairs.iter().filter(|pair| pair.level >= Level::Warn) {
                let [a, b] = &pair.claims;
                let is_known = known.contains(&[a.clone(), b.clone()])
                    || known.contains(&[b.clone(), a.clone()]);
                assert!(is_known, "{name}: {a} {b} is {}", pair.verdict);
            }
        }
    }
}

#[test]
fn the_stories_hold_enough_of_each_kind() {
    let all: Vec<Expected> =
        ["merger", "landslide"].iter().flat_map(|name| expected(name)).collect();
    let count = |kind: &str| all.iter().filter(|pair| pair.kind == kind).count();
    assert!(count("contradiction") >= 30 && count("trap") >= 30);
    let mut lines: BTreeMap<i64, usize> = BTreeMap::new();
    for pair in &all {
        *lines.entry(pair.line).or_default() += 1;
    }
    for line in 9..=15 {
        assert!(lines.contains_key(&line), "line {line} is never hit");
    }
}
