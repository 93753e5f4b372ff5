//! Every rule's page is its test: each case's findings are exactly those that it lists.
//!
//! `RECOUPE_BLESS=1 cargo test` writes what was found into the pages; read the difference.

use recoupe::diagnostic::RULES;

use crate::case::{Case, cases};

fn page_path(rule: &str) -> String {
    format!("{}/tests/rules/{rule}.md", env!("CARGO_MANIFEST_DIR"))
}

/// All cases of all pages, with the page they stand in.
pub(crate) fn all_cases() -> Vec<(&'static str, Case)> {
    RULES
        .iter()
        .flat_map(|rule| cases(rule.page).into_iter().map(|case| (rule.name, case)))
        .collect()
}

#[test]
fn every_case_finds_what_its_page_says() {
    let mut failures = String::new();
    for rule in RULES {
        let path = page_path(rule.name);
        let page = std::fs::read_to_string(&path).unwrap();
        let mut blessed = page.clone();
        for case in cases(&page).iter().rev() {
            let found = case.corpus.check().findings();
            if found != case.expected {
                let name = &case.name;
                let expected = &case.expected;
                failures.push_str(&format!(
                    "{path}, case {name:?}\n--- expected\n{expected}--- found\n{found}\n"
                ));
                blessed.replace_range(case.expected_range.clone(), &found);
            }
        }
        if std::env::var_os("RECOUPE_BLESS").is_some() && blessed != page {
            std::fs::write(&path, blessed).unwrap();
        }
    }
    if std::env::var_os("RECOUPE_BLESS").is_none() {
        assert!(failures.is_empty(), "{failures}");
    }
}

#[test]
fn every_page_has_a_case_that_finds_its_rule() {
    for rule in RULES {
        let found = format!("[{}]: ", rule.name);
        let hits = cases(rule.page).iter().filter(|case| case.expected.contains(&found)).count();
        assert!(hits > 0, "no case of tests/rules/{}.md finds it", rule.name);
    }
}

#[test]
fn every_page_is_a_manual() {
    for rule in RULES {
        let page = rule.page;
        assert!(page.starts_with(&format!("# {}\n", rule.name)), "{}", rule.name);
        let manual = page.split("\n## Case").next().unwrap();
        assert!(manual.contains(&format!("Default level: {}", rule.level.name())), "{}", rule.name);
        assert!(manual.contains("## What to do"), "{}: what can the user do?", rule.name);
    }
    let pages = std::fs::read_dir(format!("{}/tests/rules", env!("CARGO_MANIFEST_DIR"))).unwrap();
    for page in pages {
        let name = page.unwrap().file_name().into_string().unwrap();
        if let Some(rule) = name.strip_suffix(".md") {
            assert!(recoupe::diagnostic::rule(rule).is_some(), "{name} is no rule's page");
        }
    }
}

#[test]
fn a_loose_word_is_told_how_to_be_loose() {
    let page = std::fs::read_to_string(page_path("contradiction")).unwrap();
    let case = cases(&page).into_iter().find(|case| case.name.starts_with("a loose word")).unwrap();
    let checked = case.corpus.check();
    let widened: Vec<bool> = checked
        .report
        .findings
        .iter()
        .filter(|finding| finding.rule.name == "contradiction")
        .map(|finding| finding.help.iter().any(|help| help.contains("tolerance = \"20%\"")))
        .collect();
    assert_eq!(widened, [true, false], "34 is near « une trentaine », 50 is not");
}
