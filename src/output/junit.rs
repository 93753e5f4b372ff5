//! `--format junit`: the claims and questions as tests, for Jenkins, GitLab and their like.
//!
//! A suite for each claim file holds a test for the file and one for each claim; the last suite holds
//! a test for each question that more than one claim answers. So a run that finds nothing still
//! shows what it looked at.

use std::collections::BTreeMap;

use super::place::{harmless, place};
use crate::diagnostic::{Diagnostic, Level, Report, State};
use crate::source::{FileId, Sources};

/// Renders a report. A test fails by findings at or above a level that were not there before; a claim
/// or question that could not be checked is skipped; what is decided or known has passed.
pub fn junit(report: &Report, sources: &Sources, fails_at: Level) -> String {
    let mut suites = suites(report, sources);
    for finding in &report.findings {
        case_of(finding, sources, &mut suites).findings.push(finding);
    }
    let mut body = String::new();
    let mut all = Counts::default();
    for suite in suites.list.iter().filter(|suite| !suite.cases.is_empty()) {
        let mut cases = String::new();
        let mut counts = Counts::default();
        for case in &suite.cases {
            cases.push_str(&case.render(&suite.name, sources, fails_at, &mut counts));
        }
        body.push_str(&format!(
            "  <testsuite name=\"{}\" {} skipped=\"{}\">\n{cases}  </testsuite>\n",
            escaped(&suite.name),
            counts.attributes(),
            counts.skipped,
        ));
        all.add(&counts);
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"recoupe\" {}>\n{body}</testsuites>\n",
        all.attributes(),
    )
}

/// The suites, and where the tests of claims, files and questions stand in them.
struct Suites<'r> {
    list: Vec<Suite<'r>>,
    by_file: BTreeMap<FileId, usize>,
    by_claim: BTreeMap<(FileId, &'r str), usize>,
    /// By the finding's fingerprint; two corpora can have the same.
    by_question: BTreeMap<&'r str, Vec<usize>>,
}

struct Suite<'r> {
    name: String,
    cases: Vec<Case<'r>>,
}

struct Case<'r> {
    name: String,
    /// Why it was not checked, or not wholly.
    skipped: Option<String>,
    findings: Vec<&'r Diagnostic>,
}

#[derive(Default)]
struct Counts {
    tests: usize,
    failures: usize,
    skipped: usize,
}

impl Counts {
    fn add(&mut self, other: &Counts) {
        self.tests += other.tests;
        self.failures += other.failures;
        self.skipped += other.skipped;
    }

    fn attributes(&self) -> String {
        format!("tests=\"{}\" failures=\"{}\" errors=\"0\"", self.tests, self.failures)
    }
}

fn case(name: impl Into<String>) -> Case<'static> {
    Case { name: name.into(), skipped: None, findings: Vec::new() }
}

fn suites<'r>(report: &'r Report, sources: &Sources) -> Suites<'r> {
    let mut suites = Suites {
        list: vec![Suite { name: "questions".into(), cases: Vec::new() }],
        by_file: BTreeMap::new(),
        by_claim: BTreeMap::new(),
        by_question: BTreeMap::new(),
    };
    for &file in &report.checked.files {
        suites.of_file(file, sources);
    }
    for claim in &report.checked.claims {
        let suite = suites.of_file(claim.span.file, sources);
        let cases = &mut suites.list[suite].cases;
        suites.by_claim.entry((claim.span.file, &claim.id)).or_insert(cases.len());
        let mut case = case(&claim.id);
        case.skipped = claim.kept_out.map(|why| format!("not compared: {why}"));
        cases.push(case);
    }
    for question in &report.checked.questions {
        let cases = &mut suites.list[0].cases;
        if let Some(finding) = &question.finding {
            suites.by_question.entry(finding).or_default().push(cases.len());
        }
        let mut case = case(&question.title);
        case.skipped = (question.not_checked > 0).then(|| {
            format!("{} of {} pairs could not be compared", question.not_checked, question.pairs)
        });
        cases.push(case);
    }
    suites
}

impl Suites<'_> {
    /// The suite of a file, with the test for the file itself first.
    fn of_file(&mut self, file: FileId, sources: &Sources) -> usize {
        let list = &mut self.list;
        *self.by_file.entry(file).or_insert_with(|| {
            let path = &sources.file(file).path;
            list.push(Suite { name: path.clone(), cases: vec![case("the file and its article")] });
            list.len() - 1
        })
    }
}

/// The test that a finding belongs to: its question's, its claim's, else its file's.
fn case_of<'s, 'r>(
    finding: &Diagnostic,
    sources: &Sources,
    suites: &'s mut Suites<'r>,
) -> &'s mut Case<'r> {
    let questions = suites.by_question.get(finding.fingerprint().as_str());
    let is_free = |at: &&usize| suites.list[0].cases[**at].findings.is_empty();
    if let Some(&at) = questions.and_then(|questions| questions.iter().find(is_free)) {
        return &mut suites.list[0].cases[at];
    }
    let Some(label) = finding.labels.first() else {
        let cases = &mut suites.list[0].cases;
        cases.push(case(finding.rule.name));
        let last = cases.len() - 1;
        return &mut cases[last];
    };
    let file = label.span.file;
    let suite = suites.of_file(file, sources);
    let claim = finding.claims.iter().find_map(|id| suites.by_claim.get(&(file, id.as_str())));
    &mut suites.list[suite].cases[claim.copied().unwrap_or(0)]
}

impl Case<'_> {
    fn render(
        &self,
        class: &str,
        sources: &Sources,
        fails_at: Level,
        counts: &mut Counts,
    ) -> String {
        let (name, class) = (escaped(&self.name), escaped(class));
        let open = format!("    <testcase name=\"{name}\" classname=\"{class}\"");
        let fails = |f: &&Diagnostic| f.level >= fails_at && f.state != Some(State::Unchanged);
        let (failing, other): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
            self.findings.iter().partition(|finding| fails(finding));
        counts.tests += 1;
        let mut inside = String::new();
        if let Some(first) = failing.first() {
            counts.failures += 1;
            let told: Vec<String> = failing.iter().map(|f| told(f, sources)).collect();
            inside.push_str(&format!(
                "      <failure type=\"{}\" message=\"{}\">{}</failure>\n",
                escaped(first.rule.name),
                escaped(&first.message),
                escaped_lines(&told.join("\n")),
            ));
        } else if let Some(why) = &self.skipped {
            counts.skipped += 1;
            inside.push_str(&format!("      <skipped message=\"{}\"/>\n", escaped(why)));
        }
        if !other.is_empty() {
            let told: Vec<String> = other.iter().map(|f| told(f, sources)).collect();
            let told = escaped_lines(&told.join("\n"));
            inside.push_str(&format!("      <system-out>{told}</system-out>\n"));
        }
        match inside.is_empty() {
            true => format!("{open}/>\n"),
            false => format!("{open}>\n{inside}    </testcase>\n"),
        }
    }
}

/// A finding in lines: what, where, why, what to do.
fn told(finding: &Diagnostic, sources: &Sources) -> String {
    let level = finding.level.name();
    let mut out = format!("{level}[{}]: {}\n", finding.rule.name, harmless(&finding.message));
    for label in &finding.labels {
        let at = place(label.span, sources);
        let (path, line, column) = (harmless(at.path), at.start.line, at.start.column);
        let text = harmless(sources.slice(label.span));
        out.push_str(&format!("  {path}:{line}:{column}: {text}"));
        if !label.text.is_empty() {
            out.push_str(&format!(" ({})", harmless(&label.text)));
        }
        out.push('\n');
    }
    for note in &finding.notes {
        out.push_str(&format!("  note: {}\n", harmless(note)));
    }
    for help in &finding.help {
        out.push_str(&format!("  help: {}\n", harmless(help)));
    }
    if let Some(reason) = &finding.resolution {
        out.push_str(&format!("  decided: {}\n", harmless(reason)));
    }
    if finding.state == Some(State::Unchanged) {
        out.push_str("  it was there before\n");
    }
    out
}

/// A text of one line for XML 1.0.
fn escaped(text: &str) -> String {
    escaped_lines(&harmless(text))
}

/// The same, line breaks kept. Characters that XML 1.0 cannot hold are left out: no escape helps them.
fn escaped_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c < ' ' || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}
