//! Two articles side by side: what both say, and what only one says.

use serde_json::{Value, json};

use super::markdown::{inert, row};
use super::place::harmless;
use super::summary::counted;
use crate::diagnostic::Level;

/// Two articles side by side.
#[derive(Clone, Debug, Default)]
pub struct Facing {
    /// Their names, and what they are: publisher, date, title.
    pub names: [String; 2],
    /// Questions that both answer.
    pub shared: Vec<Shared>,
    /// What only one of them says: the question and the answer.
    pub alone: [Vec<(String, String)>; 2],
}

/// A question that both answer.
#[derive(Clone, Debug)]
pub struct Shared {
    /// The question.
    pub title: String,
    /// The verdict on the strongest pair across the two; may be empty.
    pub verdict: &'static str,
    /// How much that weighs.
    pub level: Level,
    /// What each says, with the words of the article.
    pub sides: [Vec<Said>; 2],
    /// The words of that pair compared, where they are close.
    pub wording: Vec<Words>,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Said {
    /// The claim's id.
    pub claim: String,
    /// Who says what, how surely.
    pub says: String,
    /// The words of the article.
    pub quote: String,
}

/// A run of words of two quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// In both.
    Same(String),
    /// In the first only.
    First(String),
    /// In the second only.
    Second(String),
}

/// Renders for a terminal.
pub fn facing_text(facing: &Facing) -> String {
    let [first, second] = &facing.names;
    let mut out = format!("{}\n{}\n\n", harmless(first), harmless(second));
    out.push_str(&format!("{}\n", shared_count(facing)));
    for shared in &facing.shared {
        out.push_str(&format!(
            "\n{} {}{}\n",
            mark(shared),
            harmless(&shared.title),
            verdict(shared)
        ));
        for said in shared.sides.iter().flatten() {
            out.push_str(&format!("    {}\n", harmless(&said.says)));
            if shared.wording.is_empty() {
                out.push_str(&format!("        “{}”\n", harmless(&said.quote)));
            }
        }
        if !shared.wording.is_empty() {
            let runs: Vec<String> = shared
                .wording
                .iter()
                .map(|words| match words {
                    Words::Same(text) => harmless(text),
                    Words::First(text) => format!("[-{}-]", harmless(text)),
                    Words::Second(text) => format!("{{+{}+}}", harmless(text)),
                })
                .collect();
            out.push_str(&format!("        “{}”\n", runs.concat()));
        }
    }
    for (name, alone) in facing.names.iter().zip(&facing.alone) {
        out.push_str(&format!("\nonly in {}\n", harmless(name)));
        for (title, says) in alone {
            out.push_str(&format!("    {}: {}\n", harmless(title), harmless(says)));
        }
        if alone.is_empty() {
            out.push_str("    nothing\n");
        }
    }
    out
}

/// Renders for programs: JSON, version 1.
pub fn facing_json(facing: &Facing) -> String {
    let said = |said: &Said| json!({ "claim": said.claim, "says": said.says, "quote": said.quote });
    let words = |words: &Words| match words {
        Words::Same(text) => json!({ "same": text }),
        Words::First(text) => json!({ "first": text }),
        Words::Second(text) => json!({ "second": text }),
    };
    let shared = facing.shared.iter().map(|shared| {
        json!({
            "title": shared.title,
            "verdict": (!shared.verdict.is_empty()).then_some(shared.verdict),
            "level": shared.level.name(),
            "first": shared.sides[0].iter().map(said).collect::<Vec<Value>>(),
            "second": shared.sides[1].iter().map(said).collect::<Vec<Value>>(),
            "words": shared.wording.iter().map(words).collect::<Vec<Value>>(),
        })
    });
    let alone = |side: usize| {
        let answers = facing.alone[side].iter();
        answers.map(|(title, value)| json!({ "title": title, "value": value }))
    };
    let document = json!({
        "version": 1,
        "articles": facing.names,
        "shared": shared.collect::<Vec<Value>>(),
        "only_first": alone(0).collect::<Vec<Value>>(),
        "only_second": alone(1).collect::<Vec<Value>>(),
    });
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

/// Renders for a comment or a page.
pub fn facing_markdown(facing: &Facing) -> String {
    let [first, second] = &facing.names;
    let mut out =
        format!("## {} / {}\n\n{}\n\n", inert(first), inert(second), shared_count(facing));
    if !facing.shared.is_empty() {
        out.push_str(&row(["", "question", "verdict", "first", "second", "words"]));
        out.push_str(&row(["---"; 6]));
    }
    for shared in &facing.shared {
        let side = |at: usize| {
            let said = shared.sides[at].iter().map(|said| inert(&said.says));
            said.collect::<Vec<String>>().join("; ")
        };
        out.push_str(&row([
            mark(shared).trim().to_owned(),
            inert(&shared.title),
            shared.verdict.to_owned(),
            side(0),
            side(1),
            words(shared),
        ]));
    }
    for (name, alone) in facing.names.iter().zip(&facing.alone) {
        out.push_str(&format!("\n### Only in {}\n\n", inert(name)));
        for (title, says) in alone {
            out.push_str(&format!("- **{}**: {}\n", inert(title), inert(says)));
        }
        if alone.is_empty() {
            out.push_str("Nothing.\n");
        }
    }
    out
}

/// The words of both, compared where they are close.
fn words(shared: &Shared) -> String {
    if shared.wording.is_empty() {
        let quotes = shared.sides.iter().filter_map(|side| side.first());
        let quotes: Vec<String> = quotes.map(|said| format!("“{}”", inert(&said.quote))).collect();
        return quotes.join(" / ");
    }
    let runs = shared.wording.iter().map(|words| {
        let (text, fence) = match words {
            Words::Same(text) => (text, ""),
            Words::First(text) => (text, "~~"),
            Words::Second(text) => (text, "**"),
        };
        // A fence stands at a word, or it is none.
        let inside = text.trim();
        let at = text.find(inside).unwrap_or(0);
        let (before, after) = (&text[..at], &text[at + inside.len()..]);
        match inside.is_empty() {
            true => harmless(text),
            false => {
                format!("{}{fence}{}{fence}{}", harmless(before), inert(inside), harmless(after))
            }
        }
    });
    runs.collect()
}

fn shared_count(facing: &Facing) -> String {
    let opposed = facing.shared.iter().filter(|shared| shared.level >= Level::Warn).count();
    let shared = counted(facing.shared.len() as u64, "question");
    format!("both answer {shared}, {opposed} opposed (marked !)")
}

fn mark(shared: &Shared) -> &'static str {
    if shared.level >= Level::Warn { "!" } else { " " }
}

fn verdict(shared: &Shared) -> String {
    match shared.verdict {
        "" => String::new(),
        verdict => format!(" ({verdict})"),
    }
}
