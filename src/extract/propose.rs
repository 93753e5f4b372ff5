//! Entities for a story that no vocabulary describes yet: the names in its articles.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::config::EntityKind;
use crate::model::Language;
use crate::recognize::gazetteer::Gazetteer;
use crate::recognize::mention::Who;
use crate::recognize::proper::ProperKind;
use crate::recognize::{Annotated, View, flag, lexicon};
use crate::value::fold_name;

/// An entity that articles seem to name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// A bare TOML key.
    pub id: String,
    /// The longest form of the name.
    pub name: String,
    /// Its shorter forms.
    pub aliases: Vec<String>,
    /// What it seems to be; `None` where nothing shows.
    pub kind: Option<EntityKind>,
    /// How often it is named.
    pub count: usize,
}

/// The entities that some texts name, the commonest first. A name that is the start or the end of
/// just one longer name is taken for its short form.
pub fn propose<'t>(texts: impl IntoIterator<Item = (&'t str, Language)>) -> Vec<Proposed> {
    let (seen, shortened) = names_of(texts);
    let names: Vec<String> = seen.keys().cloned().collect();
    let backwards = |name: &str| name.split(' ').rev().collect::<Vec<&str>>().join(" ");
    let reversed: BTreeMap<String, &String> =
        names.iter().map(|name| (backwards(name), name)).collect();
    // The one longer name that starts or ends with a name.
    let whole = |short: &String| {
        let start = format!("{short} ");
        let first = names.partition_point(|name| *name < start);
        let starting = names[first..].iter().take_while(|name| name.starts_with(&start));
        let end = format!("{} ", backwards(short));
        let ending = reversed
            .range(end.clone()..)
            .take_while(|(name, _)| name.starts_with(&end))
            .map(|(_, name)| *name);
        let mut longer: Vec<&String> = starting.take(2).chain(ending.take(2)).collect();
        longer.dedup();
        match longer.as_slice() {
            [only] => Some((*only).clone()),
            _ => None,
        }
    };
    let mut merged: BTreeMap<String, (Seen, Vec<String>)> = BTreeMap::new();
    for name in &names {
        let mut root = name.clone();
        while let Some(longer) = shortened.get(&root).cloned().or_else(|| whole(&root)) {
            root = longer;
        }
        let Some(own) = seen.get(name) else { continue };
        let entry = merged.entry(root.clone()).or_default();
        if *name != root {
            entry.1.push(own.spelling());
        }
        entry.0.add(own, *name == root);
    }
    let mut proposed: Vec<Proposed> = merged
        .into_iter()
        .map(|(root, (seen, aliases))| Proposed {
            id: id_of(&root),
            name: seen.spelling(),
            aliases,
            kind: seen.kind(),
            count: seen.kinds.values().sum(),
        })
        .filter(|entity| !entity.id.is_empty())
        .collect();
    proposed.sort_by_key(|entity| (std::cmp::Reverse(entity.count), entity.id.clone()));
    let mut ids = std::collections::BTreeSet::new();
    proposed.retain(|entity| ids.insert(entity.id.clone()));
    proposed
}

/// The names in some texts, folded, and what stands in brackets behind its name: "English Football
/// League (EFL)".
fn names_of<'t>(
    texts: impl IntoIterator<Item = (&'t str, Language)>,
) -> (BTreeMap<String, Seen>, BTreeMap<String, String>) {
    let mut seen: BTreeMap<String, Seen> = BTreeMap::new();
    let mut shortened: BTreeMap<String, String> = BTreeMap::new();
    for (text, language) in texts {
        let view = View::new(text, lexicon(language));
        let annotated = Annotated::new(view, &Gazetteer::default(), None);
        let view = &annotated.view;
        for mention in annotated.mentions_in(&(0..view.tokens.len())) {
            if mention.who != Who::Unknown {
                continue;
            }
            let name = &text[view.span(mention.tokens.start, mention.tokens.end)];
            let name = name.split_whitespace().collect::<Vec<&str>>().join(" ");
            if let Some(long) = spelt_out(view, &mention.tokens) {
                let long = &text[view.span(long.start, long.end)];
                shortened.insert(fold_name(&name), fold_name(long));
                let spelt = seen.entry(fold_name(long)).or_default();
                *spelt.spellings.entry(long.to_owned()).or_default() += 1;
            }
            let entry = seen.entry(fold_name(&name)).or_default();
            *entry.spellings.entry(name).or_default() += 1;
            *entry.kinds.entry(annotated.kind(mention)).or_default() += 1;
        }
    }
    seen.remove("");
    (seen, shortened)
}

/// The words before brackets whose initials are the letters in them, small words left out.
fn spelt_out(view: &View<'_>, letters: &Range<usize>) -> Option<Range<usize>> {
    let end = letters.start.checked_sub(1).filter(|&open| view.is_mark(open, '('))?;
    if letters.len() != 1 || !view.is_mark(letters.end, ')') {
        return None;
    }
    let initial = |at: usize| view.str(at).chars().next();
    let mut start = end;
    for letter in view.str(letters.start).chars().rev() {
        start = (0..start).rev().find(|&at| !view.has(at, flag::NAME_LINK))?;
        if initial(start) != Some(letter) {
            return None;
        }
    }
    Some(start..end)
}

/// How a name is written, and as what it is seen.
#[derive(Clone, Debug, Default)]
struct Seen {
    spellings: BTreeMap<String, usize>,
    kinds: BTreeMap<ProperKind, usize>,
}

impl Seen {
    fn spelling(&self) -> String {
        let commonest = self.spellings.iter().max_by_key(|(name, count)| (**count, name.len()));
        commonest.map(|(name, _)| name.clone()).unwrap_or_default()
    }

    fn add(&mut self, other: &Seen, is_root: bool) {
        for (name, count) in other.spellings.iter().filter(|_| is_root) {
            *self.spellings.entry(name.clone()).or_default() += count;
        }
        for (kind, count) in &other.kinds {
            *self.kinds.entry(*kind).or_default() += count;
        }
    }

    /// A title or a legal form shows for all; « à » stands before more than places.
    fn kind(&self) -> Option<EntityKind> {
        let count = |kind: ProperKind| self.kinds.get(&kind).copied().unwrap_or(0);
        let all: usize = self.kinds.values().sum();
        let (person, organisation) = (count(ProperKind::Person), count(ProperKind::Organisation));
        if person > organisation {
            return Some(EntityKind::Person);
        }
        if organisation > 0 {
            return Some(EntityKind::Organisation);
        }
        (count(ProperKind::Place) * 2 > all).then_some(EntityKind::Place)
    }
}

fn id_of(folded: &str) -> String {
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_join_their_names() {
        let text = "Kestrel Freight agreed to buy Pellworth Logistics. Kestrel said on Monday that \
                    Pellworth would keep its name, Maria Hart told Kestrel staff. Hart is happy.";
        let found = propose([(text, Language::English)]);
        let shown: Vec<(&str, Vec<&str>, Option<EntityKind>)> = found
            .iter()
            .map(|e| (e.id.as_str(), e.aliases.iter().map(String::as_str).collect(), e.kind))
            .collect();
        assert_eq!(shown[0], ("kestrel-freight", vec!["Kestrel"], None));
        assert!(
            shown.contains(&("maria-hart", vec!["Hart"], Some(EntityKind::Person))),
            "{shown:?}"
        );
        assert!(shown.contains(&("pellworth-logistics", vec!["Pellworth"], None)), "{shown:?}");
    }

    #[test]
    fn letters_in_brackets_are_the_name_before_them() {
        let league = "The English Football League (EFL) said no. The EFL is firm.";
        let found = propose([(league, Language::English)]);
        let shown: Vec<(&str, &[String])> =
            found.iter().map(|e| (e.name.as_str(), e.aliases.as_slice())).collect();
        // A name by its form starts behind the adjective.
        let aliases = ["EFL".to_owned(), "Football League".to_owned()];
        assert_eq!(shown, [("English Football League", &aliases[..])]);
    }
}
