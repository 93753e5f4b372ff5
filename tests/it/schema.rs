//! The schemas of the files that people write know the keys that the reader knows, and no others.

use std::collections::BTreeSet;
use std::path::Path;

use recoupe::config;
use recoupe::diagnostic::{Diagnostic, Level, RULES, SYNTAX, UNKNOWN_KEY};
use recoupe::model::{FACTUALITIES, LANGUAGES, MODES, POLARITIES, RESOLVED_AS, REVIEWS};
use recoupe::read;
use recoupe::source::Sources;
use serde_json::{Value, json};

use crate::case::VOCABULARY;
use crate::rules::all_cases;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A schema by name.
pub(crate) fn schema(name: &str) -> Value {
    let path = format!("{ROOT}/src/data/schema/{name}.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// What a schema says of a value: nothing when it is valid.
pub(crate) fn complaints(schema: &Value, instance: &Value) -> Vec<String> {
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors = validator.iter_errors(instance);
    errors.map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// TOML as JSON, dates as strings: what editors make of it.
fn json_of(toml: &toml::Value) -> Value {
    match toml {
        toml::Value::Datetime(date) => json!(date.to_string()),
        toml::Value::Array(list) => list.iter().map(json_of).collect(),
        toml::Value::Table(table) => {
            table.iter().map(|(key, value)| (key.clone(), json_of(value))).collect()
        }
        other => serde_json::to_value(other).unwrap(),
    }
}

fn parsed(text: &str) -> Option<Value> {
    let table: toml::Table = text.trim_start_matches('\u{FEFF}').parse().ok()?;
    Some(json_of(&toml::Value::Table(table)))
}

/// Which schema a file of a corpus has.
fn schema_of(name: &str) -> &'static str {
    match name {
        "recoupe.toml" => "config",
        "resolutions.toml" => "resolutions",
        _ => "claims",
    }
}

/// What the reader says of a file of some kind.
fn read_as(kind: &str, text: &str) -> Vec<Diagnostic> {
    let mut sources = Sources::default();
    let vocabulary = sources.add("recoupe.toml", VOCABULARY);
    let (settings, _) = config::read(vocabulary, &sources);
    let file = sources.add("file.toml", text);
    match kind {
        "config" => config::read(file, &sources).1,
        "claims" => read::read(file, "file", &sources, &settings.vocabulary).problems,
        _ => read::read_resolutions(file, &sources).problems,
    }
}

/// A table of the format: the schema that describes it, where it does so, and a file with `KEY` in it.
struct Place {
    kind: &'static str,
    pointer: &'static str,
    text: &'static str,
}

const PLACES: &[Place] = &[
    Place { kind: "config", pointer: "", text: "articles = \"a\"\nKEY = 1" },
    Place {
        kind: "config",
        pointer: "/properties/levels",
        text: "articles = \"a\"\n[levels]\nKEY = 1",
    },
    Place {
        kind: "config",
        pointer: "/definitions/predicate",
        text: "articles = \"a\"\n[predicates.p]\ntype = \"quantity\"\nKEY = 1",
    },
    Place {
        kind: "config",
        pointer: "/definitions/predicate",
        text: "articles = \"a\"\n[predicates.p]\ntype = \"category\"\nvalues = [\"a\"]\nKEY = 1",
    },
    Place {
        kind: "config",
        pointer: "/definitions/predicate/properties/label",
        text: "articles = \"a\"\n[predicates.p]\ntype = \"date\"\nlabel.KEY = \"x\"",
    },
    Place {
        kind: "config",
        pointer: "/definitions/words",
        text: "articles = \"a\"\n[predicates.p]\ntype = \"date\"\ncues.KEY = [\"x\"]",
    },
    Place {
        kind: "config",
        pointer: "/definitions/entity",
        text: "articles = \"a\"\n[entities.e]\nKEY = 1",
    },
    Place { kind: "claims", pointer: "", text: "KEY = 1" },
    Place { kind: "claims", pointer: "/properties/article", text: "[article]\nKEY = 1" },
    Place { kind: "claims", pointer: "/definitions/claim", text: "[[claims]]\nKEY = 1" },
    Place {
        kind: "claims",
        pointer: "/definitions/quote-context",
        text: "[[claims]]\nquote = \"x\"\nquote-context.KEY = 1",
    },
    Place {
        kind: "claims",
        pointer: "/definitions/claim/properties/quote-context",
        text: "[[claims]]\nquote = \"x\"\nquote-context.KEY = 1",
    },
    Place {
        kind: "claims",
        pointer: "/definitions/value",
        text: "[[claims]]\npredicate = \"users\"\nvalue.KEY = 1",
    },
    Place {
        kind: "claims",
        pointer: "/definitions/value",
        text: "[[claims]]\npredicate = \"form\"\nvalue.KEY = 1",
    },
    Place { kind: "resolutions", pointer: "", text: "KEY = 1" },
    Place {
        kind: "resolutions",
        pointer: "/definitions/resolution",
        text: "[[resolutions]]\nKEY = 1",
    },
];

/// Every word in quotation marks of the code that reads files: all keys are among them.
fn candidates() -> BTreeSet<String> {
    let mut words: BTreeSet<String> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
    words.extend(["KEY", "vlaue", "articels"].map(String::from));
    for room in ["config", "read", "model.rs"] {
        let mut files = Vec::new();
        let path = Path::new(ROOT).join("src").join(room);
        match path.is_dir() {
            true => files.extend(std::fs::read_dir(path).unwrap().map(|e| e.unwrap().path())),
            false => files.push(path),
        }
        for file in files {
            let text = std::fs::read_to_string(file).unwrap();
            let is_key = |word: &&str| {
                !word.is_empty()
                    && word
                        .chars()
                        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            };
            words.extend(text.split('"').filter(is_key).map(str::to_owned));
        }
    }
    words
}

#[test]
fn schemas_and_reader_know_the_same_keys() {
    let candidates = candidates();
    assert!(candidates.len() > 100, "{candidates:?}");
    let pointers: BTreeSet<(&str, &str)> = PLACES.iter().map(|p| (p.kind, p.pointer)).collect();
    for (kind, pointer) in pointers {
        let whole = schema(kind);
        let described = whole.pointer(pointer).unwrap()["properties"].as_object().unwrap();
        let described: BTreeSet<String> = described.keys().cloned().collect();
        let places = || PLACES.iter().filter(|p| (p.kind, p.pointer) == (kind, pointer));
        let is_known = |key: &&String| {
            places().any(|place| {
                let problems = read_as(kind, &place.text.replace("KEY", key));
                let is_unknown = |p: &Diagnostic| p.rule == &UNKNOWN_KEY || p.rule == &SYNTAX;
                !problems.iter().any(is_unknown)
            })
        };
        let mut keys: BTreeSet<String> = candidates.iter().filter(is_known).cloned().collect();
        // A file that repeats a key of its own is no TOML.
        let given = |key: &String| {
            places()
                .any(|place| place.text.lines().any(|line| line.starts_with(&format!("{key} ="))))
        };
        keys.extend(described.iter().filter(|key| given(key)).cloned());
        assert_eq!(keys, described, "{kind} {pointer}");
    }
}

#[test]
fn every_key_is_described_and_every_misspelling_refused() {
    for place in PLACES {
        let whole = schema(place.kind);
        let table = whole.pointer(place.pointer).unwrap();
        assert_eq!(table["additionalProperties"], false, "{} {}", place.kind, place.pointer);
        for (key, about) in table["properties"].as_object().unwrap() {
            let text = about["description"].as_str().unwrap_or_default();
            assert!(text.len() > 3, "{} {} {key}", place.kind, place.pointer);
        }
        let misspelt = parsed(&place.text.replace("KEY", "no-such-key")).unwrap();
        let complaints = complaints(&whole, &misspelt).join("\n");
        assert!(
            complaints.contains("no-such-key"),
            "{} {}: {complaints}",
            place.kind,
            place.pointer
        );
    }
}

#[test]
fn closed_sets_are_those_of_the_reader() {
    fn names<T>(words: &[(&'static str, T)]) -> Value {
        words.iter().map(|(name, _)| *name).collect()
    }
    let rules: Value = RULES.iter().map(|rule| rule.name).collect();
    for (of, pointer, expected) in [
        ("claims", "/definitions/claim/properties/polarity", names(POLARITIES)),
        ("claims", "/definitions/claim/properties/factuality", names(FACTUALITIES)),
        ("claims", "/definitions/claim/properties/mode", names(MODES)),
        ("claims", "/definitions/claim/properties/review", names(REVIEWS)),
        ("claims", "/properties/article/properties/language", names(LANGUAGES)),
        ("resolutions", "/definitions/resolution/properties/verdict", names(RESOLVED_AS)),
        ("resolutions", "/definitions/resolution/properties/rule", rules.clone()),
        ("config", "/definitions/level", names(&Level::ALL)),
        ("config", "/definitions/pack", names(config::PACKS)),
        ("report", "/definitions/finding/properties/rule", rules),
    ] {
        assert_eq!(schema(of).pointer(pointer).unwrap()["enum"], expected, "{of} {pointer}");
    }
    // What the reader takes for the other words, it takes for each that the schema lists, and no more.
    let config = schema("config");
    for (table, key, pointer) in [
        ("predicates.p]\ntype = \"date\"", "cardinality", "/definitions/predicate"),
        ("predicates.p]\ntype = \"date\"", "varies", "/definitions/predicate"),
        ("entities.e]", "kind", "/definitions/entity"),
    ] {
        let words = &config.pointer(pointer).unwrap()["properties"][key]["enum"];
        let words: Vec<&str> =
            words.as_array().unwrap().iter().map(|w| w.as_str().unwrap()).collect();
        let text = |word: &str| format!("articles = \"a\"\n[{table}\n{key} = \"{word}\"");
        for word in &words {
            assert!(read_as("config", &text(word)).is_empty(), "{key} {word}");
        }
        let problem = &read_as("config", &text("no-such-word"))[0];
        assert_eq!(problem.labels[0].text, format!("one of: {}", words.join(", ")));
    }
}

/// The TOML files below a folder that a corpus is made of.
fn toml_files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            toml_files(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "toml")
            && !path.ends_with("expected.toml")
        {
            found.push(path);
        }
    }
}

#[test]
fn every_file_of_the_repository_is_valid() {
    let mut files = Vec::new();
    toml_files(&Path::new(ROOT).join("claims"), &mut files);
    toml_files(&Path::new(ROOT).join("tests/stories"), &mut files);
    toml_files(&Path::new(ROOT).join("src/data/init"), &mut files);
    assert!(files.len() > 15, "{files:?}");
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let schema = schema(schema_of(path.file_name().unwrap().to_str().unwrap()));
        let complaints = complaints(&schema, &parsed(&text).unwrap());
        assert!(complaints.is_empty(), "{}: {complaints:?}", path.display());
    }
    for (name, text) in config::PACKS {
        let whole = json!({ "articles": "a", "predicates": parsed(text).unwrap() });
        let complaints = complaints(&schema("config"), &whole);
        assert!(complaints.is_empty(), "{name}: {complaints:?}");
    }
}

/// A file that the reader takes, the schema takes; what it refuses for its shape, the schema does.
#[test]
fn the_cases_of_the_rules_are_judged_alike() {
    let (mut taken, mut refused) = (0, 0);
    for (page, case) in all_cases() {
        for (name, bytes) in &case.corpus.files {
            let Ok(text) = std::str::from_utf8(bytes) else { continue };
            if !name.ends_with(".toml") {
                continue;
            }
            let kind = schema_of(name);
            let Some(value) = parsed(text) else { continue };
            let problems = read_as(kind, text);
            let has = |rules: &[&str]| problems.iter().any(|p| rules.contains(&p.rule.name));
            let complaints = complaints(&schema(kind), &value);
            if problems.is_empty() {
                taken += 1;
                assert!(complaints.is_empty(), "{page}, {}, {name}: {complaints:?}", case.name);
            } else if has(&["unknown-key"]) && !has(&["invalid-value"]) {
                refused += 1;
                assert!(!complaints.is_empty(), "{page}, {}, {name}", case.name);
            }
        }
    }
    assert!(taken > 100 && refused > 0, "{taken} taken, {refused} refused");
}
