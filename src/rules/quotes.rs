//! `quote-…`: each quote stands in its article, letter by letter.

use std::ops::Range;

use super::Input;
use super::edits::{as_printed, requote};
use crate::corpus::{ArticleText, Item};
use crate::diagnostic::{
    Diagnostic, Edit, Fix, QUOTE_AMBIGUOUS, QUOTE_CUT_WORD, QUOTE_FOLDED, QUOTE_NOT_FOUND,
    QUOTE_OUT_OF_ORDER,
};
use crate::model::Quote;
use crate::source::{FileId, Span};
use crate::text::{
    Fold, Grounding, Located, Normal, ground, marked, nearest_passage, surroundings,
};
use crate::value::toml_string;

/// Checks the quotes of all items that have an article.
pub(super) fn check(items: &[Item<'_>], input: &Input<'_>, findings: &mut Vec<Diagnostic>) {
    for item in items {
        let Some(article) = input.article(&input.documents[item.document]) else { continue };
        for (quote, grounding) in item.claim.quotes.iter().zip(&item.quotes) {
            let finding = match grounding {
                Grounding::Found(located) => found(quote, located, article.file, input),
                Grounding::CutWord(place) => Some(cut_word(quote, place, article.file, input)),
                Grounding::OutOfOrder(places) => Some(out_of_order(quote, places, article.file)),
                Grounding::OtherContext(place) => {
                    let is_only = item.claim.quotes.len() == 1;
                    let text = input.sources.text(article.file);
                    let moved = is_only.then(|| moved(quote, text, &article.normal)).flatten();
                    Some(other_context(quote, place, article.file, moved))
                }
                Grounding::Absent(part) => Some(absent(quote, part, article, input)),
            };
            if let Some(finding) = finding {
                findings.push(Diagnostic {
                    identity: vec![item.claim.id.clone(), quote.text.clone()],
                    ..finding.about(&item.claim.id)
                });
            }
        }
    }
}

fn found(
    quote: &Quote,
    located: &Located,
    article: FileId,
    input: &Input<'_>,
) -> Option<Diagnostic> {
    if !located.elsewhere.is_empty() {
        let count = located.elsewhere.len() + 1;
        let more = if located.more { "more than " } else { "" };
        let with = if quote.context.is_some() { ", all beside its context" } else { "" };
        let message = format!("the quote stands in {more}{count} places{with}");
        let mut finding =
            Diagnostic::new(&QUOTE_AMBIGUOUS, message).at(quote.span, "which one is meant?");
        let first = located.parts.first().cloned().unwrap_or_default();
        for place in [first].into_iter().chain(located.elsewhere.iter().take(2).cloned()) {
            finding = finding.with(Span::new(article, place), "here");
        }
        return Some(finding.help(
            "write `quote-context = { prefix = \"…\" }` with the words before, or a longer quote",
        ));
    }
    if located.folds.is_empty() {
        return None;
    }
    let names: Vec<&str> = located.folds.iter().map(|fold| Fold::name(*fold)).collect();
    let mut finding = Diagnostic::new(&QUOTE_FOLDED, "the quote stands in another typography")
        .at(quote.span, format!("differs in {}", names.join(", ")));
    for part in &located.parts {
        finding = finding.with(Span::new(article, part.clone()), "as the article has it");
    }
    finding.kinds = located.folds.iter().map(|fold| Fold::key(*fold)).collect();
    let printed = as_printed(input.sources.text(article), &located.parts);
    Some(finding.fix(Fix::certain("quote in the article's typography", requote(quote, &printed))))
}

fn cut_word(quote: &Quote, place: &Range<usize>, article: FileId, input: &Input<'_>) -> Diagnostic {
    let text = input.sources.text(article);
    let letters = |c: char| c.is_alphanumeric();
    let before = text[..place.start].chars().rev().take_while(|c| letters(*c)).map(char::len_utf8);
    let after = text[place.end..].chars().take_while(|c| letters(*c)).map(char::len_utf8);
    let whole = place.start - before.sum::<usize>()..place.end + after.sum::<usize>();
    let is_in_one_piece =
        Normal::new(&text[place.clone()]).text == Normal::new(quote.text.trim()).text;
    Diagnostic::new(&QUOTE_CUT_WORD, "the quote cuts a word")
        .at(quote.span, "starts or ends inside a word")
        .with(Span::new(article, whole.clone()), "the article has whole words here")
        .help(format!("quote whole words: {:?}", &text[whole.clone()]))
        .with_fix(
            is_in_one_piece
                .then(|| Fix::possible("quote whole words", requote(quote, &text[whole]))),
        )
}

fn out_of_order(quote: &Quote, places: &[Range<usize>], article: FileId) -> Diagnostic {
    let mut finding =
        Diagnostic::new(&QUOTE_OUT_OF_ORDER, "the parts of the quote stand in another order")
            .at(quote.span, "no place of the article has these parts one after the other");
    for (at, place) in places.iter().enumerate() {
        finding = finding.with(Span::new(article, place.clone()), format!("part {}", at + 1));
    }
    finding.help("`quote` takes several quotes: [\"…\", \"…\"]")
}

/// A context for a quote that stands in one place only, beside other words than it says.
fn moved(quote: &Quote, text: &str, normal: &Normal) -> Option<Fix> {
    let alone = Quote { context: None, ..quote.clone() };
    let Grounding::Found(located) = ground(&alone, text, normal) else { return None };
    let (first, last) = (located.parts.first()?, located.parts.last()?);
    if !located.elsewhere.is_empty() {
        return None;
    }
    let context = surroundings(text, &(first.start..last.end));
    let (prefix, suffix) = (toml_string(&context.prefix), toml_string(&context.suffix));
    let written = format!("{{ prefix = {prefix}, suffix = {suffix} }}");
    let edit = Edit { span: quote.context_span?, text: written };
    let mut fix = Fix::certain("the context of its only place", edit);
    if !located.folds.is_empty() {
        fix.edits.push(requote(quote, &as_printed(text, &located.parts)));
    }
    Some(fix)
}

fn other_context(
    quote: &Quote,
    place: &Range<usize>,
    article: FileId,
    moved: Option<Fix>,
) -> Diagnostic {
    Diagnostic::new(&QUOTE_NOT_FOUND, "the quote does not stand beside its context")
        .at(quote.span, "not with this `quote-context`")
        .with(Span::new(article, place.clone()), "it stands here, beside other words")
        .help("copy `prefix` and `suffix` from the article: the words right before and right after")
        .with_fix(moved)
}

fn absent(quote: &Quote, part: &str, article: &ArticleText, input: &Input<'_>) -> Diagnostic {
    let whole = part == quote.text.trim();
    let message = if whole {
        "the quote is not in the article".to_owned()
    } else {
        format!("a part of the quote is not in the article: {part:?}")
    };
    let finding = Diagnostic::new(&QUOTE_NOT_FOUND, message).at(quote.span, "not in the article");
    let Some(passage) = nearest_passage(part, &article.normal, input.sources.text(article.file))
    else {
        return finding.help("quote the article word for word");
    };
    let text = &input.sources.text(article.file)[passage.clone()];
    let edit = requote(quote, &quote.text.replacen(part, text, 1));
    let fix = match is_punctuation(part, text) {
        true => Fix::certain("quote with the article's punctuation", edit),
        false => Fix::possible("quote the nearest passage", edit),
    };
    finding
        .with(Span::new(article.file, passage), "the nearest passage")
        .note(format!("from the quote to the article: {}", marked(part, text)))
        .help("if this is the passage, copy it; a quote is the article's own words")
        .fix(fix)
}

/// Whether two passages differ in marks between words only. Marks inside a word or a number count,
/// and so does a question mark.
fn is_punctuation(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let normal = Normal::new(text).text;
        let words = normal.split_whitespace().map(|word| {
            let word = word.trim_start_matches(['"', '(', '[']);
            word.trim_end_matches([',', ';', ':', '.', '!', '"', ')', ']']).to_owned()
        });
        words.filter(|word| !word.is_empty() && word != "-").collect()
    };
    words(one) == words(other)
}
