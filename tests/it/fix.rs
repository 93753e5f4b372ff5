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

const CARS: &str = r#"version = 1
articles = "articles"
[entities.acme]
name = "Acme"
[predicates.recalled]
type = "quantity"
unit = "vehicles"
unit-words = { fr = ["voitures"], en = ["cars"] }
[predicates.margin]
type = "quantity"
unit = "EUR"
[predicates.dead]
type = "quantity"
unit = "people"
unit-words = { fr = ["morts"] }
[predicates.fraud]
type = "boolean"
"#;

const HEAD: &str = "[article]\ntext = \"a.txt\"\n\n[[claims]]\nid = \"r\"\nsubject = \"acme\"\npredicate = \"recalled\"\nvalue = 4500\n";

/// A corpus of one article and one claim file.
fn cars(article: &str, claims: &str) -> tempfile::TempDir {
    folder(&[("recoupe.toml", CARS), ("articles/a.txt", article), ("a.toml", claims)])
}

fn claim_file(dir: &tempfile::TempDir) -> String {
    std::fs::read_to_string(dir.path().join("a.toml")).unwrap()
}

#[test]
fn a_context_is_mended_in_whatever_form_it_is_written() {
    let quote = "quote = \"rappelle 4 500 voitures\"\n";
    for (before, after) in [
        (
            "quote-context.prefix = \"Le vendeur\" # keep\n",
            "quote-context.prefix = \"Le constructeur\" # keep\nquote-context.suffix = \". Fin.\"\n",
        ),
        (
            "  quote-context . suffix = 'Début'\n",
            "  quote-context . suffix = \". Fin.\"\n  quote-context . prefix = \"Le constructeur\"\n",
        ),
        (
            "[claims.quote-context] # of the quote\nprefix = \"Le vendeur\" # keep",
            "[claims.quote-context] # of the quote\nprefix = \"Le constructeur\" # keep\nsuffix = \". Fin.\"",
        ),
        (
            "quote-context = { # checked by Jo\n  prefix = \"Le vendeur\",\n}\n",
            "quote-context = { # checked by Jo\n  prefix = \"Le constructeur\", suffix = \". Fin.\",\n}\n",
        ),
    ] {
        let file = |context: &str| format!("{HEAD}{quote}{context}");
        let dir = cars("Le constructeur rappelle 4 500 voitures. Fin.", &file(before));
        let run = recoupe(dir.path(), &["fix"]);
        assert_eq!(claim_file(&dir), file(after), "{}{}", run.out, run.err);
        assert!(claim_file(&dir).parse::<toml::Table>().is_ok());
    }
}

#[test]
fn what_cannot_be_written_soundly_is_left_to_a_person() {
    let lost = HEAD.replace("4500", "{ # Jo's count\n  about = 90,\n}");
    let file = format!("{lost}quote = \"rappelle 4 500 voitures\"\n");
    let dir = cars("Le constructeur rappelle 4 500 voitures. Fin.", &file);
    let run = recoupe(dir.path(), &["fix"]);
    assert_eq!(claim_file(&dir), file);
    assert!(run.out.contains("only you can change"), "{}{}", run.out, run.err);
    assert!(!run.out.contains("+++"), "{}", run.out);
    let spaced = format!(
        "{}quote = \"l’app aurait rappelé 4 500 voitures\"\n",
        HEAD.replace("[[claims]]", "[[ claims ]]").replace("[article]", "[ article ]")
    );
    let dir = cars("Hier, l’app aurait rappelé 4 500 voitures.", &spaced);
    let run = recoupe(dir.path(), &["fix"]);
    assert!(run.out.contains(" value = 4500\n+factuality = \"probable\"\n"), "{}", run.out);
}

#[test]
fn a_context_that_may_have_moved_with_its_event_is_shown_only() {
    let claims = "[article]\ntext = \"a.txt\"\n\n[[claims]]\nid = \"d\"\nsubject = \"acme\"\npredicate = \"dead\"\nvalue = 12\nquote = \"12 morts\"\n";
    let context = "quote-context = { prefix = \"bilan d’Acme : \", suffix = \" à Lyon\" }\n";
    let gone = "quote-context = { prefix = \"entrepôt détruit\" }\n";
    let before = "Le bilan d'Acme : 12 morts à Lyon. Un entrepôt détruit 12 morts.";
    let after = "Le bilan d'Acme : 15 morts à Lyon. En 1998, un autre incendie avait fait 12 morts à Nantes.";
    for (context, pinned) in [(context, "no"), (context, "pinned"), (gone, "pinned")] {
        let dir = cars(before, &format!("{claims}{context}"));
        if pinned == "pinned" {
            assert_eq!(recoupe(dir.path(), &["pin"]).code, 0);
        }
        std::fs::write(dir.path().join("articles/a.txt"), after).unwrap();
        let was = claim_file(&dir);
        let run = recoupe(dir.path(), &["fix"]);
        assert_eq!(claim_file(&dir), was, "{context}");
        assert!(run.out.contains("to look at: quote-not-found"), "{}{}", run.out, run.err);
    }
    // Nobody pinned the text, and nothing of the old context is left.
    let dir = cars(after, &format!("{claims}{gone}"));
    recoupe(dir.path(), &["fix"]);
    assert!(claim_file(&dir).contains("suffix = \"à Nantes.\""), "{}", claim_file(&dir));
}

#[test]
fn a_fix_that_makes_a_decision_stale_is_held() {
    let article = "Acme rappelle 4 500 voitures. La candidate a dit non. La candidate a dit oui.";
    let file =
        format!("{HEAD}quote = [\"Acme, rappelle 4 500 voitures\", \"La candidate a dit\"]\n");
    let dir = cars(article, &file);
    let decide = ["resolve", "a/r", "--rule", "quote-ambiguous", "--verdict", "accepted"];
    let decided = recoupe(dir.path(), &[&decide[..], &["--reason", "both"]].concat());
    assert_eq!(decided.code, 0, "{}", decided.err);
    // Another file's sound fix goes through.
    let other = HEAD.replace("4500", "4_500") + "quote = \"Acme, rappelle 4 500 voitures\"\n";
    std::fs::write(dir.path().join("b.toml"), &other).unwrap();
    let run = recoupe(dir.path(), &["fix"]);
    assert_eq!(claim_file(&dir), file, "{}", run.out);
    assert!(run.out.contains("it brings up "), "{}", run.out);
    let mended = std::fs::read_to_string(dir.path().join("b.toml")).unwrap();
    assert_eq!(mended, other.replace("Acme,", "Acme"), "{}", run.out);
    let after = recoupe(dir.path(), &["--format", "short"]);
    assert!(!after.out.contains("stale-resolution"), "{}", after.out);
}

#[test]
fn one_run_goes_to_the_end() {
    let file = format!(
        "{HEAD}quote = \"constructeur, rappelle 4 500 voitures\"\nquote-context = {{ prefix = \"zz\" }}\n"
    );
    let dir = cars("Le constructeur rappelle 4 500 voitures. Fin.", &file);
    let shown = recoupe(dir.path(), &["fix", "--dry-run"]);
    let run = recoupe(dir.path(), &["fix"]);
    assert_eq!(shown.out, run.out);
    let once = claim_file(&dir);
    assert!(once.contains("prefix = \"Le\", suffix = \". Fin.\""), "{once}{}", run.out);
    let again = recoupe(dir.path(), &["fix"]);
    assert_eq!((claim_file(&dir), again.out.as_str()), (once, ""));
}

#[test]
fn a_mark_that_may_mean_something_is_no_punctuation() {
    let twice = "Borel a menti : « Acme, rappelle 20 voitures », disait une fausse dépêche.\nPlus \
        loin, le communiqué dit que « Acme : rappelle 20 voitures » dès lundi.";
    for (article, predicate, value, quote) in [
        (
            "The margin was - 5 million euros in March.",
            "margin",
            "5_000_000",
            "The margin was 5 million euros",
        ),
        (
            "The loss was - five million euros.",
            "margin",
            "5_000_000",
            "The loss was five million euros",
        ),
        ("Acme recalled 10 20 cars today.", "recalled", "20", "Acme recalled 10 - 20 cars"),
        ("Acme rappelle 4 500 voitures.", "recalled", "4500", "Acme rappelle, 4 500 voitures"),
        ("Acme recalled 20 . 5 cars", "recalled", "20", "Acme recalled 20 5 cars"),
        (twice, "recalled", "20", "Acme rappelle 20 voitures"),
    ] {
        let claims = HEAD.replace("recalled", predicate).replace("4500", value);
        let file = format!("{claims}quote = \"{quote}\"\n");
        let dir = cars(article, &file);
        let run = recoupe(dir.path(), &["fix"]);
        assert_eq!(claim_file(&dir), file, "{}", run.out);
        assert!(run.err.starts_with("0 fixes applied, "), "{}", run.err);
        assert!(run.out.contains("to look at: quote-not-found"), "{quote}: {}", run.out);
    }
    // The same with one place.
    let once = twice.replace("Acme :", "Borel :");
    let file = format!("{}quote = \"Acme rappelle 20 voitures\"\n", HEAD.replace("4500", "20"));
    let dir = cars(&once, &file);
    let run = recoupe(dir.path(), &["fix"]);
    assert!(run.out.contains("Acme, rappelle"), "{}", run.out);
}
