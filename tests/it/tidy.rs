//! The house rules that a machine can hold.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Which rooms each room may know. Everything runs one way.
const LAYERS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("value", &[]),
    ("diagnostic", &["source", "value"]),
    ("model", &["diagnostic", "source", "value"]),
    ("syntax", &["diagnostic", "source", "value"]),
    ("config", &["diagnostic", "model", "source", "syntax", "value"]),
    ("text", &["model", "value"]),
    ("recognize", &["model", "value"]),
    ("clause", &["model", "recognize"]),
    ("survey", &["clause", "config", "model", "recognize", "value"]),
    ("extract", &["clause", "config", "model", "recognize", "survey", "text", "value"]),
    ("read", &["config", "diagnostic", "model", "source", "syntax", "value"]),
    ("corpus", &["config", "diagnostic", "model", "source", "text", "value"]),
    (
        "rules",
        &[
            "config",
            "clause",
            "corpus",
            "diagnostic",
            "model",
            "recognize",
            "survey",
            "source",
            "syntax",
            "text",
            "value",
        ],
    ),
    ("output", &["diagnostic", "source", "value"]),
];

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
}

fn sources() -> Vec<(String, String)> {
    let src = Path::new(ROOT).join("src");
    let mut files = Vec::new();
    rust_files(&src, &mut files);
    let read = |path: PathBuf| {
        let name = path.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
        (name, std::fs::read_to_string(path).unwrap())
    };
    files.into_iter().map(read).collect()
}

/// A file without its unit tests.
fn without_tests(text: &str) -> &str {
    text.split("\n#[cfg(test)]").next().unwrap()
}

#[test]
fn rooms_know_only_what_they_may() {
    let layers: BTreeMap<&str, &[&str]> = LAYERS.iter().copied().collect();
    for (name, text) in sources() {
        let room = name.split(['/', '.']).next().unwrap();
        let Some(allowed) = layers.get(room) else {
            assert!(
                matches!(room, "cli" | "lib" | "main" | "selftest"),
                "{name}: a room without a layer"
            );
            continue;
        };
        for line in without_tests(&text).lines() {
            for part in line.split("crate::").skip(1) {
                let used = part.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap();
                let fine = used == room || allowed.contains(&used);
                assert!(fine, "{name}: {room} may not know {used}: {line}");
            }
        }
    }
}

#[test]
fn only_the_command_line_touches_the_world() {
    for (name, text) in sources() {
        if name.starts_with("cli/") || name == "main.rs" {
            continue;
        }
        for world in
            ["std::fs", "std::env", "std::process", "SystemTime", "Instant::now", "println!"]
        {
            assert!(!without_tests(&text).contains(world), "{name} uses {world}");
        }
    }
}

#[test]
fn files_and_functions_are_short() {
    for (name, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= 500, "{name} has {lines} lines");
        assert!(text.starts_with("//! "), "{name} does not start with a sentence");
        let mut open: Option<(usize, String)> = None;
        for (at, line) in text.lines().enumerate() {
            let indent = line.len() - line.trim_start().len();
            let is_function = line.trim_start().starts_with("fn ") || line.contains(" fn ");
            if open.is_none() && is_function && !line.contains("//") {
                open = Some((at, " ".repeat(indent) + "}"));
            }
            if let Some((start, end)) = &open
                && (line == end.as_str()
                    || (at == *start && (line.ends_with('}') || line.ends_with(';'))))
            {
                let length = at - start + 1;
                assert!(length <= 70, "{name}:{}: a function of {length} lines", start + 1);
                open = None;
            }
        }
    }
}

#[test]
fn no_room_is_a_drawer_of_odds_and_ends() {
    for (name, _) in sources() {
        for part in name.trim_end_matches(".rs").split('/') {
            assert!(
                !matches!(part, "utils" | "util" | "common" | "helpers" | "types" | "misc"),
                "{name}"
            );
        }
    }
}

/// No entity, alias or amount of a story that ships may stand in the code: vocabulary is data.
#[test]
fn the_code_knows_no_story() {
    let config = std::fs::read_to_string(format!("{ROOT}/claims/recoupe.toml")).unwrap();
    let config: toml::Table = config.parse().unwrap();
    let mut words: Vec<String> = Vec::new();
    for (id, entity) in config["entities"].as_table().unwrap() {
        words.push(id.clone());
        words.push(entity["name"].as_str().unwrap().to_owned());
        let aliases = entity.get("aliases").and_then(|aliases| aliases.as_array());
        for alias in aliases.into_iter().flatten() {
            words.push(alias.as_str().unwrap().to_owned());
        }
    }
    words.extend(["TikTok", "100_000_000", "100000000", "2020-09-15"].map(String::from));
    for (name, text) in sources() {
        let code = without_tests(&text).to_lowercase();
        for word in &words {
            let word = word.to_lowercase();
            let stands = code.match_indices(&word).any(|(at, _)| {
                let outside = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
                outside(code[..at].chars().next_back())
                    && outside(code[at + word.len()..].chars().next())
            });
            assert!(!stands, "{name} speaks of {word:?}");
        }
    }
}
