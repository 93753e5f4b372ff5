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

/// A work tree of its own with two prices, all of it committed but for what is ignored.
fn committed(ignored: &str) -> tempfile::TempDir {
    let dir = two_prices();
    std::fs::write(dir.path().join(".gitignore"), ignored).unwrap();
    git(dir.path(), &["init", "-q"]);
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "-qm", "claims"]);
    dir
}

#[test]
fn a_revision_that_cannot_be_checked_is_named() {
    let without_articles = committed("articles\n");
    let broken = committed("");
    let config = broken.path().join("recoupe.toml");
    std::fs::write(&config, "articles = 5\n").unwrap();
    git(broken.path(), &["commit", "-qam", "broken"]);
    std::fs::write(&config, CONFIG).unwrap();
    for dir in [without_articles, broken] {
        let run = recoupe(dir.path(), &["--since", "HEAD"]);
        assert_eq!(run.code, 2, "{}{}", run.out, run.err);
        assert!(run.err.contains("at HEAD") && run.err.contains("--baseline"), "{}", run.err);
        assert!(!run.err.contains(".tmp"), "{}", run.err);
        assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    }
}

#[test]
fn what_archives_leave_out_was_there_too() {
    let dir = committed("");
    let attributes = "*.toml export-ignore\narticles export-ignore\n";
    std::fs::write(dir.path().join(".gitattributes"), attributes).unwrap();
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "-qm", "archives"]);
    let run = recoupe(dir.path(), &["--since", "HEAD"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("0 introduced, 0 re-opened, 1 unchanged"), "{}", run.err);
    // The index of the work tree is not touched.
    std::fs::write(dir.path().join("c.toml"), "").unwrap();
    git(dir.path(), &["add", "c.toml"]);
    recoupe(dir.path(), &["--since", "HEAD~1"]);
    git(dir.path(), &["diff", "--cached", "--exit-code", "--quiet", "--", "a.toml", "b.toml"]);
}

#[test]
fn a_fix_of_typography_introduces_nothing() {
    let dir = folder(&[
        ("recoupe.toml", CONFIG),
        ("a.toml", &claims("a.txt", "12", "l'offre [...] de 12 euros")),
        ("b.toml", &claims("b.txt", "99", "l'offre de 99 euros")),
        ("articles/a.txt", "Voici l’offre ferme de 12 euros."),
        ("articles/b.txt", "Voici l’offre de 99 euros."),
    ]);
    git(dir.path(), &["init", "-q"]);
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "-qm", "claims"]);
    let fixed = recoupe(dir.path(), &["fix"]);
    assert!(fixed.err.starts_with("2 fixes applied"), "{}{}", fixed.out, fixed.err);
    let run = recoupe(dir.path(), &["--since", "HEAD"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.err.contains("0 introduced"), "{}", run.err);
}

#[test]
fn what_is_not_covered_keeps_its_fingerprint_when_the_text_moves() {
    let config = format!("{CONFIG}name = \"Acme\"\n[levels]\nnot-covered = \"warn\"\n");
    let dir = folder(&[
        ("recoupe.toml", &config),
        ("a.toml", &claims("a.txt", "12", "for 12 euros").replace("[[", "language = \"en\"\n[[")),
        ("articles/a.txt", "It went for 12 euros. Acme left on 3 May 2024 and 3 May 2024."),
    ]);
    let baseline = recoupe(dir.path(), &["baseline"]);
    std::fs::write(dir.path().join("baseline.json"), &baseline.out).unwrap();
    let moved = "In all, it went for 12 euros. Acme left on 3 May 2024 and 3 May 2024.";
    std::fs::write(dir.path().join("articles/a.txt"), moved).unwrap();
    let run = recoupe(dir.path(), &["--baseline", "baseline.json"]);
    assert!(run.err.contains("0 introduced, 0 re-opened, 3 unchanged"), "{}", run.err);
    // A third one is new, and tells the others apart still.
    std::fs::write(dir.path().join("articles/a.txt"), format!("{moved} 3 May 2024.")).unwrap();
    let run = recoupe(dir.path(), &["--baseline", "baseline.json"]);
    assert!(run.err.contains("1 introduced, 0 re-opened, 3 unchanged"), "{}", run.err);
}

#[test]
fn a_decision_on_a_large_question_covers_all_its_claims() {
    let mut files = vec![("recoupe.toml".to_owned(), CONFIG.to_owned())];
    for number in 10..20 {
        let quote = format!("for {number} euros");
        files.push((format!("articles/{number}.txt"), quote.clone()));
        let text = claims(&format!("{number}.txt"), &number.to_string(), &quote);
        files.push((format!("c{number}.toml"), text));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let dir = folder(&files);
    let json = recoupe(dir.path(), &["--format", "json"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let finding = &json["findings"][0];
    assert_eq!(finding["pairs"].as_array().unwrap().len(), 20);
    let fingerprint = finding["fingerprint"].as_str().unwrap();
    let done = recoupe(
        dir.path(),
        &["resolve", fingerprint, "--verdict", "different-scope", "--reason", "ten sales"],
    );
    assert_eq!(done.code, 0, "{}", done.err);
    let decided = std::fs::read_to_string(dir.path().join("resolutions.toml")).unwrap();
    for number in 10..20 {
        assert!(decided.contains(&format!("\"c{number}/price\"")), "{decided}");
    }
    let after = recoupe(dir.path(), &["--deny-warnings"]);
    assert_eq!(after.code, 0, "{}", after.out);
}

#[test]
fn decisions_join_a_file_only_where_it_stays_sound() {
    let args = ["resolve", "a/price", "b/price", "--verdict", "accepted", "--reason", "x"];
    let several = "[[resolutions]]\r\nclaims = [\"a/price\", \"b/price\"]\r\nverdict = \"different-scope\"\r\nreason = \"\"\"\r\nresolutions\r\nresolutions = []\"\"\"";
    let dir = two_prices();
    let path = dir.path().join("resolutions.toml");
    for inline in ["\"resolutions\" = []\n", "resolutions = []\n", "resolutions.x = 1\n"] {
        std::fs::write(&path, inline).unwrap();
        let run = recoupe(dir.path(), &args);
        assert_eq!(run.code, 2, "{inline}");
        assert!(run.err.contains("change that to [[resolutions]]"), "{}", run.err);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), inline);
    }
    std::fs::write(&path, several).unwrap();
    let run = recoupe(dir.path(), &args);
    assert_eq!(run.code, 0, "{}", run.err);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.starts_with(&format!("{several}\r\n\r\n[[resolutions]]\r\n")), "{text}");
    assert!(!text.replace("\r\n", "").contains('\n'), "{text:?}");
    assert_eq!(text.parse::<toml::Table>().unwrap()["resolutions"].as_array().unwrap().len(), 2);
}

#[test]
fn a_baseline_of_another_version_is_refused() {
    let dir = two_prices();
    for (text, says) in [
        ("{\"version\":2,\"findings\":[]}", "recoupe baseline"),
        ("{\"findings\":[]}", "is no baseline"),
        ("{\"version\":1}", "is no baseline"),
    ] {
        std::fs::write(dir.path().join("baseline.json"), text).unwrap();
        let run = recoupe(dir.path(), &["--baseline", "baseline.json"]);
        assert_eq!(run.code, 2, "{text}");
        assert!(run.err.contains(says), "{text}: {}", run.err);
    }
}

#[test]
fn a_report_replaces_the_old_one_at_once() {
    let dir = two_prices();
    let (report, kept) = (dir.path().join("report"), dir.path().join("kept"));
    std::fs::write(&report, "old").unwrap();
    // Whoever has the old one open reads on in the old one.
    std::fs::hard_link(&report, &kept).unwrap();
    assert_eq!(recoupe(dir.path(), &["--output", "report"]).code, 1);
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), "old");
    assert_ne!(std::fs::read_to_string(&report).unwrap(), "old");
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        assert_eq!(recoupe(dir.path(), &["--output", "/dev/null"]).code, 1);
        assert!(std::fs::metadata("/dev/null").unwrap().file_type().is_char_device());
    }
}

#[test]
fn a_file_that_must_not_be_written_is_not() {
    let dir = folder(&[
        ("recoupe.toml", CONFIG),
        ("a.toml", &claims("a.txt", "12", "l'offre de 12 euros")),
        ("b.toml", &claims("a.txt", "13", "l’offre de 12 euros")),
        ("resolutions.toml", "# ours\n"),
        ("articles/a.txt", "Voici l’offre de 12 euros."),
    ]);
    let lock = |name: &str| {
        let path = dir.path().join(name);
        let mut permissions = std::fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(&path, permissions).unwrap();
        (path.clone(), std::fs::read_to_string(path).unwrap())
    };
    let locked = [lock("a.toml"), lock("resolutions.toml")];
    let decide = ["resolve", "a/price", "b/price", "--verdict", "accepted", "--reason", "x"];
    for args in [&["fix"][..], &["pin"], &decide, &["check", "--output", "a.toml"]] {
        let run = recoupe(dir.path(), args);
        assert_eq!(run.code, 2, "{args:?}: {}{}", run.out, run.err);
        assert!(run.err.contains("read-only"), "{args:?}: {}", run.err);
    }
    for (path, text) in locked {
        assert_eq!(std::fs::read_to_string(path).unwrap(), text);
    }
}
