//! What articles share: `recoupe origins`, and what it makes of agreement.

use crate::run::{folder, recoupe};

const CONFIG: &str = r#"articles = "articles"
[predicates.users]
type = "quantity"
unit = "users"
unit-words = { fr = ["utilisateurs"] }
[entities.acme]
name = "Acme"
"#;

fn file(text: &str, published: &str, quote: &str) -> String {
    format!(
        "[article]\ntext = \"{text}\"\npublished = \"{published}\"\n[[claims]]\nid = \"users\"\nsubject = \"acme\"\npredicate = \"users\"\nvalue = 5000\nquote = \"{quote}\"\n"
    )
}

const WIRE: &str =
    "l’application, très utilisée en Suisse 🎉, compte désormais 5\u{A0}000 utilisateurs";

#[test]
fn the_first_to_publish_comes_first_and_accents_cut_right() {
    let quote = "5\u{A0}000 utilisateurs";
    let dir = folder(&[
        ("recoupe.toml", CONFIG),
        ("a.toml", &file("a.txt", "2024-05-02", quote)),
        ("b.toml", &file("b.txt", "2024-05-01", quote)),
        ("c.toml", &file("c.txt", "2024-05-03", quote)),
        ("articles/a.txt", &format!("Été.\r\nOn lit que {WIRE} actifs, dit-on.\r\n")),
        ("articles/b.txt", &format!("\u{FEFF}Selon nous, {WIRE} inscrits.")),
        ("articles/c.txt", "Nous avons compté 5\u{A0}000 utilisateurs, un par un."),
    ]);
    let text = recoupe(dir.path(), &["origins"]);
    assert_eq!(text.code, 0, "{}", text.err);
    assert!(text.out.starts_with("2 articles share 9 words\n  l’application"), "{}", text.out);
    let (b, a) = (text.out.find("articles/b.txt:1:13"), text.out.find("articles/a.txt:2:12"));
    assert!(b.is_some() && b < a, "{}", text.out);
    assert!(text.out.contains("(a/users)") && !text.out.contains("c/users"), "{}", text.out);

    let json = recoupe(dir.path(), &["origins", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    for place in json["passages"][0]["places"].as_array().unwrap() {
        let bytes = std::fs::read(dir.path().join(place["file"].as_str().unwrap())).unwrap();
        let (from, to) = (&place["bytes"][0], &place["bytes"][1]);
        let cut = &bytes[from.as_u64().unwrap() as usize..to.as_u64().unwrap() as usize];
        assert_eq!(std::str::from_utf8(cut).unwrap(), place["text"].as_str().unwrap());
    }

    let checked = recoupe(dir.path(), &["check", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&checked.out).unwrap();
    let question = json["findings"].as_array().unwrap().iter().find(|f| f["positions"].is_array());
    let question = question.unwrap();
    assert_eq!(question["verdict"], "corroboration", "c counted for itself");
    assert_eq!(question["positions"][0]["origins"], 2, "{question}");

    // Without the third article the agreement is a repetition, and is explained as one.
    std::fs::remove_file(dir.path().join("c.toml")).unwrap();
    let checked = recoupe(dir.path(), &["check", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&checked.out).unwrap();
    let repetition =
        json["findings"].as_array().unwrap().iter().find(|f| f["rule"] == "repetition").unwrap();
    let notes = repetition.to_string();
    assert!(notes.contains("both articles print") && notes.contains("très utilisée"), "{notes}");
    let told = recoupe(dir.path(), &["explain", repetition["fingerprint"].as_str().unwrap()]);
    assert!(told.out.contains(": repetition"), "{}", told.out);
    assert!(!told.out.contains("yes  equal: corroboration"), "{}", told.out);
}

#[test]
fn empty_and_equal_articles_share_nothing() {
    let dir = folder(&[
        ("recoupe.toml", CONFIG),
        ("a.toml", &file("a.txt", "2024-05-02", "x")),
        ("b.toml", &file("b.txt", "2024-05-02", "x")),
        ("c.toml", &file("c.txt", "2024-05-02", "x")),
        ("articles/a.txt", WIRE),
        ("articles/b.txt", WIRE),
        ("articles/c.txt", ""),
    ]);
    let run = recoupe(dir.path(), &["origins"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "one text under two names is one article");
    assert!(run.err.contains("no articles share a passage"));
}
