//! The program as its users run it: exit codes, streams, files.
//!
//! Cases that need no files of their own are data: `tests/cmd/*.md` hold commands and what they print.

use std::path::Path;

use crate::run::{CONFIG, claims, folder, git, recoupe, with_input};

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
        (vec![("recoupe.toml", "articles = "), ("a.toml", "")], "is not valid"),
        (
            vec![("recoupe.toml", "articles = \"a\"\nartcles = 1"), ("a.toml", "")],
            "did you mean `articles`?",
        ),
        (vec![("recoupe.toml", CONFIG), ("a.toml", "")], "articles folder"),
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

#[test]
fn every_format_has_one_exit_code_and_goes_to_a_file() {
    let dir = folder(&[
        ("recoupe.toml", CONFIG),
        ("a.toml", &claims("a.txt", "12", "12 euros")),
        ("b.toml", &claims("b.txt", "99", "99")),
        ("articles/a.txt", "for 12 euros"),
        ("articles/b.txt", "for 99"),
    ]);
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

const NOTHING_YET: &str = r#"
articles = "articles"
[predicates.price]
type = "quantity"
unit = "EUR"
cues = { en = ["price"] }
[predicates.closing]
type = "date"
cues = { en = ["close", "closing"] }
[predicates.buyer]
type = "entity"
cardinality = "many"
cues = { en = ["_ buys", "sold to _"] }
[entities.acme]
name = "Acme"
[entities.brill]
name = "Brill Holdings"
"#;

const STORY: &str = "Acme buyer named\n\nAcme was sold to Brill Holdings on Monday, Acme said. \
    The price is €3 million. The deal is expected to close by 3 May 2024.\n";

#[test]
fn drafts_are_added_and_a_persons_work_stays() {
    let dir = folder(&[("recoupe.toml", NOTHING_YET), ("articles/a.txt", STORY)]);
    let first =
        recoupe(dir.path(), &["extract", "articles/a.txt", "--published", "2024-03-06", "--write"]);
    assert_eq!((first.code, first.out.as_str()), (0, ""), "{}", first.err);
    let path = dir.path().join("a.toml");
    let drafted = std::fs::read_to_string(&path).unwrap();
    for line in [
        "published = \"2024-03-06\"",
        "value = 3000000",
        "value = \"../2024-05-03\"",
        "factuality = \"probable\"",
        "value = \"brill\"",
        "holder = \"acme\"",
        "review = \"draft\"",
    ] {
        assert!(drafted.contains(line), "{line}\n{drafted}");
    }
    let checked = recoupe(dir.path(), &["check", "--format", "short"]);
    assert_eq!(checked.code, 0, "{}{}", checked.out, checked.err);
    // A person mends one claim, removes another and writes a comment: only the removed one is back.
    let (price, rest) = drafted.split_once("\n[[claims]]\nid = \"price\"").unwrap();
    let others = rest.split_once("\n[[claims]]").map_or("", |(_, others)| others);
    let others = if others.is_empty() { String::new() } else { format!("\n[[claims]]{others}") };
    let mended = format!("# read by Anna\r\n{price}{others}").replace("review = \"draft\"\n", "");
    std::fs::write(&path, &mended).unwrap();
    let second = recoupe(dir.path(), &["extract", "articles/a.txt", "--write"]);
    assert!(second.err.contains("1 drafts added"), "{}", second.err);
    let after = std::fs::read_to_string(&path).unwrap();
    assert!(after.starts_with(&mended), "{after}");
    assert_eq!(after.matches("[[claims]]").count(), drafted.matches("[[claims]]").count());
    let third = recoupe(dir.path(), &["extract", "articles/a.txt", "--write"]);
    assert!(third.err.contains("0 drafts added"), "{}", third.err);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), after);
}

#[test]
fn drafts_of_all_articles_check_without_errors() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut dirs = vec![(root.join("claims/recoupe.toml"), root.join("seeds"))];
    for story in ["merger", "landslide"] {
        let story = root.join("tests/stories").join(story);
        dirs.push((story.join("recoupe.toml"), story.join("articles")));
    }
    for (config, articles) in dirs {
        let dir = folder(&[("articles/keep.txt", "")]);
        let text = std::fs::read_to_string(config).unwrap();
        let text = text.replace("\"../seeds\"", "\"articles\"").replace("claims = [", "#");
        std::fs::write(dir.path().join("recoupe.toml"), text).unwrap();
        let mut args = vec!["extract".to_owned(), "--write".into()];
        for article in std::fs::read_dir(articles).unwrap() {
            let article = article.unwrap();
            let name = article.file_name().into_string().unwrap();
            std::fs::copy(article.path(), dir.path().join("articles").join(&name)).unwrap();
            args.push(format!("articles/{name}"));
        }
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let written = recoupe(dir.path(), &args);
        assert_eq!(written.code, 0, "{}", written.err);
        let checked = recoupe(dir.path(), &["check", "--format", "short"]);
        assert_eq!(checked.code, 0, "{}{}", checked.out, checked.err);
    }
}

#[test]
fn what_no_claim_covers_is_listed() {
    let dir = folder(&[
        ("recoupe.toml", NOTHING_YET),
        ("articles/a.txt", STORY),
        ("a.toml", &claims("a.txt", "3000000", "The price is €3 million")),
    ]);
    let run = recoupe(dir.path(), &["extract", "--missing", "articles/a.txt"]);
    assert!(run.out.contains("articles/a.txt:3:"), "{}", run.out);
    assert!(run.out.contains("name Brill Holdings"), "{}", run.out);
    assert!(run.out.contains("date by 3 May 2024"), "{}", run.out);
    assert!(!run.out.contains("amount"), "{}", run.out);
}

#[test]
fn a_vocabulary_is_proposed_for_a_story_that_nobody_described() {
    let story = "Tolland recalls 4,000 heaters after two fires\n\nTolland Appliances is recalling \
        4,000 units over a fire hazard, the maker said on Tuesday. Customers will get a refund, \
        said Ruth Amsel, who heads Tolland Appliances. Tolland said it had 17 reports.\n";
    let dir = folder(&[("a.txt", story)]);
    let made = recoupe(dir.path(), &["init", "corpus", "--from", "a.txt"]);
    assert_eq!(made.code, 0, "{}", made.err);
    let config = std::fs::read_to_string(dir.path().join("corpus/recoupe.toml")).unwrap();
    for line in [
        "[entities.tolland-appliances]",
        "aliases = [\"Tolland\"]",
        "\"recalls\"",
        "[entities.ruth-amsel]",
    ] {
        assert!(config.contains(line), "{line}\n{config}");
    }
    let args = ["extract", "--corpus", "corpus", "--write", "corpus/articles/a.txt"];
    let drafted = recoupe(dir.path(), &args);
    assert_eq!(drafted.code, 0, "{}", drafted.err);
    let claims = std::fs::read_to_string(dir.path().join("corpus/a.toml")).unwrap();
    assert!(claims.contains("predicate = \"units-recalled\"\nvalue = 4000"), "{claims}");
    let checked = recoupe(dir.path(), &["check", "corpus"]);
    assert_eq!(checked.code, 0, "{}{}", checked.out, checked.err);
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
fn only_what_a_change_brought_counts() {
    let dir = folder(&[
        ("recoupe.toml", CONFIG),
        ("a.toml", &claims("a.txt", "12", "12 euros")),
        ("b.toml", &claims("b.txt", "99", "99")),
        ("articles/a.txt", "for 12 euros"),
        ("articles/b.txt", "for 99"),
    ]);
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
fn drafts_never_break_or_hide_a_file() {
    let inline = "claims = [{ id = \"a\", subject = \"acme\", predicate = \"price\", value = 3000000, \
        quote = \"The price is €3 million\" }]\n[article]\ntext = \"a.txt\"\n";
    for (name, files, says) in [
        ("claims in one line", vec![("a.toml", inline)], "nothing was written"),
        (
            "an article table that is broken",
            vec![("a.toml", "[article\ntext = \"a.txt\"")],
            "mend it first",
        ),
        ("no article table", vec![("a.toml", "")], "mend it first"),
        ("ignored files", vec![(".gitignore", "*.toml\n")], "would not be read"),
    ] {
        let mut all = vec![("recoupe.toml", NOTHING_YET), ("articles/a.txt", STORY)];
        all.extend(files.iter().copied());
        let dir = folder(&all);
        let run = recoupe(dir.path(), &["extract", "--write", "articles/a.txt"]);
        assert_eq!(run.code, 2, "{name}: {}", run.err);
        assert!(run.err.contains(says), "{name}: {}", run.err);
        for (file, text) in files {
            assert_eq!(std::fs::read_to_string(dir.path().join(file)).unwrap(), text, "{name}");
        }
        assert!(!dir.path().join("a-2.toml").exists(), "{name}");
    }
    // Names that the corpus keeps for itself, and one article under two names.
    let dir = folder(&[("recoupe.toml", NOTHING_YET), ("articles/resolutions.txt", STORY)]);
    let twice =
        ["extract", "--write", "articles/resolutions.txt", "articles/../articles/resolutions.txt"];
    let run = recoupe(dir.path(), &twice);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(dir.path().join("resolutions-2.toml").exists());
    assert!(!dir.path().join("resolutions.toml").exists());
    assert!(!dir.path().join("resolutions-3.toml").exists());
}

#[test]
fn an_amount_belongs_to_who_stands_first_in_its_clause() {
    let config = NOTHING_YET.replace("[predicates.buyer]", "[predicates.share]\ntype = \"quantity\"\nunit = \"%\"\ncues = { en = [\"votes\"] }\n[predicates.buyer]");
    let text = "Acme leads. Acme is ahead. Brill Holdings took 17 percent of the votes. By Laura Finch, 3 May 2024.\n";
    let dir = folder(&[("recoupe.toml", &config), ("articles/a.txt", text)]);
    let run = recoupe(dir.path(), &["extract", "articles/a.txt"]);
    assert!(
        run.out.contains("subject = \"brill\"\npredicate = \"share\"\nvalue = 17"),
        "{}",
        run.out
    );
    assert!(!run.out.contains("closing"), "{}", run.out);
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
        (with(&[" "]), "a decision has a reason"),
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
    assert!(done.err.contains("1 errors and warnings before, 0 now"), "{}", done.err);
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
