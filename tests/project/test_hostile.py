"""A translator who means harm: what stands in a PO file reaches every form of the report tamed."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import polib
import pytest
from lxml import html as lxml_html

Run = Callable[..., tuple[int, str, str]]

NASTY = (
    "<script>alert(1)</script><img src=x onerror=alert(1)> \"' onmouseover='alert(1)",
    "%0A::error file=a,line=1::owned\n::error file=b,line=2::owned\r\n::add-mask::x",
    "\x1b[2J\x1b]0;owned\x07\x1b[8m \x9b31m \u202e \u2066 \u2028 end",
    "[click](javascript:alert(1)) {0} {name} %s ]](x) `a` | b",
    "]]> <!-- --> &amp; &#x3C; <![CDATA[ \ufffe \ufeff",
    '=HYPERLINK("http://example.org","x") \'+cmd|\' /C calc\'!A0',
)
STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def hostile(sample: Path) -> Path:
    """The sample, with the Spanish of somebody who would like to run something."""
    path = sample / "po" / "es" / "declaration.po"
    catalog = polib.pofile(path, wrapwidth=0)
    for number, entry in enumerate(e for e in catalog if e.msgstr and not e.obsolete):
        entry.msgstr = f"{NASTY[number % len(NASTY)]} {entry.msgstr}"
        entry.tcomment = NASTY[number % len(NASTY)].replace("\n", " ").replace("\r", " ")
    catalog.metadata["Last-Translator"] = f"{NASTY[0]} {NASTY[4]}"
    catalog.save(str(path))
    reason = json.dumps(NASTY[0] + NASTY[3])
    waivers = f'[[waiver]]\ncheck = "markup-mismatch"\nreason = {reason}\n'
    path.with_suffix(".waivers.toml").write_text(waivers, "utf-8")
    return sample


@pytest.fixture
def told(hostile: Path, declaration: Run) -> Callable[[str], str]:
    """The report on the Spanish in one of its forms."""
    return lambda form: declaration(hostile, "report", "es", "--format", form)[1]


def test_no_page_has_an_element_or_a_handler_that_is_not_ours(
    hostile: Path, declaration: Run, see: Callable[..., Any]
) -> None:
    assert declaration(hostile, "report")[0] == 0
    for name in ("report.html", "report/es.html"):
        page = hostile / "output" / name
        tree = lxml_html.document_fromstring(page.read_text("utf-8"))
        assert len(tree.xpath("//script")) == 1
        assert not tree.xpath("//img | //iframe | //form/@action | //@style")
        assert not [
            each for each in tree.xpath("//@*/..") if any(n[:2] == "on" for n in each.attrib)
        ]
        assert not [h for h in tree.xpath("//@href") if h.lower().strip().startswith("javascript")]
        assert "@" not in tree.xpath("string(//dl)")
        sight = see(page)
        assert sight.complaints == [], "the content security policy had nothing to forbid"
        assert sight.requests == []


@pytest.mark.parametrize("form", ["text", "github"])
def test_no_line_steers_a_terminal_or_begins_a_command(
    told: Callable[[str], str], form: str
) -> None:
    said = told(form)
    assert len(said.splitlines()) > 50
    assert not STEERING.search(said)
    begins = r"po/es/\S+:\d+: " if form == "text" else "::(?:error|warning|notice) file=po/es/"
    assert not [line for line in said.split("\n")[:-1] if not re.match(begins, line)]


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    children = value.values() if isinstance(value, dict) else value
    for child in children if isinstance(value, dict | list) else ():
        yield from strings(child)


def test_sarif_has_neither_links_nor_placeholders_of_strangers(
    told: Callable[[str], str],
) -> None:
    (run,) = json.loads(told("sarif"))["runs"]
    said = [result["message"]["text"] for result in run["results"]]
    assert len(said) > 50
    assert not [words for words in said if re.search(r"(?<!\\)\]\(", words)]
    assert not any(STEERING.search(words) for words in strings(run))


def test_junit_and_json_can_be_read(told: Callable[[str], str]) -> None:
    assert ElementTree.fromstring(told("junit")).tag == "testsuites"
    assert json.loads(told("json"))["format"] == "declaration-report/1"


def test_what_is_put_into_the_catalog_is_comments_and_comes_out_again(
    hostile: Path, declaration: Run
) -> None:
    path = hostile / "po" / "es" / "declaration.po"
    declaration(hostile, "check", "es", "--to-po")
    before = [(e.msgctxt, e.msgid, e.msgstr) for e in polib.pofile(path)]
    lines = path.read_text("utf-8").splitlines()
    assert sum(line.startswith("# | finding: ") for line in lines) > 50
    declaration(hostile, "check", "es", "--clean")
    assert "| finding:" not in path.read_text("utf-8")
    assert [(e.msgctxt, e.msgid, e.msgstr) for e in polib.pofile(path)] == before


def test_no_command_steers_a_terminal(hostile: Path, declaration: Run) -> None:
    for words in (("check", "es"), ("fix", "es", "--diff"), ("drift", "es"), ("review", "es")):
        _, out, err = declaration(hostile, *words)
        assert not STEERING.search(out + err), words
