//! Ready-made predicates for common news, shipped as data and taken in by `use`.

macro_rules! packs {
    ($($name:literal),* $(,)?) => {
        /// The packs by name, as TOML: tables of predicates.
        pub const PACKS: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../data/packs/", $name, ".toml")))),*];
    };
}

packs!["appointments", "audiences", "casualties", "deadlines", "deals", "recalls", "votes"];

#[cfg(test)]
mod tests {
    use super::PACKS;
    use crate::config;
    use crate::source::Sources;

    #[test]
    fn packs_have_no_problems_and_no_name_twice() {
        let mut names = std::collections::BTreeSet::new();
        for (name, _) in PACKS {
            let mut sources = Sources::default();
            let file = sources.add("recoupe.toml", format!("articles = \".\"\nuse = [{name:?}]\n"));
            let (settings, problems) = config::read(file, &sources);
            assert!(problems.is_empty(), "{name}: {problems:?}");
            for (_, predicate) in settings.vocabulary.predicates() {
                assert!(names.insert(predicate.name.clone()), "{} is in two packs", predicate.name);
                assert_eq!(
                    predicate.label.len(),
                    2,
                    "{}: a label in each language",
                    predicate.name
                );
            }
        }
        assert!(names.len() > 20);
    }
}
