//! The readings of clauses against sentences annotated before the reader was written.

use recoupe::clause::Clauses;
use recoupe::model::{FACTUALITIES, Language, MODES, POLARITIES, word};
use recoupe::recognize::gazetteer::Gazetteer;
use recoupe::recognize::{Annotated, View, lexicon};
use recoupe::value::fold;
use serde_json::Value;
use std::rc::Rc;

struct Outcome {
    is_right: bool,
    is_held: bool,
    seen: String,
}

fn read(case: &Value, language: Language) -> Outcome {
    let text = case["text"].as_str().unwrap();
    let target = case["target"].as_str().unwrap();
    let view = View::new(text, lexicon(language));
    let annotated = Rc::new(Annotated::new(view, &Gazetteer::default(), None));
    let clauses = Clauses::new(Rc::clone(&annotated));
    let view = &annotated.view;
    let start = text.find(target).expect("the target stands in the text");
    let end = start + target.len();
    let from = view.tokens.partition_point(|token| (token.end as usize) <= start);
    let to = view.tokens.partition_point(|token| (token.start as usize) < end);
    let target = from..to;
    let reading = clauses.reading(std::slice::from_ref(&target), |_| true);
    let holders: Vec<&str> =
        reading.holders.iter().map(|tokens| &text[view.span(tokens.start, tokens.end)]).collect();
    let expected: Vec<&str> =
        case["holder"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    let same = |(a, b): (&&str, &&str)| {
        let (a, b) = (fold(a), fold(b));
        a.contains(&b) || b.contains(&a)
    };
    let polarity = word(POLARITIES, &reading.polarity);
    let factuality = word(FACTUALITIES, &reading.factuality);
    let mode = word(MODES, &reading.mode);
    Outcome {
        is_right: case["polarity"] == polarity
            && case["factuality"] == factuality
            && case["mode"] == mode,
        is_held: holders.len() == expected.len() && holders.iter().zip(&expected).all(same),
        seen: format!(
            "{polarity} {factuality} {mode} {holders:?} by {:?}",
            reading
                .operators
                .iter()
                .map(|op| clauses.operator(*op))
                .map(|op| (op.effect, &text[view.span(op.trigger.start, op.trigger.end)]))
                .collect::<Vec<_>>()
        ),
    }
}

/// `(right, held, all)` over some cases; those that may be looked at are shown when they are wrong.
fn measure(cases: &[Value], language: Language, show: bool) -> (usize, usize, usize) {
    let mut counts = (0, 0, 0);
    for case in cases {
        let outcome = read(case, language);
        counts.0 += usize::from(outcome.is_right);
        counts.1 += usize::from(outcome.is_held);
        counts.2 += 1;
        if show && !(outcome.is_right && outcome.is_held) && std::env::var("RECOUPE_SHOW").is_ok() {
            println!(
                "{}\n  {} → {} {} {} {}\n  seen {}",
                case["text"],
                case["target"],
                case["polarity"],
                case["factuality"],
                case["mode"],
                case["holder"],
                outcome.seen
            );
        }
    }
    counts
}

fn hold(file: &str, language: Language, looked_at: usize, floors: [f64; 2]) {
    let path = format!("{}/tests/readings/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let cases: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (seen, unseen) = cases.split_at(looked_at);
    for (name, cases, show, floor) in
        [("looked at", seen, true, floors[0]), ("never looked at", unseen, false, floors[1])]
    {
        let (right, held, all) = measure(cases, language, show);
        println!("{file}, {name}: readings {right}/{all}, holders {held}/{all}");
        assert!(right as f64 >= floor * all as f64, "{file}, {name}: {right}/{all}");
    }
}

#[test]
fn french_clauses_are_read() {
    hold("fr.jsonl", Language::French, 90, [0.95, 0.8]);
}

#[test]
fn english_clauses_are_read() {
    hold("en.jsonl", Language::English, 75, [0.95, 0.9]);
}
