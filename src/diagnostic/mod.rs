//! What a check finds, in the one shape that every output format reads.
//!
//! Plain data: nothing here knows how a finding came about or how it will be printed.

mod account;
mod catalogue;
mod checked;
mod fix;

pub use account::{Account, Statement, Weighed};
pub use catalogue::{RULES, rule, *};
pub use checked::{Checked, CheckedClaim, CheckedQuestion};
pub use fix::{Certainty, Edit, Fix};

use crate::source::Span;
use crate::value::Written;

/// How much a finding weighs. Only [`Level::Deny`] turns the exit code red.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Not reported.
    Allow,
    /// Worth knowing; shown in text only on demand.
    Note,
    /// To be looked at.
    Warn,
    /// Must not stand.
    Deny,
}

impl Level {
    /// All levels by the names that `recoupe.toml` and JSON use.
    pub const ALL: [(&'static str, Level); 4] = [
        ("allow", Level::Allow),
        ("note", Level::Note),
        ("warn", Level::Warn),
        ("deny", Level::Deny),
    ];

    /// The level's name.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].0
    }
}

/// What is known of a rule before it runs: its name, its manual page, its default level.
#[derive(Debug)]
pub struct Rule {
    /// The name, in kebab-case; it reads well after "allow".
    pub name: &'static str,
    /// One line that says what the rule reports.
    pub summary: &'static str,
    /// The level when `recoupe.toml` says nothing.
    pub level: Level,
    /// The version that brought the rule.
    pub since: &'static str,
    /// Kinds of its findings that a level can be set for.
    pub kinds: &'static [&'static str],
    /// The manual page, in Markdown: what it reports, why, what to do, and its test cases.
    pub page: &'static str,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// A place and what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// A few words; may be empty.
    pub text: String,
    /// Whether the finding is about this very place.
    pub primary: bool,
}

impl Label {
    /// The place a finding is about.
    pub fn primary(span: Span, text: impl Into<String>) -> Self {
        Label { span, text: text.into(), primary: true }
    }

    /// A place that explains a finding.
    pub fn secondary(span: Span, text: impl Into<String>) -> Self {
        Label { span, text: text.into(), primary: false }
    }
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that made it.
    pub rule: &'static Rule,
    /// Its weight, after the settings and the caps of predicates and drafts.
    pub level: Level,
    /// One sentence.
    pub message: String,
    /// Places, the primary ones first.
    pub labels: Vec<Label>,
    /// Reasons: sentences that say why.
    pub notes: Vec<String>,
    /// Ways out: what the user can write or do.
    pub help: Vec<String>,
    /// The same as changes to the files, where they can be written.
    pub fixes: Vec<Fix>,
    /// Global ids of the claims it concerns, sorted.
    pub claims: Vec<String>,
    /// What the finding stands on, in a spelling that survives moved lines and unrelated edits; a
    /// [`Diagnostic::fingerprint`] is its hash.
    pub identity: Vec<String>,
    /// The contested question, when it is about one.
    pub contest: Option<Contest>,
    /// The most that it may weigh: findings on drafts are at most warnings.
    pub cap: Level,
    /// Names of the kinds that it is of, where the settings tell kinds of a rule apart.
    pub kinds: Vec<&'static str>,
    /// What a person decided, when a resolution covers it.
    pub resolution: Option<String>,
    /// Whether it was there before, when that is known.
    pub state: Option<State>,
}

impl Diagnostic {
    /// A finding at its rule's default level.
    pub fn new(rule: &'static Rule, message: impl Into<String>) -> Self {
        Diagnostic {
            rule,
            level: rule.level,
            message: message.into(),
            labels: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
            fixes: Vec::new(),
            kinds: Vec::new(),
            claims: Vec::new(),
            identity: Vec::new(),
            contest: None,
            cap: Level::Deny,
            resolution: None,
            state: None,
        }
    }

    /// Adds the place it is about.
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label::primary(span, text));
        self
    }

    /// Adds a place that explains it.
    pub fn with(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label::secondary(span, text));
        self
    }

    /// Adds a reason.
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Adds a way out.
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// Adds a change to the files that mends it.
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// The same with a change that may be none.
    pub fn with_fix(mut self, fix: Option<Fix>) -> Self {
        self.fixes.extend(fix);
        self
    }

    /// Says which claim it concerns.
    pub fn about(mut self, claim: impl Into<String>) -> Self {
        self.claims.push(claim.into());
        self
    }

    /// Whether people are to see it: at or above a level, and not known from an earlier run.
    pub fn is_shown(&self, least: Level) -> bool {
        self.level >= least && self.state != Some(State::Unchanged)
    }

    /// A hash that names the finding from one run to the next: 16 hexadecimal digits of SHA-256
    /// over the rule and the identity; without an identity, over the claims and the message.
    pub fn fingerprint(&self) -> String {
        let mut parts = vec![self.rule.name.to_owned()];
        if self.identity.is_empty() {
            parts.extend(self.claims.iter().cloned());
            parts.push(self.message.clone());
        } else {
            parts.extend(self.identity.iter().cloned());
        }
        fingerprint_of(parts.iter().map(String::as_str))
    }
}

/// Whether a file with these problems is no valid TOML: what it says is not known in full.
pub fn is_broken(problems: &[Diagnostic]) -> bool {
    problems.iter().any(|problem| problem.rule == &SYNTAX)
}

/// The first 16 hexadecimal digits of the SHA-256 of some texts, each closed by a zero byte.
pub fn fingerprint_of<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    use sha2::{Digest, Sha256};
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    let digest = hasher.finalize();
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// What became of a finding since an earlier run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It was not there, or lighter.
    Introduced,
    /// It was there.
    Unchanged,
    /// A decision silenced it, and silences it no more.
    Reopened,
}

impl State {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            State::Introduced => "introduced",
            State::Unchanged => "unchanged",
            State::Reopened => "re-opened",
        }
    }
}

/// A question on which the claims do not all say the same.
#[derive(Clone, Debug)]
pub struct Contest {
    /// The subject's id.
    pub subject: String,
    /// The predicate's name.
    pub predicate: String,
    /// The predicate's label for people.
    pub title: String,
    /// The values of the `per` scope keys that set the question apart.
    pub scope: Vec<(String, String)>,
    /// The claims that make the finding: the strongest pair, or those that cannot all hold.
    pub made_by: Vec<String>,
    /// The positions taken.
    pub positions: Vec<Position>,
    /// False when the positions were found greedily, so that fewer may exist.
    pub fewest: bool,
    /// Claims of the question that stand in no position, and the verdict on each.
    pub others: Vec<(String, String)>,
    /// The pairs, heaviest first, at most [`Contest::PAIRS_SHOWN`].
    pub pairs: Vec<Pair>,
    /// How many pairs the question has.
    pub pairs_total: u64,
    /// What people decided on pairs of it, one line a decision.
    pub decisions: Vec<String>,
    /// The notes of the finding that only tell what stands here: for formats without positions.
    pub recap: Vec<String>,
}

impl Contest {
    /// The most pairs that a finding lists.
    pub const PAIRS_SHOWN: usize = 20;

    /// The claims of its pairs at warn or deny, sorted: a decision on them settles those pairs.
    pub fn clashing(&self) -> Vec<String> {
        let heavy = self.pairs.iter().filter(|pair| pair.level > Level::Note);
        let mut claims: Vec<String> = heavy.flat_map(|pair| pair.claims.clone()).collect();
        if claims.is_empty() {
            claims.clone_from(&self.made_by);
        }
        // Where not all pairs are listed, every claim that takes a position counts.
        if (self.pairs.len() as u64) < self.pairs_total {
            claims.extend(self.positions.iter().flat_map(|position| position.claims.clone()));
        }
        claims.sort();
        claims.dedup();
        claims
    }
}

/// A group of claims that can all hold together.
#[derive(Clone, Debug)]
pub struct Position {
    /// What they jointly say.
    pub value: Written,
    /// The same for people: names instead of ids, with its unit.
    pub shown: String,
    /// Global claim ids.
    pub claims: Vec<String>,
    /// What each of these claims says, for people, where it is something else: less, or in other words.
    pub own: Vec<Option<String>>,
    /// Names of those who vouch for it, without doubles.
    pub holders: Vec<String>,
    /// Names of the articles.
    pub articles: Vec<String>,
    /// Publication dates known, as EDTF, sorted.
    pub dates: Vec<String>,
    /// The number of independent origins.
    pub origins: usize,
}

/// Two claims and the verdict on them.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Global claim ids.
    pub claims: [String; 2],
    /// The verdict's name.
    pub verdict: &'static str,
    /// Its level after settings and caps.
    pub level: Level,
    /// The line of the verdict table.
    pub line: u8,
    /// How the two values relate.
    pub relation: &'static str,
}

/// What a run counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Articles named by claim files.
    pub articles: u64,
    /// Claims read, readable or not.
    pub claims: u64,
    /// Quotes looked up.
    pub quotes: u64,
    /// Questions asked.
    pub questions: u64,
    /// Pairs of claims on one question.
    pub pairs: u64,
    /// Pairs that could not be compared, and claims that belong to no question for being unreadable.
    pub not_checked: u64,
}

impl Summary {
    /// Adds another run's counts.
    pub fn add(&mut self, other: &Summary) {
        self.articles += other.articles;
        self.claims += other.claims;
        self.quotes += other.quotes;
        self.questions += other.questions;
        self.pairs += other.pairs;
        self.not_checked += other.not_checked;
    }
}

/// Everything a check found and counted.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The findings in their final order, none at level allow.
    pub findings: Vec<Diagnostic>,
    /// The counts.
    pub summary: Summary,
    /// What was looked at.
    pub checked: Checked,
    /// What became of the findings of an earlier run, where there is one.
    pub comparison: Option<Comparison>,
}

/// Errors and warnings of now against those of an earlier run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// How the earlier run is called: a revision, a file.
    pub name: String,
    /// Found now and not then, or lighter then.
    pub introduced: usize,
    /// Found now and then.
    pub unchanged: usize,
    /// Found now, and decided then.
    pub reopened: usize,
    /// Found then and no longer.
    pub resolved: usize,
}

impl Report {
    /// How many findings have a level.
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }
}
