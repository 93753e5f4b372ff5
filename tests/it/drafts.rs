//! What is drafted from single sentences that were once drafted wrongly.

use recoupe::config;
use recoupe::extract::{Draft, Habits, extract};
use recoupe::model::{Factuality, Language, Mode, Polarity};
use recoupe::source::Sources;
use recoupe::survey::Knowledge;
use recoupe::value::date;

/// A draft in short: "deaths acme 12 possible (police)".
fn shown(draft: &Draft, vocabulary: &config::Vocabulary) -> String {
    let entity = |id| vocabulary.entity(id).id.clone();
    let mut words = vec![
        vocabulary.predicate(draft.predicate).name.clone(),
        entity(draft.subject),
        draft.written.to_string(),
    ];
    if draft.polarity != Polarity::Affirmed {
        words.push("denied".into());
    }
    if draft.factuality != Factuality::Certain {
        words.push(format!("{:?}", draft.factuality).to_lowercase());
    }
    if draft.mode != Mode::Actual {
        words.push(format!("{:?}", draft.mode).to_lowercase());
    }
    if !draft.holder.is_empty() {
        let holders: Vec<String> = draft.holder.iter().map(|id| entity(*id)).collect();
        words.push(format!("({})", holders.join(", ")));
    }
    words.join(" ")
}

#[test]
fn sentences_once_drafted_wrongly_are_drafted_rightly() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/drafts");
    let read = |name: &str| std::fs::read_to_string(format!("{folder}/{name}")).unwrap();
    let mut sources = Sources::default();
    let file = sources.add("recoupe.toml", read("recoupe.toml"));
    let (settings, problems) = config::read(file, &sources);
    assert!(problems.is_empty(), "{problems:?}");
    let vocabulary = &settings.vocabulary;
    let published = date::days_from_civil(2025, 5, 20);
    let mut knowledge = Knowledge::new(vocabulary, Language::English);
    let mut wrong = Vec::new();
    for line in read("cases.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let language = match line {
            "en" => Some(Language::English),
            "fr" => Some(Language::French),
            _ => None,
        };
        if let Some(language) = language {
            knowledge = Knowledge::new(vocabulary, language);
            continue;
        }
        let (text, expected) = line.split_once(" =>").unwrap_or((line, ""));
        let drafts = extract(&knowledge, text, Some(published), &Habits::default());
        let drafts: Vec<String> = drafts.iter().map(|draft| shown(draft, vocabulary)).collect();
        let drafts = drafts.join(" | ");
        if drafts != expected.trim() {
            wrong.push(format!("{text} => {drafts}"));
        }
    }
    assert!(wrong.is_empty(), "drafted:\n{}", wrong.join("\n"));
}
