"""Markdown as typed documents."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.errors import SourceError
from pipeline.formats.markdown import parse, serialize
from pipeline.model import (
    Align,
    Article,
    ArticleStyle,
    Block,
    Figure,
    Heading,
    Item,
    Kind,
    List,
    Note,
    Paragraph,
    Quote,
    Role,
    Row,
    Section,
    Table,
    Text,
    Verbatim,
    texts,
    walk,
)

SOURCE = Path(__file__).resolve().parents[2] / "source"


def blocks(markdown: str, kind: str = "page") -> tuple[Block, ...]:
    return parse(f"---\nkind: {kind}\n---\n# T\n\n{markdown}", name="t", path="t.md").blocks


def paragraph(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def test_front_matter_and_title() -> None:
    document = parse(
        "---\nkind: declaration\ndate: 2026-03-02\nofficial-language: en_GB\nplace: Here\n---\n"
        "# A *title*\n",
        name="declaration",
    )
    assert document.title == Text("A *title*")
    assert document.meta.kind is Kind.DECLARATION
    assert document.meta.date == "2026-03-02"
    assert document.meta.official_language == "en-GB"
    assert document.meta.extra == (("place", "Here"),)


def test_too_many_spaces_take_no_words_from_the_translators() -> None:
    source = b"# T\n\n1. Each town pays\n\n       one euro;\n\n    and *no* more.\n"
    document = parse(source, name="t")
    assert [text.markdown for text in texts(document)][1:] == [
        "Each town pays",
        "one euro;",
        "and *no* more.",
    ]


def test_reflowing_a_paragraph_changes_nothing() -> None:
    assert blocks("One two\nthree\n  four.") == blocks("One two three four.")


def test_a_hard_break_is_a_newline() -> None:
    assert blocks("Rue A\\\nParis") == blocks("Rue A  \nParis") == (paragraph("Rue A\nParis"),)


def test_no_break_spaces_are_characters_of_the_text() -> None:
    assert blocks("«\u00a0oui\u202f;\nnon\u00a0»") == (paragraph("«\u00a0oui\u202f; non\u00a0»"),)
    assert blocks('![Une porte\u202f!](door.png "Ouverte\u00a0: oui")') == (
        Figure("door.png", Text("Une porte\u202f!"), Text("Ouverte\u00a0: oui")),
    )


def test_chinese_lines_join_without_a_space() -> None:
    assert blocks("科学属于\n所有人。") == (paragraph("科学属于所有人。"),)


def test_comments_are_notes_to_the_translators_of_what_follows() -> None:
    (section,) = blocks("<!-- Keep the verb. -->\n::: preamble\nWe, the museums,\n:::")
    (text,) = texts(section)
    assert text.notes == ("Keep the verb.",)


def test_numbered_items_of_a_declaration_are_articles() -> None:
    first, hinge, second = blocks(
        "1. We believe.\n\n   Also.\n\nThus:\n\n2. We act.", "declaration"
    )
    assert first == Article(1, (paragraph("We believe."), paragraph("Also.")))
    assert hinge == paragraph("Thus:")
    assert second == Article(2, (paragraph("We act."),))


def test_numbered_items_of_a_page_are_a_list() -> None:
    (only,) = blocks("3. one\n4. two")
    assert only == List((Item((paragraph("one"),)), Item((paragraph("two"),))), True, 3)


def test_headings_that_say_article_are_articles() -> None:
    one, two, after = blocks("## Article 1\n\nA.\n\n## Article 2: Trust\n\nB.\n\n## Annex")
    assert one == Article(1, (paragraph("A."),), None, ArticleStyle.HEADING)
    assert two == Article(2, (paragraph("B."),), Text("Trust"), ArticleStyle.HEADING)
    assert after == Heading(2, Text("Annex"))


def test_an_article_under_a_chapter_has_the_level_of_its_heading() -> None:
    part, article = blocks("## Chapter I\n\n### Article 1: Trust\n\nA.")
    assert part == Heading(2, Text("Chapter I"))
    heading = Text("Trust")
    assert article == Article(1, (paragraph("A."),), heading, ArticleStyle.HEADING, level=3)


def test_sections_and_regions_not_to_translate() -> None:
    section, verbatim = blocks("::: notice\nEnglish prevails.\n:::\n\n::: notranslate\nODN/1\n:::")
    assert section == Section(Role.NOTICE, (paragraph("English prevails."),))
    assert verbatim == Verbatim((paragraph("ODN/1"),))
    assert list(texts(verbatim)) == []


def test_tables_with_captions() -> None:
    (table,) = blocks("Table: Costs\n\n| A | B |\n|---|--:|\n| a \\| b | 2 |")
    assert table == Table(
        Row((Text("A"), Text("B"))),
        (Row((Text("a | b"), Text("2"))),),
        (Align.AUTO, Align.END),
        Text("Costs"),
    )


def test_an_image_alone_is_a_figure() -> None:
    assert blocks('![A door](door.png "An open door")') == (
        Figure("door.png", Text("A door"), Text("An open door")),
    )


def test_quotes_and_notes() -> None:
    quote, note = blocks("> Said[^n].\n\n[^n]: By whom.")
    assert quote == Quote((paragraph("Said[^n]."),))
    assert note == Note("n", (paragraph("By whom."),))


def test_reference_links_become_inline_links() -> None:
    assert blocks("See [the text][t].\n\n[t]: https://example.org") == (
        paragraph("See [the text](https://example.org)."),
    )


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b"# T\n\nab\xff", "t.md:3: byte 0xff is not UTF-8. Save the file as UTF-8."),
        (b"words", "t.md:1: the document has no title. Begin it with"),
        (b"# T\n\n<div>x</div>", "t.md:3: raw HTML '<div>x</div>' in the source. "),
        (b"# T\n\n::: Preamble\nx\n:::", "t.md:3: '::: Preamble' is not a section we know. "),
        (b"# T\n\n::: hinge\nx\n\n1. y", "t.md:3: '::: hinge' is not closed. End it with a line"),
        (b"# T\n\n|a|b|\n|-|-|\n|1|2|3|", "t.md:5: a row of the table has 3 cells, and its head "),
        (b"---\nkind: poem\n---\n# T", "t.md:1: front matter: 'kind: poem' is not understood. "),
        (b"---\ndate: soon\n---\n# T", "Write the date as YYYY-MM-DD."),
        (b"---\ndate: 2026-13-45\n---\n# T", "Write the date as YYYY-MM-DD."),
        (b"---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\n# T", "has an alias"),
        (b"*" * 9999 + b"x" + b"*" * 9999, "nested too deep"),
        (b"---\na: [\n---\n# T", "the front matter is not YAML"),
    ],
)
def test_what_cannot_be_read_says_where_and_what_to_do(source: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=re.escape(said)):
        parse(source, name="t", path="t.md")


def test_strokes_in_a_cell_and_rows_in_a_quotation_are_counted_as_they_are_read() -> None:
    (quote,) = blocks("> | a | b |\n> |---|---|\n> | x \\| y | z |\n> only one")
    table = quote.blocks[0]
    assert [len(row.cells) for row in table.rows] == [2, 2]
    assert table.rows[0].cells[0].markdown == "x | y"


def test_the_page_on_writing_shows_every_kind_of_block() -> None:
    page = (SOURCE.parent / "docs" / "writing.md").read_text("utf-8")
    (shown,) = re.findall("```markdown\n(.*?)```", page, re.DOTALL)
    document = parse(shown, name="t")
    articles = [block for block in document.blocks if isinstance(block, Article)]
    assert [article.number for article in articles] == [1, 2, 3]
    kinds = {type(block) for block in walk(document.blocks)}
    assert kinds >= {Section, Article, Heading, Paragraph, Table, Figure, Quote, List, Note}
    roles = {block.role for block in document.blocks if isinstance(block, Section)}
    assert roles == {Role.PREAMBLE, Role.HINGE, Role.SIGNATURES}
    assert all(f"`{role}`" in page for role in Role)


@pytest.mark.parametrize("name", sorted(path.stem for path in SOURCE.glob("*.md")))
def test_our_own_documents_make_the_round_trip(name: str) -> None:
    document = parse((SOURCE / f"{name}.md").read_bytes(), name=name)
    assert parse(serialize(document), name=name) == document


# -- the law: parse(serialize(x)) == x

line = st.text(alphabet="ab cé中*_`[]()#>-+=|~:.1&<!\\", min_size=1, max_size=20)
prose = st.lists(line, min_size=1, max_size=3).map("\n".join)


@st.composite
def markdown_blocks(draw: st.DrawFn, depth: int = 2) -> str:
    """Markdown as people write it, and as they should not."""
    kinds = ["paragraph", "heading", "table", "figure", "comment", "rule", "code"]
    kind = draw(st.sampled_from(kinds + ["list", "numbers", "quote", "section"] * (depth > 0)))
    if kind in ("list", "numbers", "quote", "section"):
        inner = "\n\n".join(draw(st.lists(markdown_blocks(depth - 1), min_size=1, max_size=3)))
        if kind == "section":
            return f"{':' * (3 + depth)} preamble\n{inner}\n{':' * (3 + depth)}"
        first, rest = {"list": ("- ", "  "), "numbers": ("4. ", "   "), "quote": ("> ", "> ")}[kind]
        lines = inner.split("\n")
        return "\n".join([first + lines[0], *(rest + each for each in lines[1:])])
    words = draw(prose)
    return {
        "paragraph": words,
        "heading": f"## {words.splitlines()[0]}",
        "table": "| a | b |\n|---|:-:|\n| " + words.replace("\n", " ").replace("|", "") + " | 2 |",
        "figure": '![alt](a.png "cap")',
        "comment": "<!-- note -->",
        "rule": "***",
        "code": "```\nx\n```",
    }[kind]


@settings(max_examples=300, deadline=None)
@example(["\\\n1\n="], Kind.PAGE)
@example(["\\\n*"], Kind.PAGE)
@example(["*\\\nwords"], Kind.PAGE)
@example(["```a`b"], Kind.PAGE)
@example(["**_"], Kind.PAGE)
@example(["## \\#"], Kind.PAGE)
@given(st.lists(markdown_blocks(), max_size=5), st.sampled_from(Kind))
def test_what_was_read_can_be_written_and_read_again(parts: list[str], kind: Kind) -> None:
    source = f"---\nkind: {kind}\n---\n\n# Title\n\n" + "\n\n".join(parts)
    try:
        document = parse(source, name="t")
    except SourceError:
        return
    assert parse(serialize(document), name="t") == document
