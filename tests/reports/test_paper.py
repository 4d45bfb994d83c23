import subprocess
from dataclasses import replace
from pathlib import Path
from shutil import which

import pytest

from pipeline.formats.inline import plain
from pipeline.model import Heading, Span, Table, Text, texts
from pipeline.reports.paper import _strong, document, pdf
from pipeline.stages.audit import Report


def words_of(report: Report) -> list[str]:
    return [plain(text.markdown) for text in texts(document(report))]


def test_what_blocks_comes_before_the_languages(report: Report) -> None:
    headings = [b for b in document(report).blocks if isinstance(b, Heading) and b.level == 2]
    assert [plain(heading.text.markdown) for heading in headings] == [
        "What blocks the release",
        "Spanish · español",
        "Arabic · العربية",
        "Simplified Chinese · 简体中文",
        "Swahili · Kiswahili",
    ]
    (table,) = (block for block in document(report).blocks if isinstance(block, Table))
    assert [plain(cell.markdown) for cell in table.rows[0].cells] == [
        "Spanish",
        "blocked",
        "62 %",
        "1",
        "1",
        "2",
    ]
    assert table.rows[-1].cells[2] == Text("–")


def test_each_side_is_in_its_own_language_with_what_is_wrong_in_bold(report: Report) -> None:
    (arabic,) = {
        t.markdown for t in texts(document(report)) if t.locale == "ar" and "٩" in t.markdown
    }
    assert "المادة **٩** من" in arabic
    assert any("{+ by 2030+}" in words for words in words_of(report))


@pytest.mark.parametrize(
    ("words", "span", "markdown"),
    [
        ("of 19 and", Span(3, 5), "of **19** and"),
        ("a*b", Span(0, 1), "**a**\\*b"),
        ("one  two", Span(3, 5), "one  two"),
        ("第五条", Span(1, 2), "第**五**条"),
        ("bell\x07", Span(0, 4), "**bell**\\<U+0007>"),
    ],
)
def test_bold_is_used_where_markdown_can_say_it(words: str, span: Span, markdown: str) -> None:
    assert _strong(words, [span]) == markdown


@pytest.mark.skipif(which("pdftotext") is None, reason="needs pdftotext (poppler-utils)")
def test_it_can_be_printed_and_read(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(replace(report, audits=report.audits[:2])))
    said = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "What blocks the release" in said
    assert "The number 19 became 9." in said
    assert "po/sw/news.po:12: msgid without msgstr." in said
