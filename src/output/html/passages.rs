//! An article's text with the quotes marked in it, however they overlap.
//!
//! At each quote's start stands its anchor, at its end a link to its claim; the text between the two
//! is the quote. Marks never nest: they are cut where a quote starts or ends.

use maud::{Markup, PreEscaped, Render, html};

use super::index::{Entry, passage_anchor};
use crate::source::File;

/// One part of a quote in the text.
struct Passage<'p> {
    start: usize,
    end: usize,
    claim: &'p str,
    id: &'p str,
    /// The claim's place in the list below the text.
    number: usize,
    anchor: String,
}

/// The text of an article, a paragraph for each line.
pub(super) fn text(entry: &Entry<'_>, file: &File) -> Markup {
    let passages = passages(entry, file);
    let mut cuts: Vec<usize> = passages.iter().flat_map(|p| [p.start, p.end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut starts: Vec<&Passage<'_>> = passages.iter().collect();
    starts.sort_by_key(|passage| passage.start);
    let mut ends = starts.clone();
    ends.sort_by_key(|passage| passage.end);
    let mut pen = Pen { out: String::new(), cuts, starts, ends, at: [0; 3] };
    let last = file.line_of(file.text.len());
    for line in 0..=last {
        let range = file.line_range(line);
        if file.text[range.clone()].trim().is_empty() {
            pen.close(range.end);
            continue;
        }
        pen.out.push_str("<p dir=\"auto\">");
        pen.line(&file.text, range);
        pen.out.push_str("</p>\n");
    }
    // Everything that is not from the templates here was escaped by them.
    PreEscaped(pen.out)
}

fn passages<'p>(entry: &'p Entry<'_>, file: &File) -> Vec<Passage<'p>> {
    let mut passages = Vec::new();
    for (number, found) in entry.claims.iter().enumerate() {
        for (quote_number, quote) in found.claim.quotes.iter().enumerate() {
            for (part_number, part) in quote.parts.iter().enumerate() {
                let range = part.range();
                let start = file.text.floor_char_boundary(range.start);
                passages.push(Passage {
                    start,
                    end: file.text.ceil_char_boundary(range.end).max(start),
                    claim: &found.name,
                    id: &found.claim.id,
                    number: number + 1,
                    anchor: passage_anchor(&found.name, quote_number, part_number),
                });
            }
        }
    }
    passages
}

/// Writes the text from left to right.
struct Pen<'p> {
    out: String,
    cuts: Vec<usize>,
    starts: Vec<&'p Passage<'p>>,
    ends: Vec<&'p Passage<'p>>,
    /// How far `cuts`, `starts` and `ends` are used up.
    at: [usize; 3],
}

impl Pen<'_> {
    fn line(&mut self, text: &str, range: std::ops::Range<usize>) {
        let mut at = range.start;
        loop {
            self.close(at);
            let id = self.open(at);
            while self.cuts.get(self.at[0]).is_some_and(|&cut| cut <= at) {
                self.at[0] += 1;
            }
            let next = self.cuts.get(self.at[0]).map_or(range.end, |&cut| cut.min(range.end));
            self.segment(&text[at..next.max(at)], id);
            if next >= range.end {
                // A quote that ends with the line ends in it.
                self.close(range.end);
                return;
            }
            at = next;
        }
    }

    fn segment(&mut self, text: &str, id: Option<String>) {
        // What has started and not ended is open.
        let markup = match self.at[1].saturating_sub(self.at[2]) {
            0 => html! { (text) },
            1 => html! { mark id=[id] { (text) } },
            _ => html! { mark.many id=[id] { (text) } },
        };
        if !text.is_empty() {
            markup.render_to(&mut self.out);
        }
    }

    /// The anchors of the quotes that start at or before a byte; the last of them is for the mark.
    fn open(&mut self, byte: usize) -> Option<String> {
        let mut last: Option<String> = None;
        while let Some(passage) = self.starts.get(self.at[1]).filter(|p| p.start <= byte) {
            self.at[1] += 1;
            let before = last.replace(passage.anchor.clone());
            if let Some(before) = before {
                html! { span id=(before) {} }.render_to(&mut self.out);
            }
        }
        last
    }

    /// The links from the ends of quotes to their claims.
    fn close(&mut self, byte: usize) {
        while let Some(passage) = self.ends.get(self.at[2]).filter(|p| p.end <= byte) {
            self.at[2] += 1;
            html! {
                a.ref href={ "#claim-" (passage.claim) } aria-label={ (passage.number) ", claim " (passage.id) } {
                    (passage.number)
                }
            }
            .render_to(&mut self.out);
        }
    }
}
