//! Names of places in the page: safe in an `id` and in a link, unique, the same on every run.

use std::collections::BTreeMap;
use std::fmt::Write;

/// A text as part of an anchor. No two texts give the same: letters, digits, `-` and `_` stay, `/`
/// becomes a dot, anything else its code point between tildes.
pub(super) fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' => out.push(c),
            '/' => out.push('.'),
            // Writing to a string never fails.
            c => _ = write!(out, "~{:x}~", c as u32),
        }
    }
    out
}

/// Gives each name once: what comes again gets a number.
#[derive(Debug, Default)]
pub(super) struct Names {
    seen: BTreeMap<String, usize>,
}

impl Names {
    /// The name itself, or with a number that no slug holds.
    pub(super) fn unique(&mut self, name: String) -> String {
        let count = self.seen.entry(name.clone()).or_default();
        *count += 1;
        if *count == 1 { name } else { format!("{name}~n{count}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_ids_are_told_apart_and_safe() {
        let ids = ["a/b", "a.b", "a~b", "a b", "a\"b", "a<b", "é", "a~2e~b", "a.~b", ""];
        let mut slugs: Vec<String> = ids.iter().map(|id| slug(id)).collect();
        let safe = |c: char| c.is_ascii_alphanumeric() || "-_.~".contains(c);
        assert!(slugs.iter().all(|slug| slug.chars().all(safe)), "{slugs:?}");
        slugs.sort();
        slugs.dedup();
        assert_eq!(slugs.len(), ids.len());
    }

    #[test]
    fn a_name_that_comes_again_gets_a_number() {
        let mut names = Names::default();
        let given: Vec<String> = ["a", "b", "a"].map(|n| names.unique(n.to_owned())).into();
        assert_eq!(given, ["a", "b", "a~n2"]);
    }
}
