"""Goldens: a paragraph split, merged and moved, in Spanish, Chinese and Arabic.

``before.md`` is the English that ``LOCALE.before.po`` translates; each ``CASE.md`` is a later
version, and ``LOCALE.CASE.po`` what the catalog must become. Look at them: they are the page a
translator sees. ``GOLDEN=write pytest`` writes them anew.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.catalogs import po
from pipeline.formats.markdown.read import parse
from pipeline.model import Template
from pipeline.stages.segment import segment
from pipeline.stages.update import update

HERE = Path(__file__).parent / "carrying"
LOCALES = ("es", "zh_CN", "ar")
CASES = ("split", "merge", "move", "split-inside", "move-edited")


def template(case: str, previous: Template | None = None) -> Template:
    data = (HERE / f"{case}.md").read_bytes()
    return segment(parse(data, name="charter"), previous)[1]


def before(locale: str):
    data = (HERE / f"{locale}.before.po").read_bytes()
    return po.read(data, path=f"po/{locale}/charter.po", document="charter")


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("locale", LOCALES)
def test_a_translation_follows_its_paragraph(locale, case):
    first = template("before")
    catalog, findings = update(before(locale), first)
    assert (catalog.messages, findings) == (before(locale).messages, ()), "complete to begin with"
    after, _ = update(catalog, template(case, first))
    golden = HERE / f"{locale}.{case}.po"
    if os.environ.get("GOLDEN") == "write":
        golden.write_bytes(po.write(after))
    assert po.write(after).decode() == golden.read_text(encoding="utf-8")
    if shutil.which("msgfmt"):
        command = ["msgfmt", "--check", "--check-header", "--output-file=-", golden]
        checked = subprocess.run(command, capture_output=True, check=True)
        assert checked.stderr == b""


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("locale", LOCALES)
def test_undoing_the_change_undoes_it_in_the_catalog(locale, case):
    first = template("before")
    changed = template(case, first)
    catalog, _ = update(before(locale), changed)
    back, _ = update(catalog, template("before", changed))
    live = back.live
    assert [(m.source, m.target, m.state) for m in live] == [
        (m.source, m.target, m.state) for m in before(locale).messages
    ]
