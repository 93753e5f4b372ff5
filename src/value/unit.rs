//! Units: which amounts can be compared, and how one is turned into another.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::Deserialize;

/// What an amount is an amount of, with its size.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unit {
    /// Amounts are comparable when their dimensions are equal.
    pub dimension: Dimension,
    /// How many base units of the dimension one is.
    pub factor: Decimal,
}

/// A kind of amounts that are comparable with each other.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dimension {
    /// No unit.
    Plain,
    /// A dimension of `data/units.toml`.
    Physical(String),
    /// An ISO 4217 code; currencies are never converted.
    Money(String),
    /// Things counted, by the word that `recoupe.toml` gives them.
    Count(String),
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Table {
    dimensions: BTreeMap<String, BTreeMap<String, Exact>>,
    spellings: BTreeMap<String, String>,
    currencies: Currencies,
}

#[derive(Deserialize, Default)]
struct Currencies {
    codes: Vec<String>,
}

/// A decimal written as a string, so that no binary float comes between.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Exact(Decimal);

impl TryFrom<String> for Exact {
    type Error = rust_decimal::Error;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map(Exact)
    }
}

static UNITS: LazyLock<BTreeMap<String, Unit>> = LazyLock::new(|| {
    // A test reads the table; a release can't ship a broken one.
    let table: Table = toml::from_str(include_str!("../data/units.toml")).unwrap_or_default();
    let mut units = BTreeMap::new();
    for (dimension, symbols) in table.dimensions {
        for (symbol, Exact(factor)) in symbols {
            let dimension = Dimension::Physical(dimension.clone());
            units.insert(symbol, Unit { dimension, factor });
        }
    }
    for code in table.currencies.codes {
        units
            .insert(code.clone(), Unit { dimension: Dimension::Money(code), factor: Decimal::ONE });
    }
    for (spelling, symbol) in table.spellings {
        if let Some(unit) = units.get(&symbol).cloned() {
            units.insert(spelling, unit);
        }
    }
    units
});

/// A unit symbol or currency code that Recoupe knows by itself.
pub fn known(symbol: &str) -> Option<&'static Unit> {
    UNITS.get(symbol)
}

/// Whether a text is an ISO 4217 code.
pub fn is_currency(code: &str) -> bool {
    matches!(known(code), Some(Unit { dimension: Dimension::Money(_), .. }))
}

/// All symbols and codes, for suggestions.
pub fn symbols() -> impl Iterator<Item = &'static str> {
    UNITS.keys().map(String::as_str)
}

impl Unit {
    /// The unit of things counted under a word.
    pub fn count(word: &str) -> Self {
        Unit { dimension: Dimension::Count(word.to_owned()), factor: Decimal::ONE }
    }

    /// No unit at all.
    pub fn plain() -> Self {
        Unit { dimension: Dimension::Plain, factor: Decimal::ONE }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_units_is_read() {
        let table: Result<Table, _> = toml::from_str(include_str!("../data/units.toml"));
        assert!(table.is_ok(), "{:?}", table.err());
        assert!(is_currency("EUR") && !is_currency("km"));
        assert_eq!(known("km").unwrap().factor, Decimal::from(1000));
    }
}
