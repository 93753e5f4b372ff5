//! Drafted claims: as a claim file, and as JSON version 1.

use serde_json::{Map, Value, json};

use super::json::value;
use crate::value::{Written, toml_string};

/// Drafts from one article, as these formats take them.
#[derive(Clone, Debug, Default)]
pub struct DraftedArticle {
    /// The path below the articles folder.
    pub text: String,
    /// The headline.
    pub title: Option<String>,
    /// EDTF.
    pub published: Option<String>,
    /// `fr` or `en`.
    pub language: &'static str,
    /// The claims.
    pub claims: Vec<Drafted>,
}

/// A drafted claim.
#[derive(Clone, Debug)]
pub struct Drafted {
    /// Unique in its file.
    pub id: String,
    /// An entity's id.
    pub subject: String,
    /// A predicate's name.
    pub predicate: String,
    /// The value.
    pub value: Written,
    /// What stands in the article.
    pub quote: String,
    /// Code points of the article's text.
    pub span: (usize, usize),
    /// The words right before and after it, where it occurs more than once.
    pub context: Option<(String, String)>,
    /// As claim files write it; each is left out there when it is the default, the first.
    pub polarity: &'static str,
    /// Likewise.
    pub factuality: &'static str,
    /// Likewise.
    pub mode: &'static str,
    /// Entities' ids, outermost first.
    pub holder: Vec<String>,
    /// Ids of the claims that it replaces.
    pub supersedes: Vec<String>,
    /// The words that announced the value.
    pub cues: Vec<String>,
}

/// A whole claim file.
pub fn drafted_toml(article: &DraftedArticle) -> String {
    let mut out = format!("[article]\ntext = {}\n", toml_string(&article.text));
    if let Some(title) = &article.title {
        out.push_str(&format!("title = {}\n", toml_string(title)));
    }
    if let Some(published) = &article.published {
        out.push_str(&format!("published = {}\n", toml_string(published)));
    }
    out.push_str(&format!("language = \"{}\"\n", article.language));
    out.push_str(&drafted_claims(&article.claims));
    out
}

/// The claims alone, each behind an empty line: what a file that exists takes at its end.
pub fn drafted_claims(claims: &[Drafted]) -> String {
    let mut out = String::new();
    for claim in claims {
        let quoted = |text: &str| toml_string(text);
        out.push_str("\n[[claims]]\n");
        out.push_str(&format!("id = {}\n", quoted(&claim.id)));
        out.push_str(&format!("subject = {}\n", quoted(&claim.subject)));
        out.push_str(&format!("predicate = {}\n", quoted(&claim.predicate)));
        out.push_str(&format!("value = {}\n", claim.value));
        for (key, word, default) in [
            ("polarity", claim.polarity, "affirmed"),
            ("factuality", claim.factuality, "certain"),
            ("mode", claim.mode, "actual"),
        ] {
            if word != default {
                out.push_str(&format!("{key} = \"{word}\"\n"));
            }
        }
        match claim.holder.as_slice() {
            [] => {}
            [one] => out.push_str(&format!("holder = {}\n", quoted(one))),
            several => {
                let list = Written::List(several.iter().map(Written::text).collect());
                out.push_str(&format!("holder = {list}\n"));
            }
        }
        out.push_str(&format!("quote = {}\n", quoted(&claim.quote)));
        if let Some((prefix, suffix)) = &claim.context {
            let (prefix, suffix) = (quoted(prefix), quoted(suffix));
            out.push_str(&format!("quote-context = {{ prefix = {prefix}, suffix = {suffix} }}\n"));
        }
        if !claim.supersedes.is_empty() {
            let list = Written::List(claim.supersedes.iter().map(Written::text).collect());
            out.push_str(&format!("supersedes = {list}\n"));
        }
        out.push_str("review = \"draft\"\n");
    }
    out
}

/// Words of an article that no claim covers.
#[derive(Clone, Debug)]
pub struct MissingWords {
    /// The article's path, as shown.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// In code points, from 1.
    pub column: usize,
    /// What they are: a date, an amount, a name.
    pub kind: &'static str,
    /// The words.
    pub words: String,
}

/// A line for each.
pub fn missing_text(missing: &[MissingWords]) -> String {
    let line = |one: &MissingWords| {
        format!("{}:{}:{}: {} {}\n", one.file, one.line, one.column, one.kind, one.words)
    };
    missing.iter().map(line).collect()
}

/// The same as JSON, version 1.
pub fn missing_json(missing: &[MissingWords]) -> String {
    let one = |one: &MissingWords| {
        let start = json!({ "line": one.line, "column": one.column });
        json!({ "file": one.file, "start": start, "type": one.kind, "text": one.words })
    };
    let missing: Vec<Value> = missing.iter().map(one).collect();
    let document = json!({ "version": 1, "missing": missing });
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

/// One article as an object, several as a list.
pub fn drafted_json(articles: &[DraftedArticle]) -> String {
    let one = |article: &DraftedArticle| {
        let mut about = Map::new();
        about.insert("text".into(), json!(article.text));
        for (key, text) in [("title", &article.title), ("published", &article.published)] {
            if let Some(text) = text {
                about.insert(key.into(), json!(text));
            }
        }
        about.insert("language".into(), json!(article.language));
        let claims: Vec<Value> = article.claims.iter().map(claim).collect();
        json!({ "version": 1, "article": about, "claims": claims })
    };
    let document = match articles {
        [only] => one(only),
        several => Value::Array(several.iter().map(one).collect()),
    };
    let mut out = serde_json::to_string_pretty(&document).unwrap_or_default();
    out.push('\n');
    out
}

/// One claim.
pub(super) fn claim(claim: &Drafted) -> Value {
    json!({
        "predicate": claim.predicate,
        "subject": claim.subject,
        "value": value(&claim.value),
        "quote": claim.quote,
        "start": claim.span.0,
        "end": claim.span.1,
        "polarity": claim.polarity,
        "factuality": claim.factuality,
        "mode": claim.mode,
        "holder": claim.holder,
        "cues": claim.cues,
    })
}
