//! Claim files: TOML text into a [`Document`] that carries its problems. Never fails.

mod claim;
mod members;
mod resolutions;
mod value;

use std::collections::BTreeMap;

pub use resolutions::read_resolutions;
pub use value::read_period;

use crate::config::Vocabulary;
use crate::diagnostic::{DUPLICATE_ID, Diagnostic, INVALID_VALUE, MISSING_KEY};
use crate::model::{Article, Document, LANGUAGES};
use crate::source::{FileId, Sources, Span};
use crate::syntax::{self, Fields, Table};

/// Reads the claim file `file`, whose name below the corpus is `name`.
pub fn read(file: FileId, name: &str, sources: &Sources, vocabulary: &Vocabulary) -> Document {
    let (root, errors) = syntax::parse(file, sources.text(file));
    let mut problems = Vec::new();
    let top = Span::new(file, 0..0);
    let mut fields = Fields::new(&root, "a claim file", top, &mut problems);
    let article = fields.required("article").is_some().then(|| fields.table("article")).flatten();
    let tables = fields.tables("claims");
    fields.finish();
    let article = article.and_then(|(table, header)| read_article(table, header, &mut problems));
    let mut document = Document {
        file,
        name: name.to_owned(),
        article,
        claims: Vec::new(),
        unreadable: Vec::new(),
        problems,
    };
    for (at, (table, header)) in tables.iter().enumerate() {
        claim::read(table, *header, vocabulary, &mut document);
        let end = tables.get(at + 1).map_or(u32::MAX, |(_, next)| next.start);
        let lines = header.start..end;
        if errors.iter().any(|error| lines.contains(&error.span.start)) {
            // What the parser made of it may be half a number or half a text.
            claim::forget(*header, &mut document);
        }
    }
    report_duplicates(&mut document);
    if !errors.is_empty() {
        // What a syntax error swallowed is not missing.
        document.problems.retain(|problem| problem.rule != &MISSING_KEY);
    }
    document.problems.extend(syntax::report(&errors, "the file is not valid TOML", sources));
    document
}

fn read_article(table: &Table, header: Span, problems: &mut Vec<Diagnostic>) -> Option<Article> {
    let mut fields = Fields::new(table, "[article]", header, problems);
    let text = fields.required_string("text");
    let owned = |text: Option<(&str, Span)>| text.map(|(text, _)| text.to_owned());
    let title = owned(fields.string("title"));
    let publisher = owned(fields.string("publisher"));
    let url = owned(fields.string("url"));
    let _ = fields.string("archived");
    let _ = read_period(&mut fields, "accessed");
    let published = read_period(&mut fields, "published");
    let language = fields.choice("language", LANGUAGES);
    let sha256 = read_sha256(&mut fields);
    fields.finish();
    let (text, text_span) = text?;
    if text.is_empty() {
        let problem = Diagnostic::new(&INVALID_VALUE, "`text` is empty")
            .at(text_span, "name the article's file");
        problems.push(problem);
        return None;
    }
    Some(Article {
        text: text.to_owned(),
        text_span,
        title,
        publisher,
        url,
        published,
        language,
        sha256,
    })
}

fn read_sha256(fields: &mut Fields<'_, '_>) -> Option<(String, Span)> {
    let (text, span) = fields.string("sha256")?;
    if text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Some((text.to_ascii_lowercase(), span));
    }
    fields.problems.push(
        Diagnostic::new(&INVALID_VALUE, "`sha256` has 64 hexadecimal digits")
            .at(span, format!("this has {} characters", text.chars().count()))
            .help("`recoupe pin` writes it"),
    );
    None
}

fn report_duplicates(document: &mut Document) {
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    let mut problems = Vec::new();
    for claim in &document.claims {
        match first.get(claim.id.as_str()) {
            Some(&earlier) => {
                let local = claim.id.rsplit('/').next().unwrap_or_default();
                problems.push(
                    Diagnostic::new(&DUPLICATE_ID, format!("two claims are called `{local}`"))
                        .at(claim.id_span, "a second claim of that id")
                        .with(earlier, "the first one")
                        .help("ids are unique in their file: rename one of the two"),
                );
            }
            None => {
                first.insert(&claim.id, claim.id_span);
            }
        }
    }
    document.problems.extend(problems);
}
