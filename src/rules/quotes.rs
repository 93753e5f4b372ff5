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
    Fold, Grounding, Located, Normal, ground, marked, nearest_passage, parts_of, surroundings,
};
use crate::value::toml_string;

/// What a quote is looked up in.
struct Ground<'g> {
    article: &'g ArticleText,
    state: Text,
}

/// Whether an article is the text that the claims were made from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Text {
    /// As far as anybody knows.
    Same,
    /// Another one was pinned.
    Changed,
}

/// Checks the quotes of all items that have an article.
pub(super) fn check(items: &[Item<'_>], input: &Input<'_>, findings: &mut Vec<Diagnostic>) {
    for item in items {
        let document = &input.documents[item.document];
        let Some(article) = input.article(document) else { continue };
        let pinned = document.article.as_ref().and_then(|article| article.sha256.as_ref());
        let is_pinned = pinned.is_none_or(|(sha256, _)| *sha256 == article.sha256);
        let whole = Ground { article, state: if is_pinned { Text::Same } else { Text::Changed } };
        for (quote, grounding) in item.claim.quotes.iter().zip(&item.quotes) {
            let finding = match grounding {
                Grounding::Found(located) => found(quote, located, article.file, input),
                Grounding::CutWord(place) => Some(cut_word(quote, place, article.file, input)),
                Grounding::OutOfOrder(places) => Some(out_of_order(quote, places, article.file)),
                Grounding::OtherContext(place) => {
                    let is_only = item.claim.quotes.len() == 1;
                    let moved = is_only.then(|| moved(quote, &whole, input)).flatten();
                    Some(other_context(quote, place, article.file, moved))
                }
                Grounding::Absent(part) => Some(absent(quote, part, &whole, input)),
            };
            if let Some(finding) = finding {
                findings.push(Diagnostic {
                    identity: [vec![item.claim.id.clone()], words(quote)].concat(),
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

/// A quote in a spelling for fingerprints: without its typography, part by part.
pub(super) fn words(quote: &Quote) -> Vec<String> {
    parts_of(&quote.text).into_iter().map(|part| Normal::new(part.trim()).text).collect()
}

/// A context for a quote that stands in one place only, beside other words than it says. Where
/// the old context is still about, the quote may have stood there: that place is not the one meant.
fn moved(quote: &Quote, whole: &Ground<'_>, input: &Input<'_>) -> Option<Fix> {
    let alone = Quote { context: None, ..quote.clone() };
    let (text, normal) = (input.sources.text(whole.article.file), &whole.article.normal);
    let Grounding::Found(located) = ground(&alone, text, normal) else { return None };
    let (first, last) = (located.parts.first()?, located.parts.last()?);
    if !located.elsewhere.is_empty() {
        return None;
    }
    let context = surroundings(text, &(first.start..last.end));
    let (prefix, suffix) = (toml_string(&context.prefix), toml_string(&context.suffix));
    let written = format!("{{ prefix = {prefix}, suffix = {suffix} }}");
    let edit = Edit { span: quote.context_span?, text: written };
    let old = quote.context.as_ref()?;
    let is_about = [&old.prefix, &old.suffix].into_iter().any(|words| stands(words, text, normal));
    let mut fix = match is_about || whole.state == Text::Changed {
        true => Fix::possible("the context of its only place", edit),
        false => Fix::certain("the context of its only place", edit),
    };
    if !located.folds.is_empty() {
        fix.edits.push(requote(quote, &as_printed(text, &located.parts)));
    }
    Some(fix)
}

/// Whether some words stand in an article, or nearly.
fn stands(words: &str, text: &str, normal: &Normal) -> bool {
    const NEARLY: f64 = 0.7;
    let words = Normal::new(words.trim()).text;
    if words.is_empty() || normal.text.contains(&words) {
        return !words.is_empty();
    }
    let nearest = nearest_passage(&words, normal, text);
    nearest.is_some_and(|place| {
        let passage = Normal::new(&text[place]).text;
        strsim::normalized_levenshtein(&words, &passage) >= NEARLY
    })
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

fn absent(quote: &Quote, part: &str, whole: &Ground<'_>, input: &Input<'_>) -> Diagnostic {
    let article = whole.article;
    let is_all = part == quote.text.trim();
    let message = if is_all {
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
    let is_certain = is_punctuation(part, text)
        && places(part, &article.normal) == 1
        && whole.state == Text::Same;
    let fix = match is_certain {
        true => Fix::certain("quote with the article's punctuation", edit),
        false => Fix::possible("quote the nearest passage", edit),
    };
    finding
        .with(Span::new(article.file, passage), "the nearest passage")
        .note(format!("from the quote to the article: {}", marked(part, text)))
        .help("if this is the passage, copy it; a quote is the article's own words")
        .fix(fix)
}

/// Whether two passages differ in marks between words only. Marks inside a word or beside a digit
/// count; so do question marks, and dashes, which may be signs.
fn is_punctuation(one: &str, other: &str) -> bool {
    let (one, other) = (Normal::new(one).text, Normal::new(other).text);
    let (one, other) = (parsed(&one), parsed(&other));
    let counts = |(mark, beside): &(String, bool)| *beside || mark.contains('-');
    one.words == other.words
        && one.marks.iter().zip(&other.marks).all(|(a, b)| {
            // The same words stand on both sides.
            a.0 == b.0 || !(counts(a) || counts(b))
        })
}

/// How often the words of a passage stand in an article, whatever marks stand between them.
fn places(part: &str, article: &Normal) -> usize {
    let part = Normal::new(part).text;
    let (part, article) = (parsed(&part), parsed(&article.text));
    let length = part.words.len().max(1);
    article.words.windows(length).filter(|words| **words == *part.words).count()
}

/// Words without the marks around them, and the marks before, between and behind them.
struct Parsed<'t> {
    words: Vec<&'t str>,
    /// Each with whether it stands beside a digit.
    marks: Vec<(String, bool)>,
}

/// Takes a normalised text apart.
fn parsed(text: &str) -> Parsed<'_> {
    let mut parsed = Parsed { words: Vec::new(), marks: Vec::new() };
    let mut mark = String::new();
    let ends_in_digit =
        |words: &[&str]| words.last().is_some_and(|word| word.ends_with(|c: char| c.is_numeric()));
    for token in text.split_whitespace() {
        let inner = token.trim_start_matches(['"', '(', '[']);
        let word = inner.trim_end_matches([',', ';', ':', '.', '!', '"', ')', ']']);
        mark.push_str(&token[..token.len() - inner.len()]);
        if word.is_empty() || word == "-" {
            mark.push_str(inner);
            continue;
        }
        let is_beside = ends_in_digit(&parsed.words) || word.starts_with(|c: char| c.is_numeric());
        parsed.marks.push((std::mem::take(&mut mark), is_beside));
        parsed.words.push(word);
        mark.push_str(&inner[word.len()..]);
    }
    let is_beside = ends_in_digit(&parsed.words);
    parsed.marks.push((mark, is_beside));
    parsed
}
