//! Explaining findings; decisions that no longer hold; what a run tells.

use crate::run::{folder, git, recoupe, two_prices};

fn fingerprint(dir: &std::path::Path, rule: &str) -> String {
    let run = recoupe(dir, &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let found = json["findings"].as_array().unwrap().iter().find(|f| f["rule"] == rule);
    found.unwrap()["fingerprint"].as_str().unwrap().to_owned()
}

#[test]
fn a_finding_tells_how_it_came_about() {
    let dir = two_prices();
    let whole = fingerprint(dir.path(), "contradiction");
    let run = recoupe(dir.path(), &["explain", &whole[..6]]);
    assert_eq!(run.code, 0, "{}", run.err);
    for told in [
        "possible   more than 11.5 and less than 12.5",
        "certain    12",
        "mode       actual\n    factuality certain\n",
        "line 13 of the verdict table: both certain, one mode, one voice: contradiction",
        "level deny: contradiction is deny by default",
    ] {
        assert!(run.out.contains(told), "{told}\n{}", run.out);
    }
    assert!(!run.out.contains("no   both certain"), "{}", run.out);
    let all = recoupe(dir.path(), &["explain", &whole[..6], "--all"]).out;
    for told in [
        "13 yes  both certain, one mode, one voice: contradiction",
        "11 no   both certain, one mode, one voice, one article (here: they stand in two articles)",
    ] {
        assert!(all.contains(told), "{told}\n{all}");
    }
    let short = recoupe(dir.path(), &["explain", "3fa9"]);
    assert!(short.code == 2 && short.err.contains("six digits"), "{}", short.err);
    let none = recoupe(dir.path(), &["explain", "0123456789abcdef"]);
    assert!(none.code == 2 && none.err.contains("--corpus"), "{}", none.err);
}

#[test]
fn a_decision_that_no_longer_holds_is_reopened() {
    let dir = two_prices();
    let reason = ["--verdict", "accepted", "--reason", "two models"];
    let decide = [&["resolve", "a/price", "b/price"][..], &reason].concat();
    assert_eq!(recoupe(dir.path(), &decide).code, 0);
    git(dir.path(), &["init", "-q"]);
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "-qm", "claims"]);
    let baseline = recoupe(dir.path(), &["baseline"]);
    std::fs::write(dir.path().join("before.json"), baseline.out).unwrap();
    std::fs::write(dir.path().join("resolutions.toml"), "").unwrap();
    for known in [["--since", "HEAD"], ["--baseline", "before.json"]] {
        let run = recoupe(dir.path(), &[&known[..], &["--format", "json"]].concat());
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(run.err.contains("0 introduced, 1 re-opened, 0 unchanged"), "{}", run.err);
        assert!(run.err.contains("acme, price: not contested before, 12 | 99 now"), "{}", run.err);
        assert!(run.out.contains("\"state\": \"re-opened\""), "{}", run.out);
        let sarif = recoupe(dir.path(), &[&known[..], &["--format", "sarif"]].concat());
        assert!(sarif.out.contains("\"baselineState\": \"updated\""));
    }
}

#[test]
fn what_only_leaves_out_is_not_resolved() {
    let dir = two_prices();
    let baseline = recoupe(dir.path(), &["baseline"]);
    std::fs::write(dir.path().join("before.json"), baseline.out).unwrap();
    let run = recoupe(dir.path(), &["--baseline", "before.json", "--only", "quote-not-found"]);
    assert!(run.err.contains("0 introduced, 0 re-opened, 0 unchanged, 0 resolved"), "{}", run.err);
}

#[test]
fn a_shallow_clone_says_what_it_needs() {
    let dir = two_prices();
    git(dir.path(), &["init", "-q"]);
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "-qm", "one"]);
    git(dir.path(), &["commit", "-qm", "two", "--allow-empty"]);
    let url = format!("file://{}", dir.path().display());
    git(dir.path(), &["clone", "-q", "--depth", "1", &url, "shallow"]);
    let run = recoupe(&dir.path().join("shallow"), &["--since", "HEAD~1"]);
    assert!(run.code == 2 && run.err.contains("--unshallow"), "{}", run.err);
}

#[test]
fn quiet_keeps_to_findings_and_verbose_names_them() {
    let dir = two_prices();
    let quiet = recoupe(dir.path(), &["check", "--quiet"]);
    assert!(quiet.code == 1 && quiet.err.is_empty() && !quiet.out.is_empty(), "{}", quiet.err);
    let verbose = recoupe(dir.path(), &["check", "--verbose"]);
    assert!(verbose.err.contains("read a.toml\n") && verbose.err.contains("checking took"));
    assert!(verbose.out.contains(&fingerprint(dir.path(), "contradiction")), "{}", verbose.out);
    assert!(!quiet.out.contains("fingerprint"));
}

#[test]
fn without_a_terminal_resolve_says_what_to_give() {
    let run = recoupe(two_prices().path(), &["resolve"]);
    assert!(run.code == 2 && run.err.contains("--verdict VERDICT --reason WHY"), "{}", run.err);
}

#[test]
fn every_line_in_words_is_that_of_the_format() {
    let format =
        std::fs::read_to_string(format!("{}/FORMAT.md", env!("CARGO_MANIFEST_DIR"))).unwrap();
    for line in 1..=15 {
        let words = recoupe::corpus::Verdict::line_in_words(line);
        assert!(format.contains(&format!("| {line} | {words} |")), "{line}: {words}");
    }
}

#[test]
fn every_verdict_has_a_page() {
    let dir = two_prices();
    let silent = ["not-checked", "different-questions"];
    let names = recoupe::corpus::Verdict::BY_STRENGTH.iter().map(|verdict| verdict.name());
    for name in names.chain(silent) {
        let run = recoupe(dir.path(), &["explain", name]);
        assert!(
            run.code == 0 && run.out.starts_with(&format!("# {name}\n")),
            "{name}: {}",
            run.err
        );
    }
}

#[test]
fn findings_speak_in_plain_words() {
    let config = "articles = \"articles\"\n[entities.acme]\n[predicates.toll]\ntype = \"quantity\"\nvaries = \"rising\"\n\
        [predicates.opening]\ntype = \"date\"\n[predicates.share]\ntype = \"quantity\"\nunit = \"%\"\n";
    let file = |name: &str, day: &str, toll: &str, opening: &str, share: &str, during: &str| {
        let claim = |id: &str, value: &str, quote: &str, more: &str| {
            format!(
                "[[claims]]\nid = \"{id}\"\nsubject = \"acme\"\npredicate = \"{id}\"\nvalue = {value}\nquote = \"{quote}\"\n{more}\n"
            )
        };
        format!("[article]\ntext = \"{name}.txt\"\npublished = \"{day}\"\n")
            + &claim("toll", toll, "dead", "")
            + &claim("opening", opening, "opens", "")
            + &claim("share", share, "share", &format!("during = \"{during}\"\nmode = \"planned\""))
    };
    let dir = folder(&[
        ("recoupe.toml", config),
        ("a.toml", &file("a", "2026-03-01", "12", "\"../2025-05-07\"", "44.8", "2020")),
        ("b.toml", &file("b", "2026-03-04", "15", "\"2025-07/..\"", "61.3", "2020-06")),
        ("articles/a.txt", "dead, opens, share"),
        ("articles/b.txt", "dead, opens, share!"),
    ]);
    let run = recoupe(dir.path(), &["--notes"]);
    for told in [
        "it can only rise, and it did",
        "acme, opening: by 2025-05-07 and from 2025-07 on cannot both hold",
        "a says 44.8 %, planned, during 2020",
    ] {
        assert!(run.out.contains(told), "{told}\n{}", run.out);
    }
    let table = recoupe(dir.path(), &["table"]).out;
    assert!(table.contains("44.8 % (planned, 2020)"), "{table}");
    let diff = recoupe(dir.path(), &["diff", "a", "b"]).out;
    assert!(diff.contains("b says 61.3 %, planned, during 2020-06"), "{diff}");
    let share = recoupe(dir.path(), &["--format", "json"]).out;
    let share: serde_json::Value = serde_json::from_str(&share).unwrap();
    let found = share["findings"].as_array().unwrap();
    let found = found.iter().find(|f| f["message"].as_str().unwrap().contains("share")).unwrap();
    let whole = found["fingerprint"].as_str().unwrap();
    let told = recoupe(dir.path(), &["explain", whole]).out;
    assert!(told.contains("from 44.75 to 44.85 %") || told.contains("44.85 %"), "{told}");
    assert!(!told.contains("base unit"), "{told}");
    let page = recoupe(dir.path(), &["--format", "html"]).out;
    assert!(page.contains("a/share: 44.8 %, during 2020."), "the time line");
}
