//! `recoupe recognize`: what dates, amounts and entities a text holds.

use std::io::Read;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::options::day_number;
use super::{Failure, listing, load, write_to};
use crate::config::Vocabulary;
use crate::model;
use crate::output::{self, Seen, SeenValue};
use crate::recognize::mention::Who;
use crate::recognize::{Measure, What, detect};
use crate::source::{Sources, decode};
use crate::survey::Knowledge;
use crate::value::quantity::Bounds;

#[derive(Args, Debug)]
pub(super) struct RecognizeArgs {
    /// The language of the text; by default the one that it looks like
    #[arg(long, value_enum)]
    language: Option<Language>,
    /// The day that relative dates count from
    #[arg(long, value_name = "DATE")]
    reference: Option<String>,
    /// The corpus whose entities are known; by default the nearest one, if there is one
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Language {
    /// French
    Fr,
    /// English
    En,
}

impl From<Language> for model::Language {
    fn from(language: Language) -> Self {
        match language {
            Language::Fr => model::Language::French,
            Language::En => model::Language::English,
        }
    }
}

/// Reads a text from standard input and prints what it holds.
pub(super) fn run(args: &RecognizeArgs) -> Result<ExitCode, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes).map_err(|e| format!("cannot read the text: {e}"))?;
    let (text, _) = decode(&bytes).map_err(|reason| format!("the text {reason}"))?;
    let reference = args.reference.as_deref().map(|d| day_number("--reference", d)).transpose()?;
    let language = args.language.map_or_else(|| detect(&text), model::Language::from);
    let vocabulary = vocabulary(args)?;
    let survey = Knowledge::new(&vocabulary, language).survey(&text, reference);
    let all = 0..survey.view.tokens.len();
    let mut seen: Vec<Seen> = survey
        .recognized_in(&all)
        .map(|found| {
            let (kind, value) = describe(&found.what);
            Seen { kind, span: found.span.clone(), value }
        })
        .collect();
    seen.extend(survey.mentions_in(&all).map(|mention| Seen {
        kind: "entity",
        span: survey.view.span(mention.tokens.start, mention.tokens.end),
        value: who(&mention.who, &vocabulary),
    }));
    seen.sort_by_key(|seen| seen.span.start);
    write_to(anstream::stdout(), &output::recognized(&text, &seen))?;
    Ok(ExitCode::SUCCESS)
}

/// The vocabulary of the corpus named or nearest; an empty one where there is none.
fn vocabulary(args: &RecognizeArgs) -> Result<Vocabulary, Failure> {
    let corpus = match listing::find_one(args.corpus.as_ref()) {
        Ok(corpus) => Some(corpus),
        Err(failure) if args.corpus.is_some() => return Err(failure),
        Err(_) => None,
    };
    let Some(corpus) = corpus else { return Ok(Vocabulary::default()) };
    Ok(load::settings(&corpus, &mut Sources::default())?.vocabulary)
}

/// A known entity's id; one of several that bear the name; nothing for an unknown name.
fn who(who: &Who, vocabulary: &Vocabulary) -> SeenValue {
    let Who::Known(ids) = who else { return SeenValue::Unresolved };
    let mut names: Vec<String> =
        ids.iter().map(|id| vocabulary.entity(model::EntityId(*id)).id.clone()).collect();
    match names.len() {
        1 => SeenValue::Text(names.remove(0)),
        _ => SeenValue::AnyOf(names),
    }
}

fn describe(what: &What) -> (&'static str, SeenValue) {
    match what {
        What::Date { edtf: Some(edtf), .. } => ("date", SeenValue::Text(edtf.clone())),
        What::Date { edtf: None, .. } => ("date", SeenValue::Unresolved),
        What::Ordinal(rank) => ("ordinal", SeenValue::Amount(vec![("amount", rank.to_string())])),
        What::Amount { measure, bounds } => {
            let amounts = amounts(bounds);
            match measure {
                Measure::Number => ("number", SeenValue::Amount(amounts)),
                Measure::Percent => ("percent", SeenValue::Amount(amounts)),
                Measure::Money(code) => ("money", SeenValue::Measured(amounts, code.clone())),
                Measure::Unit(unit) => ("quantity", SeenValue::Measured(amounts, unit.clone())),
                Measure::Duration(unit) => {
                    ("duration", SeenValue::Measured(amounts, (*unit).to_owned()))
                }
            }
        }
    }
}

fn amounts(bounds: &Bounds) -> Vec<(&'static str, String)> {
    bounds.given().map(|(key, bound)| (key, bound.normalize().to_string())).collect()
}
