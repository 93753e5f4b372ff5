//! `recoupe diff`: two articles side by side.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::load::Loaded;
use super::options::{Today, Voice};
use super::{Failure, listing, load, table, write_to};
use crate::output::{Facing, Said, Shared, Words, facing_json, facing_markdown, facing_text};
use crate::rules::{Answer, Faced, face};
use crate::source::Sources;
use crate::syntax::nearest;
use crate::text::{Piece, difference};

#[derive(Args, Debug)]
pub(super) struct DiffArgs {
    /// An article: its claim file's name, the path of its claim file, or the path of its text
    first: String,
    /// The other one
    second: String,
    /// The corpus; by default the nearest one
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    #[command(flatten)]
    today: Today,
    /// How it is printed
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For a terminal
    Text,
    /// For comments and pages
    Markdown,
    /// For programs: version 1 of Recoupe's JSON
    Json,
}

/// Quotes that share this much of their letters are compared word by word, in percent.
const CLOSE: usize = 60;

/// Names of articles that fit in a sentence.
const LISTED: usize = 20;

/// Prints the comparison.
pub(super) fn run(args: &DiffArgs, voice: Voice) -> Result<ExitCode, Failure> {
    let corpus = listing::find_one(args.corpus.as_ref())?;
    let mut sources = Sources::default();
    let loaded = load::load(&corpus, &mut sources)?;
    let (first, second) = (document(&args.first, &loaded)?, document(&args.second, &loaded)?);
    if first == second {
        return Err(format!(
            "{} and {} are one claim file: name two different articles",
            args.first, args.second
        )
        .into());
    }
    let faced = face(&loaded.input(&sources, args.today.day()?), first, second);
    let facing = facing(&loaded, [first, second], &faced);
    let text = match args.format {
        Format::Text => facing_text(&facing),
        Format::Markdown => facing_markdown(&facing),
        Format::Json => facing_json(&facing),
    };
    write_to(anstream::stdout(), &text)?;
    voice.files(&sources)?;
    Ok(ExitCode::SUCCESS)
}

/// The document that an argument names.
fn document(name: &str, loaded: &Loaded) -> Result<usize, Failure> {
    let same = |path: &Path| {
        let named = Path::new(name).canonicalize();
        named.is_ok_and(|named| path.canonicalize().is_ok_and(|path| path == named))
    };
    let documents = &loaded.documents;
    let by_name = documents.iter().position(|document| document.name == name);
    let by_path = || loaded.paths.iter().position(|path| same(path));
    let by_article = || {
        documents.iter().position(|document| {
            let article = document.article.as_ref();
            article.is_some_and(|article| same(&loaded.folder.join(&article.text)))
        })
    };
    by_name.or_else(by_path).or_else(by_article).ok_or_else(|| {
        let known: Vec<&str> = documents.iter().map(|document| document.name.as_str()).collect();
        let help = match nearest(name, known.iter().copied()) {
            Some(name) => format!("did you mean {name}?"),
            None if known.len() <= LISTED => format!("it has {}", known.join(", ")),
            None => "`recoupe table` lists them".into(),
        };
        Failure(format!("{name} is no article of the corpus; {help}"))
    })
}

fn facing(loaded: &Loaded, sides: [usize; 2], faced: &[Faced]) -> Facing {
    let mut facing = Facing { names: sides.map(|at| named(loaded, at)), ..Facing::default() };
    for faced in faced {
        let asked = &faced.asked;
        let of = |side: usize| -> Vec<&Answer> {
            asked.answers.iter().filter(|answer| answer.document == sides[side]).collect()
        };
        let (mine, theirs) = (of(0), of(1));
        if mine.is_empty() || theirs.is_empty() {
            let side = usize::from(mine.is_empty());
            let alone = mine.iter().chain(&theirs);
            facing.alone[side]
                .extend(alone.map(|answer| (asked.title.clone(), answer.value.clone())));
            continue;
        }
        let said = |list: &[&Answer]| list.iter().map(|answer| said(answer)).collect();
        facing.shared.push(Shared {
            title: asked.title.clone(),
            verdict: asked.verdict,
            level: asked.level,
            sides: [said(&mine), said(&theirs)],
            wording: faced.pair.map(|(a, b)| wording(asked, a, b)).unwrap_or_default(),
        });
    }
    // What must be looked at first.
    facing.shared.sort_by_key(|shared| std::cmp::Reverse(shared.level));
    facing
}

fn named(loaded: &Loaded, at: usize) -> String {
    let document = &loaded.documents[at];
    let about = table::about(document);
    match about.is_empty() {
        true => document.name.clone(),
        false => format!("{} ({})", document.name, about.join(", ")),
    }
}

fn said(answer: &Answer) -> Said {
    let claim = answer.claim.clone();
    Said { claim, says: answer.says.clone(), quote: answer.quotes.join(" / ") }
}

/// The quotes of two claims word by word; nothing where they have little in common.
fn wording(asked: &crate::rules::Asked, a: usize, b: usize) -> Vec<Words> {
    let quote = |at: usize| asked.answers[at].quotes.join(" / ");
    let (first, second) = (quote(a), quote(b));
    let pieces = difference(&first, &second);
    let same = |piece: &Piece| match piece {
        Piece::Same(text) => text.trim().len(),
        _ => 0,
    };
    let shared: usize = pieces.iter().map(same).sum();
    if shared * 200 < (first.len() + second.len()) * CLOSE {
        return Vec::new();
    }
    let words = |piece: Piece| match piece {
        Piece::Same(text) => Words::Same(text),
        Piece::Removed(text) => Words::First(text),
        Piece::Added(text) => Words::Second(text),
    };
    pieces.into_iter().map(words).collect()
}
