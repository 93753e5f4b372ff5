//! Each claim against its own quote: what the quote gives as a value, and how it presents it.
//!
//! Only what stands inside the quotes counts, but for `holder-missing`, which hears the sentence
//! around them. Claims whose quotes are not in the article are reported elsewhere.

mod amounts;
mod cut;
mod dates;
mod entities;
mod measured;
mod presented;
mod scaled;
mod spans;
mod speakers;
mod value;

use std::collections::BTreeMap;
use std::ops::Range;

pub(super) use dates::with_years;

use super::Input;
use crate::clause::{OpId, Operator};
use crate::config::{Predicate, PredicateKind, Vocabulary};
use crate::corpus::Item;
use crate::diagnostic::Diagnostic;
use crate::model::{Article, Factuality, Language, Mode, Polarity};
use crate::recognize::lists::{DETERMINERS, FRONTS};
use crate::recognize::{detect, flag};
use crate::source::{FileId, Span};
use crate::survey::{Candidate, Knowledge, Languages, Survey};
use crate::value::Written;

/// Checks all grounded items, article by article.
pub(super) fn check(
    items: &[Item<'_>],
    input: &Input<'_>,
    known: &Languages<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    let mut by_article: BTreeMap<usize, Vec<&Item<'_>>> = BTreeMap::new();
    for item in items.iter().filter(|item| item.is_grounded()) {
        by_article.entry(item.document).or_default().push(item);
    }
    for (document, items) in by_article {
        let Some(article) = &input.documents[document].article else { continue };
        let Some(file) = input.article(&input.documents[document]) else { continue };
        let text = input.sources.text(file.file);
        let first = article.language.unwrap_or_else(|| detect(text));
        let mut open: Vec<&Item<'_>> = items;
        // A language that is not given is a guess: what one does not support, the other may.
        let mut found: BTreeMap<&str, Vec<Diagnostic>> = BTreeMap::new();
        for language in languages(article, first) {
            let knowledge = known.of(language);
            let survey = knowledge.survey(text, reference(article));
            open.retain(|item| {
                let evidence = Evidence::new(item, file.file, article, knowledge, &survey);
                let mut own = Vec::new();
                // Half a number says nothing of the value.
                let is_whole = !cut::numbers(&evidence, &mut own);
                let supporting = match is_whole {
                    true => value::check(&evidence, &mut own),
                    false => Vec::new(),
                };
                let is_settled = own.is_empty() || !is_whole;
                let presented = presented::read(&evidence, &supporting);
                presented::check(&evidence, &presented, &mut own);
                amounts::denied(&evidence, &presented, &mut own);
                cut::check(&evidence, &presented, &mut own);
                speakers::check(&evidence, &mut own);
                if is_settled || language == first {
                    found.insert(item.claim.id.as_str(), own);
                }
                !is_settled
            });
            if open.is_empty() {
                break;
            }
        }
        findings.extend(found.into_values().flatten());
    }
}

/// The languages to try: the one given, or all, the likeliest first.
fn languages(article: &Article, first: Language) -> Vec<Language> {
    let mut languages = vec![first];
    if article.language.is_none() {
        let all = [Language::French, Language::English];
        languages.extend(all.into_iter().filter(|language| *language != first));
    }
    languages
}

/// The day that an article's relative dates count from.
pub(super) fn reference(article: &Article) -> Option<i64> {
    article.published.as_ref()?.set.day()
}

/// A claim beside what its quotes hold.
struct Evidence<'e, 't> {
    item: &'e Item<'e>,
    file: FileId,
    article: &'e Article,
    knowledge: &'e Knowledge<'e>,
    survey: &'e Survey<'t>,
    predicate: &'e Predicate,
    /// The tokens of each part of the quotes.
    parts: Vec<Range<usize>>,
    /// The cues of the predicate inside the quotes.
    cues: Vec<Range<usize>>,
}

impl<'e, 't> Evidence<'e, 't> {
    fn new(
        item: &'e Item<'e>,
        file: FileId,
        article: &'e Article,
        knowledge: &'e Knowledge<'e>,
        survey: &'e Survey<'t>,
    ) -> Self {
        let parts: Vec<Range<usize>> = item
            .located()
            .flat_map(|located| &located.parts)
            .map(|part| survey.tokens_of(part))
            .collect();
        let predicate = knowledge.vocabulary().predicate(item.claim.predicate);
        let cues = parts.iter().flat_map(|part| survey.cues(item.claim.predicate, part));
        let cues = cues.map(|(place, _)| place).collect();
        Evidence { item, file, article, knowledge, survey, predicate, parts, cues }
    }

    fn vocabulary(&self) -> &'e Vocabulary {
        self.knowledge.vocabulary()
    }

    /// The values of the predicate inside the quotes.
    fn values(&self) -> Vec<Candidate> {
        let id = self.item.claim.predicate;
        self.parts.iter().flat_map(|part| self.knowledge.values(self.survey, id, part)).collect()
    }

    /// Whether the claim's value is a name or a word. What stands beside a date or an amount is
    /// denied for many reasons.
    fn names_something(&self) -> bool {
        use PredicateKind::{Boolean, Category, Entity};
        matches!(self.predicate.kind, Entity { .. } | Category { .. } | Boolean)
    }

    /// Whether the claim says that it is so: `false` denies as a polarity does.
    fn polarity(&self) -> Polarity {
        let claim = self.item.claim;
        let is_false = claim.written == Written::Bool(false);
        match (claim.polarity, is_false) {
            (Polarity::Affirmed, true) => Polarity::Denied,
            (Polarity::Denied, true) => Polarity::Affirmed,
            (polarity, false) => polarity,
        }
    }

    /// Whether nobody vouches for the claim: it is neither so nor not so.
    fn is_uncommitted(&self) -> bool {
        let claim = self.item.claim;
        claim.factuality == Factuality::Uncommitted || claim.mode == Mode::Hypothetical
    }

    fn operator(&self, op: OpId) -> &Operator {
        self.survey.clauses.operator(op)
    }

    /// Shows those of some operators that a label is for.
    fn label(
        &self,
        mut finding: Diagnostic,
        ops: impl IntoIterator<Item = OpId>,
        label: impl Fn(&Operator) -> Option<&'static str>,
    ) -> Diagnostic {
        for op in ops {
            let operator = self.operator(op);
            if let Some(label) = label(operator) {
                finding = finding.with(self.span(&operator.trigger), label);
            }
        }
        finding
    }

    /// Whether a value is taken for granted where it stands: « notre communauté de 100 millions », "chief
    /// executive Paul Reinholt".
    fn is_presupposed(&self, place: &Range<usize>) -> bool {
        const REACH: usize = 4;
        let view = &self.survey.view;
        if self.title(place).is_some() {
            return true;
        }
        let Some(link) = place.start.checked_sub(1).filter(|at| view.has(*at, flag::NAME_LINK))
        else {
            return false;
        };
        // « rouvrir la ligne le 14 avril »: an article alone links nothing.
        let links = |at: usize| view.is_listed(at, FRONTS);
        if !links(link) && !link.checked_sub(1).is_some_and(links) {
            return false;
        }
        (link.saturating_sub(REACH)..link).any(|at| {
            view.is_listed(at, DETERMINERS)
                && !view.has(at, flag::ARTICLE)
                && self.survey.clauses.same_clause(at, place.start)
                && (at + 1..link).all(|at| view.tokens[at].is_word())
                && !self.survey.clauses.holds_verb(&(at..link))
        })
    }

    /// The cue that is a title beside a name.
    fn title(&self, place: &Range<usize>) -> Option<&Range<usize>> {
        let is_title =
            |cue: &&Range<usize>| self.survey.clauses.is_titled(&[place.clone(), (*cue).clone()]);
        self.cues.iter().find(is_title)
    }

    fn is_quoted(&self, token: usize) -> bool {
        self.parts.iter().any(|part| part.contains(&token))
    }

    fn span(&self, tokens: &Range<usize>) -> Span {
        Span::new(self.file, self.survey.view.span(tokens.start, tokens.end))
    }

    fn text(&self, tokens: &Range<usize>) -> &str {
        let bytes = self.survey.view.span(tokens.start, tokens.end);
        &self.survey.view.text[bytes]
    }
}
