//! Outputs for machines, held to their published schemas and to what they point at.

use recoupe::diagnostic::{Level, Report};
use recoupe::output;
use recoupe::source::Sources;
use serde_json::{Value, json};

use crate::rules::all_cases;
use crate::run::{CONFIG, claims, folder, recoupe};
use crate::schema::{complaints, schema};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn sarif_schema() -> Value {
    let path = format!("{ROOT}/tests/schemas/sarif-2.1.0.json");
    let text = std::fs::read_to_string(path).unwrap();
    // This edition misspells one pattern; the next one mends it so.
    let text =
        text.replace("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
    serde_json::from_str(&text).unwrap()
}

/// What GitLab documents of a Code Quality report and Code Climate of an issue, all of it required.
fn gitlab_schema() -> Value {
    json!({
        "type": "array",
        "items": {
            "type": "object",
            "required": [
                "type", "categories", "description", "check_name", "fingerprint", "severity", "location"
            ],
            "properties": {
                "type": { "const": "issue" },
                "categories": { "type": "array", "items": { "enum": ["Bug Risk"] }, "minItems": 1 },
                "description": { "type": "string", "minLength": 1 },
                "check_name": { "type": "string", "minLength": 1 },
                "fingerprint": { "type": "string", "minLength": 1 },
                "severity": { "enum": ["info", "minor", "major", "critical", "blocker"] },
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": { "type": "string", "pattern": "^[^./]" },
                        "lines": {
                            "type": "object",
                            "required": ["begin"],
                            "properties": { "begin": { "type": "integer", "minimum": 1 } },
                        },
                    },
                },
            },
        },
    })
}

/// A corpus whose texts try to be markup, commands, mentions and more.
fn hostile() -> (Sources, Report) {
    let mut sources = Sources::default();
    let text = "a<b>|`x`\u{1b}[31m\n@admin #1 \u{202e}]]>&amp; \u{FFFE}";
    let file = sources.add("odd, path]]> <i>%&\"'.toml", text);
    let span = recoupe::source::Span::new(file, 0..text.len());
    let rule = recoupe::diagnostic::rule("contradiction").unwrap();
    let told = || "<script>|\u{0}\u{7}\u{FFFF} ::error:: %0A @admin ]]> \"' &".to_owned();
    let mut finding = recoupe::diagnostic::Diagnostic::new(rule, told())
        .at(span, told())
        .note(told())
        .help(told())
        .about("a/<b>");
    finding.resolution = Some(told());
    let placeless = recoupe::diagnostic::Diagnostic::new(rule, "nowhere");
    let report =
        Report { findings: vec![finding.clone(), finding, placeless], ..Report::default() };
    (sources, report)
}

/// Every report that the cases of the rules make, an empty one and a hostile one.
fn reports() -> Vec<(String, Sources, Report)> {
    let mut reports: Vec<(String, Sources, Report)> = all_cases()
        .into_iter()
        .map(|(page, case)| {
            let checked = case.corpus.check();
            (format!("{page}, {}", case.name), checked.sources, checked.report)
        })
        .collect();
    let (sources, report) = hostile();
    reports.push(("hostile".into(), sources, report));
    reports.push(("empty".into(), Sources::default(), Report::default()));
    reports
}

#[test]
fn json_formats_keep_to_their_schemas() {
    let schemas = [schema("report"), sarif_schema(), gitlab_schema()];
    let validators = schemas.map(|schema| jsonschema::validator_for(&schema).unwrap());
    for (name, sources, report) in reports() {
        let outputs = [
            output::json(&report, &sources),
            output::sarif(&report, &sources),
            output::gitlab(&report, &sources, Level::Note),
        ];
        for (text, validator) in outputs.iter().zip(&validators) {
            let value: Value = serde_json::from_str(text).unwrap();
            let errors: Vec<String> = validator
                .iter_errors(&value)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{name}: {errors:?}\n{text}");
        }
        let issues: Value = serde_json::from_str(&outputs[2]).unwrap();
        let issues = issues.as_array().unwrap();
        assert_eq!(issues.len(), report.findings.len(), "{name}: one entry for each finding");
        let mut prints: Vec<&str> =
            issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
        prints.sort_unstable();
        prints.dedup();
        assert_eq!(prints.len(), issues.len(), "{name}: two entries are taken for one");
    }
}

#[test]
fn the_schemas_themselves_can_refuse() {
    assert!(!complaints(&sarif_schema(), &json!({ "version": "2.1.0" })).is_empty());
    assert!(!complaints(&gitlab_schema(), &json!([{ "description": "x" }])).is_empty());
    assert!(!complaints(&schema("report"), &json!({ "version": 1, "findings": [] })).is_empty());
}

/// The start tags of an XML text, with their attributes: a reader apart from the writer.
fn elements(xml: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut found = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = xml.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").unwrap();
    while let Some(at) = rest.find('<') {
        let (text, tag) = (&rest[..at], &rest[at + 1..]);
        assert!(!text.contains("]]>"), "a stray end of CDATA: {text}");
        let end = tag.find('>').unwrap();
        let inside = &tag[..end];
        rest = &tag[end + 1..];
        if let Some(name) = inside.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "tags nest");
            continue;
        }
        let is_closed = inside.ends_with('/');
        let inside = inside.trim_end_matches('/');
        let (name, attributes) = inside.split_once(' ').unwrap_or((inside, ""));
        let mut list = Vec::new();
        let mut parts = attributes.trim().split('"');
        while let (Some(key), Some(value)) = (parts.next(), parts.next()) {
            list.push((key.trim().trim_end_matches('=').to_owned(), value.to_owned()));
        }
        if !is_closed {
            open.push(name.to_owned());
        }
        found.push((name.to_owned(), list));
    }
    assert!(open.is_empty(), "{open:?} stay open");
    found
}

fn number(attributes: &[(String, String)], key: &str) -> usize {
    attributes.iter().find(|(name, _)| name == key).unwrap().1.parse().unwrap()
}

#[test]
fn junit_counts_what_it_lists_and_holds_no_character_that_xml_forbids() {
    for (name, sources, report) in reports() {
        for fails_at in [Level::Deny, Level::Warn] {
            let xml = output::junit(&report, &sources, fails_at);
            let is_forbidden =
                |c: char| c < ' ' && c != '\n' && c != '\t' || matches!(c, '\u{FFFE}' | '\u{FFFF}');
            assert!(!xml.contains(is_forbidden), "{name}: {xml}");
            let elements = elements(&xml);
            let count = |wanted: &str| elements.iter().filter(|(name, _)| name == wanted).count();
            let (root, all) = &elements[0];
            assert_eq!(root, "testsuites");
            assert_eq!(number(all, "tests"), count("testcase"), "{name}");
            assert_eq!(number(all, "failures"), count("failure"), "{name}");
            let suites = elements.iter().filter(|(name, _)| name == "testsuite");
            let sum = |key: &str| suites.clone().map(|(_, a)| number(a, key)).sum::<usize>();
            assert_eq!(sum("tests"), count("testcase"), "{name}");
            assert_eq!(sum("failures"), count("failure"), "{name}");
            assert_eq!(sum("skipped"), count("skipped"), "{name}");
            let is_red = report.findings.iter().any(|finding| finding.level >= fails_at);
            assert_eq!(is_red, count("failure") > 0, "{name}: as the exit code says\n{xml}");
            for finding in &report.findings {
                let told = format!("[{}]: ", finding.rule.name);
                assert!(xml.contains(&told), "{name}: {told} is lost");
            }
        }
    }
}

#[test]
fn junit_tells_a_clean_run_from_none_and_a_skipped_claim_from_a_sound_one() {
    let config = format!("{CONFIG}[levels]\nquote-not-found = \"warn\"\n");
    let dir = folder(&[
        ("recoupe.toml", &config),
        ("a.toml", &claims("a.txt", "12", "12 euros")),
        ("b.toml", &claims("b.txt", "12", "12 dollars")),
        ("articles/a.txt", "for 12 euros"),
        ("articles/b.txt", "for 12 euros"),
    ]);
    let run = recoupe(dir.path(), &["--format", "junit"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("tests=\"5\" failures=\"0\""), "{}", run.out);
    let sound = "<testcase name=\"a/price\" classname=\"a.toml\"/>";
    assert!(run.out.contains(sound), "{}", run.out);
    let skipped = "<testcase name=\"b/price\" classname=\"b.toml\">\n      <skipped message=\"not \
        compared: its quote was not found in the article\"/>";
    assert!(run.out.contains(skipped), "{}", run.out);
    assert!(run.out.contains("<skipped message=\"1 of 1 pairs could not be compared\"/>"));
    let strict = recoupe(dir.path(), &["--format", "junit", "--deny-warnings"]);
    assert_eq!(strict.code, 1, "{}", strict.err);
    assert!(strict.out.contains("failures=\"1\""), "{}", strict.out);
}

/// Columns as editors show them, from the bytes on disk: a second decoder, which knows a file's lines
/// and code points by itself.
fn region(bytes: &[u8], start: (usize, usize), end: (usize, usize)) -> String {
    let text = std::str::from_utf8(bytes).unwrap();
    let (mut line, mut column) = (1, 1);
    let mut out = String::new();
    for c in text.chars().skip_while(|c| *c == '\u{FEFF}') {
        if (line, column) >= start && (line, column) < end {
            out.push(c);
        }
        match c {
            '\n' => (line, column) = (line + 1, 1),
            _ => column += 1,
        }
    }
    out
}

/// Accents composed and decomposed, no-break spaces, carriage returns, emoji, a byte order mark.
const ODD: &str = "\u{FEFF}Le « pont »\u{A0}: déjà vu 🙂🙂.\r\n\r\ne\u{301}te\u{301} — \u{1F468}\u{200D}\u{1F469} \
    il coûte\u{202F}: 12\u{A0}€ l’unité, dit-on 🙂.\r\nfin\r\n";

#[test]
fn regions_read_back_from_odd_files_are_what_is_meant() {
    let quote = "coûte\u{202F}: 12\u{A0}€ l’unité";
    let first =
        format!("\u{FEFF}# 🙂 é\u{A0}\r\n{}", claims("é a.txt", "12", quote).replace('\n', "\r\n"));
    let second = claims("b.txt", "99", "99 euros");
    let dir = folder(&[
        ("recoupe.toml", CONFIG),
        ("a à.toml", &first),
        ("b.toml", &second),
        ("articles/é a.txt", ODD),
        ("articles/b.txt", "for 99 euros"),
    ]);
    let read = |path: &str| std::fs::read(dir.path().join(path)).unwrap();
    let wanted = ["12", quote, "99", "99 euros"];

    let run = recoupe(dir.path(), &["--format", "json"]);
    let report: Value = serde_json::from_str(&run.out).unwrap();
    let finding = &report["findings"][0];
    assert_eq!(finding["rule"], "contradiction", "{}", run.out);
    let places = finding["locations"].as_array().unwrap();
    let at = |point: &Value| {
        let number = |key: &str| point[key].as_u64().unwrap() as usize;
        (number("line"), number("column"))
    };
    for (place, wanted) in places.iter().zip(wanted) {
        let bytes = read(place["file"].as_str().unwrap());
        assert_eq!(region(&bytes, at(&place["start"]), at(&place["end"])), wanted);
        let offset = |at: usize| place["bytes"][at].as_u64().unwrap() as usize;
        assert_eq!(&bytes[offset(0)..offset(1)], wanted.as_bytes());
    }

    let run = recoupe(dir.path(), &["--format", "sarif"]);
    let log: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(log["runs"][0]["columnKind"], "unicodeCodePoints");
    let result = &log["runs"][0]["results"][0];
    let all = [&result["locations"], &result["relatedLocations"]];
    let places = all.iter().flat_map(|list| list.as_array().unwrap());
    let paths = ["a%20%C3%A0.toml", "articles/%C3%A9%20a.txt", "b.toml", "articles/b.txt"];
    let disk = ["a à.toml", "articles/é a.txt", "b.toml", "articles/b.txt"];
    for (at, place) in places.enumerate() {
        let place = &place["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], paths[at]);
        let number = |key: &str| place["region"][key].as_u64().unwrap() as usize;
        let start = (number("startLine"), number("startColumn"));
        let end = (number("endLine"), number("endColumn"));
        assert_eq!(region(&read(disk[at]), start, end), wanted[at]);
    }

    // As the runner reads a workflow command: properties up to `::`, `%` last of all.
    let run = recoupe(dir.path(), &["--format", "github"]);
    let command = run.out.lines().next().unwrap().strip_prefix("::error ").unwrap();
    let (properties, _) = command.split_once("::").unwrap();
    let plain = |text: &str| {
        let text = text.replace("%0D", "\r").replace("%0A", "\n");
        text.replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
    };
    let property = |key: &str| {
        let all = properties.split(',').filter_map(|pair| pair.split_once('='));
        all.clone().find(|(name, _)| *name == key).map(|(_, value)| plain(value)).unwrap()
    };
    let number = |key: &str| property(key).parse::<usize>().unwrap();
    let (start, end) = ((number("line"), number("col")), (number("endLine"), number("endColumn")));
    assert_eq!(region(&read(&property("file")), start, end), "12");

    // Formats that know only lines.
    let line = |path: &str, at: usize| {
        let text = String::from_utf8(read(path)).unwrap();
        text.lines().nth(at - 1).unwrap().to_owned()
    };
    let run = recoupe(dir.path(), &["--format", "gitlab"]);
    let issues: Value = serde_json::from_str(&run.out).unwrap();
    let place = &issues[0]["location"];
    let begin = place["lines"]["begin"].as_u64().unwrap() as usize;
    assert_eq!(line(place["path"].as_str().unwrap(), begin), "value = 12");
    for (format, mark) in [("markdown", "- `"), ("junit", "  "), ("short", "")] {
        let run = recoupe(dir.path(), &["--format", format]);
        let told = format!("{mark}a à.toml:9");
        assert!(run.out.contains(&told), "{format} says {told}\n{}", run.out);
        assert!(line("a à.toml", 9).starts_with("value = 12"));
    }
}

#[test]
fn several_corpora_make_one_report() {
    let corpus = [
        ("recoupe.toml", CONFIG.to_owned()),
        ("a.toml", claims("a.txt", "12", "12 euros")),
        ("b.toml", claims("b.txt", "99", "99")),
        ("articles/a.txt", "for 12 euros".to_owned()),
        ("articles/b.txt", "for 99".to_owned()),
    ];
    let mut files = Vec::new();
    for name in ["one", "two"] {
        files.extend(corpus.iter().map(|(path, text)| (format!("{name}/{path}"), text.clone())));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    let dir = folder(&files);
    let out = |format: &str| {
        let run = recoupe(dir.path(), &["check", "one", "two", "--format", format]);
        assert_eq!(run.code, 1, "{}", run.err);
        run.out
    };
    let issues: Value = serde_json::from_str(&out("gitlab")).unwrap();
    assert_ne!(issues[0]["fingerprint"], issues[1]["fingerprint"]);
    assert_eq!(issues[1]["location"]["path"], "two/a.toml");
    let junit = out("junit");
    assert!(junit.contains("tests=\"10\" failures=\"2\""), "{junit}");
    assert!(junit.contains("classname=\"two/a.toml\""), "{junit}");
    let markdown = out("markdown");
    assert!(markdown.starts_with("## Recoupe: 2 errors\n"), "{markdown}");
    assert_eq!(markdown.matches("| position |").count(), 2);
}

#[test]
fn a_comment_tells_what_the_change_brought_and_stays_short() {
    let dir = folder(&[
        ("recoupe.toml", CONFIG),
        ("a.toml", &claims("a.txt", "12", "12 euros")),
        ("b.toml", &claims("b.txt", "12", "12")),
        ("articles/a.txt", "for 12 euros, or 14"),
        ("articles/b.txt", "for 12, or 99"),
    ]);
    let clean = recoupe(dir.path(), &["--format", "markdown"]);
    assert!(clean.out.starts_with("## Recoupe: no errors, no warnings\n"), "{}", clean.out);
    let baseline = recoupe(dir.path(), &["baseline"]);
    std::fs::write(dir.path().join("before.json"), &baseline.out).unwrap();
    std::fs::write(dir.path().join("b.toml"), claims("b.txt", "99", "99")).unwrap();
    let args = ["--format", "markdown", "--baseline", "before.json"];
    let brought = recoupe(dir.path(), &args);
    assert_eq!(brought.code, 1);
    assert!(brought.out.starts_with("## Recoupe: this change brings 1 error\n"), "{}", brought.out);
    assert!(
        brought
            .out
            .contains("Since before.json: 1 introduced, 0 re-opened, 0 unchanged, 0 resolved.")
    );
    let again = recoupe(dir.path(), &["baseline"]);
    std::fs::write(dir.path().join("before.json"), &again.out).unwrap();
    let known = recoupe(dir.path(), &args);
    assert_eq!(known.code, 0);
    assert!(known.out.contains("0 introduced, 0 re-opened, 1 unchanged"), "{}", known.out);
    assert!(!known.out.contains("| position |"), "{}", known.out);
    let junit = recoupe(dir.path(), &["--format", "junit", "--baseline", "before.json"]);
    assert!(junit.out.contains("failures=\"0\"") && junit.out.contains("it was there before"));
    // GitLab compares with the target branch by itself.
    let gitlab = recoupe(dir.path(), &["--format", "gitlab", "--baseline", "before.json"]);
    assert!(gitlab.out.contains("check_name"), "{}", gitlab.out);

    // Six hundred findings are more than a comment holds.
    let mut many = String::from("[article]\ntext = \"a.txt\"\n");
    for at in 0..600 {
        let quote = format!("{at} {}", "lorem ipsum ".repeat(20));
        many.push_str(&format!(
            "[[claims]]\nid = \"c{at}\"\nsubject = \"acme\"\npredicate = \"price\"\nvalue = 12\nquote = \"{quote}\"\n"
        ));
    }
    std::fs::write(dir.path().join("a.toml"), many).unwrap();
    let long = recoupe(dir.path(), &["--format", "markdown"]);
    let length = long.out.chars().count();
    assert!((50_000..65_000).contains(&length), "{length}");
    let left_out = long.out.lines().last().unwrap();
    let number: usize = left_out.split(' ').next().unwrap().parse().unwrap();
    let shown = long.out.matches("- **error** `quote-not-found`").count();
    assert_eq!(shown + number, 600, "{left_out}");
}

#[test]
fn all_formats_are_inert_and_alike_on_hostile_files() {
    let quote = "<img src=x onerror=alert(1)> | @admin `x` #12";
    let dir = folder(&[
        ("recoupe.toml", CONFIG),
        ("a.toml", &claims("a.txt", "12", quote)),
        ("b.toml", &claims("a.txt", "99", "99")),
        ("articles/a.txt", &format!("\u{1b}[31m{quote} \u{202e} 99 | 12")),
    ]);
    for format in ["text", "short", "json", "github", "sarif", "gitlab", "junit", "markdown"] {
        let run = recoupe(dir.path(), &["--format", format, "--notes"]);
        assert_eq!(run.code, 1, "{format}: {}", run.err);
        for hostile in ['\u{1b}', '\u{202e}'] {
            assert!(!run.out.contains(hostile), "{format} lets {hostile:?} through");
        }
        if matches!(format, "junit" | "markdown") {
            assert!(!run.out.contains("<img"), "{format}");
        }
        if format == "markdown" {
            assert!(!run.out.contains("@admin") && !run.out.contains("#12"), "{}", run.out);
        }
    }
}

/// Pipes of a line that no backslash escapes.
fn pipes(line: &str) -> usize {
    let mut count = 0;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '|' => count += 1,
            _ => {}
        }
    }
    count
}

#[test]
fn every_report_makes_a_comment_with_whole_tables() {
    for (name, sources, report) in reports() {
        let page = output::markdown(&report, &sources);
        assert!(page.starts_with("## Recoupe: "), "{name}: {page}");
        assert!(page.chars().count() < 65_000, "{name}");
        for line in page.lines().filter(|line| line.starts_with('|')) {
            assert_eq!(pipes(line), 6, "{name}: {line}");
        }
        assert_eq!(page.matches("<details>").count(), page.matches("</details>").count(), "{name}");
        let is_markup =
            |line: &str| line.contains('<') && !line.contains('`') && !line.contains("details>");
        assert!(!page.lines().any(is_markup), "{name}: {page}");
    }
}
