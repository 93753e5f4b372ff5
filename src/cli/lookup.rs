//! Findings by the first digits of their fingerprint.

use std::path::Path;

use super::Failure;
use super::paths::shown;
use crate::diagnostic::{Diagnostic, Report};

/// Digits of a fingerprint that a finding can be called by.
const FEWEST_DIGITS: usize = 6;

/// Whether a text is the start of a fingerprint, long enough or not.
pub(super) fn is_fingerprint(text: &str) -> bool {
    text.len() <= 16
        && text.bytes().all(|b| b.is_ascii_hexdigit())
        && text.bytes().any(|b| b.is_ascii_digit() || text.len() >= FEWEST_DIGITS)
}

/// The finding whose fingerprint starts with some digits.
pub(super) fn finding<'r>(
    report: &'r Report,
    digits: &str,
    corpus: &Path,
) -> Result<&'r Diagnostic, Failure> {
    if digits.len() < FEWEST_DIGITS {
        return Err(
            format!("{digits} is too short: give six digits of the fingerprint or more").into()
        );
    }
    let digits = digits.to_ascii_lowercase();
    let starts = |finding: &&Diagnostic| finding.fingerprint().starts_with(&digits);
    let found: Vec<&Diagnostic> = report.findings.iter().filter(starts).collect();
    let Some(first) = found.first() else {
        let corpus = match shown(corpus) {
            here if here == "." => "the corpus in this folder".to_owned(),
            folder => folder,
        };
        return Err(format!(
            "no finding of {corpus} has a fingerprint that starts with {digits}; `recoupe check \
             --notes --verbose` shows them, --corpus DIR looks elsewhere"
        )
        .into());
    };
    let mut fingerprints: Vec<String> = found.iter().map(|f| f.fingerprint()).collect();
    fingerprints.dedup();
    if fingerprints.len() > 1 {
        let all = fingerprints.join(", ");
        return Err(format!("several findings start with {digits}: {all}; give more digits").into());
    }
    Ok(first)
}
