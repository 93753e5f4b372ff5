//! The HTML report as text: what a browser's parser makes of it, before any browser.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use scraper::{ElementRef, Html, Node, Selector};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::run::{folder, recoupe};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The report that a command line gives.
pub(crate) fn report(folder: &Path, args: &[&str]) -> String {
    let run = recoupe(folder, &[&["check", "--format", "html"], args].concat());
    assert_ne!(run.code, 2, "{}", run.err);
    run.out
}

/// The report on the corpus that ships.
pub(crate) fn shipped() -> String {
    report(Path::new(ROOT), &["claims"])
}

/// What nobody should put into a page, in every place that a page shows.
const HOSTILE: &str = "</p></script><script>hacked()</script><img src=x onerror=hacked()>\
     \"' onclick='hacked()' <!-- ]]> --> <style>*{display:none}</style> &lt;b&gt; &#x202e;";

/// Text that means to hide or to turn round what stands beside it.
const UNSEEN: &str = "\u{202e}\u{2066}\u{200e}\u{feff}\u{9b}31m\u{1b}[2J\u{7}\u{0}\u{e0041}";

/// A corpus of which every word is hostile.
pub(crate) fn hostile() -> TempDir {
    let toml = |text: &str| serde_json::to_string(text).unwrap();
    let long = "Donaudampfschifffahrts".repeat(60);
    let config = format!(
        "articles = \"articles\"\n[predicates.'{}']\ntype = \"text\"\nlabel = {{ en = {} }}\nper = [\"by\"]\n\
         [entities.'x\"><script>hacked()</script>']\nname = {}\n[entities.holder]\nname = {}\n",
        "say <script>hacked()</script>",
        toml(HOSTILE),
        toml(HOSTILE),
        toml(&long),
    );
    let claims = |id: &str, value: &str, url: &str| {
        format!(
            "[article]\ntext = {}\ntitle = {}\npublisher = {}\npublished = \"2020\"\nurl = {}\n\
             [[claims]]\nid = {}\nsubject = \"x\\\"><script>hacked()</script>\"\n\
             predicate = \"say <script>hacked()</script>\"\nvalue = {}\nquote = {}\n\
             holder = \"holder\"\nscope = {{ by = {} }}\n\
             [[claims]]\nid = \"lost\"\nsubject = \"holder\"\n\
             predicate = \"say <script>hacked()</script>\"\nvalue = {}\nquote = {}\n",
            toml(&format!("{id}.txt")),
            toml(HOSTILE),
            toml(&format!("{long} {HOSTILE}")),
            toml(url),
            toml("a\"b<script>é.~#%2e"),
            toml(value),
            toml(HOSTILE),
            toml(HOSTILE),
            toml(&long),
            toml("it is not there </blockquote><script>hacked()</script>"),
        )
    };
    let text = format!("{UNSEEN} {HOSTILE}\r\n\r\n{long} {UNSEEN}\n");
    folder(&[
        ("recoupe.toml", &config),
        ("a.toml", &claims("a", HOSTILE, "javascript:hacked()")),
        ("b '\"<script>.toml", &claims("b", "no", "https://a.example/\" onclick=\"hacked()")),
        ("c.toml", &claims("c", "yes", "HTTPS://a.example/?a=1&b=\"<script>")),
        ("articles/a.txt", &text),
        ("articles/b.txt", &text),
        ("articles/c.txt", &text),
    ])
}

fn select<'h>(page: &'h Html, selector: &str) -> Vec<ElementRef<'h>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn text_of(element: ElementRef<'_>) -> String {
    element.text().collect()
}

/// What holds for every report: it is HTML without an error, loads nothing, runs nothing but its own
/// script, and all its links lead somewhere.
fn check(text: &str) -> Html {
    let page = Html::parse_document(text);
    assert_eq!(page.errors, Vec::<String>::new());
    let mut ids = BTreeSet::new();
    let mut links = Vec::new();
    for element in page.root_element().descendent_elements() {
        for (name, value) in element.value().attrs() {
            let fetches = ["src", "srcset", "style", "action", "background", "data", "poster"];
            assert!(!name.starts_with("on") && !fetches.contains(&name), "{name}={value}");
            match name {
                "id" => {
                    assert!(ids.insert(value.to_owned()), "twice: {value}");
                    let safe = |c: char| c.is_ascii_alphanumeric() || "-_.~".contains(c);
                    assert!(value.chars().all(safe), "{value}");
                }
                "href" => links.push((value.to_owned(), element.value().attr("rel"))),
                _ => {}
            }
        }
        let name = element.value().name();
        assert!(!["link", "base", "iframe", "object", "embed", "img"].contains(&name), "{name}");
    }
    for (link, rel) in links {
        match link.strip_prefix('#') {
            Some(target) => assert!(ids.contains(target), "{link} leads nowhere"),
            None => {
                let lower = link.to_lowercase();
                assert!(lower.starts_with("https://") || lower.starts_with("http://"), "{link}");
                assert_eq!(rel, Some("noopener noreferrer"));
            }
        }
    }
    let policy = select(&page, "meta[http-equiv=Content-Security-Policy]")[0];
    let policy = policy.value().attr("content").unwrap();
    assert!(policy.starts_with("default-src 'none'; ") && !policy.contains("unsafe"), "{policy}");
    for kind in ["style", "script"] {
        let [element] = select(&page, kind)[..] else { panic!("one {kind}") };
        let text = text_of(element);
        assert!(!text.contains("@import") && !text.contains("http") && !text.contains("url("));
        let hash = BASE64_STANDARD.encode(Sha256::digest(&text));
        assert!(policy.contains(&format!("{kind}-src 'sha256-{hash}'")), "{policy}");
    }
    page
}

/// The text between each quote's anchor and the link from its end, by claim name.
fn marked(page: &Html) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for text in select(page, "div.text") {
        let mut open: Vec<(String, String)> = Vec::new();
        for node in text.descendants() {
            match node.value() {
                Node::Element(element) => {
                    if let Some(id) = element.attr("id") {
                        let name = id.strip_prefix("quote-").unwrap();
                        let name = name.split("~q").next().unwrap();
                        open.push((name.to_owned(), String::new()));
                    }
                    if element.has_class("ref", scraper::CaseSensitivity::CaseSensitive) {
                        let name = element.attr("href").unwrap().strip_prefix("#claim-").unwrap();
                        let at = open.iter().position(|(open, _)| open == name).unwrap();
                        let (name, text) = open.remove(at);
                        found.entry(name).or_default().push(text);
                    }
                }
                Node::Text(text)
                    if node.parent().unwrap().value().as_element().unwrap().name() == "mark" =>
                {
                    open.iter_mut().for_each(|(_, open)| open.push_str(text));
                }
                Node::Text(text) if !open.is_empty() && !text.trim().is_empty() => {
                    let parent = node.parent().unwrap();
                    let parent = parent.value().as_element().unwrap();
                    assert_eq!(parent.name(), "a", "quoted and not marked: {}", &**text);
                }
                _ => {}
            }
        }
        assert!(open.is_empty(), "without an end: {open:?}");
    }
    found
}

/// Without white space and typography.
fn bare(text: &str) -> String {
    let text = text.replace('’', "'").replace(['“', '”', '«', '»'], "\"");
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn the_report_on_the_shipped_claims_shows_all_of_them() {
    let page = check(&shipped());
    assert_eq!(text_of(select(&page, "h1 + p")[0]), "Found 2 errors, 1 warning, 20 notes.");
    let checked = "Checked 113 claims in 5 articles with 115 quotes: 38 questions, 360 pairs.";
    assert_eq!(text_of(select(&page, "p.checked")[0]), checked);
    let marked = marked(&page);
    let ids: BTreeSet<String> =
        select(&page, "details.article li > code").into_iter().map(text_of).collect();
    for name in ["000", "001", "002", "003", "004"] {
        let file = std::fs::read_to_string(format!("{ROOT}/claims/{name}.toml")).unwrap();
        let file: toml::Table = file.parse().unwrap();
        for claim in file["claims"].as_array().unwrap() {
            let id = claim["id"].as_str().unwrap();
            assert!(ids.contains(&format!("{name}/{id}")), "{name}/{id}");
            let quotes: Vec<&str> = match &claim["quote"] {
                toml::Value::Array(list) => list.iter().map(|q| q.as_str().unwrap()).collect(),
                one => vec![one.as_str().unwrap()],
            };
            let parts = quotes.iter().flat_map(|quote| quote.split("[…]"));
            let parts: Vec<String> = parts.map(bare).collect();
            let shown: Vec<String> =
                marked[&format!("{name}.{id}")].iter().map(|t| bare(t)).collect();
            assert_eq!(shown, parts, "{name}/{id}");
        }
    }
    assert_eq!(marked.len(), 113);
}

#[test]
fn a_question_shows_both_sides_and_where_they_stand() {
    let text = shipped();
    let page = check(&text);
    let questions = select(&page, "#questions > article");
    assert_eq!(questions.len(), 3);
    let deadline = questions[1];
    let all = |selector: &str| -> Vec<String> {
        deadline.select(&Selector::parse(selector).unwrap()).map(text_of).collect()
    };
    assert_eq!(
        all(".topic, h3, .tags li"),
        ["TikTok in the United States", "transfer deadline", "error", "contradiction"]
    );
    assert_eq!(all("h4 .value"), ["2020-09-15", "2025-04"]);
    assert_eq!(
        all(".position dd"),
        ["003 in its own voice", "2020-09-15", "1", "004 in its own voice", "2025-01/2025-03", "1"]
    );
    assert_eq!(all(".claims .id"), ["003/deadline", "004/deadline"]);
    let quotes: Vec<_> = deadline.select(&Selector::parse("blockquote").unwrap()).collect();
    assert!(quotes.iter().all(|quote| quote.value().attr("lang") == Some("fr")));
    assert_eq!(all("dd code"), ["during", "during = \"…\"", "supersedes"]);
    assert_eq!(all("table td")[2..], ["contradiction", "error", "disjoint"]);
    assert!(all("dl.reasons dd").iter().all(|note| !note.starts_with("position")));
}

#[test]
fn time_lines_show_days_bars_open_ends_and_what_may_be() {
    let claim = |id: &str, value: &str, more: &str| {
        format!(
            "[[claims]]\nid = \"{id}\"\nsubject = \"acme\"\npredicate = \"end\"\nvalue = \"{value}\"\nquote = \"it ends\"\n{more}\n"
        )
    };
    let file = [
        "[article]\ntext = \"a.txt\"\npublished = \"2020-01-02\"\nlanguage = \"en\"\n".to_owned(),
        claim("day", "2021-05-01", ""),
        claim("month", "2022-06", "said = \"2020-01\""),
        claim("about", "2019-03~", ""),
        claim("until", "../2018-12", ""),
        claim("since", "2024/..", ""),
        claim("never", "2023", "polarity = \"denied\""),
    ];
    let dir = folder(&[
        ("recoupe.toml", "articles = \".\"\n[predicates.end]\ntype = \"date\"\n[entities.acme]\n"),
        ("a.toml", &file.concat()),
        ("a.txt", "it ends"),
    ]);
    let page = check(&report(dir.path(), &[]));
    let count = |selector: &str| select(&page, selector).len();
    assert_eq!(count("figure.timeline"), 1);
    assert_eq!(count("g.row"), 6);
    // Only `month` was said in a month; the others were published on a day.
    assert_eq!((count("circle.said"), count("rect.said")), (5, 1));
    assert_eq!((count("circle.days"), count("rect.days")), (1, 4));
    assert_eq!((count("rect.perhaps"), count("rect.denied")), (1, 1));
    assert_eq!(count("path.arrow"), 2);
    let told = text_of(select(&page, "figcaption")[0]);
    assert!(
        told.contains("Pale:") && told.contains("Dashed:") && told.contains("Arrow:"),
        "{told}"
    );
    let desc = text_of(select(&page, "figure desc")[0]);
    assert!(desc.contains("a/never: not 2023, published 2020-01-02."), "{desc}");
    assert!(desc.contains("a/month: 2022-06, said 2020-01."), "{desc}");
}

#[test]
fn quotes_overlap_nest_touch_and_repeat() {
    let text = "Zero. One two three four five six.\nSeven eight.\n\n  \nNine ten.";
    let quotes = [
        "One two three four five six",
        "two three",
        "three four",
        "three four",
        "five six.\nSeven",
        "One […] four […] ten.",
        "Zero.",
        "One",
    ];
    let mut file = "[article]\ntext = \"a.txt\"\n".to_owned();
    for (at, quote) in quotes.iter().enumerate() {
        let quote = serde_json::to_string(quote).unwrap();
        file += &format!(
            "[[claims]]\nid = \"c{at}\"\nsubject = \"acme\"\npredicate = \"word\"\nvalue = \"x\"\nquote = {quote}\n"
        );
    }
    let dir = folder(&[
        ("recoupe.toml", "articles = \".\"\n[predicates.word]\ntype = \"text\"\n[entities.acme]\n"),
        ("a.toml", &file),
        ("a.txt", text),
    ]);
    let page = check(&report(dir.path(), &[]));
    let marked = marked(&page);
    for (at, quote) in quotes.iter().enumerate() {
        let parts: Vec<String> = quote.split("[…]").map(bare).collect();
        let shown: Vec<String> = marked[&format!("a.c{at}")].iter().map(|t| bare(t)).collect();
        assert_eq!(shown, parts, "{quote}");
    }
    let paragraphs: Vec<String> = select(&page, "div.text p")
        .iter()
        .map(|p| {
            let texts = p.descendants().filter(|node| node.value().is_text());
            let own = texts.filter(|node| {
                let parent = node.parent().unwrap();
                parent.value().as_element().is_some_and(|element| element.name() != "a")
            });
            own.map(|node| node.value().as_text().unwrap().to_string()).collect()
        })
        .collect();
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    assert_eq!(paragraphs, lines, "the text itself is whole");
}

#[test]
fn a_hostile_corpus_is_only_text() {
    let dir = hostile();
    let text = report(dir.path(), &[]);
    for c in text.chars() {
        let unseen = c.is_control() && !"\n\r\t".contains(c)
            || "\u{202e}\u{2066}\u{200e}\u{feff}\u{e0041}".contains(c);
        assert!(!unseen, "{c:?} is in the page");
    }
    let page = check(&text);
    let shown = text_of(page.root_element());
    assert!(shown.contains("<img src=x onerror=hacked()>") && shown.contains("<!-- ]]> -->"));
    assert!(shown.contains("javascript:hacked()"), "what is no address of the web is only shown");
    let links: Vec<_> = select(&page, "a[rel]").iter().map(|a| a.value().attr("href")).collect();
    assert_eq!(links, [Some("HTTPS://a.example/?a=1&b=\"<script>")]);
    assert!(marked(&page).values().flatten().all(|text| text == HOSTILE));
    assert!(shown.contains("(not found in the article)") || shown.contains("it is not there"));
}

#[test]
fn two_corpora_with_the_same_ids_share_no_anchor() {
    let claims = |value: &str| {
        format!(
            "[article]\ntext = \"a.txt\"\n[[claims]]\nid = \"p\"\nsubject = \"acme\"\npredicate = \"price\"\nvalue = {value}\nquote = \"{value}\"\n\
             [[claims]]\nid = \"q\"\nsubject = \"acme\"\npredicate = \"price\"\nvalue = 99\nquote = \"99\"\n"
        )
    };
    let config = "articles = \".\"\n[predicates.price]\ntype = \"quantity\"\n[entities.acme]\n";
    let dir = folder(&[
        ("one/recoupe.toml", config),
        ("one/a.toml", &claims("12")),
        ("one/a.txt", "12 or 99"),
        ("two/recoupe.toml", config),
        ("two/a.toml", &claims("12")),
        ("two/a.txt", "12 or 99"),
    ]);
    let text = report(dir.path(), &["one", "two"]);
    let page = check(&text);
    let links: Vec<&str> = select(&page, "#questions .claims a.id")
        .iter()
        .map(|a| a.value().attr("href").unwrap())
        .collect();
    assert_eq!(links.len(), 4);
    assert!(links.contains(&"#claim-1.a.p") && links.contains(&"#claim-2.a.p"), "{links:?}");
    let baseline = dir.path().join("baseline.json");
    std::fs::write(&baseline, recoupe(dir.path(), &["baseline", "one"]).out).unwrap();
    let page = check(&report(dir.path(), &["one", "--baseline", "baseline.json"]));
    let tags: Vec<String> = select(&page, "#questions .tags li").into_iter().map(text_of).collect();
    assert_eq!(tags, ["error", "self-contradiction", "unchanged"]);
}

#[test]
fn decisions_and_claims_beside_the_positions_are_told() {
    let claims = |value: &str, more: &str| {
        format!(
            "[article]\ntext = \"a.txt\"\n[[claims]]\nid = \"p\"\nsubject = \"acme\"\npredicate = \"price\"\nvalue = {value}\nquote = \"{value}\"\n{more}\n"
        )
    };
    let dir = folder(&[
        (
            "recoupe.toml",
            "articles = \".\"\n[predicates.price]\ntype = \"quantity\"\n[entities.acme]\n",
        ),
        ("a.toml", &claims("12", "")),
        ("b.toml", &claims("99", "")),
        ("c.toml", &claims("50", "mode = \"hypothetical\"")),
        (
            "resolutions.toml",
            "[[resolutions]]\nclaims = [\"a/p\", \"b/p\"]\nverdict = \"different-scope\"\nreason = \"two <shops>\"\nby = \"Zoé\"\n",
        ),
        ("a.txt", "12 or 99 or 50"),
    ]);
    let page = check(&report(dir.path(), &[]));
    let decision = text_of(select(&page, "#quiet .decision")[0]);
    assert_eq!(decision, "Decided: different-scope: two <shops> (Zoé)");
    let others: Vec<String> = select(&page, ".others li").into_iter().map(text_of).collect();
    assert_eq!(others.len(), 1);
    assert!(others[0].starts_with("c/p: ") && others[0].contains("hypothetical"), "{others:?}");
}
