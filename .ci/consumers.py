"""Programs that others wrote read what Recoupe writes: Markdown, JUnit, schemas, CI files.

Arguments: the program, the repository, a folder with the consumers' programs, one with node modules.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import junitparser
import xmlschema
from markdown_it import MarkdownIt

RECOUPE, ROOT, BIN, NODE = (Path(argument) for argument in sys.argv[1:5])
TEXTS = [
    "<img src=x onerror=alert(1)> 12 | @admin `x` #12 **b** [a](http://x.org)",
    "12 https://x.org www.x.org a@b.org <!-- </details> \\| ![i](j) ~~s~~ &lt;b&gt; $x$ :tada: !7",
]


def run(*args, cwd=ROOT, code=None):
    done = subprocess.run([str(a) for a in args], cwd=cwd, capture_output=True, encoding="utf-8")
    assert code is None or done.returncode in code, (args, done.stdout, done.stderr)
    return done.stdout


def hostile(folder):
    """A corpus whose articles, names and paths are full of markup."""
    texts = folder / "articles"
    texts.mkdir()
    (folder / "recoupe.toml").write_text(
        'articles = "articles"\n[predicates.price]\ntype = "quantity"\nunit = "a|b<i>"\n'
        '[entities.acme]\nname = "Acme | <b>`@acme` #1</b>"\n'
        '[entities.voice]\nname = "[x](http://x.org)|\\n# h @v"\n',
        "utf-8",
    )
    for number, text in enumerate(TEXTS):
        (texts / f"{number}.txt").write_text(text, "utf-8")
        (folder / f"{number} `|<b>@x.toml").write_text(
            f'[article]\ntext = "{number}.txt"\ntitle = "T | <i> @t"\n[[claims]]\nid = "p"\n'
            f'subject = "acme"\npredicate = "price"\nvalue = {12 + 87 * number}\nholder = "voice"\n'
            f"quote = {json.dumps(text, ensure_ascii=False)}\n",
            "utf-8",
        )
    (folder / "2.toml").write_text('[article]\ntext = "0.txt"\n[[claims]]\nid = "|@q<b>"\nquote = "@no"\n')


def read_markdown(text):
    """Tables are whole, and nothing of an article is markup, a link, a mention or a reference."""
    markdown = MarkdownIt("gfm-like", {"linkify": True, "html": True})
    # Code hosts link no bare domain, and no address with a joiner in it.
    markdown.linkify.set({"fuzzy_link": False, "fuzzy_email": False}).add("//", None)
    tokens = markdown.parse(text)
    columns, cells, tables = 0, 0, 0
    for token in tokens:
        if token.type == "thead_open":
            columns, tables = 0, tables + 1
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tr_open":
            cells = 0
        elif token.type == "td_open":
            cells += 1
        elif token.type == "tr_close":
            assert cells in (0, columns), (cells, columns)
        elif token.type == "html_block":
            plain = r"(</?details>|<details><summary>[\w ,:-]+</summary>)\s*"
            assert re.fullmatch(plain, token.content), token.content
        elif token.type == "inline":
            for child in token.children:
                kinds = {"text", "softbreak", "code_inline", "strong_open", "strong_close",
                         "s_open", "s_close", "text_special"}
                assert child.type in kinds, (child.type, child.content, token.content)
                if child.type == "text":
                    seen = re.search(r"@\w|(^|\W)[#!]\d|https?://|www\.\w|:\w+:", child.content)
                    assert not seen, (seen, child.content)
    return tables, text


def main():
    outputs = 0
    with tempfile.TemporaryDirectory() as name:
        odd = Path(name)
        hostile(odd)
        junit_schema = xmlschema.XMLSchema(str(ROOT / "tests/schemas/junit-10.xsd"))
        for folder, tables_wanted in ((odd, 1), (ROOT, 3)):
            tables, text = read_markdown(run(RECOUPE, "--format", "markdown", cwd=folder, code=[1]))
            assert tables == tables_wanted, text
            tables, _ = read_markdown(run(RECOUPE, "table", "--format", "markdown", cwd=folder))
            assert tables == 1
            names = [p.stem for p in sorted(folder.glob("*.toml")) if p.stem != "recoupe"]
            pair = names[:2] if folder == odd else ["000", "001"]
            read_markdown(run(RECOUPE, "diff", *pair, "--format", "markdown", cwd=folder, code=[0]))
            xml = run(RECOUPE, "--format", "junit", "--notes", cwd=folder, code=[1])
            junit_schema.validate(xml)
            suites = junitparser.JUnitXml.fromstring(xml.encode())
            cases = [case for suite in suites for case in suite]
            failed = [c for c in cases if any(isinstance(r, junitparser.Failure) for r in c.result)]
            assert (suites.tests, suites.failures) == (len(cases), len(failed)), xml
            assert len(failed) >= 2 and len(cases) > len(failed)
            outputs += 4

        # The schemas are ones, and a TOML tool holds files to them.
        schemas = {}
        for kind in ("config", "claims", "resolutions", "report"):
            schemas[kind] = odd / f"{kind}.schema.json"
            schemas[kind].write_text(run(RECOUPE, "schema", kind), "utf-8")
        run(BIN / "check-jsonschema", "--check-metaschema", *schemas.values(), code=[0])
        report = odd / "report.json"
        report.write_text(run(RECOUPE, "--format", "json", code=[1]), "utf-8")
        run(BIN / "check-jsonschema", "--schemafile", schemas["report"], report, code=[0])
        for path in sorted([*ROOT.glob("claims/*.toml"), *ROOT.glob("tests/stories/*/*.toml")]):
            kind = {"recoupe": "config", "resolutions": "resolutions"}.get(path.stem, "claims")
            if path.stem == "expected":
                continue
            lint = (BIN / "taplo", "lint", "--schema", f"file://{schemas[kind]}")
            run(*lint, path, code=[0])
            outputs += 1
        misspelt = odd / "misspelt.toml"
        text = (ROOT / "claims/000.toml").read_text("utf-8")
        # As an editor does: by the directive on the file's first line.
        directive = "#:schema claims.schema.json\n"
        misspelt.write_text(directive + text, "utf-8")
        run(BIN / "taplo", "lint", misspelt, code=[0])
        misspelt.write_text(directive + text.replace("factuality", "factualty", 1), "utf-8")
        run(BIN / "taplo", "lint", misspelt, code=[1])

        # Code Climate's types of an issue, which GitLab's format is a part of.
        for folder in (ROOT / "claims", odd):
            issues = run(RECOUPE, "check", folder, "--format", "gitlab", "--notes", code=[0, 1])
            assert len(json.loads(issues)) > 0
            for text, code in ((issues, [0]), (issues.replace('"severity"', '"severty"', 1), [1, 2])):
                module = NODE / "report.ts"
                head = 'import type { Issue } from "codeclimate-types"\nexport const report: Issue[] = '
                module.write_text(head + text, "utf-8")
                run(NODE / "node_modules/.bin/tsc", "--noEmit", "--strict", "--skipLibCheck", "--module",
                    "nodenext", module, code=code)
            outputs += 1

        # The action, and the snippets of the README.
        builtin = lambda schema, path: run(
            BIN / "check-jsonschema", "--builtin-schema", f"vendor.{schema}", path, code=[0])
        builtin("github-actions", ROOT / "action.yml")
        readme = (ROOT / "README.md").read_text("utf-8")
        for info, schema in (("yaml github", "github-workflows"), ("yaml gitlab", "gitlab-ci")):
            blocks = re.findall(rf"^```{info}\n(.*?)^```", readme, re.M | re.S)
            assert blocks, info
            for block in blocks:
                snippet = odd / "snippet.yml"
                snippet.write_text(block, "utf-8")
                builtin(schema, snippet)
                outputs += 1
    print(f"{outputs} outputs read by others")


main()
