//! "Did you mean": the nearest known name. It only ever suggests.

use crate::value::fold;

/// Names that reach this far are compared closely.
const FINALISTS: usize = 32;

/// The known name nearest to a misspelt one, if any is near.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(word);
    let mut ranked: Vec<(f64, &str)> =
        known.into_iter().map(|name| (strsim::jaro_winkler(&folded, &fold(name)), name)).collect();
    // Ties go to the name that sorts first, so that the order of the input never shows.
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    ranked.truncate(FINALISTS);
    if let Some((_, same)) = ranked.iter().find(|(_, name)| fold(name) == folded) {
        return Some(same);
    }
    let names: Vec<&str> = ranked.iter().map(|(_, name)| *name).collect();
    similar::get_close_matches(word, &names, 1, 0.6).first().copied()
}

/// The help line for a misspelt name: the nearest one, or the whole list when it is short.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let mut known: Vec<&str> = known.into_iter().collect();
    known.sort_unstable();
    known.dedup();
    if let Some(name) = nearest(word, known.iter().copied()) {
        return Some(format!("did you mean `{name}`?"));
    }
    match known.as_slice() {
        [] => None,
        [only] if !only.is_empty() => Some(format!("there is only `{only}`")),
        [..] if known.len() <= 12 => Some(format!("it is one of `{}`", known.join("`, `"))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found_or_none() {
        let known = ["value", "quote", "polarity", "factuality", "ByteDance", "Évian"];
        for (word, expected) in [
            ("valeu", Some("value")),
            ("polarty", Some("polarity")),
            ("bytedance", Some("ByteDance")),
            ("evian", Some("Évian")),
            ("zzz", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, known), expected, "{word}");
        }
    }
}
