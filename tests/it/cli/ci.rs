//! What CI sees: formats, decisions, what a change brought.

use std::path::Path;

use crate::run::{CONFIG, claims, folder, git, recoupe, two_prices};

#[test]
fn every_format_has_one_exit_code_and_goes_to_a_file() {
    let dir = two_prices();
    for format in
        ["text", "short", "json", "github", "gitlab", "sarif", "junit", "markdown", "html"]
    {
        let shown = recoupe(dir.path(), &["--format", format]);
        assert_eq!(shown.code, 1, "{format}");
        let filed = recoupe(dir.path(), &["--format", format, "--output", "report"]);
        assert_eq!((filed.code, filed.out.as_str()), (1, ""), "{format}");
        let report = std::fs::read_to_string(dir.path().join("report")).unwrap();
        assert_eq!(report, shown.out, "{format}");
    }
}

#[test]
fn only_what_a_change_brought_counts() {
    let dir = two_prices();
    git(dir.path(), &["init", "-q"]);
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "-qm", "claims"]);
    let baseline = recoupe(dir.path(), &["baseline"]);
    assert_eq!(baseline.code, 0, "{}", baseline.err);
    std::fs::write(dir.path().join("baseline.json"), &baseline.out).unwrap();
    assert_eq!(recoupe(dir.path(), &[]).code, 1);
    // Nothing changed, and then only places: lines move, a comment is written.
    for comment in ["", "# a comment\n\n"] {
        let text = format!("{comment}{}", claims("a.txt", "12", "12 euros"));
        std::fs::write(dir.path().join("a.toml"), text).unwrap();
        for known in [["--since", "HEAD"], ["--baseline", "baseline.json"]] {
            let run = recoupe(dir.path(), &known);
            assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
            assert!(
                run.err.contains("0 introduced, 0 re-opened, 1 unchanged, 0 resolved"),
                "{}",
                run.err
            );
        }
    }
    // A third article that says something else again is introduced.
    let third =
        claims("c.txt", "50", "50 euros").replace("\"price\"\nsubject", "\"other\"\nsubject");
    std::fs::write(dir.path().join("c.toml"), third.replace("50 euros", "51 euros")).unwrap();
    std::fs::write(dir.path().join("articles/c.txt"), "for 50 euros").unwrap();
    let run = recoupe(dir.path(), &["--since", "HEAD", "--format", "short"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.out.contains("quote-not-found") && run.out.lines().count() == 1, "{}", run.out);
    let unknown = recoupe(dir.path(), &["--since", "nowhere"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("git tag"), "{}", unknown.err);
}

#[test]
fn annotations_are_one_line_each() {
    let dir = folder(&[
        ("recoupe.toml", CONFIG),
        ("a.toml", &claims("a.txt", "12", "13, 50% more: euros")),
        ("articles/a.txt", "for 12 euros"),
    ]);
    let run = recoupe(dir.path(), &["--format", "github"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.out.lines().count(), 1, "{}", run.out);
    assert!(
        run.out.starts_with("::error title=recoupe%3A quote-not-found,file=a.toml,line=9,"),
        "{}",
        run.out
    );
}

#[test]
fn decisions_are_recorded_with_their_fingerprint() {
    let dir = folder(&[
        ("recoupe.toml", CONFIG),
        ("a.toml", &claims("a.txt", "12", "12 euros")),
        ("b.toml", &claims("b.txt", "99", "99 euros")),
        ("articles/a.txt", "for 12 euros"),
        ("articles/b.txt", "for 99 euros"),
        ("resolutions.toml", "# decided by us"),
    ]);
    let pair = ["resolve", "a/price", "b/price", "--verdict", "different-scope", "--reason"];
    let with = |more: &[&'static str]| [&pair[..], more].concat();
    for (args, says) in [
        (with(&[" "]), "--reason is empty"),
        (
            vec!["resolve", "a/pric", "b/price", "--verdict", "accepted", "--reason", "x"],
            "did you mean a/price",
        ),
        (vec!["resolve", "a/price", "b/price", "--verdict", "fine", "--reason", "x"], "no verdict"),
        (vec!["resolve", "a/price", "--verdict", "accepted", "--reason", "x"], "--rule"),
    ] {
        let run = recoupe(dir.path(), &args);
        assert_eq!(run.code, 2, "{says}: {}", run.err);
        assert!(run.err.contains(says), "{says}: {}", run.err);
    }
    assert_eq!(recoupe(dir.path(), &[]).code, 1);
    let done = recoupe(dir.path(), &with(&["two \"prices\"", "--by", "Anna"]));
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(
        done.err.contains("1 error and 0 warnings before, 0 errors and 0 warnings now"),
        "{}",
        done.err
    );
    let text = std::fs::read_to_string(dir.path().join("resolutions.toml")).unwrap();
    assert!(
        text.starts_with("# decided by us\n\n[[resolutions]]\nclaims = [\"a/price\", \"b/price\"]"),
        "{text}"
    );
    assert_eq!(recoupe(dir.path(), &["--deny-warnings"]).code, 0);
    // The decision falls when a quote changes.
    std::fs::write(dir.path().join("a.toml"), claims("a.txt", "12", "for 12 euros")).unwrap();
    let stale = recoupe(dir.path(), &["--format", "short"]);
    assert!(stale.out.contains("stale-resolution"), "{}", stale.out);
    // By the fingerprint of a finding.
    let json = recoupe(dir.path(), &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    let finding =
        json["findings"].as_array().unwrap().iter().find(|f| f["rule"] == "contradiction");
    let fingerprint = finding.unwrap()["fingerprint"].as_str().unwrap().to_owned();
    let again = recoupe(
        dir.path(),
        &["resolve", &fingerprint, "--verdict", "right-wrong", "--reason", "read again"],
    );
    assert_eq!(again.code, 0, "{}", again.err);
    assert_eq!(recoupe(dir.path(), &[]).code, 0);
}

/// Lines and columns in code points, as an editor counts them: a second decoder.
fn cut(text: &str, region: &serde_json::Value) -> String {
    let at = |key: &str| region[key].as_u64().unwrap() as usize;
    let lines: Vec<Vec<char>> = text.split('\n').map(|line| line.chars().collect()).collect();
    let mut out = String::new();
    for line in at("startLine")..=at("endLine") {
        let from = if line == at("startLine") { at("startColumn") - 1 } else { 0 };
        let all = &lines[line - 1];
        let to = if line == at("endLine") { at("endColumn") - 1 } else { all.len() };
        out.extend(&all[from..to]);
    }
    out
}

#[test]
fn sarif_regions_cut_out_what_is_meant() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = recoupe(root, &["--format", "sarif"]);
    assert_eq!(run.code, 1);
    let log: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let results = run["results"].as_array().unwrap();
    let deadline = results
        .iter()
        .find(|r| r["message"]["text"].as_str().unwrap().contains("transfer deadline"))
        .unwrap();
    let rule = deadline["ruleIndex"].as_u64().unwrap() as usize;
    assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], "contradiction");
    let text = |location: &serde_json::Value| {
        let place = &location["physicalLocation"];
        let file = place["artifactLocation"]["uri"].as_str().unwrap();
        cut(&std::fs::read_to_string(root.join(file)).unwrap(), &place["region"])
    };
    assert_eq!(text(&deadline["locations"][0]), "\"2020-09-15\"");
    let related = deadline["relatedLocations"].as_array().unwrap();
    assert!(
        text(&related[0]).starts_with("donnait jusqu’au 15 septembre"),
        "{}",
        text(&related[0])
    );
    assert!(results.iter().any(|r| r["suppressions"][0]["kind"] == "external"));
}
