//! `recoupe fix`: certain fixes are applied, the others shown, nothing else changes.

use crate::run::{Run, folder, recoupe};

const CONFIG: &str = r#"articles = "."
[predicates.form]
type = "category"
values = ["sale", "ban"]
words.sale = { fr = ["vente"] }
[predicates.users]
type = "quantity"
unit = "users"
unit-words = { fr = ["utilisateurs"] }
[entities.acme]
name = "Acme"
[entities.reuters]
name = "Reuters"
"#;

const ARTICLE: &str = "Hier, l’app Acme compte 100\u{A0}millions d’utilisateurs 🎉. Selon Reuters, la \
    vente d’Acme, prévue en mai, aurait été signée. La vente – enfin – est signée.\r\n";

fn file(claims: &str) -> String {
    format!("# kept\n[article]\ntext = \"a.txt\"\nlanguage = \"fr\"\n\n{claims}# the end")
}

fn claim(rest: &str) -> String {
    format!("[[claims]] # a claim\nid = \"one\"\nsubject = \"acme\"\n{rest}\n")
}

/// What `fix` makes of a claim, how it went, and the file afterwards.
fn fixed(rest: &str) -> (Run, String) {
    let text = file(&claim(rest));
    let dir = folder(&[("recoupe.toml", CONFIG), ("a.txt", ARTICLE), ("a.toml", &text)]);
    let shown = recoupe(dir.path(), &["fix", "--dry-run"]);
    let after = || std::fs::read_to_string(dir.path().join("a.toml")).unwrap();
    assert_eq!(after(), text, "--dry-run writes nothing");
    let run = recoupe(dir.path(), &["fix"]);
    assert_eq!((shown.code, &shown.out), (0, &run.out));
    let once = after();
    recoupe(dir.path(), &["fix"]);
    assert_eq!(after(), once, "fixing twice changes nothing");
    (run, once)
}

#[test]
fn quotes_get_the_typography_punctuation_and_context_of_the_article() {
    for (before, after) in [
        (
            "predicate = \"users\"\nvalue = 100_000_000 # all\nquote = \"l'app Acme compte 100 millions d'utilisateurs\" # q",
            "predicate = \"users\"\nvalue = 100_000_000 # all\nquote = \"l’app Acme compte 100\u{A0}millions d’utilisateurs\" # q",
        ),
        (
            "predicate = \"form\"\nvalue = \"sale\"\nfactuality = \"probable\"\nholder = \"reuters\"\nquote = \"Selon Reuters la vente d’Acme prévue en mai, aurait été signée\"",
            "predicate = \"form\"\nvalue = \"sale\"\nfactuality = \"probable\"\nholder = \"reuters\"\nquote = \"Selon Reuters, la vente d’Acme, prévue en mai, aurait été signée\"",
        ),
        (
            "predicate = \"form\"\nvalue = \"sale\"\nquote = \"La vente - enfin - est signée\"\nquote-context = { prefix = \"gone\" }",
            "predicate = \"form\"\nvalue = \"sale\"\nquote = \"La vente – enfin – est signée\"\nquote-context = { prefix = \"en mai, aurait été signée.\", suffix = \".\" }",
        ),
        (
            "predicate = \"form\"\nvalue = \"sale\"\nquote = \"La vente [...] est signée\"",
            "predicate = \"form\"\nvalue = \"sale\"\nquote = \"La vente [...] est signée\"",
        ),
    ] {
        let (run, file_after) = fixed(before);
        assert_eq!(file_after, file(&claim(after)), "{}{}", run.out, run.err);
    }
}

#[test]
fn what_changes_a_claim_is_shown_only() {
    for (before, patch) in [
        (
            "predicate = \"users\"\nvalue = 90_000_000 # all\nquote = \"l’app Acme compte 100\u{A0}millions d’utilisateurs\"",
            "-value = 90_000_000 # all\n+value = 100000000 # all\n",
        ),
        (
            "predicate = \"form\"\nvalue = \"sale\" # it\nholder = \"reuters\"\nquote = \"Selon Reuters, la vente d’Acme, prévue en mai, aurait été signée\"",
            " value = \"sale\" # it\n+factuality = \"probable\"\n holder",
        ),
        (
            "predicate = \"form\"\nvalue = \"sale\"\nquote = \"La ventes – enfin – est signée\"",
            "-quote = \"La ventes – enfin – est signée\"\n+quote = \"La vente – enfin – est signée\"\n",
        ),
        (
            // The article's comma is certain; that it brings up a warning is not for a program.
            "predicate = \"form\"\nvalue = \"sale\"\nquote = \"la vente d’Acme prévue en mai, aurait été signée\"",
            "it brings up ",
        ),
    ] {
        let (run, after) = fixed(before);
        assert_eq!(after, file(&claim(before)));
        assert!(run.out.contains(patch), "{}", run.out);
        assert!(run.out.contains("\nto look at: "), "{}", run.out);
    }
}

#[test]
fn a_table_in_braces_stays_one() {
    let text = "[article]\ntext = \"a.txt\"\nlanguage = \"fr\"\n[[claims]]\nid = \"x\"\nsubject = \"acme\"\npredicate = \"form\"\nvalue = \"sale\"\nquote = \"La vente – enfin – est signée\"\n";
    let braces = "claims = [{ id = \"one\", subject = \"acme\", predicate = \"form\", value = \"sale\", quote = \"aurait été signée\" },\n { id = \"two\", subject = \"acme\", predicate = \"form\", value = \"sale\", quote = \"la vente d'Acme, prévue en mai, aurait été signée\" }]\narticle = { text = \"a.txt\", language = \"fr\" }\n";
    let dir = folder(&[
        ("recoupe.toml", CONFIG),
        ("a.txt", ARTICLE),
        ("a.toml", text),
        ("b.toml", braces),
    ]);
    let run = recoupe(dir.path(), &["fix"]);
    let after = std::fs::read_to_string(dir.path().join("b.toml")).unwrap();
    assert_eq!(after, braces.replace("d'Acme", "d’Acme"), "{}{}", run.out, run.err);
    assert!(run.out.contains("value = \"sale\", factuality = \"probable\", quote"), "{}", run.out);
}

#[test]
fn a_file_that_is_not_sound_is_left_alone() {
    let text = file(&claim(
        "predicate = \"users\"\nvalue = 100_000_000\nquote = \"l'app Acme compte 100 millions d'utilisateurs\"\nnote = ",
    ));
    let dir = folder(&[("recoupe.toml", CONFIG), ("a.txt", ARTICLE), ("a.toml", &text)]);
    let run = recoupe(dir.path(), &["fix"]);
    assert_eq!(std::fs::read_to_string(dir.path().join("a.toml")).unwrap(), text);
    assert!(run.err.starts_with("0 fixes applied"), "{}", run.err);
}
