"""Lines from top to bottom: Mongolian, and Chinese by choice."""

from dataclasses import replace

import pypdfium2
import pypdfium2.raw as raw
import pytest

from pipeline.errors import FontError
from pipeline.formats import markdown
from pipeline.model import Document, Paragraph, Text
from pipeline.publish.proof import prove
from pipeline.typeset import (
    Design,
    typeset,
    typeset_parallel,
)
from tests.typeset.documents import FONTS, imprint, rich, set_, simple
from tests.typeset.reading import boxes, matrices, meet, sizes

VERTICAL = Design(vertical=("zh-Hans",))


def test_facing_columns_are_upright_even_where_a_language_has_vertical_lines():
    chinese = replace(rich(), locale="zh-Hans")
    made = typeset_parallel(rich(), chinese, imprint=imprint(), fonts=FONTS, design=VERTICAL)
    assert sizes(made.pdf) == {(595, 842)}
    assert "0 -1 1 0" not in matrices(made.pdf)


def test_mongolian_runs_from_top_to_bottom():
    made = set_(simple("Light is for all of us. " * 30, locale="mn-Mong"))
    with pypdfium2.PdfDocument(made.pdf) as document:
        page = document[0]
        boxes = [
            thing.get_bounds() for thing in page.get_objects([raw.FPDF_PAGEOBJ_TEXT], max_depth=1)
        ]
    tall = [top - bottom > 3 * (right - left) for left, bottom, right, top in boxes]
    assert sum(tall) >= 3


def test_chinese_stands_upright_in_vertical_lines_by_choice():
    text = "第19条规定：人人有权参加科学进步（包括“共享”）。Open Doors 网络2026年成立。" * 6
    vertical = set_(simple(text, locale="zh-Hans"), design=Design(vertical=("zh_CN",)))
    level = set_(simple(text, locale="zh-Hans"))
    assert not prove(vertical.pdf, vertical.texts).missing
    assert matrices(vertical.pdf) >= {"1 0 0 1", "0 -1 1 0"}
    assert "0 -1 1 0" not in matrices(level.pdf)


def test_what_vertical_lines_say_in_brackets_is_proved_too():
    words = Paragraph((Text("发表一份报告（附有说明）的人共有18名。", key="k"),))
    made = set_(Document("d", Text("T"), (words,), locale="zh-Hans"), design=VERTICAL)
    assert not prove(made.pdf, made.texts).missing


def test_the_rules_of_a_mongolian_table_stand_beside_its_letters():
    row = "| ᠨᠣᠮ ᠤᠨ ᠰᠠᠩ | 1918 |"
    given = markdown.parse("\n".join(["# T", "", row, "|---|---|", row, row]), name="d")
    try:
        made = typeset(replace(given, locale="mn-Mong"), design=Design())
    except FontError as error:
        pytest.skip(f"no font for Mongolian is at hand: {error}")
    letters = boxes(made.pdf, raw.FPDF_PAGEOBJ_TEXT)
    rules = [box for box in boxes(made.pdf, raw.FPDF_PAGEOBJ_PATH) if box[3] - box[1] > 200]
    assert len(rules) >= 4
    assert not any(meet(rule, letter) for rule in rules for letter in letters)
