//! `extract` and `init --from`: drafts beside a person's work.

use std::path::Path;

use crate::run::{claims, folder, recoupe};

pub(super) const NOTHING_YET: &str = r#"
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
    assert!(second.err.contains("1 draft added"), "{}", second.err);
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
fn drafts_never_break_or_hide_a_file() {
    let inline = "claims = [{ id = \"a\", subject = \"acme\", predicate = \"price\", value = 3000000, \
        quote = \"The price is €3 million\" }]\n[article]\ntext = \"a.txt\"\n";
    for (name, files, says) in [
        ("claims in one line", vec![("a.toml", inline)], "nothing was written"),
        (
            "an article table that is broken",
            vec![("a.toml", "[article\ntext = \"a.txt\"")],
            "its [article] cannot be read",
        ),
        ("no article table", vec![("a.toml", "")], "its [article] cannot be read"),
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
fn a_pack_drafts_the_plainest_sentences() {
    let config = "articles = \"articles\"\nuse = [\"casualties\"]\n[entities.fire]\nname = \"Hexley fire\"\n[entities.incendie]\nname = \"Incendie de Hexley\"\n";
    for (heading, sentence, drafted) in [
        ("Hexley fire", "The death toll in Hexley stood at two on Monday.", "value = 2"),
        ("Hexley fire", "Twelve people have died, the mayor said.", "value = 12"),
        ("Incendie de Hexley", "Deux personnes sont mortes dans la nuit.", "value = 2"),
    ] {
        let text = format!("{heading}\n\n{sentence}\n");
        let dir = folder(&[("recoupe.toml", config), ("articles/a.txt", &text)]);
        let run = recoupe(dir.path(), &["extract", "articles/a.txt"]);
        let deaths = format!("predicate = \"deaths\"\n{drafted}\n");
        assert!(run.out.contains(&deaths), "{sentence}\n{}{}", run.out, run.err);
    }
}

#[test]
fn a_draft_cuts_no_amount_and_no_name_and_takes_no_day_of_speech() {
    let config = "articles = \"articles\"\n[predicates.vote]\ntype = \"date\"\ncues = { fr = [\"voté\"] }\n[predicates.recount]\ntype = \"date\"\ncues = { fr = [\"décompte\"] }\n[predicates.appeal]\ntype = \"boolean\"\ncues = { fr = [\"recours\"] }\n[entities.fabre]\nname = \"Claire Fabre\"\n[entities.lestang]\nname = \"Bernard Lestang\"\naliases = [\"Lestang\"]\n";
    let drafts = |sentence: &str| {
        let dir = folder(&[("recoupe.toml", config), ("articles/a.txt", sentence)]);
        recoupe(dir.path(), &["extract", "--published", "2026-03-20", "articles/a.txt"]).out
    };
    let voted = drafts("Claire Fabre a voté dimanche 15 mars 2026 à 61,3 % de participation.");
    assert!(!voted.contains("61,3\"") && voted.contains("value = \"2026-03-15\""), "{voted}");
    let named = drafts("Claire Fabre est maire. M. Lestang a déposé le 17 mars un recours.");
    assert!(named.contains("quote = \"M. Lestang a déposé"), "{named}");
    let said = drafts("« Nous demandons un nouveau décompte », a déclaré lundi Bernard Lestang.");
    assert!(!said.contains("recount"), "{said}");
    let day = drafts("Le décompte aura lieu lundi, a déclaré Bernard Lestang.");
    assert!(day.contains("value = \"2026-03-23\""), "{day}");
}

#[test]
fn drafts_keep_the_line_endings_and_know_the_date_in_any_form() {
    for (head, has_day) in [
        ("[article]\r\ntext = \"a.txt\"\r\nlanguage = \"en\"", false),
        ("article.text = \"a.txt\"\r\narticle.published = \"2024-03-06\"", true),
        ("[article]\r\ntext = \"a.txt\"\r\n\"published\" = \"2024-03-06\"", true),
        ("[article]\r\ntext = \"a.txt\"\r\ntitle = '''\r\npublished'''", false),
    ] {
        let dir = folder(&[
            ("recoupe.toml", NOTHING_YET),
            ("articles/a.txt", STORY),
            ("a.toml", &format!("\u{FEFF}{head}")),
        ]);
        let args = ["extract", "articles/a.txt", "--published", "2024-03-06", "--write"];
        let run = recoupe(dir.path(), &args);
        assert_eq!(run.code, 0, "{}", run.err);
        assert_eq!(run.err.contains("it has no `published`"), !has_day, "{head}: {}", run.err);
        let text = std::fs::read_to_string(dir.path().join("a.toml")).unwrap();
        assert!(text.starts_with(&format!("\u{FEFF}{head}\r\n\r\n[[claims]]\r\n")), "{text:?}");
        assert!(!text.replace("\r\n", "").contains('\n'), "{text:?}");
    }
}

#[test]
fn a_story_that_no_pack_fits_is_told_to_write_predicates() {
    let story = "Mayor jailed over bribes\n\nRuth Amsel was jailed on Tuesday. The court in Hexley \
        found that Ruth Amsel took bribes of €20,000 from Tolland Appliances. Cars were seized.\n";
    let dir = folder(&[("a.txt", story)]);
    let made = recoupe(dir.path(), &["init", "corpus", "--from", "a.txt"]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert!(made.err.contains("no ready-made predicates fit: write some"), "{}", made.err);
    let config = std::fs::read_to_string(dir.path().join("corpus/recoupe.toml")).unwrap();
    assert!(config.contains("use = []\n"), "{config}");
    assert!(config.contains("# [predicates.fine]\n"), "{config}");
    let args = ["extract", "--corpus", "corpus", "--write", "corpus/articles/a.txt"];
    let drafted = recoupe(dir.path(), &args);
    assert!(drafted.err.contains("recoupe.toml has no [predicates]"), "{}", drafted.err);
    let checked = recoupe(dir.path(), &["check", "corpus"]);
    assert!(checked.err.contains("write [predicates] in recoupe.toml"), "{}", checked.err);
    // What is shown works, once it is no comment.
    let shown = config.lines().skip_while(|line| !line.starts_with("# [predicates."));
    let template: Vec<&str> = shown.take_while(|line| line.starts_with('#')).collect();
    let taken = template.iter().map(|line| line.trim_start_matches(['#', ' ']));
    let config = config.replace(&template.join("\n"), &taken.collect::<Vec<&str>>().join("\n"));
    std::fs::write(dir.path().join("corpus/recoupe.toml"), config).unwrap();
    let drafted = recoupe(dir.path(), &args);
    assert!(drafted.err.contains("nothing to draft"), "{}", drafted.err);
    assert!(!drafted.err.contains("has no [predicates]"), "{}", drafted.err);
}
