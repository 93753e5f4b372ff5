//! The recognisers against sentences annotated before they were written.

use std::collections::BTreeMap;

use recoupe::model::Language;
use recoupe::recognize::{Measure, View, What, lexicon, recognize};
use recoupe::value::date;
use recoupe::value::quantity::Bounds;
use serde_json::{Value, json};

/// Expected, found, right.
type Counts = BTreeMap<String, [u32; 3]>;

/// How many sentences of a file may be looked at.
const SEEN: usize = 175;

struct Seen {
    kind: &'static str,
    start: usize,
    end: usize,
    value: Value,
}

fn bounds(bounds: &Bounds) -> Value {
    let mut map = serde_json::Map::new();
    for (key, bound) in bounds.given() {
        map.insert(key.into(), json!(bound.to_string().parse::<f64>().unwrap()));
    }
    Value::Object(map)
}

fn run(text: &str, language: Language, reference: Option<i64>) -> Vec<Seen> {
    let view = View::new(text, lexicon(language));
    let describe = |what: &What| match what {
        What::Date { edtf, .. } => ("date", json!(edtf)),
        What::Ordinal(rank) => ("ordinal", json!({ "amount": f64::from(*rank) })),
        What::Amount { measure, bounds: b } => {
            let mut value = bounds(b);
            let (kind, unit) = match measure {
                Measure::Number => ("number", None),
                Measure::Percent => ("percent", None),
                Measure::Money(code) => ("money", Some(code.clone())),
                Measure::Unit(unit) => ("quantity", Some(unit.clone())),
                Measure::Duration(unit) => ("duration", Some((*unit).to_owned())),
            };
            if let Some(unit) = unit {
                value["unit"] = json!(unit);
            }
            (kind, value)
        }
    };
    recognize(&view, reference)
        .into_iter()
        .map(|found| {
            let (kind, value) = describe(&found.what);
            Seen { kind, start: found.span.start, end: found.span.end, value }
        })
        .collect()
}

fn same(kind: &str, found: &Value, expected: &Value) -> bool {
    if kind == "date" {
        return found == expected;
    }
    let object = |value: &Value| match value {
        Value::Object(map) => map.clone(),
        number => serde_json::Map::from_iter([("amount".to_owned(), number.clone())]),
    };
    let (mut found, mut expected) = (object(found), object(expected));
    let unit = |map: &mut serde_json::Map<String, Value>| {
        let unit = map.remove("unit").and_then(|unit| unit.as_str().map(str::to_lowercase));
        let unit = unit.unwrap_or_default();
        match unit.as_str() {
            "percentage point" | "point de pourcentage" => "pp".to_owned(),
            "basis point" | "point de base" => "bp".to_owned(),
            _ => unit.trim_end_matches('s').to_owned(),
        }
    };
    let close = |a: &Value, b: &Value| {
        let (a, b) = (a.as_f64().unwrap_or(f64::NAN), b.as_f64().unwrap_or(f64::NAN));
        (a - b).abs() <= 1e-3 * b.abs().max(1.0)
    };
    unit(&mut found) == unit(&mut expected)
        && found.len() == expected.len()
        && expected
            .iter()
            .all(|(key, value)| found.get(key).is_some_and(|other| close(other, value)))
}

fn score(language: &str, range: std::ops::Range<usize>) -> Counts {
    let path = format!("{}/tests/recognize/{language}.jsonl", env!("CARGO_MANIFEST_DIR"));
    let file = std::fs::read_to_string(path).unwrap();
    let mut counts = Counts::new();
    for line in file.lines().skip(range.start).take(range.len()) {
        let row: Value = serde_json::from_str(line).unwrap();
        let text = row["text"].as_str().unwrap();
        let reference = row["reference"].as_str().map(|day| {
            let parts: Vec<i64> = day.split('-').map(|part| part.parse().unwrap()).collect();
            date::days_from_civil(parts[0], parts[1] as u8, parts[2] as u8)
        });
        let language = if language == "fr" { Language::French } else { Language::English };
        let found = run(text, language, reference);
        let mut used = vec![false; found.len()];
        let mut at = 0;
        for expected in row["expect"].as_array().unwrap() {
            let kind = expected["type"].as_str().unwrap();
            let words = expected["text"].as_str().unwrap();
            let start = at + text[at..].find(words).unwrap();
            at = start + words.len();
            counts.entry(kind.to_owned()).or_default()[0] += 1;
            let hit = found.iter().enumerate().position(|(number, seen)| {
                !used[number]
                    && seen.kind == kind
                    && seen.start < at
                    && seen.end > start
                    && same(kind, &seen.value, &expected["value"])
            });
            if let Some(number) = hit {
                used[number] = true;
                counts.entry(kind.to_owned()).or_default()[2] += 1;
            }
        }
        for seen in found {
            counts.entry(seen.kind.to_owned()).or_default()[1] += 1;
        }
    }
    counts
}

/// Prints precision, recall and F1 by type and gives the F1 of all and of dates.
fn report(title: &str, counts: &Counts) -> (f64, f64) {
    println!("{title}");
    let f1 = |[expected, found, right]: [u32; 3]| {
        2.0 * f64::from(right) / f64::from((expected + found).max(1))
    };
    let mut all = [0; 3];
    for (kind, counts) in counts {
        let [expected, found, right] = *counts;
        println!(
            "  {kind:10} {right:3} right of {found:3} found and {expected:3} expected: F1 {:.3}",
            f1(*counts)
        );
        for (sum, count) in all.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    println!("  all        F1 {:.3}", f1(all));
    (f1(all), f1(counts["date"]))
}

#[test]
fn the_recognisers_read_news_sentences() {
    for (language, floor, dates) in [("fr", 0.90, 0.90), ("en", 0.87, 0.85)] {
        let seen = report(&format!("{language}, looked at"), &score(language, 0..SEEN));
        let unseen =
            report(&format!("{language}, never looked at"), &score(language, SEEN..2 * SEEN));
        assert!(seen.0 >= floor && seen.1 >= dates, "{language}: {seen:?}");
        assert!(unseen.0 >= floor && unseen.1 >= dates, "{language}, unseen: {unseen:?}");
    }
}

/// What was recognised, in short: "$3 million=amount 3000000 USD".
fn shown(seen: &Seen, text: &str) -> String {
    let value = match &seen.value {
        Value::Object(map) => {
            let bounds = map.iter().filter(|(key, _)| *key != "unit");
            let bounds = bounds.map(|(key, value)| match key.as_str() {
                "amount" => value.as_f64().unwrap().to_string(),
                _ => format!("{key} {}", value.as_f64().unwrap()),
            });
            let unit = map.get("unit").and_then(|unit| unit.as_str());
            let unit = unit.or((seen.kind == "percent").then_some("%"));
            let unit = unit.or((seen.kind == "ordinal").then_some("rank"));
            bounds.chain(unit.map(str::to_owned)).collect::<Vec<_>>().join(" ")
        }
        Value::Null => "?".to_owned(),
        edtf => edtf.as_str().unwrap().to_owned(),
    };
    format!("{} = {value}", &text[seen.start..seen.end])
}

#[test]
fn what_was_once_read_wrongly_is_read_rightly() {
    let path = format!("{}/tests/recognize/cases.txt", env!("CARGO_MANIFEST_DIR"));
    let file = std::fs::read_to_string(path).unwrap();
    let (mut language, mut reference) = (Language::English, None);
    let mut wrong = Vec::new();
    for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(day) = line.strip_prefix("en ").or(line.strip_prefix("fr ")) {
            let parts: Vec<i64> = day.split('-').map(|part| part.parse().unwrap()).collect();
            reference = Some(date::days_from_civil(parts[0], parts[1] as u8, parts[2] as u8));
            language = if line.starts_with("fr") { Language::French } else { Language::English };
            continue;
        }
        let (text, expected) =
            line.split_once(" => ").unwrap_or((line.trim_end_matches(" =>"), ""));
        let found = run(text, language, reference);
        let found: Vec<String> = found.iter().map(|seen| shown(seen, text)).collect();
        let found = found.join(" | ");
        if found != expected {
            wrong.push(format!("{text} => {found}"));
        }
    }
    assert!(wrong.is_empty(), "found:\n{}", wrong.join("\n"));
}

/// A row of days that goes on: each was once read as joined to all behind it.
#[test]
fn a_row_of_days_in_words_may_be_as_long_as_its_text() {
    let text = "onze et mars ".repeat(5_000);
    let days = run(&text, Language::French, None);
    assert!(days.len() >= 5_000, "{}", days.len());
}
