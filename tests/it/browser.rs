//! The HTML report in headless Chromium: what scripts and styles do to it.
//!
//! Not run by default: `cargo test browser -- --ignored`, with `chromium` on the path or named by
//! `RECOUPE_CHROMIUM`. A script is added to a copy of the page, allowed by its hash, and leaves what
//! it saw in the document.

use std::path::Path;
use std::process::Command;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::report::{hostile, report, shipped};

/// What a script returns that runs in a page behind its own one, and what the browser complained of.
/// The page stands in a frame: a window of its own is never as narrow as a phone.
fn run(page: &str, script: &str, width: u32, flags: &[&str]) -> (Value, String) {
    let script = format!(
        "const tick = (ms) => new Promise((done) => setTimeout(done, ms));\n\
         const all = (selector) => [...document.querySelectorAll(selector)];\n\
         const violations = [];\n\
         document.addEventListener('securitypolicyviolation', (e) => violations.push(e.violatedDirective));\n\
         (async () => {{ {script} }})().catch((e) => ({{ failed: String(e) }})).then((result) => {{\n\
           const bytes = new TextEncoder().encode(JSON.stringify({{ result, violations }}));\n\
           const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));\n\
           parent.postMessage(text, '*');\n\
         }});"
    );
    let hash = BASE64_STANDARD.encode(Sha256::digest(&script));
    let page = page.replacen("script-src ", &format!("script-src 'sha256-{hash}' "), 1).replacen(
        "</body>",
        &format!("<script>{script}</script></body>"),
        1,
    );
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("frame.html");
    let frame = format!(
        "<iframe src='report.html' style='width:{width}px;height:800px;border:0'></iframe>\
         <script>onmessage = (e) => document.body.setAttribute('data-seen', e.data)</script>"
    );
    std::fs::write(&file, frame).unwrap();
    std::fs::write(folder.path().join("report.html"), page).unwrap();
    // On a busy machine Chromium may leave before the page's message has arrived.
    const TRIES: usize = 8;
    let mut told = String::new();
    let seen = (0..TRIES).find_map(|_| {
        let (dom, said) = open(&file, flags);
        told = said;
        Some(dom.split("data-seen=\"").nth(1)?.split('"').next()?.to_owned())
    });
    let seen = seen.unwrap_or_else(|| panic!("the script left nothing: {told}"));
    let seen: Value = serde_json::from_slice(&BASE64_STANDARD.decode(seen).unwrap()).unwrap();
    assert_eq!(seen["violations"], json!([]), "the page tried what its policy forbids");
    assert_eq!(seen["result"]["failed"], Value::Null);
    let complaints: Vec<&str> = told.lines().filter(|line| line.contains(":CONSOLE")).collect();
    (seen["result"].clone(), complaints.join("\n"))
}

/// What a page is once its scripts have run, and what the browser says.
fn open(file: &Path, flags: &[&str]) -> (String, String) {
    let chromium = std::env::var("RECOUPE_CHROMIUM").unwrap_or_else(|_| "chromium".into());
    let profile = tempfile::tempdir().unwrap();
    let output = Command::new(chromium)
        .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--disable-ipc-flooding-protection", "--window-size=1280,900"])
        .args(["--enable-logging=stderr", "--virtual-time-budget=20000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(flags)
        .arg(format!("file://{}", file.display()))
        .output()
        .expect("chromium is installed");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

fn see(page: &str, script: &str, flags: &[&str]) -> Value {
    see_at(page, script, 1200, flags)
}

fn see_at(page: &str, script: &str, width: u32, flags: &[&str]) -> Value {
    let (seen, complaints) = run(page, script, width, flags);
    assert_eq!(complaints, "", "the console is not empty");
    seen
}

#[test]
#[ignore = "needs chromium"]
fn the_page_loads_nothing_and_every_link_arrives() {
    let seen = see(
        &shipped(),
        "const lost = [];
         for (const link of all('a[href^=\"#\"]')) {
           for (const open of all('details[open]')) open.open = false;
           link.click();
           await tick(0);
           const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
           if (!target || !target.getClientRects().length && !target.matches('span, mark')) lost.push(link.hash);
           if (target.closest('details:not([open])')) lost.push('folded ' + link.hash);
         }
         return {
           lost,
           links: all('a[href^=\"#\"]').length,
           loaded: performance.getEntriesByType('resource').map((entry) => entry.name),
           scripts: document.scripts.length,
         };",
        &[],
    );
    assert_eq!(seen["lost"], json!([]));
    assert_eq!(seen["loaded"], json!([]));
    assert_eq!(seen["scripts"], 2, "the page's own and the test's");
    assert!(seen["links"].as_u64().unwrap() > 400, "{}", seen["links"]);
}

#[test]
#[ignore = "needs chromium"]
fn filters_show_and_hide_together() {
    let seen = see(
        &shipped(),
        "const form = document.getElementById('filters');
         const field = (name) => document.getElementById('filter-' + name);
         const choose = (name, label) => {
           const option = [...field(name).options].find((option) => option.text === label);
           field(name).value = option.value;
         };
         const state = async () => {
           form.dispatchEvent(new Event('input', { bubbles: true }));
           await tick(300);
           return {
             titles: all('.question').filter((e) => e.offsetParent).map((e) => e.querySelector('h3').textContent),
             findings: all('.finding').filter((e) => e.offsetParent).length,
             articles: all('details.article').filter((e) => e.offsetParent).map((e) => e.id),
             files: all('section.file').filter((e) => e.offsetParent).length,
             hits: document.getElementById('hits').textContent,
           };
         };
         const seen = { shown: !form.hidden };
         seen.all = await state();
         choose('level', 'error');
         seen.errors = await state();
         choose('predicate', 'transfer deadline');
         seen.deadline = await state();
         choose('level', 'All levels');
         choose('article', 'ByteDance mise sur Oracle pour pérenniser TikTok aux États-Unis');
         seen.one = await state();
         form.reset();
         await tick(50);
         field('text').value = 'VERITE  pekin';
         seen.nothing = await state();
         field('text').value = \"l'ete\";
         seen.folded = await state();
         form.reset();
         choose('rule', 'value-not-in-quote');
         seen.rule = await state();
         form.reset();
         await tick(50);
         seen.again = await state();
         return seen;",
        &[],
    );
    assert_eq!(seen["shown"], true);
    assert_eq!(seen["all"]["findings"], 23);
    assert_eq!(seen["all"]["hits"], "Showing 23 of 23 findings and 5 of 5 articles.");
    assert_eq!(seen["errors"]["titles"], json!(["form of the deal", "transfer deadline"]));
    assert_eq!(seen["errors"]["articles"].as_array().unwrap().len(), 5);
    assert_eq!(seen["deadline"]["titles"], json!(["transfer deadline"]));
    assert_eq!(seen["deadline"]["articles"], json!(["article-003", "article-004"]));
    assert_eq!(seen["deadline"]["hits"], "Showing 1 of 23 findings and 2 of 5 articles.");
    assert_eq!(seen["one"]["articles"], json!(["article-004"]));
    assert_eq!(seen["nothing"]["findings"], 0);
    assert_eq!(seen["nothing"]["articles"], json!([]));
    assert_eq!(seen["folded"]["articles"], json!(["article-003"]), "accents do not count");
    assert_eq!(seen["rule"]["findings"], 2);
    assert_eq!(seen["rule"]["titles"], json!([]));
    assert_eq!(seen["rule"]["articles"], json!(["article-003", "article-004"]));
    assert_eq!(seen["again"], seen["all"]);
}

#[test]
#[ignore = "needs chromium"]
fn what_is_filtered_away_comes_back_when_a_link_leads_to_it() {
    let seen = see(
        &shipped(),
        "const box = document.getElementById('filter-text');
         box.value = 'nothing is called this';
         box.dispatchEvent(new Event('input', { bubbles: true }));
         await tick(300);
         location.hash = '#quote-003.deadline';
         await tick(300);
         const mark = document.getElementById('quote-003.deadline');
         return { shown: mark.getClientRects().length > 0, open: mark.closest('details').open };",
        &[],
    );
    assert_eq!(seen, json!({ "shown": true, "open": true }));
}

#[test]
#[ignore = "needs chromium"]
fn nothing_is_wider_than_a_phone() {
    let dir = hostile();
    for page in [shipped(), report(dir.path(), &[])] {
        let seen = see_at(
            &page,
            "for (const details of all('details')) details.open = true;
             const page = document.documentElement;
             const wide = all('main *:not(.scroll *)').filter((e) => e.getBoundingClientRect().right > innerWidth + 1);
             return {
               width: innerWidth,
               overflow: page.scrollWidth - page.clientWidth,
               wide: wide.slice(0, 3).map((e) => e.outerHTML.slice(0, 200)),
             };",
            360,
            &[],
        );
        assert_eq!(seen, json!({ "width": 360, "overflow": 0, "wide": [] }));
    }
}

#[test]
#[ignore = "needs chromium"]
fn hostile_text_does_nothing() {
    let dir = hostile();
    let seen = see(
        &report(dir.path(), &[]),
        "for (const details of all('details')) details.open = true;
         for (const element of all(':not(a[rel], a[rel] *)')) element.click?.();
         await tick(200);
         return {
           hacked: typeof hacked,
           scripts: document.scripts.length,
           styles: document.styleSheets.length,
           images: document.images.length,
           shown: document.querySelector('main').textContent.includes('<img src=x onerror=hacked()>'),
         };",
        &[],
    );
    let harmless =
        json!({ "hacked": "undefined", "scripts": 2, "styles": 1, "images": 0, "shown": true });
    assert_eq!(seen, harmless);
}

#[test]
#[ignore = "needs chromium"]
fn the_page_is_dark_where_it_is_wanted() {
    let script = "const light = (colour) => colour.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3;
         const style = getComputedStyle(document.body);
         return { paper: light(style.backgroundColor), ink: light(style.color) };";
    let tone = |scheme: &str| {
        let flag = format!("--blink-settings=preferredColorScheme={scheme}");
        let seen = see(&shipped(), script, &[&flag]);
        (seen["paper"].as_f64().unwrap(), seen["ink"].as_f64().unwrap())
    };
    let ((light, dark_ink), (dark, light_ink)) = (tone("1"), tone("0"));
    assert!(light > 240.0 && dark_ink < 60.0, "{light} {dark_ink}");
    assert!(dark < 40.0 && light_ink > 200.0, "{dark} {light_ink}");
}

/// `RECOUPE_AXE` names `axe.min.js` of the npm package axe-core.
#[test]
#[ignore = "needs chromium and axe-core"]
fn axe_finds_nothing_to_object_to() {
    let axe = std::env::var("RECOUPE_AXE").expect("RECOUPE_AXE names axe.min.js of axe-core");
    let axe = std::fs::read_to_string(Path::new(&axe)).unwrap();
    let dir = hostile();
    for page in [shipped(), report(dir.path(), &[])] {
        for scheme in ["1", "0"] {
            let script = format!(
                "{axe};
                 for (const details of all('details')) details.open = true;
                 const found = await axe.run(document, {{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }});
                 return {{
                   passes: found.passes.length,
                   violations: found.violations.map((v) => [v.id, v.nodes.length, v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200) + n.failureSummary)]),
                 }};"
            );
            let flag = format!("--blink-settings=preferredColorScheme={scheme}");
            let seen = run(&page, &script, 1200, &[&flag]).0;
            assert_eq!(seen["violations"], json!([]));
            assert!(seen["passes"].as_u64().unwrap() > 20, "{seen}");
        }
    }
}
