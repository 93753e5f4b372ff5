//! `recoupe extract ARTICLE…`: draft claims, printed or added to the corpus.

mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::files::{read_file, worded};
use super::load::{self, Loaded};
use super::options::{Voice, day_number};
use super::paths::{shown, slashed};
use super::recognize::Language;
use super::{Failure, listing, write_to};
use crate::extract::{Draft, Habits, extract, salient};
use crate::model::{self, Claim, Document, Polarity, word};
use crate::output::{self, Drafted, DraftedArticle, MissingWords};
use crate::recognize::detect;
use crate::source::{CodePoints, Sources, decode};
use crate::survey::{Knowledge, Languages};
use crate::value::{Relation, relate};

#[derive(Args, Debug)]
pub(super) struct ExtractArgs {
    /// Article texts
    #[arg(required = true)]
    articles: Vec<PathBuf>,
    /// The corpus whose vocabulary counts; by default the nearest one
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    /// When the articles came out: what relative dates count from
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
    /// The language of the articles; by default their claim file's, else the one they look like
    #[arg(long, value_enum)]
    language: Option<Language>,
    /// How drafts are printed
    #[arg(long, value_enum, default_value_t = Format::Toml)]
    format: Format,
    /// Add the drafts to the corpus: to the article's claim file, or as a new one
    #[arg(long, conflicts_with_all = ["missing", "format"])]
    write: bool,
    /// List dates, amounts, names and words for values that no claim of the corpus covers
    #[arg(long)]
    missing: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A claim file; lines with --missing
    Toml,
    /// Version 1 of Recoupe's JSON
    Json,
}

/// One article on its way.
struct Reading<'r> {
    /// The path below the articles folder; the file's name when it lies elsewhere.
    name: String,
    /// The path as it was given.
    given: String,
    is_inside: bool,
    text: String,
    language: model::Language,
    published: Option<String>,
    reference: Option<i64>,
    /// Its claim files.
    documents: Vec<(&'r Document, &'r Path)>,
}

/// Drafts claims from each article.
pub(super) fn run(args: &ExtractArgs, voice: Voice) -> Result<ExitCode, Failure> {
    let corpus = find_corpus(args)?;
    let mut sources = Sources::default();
    let loaded = load::load(&corpus, &mut sources)?;
    let mut drafted = Vec::new();
    let mut uncovered = Vec::new();
    // One article under two names is one article.
    let mut seen = BTreeSet::new();
    let is_new =
        |path: &&PathBuf| seen.insert(path.canonicalize().unwrap_or_else(|_| (*path).clone()));
    let paths: Vec<&PathBuf> = args.articles.iter().filter(is_new).collect();
    let readings: Vec<Reading<'_>> =
        paths.iter().map(|path| read(path, args, &loaded)).collect::<Result<_, _>>()?;
    let vocabulary = &loaded.settings.vocabulary;
    let texts = readings.iter().map(|reading| (reading.text.as_str(), reading.language));
    let languages = Languages::new(vocabulary);
    let habits =
        Habits { subject: salient(texts, &languages), ..Habits::of(&loaded.documents, vocabulary) };
    for (reading, path) in readings.iter().zip(&paths) {
        let knowledge = languages.of(reading.language);
        if args.missing {
            uncovered.extend(missing(reading, knowledge, path));
            continue;
        }
        let article = draft(reading, knowledge, &habits, &loaded);
        if args.write {
            voice.tell(&write::write(&article, reading, &corpus, &loaded, &sources)?)?;
        } else {
            drafted.push(article);
        }
    }
    let printed = match (args.missing, args.write, args.format) {
        (true, _, Format::Json) => output::missing_json(&uncovered),
        (true, _, Format::Toml) => output::missing_text(&uncovered),
        (_, true, _) => String::new(),
        (_, _, Format::Json) => output::drafted_json(&drafted),
        (_, _, Format::Toml) => {
            drafted.iter().map(output::drafted_toml).collect::<Vec<String>>().join("\n")
        }
    };
    write_to(anstream::stdout(), &printed)?;
    voice.files(&sources)?;
    Ok(ExitCode::SUCCESS)
}

/// The corpus named, or the nearest one to the current folder or to the first article.
fn find_corpus(args: &ExtractArgs) -> Result<PathBuf, Failure> {
    let near_article = || {
        let whole = args.articles.first()?.canonicalize().ok()?;
        whole.ancestors().find_map(listing::corpus_at)
    };
    listing::find_one(args.corpus.as_ref()).or_else(|failure| match args.corpus {
        None => near_article().ok_or(failure),
        Some(_) => Err(failure),
    })
}

fn read<'r>(path: &Path, args: &ExtractArgs, loaded: &'r Loaded) -> Result<Reading<'r>, Failure> {
    let bytes = read_file(path)?;
    let (text, _) = decode(&bytes).map_err(|reason| format!("{} {reason}", shown(path)))?;
    let whole = path.canonicalize().map_err(|error| worded("open", path, &error))?;
    let below = whole.strip_prefix(&loaded.folder).ok().map(slashed);
    let is_inside = below.is_some();
    let name = below
        .unwrap_or_else(|| path.file_name().unwrap_or_default().to_string_lossy().into_owned());
    let documents: Vec<(&Document, &Path)> = loaded
        .documents
        .iter()
        .zip(&loaded.paths)
        .filter(|(document, _)| document.article.as_ref().is_some_and(|a| a.text == name))
        .map(|(document, path)| (document, path.as_path()))
        .collect();
    let article = documents.first().and_then(|(document, _)| document.article.as_ref());
    let period = article.and_then(|article| article.published.as_ref());
    let published = args.published.clone().or_else(|| period.map(|period| period.written.clone()));
    let reference = match &args.published {
        Some(date) => Some(day_number("--published", date)?),
        None => period.and_then(|period| period.set.day()),
    };
    let language = args
        .language
        .map(model::Language::from)
        .or_else(|| article.and_then(|article| article.language))
        .unwrap_or_else(|| detect(&text));
    let given = path.display().to_string();
    Ok(Reading { name, given, is_inside, text, language, published, reference, documents })
}

fn draft(
    reading: &Reading<'_>,
    knowledge: &Knowledge<'_>,
    habits: &Habits,
    loaded: &Loaded,
) -> DraftedArticle {
    let vocabulary = &loaded.settings.vocabulary;
    let drafts = extract(knowledge, &reading.text, reading.reference, habits);
    let claims = || reading.documents.iter().flat_map(|(document, _)| &document.claims);
    let own = |claim: &Claim| claim.id.rsplit('/').next().unwrap_or_default().to_owned();
    let mut ids = Ids { taken: claims().map(own).collect(), ..Ids::default() };
    let mut code_points = CodePoints::new(&reading.text);
    let entity = |id: model::EntityId| vocabulary.entity(id).id.clone();
    let mut drafted = Vec::new();
    for draft in drafts.iter().filter(|draft| !claims().any(|claim| is_known(claim, draft))) {
        let predicate = vocabulary.predicate(draft.predicate).name.clone();
        let start = code_points.before(draft.quote.start);
        drafted.push(Drafted {
            id: ids.free(&predicate),
            subject: entity(draft.subject),
            predicate,
            value: draft.written.clone(),
            quote: reading.text[draft.quote.clone()].to_owned(),
            span: (start, code_points.before(draft.quote.end)),
            context: draft.context.clone().map(|context| (context.prefix, context.suffix)),
            polarity: word(model::POLARITIES, &draft.polarity),
            factuality: word(model::FACTUALITIES, &draft.factuality),
            mode: word(model::MODES, &draft.mode),
            holder: draft.holder.iter().map(|id| entity(*id)).collect(),
            supersedes: Vec::new(),
            cues: draft.cues.iter().map(|cue| reading.text[cue.clone()].to_owned()).collect(),
        });
    }
    DraftedArticle {
        text: reading.name.clone(),
        title: title(&reading.text),
        published: reading.published.clone(),
        language: word(model::LANGUAGES, &reading.language),
        claims: drafted,
    }
}

/// Whether a person's claim says what a draft says.
fn is_known(claim: &Claim, draft: &Draft) -> bool {
    let set = match draft.polarity {
        Polarity::Affirmed => draft.set.clone(),
        Polarity::Denied => draft.set.denied(),
    };
    // The subject is the draft's guess: a person may have put in another.
    claim.predicate == draft.predicate
        && claim.polarity == draft.polarity
        && !matches!(relate(&claim.set, &set), Relation::Disjoint | Relation::Incomparable)
}

/// Ids that are taken, and for each predicate the last number tried.
#[derive(Default)]
struct Ids {
    taken: BTreeSet<String>,
    last: BTreeMap<String, usize>,
}

impl Ids {
    fn free(&mut self, predicate: &str) -> String {
        let number = self.last.entry(predicate.to_owned()).or_insert(0);
        loop {
            *number += 1;
            let id = match *number {
                1 => predicate.to_owned(),
                number => format!("{predicate}-{number}"),
            };
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// The first line, when it looks like a headline.
fn title(text: &str) -> Option<String> {
    const LONGEST: usize = 200;
    let line = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    let is_headline = line.chars().count() <= LONGEST && !line.ends_with(['.', ':', ';', ',']);
    is_headline.then(|| line.to_owned())
}

fn missing(reading: &Reading<'_>, knowledge: &Knowledge<'_>, path: &Path) -> Vec<MissingWords> {
    use crate::text::{Grounding, Normal, ground};
    let normal = Normal::new(&reading.text);
    let quotes =
        reading.documents.iter().flat_map(|(d, _)| &d.claims).flat_map(|claim| &claim.quotes);
    let covered: Vec<std::ops::Range<usize>> = quotes
        .filter_map(|quote| match ground(quote, &reading.text, &normal) {
            Grounding::Found(located) => Some(located.parts),
            _ => None,
        })
        .flatten()
        .collect();
    let survey = knowledge.survey(&reading.text, reading.reference);
    let mut sources = Sources::default();
    let file = sources.add(shown(path), reading.text.as_str());
    let uncovered = survey.uncovered(&covered).into_iter();
    let words = uncovered.map(|one| {
        let at = sources.file(file).position(one.span.start);
        let (line, column) = (at.line, at.column);
        let words = one.words.to_string();
        MissingWords { file: shown(path), line, column, kind: one.kind, words }
    });
    words.collect()
}
