"""Templates: byte for byte, and dated by their messages."""

from dataclasses import replace

import pytest

from pipeline.catalogs import template
from pipeline.model import Part, Place, Segment, Template

SEGMENTS = (
    Segment("title", "Open doors", Place(((Part.TITLE, 0),)), ("A name.", "Keep it short.")),
    Segment("k", "We *believe*.", Place(((Part.ARTICLE, 1), (Part.PARAGRAPH, 2)))),
)
TEMPLATE = Template(
    "declaration", SEGMENTS, (("Project-Id-Version", "Doors"), ("POT-Creation-Date", ""))
)


def test_a_template_reads_like_this():
    written = template.write(TEMPLATE).decode()
    assert written.endswith(
        '#. title\n#. A name.\n#. Keep it short.\n#: declaration.md#title\nmsgctxt "title"\n'
        'msgid "Open doors"\nmsgstr ""\n\n'
        "#. article 1, paragraph 2\n#: declaration.md#article-1/paragraph-2\n"
        'msgctxt "k"\nmsgid "We *believe*."\nmsgstr ""\n'
    )


def test_what_is_written_is_read_with_places_and_notes():
    read = template.read(
        template.write(TEMPLATE), path="po/declaration.pot", document="declaration"
    )
    assert read == TEMPLATE
    assert [s.place for s in read.segments] == [s.place for s in SEGMENTS]
    assert read.header == TEMPLATE.header


def dated(new: Template, previous: Template | None) -> str:
    return dict(template.settle(new, previous, date="2026-05-05 00:00+0000").header)[
        "POT-Creation-Date"
    ]


@pytest.mark.parametrize(
    ("changed", "moves"),
    [
        (SEGMENTS, False),
        (SEGMENTS[::-1], True),
        ((replace(SEGMENTS[0], source="Open door"), SEGMENTS[1]), True),
        ((replace(SEGMENTS[0], notes=()), SEGMENTS[1]), True),
        ((replace(SEGMENTS[0], place=Place(((Part.ABOUT, 0),))), SEGMENTS[1]), True),
    ],
)
def test_the_date_moves_only_when_something_in_the_file_does(changed, moves):
    before = template.settle(TEMPLATE, None, date="2026-03-02 00:00+0000")
    expected = "2026-05-05 00:00+0000" if moves else "2026-03-02 00:00+0000"
    assert dated(replace(TEMPLATE, segments=changed), before) == expected
