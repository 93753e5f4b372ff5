//! `recoupe.toml`: as written, spanned, into settings that are valid.

mod entities;
mod packs;
mod predicates;
mod settings;

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use entities::Names;
pub use packs::PACKS;
pub use settings::read;

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{EntityId, Language, PredicateId};
use crate::source::Span;
use crate::value::members::Scheme;
use crate::value::unit::Unit;

/// What `recoupe.toml` says.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The folder of the article texts, relative to the corpus, and where it is written.
    pub articles: Option<(String, Span)>,
    /// Which files below the corpus are claim files.
    pub claims: Vec<(String, Span)>,
    /// Levels that differ from the rules' defaults.
    pub levels: BTreeMap<&'static str, Level>,
    /// Levels of kinds of findings, by rule and kind.
    pub kinds: BTreeMap<(&'static str, &'static str), Level>,
    /// The predicates and entities.
    pub vocabulary: Vocabulary,
    /// The `[[rules]]` tables.
    pub rules: Vec<Span>,
}

impl Settings {
    /// Whether `claims` is written, and not the default.
    pub fn names_claims(&self) -> bool {
        self.claims.iter().any(|(_, span)| !span.range().is_empty())
    }

    /// The level of a rule under these settings.
    pub fn level(&self, rule: &Rule) -> Level {
        self.levels.get(rule.name).copied().unwrap_or(rule.level)
    }

    /// The level of a finding's rule; where its kinds have levels of their own, the highest.
    pub fn level_of(&self, finding: &Diagnostic) -> Level {
        let rule = finding.rule;
        let level = |kind: &&'static str| self.kinds.get(&(rule.name, kind)).copied();
        let own = finding.kinds.iter().map(|kind| level(kind).unwrap_or(self.level(rule)));
        own.max().unwrap_or(self.level(rule))
    }
}

/// The declared predicates and entities.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    predicates: Vec<Predicate>,
    entities: Vec<Entity>,
    by_name: Names,
}

impl Vocabulary {
    /// All predicates, sorted by name.
    pub fn predicates(&self) -> impl Iterator<Item = (PredicateId, &Predicate)> {
        self.predicates.iter().enumerate().map(|(at, p)| (PredicateId(at as u32), p))
    }

    /// All entities, sorted by id.
    pub fn entities(&self) -> impl Iterator<Item = (EntityId, &Entity)> {
        self.entities.iter().enumerate().map(|(at, e)| (EntityId(at as u32), e))
    }

    /// The predicate of an id of this vocabulary.
    pub fn predicate(&self, id: PredicateId) -> &Predicate {
        &self.predicates[id.0 as usize]
    }

    /// The entity of an id of this vocabulary.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0 as usize]
    }

    /// The predicate of a name.
    pub fn find_predicate(&self, name: &str) -> Option<PredicateId> {
        let at = self.predicates.binary_search_by(|p| p.name.as_str().cmp(name)).ok()?;
        Some(PredicateId(at as u32))
    }

    /// The entities that an id, name or alias may mean: its own id first, else all that bear the
    /// name after folding.
    pub fn find_entities(&self, name: &str) -> &[EntityId] {
        self.by_name.find(name)
    }
}

/// Something that claims are about, or that they name.
#[derive(Clone, Debug)]
pub struct Entity {
    /// The id.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// Other names, as written.
    pub aliases: Vec<String>,
    /// What kind of thing it is.
    pub kind: EntityKind,
}

/// Kinds of entities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EntityKind {
    /// A company, an authority, a medium, a party.
    #[default]
    Organisation,
    /// A human being.
    Person,
    /// A place or area.
    Place,
    /// Something made.
    Product,
    /// Anything else.
    Other,
}

/// What a claim can say of a subject.
#[derive(Clone, Debug)]
pub struct Predicate {
    /// The name.
    pub name: String,
    /// What values it takes.
    pub kind: PredicateKind,
    /// Whether several values can hold at once.
    pub cardinality: Cardinality,
    /// How the value moves in time.
    pub varies: Varies,
    /// Scope keys that separate questions.
    pub per: Vec<String>,
    /// The most a finding on it may be.
    pub cap: Level,
    /// The origins that each of its values must rest on.
    pub min_origins: u32,
    /// Its label, by language.
    pub label: ByLanguage<String>,
    /// Words that announce a value, by language.
    pub cues: ByLanguage<Vec<String>>,
}

impl Predicate {
    /// The label for an English sentence; the name with spaces where there is none.
    pub fn title(&self) -> String {
        let label = self.label.get(&Language::English);
        label.cloned().unwrap_or_else(|| self.name.replace('-', " "))
    }
}

/// Something given per language.
pub type ByLanguage<T> = BTreeMap<Language, T>;

/// The type of a predicate's values.
#[derive(Clone, Debug)]
pub enum PredicateKind {
    /// Days.
    Date,
    /// Amounts.
    Quantity {
        /// The unit of values that give none.
        unit: Unit,
        /// Its name as written, if any.
        unit_name: Option<String>,
        /// Words for the unit, by language.
        unit_words: ByLanguage<Vec<String>>,
        /// The share by which `about` widens.
        tolerance: Decimal,
    },
    /// Entities.
    Entity {
        /// Which covers or excludes which.
        scheme: Arc<Scheme>,
    },
    /// A closed list of values.
    Category {
        /// The values; a member's number is its index.
        values: Vec<String>,
        /// Which covers or excludes which.
        scheme: Arc<Scheme>,
        /// Words for each value, by language.
        words: BTreeMap<String, ByLanguage<Vec<String>>>,
    },
    /// Yes or no.
    Boolean,
    /// Anything, compared as text.
    Text,
}

/// How many values can hold at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cardinality {
    /// At most one.
    #[default]
    One,
    /// Several.
    Many,
}

/// How the value of a predicate moves in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Varies {
    /// A claim holds for all time unless it says `during`.
    #[default]
    No,
    /// A claim without `during` holds for the time it was published.
    OverTime,
    /// Over time, and only upwards.
    Rising,
    /// Over time, and only downwards.
    Falling,
}
