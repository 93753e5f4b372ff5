//! Who is where on the page: claims by id, articles by file, findings by claim.

use std::collections::{BTreeMap, BTreeSet};

use super::anchor::{Names, slug};
use super::{Article, Claim, Corpus};
use crate::diagnostic::{Diagnostic, Report};
use crate::source::FileId;

/// A claim by the numbers of its article and of itself in it.
pub(super) type ClaimAt = (usize, usize);

/// The page's contents, numbered and named.
pub(super) struct Index<'d> {
    /// The articles of all corpora.
    pub(super) articles: Vec<Entry<'d>>,
    /// One for each finding of the report.
    pub(super) findings: Vec<Place>,
    /// All predicates with their labels, sorted by name.
    pub(super) predicates: Vec<(&'d str, &'d str)>,
    by_id: BTreeMap<(usize, &'d str), ClaimAt>,
    by_file: BTreeMap<FileId, usize>,
}

/// An article on the page.
pub(super) struct Entry<'d> {
    pub(super) article: &'d Article,
    pub(super) anchor: String,
    /// The name of its corpus, where there are several.
    pub(super) corpus: Option<&'d str>,
    pub(super) claims: Vec<ClaimEntry<'d>>,
}

/// A claim on the page.
pub(super) struct ClaimEntry<'d> {
    pub(super) claim: &'d Claim,
    /// Its name without a prefix: its anchor is `claim-…`, its quotes' `quote-…`.
    pub(super) name: String,
    /// The findings that concern it.
    pub(super) findings: Vec<usize>,
}

impl ClaimEntry<'_> {
    pub(super) fn anchor(&self) -> String {
        format!("claim-{}", self.name)
    }

    /// The anchor of the first place of a quote.
    pub(super) fn quote_anchor(&self, quote: usize) -> Option<String> {
        let is_found = !self.claim.quotes.get(quote)?.parts.is_empty();
        is_found.then(|| passage_anchor(&self.name, quote, 0))
    }
}

/// The anchor of one part of a quote.
pub(super) fn passage_anchor(claim: &str, quote: usize, part: usize) -> String {
    match (quote, part) {
        (0, 0) => format!("quote-{claim}"),
        _ => format!("quote-{claim}~q{quote}.{part}"),
    }
}

/// A finding on the page.
#[derive(Default)]
pub(super) struct Place {
    pub(super) anchor: String,
    /// The number of the corpus that it belongs to.
    corpus: usize,
    /// Numbers of the articles that it concerns.
    pub(super) articles: BTreeSet<usize>,
    /// Numbers of the predicates that it concerns.
    pub(super) predicates: BTreeSet<usize>,
}

impl<'d> Index<'d> {
    pub(super) fn new(report: &Report, corpora: &'d [Corpus]) -> Self {
        let mut index = Index {
            articles: Vec::new(),
            findings: Vec::new(),
            predicates: predicates(corpora),
            by_id: BTreeMap::new(),
            by_file: BTreeMap::new(),
        };
        let mut corpus_of: BTreeMap<FileId, usize> = BTreeMap::new();
        let mut names = Names::default();
        for (number, corpus) in corpora.iter().enumerate() {
            corpus_of.extend(corpus.files.iter().map(|file| (*file, number)));
            for article in &corpus.articles {
                let files = [Some(article.claim_file), article.text.as_ref().ok().copied()];
                for file in files.into_iter().flatten() {
                    corpus_of.insert(file, number);
                    index.by_file.entry(file).or_insert(index.articles.len());
                }
                index.add(article, number, corpora, &mut names);
            }
        }
        for (at, finding) in report.findings.iter().enumerate() {
            let files = finding.labels.iter().filter_map(|label| corpus_of.get(&label.span.file));
            let corpus = files.copied().next().unwrap_or_default();
            index.place(at, finding, corpus, &mut names);
        }
        index
    }

    fn add(
        &mut self,
        article: &'d Article,
        number: usize,
        corpora: &'d [Corpus],
        names: &mut Names,
    ) {
        let is_one = corpora.len() == 1;
        let prefix = if is_one { String::new() } else { format!("{}.", number + 1) };
        let mut claims = Vec::with_capacity(article.claims.len());
        for (at, claim) in article.claims.iter().enumerate() {
            self.by_id.entry((number, &claim.id)).or_insert((self.articles.len(), at));
            let name = names.unique(format!("{prefix}{}", slug(&claim.id)));
            claims.push(ClaimEntry { claim, name, findings: Vec::new() });
        }
        self.articles.push(Entry {
            article,
            anchor: names.unique(format!("article-{prefix}{}", slug(&article.name))),
            corpus: (!is_one).then_some(corpora[number].name.as_str()),
            claims,
        });
    }

    fn place(&mut self, at: usize, finding: &Diagnostic, corpus: usize, names: &mut Names) {
        let anchor = names.unique(format!("finding-{}", finding.fingerprint()));
        let mut place = Place { anchor, corpus, ..Place::default() };
        let number_of = |name: &str| self.predicates.binary_search_by_key(&name, |p| p.0).ok();
        for id in concerned(finding) {
            let Some(&(article, claim)) = self.by_id.get(&(corpus, id)) else { continue };
            let entry = &mut self.articles[article].claims[claim];
            place.articles.insert(article);
            place.predicates.extend(number_of(&entry.claim.predicate));
            entry.findings.push(at);
        }
        let contested = finding.contest.as_ref().map(|contest| contest.predicate.as_str());
        place.predicates.extend(contested.and_then(number_of));
        let files = finding.labels.iter().map(|label| label.span.file);
        place.articles.extend(files.filter_map(|file| self.by_file.get(&file)));
        self.findings.push(place);
    }

    /// The claim that a finding calls by an id.
    pub(super) fn claim(&self, finding: usize, id: &str) -> Option<(&Entry<'d>, &ClaimEntry<'d>)> {
        let &(article, claim) = self.by_id.get(&(self.findings[finding].corpus, id))?;
        let entry = &self.articles[article];
        Some((entry, &entry.claims[claim]))
    }

    /// The article that a file holds, as claims or as text.
    pub(super) fn article_of(&self, file: FileId) -> Option<&Entry<'d>> {
        self.by_file.get(&file).map(|&at| &self.articles[at])
    }

    /// The number of a predicate.
    pub(super) fn predicate(&self, name: &str) -> Option<usize> {
        self.predicates.binary_search_by_key(&name, |p| p.0).ok()
    }
}

/// The ids of all claims that a finding names, each once.
fn concerned(finding: &Diagnostic) -> BTreeSet<&str> {
    let mut ids: BTreeSet<&str> = finding.claims.iter().map(String::as_str).collect();
    if let Some(contest) = &finding.contest {
        ids.extend(contest.positions.iter().flat_map(|p| &p.claims).map(String::as_str));
        ids.extend(contest.others.iter().map(|(id, _)| id.as_str()));
    }
    ids
}

fn predicates(corpora: &[Corpus]) -> Vec<(&str, &str)> {
    let claims = corpora.iter().flat_map(|c| &c.articles).flat_map(|a| &a.claims);
    let by_name: BTreeMap<&str, &str> =
        claims.map(|claim| (claim.predicate.as_str(), claim.label.as_str())).collect();
    by_name.into_iter().collect()
}
