//! `recoupe table` and `recoupe diff`.

use std::path::Path;

use tempfile::TempDir;

use crate::run::{CONFIG, Run, claims, folder, recoupe};

fn corpus() -> TempDir {
    let more = "[[claims]]\nid = \"other\"\nsubject = \"brill\"\npredicate = \"price\"\nvalue = 5\nquote = \"5\"\n";
    let config = format!("{CONFIG}[entities.brill]\nname = \"=Brill, \\\"B\\\"\"\n");
    folder(&[
        ("recoupe.toml", &config),
        ("a.toml", &claims("a.txt", "12", "it sells for 12 euros now").replace('\n', "\r\n")),
        ("b.toml", &format!("{}{more}", claims("b.txt", "99", "it sells for 99 euros now"))),
        ("deep/c.toml", &claims("c.txt", "12", "12")),
        ("articles/a.txt", "Says that it sells for 12 euros now."),
        ("articles/b.txt", "Says that it sells for 99 euros now, or 5."),
        ("articles/c.txt", "12"),
    ])
}

fn ok(folder: &Path, args: &[&str]) -> Run {
    let run = recoupe(folder, args);
    assert_eq!(run.code, 0, "{}", run.err);
    run
}

/// A reader of RFC 4180, apart from the writer.
fn csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field, mut quoted) = (vec![], vec![], String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, quoted) {
            ('"', true) if chars.peek() == Some(&'"') => field.extend(chars.next()),
            ('"', _) => quoted = !quoted,
            (',', false) => row.push(std::mem::take(&mut field)),
            ('\r', false) if chars.next() == Some('\n') => {
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            (c, _) => field.push(c),
        }
    }
    assert!(field.is_empty() && row.is_empty() && !quoted, "the last line ends");
    rows
}

#[test]
fn a_table_shows_who_says_what_and_what_is_contested() {
    let dir = corpus();
    let text = ok(dir.path(), &["table"]).out;
    assert!(text.lines().all(|line| line.chars().count() <= 140), "{text}");
    let row = text.lines().find(|line| line.contains("acme, price")).unwrap();
    assert!(row.starts_with("! error: acme, price"), "{text}");
    assert_eq!(row.matches("! 12").count(), 2, "{text}");
    assert_eq!(row.matches("! 99").count(), 1, "{text}");
    assert!(text.contains("! marks what is contested"), "{text}");

    let rows = csv(&ok(dir.path(), &["table", ".", "--format", "csv"]).out);
    assert!(rows.iter().all(|row| row.len() == 6), "{rows:?}");
    assert_eq!(rows[0][3..], ["a", "b", "deep/c"]);
    let acme = rows.iter().find(|row| row[0] == "acme, price").unwrap();
    assert_eq!(acme[1..], ["contradiction", "error", "! 12", "! 99", "! 12"]);
    let brill = rows.iter().find(|row| row[0].contains("Brill")).unwrap();
    assert_eq!(brill[0], "'=Brill, \"B\", price", "no formula");
    assert_eq!(brill[1..], ["", "", "", "5", ""]);

    let markdown = ok(dir.path(), &["table", "--format", "markdown"]).out;
    assert!(
        markdown.contains("| **! error**: acme, price | \\! 12 | \\! 99 | \\! 12 |"),
        "{markdown}"
    );
}

#[test]
fn many_articles_are_folded_into_groups() {
    let mut files = vec![("recoupe.toml".to_owned(), CONFIG.to_owned())];
    for at in 0..30 {
        let value = if at == 29 { "99" } else { "12" };
        files.push((
            format!("article-number-{at:02}.toml"),
            claims(&format!("{at}.txt"), value, value),
        ));
        files.push((format!("articles/{at}.txt"), value.to_owned()));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let dir = folder(&files);
    let text = ok(dir.path(), &["table"]).out;
    assert!(text.lines().all(|line| line.chars().count() <= 140), "{text}");
    assert!(text.matches("question").count() > 3, "several groups\n{text}");
    assert_eq!(text.matches("! 12").count(), 29, "{text}");
    assert!(text.contains("30  article-number-29"), "long names stand in the legend\n{text}");
}

#[test]
fn a_table_of_nothing_is_a_failure() {
    let dir = folder(&[
        ("recoupe.toml", CONFIG),
        ("a.toml", "[article]\ntext = \"a.txt\"\n"),
        ("articles/a.txt", "x"),
    ]);
    let run = recoupe(dir.path(), &["table"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
}

#[test]
fn two_articles_stand_side_by_side_however_they_are_named() {
    let dir = corpus();
    let by_name = ok(dir.path(), &["diff", "a", "b"]).out;
    assert!(by_name.contains("both answer 1 question, 1 opposed"), "{by_name}");
    assert!(by_name.contains("! acme, price (contradiction)"), "{by_name}");
    assert!(by_name.contains("“it sells for [-12-]{+99+} euros now”"), "{by_name}");
    assert!(by_name.contains("only in a\n    nothing"), "{by_name}");
    assert!(by_name.contains("only in b\n    =Brill, \"B\", price: 5"), "{by_name}");
    for (first, second) in [("a.toml", "articles/b.txt"), ("./articles/a.txt", "b.toml")] {
        assert_eq!(ok(dir.path(), &["diff", first, second]).out, by_name);
    }
    let agreed = ok(dir.path(), &["diff", "a", "deep/c"]).out;
    assert!(agreed.contains("0 opposed"), "{agreed}");
    assert!(agreed.contains("(corroboration)"), "{agreed}");
    // Quotes that have little in common are shown whole.
    assert!(agreed.contains("“it sells for 12 euros now”\n"), "{agreed}");
    let markdown = ok(dir.path(), &["diff", "b", "a", "--format", "markdown"]).out;
    assert!(markdown.contains("it sells for ~~99~~**12** euros now"), "{markdown}");
    let unknown = recoupe(dir.path(), &["diff", "a", "deep/d"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("did you mean deep/c?"), "{}", unknown.err);
    assert_eq!(recoupe(dir.path(), &["diff", "a", "a.toml"]).code, 2);
}

#[test]
fn views_are_inert_on_hostile_files() {
    let quote = "12 <img src=x> | @admin `x` #12";
    let dir = folder(&[
        ("recoupe.toml", &format!("{CONFIG}name = \"\\u001b[31m<b>|@x\\u202e\"\n")),
        ("a.toml", &claims("a.txt", "12", quote)),
        ("b.toml", &claims("b.txt", "12", quote)),
        ("articles/a.txt", quote),
        ("articles/b.txt", quote),
    ]);
    for args in [
        ["table", "--format", "text"].as_slice(),
        &["table", "--format", "csv"],
        &["table", "--format", "markdown"],
        &["diff", "a", "b"],
        &["diff", "a", "b", "--format", "markdown"],
    ] {
        let out = ok(dir.path(), args).out;
        assert!(!out.contains(['\u{1b}', '\u{202e}']), "{args:?}");
        if args.contains(&"markdown") {
            assert!(!out.contains('<') && !out.contains("@x") && !out.contains("@admin"), "{out}");
        }
    }
}

#[test]
fn schemas_are_printed() {
    let dir = folder(&[]);
    for name in ["config", "claims", "resolutions", "report"] {
        let run = ok(dir.path(), &["schema", name]);
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&run.out).unwrap(),
            crate::schema::schema(name)
        );
    }
    assert_eq!(ok(dir.path(), &["schema"]).out.lines().count(), 4);
}
