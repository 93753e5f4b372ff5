//! The program as its users run it: exit codes, streams, files.
//!
//! Cases that need no files of their own are data: `tests/cmd/*.md` hold commands and what they print.

mod ci;
mod decisions;
mod drafts;
mod options;
mod terminal;

use std::path::Path;

use self::drafts::NOTHING_YET;
use crate::run::{CONFIG, claims, folder, recoupe, with_input};

#[test]
fn the_command_line_does_what_its_cases_say() {
    trycmd::TestCases::new().case("tests/cmd/*.md");
}

#[test]
fn a_new_corpus_checks_clean_and_is_never_overwritten() {
    let dir = folder(&[]);
    let made = recoupe(dir.path(), &["init", "corpus"]);
    assert_eq!((made.code, made.out.as_str()), (0, ""));
    let checked = recoupe(dir.path(), &["check", "corpus", "--notes"]);
    assert_eq!((checked.code, checked.out.as_str()), (0, ""), "{}", checked.err);
    assert!(checked.err.contains("found 0 errors, 0 warnings, 0 notes"));
    let again = recoupe(dir.path(), &["init", "corpus"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("is not empty"), "{}", again.err);
}

#[test]
fn what_could_not_run_is_exit_code_2() {
    let empty = folder(&[]);
    let run = recoupe(empty.path(), &[]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("recoupe init"), "{}", run.err);
    for (files, says) in [
        (vec![("recoupe.toml", CONFIG), ("articles/a.txt", "x")], "nothing to check"),
        (vec![("recoupe.toml", "articles = "), ("a.toml", "")], "correct recoupe.toml first"),
        (
            vec![("recoupe.toml", "articles = \"a\"\nartcles = 1"), ("a.toml", "")],
            "did you mean `articles`?",
        ),
        (vec![("recoupe.toml", CONFIG), ("a.toml", "")], "there is no folder articles"),
        (vec![("recoupe.toml", "articles = \"../..\""), ("a.toml", "")], "lies outside"),
        (
            vec![
                ("recoupe.toml", CONFIG),
                ("a.toml", "[article]\ntext = \"a.txt\""),
                ("articles/a.txt", "x"),
            ],
            "hold no claims",
        ),
    ] {
        let dir = folder(&files);
        let run = recoupe(dir.path(), &[]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{says}: {}", run.err);
        assert!(run.err.contains(says), "{says}: {}", run.err);
    }
}

#[test]
fn a_broken_file_hides_no_other() {
    let good = claims("a.txt", "12", "for 13 euros");
    let dir = folder(&[
        ("recoupe.toml", CONFIG),
        ("a.toml", &good),
        ("b.toml", "[article\ntext ="),
        ("articles/a.txt", "for 12 euros"),
    ]);
    let run = recoupe(dir.path(), &["--format", "short"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("a.toml:9:9: deny[quote-not-found]"), "{}", run.out);
    assert!(run.out.contains("b.toml:1:9: deny[syntax]"), "{}", run.out);
}

#[test]
fn claim_files_are_those_that_the_settings_name() {
    let good = claims("a.txt", "12", "12 euros");
    let bad = claims("a.txt", "12", "13 euros");
    let dir = folder(&[
        ("recoupe.toml", CONFIG),
        ("sub/deep/a.toml", &good),
        ("ignored/a.toml", &bad),
        (".hidden/a.toml", &bad),
        (".gitignore", "ignored\n"),
        ("other/recoupe.toml", CONFIG),
        ("other/a.toml", &bad),
        ("articles/a.txt", "for 12 euros"),
    ]);
    let run = recoupe(dir.path(), &[]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    assert!(run.err.contains("checked 1 claim in 1 article"), "{}", run.err);
    // From a folder below, the corpus above is found.
    let below = recoupe(&dir.path().join("sub/deep"), &[]);
    assert_eq!(below.code, 0, "{}", below.err);
}

#[cfg(unix)]
#[test]
fn an_article_stays_below_its_folder() {
    let dir = folder(&[
        ("recoupe.toml", CONFIG),
        ("a.toml", &claims("../secret.txt", "12", "12 euros")),
        ("b.toml", &claims("link.txt", "12", "12 euros")),
        ("secret.txt", "12 euros"),
        ("articles/x.txt", ""),
    ]);
    std::os::unix::fs::symlink("../secret.txt", dir.path().join("articles/link.txt")).unwrap();
    let run = recoupe(dir.path(), &["--format", "short"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.out.matches("lies outside").count(), 2, "{}", run.out);
}

#[test]
fn nothing_from_a_text_drives_the_terminal() {
    let quote = "for 12 euros";
    let dir = folder(&[
        ("recoupe.toml", CONFIG),
        ("a.toml", &claims("a.txt", "12", quote)),
        ("b.toml", &claims("b.txt", "99", "99")),
        ("articles/a.txt", "\u{1b}[31mred\u{1b}[0m \u{202e}for 12 euros\u{9b}31m \u{200b}\u{7}"),
        ("articles/b.txt", "99"),
    ]);
    for format in ["text", "short", "json", "html"] {
        let run = recoupe(dir.path(), &["--format", format, "--notes"]);
        assert_eq!(run.code, 1, "{}", run.err);
        for hostile in ['\u{1b}', '\u{202e}', '\u{9b}', '\u{200b}', '\u{7}'] {
            assert!(!run.out.contains(hostile), "{format} lets {hostile:?} through");
        }
    }
}

/// The blocks of the README with an info string, by it.
fn readme_blocks() -> Vec<(String, String)> {
    let readme =
        std::fs::read_to_string(format!("{}/README.md", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut blocks = Vec::new();
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
        blocks.push((info.trim().to_owned(), body.join("\n") + "\n"));
    }
    blocks
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shipped = recoupe(root, &[]);
    assert_eq!(shipped.code, 1, "exit code 1 on the shipped claims is meant");
    let blocks = readme_blocks();
    let (_, shown) = blocks.iter().find(|(info, _)| info == "text shipped").expect("a finding");
    assert!(shipped.out.contains(shown.trim_end()), "the README shows\n{shown}");

    // The tutorial: its files, then its command.
    let files: Vec<(&str, &str)> = blocks
        .iter()
        .filter_map(|(info, body)| {
            let name = info.split_once(' ')?.1.strip_prefix("tutorial/")?;
            Some((name, body.as_str()))
        })
        .collect();
    assert!(files.len() >= 3, "the tutorial has files");
    let run = recoupe(folder(&files).path(), &["check"]);
    let (_, shown) =
        blocks.iter().find(|(info, _)| info == "text tutorial-prints").expect("its finding");
    assert_eq!(run.out.trim_end(), shown.trim_end());
    assert_eq!(run.code, 1, "{}", run.err);
}

#[test]
fn nothing_is_recognised_twice() {
    let text = "Les 3 Brill Holdings Acme ont 2 Acme, le 2 mai 20 Acme.\n";
    let dir = folder(&[("recoupe.toml", NOTHING_YET)]);
    let run = with_input(dir.path(), &["recognize", "--language", "fr"], text);
    let seen: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let mut end = 0;
    for one in seen["recognized"].as_array().unwrap() {
        let start = one["start"].as_u64().unwrap();
        assert!(start >= end, "{one}");
        end = one["end"].as_u64().unwrap();
    }
    assert!(run.out.contains("\"brill\""), "{}", run.out);
}

/// A run that reads a text from standard input.
#[cfg(unix)]
#[test]
fn files_that_cannot_be_opened_end_the_run() {
    let good = claims("a.txt", "12", "12 euros");
    let files =
        [("recoupe.toml", CONFIG), ("a.toml", good.as_str()), ("articles/a.txt", "12 euros")];
    let broken = folder(&files);
    std::os::unix::fs::symlink("nowhere.toml", broken.path().join("b.toml")).unwrap();
    let run = recoupe(broken.path(), &[]);
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
    // Links that hide no claim file do not matter.
    let harmless = folder(&files);
    std::os::unix::fs::symlink("nowhere", harmless.path().join("articles/gone.txt")).unwrap();
    std::os::unix::fs::symlink("..", harmless.path().join("articles/loop")).unwrap();
    let run = recoupe(harmless.path(), &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    // A pipe would hang the run.
    let piped = folder(&files);
    let pipe = piped.path().join("b.toml");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let run = recoupe(piped.path(), &[]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("no regular file"), "{}", run.err);
}

#[test]
fn only_gitignore_hides_files() {
    let good = claims("a.txt", "12", "12 euros");
    let bad = claims("a.txt", "12", "13 euros");
    let dir = folder(&[
        ("recoupe.toml", CONFIG),
        ("a.toml", &good),
        ("b.toml", &bad),
        (".ignore", "b.toml\n"),
        ("articles/a.txt", "12 euros"),
    ]);
    assert_eq!(recoupe(dir.path(), &[]).code, 1);
    std::fs::write(dir.path().join(".gitignore"), "b.toml\n").unwrap();
    assert_eq!(recoupe(dir.path(), &[]).code, 0);
}

#[test]
fn unchecked_is_not_passed_whatever_is_shown() {
    let dir = folder(&[
        ("recoupe.toml", CONFIG),
        ("a.toml", &claims("a.txt", "12", "13 euros")),
        ("b.toml", &claims("a.txt", "12", "12 euros")),
        ("articles/a.txt", "12 euros"),
    ]);
    let run = recoupe(dir.path(), &["--only", "contradiction"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("could not be checked"), "{}", run.err);
}

#[test]
fn the_command_line_says_what_was_meant() {
    let dir = folder(&[
        ("recoupe.toml", CONFIG),
        ("a.toml", &claims("a.txt", "12", "12 euros")),
        ("articles/a.txt", "12 euros"),
    ]);
    let misspelt = recoupe(dir.path(), &["chekc"]);
    assert_eq!(misspelt.code, 2);
    assert!(misspelt.err.contains("did you mean `recoupe check`"), "{}", misspelt.err);
    let before = recoupe(dir.path(), &["--notes", "check"]);
    assert_eq!(before.code, 2, "{}", before.err);
    let dash = recoupe(dir.path(), &["check", "--format", "json", "--output", "-"]);
    assert!(dash.out.starts_with('{'), "{}", dash.out);
    assert!(!dir.path().join("-").exists());
    let nothing = recoupe(dir.path(), &["extract", "missing.txt"]);
    assert_eq!(nothing.code, 2);
    assert!(nothing.err.contains("missing.txt"), "{}", nothing.err);
}

#[test]
fn shells_and_manuals_are_served() {
    let dir = folder(&[]);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = recoupe(dir.path(), &["completions", shell]);
        assert!(run.code == 0 && run.out.contains("recoupe"), "{shell}");
    }
    let page = recoupe(dir.path(), &["man"]);
    assert!(page.code == 0 && page.out.contains(".TH recoupe"), "{}", page.out);
}
