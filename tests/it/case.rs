//! A corpus written in Markdown blocks, checked in memory, and its findings as text.
//!
//! A block's info string names a file: `toml recoupe.toml`, `toml a.toml`, `text a.txt`. Without a
//! `recoupe.toml` the shared vocabulary `tests/rules/recoupe.toml` serves. The `findings` block
//! holds what is expected.

use std::collections::BTreeMap;

use recoupe::config;
use recoupe::corpus::ArticleFile;
use recoupe::diagnostic::{Diagnostic, Report};
use recoupe::model::Document;
use recoupe::read;
use recoupe::source::Sources;
use recoupe::{Input, check};

/// The shared vocabulary.
pub(crate) const VOCABULARY: &str = include_str!("../rules/recoupe.toml");

/// The day that counts as today: 2026-01-01.
const TODAY: i64 = 20_454;

/// Files by name, as bytes: articles may be in any encoding.
#[derive(Clone, Debug, Default)]
pub(crate) struct Corpus {
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

/// A corpus checked.
pub(crate) struct Checked {
    pub(crate) sources: Sources,
    pub(crate) report: Report,
    /// The settings' problems: when there are some, nothing was checked.
    pub(crate) problems: Vec<Diagnostic>,
}

impl Corpus {
    /// Reads and checks the corpus, claim files in the order given by `order` (default: by name).
    pub(crate) fn check(&self) -> Checked {
        self.check_in_order(|_| {})
    }

    /// The same with the claim files in another order.
    pub(crate) fn check_in_order(&self, reorder: impl FnOnce(&mut Vec<Document>)) -> Checked {
        let mut sources = Sources::default();
        let text = |name: &str| {
            self.files.get(name).map(|bytes| String::from_utf8(bytes.clone()).unwrap())
        };
        let config = text("recoupe.toml").unwrap_or_else(|| VOCABULARY.to_owned());
        let file = sources.add("recoupe.toml", config);
        let (settings, problems) = config::read(file, &sources);
        let is_claim_file = |name: &str| {
            name.ends_with(".toml") && name != "recoupe.toml" && name != "resolutions.toml"
        };
        let mut documents = Vec::new();
        for name in self.files.keys().filter(|name| is_claim_file(name)) {
            let file = sources.add(name.clone(), text(name).unwrap());
            let stem = name.trim_end_matches(".toml");
            documents.push(read::read(file, stem, &sources, &settings.vocabulary));
        }
        reorder(&mut documents);
        let mut articles = BTreeMap::new();
        for (name, bytes) in self.files.iter().filter(|(name, _)| !name.ends_with(".toml")) {
            articles.insert(name.clone(), ArticleFile::read(name, bytes, &mut sources));
        }
        for document in documents.iter().filter_map(|d| d.article.as_ref()) {
            articles
                .entry(document.text.clone())
                .or_insert_with(|| ArticleFile::Failed("is not in articles".into()));
        }
        let resolutions = match text("resolutions.toml") {
            Some(text) => {
                let file = sources.add("resolutions.toml", text);
                read::read_resolutions(file, &sources)
            }
            None => Default::default(),
        };
        let available: Vec<String> =
            self.files.keys().filter(|name| !name.ends_with(".toml")).cloned().collect();
        let report = if problems.is_empty() {
            check(&Input {
                sources: &sources,
                settings: &settings,
                documents: &documents,
                articles: &articles,
                available: &available,
                resolutions: &resolutions,
                today: Some(TODAY),
            })
        } else {
            Report::default()
        };
        Checked { sources, report, problems }
    }
}

impl Checked {
    /// All findings: rule, level and message; under each the places with the text that they cover.
    pub(crate) fn findings(&self) -> String {
        let mut out = String::new();
        for finding in self.problems.iter().chain(&self.report.findings) {
            let (level, rule) = (finding.level.name(), finding.rule.name);
            out.push_str(&format!("{level}[{rule}]: {}\n", finding.message));
            for label in &finding.labels {
                let mark = if label.primary { "^" } else { "-" };
                let path = &self.sources.file(label.span.file).path;
                let text = self.sources.slice(label.span).replace('\n', "⏎");
                out.push_str(&format!("  {mark} {path} `{text}`"));
                if !label.text.is_empty() {
                    out.push_str(&format!(" {}", label.text));
                }
                out.push('\n');
            }
        }
        out
    }
}

/// A case of a page: its name, its corpus, and where its `findings` block lies in the page.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) corpus: Corpus,
    pub(crate) expected: String,
    pub(crate) expected_range: std::ops::Range<usize>,
}

/// The cases of a Markdown page, one for each `## Case: name`.
pub(crate) fn cases(page: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut at = 0;
    let mut lines = page.split_inclusive('\n');
    while let Some(line) = lines.next() {
        at += line.len();
        if let Some(name) = line.strip_prefix("## Case: ") {
            cases.push(Case {
                name: name.trim().to_owned(),
                corpus: Corpus::default(),
                expected: String::new(),
                expected_range: 0..0,
            });
        }
        let Some(info) = line.strip_prefix("```") else { continue };
        let start = at;
        let mut block = String::new();
        for line in lines.by_ref() {
            at += line.len();
            if line.starts_with("```") {
                break;
            }
            block.push_str(line);
        }
        let Some(case) = cases.last_mut() else { continue };
        let range = start..start + block.len();
        match info.trim().split_once(' ') {
            Some((_, name)) => {
                case.corpus.files.insert(name.to_owned(), unescape(&block));
            }
            None if info.trim() == "findings" => {
                case.expected = block;
                case.expected_range = range;
            }
            None => panic!("a block of {:?} names no file", case.name),
        }
    }
    cases
}

/// `%{A0}` stands for a character that an editor would lose (its code point), `%{xE9}` for a byte.
fn unescape(block: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = block;
    while let Some(at) = rest.find("%{") {
        out.extend(rest[..at].bytes());
        let end = rest[at..].find('}').expect("a closing brace") + at;
        let code = &rest[at + 2..end];
        match code.strip_prefix('x') {
            Some(byte) => out.push(u8::from_str_radix(byte, 16).unwrap()),
            None => {
                let c = char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap();
                out.extend(c.to_string().bytes());
            }
        }
        rest = &rest[end + 1..];
    }
    out.extend(rest.bytes());
    out
}

impl Corpus {
    /// Reads a corpus folder; article texts lose their folder's name.
    pub(crate) fn read(folder: &str, without: &[&str]) -> Self {
        let mut corpus = Corpus::default();
        let config = std::fs::read_to_string(format!("{folder}/recoupe.toml")).unwrap();
        let articles =
            config.parse::<toml::Table>().unwrap()["articles"].as_str().unwrap().to_owned();
        for below in [folder.to_owned(), format!("{folder}/{articles}")] {
            for entry in std::fs::read_dir(below).unwrap() {
                let path = entry.unwrap().path();
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                if path.is_file() && !without.contains(&name.as_str()) {
                    corpus.files.insert(name, std::fs::read(path).unwrap());
                }
            }
        }
        corpus
    }
}
