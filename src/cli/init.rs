//! `recoupe init DIR`: a new corpus with an example that checks clean, or one for some articles.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::Failure;
use super::files::{read_file, worded};
use super::options::Voice;
use super::paths::shown;
use crate::config::{self, EntityKind, PACKS};
use crate::extract::{Habits, Proposed, extract, propose};
use crate::model::Language;
use crate::recognize::detect;
use crate::source::{Sources, decode};
use crate::survey::Languages;
use crate::value::toml_string;

#[derive(Args, Debug)]
pub(super) struct InitArgs {
    /// The folder to write it to; made when it does not exist
    dir: PathBuf,
    /// Articles to start from: they are copied, and a vocabulary is proposed for them
    #[arg(long, value_name = "ARTICLE", num_args = 1..)]
    from: Vec<PathBuf>,
}

/// The files of the example.
const FILES: &[(&str, &str)] = &[
    ("recoupe.toml", include_str!("../data/init/recoupe.toml")),
    ("first-article.toml", include_str!("../data/init/first-article.toml")),
    ("articles/first-article.txt", include_str!("../data/init/articles/first-article.txt")),
];

/// Shows how to write predicates.
const PREDICATES: &str = include_str!("../data/init/predicates.txt");

/// Writes the example, or a corpus for articles; nothing that exists is touched.
pub(super) fn run(args: &InitArgs, voice: Voice) -> Result<ExitCode, Failure> {
    if std::fs::read_dir(&args.dir).is_ok_and(|mut entries| entries.next().is_some()) {
        let dir = args.dir.display();
        return Err(format!("{dir} is not empty: give a new folder; nothing was written").into());
    }
    let dir = args.dir.display();
    if args.dir.is_file() {
        return Err(format!("{dir} is a file: give a new folder").into());
    }
    if !args.from.is_empty() {
        let Proposal { entities, packs } = from_articles(args)?;
        let step = match packs {
            0 => format!(
                "no ready-made predicates fit: write some in {dir}/recoupe.toml, which shows how\nthen: "
            ),
            _ => "next: ".into(),
        };
        let told = format!(
            "wrote {dir}/recoupe.toml with {entities} entities; look through it\n\
             {step}recoupe extract --corpus {dir} --write {dir}/articles/*\n"
        );
        voice.tell(&told)?;
        return Ok(ExitCode::SUCCESS);
    }
    for (name, text) in FILES {
        write_new(&args.dir.join(name), text.as_bytes())?;
    }
    let told = format!(
        "wrote {dir}/recoupe.toml, one article and its claims\nnext: recoupe check {dir}\n"
    );
    voice.tell(&told)?;
    Ok(ExitCode::SUCCESS)
}

fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    use std::io::Write;
    let explain = |error: std::io::Error| worded("write", path, &error);
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(explain)?;
    }
    let mut file = std::fs::File::create_new(path).map_err(explain)?;
    file.write_all(bytes).map_err(explain)?;
    Ok(())
}

/// Copies the articles and writes a vocabulary for them.
fn from_articles(args: &InitArgs) -> Result<Proposal, Failure> {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut texts: Vec<(String, Language)> = Vec::new();
    for path in &args.from {
        let bytes = read_file(path)?;
        let (text, _) = decode(&bytes).map_err(|reason| format!("{} {reason}", shown(path)))?;
        if text.trim().is_empty() {
            return Err(format!("{} is empty: give an article with a text", shown(path)).into());
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if files.insert(name.clone(), bytes).is_some() {
            return Err(format!("two of the articles are called {name}: rename one").into());
        }
        let language = detect(&text);
        texts.push((text, language));
    }
    let borrowed = || texts.iter().map(|(text, language)| (text.as_str(), *language));
    // A name seen once, of which nothing shows what it is, is too often none.
    let entities: Vec<Proposed> = propose(borrowed())
        .into_iter()
        .filter(|entity| entity.count > 1 || entity.kind.is_some())
        .collect();
    let all: Vec<&str> = PACKS.iter().map(|(name, _)| *name).collect();
    let drafted = drafted_by_pack(&vocabulary(&entities, &all, &BTreeMap::new()), borrowed());
    // One claim of a pack is too often a chance.
    let is_used = |counts: &BTreeMap<String, usize>| counts.values().sum::<usize>() > 1;
    let used: BTreeMap<_, _> = drafted.into_iter().filter(|(_, counts)| is_used(counts)).collect();
    let packs: Vec<&str> = used.keys().copied().collect();
    write_new(&args.dir.join("recoupe.toml"), vocabulary(&entities, &packs, &used).as_bytes())?;
    for (name, bytes) in files {
        write_new(&args.dir.join("articles").join(name), &bytes)?;
    }
    Ok(Proposal { entities: entities.len(), packs: packs.len() })
}

/// What was written for some articles: how many entities, how many packs.
struct Proposal {
    entities: usize,
    packs: usize,
}

/// How many claims each predicate of each pack would draft.
fn drafted_by_pack<'t>(
    config: &str,
    texts: impl Iterator<Item = (&'t str, Language)>,
) -> BTreeMap<&'static str, BTreeMap<String, usize>> {
    let mut sources = Sources::default();
    let file = sources.add("recoupe.toml", config);
    let (settings, _) = config::read(file, &sources);
    let mut counts: BTreeMap<&'static str, BTreeMap<String, usize>> = BTreeMap::new();
    let languages = Languages::new(&settings.vocabulary);
    for (text, language) in texts {
        for draft in extract(languages.of(language), text, None, &Habits::default()) {
            let name = &settings.vocabulary.predicate(draft.predicate).name;
            let pack = PACKS.iter().find(|(_, text)| text.contains(&format!("\n[{name}]\n")));
            if let Some((pack, _)) = pack {
                *counts.entry(pack).or_default().entry(name.clone()).or_default() += 1;
            }
        }
    }
    counts
}

/// A `recoupe.toml` for some entities and packs.
fn vocabulary(
    entities: &[Proposed],
    packs: &[&str],
    drafted: &BTreeMap<&str, BTreeMap<String, usize>>,
) -> String {
    let mut out = String::from(
        "# A proposal: remove what the story is not about, and add what it is.\n\
         version = 1\narticles = \"articles\"\n\n\
         # Ready-made predicates, and how many claims each would draft from the articles.\n",
    );
    for (pack, counts) in drafted {
        let counts: Vec<String> = counts.iter().map(|(name, n)| format!("{name} {n}")).collect();
        out.push_str(&format!("#   {pack}: {}\n", counts.join(", ")));
    }
    let names: Vec<String> = packs.iter().map(|name| toml_string(name)).collect();
    out.push_str(&format!("use = [{}]\n", names.join(", ")));
    out.push_str(PREDICATES);
    out.push_str("\n# Names in the articles, the commonest first.\n");
    for entity in entities {
        out.push_str(&format!(
            "\n[entities.{}]\nname = {}\n",
            entity.id,
            toml_string(&entity.name)
        ));
        if !entity.aliases.is_empty() {
            let aliases: Vec<String> = entity.aliases.iter().map(|a| toml_string(a)).collect();
            out.push_str(&format!("aliases = [{}]\n", aliases.join(", ")));
        }
        match entity.kind {
            Some(EntityKind::Person) => out.push_str("kind = \"person\"\n"),
            Some(EntityKind::Place) => out.push_str("kind = \"place\"\n"),
            _ => {}
        }
    }
    out
}
