//! The articles that claim files name: their text, or why there is none.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::model::Document;
use crate::source::{FileId, Sources, decode};
use crate::text::Normal;

/// An article's file: what became of reading it.
#[derive(Clone, Debug)]
pub enum ArticleFile {
    /// Its text, and the SHA-256 of its bytes.
    Read(ArticleText),
    /// A sentence that says why it can't be read.
    Failed(String),
}

/// An article's text, ready for search.
#[derive(Clone, Debug)]
pub struct ArticleText {
    /// Where the text is.
    pub file: FileId,
    /// The SHA-256 of the bytes on disk, in hexadecimal digits.
    pub sha256: String,
    /// The text without its typography.
    pub normal: Normal,
}

impl ArticleFile {
    /// Reads the bytes of an article; `path` is how people know it.
    pub fn read(path: impl Into<String>, bytes: &[u8], sources: &mut Sources) -> Self {
        match decode(bytes) {
            Ok((text, encoding)) => {
                let normal = Normal::new(&text);
                let file = sources.add_decoded(path, text, encoding);
                ArticleFile::Read(ArticleText { file, sha256: sha256(bytes), normal })
            }
            Err(reason) => ArticleFile::Failed(reason),
        }
    }

    /// Its text, where there is one.
    pub fn text(&self) -> Option<&ArticleText> {
        match self {
            ArticleFile::Read(text) => Some(text),
            ArticleFile::Failed(_) => None,
        }
    }
}

/// The text of a document's article.
pub fn article_text<'a>(
    document: &Document,
    articles: &'a BTreeMap<String, ArticleFile>,
) -> Option<&'a ArticleText> {
    articles.get(&document.article.as_ref()?.text)?.text()
}

/// The SHA-256 of some bytes, in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
