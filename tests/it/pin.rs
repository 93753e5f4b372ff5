//! `recoupe pin` and `recoupe drift`: a text that changed is never trusted silently.

use std::path::Path;

use crate::run::{folder, git, recoupe};

const CONFIG: &str = r#"articles = "articles"
[predicates.form]
type = "category"
values = ["sale", "ban"]
words.sale = { fr = ["vente"] }
words.ban = { fr = ["interdiction"] }
[predicates.users]
type = "quantity"
unit = "users"
unit-words = { fr = ["utilisateurs"] }
[predicates.buyer]
type = "entity"
cues = { fr = ["rachète"] }
[entities.acme]
name = "Acme"
[entities.zenith]
name = "Zénith"
"#;

/// Sentences, each with a claim on it; and what an editor makes of them.
const STORY: &[(&str, &str, &str)] = &[
    ("kept", "form = sale", "La vente d’Acme est signée"),
    ("elsewhere", "form = sale", "Cette vente a été fêtée 🎉 vendredi"),
    ("reworded", "users = 5_000", "l’application compte 5\u{A0}000 utilisateurs payants"),
    ("corrected", "users = 90_000", "un total de 90\u{A0}000 utilisateurs inscrits"),
    ("denied", "buyer = zenith", "Zénith rachète ainsi toute la société"),
    ("gone", "form = ban", "Une interdiction reste possible en Suisse"),
];

fn article(sentences: &[&str]) -> String {
    sentences.iter().map(|sentence| format!("{sentence}.\r\n\r\n")).collect()
}

fn claim_file() -> String {
    let claims = STORY.iter().map(|(id, fact, quote)| {
        let (predicate, value) = fact.split_once(" = ").unwrap();
        let value = if predicate == "users" { value.into() } else { format!("\"{value}\"") };
        format!("\n[[claims]]\nid = \"{id}\"\nsubject = \"acme\"\npredicate = \"{predicate}\"\nvalue = {value}\nquote = \"{quote}\"\n")
    });
    let head = "[article] # the article\ntext = \"a.txt\" # its text\nlanguage = \"fr\"\n";
    std::iter::once(head.to_owned()).chain(claims).collect()
}

fn change(folder: &Path) {
    let text = article(&[
        "Rectificatif",
        STORY[0].2,
        "l’application compte désormais 5\u{A0}000 utilisateurs payants",
        "un total de 91\u{A0}500 utilisateurs inscrits",
        "Zénith ne rachète pas toute la société",
        STORY[1].2,
    ]);
    std::fs::write(folder.join("articles/a.txt"), text).unwrap();
}

#[test]
fn a_changed_text_is_reported_and_each_quote_sorted() {
    let quotes: Vec<&str> = STORY.iter().map(|(_, _, quote)| *quote).collect();
    let file = claim_file();
    let dir = folder(&[
        ("recoupe.toml", CONFIG),
        ("a.toml", &file),
        ("articles/a.txt", &article(&quotes)),
    ]);
    let path = dir.path();
    git(path, &["init", "-q"]);
    let pinned = recoupe(path, &["pin"]);
    assert_eq!(pinned.code, 0, "{}", pinned.err);
    let with_pin = std::fs::read_to_string(path.join("a.toml")).unwrap();
    let line = with_pin.lines().nth(2).unwrap();
    assert!(line.starts_with("sha256 = \"") && line.len() == 75, "{with_pin}");
    assert_eq!(with_pin.replace(&format!("{line}\n"), ""), file, "nothing else changed");
    assert_eq!(recoupe(path, &["drift"]).code, 0);
    assert!(recoupe(path, &["pin"]).err.contains("0 pinned, 1 unchanged"));

    git(path, &["add", "."]);
    git(path, &["commit", "-qm", "first"]);
    change(path);
    let checked = recoupe(path, &["check", "--only", "article-changed"]);
    assert_eq!(checked.code, 1);
    assert!(checked.out.contains("2 value edited, 1 gone"), "{}", checked.out);
    let drift = recoupe(path, &["drift"]);
    assert_eq!(drift.code, 1);
    for says in [
        "a/kept: unaffected (a.toml:11:9)",
        "a/elsewhere: moved",
        "a/reworded: edited outside its value",
        "l’application compte {+désormais +}5\u{A0}000",
        "a/corrected: value edited",
        "a/denied: value edited",
        "a/gone: gone",
        "id = \"corrected-corrected\"\nsubject = \"acme\"\npredicate = \"users\"\nvalue = 91500\n",
        "supersedes = [\"corrected\"]\nreview = \"draft\"\n",
    ] {
        assert!(drift.out.contains(says), "{says}: {}", drift.out);
    }
    assert_eq!(drift.out.matches("[[claims]]").count(), 1);

    let refused = recoupe(path, &["pin"]);
    assert_eq!((refused.code, refused.out), (1, drift.out));
    assert_eq!(std::fs::read_to_string(path.join("a.toml")).unwrap(), with_pin);
    assert_eq!(recoupe(path, &["pin", "--accept"]).code, 0);
    let accepted = std::fs::read_to_string(path.join("a.toml")).unwrap();
    assert_ne!(accepted, with_pin);
    assert_eq!(recoupe(path, &["check", "--only", "article-changed"]).out, "");
}

#[test]
fn without_the_pinned_text_moved_quotes_count_as_unaffected() {
    let quotes: Vec<&str> = STORY.iter().map(|(_, _, quote)| *quote).collect();
    let dir = folder(&[
        ("recoupe.toml", CONFIG),
        ("a.toml", &claim_file()),
        ("articles/a.txt", &article(&quotes)),
    ]);
    recoupe(dir.path(), &["pin"]);
    change(dir.path());
    let drift = recoupe(dir.path(), &["drift"]);
    assert!(drift.out.contains("is not in git"), "{}", drift.out);
    assert!(drift.out.contains("a/elsewhere: unaffected"), "{}", drift.out);
}

/// What `drift` says of one quote when one sentence becomes another.
fn sorted(predicate: &str, value: &str, quote: &str, old: &str, new: &str) -> String {
    const VOCABULARY: &str = r#"articles = "."
[predicates.fraud]
type = "boolean"
[predicates.motto]
type = "text"
[predicates.winner]
type = "entity"
cues = { en = ["_ won"] }
[predicates.day]
type = "date"
[predicates.cars]
type = "quantity"
unit = "cars"
unit-words = { fr = ["voitures"] }
[entities.acme]
name = "Acme"
[entities.ana]
name = "Ana Ruiz"
"#;
    let language = if old.contains("voitures") { "fr" } else { "en" };
    let claim = format!(
        "[article]\ntext = \"a.txt\"\nlanguage = \"{language}\"\npublished = \"2026-03-16\"\n[[claims]]\nid = \"c\"\nsubject = \"acme\"\npredicate = \"{predicate}\"\nvalue = {value}\n{quote}\n"
    );
    let dir = folder(&[("recoupe.toml", VOCABULARY), ("a.toml", &claim), ("a.txt", old)]);
    assert_eq!(recoupe(dir.path(), &["pin"]).code, 0);
    git(dir.path(), &["init", "-q"]);
    git(dir.path(), &["add", "."]);
    git(dir.path(), &["commit", "-qm", "pinned"]);
    std::fs::write(dir.path().join("a.txt"), new).unwrap();
    let run = recoupe(dir.path(), &["drift"]);
    let line = run.out.lines().find(|line| line.starts_with("  a/c: ")).unwrap_or_default();
    let state = line.trim_start_matches("  a/c: ").split(" (").next().unwrap();
    state.to_owned()
}

#[test]
fn what_carries_a_value_counts_and_typography_does_not() {
    let said = "There was no fraud in the count, the board found. Turnout was low in the north.";
    let count = "quote = \"There was no fraud in the count\"";
    for (predicate, value, quote, old, new, state) in [
        (
            "fraud",
            "false",
            count,
            said,
            "There was massive fraud in the count, the board found.",
            "value edited",
        ),
        ("fraud", "false", count, said, "Turnout was low in the north.", "gone"),
        (
            "fraud",
            "false",
            count,
            said,
            "There was no fraud at all in the count.",
            "edited outside its value",
        ),
        (
            "winner",
            "\"ana\"",
            "quote = \"Ana Ruiz won the race\"",
            "Ana Ruiz won the race.",
            "Ana Ruiz lost the race.",
            "value edited",
        ),
        (
            "motto",
            "\"Bread first\"",
            "quote = \"Bread first, then roses\"",
            "Bread first, then roses.",
            "Bread first, then wine.",
            "value edited",
        ),
        (
            "cars",
            "4500",
            "quote = \"Acme rappelle 4 500 voitures\"",
            "Acme rappelle 4 500 voitures.",
            "Acme pourrait rappeler 4 500 voitures.",
            "value edited",
        ),
        (
            "cars",
            "4500",
            "quote = \"Acme rappelle 4 500 voitures d'ici peu\"",
            "L'usine d'Acme rappelle 4 500 voitures d'ici peu.",
            "L’usine d’Acme rappelle 4\u{A0}500 voitures d’ici peu.",
            "unaffected",
        ),
        (
            "cars",
            "12",
            "quote = \"12 voitures\"\nquote-context = { prefix = \"Acme rappelle\", suffix = \"à Lyon\" }",
            "Acme rappelle 12 voitures à Lyon.",
            "Acme rappelle 15 voitures à Lyon. En 1998, Orbit en rappelait 12 voitures à Nantes.",
            "value edited",
        ),
        (
            "day",
            "\"2026-03-20\"",
            "quote = \"The recount is set for 20 March\"",
            "The recount is set for 20 March.",
            "The recount has been set for 20 March.",
            "edited outside its value",
        ),
        (
            "day",
            "\"../2026-10-10\"",
            "quote = \"The fair lasts until 10 October\"",
            "The fair lasts until 10 October.",
            "The fair will last until 10 October.",
            "edited outside its value",
        ),
        (
            "day",
            "\"2025-05-04\"",
            "quote = \"opens on 4 May 2025\"",
            "It opens on 4 May 2025.",
            "It opens on Sunday 4 May 2025.",
            "edited outside its value",
        ),
    ] {
        assert_eq!(sorted(predicate, value, quote, old, new), state, "{old} -> {new}");
    }
}

#[test]
fn the_pinned_text_is_found_in_git_after_a_rename_and_behind_other_line_ends() {
    for other in ["renamed", "line ends"] {
        let old = article(&STORY.iter().map(|(_, _, quote)| *quote).collect::<Vec<_>>());
        let dir = folder(&[
            ("recoupe.toml", CONFIG),
            ("a.toml", &claim_file()),
            ("articles/a.txt", &old),
            (".gitattributes", if other == "renamed" { "" } else { "*.txt text eol=crlf\n" }),
        ]);
        assert_eq!(recoupe(dir.path(), &["pin"]).code, 0);
        git(dir.path(), &["init", "-q"]);
        git(dir.path(), &["add", "."]);
        git(dir.path(), &["commit", "-qm", "pinned"]);
        change(dir.path());
        if other == "renamed" {
            git(dir.path(), &["mv", "articles/a.txt", "articles/b.txt"]);
            let claims = std::fs::read_to_string(dir.path().join("a.toml")).unwrap();
            let claims = claims.replace("\"a.txt\"", "\"b.txt\"");
            std::fs::write(dir.path().join("a.toml"), claims).unwrap();
            git(dir.path(), &["commit", "-qam", "renamed"]);
        }
        let run = recoupe(dir.path(), &["drift"]);
        assert!(run.out.contains("a/elsewhere: moved"), "{other}: {}{}", run.out, run.err);
    }
}

#[test]
fn the_hash_goes_where_the_file_writes_its_article() {
    const PRICE: &str =
        "articles = \".\"\n[predicates.price]\ntype = \"quantity\"\n[entities.acme]\n";
    let claims = "[[claims]]\nid = \"p\"\nsubject = \"acme\"\npredicate = \"price\"\nvalue = 12\nquote = \"for 12 euros\"\n";
    for (before, after) in [
        (
            "[ article ]\ntext = \"a.txt\" # it\n",
            "[ article ]\ntext = \"a.txt\" # it\nsha256 = \"…\"\n",
        ),
        (
            "[\"article\"]\r\ntext = \"a.txt\"\r\n",
            "[\"article\"]\r\ntext = \"a.txt\"\r\nsha256 = \"…\"\r\n",
        ),
        ("article.text = \"a.txt\"\n", "article.text = \"a.txt\"\narticle.sha256 = \"…\"\n"),
        (
            "# see [article] below\n \"article\" . text = 'a.txt'\n",
            "# see [article] below\n \"article\" . text = 'a.txt'\n \"article\" . sha256 = \"…\"\n",
        ),
        ("article = { text = \"a.txt\" }\n", "article = { text = \"a.txt\", sha256 = \"…\" }\n"),
        (
            "article = {\n text = \"a.txt\", # it\n}\n",
            "article = {\n text = \"a.txt\", sha256 = \"…\", # it\n}\n",
        ),
        (
            "[article]\nsha256 = \"\" # ?\ntext = \"a.txt\"\n",
            "[article]\nsha256 = \"…\" # ?\ntext = \"a.txt\"\n",
        ),
        (
            "[article]\ntext = \"a.txt\"\nsha256 = \"xyz\"\n",
            "[article]\ntext = \"a.txt\"\nsha256 = \"…\"\n",
        ),
        (
            "[article]\ntext = \"a.txt\"\nsha256 = 5\n",
            "[article]\ntext = \"a.txt\"\nsha256 = \"…\"\n",
        ),
        (
            "article = { sha256 = [], text = \"a.txt\" }\n",
            "article = { sha256 = \"…\", text = \"a.txt\" }\n",
        ),
    ] {
        let text = format!("{before}{claims}");
        let dir = folder(&[("recoupe.toml", PRICE), ("a.txt", "for 12 euros"), ("a.toml", &text)]);
        let run = recoupe(dir.path(), &["pin"]);
        assert_eq!(run.code, 0, "{before}: {}", run.err);
        let pinned = std::fs::read_to_string(dir.path().join("a.toml")).unwrap();
        let sha256 = pinned.parse::<toml::Table>().unwrap()["article"]["sha256"].clone();
        let sha256 = sha256.as_str().unwrap().to_owned();
        assert_eq!(pinned.replace(&sha256, "…"), format!("{after}{claims}"));
        let again = recoupe(dir.path(), &["pin"]);
        assert!(again.err.contains("0 pinned, 1 unchanged"), "{before}: {}", again.err);
    }
    // A hash in a table of its own is no hash, and not to be written over.
    let text = format!("[article]\ntext = \"a.txt\"\n[article.sha256]\nx = 1\n{claims}");
    let dir = folder(&[("recoupe.toml", PRICE), ("a.txt", "for 12 euros"), ("a.toml", &text)]);
    let run = recoupe(dir.path(), &["pin"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("only you can change"), "{}", run.err);
    assert_eq!(std::fs::read_to_string(dir.path().join("a.toml")).unwrap(), text);
}
