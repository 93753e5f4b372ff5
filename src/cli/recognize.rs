//! `recoupe recognize`: what dates, amounts and entities a text holds.

use std::io::Read;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::check::day_number;
use super::{Failure, write_to};
use crate::model;
use crate::output::{self, Seen, SeenValue};
use crate::recognize::{Measure, View, What, detect, lexicon, recognize};
use crate::source::decode;
use crate::value::quantity::Bounds;

#[derive(Args, Debug)]
pub(super) struct RecognizeArgs {
    /// The language of the text; by default the one that it looks like
    #[arg(long, value_enum)]
    language: Option<Language>,
    /// The day that relative dates count from
    #[arg(long, value_name = "DATE")]
    reference: Option<String>,
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
    let view = View::new(&text, lexicon(language));
    let seen: Vec<Seen> = recognize(&view, reference)
        .into_iter()
        .map(|found| {
            let (kind, value) = describe(&found.what);
            Seen { kind, span: found.span, value }
        })
        .collect();
    write_to(anstream::stdout(), &output::recognized(&text, &seen))?;
    Ok(ExitCode::SUCCESS)
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
    [
        ("amount", bounds.amount),
        ("min", bounds.min),
        ("max", bounds.max),
        ("more-than", bounds.more_than),
        ("less-than", bounds.less_than),
        ("about", bounds.about),
    ]
    .into_iter()
    .filter_map(|(key, bound)| Some((key, bound?.normalize().to_string())))
    .collect()
}
