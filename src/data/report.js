// The filters of the report and the opening of what a link leads to. It only shows and hides.
"use strict";
{
  const id = (name) => document.getElementById(name);
  const form = id("filters");
  const fields = {
    text: id("filter-text"),
    level: id("filter-level"),
    rule: id("filter-rule"),
    predicate: id("filter-predicate"),
    article: id("filter-article"),
  };
  const findings = [...document.querySelectorAll(".finding")];
  const articles = [...document.querySelectorAll("details.article")];
  const groups = [...document.querySelectorAll("section.file")];

  // Case, accents and the kind of apostrophe do not count; each text is folded once.
  const fold = (text) =>
    text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").replace(/\s+/g, " ");
  const folded = new WeakMap();
  const textOf = (element) => {
    let text = folded.get(element);
    if (text === undefined) {
      text = fold(element.textContent);
      folded.set(element, text);
    }
    return text;
  };
  const holds = (list, wanted) => wanted === "" || list.split(" ").includes(wanted);

  const apply = () => {
    const words = fold(fields.text.value).split(" ").filter(Boolean);
    const { level, rule, predicate, article } = Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, field.value]),
    );
    const says = (element) => words.length === 0 || words.every((word) => textOf(element).includes(word));
    const concerned = new Set();
    let shownFindings = 0;
    for (const finding of findings) {
      const data = finding.dataset;
      const chosen =
        (level === "" || data.level === level) &&
        (rule === "" || data.rule === rule) &&
        holds(data.predicates, predicate) &&
        holds(data.articles, article);
      if (chosen) for (const number of data.articles.split(" ")) concerned.add(number);
      finding.hidden = !(chosen && says(finding));
      if (!finding.hidden) shownFindings += 1;
    }
    // Levels and rules choose articles through the findings on them.
    let shownArticles = 0;
    for (const entry of articles) {
      const data = entry.dataset;
      entry.hidden = !(
        (article === "" || data.article === article) &&
        holds(data.predicates, predicate) &&
        ((level === "" && rule === "") || concerned.has(data.article)) &&
        says(entry)
      );
      if (!entry.hidden) shownArticles += 1;
    }
    for (const group of groups) group.hidden = !group.querySelector(".finding:not([hidden])");
    id("hits").textContent =
      `Showing ${shownFindings} of ${findings.length} findings and ${shownArticles} of ${articles.length} articles.`;
  };

  let timer;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(apply, 120);
  };
  form.addEventListener("input", soon);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    apply();
  });

  // What a link leads to may be folded or filtered away.
  const reveal = (hash) => {
    let name;
    try {
      name = decodeURIComponent(hash.slice(1));
    } catch {
      return null;
    }
    const target = name && id(name);
    for (let at = target; at; at = at.parentElement) {
      if (at.localName === "details") at.open = true;
      if (at !== form) at.hidden = false;
    }
    return target;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link) reveal(link.getAttribute("href"));
  });
  window.addEventListener("hashchange", () => reveal(location.hash));
  if (location.hash) reveal(location.hash)?.scrollIntoView();

  form.hidden = false;
  apply();
}
