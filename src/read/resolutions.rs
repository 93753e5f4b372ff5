//! `resolutions.toml`: decisions that people took on findings.

use super::value::read_period;
use crate::diagnostic::{self, Diagnostic, INVALID_VALUE, MISSING_KEY, RULES, UNKNOWN_KEY};
use crate::model::{RESOLVED_AS, Resolution, Resolutions};
use crate::source::{FileId, Sources, Span};
use crate::syntax::{self, Fields, Table, did_you_mean};

/// Reads `resolutions.toml`: what could be read, and all problems.
pub fn read_resolutions(file: FileId, sources: &Sources) -> Resolutions {
    let (root, errors) = syntax::parse(file, sources.text(file));
    let mut problems = Vec::new();
    let top = Span::new(file, 0..0);
    let mut fields = Fields::new(&root, "resolutions.toml", top, &mut problems);
    let tables = fields.tables("resolutions");
    fields.finish();
    let list = tables
        .into_iter()
        .filter_map(|(table, header)| read_resolution(table, header, &mut problems))
        .collect();
    if !errors.is_empty() {
        problems.retain(|problem| problem.rule != &MISSING_KEY);
    }
    problems.extend(syntax::report(&errors, "the file is not valid TOML", sources));
    Resolutions { file: Some(file), list, problems }
}

fn read_resolution(
    table: &Table,
    header: Span,
    problems: &mut Vec<Diagnostic>,
) -> Option<Resolution> {
    let before = problems.len();
    let mut fields = Fields::new(table, "a resolution", header, problems);
    let claims: Vec<(String, Span)> = match fields.required("claims") {
        Some(_) => {
            let claims = fields.strings("claims");
            claims.into_iter().map(|(id, span)| (id.to_owned(), span)).collect()
        }
        None => Vec::new(),
    };
    let rule = fields.string("rule");
    let verdict = match fields.required("verdict") {
        Some(_) => fields.choice("verdict", RESOLVED_AS),
        None => None,
    };
    let reason = fields.required_string("reason");
    let by = fields.string("by").map(|(by, _)| by.to_owned());
    let on = read_period(&mut fields, "on");
    let expires = read_period(&mut fields, "expires");
    let fingerprint = fields.string("fingerprint").map(|(hash, span)| (hash.to_owned(), span));
    fields.finish();
    let _ = on;
    check_shape(&claims, rule, reason, header, problems);
    if problems[before..].iter().any(|problem| problem.rule != &UNKNOWN_KEY) {
        return None;
    }
    Some(Resolution {
        header,
        claims,
        rule: rule.and_then(|(name, _)| diagnostic::rule(name)),
        verdict: verdict?,
        reason: reason?.0.to_owned(),
        by,
        expires,
        fingerprint,
    })
}

/// One claim goes with a rule, two or more go without.
fn check_shape(
    claims: &[(String, Span)],
    rule: Option<(&str, Span)>,
    reason: Option<(&str, Span)>,
    header: Span,
    problems: &mut Vec<Diagnostic>,
) {
    let mut invalid = |message: &str, span: Span, label: &str| {
        problems.push(Diagnostic::new(&INVALID_VALUE, message).at(span, label));
    };
    let at = claims.first().map_or(header, |(_, span)| *span);
    match (claims.len(), rule) {
        (0, _) => invalid("a resolution is on claims", at, "it names none"),
        (1, None) => invalid(
            "a resolution on one claim names the rule that it excepts",
            at,
            "add `rule = \"…\"`, or the other claims",
        ),
        (2.., Some((_, span))) => {
            invalid("`rule` goes with one claim", span, "a pair is decided for all rules");
        }
        _ => {}
    }
    if let Some((text, span)) = reason
        && text.trim().is_empty()
    {
        invalid("a resolution has a reason", span, "this is empty");
    }
    if let Some((name, span)) = rule
        && diagnostic::rule(name).is_none()
    {
        let mut problem = Diagnostic::new(&INVALID_VALUE, format!("there is no rule `{name}`"))
            .at(span, "unknown rule");
        if let Some(help) = did_you_mean(name, RULES.iter().map(|rule| rule.name)) {
            problem = problem.help(help);
        }
        problems.push(problem);
    }
}
