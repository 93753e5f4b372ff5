//! `recoupe resolve`: what is decided does something, and what is left is told.

use crate::run::{CONFIG, Run, claims, folder, priced, recoupe, two_prices};

const ACCEPTED: [&str; 4] = ["--verdict", "accepted", "--reason", "three models"];

fn resolve(dir: &tempfile::TempDir, what: &[&str]) -> Run {
    recoupe(dir.path(), &[&["resolve"], what, &ACCEPTED].concat())
}

fn three_prices() -> tempfile::TempDir {
    priced(&[("12", "12 euros"), ("99", "99 euros"), ("50", "50 euros")])
}

#[test]
fn the_help_names_all_claims_that_settle_a_question() {
    let dir = three_prices();
    let checked = recoupe(dir.path(), &[]);
    let all = "if all stand, record it in resolutions.toml: claims = [\"a/price\", \"b/price\", \"c/price\"]";
    assert!(checked.out.contains(all), "{}", checked.out);
    let decided = resolve(&dir, &["a/price", "b/price", "c/price"]);
    assert!(decided.err.contains("0 errors and 0 warnings now"), "{}", decided.err);
    assert!(!decided.err.contains("still contested"), "{}", decided.err);
    assert_eq!(recoupe(dir.path(), &[]).code, 0);
}

#[test]
fn what_stays_contested_is_told_with_its_fingerprint() {
    let dir = three_prices();
    let first = resolve(&dir, &["a/price", "b/price"]);
    assert_eq!(first.code, 0, "{}", first.err);
    assert!(first.err.contains("still contested: acme, price"), "{}", first.err);
    let line = first.err.lines().find(|line| line.trim().starts_with("recoupe resolve ")).unwrap();
    let fingerprint = line.trim().split(' ').nth(2).unwrap();
    // Six digits will do, as for `explain`.
    let second = resolve(&dir, &[&fingerprint[..6]]);
    assert_eq!(second.code, 0, "{}", second.err);
    assert_eq!(recoupe(dir.path(), &["--deny-warnings"]).code, 0, "{}", second.err);
}

#[test]
fn scopes_that_only_look_different_are_one() {
    let scoped = |scope: &str, value: &str| {
        let claim = claims(&format!("{scope}.txt"), value, value);
        claim.replace("quote =", &format!("scope = {{ by = \"{scope}\" }}\nquote ="))
    };
    let dir = folder(&[
        ("recoupe.toml", &CONFIG.replace("\"quantity\"", "\"quantity\"\nper = [\"by\"]")),
        ("a.toml", &scoped("Été", "12")),
        ("b.toml", &scoped("ete", "99")),
        ("articles/Été.txt", "for 12"),
        ("articles/ete.txt", "for 99"),
    ]);
    assert_eq!(recoupe(dir.path(), &[]).code, 1);
    let decided = resolve(&dir, &["a/price", "b/price"]);
    assert_eq!(decided.code, 0, "{}", decided.err);
    assert_eq!(recoupe(dir.path(), &[]).code, 0);
}

#[test]
fn a_decision_is_written_once() {
    let dir = two_prices();
    assert_eq!(resolve(&dir, &["a/price", "b/price"]).code, 0);
    let written = std::fs::read_to_string(dir.path().join("resolutions.toml")).unwrap();
    let again = resolve(&dir, &["b/price", "a/price"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("so already (accepted); nothing was written"), "{}", again.err);
    assert_eq!(std::fs::read_to_string(dir.path().join("resolutions.toml")).unwrap(), written);
    // Claims that changed since are to be decided anew.
    std::fs::write(dir.path().join("a.toml"), claims("a.txt", "12", "for 12 euros")).unwrap();
    assert_eq!(resolve(&dir, &["a/price", "b/price"]).code, 0);
}

#[test]
fn files_that_cannot_be_added_to_say_why() {
    let dir = two_prices();
    let path = dir.path().join("resolutions.toml");
    for (text, says) in [
        (&b"resolutions = []\n"[..], "change that to [[resolutions]] tables; nothing was written"),
        (b"[[resolutions]\n", "`recoupe check` shows the line; nothing was written"),
        (b"# d\xe9cid\xe9\n", "resolutions.toml is not saved as UTF-8 (line 1)"),
    ] {
        std::fs::write(&path, text).unwrap();
        let run = resolve(&dir, &["a/price", "b/price"]);
        assert!(run.code == 2 && run.err.contains(says), "{says}: {}", run.err);
        assert_eq!(std::fs::read(&path).unwrap(), text);
    }
}

#[test]
fn a_claim_file_that_is_not_utf8_has_one_finding() {
    let dir = two_prices();
    let utf16: Vec<u8> =
        "[article]\ntext = \"a.txt\"\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(dir.path().join("c.toml"), [&b"\xff\xfe"[..], &utf16].concat()).unwrap();
    let run = recoupe(dir.path(), &["--format", "short", "--only", "syntax"]);
    assert_eq!(
        run.out, "c.toml:1:1: deny[syntax]: the file is not saved as UTF-8\n",
        "{}",
        run.err
    );
}

#[test]
fn what_is_not_checked_any_more_is_not_resolved() {
    let dir = two_prices();
    let baseline = recoupe(dir.path(), &["baseline"]);
    std::fs::write(dir.path().join("before.json"), baseline.out).unwrap();
    std::fs::write(dir.path().join("articles/b.txt"), "for nothing").unwrap();
    let run = recoupe(dir.path(), &["--baseline", "before.json"]);
    assert!(run.err.contains("0 resolved, 1 not checked now"), "{}", run.err);
    assert!(run.err.contains("acme, price: 12 | 99 before, not checked now"), "{}", run.err);
}

#[test]
fn a_claim_that_says_less_than_its_position_is_shown_with_its_own_value() {
    let dir =
        priced(&[("12", "12 euros"), ("{ min = 10 }", "at least 10 euros"), ("5", "5 euros")]);
    let checked = recoupe(dir.path(), &[]);
    let position = "position 2: 12 — a/price, b/price (at least 10) (2 origins)";
    assert!(checked.out.contains(position), "{}", checked.out);
}

#[test]
fn what_nothing_opposes_is_not_decided() {
    let dir = priced(&[("12", "12 euros"), ("12", "12 euros")]);
    let decided = resolve(&dir, &["a/price", "b/price"]);
    assert_eq!(decided.code, 2);
    assert!(decided.err.contains("nothing is reported that this would decide"), "{}", decided.err);
    assert!(!dir.path().join("resolutions.toml").exists());
}
