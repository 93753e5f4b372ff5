//! The good and bad quotes that ship with the program.

use std::collections::{BTreeMap, BTreeSet};

use recoupe::selftest::{Outcome, selftest};

#[test]
fn good_quotes_pass_and_bad_ones_trip_their_rule() {
    // Written by somebody who had not seen the code, of which 332 of 359 were right on the first
    // run; the others showed what to mend.
    let outcomes = selftest().unwrap();
    let wrong: Vec<&Outcome> = outcomes.iter().filter(|outcome| !outcome.is_right()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_cases_are_many_and_of_all_kinds() {
    let outcomes = selftest().unwrap();
    let names: BTreeSet<&str> = outcomes.iter().map(|outcome| outcome.name.as_str()).collect();
    assert_eq!(names.len(), outcomes.len(), "names are unique");
    assert!(outcomes.len() >= 120);
    let mut shared: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for outcome in &outcomes {
        *shared.entry((outcome.language, outcome.text)).or_default() += 1;
        assert!(outcome.expected.len() <= 1, "{}", outcome.name);
        *kinds.entry(outcome.expected.first().map_or("good", String::as_str)).or_default() += 1;
    }
    assert!(shared.values().all(|count| *count <= 5), "at most five share a sentence");
    for rule in [
        "good",
        "quote-cut-hedge",
        "quote-cut-number",
        "quote-cut-polarity",
        "quote-cut-word",
        "quote-far-apart",
        "quote-folded",
        "quote-hides-speaker",
        "quote-mixes-speakers",
        "quote-not-found",
        "quote-out-of-order",
    ] {
        assert!(kinds.get(rule).is_some_and(|count| *count >= 2), "{rule}: {kinds:?}");
    }
}
