//! Options mean the same in every command that takes them.

use std::path::Path;

use serde_json::Value;

use crate::run::{CONFIG, Run, claims, folder, git, recoupe, two_prices};

fn json(folder: &Path, args: &[&str]) -> Value {
    serde_json::from_str(&recoupe(folder, args).out).unwrap()
}

#[test]
fn quiet_and_verbose_stand_before_or_behind_every_command() {
    let dir = two_prices();
    for args in [
        &["check"][..],
        &["baseline"],
        &["table"],
        &["diff", "a", "b"],
        &["fix"],
        &["pin"],
        &["drift"],
        &["origins"],
        &["extract", "articles/a.txt"],
        &["selftest"],
    ] {
        let plain = recoupe(dir.path(), args);
        for quiet in [[&["-q"], args].concat(), [args, &["--quiet"]].concat()] {
            let run = recoupe(dir.path(), &quiet);
            assert_eq!((run.code, run.err.as_str()), (plain.code, ""), "{quiet:?}");
            assert_eq!(run.out, plain.out, "{quiet:?}");
        }
        if args != ["selftest"] {
            let verbose = recoupe(dir.path(), &[&["-v"], args].concat());
            assert!(verbose.err.contains("read recoupe.toml\n"), "{args:?}: {}", verbose.err);
        }
    }
    let init = recoupe(dir.path(), &["-q", "init", "new"]);
    assert_eq!((init.code, init.err.as_str()), (0, ""));
    let decide = ["-q", "resolve", "a/price", "b/price", "--verdict", "accepted", "--reason", "x"];
    let decided = recoupe(dir.path(), &decide);
    assert_eq!((decided.code, decided.err.as_str()), (0, ""));
}

#[test]
fn a_corpus_is_named_with_or_without_its_option_and_read_once() {
    let dir = folder(&[
        ("one/recoupe.toml", CONFIG),
        ("one/a.toml", &claims("a.txt", "12", "12 euros")),
        ("one/articles/a.txt", "for 12 euros"),
    ]);
    for command in ["check", "baseline", "fix", "pin", "drift", "origins", "table"] {
        let plain = recoupe(dir.path(), &[command, "one"]);
        let named = recoupe(dir.path(), &[command, "--corpus", "one"]);
        assert_eq!(plain.code, 0, "{command}: {}", plain.err);
        assert_eq!((plain.code, plain.out), (named.code, named.out), "{command}");
    }
    let thrice = recoupe(dir.path(), &["check", "one", "one/", "one/recoupe.toml"]);
    assert!(thrice.err.contains("checked 1 claim in 1 article"), "{}", thrice.err);
}

#[test]
fn every_command_that_decides_by_the_day_can_be_given_one() {
    let dir = two_prices();
    let decision = "[[resolutions]]\nclaims = [\"a/price\", \"b/price\"]\nverdict = \"accepted\"\nreason = \"x\"\nexpires = \"2020-06-30\"\n";
    std::fs::write(dir.path().join("resolutions.toml"), decision).unwrap();
    let shows = |day: &str, args: &[&str], text: &str| {
        let run = recoupe(dir.path(), &[args, &["--as-of", day]].concat());
        assert!(run.out.contains(text), "{args:?} {day}: {}{}", run.out, run.err);
    };
    for (args, text) in [
        (&["baseline"][..], "\"rule\": \"contradiction\""),
        (&["check", "--notes"], "error[contradiction]"),
        (&["table"], "! 12"),
        (&["diff", "a", "b"], "(contradiction)"),
    ] {
        shows("2020-07-01", args, text);
        let before = recoupe(dir.path(), &[args, &["--as-of", "2020-06-30"]].concat());
        assert!(!before.out.contains(text), "{args:?}: {}", before.out);
    }
    let decide = ["resolve", "a/price", "b/price", "--verdict", "accepted", "--reason", "x"];
    let again = recoupe(dir.path(), &[&decide[..], &["--as-of", "2020-06-30"]].concat());
    assert!(again.code == 2 && again.err.contains("so already"), "{}", again.err);
    let later = recoupe(dir.path(), &[&decide[..], &["--as-of", "2020-07-01"]].concat());
    assert_eq!(later.code, 0, "{}", later.err);
    let text = std::fs::read_to_string(dir.path().join("resolutions.toml")).unwrap();
    assert!(text.contains("on = \"2020-07-01\""), "{text}");
}

#[test]
fn views_speak_json() {
    let dir = two_prices();
    let table = json(dir.path(), &["table", "--format", "json"]);
    assert_eq!(table["version"], 1);
    assert_eq!(table["articles"][1]["name"], "b");
    let question = &table["questions"][0];
    assert_eq!(
        (&question["title"], &question["verdict"]),
        (&"acme, price".into(), &"contradiction".into())
    );
    assert_eq!(question["answers"][1]["claim"], "b/price");
    assert_eq!(question["answers"][1]["contested"], true);

    let diff = json(dir.path(), &["diff", "a", "b", "--format", "json"]);
    assert_eq!(diff["shared"][0]["level"], "deny");
    assert_eq!(diff["shared"][0]["first"][0]["quote"], "12 euros");
    assert_eq!(diff["only_first"], Value::Array(Vec::new()));

    let missing = json(dir.path(), &["extract", "--missing", "--format", "json", "articles/a.txt"]);
    assert_eq!((&missing["version"], missing["missing"].is_array()), (&1.into(), true));
    let refused =
        recoupe(dir.path(), &["extract", "--write", "--format", "json", "articles/a.txt"]);
    assert_eq!(refused.code, 2);

    git(dir.path(), &["init", "-q"]);
    recoupe(dir.path(), &["pin"]);
    let none = json(dir.path(), &["drift", "--format", "json"]);
    assert_eq!(none["changed"], Value::Array(Vec::new()));
    std::fs::write(dir.path().join("articles/a.txt"), "for 13 euros").unwrap();
    let drift = json(dir.path(), &["drift", "--format", "json"]);
    assert_eq!(drift["changed"][0]["file"], "articles/a.txt");
    assert_eq!(drift["changed"][0]["quotes"][0]["claim"], "a/price");
    assert_eq!(drift["changed"][0]["pinned_text_known"], false);
}

#[test]
fn short_findings_have_their_fingerprint_when_asked() {
    let dir = two_prices();
    let report = json(dir.path(), &["--format", "json"]);
    let found = report["findings"].as_array().unwrap();
    let clash = found.iter().find(|finding| finding["rule"] == "contradiction").unwrap();
    let name = clash["fingerprint"].as_str().unwrap();
    let short = recoupe(dir.path(), &["--format", "short", "-v"]);
    assert!(short.out.contains(&format!("cannot both hold ({name})\n")), "{}", short.out);
    assert!(!recoupe(dir.path(), &["--format", "short"]).out.contains(name));
}

#[test]
fn what_is_left_out_is_told_and_counts() {
    let dir = folder(&[
        ("recoupe.toml", CONFIG),
        ("a.toml", &claims("a.txt", "12", "12 euros")),
        ("b.toml", &claims("gone.txt", "12", "12 euros")),
        ("c.toml", "[article\n"),
        ("articles/a.txt", "for 12 euros"),
    ]);
    let told = |run: Run, code: i32, says: &str| {
        assert_eq!(run.code, code, "{}", run.err);
        assert!(run.err.contains(says), "{says}: {}", run.err);
        assert!(run.err.contains("`recoupe check` says why"), "{}", run.err);
    };
    told(recoupe(dir.path(), &["-q", "pin"]), 2, "2 claim files were left out");
    let pinned = std::fs::read_to_string(dir.path().join("a.toml")).unwrap();
    assert!(pinned.contains("sha256"), "what can be pinned is: {pinned}");
    for (args, code) in [("drift", 2), ("fix", 0), ("origins", 0), ("table", 0)] {
        told(recoupe(dir.path(), &[args]), code, "2 claim files or their articles cannot be read");
    }
}
