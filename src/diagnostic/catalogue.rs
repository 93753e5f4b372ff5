//! The one list of rules.
//!
//! A rule is declared once, here. Its manual page `tests/rules/<name>.md`, which is also its test,
//! is required by the compiler. A name never changes once released: settings, resolutions and
//! baselines hold it.

use super::{Level, Rule};

macro_rules! rules {
    ($($ident:ident $name:literal $level:ident $since:literal $summary:literal;)*) => {
        $(
            #[doc = $summary]
            pub static $ident: Rule = Rule {
                name: $name,
                summary: $summary,
                level: Level::$level,
                since: $since,
                kinds: kinds($name),
                page: include_str!(concat!("../../tests/rules/", $name, ".md")),
            };
        )*

        /// Every rule, by family: files, quotes, questions.
        pub static RULES: &[&Rule] = &[$(&$ident),*];
    };
}

/// The kinds of a rule's findings, for rules that have some.
const fn kinds(rule: &str) -> &'static [&'static str] {
    match rule.as_bytes() {
        b"quote-folded" => &[
            "spaces",
            "quotation-marks",
            "apostrophes",
            "dashes",
            "ellipses",
            "ligatures",
            "invisible",
            "composition",
        ],
        _ => &[],
    }
}

/// The rule of a name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

/// Verdicts that make no finding: name, summary, page.
pub static VERDICTS: &[(&str, &str, &str)] = &[
    (
        "not-checked",
        "the claims could not be compared",
        include_str!("../data/verdicts/not-checked.md"),
    ),
    (
        "different-questions",
        "a scope key tells the claims apart",
        include_str!("../data/verdicts/different-questions.md"),
    ),
    (
        "uncommitted",
        "nobody stands by one of the claims",
        include_str!("../data/verdicts/uncommitted.md"),
    ),
    ("supplement", "one claim adds to the other", include_str!("../data/verdicts/supplement.md")),
];

rules! {
    // The files as written.
    SYNTAX "syntax" Deny "0.1.0" "a claim file is not valid TOML";
    UNKNOWN_KEY "unknown-key" Deny "0.1.0" "a key that the format does not know";
    MISSING_KEY "missing-key" Deny "0.1.0" "a required key is not given";
    WRONG_TYPE "wrong-type" Deny "0.1.0" "a value of another TOML type than the key takes";
    INVALID_VALUE "invalid-value" Deny "0.1.0" "a value that cannot be read or contradicts itself";
    UNKNOWN_PREDICATE "unknown-predicate" Deny "0.1.0" "a predicate that recoupe.toml does not declare";
    UNKNOWN_ENTITY "unknown-entity" Deny "0.1.0" "an entity that recoupe.toml does not declare";
    UNKNOWN_CATEGORY "unknown-category" Deny "0.1.0" "a category that the predicate does not list";
    UNKNOWN_UNIT "unknown-unit" Deny "0.1.0" "a unit that neither Recoupe nor recoupe.toml knows";
    DUPLICATE_ID "duplicate-id" Deny "0.1.0" "two claims of a file have one id";
    UNKNOWN_CLAIM "unknown-claim" Deny "0.1.0" "a claim is referred to that does not exist";
    ARTICLE_MISSING "article-missing" Deny "0.1.0" "the article's text is not where the claim file says";
    ARTICLE_CHANGED "article-changed" Deny "0.1.0" "the article's text is not the one that was pinned";
    RULE_NOT_CHECKED "rule-not-checked" Warn "0.1.0" "a rule across predicates is not checked yet";

    // Quotes against their article.
    QUOTE_NOT_FOUND "quote-not-found" Deny "0.1.0" "a quote does not stand in its article";
    QUOTE_AMBIGUOUS "quote-ambiguous" Warn "0.1.0" "a quote stands in several places of its article";
    QUOTE_OUT_OF_ORDER "quote-out-of-order" Deny "0.1.0" "the parts of a quote stand in the article in another order";
    QUOTE_CUT_WORD "quote-cut-word" Deny "0.1.0" "a quote starts or ends inside a word";
    QUOTE_FOLDED "quote-folded" Note "0.1.0" "a quote stands in its article in another typography";

    QUOTE_FAR_APART "quote-far-apart" Warn "0.1.0" "the parts of a quote leave out more than a thousand characters";
    QUOTE_CUT_NUMBER "quote-cut-number" Deny "0.1.0" "a quote cuts the sign, digits, decimals, scale, unit or percent off an amount, or the year off a date";
    QUOTE_CUT_POLARITY "quote-cut-polarity" Deny "0.1.0" "words that deny what is quoted stand outside of the quote";
    QUOTE_CUT_HEDGE "quote-cut-hedge" Warn "0.1.0" "words that hedge what is quoted stand outside of the quote";
    QUOTE_MIXES_SPEAKERS "quote-mixes-speakers" Warn "0.1.0" "the parts of one quote are the words of different speakers";
    QUOTE_HIDES_SPEAKER "quote-hides-speaker" Warn "0.1.0" "speech in quotation marks is stored as the article's own word";

    // Claims against their own quotes.
    VALUE_CONTRADICTS_QUOTE "value-contradicts-quote" Deny "0.1.0" "the quote gives another value than the claim";
    VALUE_NOT_IN_QUOTE "value-not-in-quote" Warn "0.1.0" "nothing in the quote gives the claim's value";
    POLARITY_CONTRADICTS_QUOTE "polarity-contradicts-quote" Warn "0.1.0" "the quote denies what the claim affirms, or the other way round";
    FACTUALITY_STRONGER_THAN_QUOTE "factuality-stronger-than-quote" Warn "0.1.0" "the claim is more certain than its quote";
    HOLDER_MISSING "holder-missing" Warn "0.1.0" "the sentence names a source that the claim does not";
    RELATIVE_DATE_UNANCHORED "relative-date-unanchored" Warn "0.1.0" "the quote counts a date from a day that is not given";

    NOT_COVERED "not-covered" Allow "0.1.0" "a date, amount, name or word for a value that no claim of the article covers";

    // Claims against claims.
    SELF_CONTRADICTION "self-contradiction" Deny "0.1.0" "one article contradicts itself, both times certain, in one voice";
    MISREPORT "misreport" Deny "0.1.0" "two articles report one statement of one holder with different values";
    CONTRADICTION "contradiction" Deny "0.1.0" "two certain claims of one voice cannot both hold";
    DISPUTED "disputed" Warn "0.1.0" "different voices say what cannot both hold";
    POSSIBLE_CONTRADICTION "possible-contradiction" Warn "0.1.0" "two claims cannot both hold if they are about the same thing";
    JOINTLY_INCONSISTENT "jointly-inconsistent" Warn "0.1.0" "three or more claims hold in pairs but not together";
    TENSION "tension" Note "0.1.0" "two claims point in different directions, with different certainty or mode";
    CHANGE "change" Note "0.1.0" "two claims differ and are about different times";
    RESOLVED "resolved" Note "0.1.0" "a person has decided on these claims";
    SUPERSEDED "superseded" Note "0.1.0" "a claim replaces an earlier one and its quote says so";
    INCOMPARABLE "incomparable" Note "0.1.0" "two claims on one question cannot be compared";
    COMPATIBLE "compatible" Note "0.1.0" "two claims differ in precision and can both hold";
    CORROBORATION "corroboration" Note "0.1.0" "independent origins say the same";
    REPETITION "repetition" Note "0.1.0" "one origin says the same twice";
    TOO_FEW_ORIGINS "too-few-origins" Warn "0.1.0" "a value rests on fewer origins than its predicate asks for";
    SUPERSEDES_WITHOUT_CUE "supersedes-without-cue" Warn "0.1.0" "a claim supersedes another and its quote does not say so";

    // Decisions.
    STALE_RESOLUTION "stale-resolution" Warn "0.1.0" "a decision whose claims, quotes or articles have changed";
    EXPIRED_RESOLUTION "expired-resolution" Warn "0.1.0" "a decision past its date";
    UNUSED_RESOLUTION "unused-resolution" Warn "0.1.0" "a decision that silences nothing";
    CONTRADICTORY_RESOLUTIONS "contradictory-resolutions" Warn "0.1.0" "two decisions on one pair that differ";
}
