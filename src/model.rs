//! What claim files say: articles, claims, quotes. Plain data.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{FileId, Span};
use crate::value::date::DateSet;
use crate::value::line::Cut;
use crate::value::{Set, Written};

/// The index of an entity in the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// The index of a predicate in the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PredicateId(pub u32);

/// A claim file as read: whatever could be read, and all problems.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file.
    pub file: FileId,
    /// Its path below the corpus, without `.toml`: the first part of global claim ids.
    pub name: String,
    /// The article, when the file names its text.
    pub article: Option<Article>,
    /// The claims, in the order of the file.
    pub claims: Vec<Claim>,
    /// Claims with problems that keep them out of every comparison.
    pub unreadable: Vec<Unreadable>,
    /// What is wrong with the file.
    pub problems: Vec<Diagnostic>,
}

impl Document {
    /// Whether it holds neither claims nor problems.
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty() && self.unreadable.is_empty() && self.problems.is_empty()
    }
}

/// A claim that could not be read.
#[derive(Clone, Debug)]
pub struct Unreadable {
    /// Its global id, when it has one.
    pub id: Option<String>,
    /// Its question as far as known: a pair with each claim on it goes unchecked.
    pub question: Option<(EntityId, PredicateId)>,
}

/// The `[article]` table.
#[derive(Clone, Debug)]
pub struct Article {
    /// The text's path below the articles folder, with `/`.
    pub text: String,
    /// Where the path is written.
    pub text_span: Span,
    /// The headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it was read.
    pub url: Option<String>,
    /// When it came out.
    pub published: Option<Period>,
    /// The language of the text.
    pub language: Option<Language>,
    /// The SHA-256 of the text as bytes, in lower-case hexadecimal digits, and where it is written.
    pub sha256: Option<(String, Span)>,
}

/// A language that the recognisers know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// French.
    French,
    /// English.
    English,
}

/// A date as written and as a set of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// EDTF.
    pub written: String,
    /// The days.
    pub set: DateSet,
    /// Where it is written.
    pub span: Span,
}

/// One claim.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The global id: `003/deadline`.
    pub id: String,
    /// Where the id is written.
    pub id_span: Span,
    /// What it is about.
    pub subject: EntityId,
    /// What it says of it.
    pub predicate: PredicateId,
    /// The value as written.
    pub written: Written,
    /// Where the value is written.
    pub value_span: Span,
    /// The worlds that the claim allows, its polarity applied.
    pub set: Set,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// How certain the article presents it (FactBank).
    pub factuality: Factuality,
    /// Fact, plan, demand or hypothesis.
    pub mode: Mode,
    /// Who vouches for it, outermost first; empty for the article's own voice.
    pub holder: Vec<EntityId>,
    /// Where its polarity, factuality and holder are written, if they are.
    pub stated: Stated,
    /// When the holder said it.
    pub said: Option<Period>,
    /// What it is limited to, by key.
    pub scope: BTreeMap<String, String>,
    /// When it holds.
    pub during: Option<Period>,
    /// Global ids of the claims that it replaces, and where they are written.
    pub supersedes: Vec<(String, Span)>,
    /// Whether a person stands by it.
    pub review: Review,
    /// The passages that support it; at least one.
    pub quotes: Vec<Quote>,
}

impl Claim {
    /// The entity that vouches for the claim itself; `None` for the article's own voice.
    pub fn deepest_holder(&self) -> Option<EntityId> {
        self.holder.last().copied()
    }
}

/// Where a claim writes how it is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// The value of `polarity`.
    pub polarity: Option<Span>,
    /// The value of `factuality`.
    pub factuality: Option<Span>,
    /// The value of `holder`.
    pub holder: Option<Span>,
}

/// A quote as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The text, ` […] ` included.
    pub text: String,
    /// Where it is written.
    pub span: Span,
    /// What stands before and after, to pick one of several places (TextQuoteSelector of the W3C
    /// Web Annotation model).
    pub context: Option<QuoteContext>,
    /// Where that is written.
    pub context_span: Option<Span>,
}

/// The surroundings of a quote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuoteContext {
    /// Text right before the quote.
    pub prefix: String,
    /// Text right after it.
    pub suffix: String,
}

/// Whether a claim says that something is so or that it is not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// It is so.
    #[default]
    Affirmed,
    /// It is not so.
    Denied,
}

/// How certain a claim is presented (R. Saurí and J. Pustejovsky, FactBank).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Factuality {
    /// As a fact.
    #[default]
    Certain,
    /// As likely.
    Probable,
    /// As possible.
    Possible,
    /// Without a stance.
    Uncommitted,
}

/// What kind of statement a claim is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// How things are, were or will be.
    #[default]
    Actual,
    /// What someone plans.
    Planned,
    /// What someone demands.
    Demanded,
    /// What would be under a condition.
    Hypothetical,
}

/// Whether a person has looked at a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Review {
    /// A person stands by it.
    #[default]
    Reviewed,
    /// Written by a program.
    Draft,
}

/// The words for [`Polarity`].
pub const POLARITIES: &[(&str, Polarity)] =
    &[("affirmed", Polarity::Affirmed), ("denied", Polarity::Denied)];

/// The words for [`Factuality`].
pub const FACTUALITIES: &[(&str, Factuality)] = &[
    ("certain", Factuality::Certain),
    ("probable", Factuality::Probable),
    ("possible", Factuality::Possible),
    ("uncommitted", Factuality::Uncommitted),
];

/// The words for [`Mode`].
pub const MODES: &[(&str, Mode)] = &[
    ("actual", Mode::Actual),
    ("planned", Mode::Planned),
    ("demanded", Mode::Demanded),
    ("hypothetical", Mode::Hypothetical),
];

/// The words for [`Review`].
pub const REVIEWS: &[(&str, Review)] = &[("reviewed", Review::Reviewed), ("draft", Review::Draft)];

/// The words for [`Language`].
pub const LANGUAGES: &[(&str, Language)] = &[("fr", Language::French), ("en", Language::English)];

/// The word for a variant in one of the tables above.
pub fn word<T: PartialEq>(words: &'static [(&'static str, T)], wanted: &T) -> &'static str {
    words.iter().find(|(_, value)| value == wanted).map_or("", |(name, _)| name)
}

/// `resolutions.toml` as read.
#[derive(Clone, Debug, Default)]
pub struct Resolutions {
    /// The file, when there is one.
    pub file: Option<FileId>,
    /// The decisions that could be read.
    pub list: Vec<Resolution>,
    /// What is wrong with the file.
    pub problems: Vec<Diagnostic>,
}

/// A decision on claims: on all pairs among them, or on one claim and a rule.
#[derive(Clone, Debug)]
pub struct Resolution {
    /// Where it is written.
    pub header: Span,
    /// Global ids of the claims, and where they are written.
    pub claims: Vec<(String, Span)>,
    /// The rule that one claim is an exception to.
    pub rule: Option<&'static Rule>,
    /// The decision.
    pub verdict: ResolvedAs,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: Option<String>,
    /// The last day on which it counts.
    pub expires: Option<Period>,
    /// What the claims were when it was taken, and where that is written.
    pub fingerprint: Option<(String, Span)>,
}

impl Resolution {
    /// Whether its last day is before a day.
    pub fn is_past(&self, today: i64) -> bool {
        let last = self.expires.as_ref().and_then(|period| period.set.hull.spans().last());
        last.is_some_and(|&(_, end)| end <= Cut::before_day(today))
    }
}

/// What a person decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResolvedAs {
    /// The first claim is wrong.
    LeftWrong,
    /// The second claim is wrong.
    RightWrong,
    /// Both are wrong.
    BothWrong,
    /// They are about different things.
    DifferentScope,
    /// One replaces the other.
    Superseded,
    /// It stays as it is.
    Accepted,
}

/// The words for [`ResolvedAs`].
pub const RESOLVED_AS: &[(&str, ResolvedAs)] = &[
    ("left-wrong", ResolvedAs::LeftWrong),
    ("right-wrong", ResolvedAs::RightWrong),
    ("both-wrong", ResolvedAs::BothWrong),
    ("different-scope", ResolvedAs::DifferentScope),
    ("superseded", ResolvedAs::Superseded),
    ("accepted", ResolvedAs::Accepted),
];
