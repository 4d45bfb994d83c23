"""A declaration that a page or a Word file marks up keeps its lists, notes and labels."""

from __future__ import annotations

import pytest

from pipeline.formats import intake, markdown
from pipeline.locales import Locale
from pipeline.model import Kind
from pipeline.stages.page import take_apart

EN = Locale("en")
PAGE = """<html lang=en><h1>River Declaration</h1>
<p>We, who live along the rivers, declare as follows:</p>
<ol>
<li>Everyone may walk along a river, whoever they are, under these conditions:
  <ol type=a><li>the path is marked;<li>no bank is harmed.</ol>
<li><p>No one may close a spring that others have drunk from<sup><a href="#f1" id="r1">1</a></sup>.
  Whoever has done so opens it:</p><ul><li>by day;<li>by night.</ul>
</ol>
<p>And for those who come after us:</p>
<ol start=3><li>Rivers are kept clean by everyone who lives beside them, and by those who pass.
<li>Wells are shared, as our grandparents have shared them with their neighbours.</ol>
<p>The English version of this text is the authentic one.</p>
<div id="f1"><a href="#r1">1</a> A spring is where water rises.</div>"""
SOURCE = """---
kind: declaration
---

# River Declaration

::: preamble
We, who live along the rivers, declare as follows:
:::

1. Everyone may walk along a river, whoever they are, under these conditions:

   a. the path is marked;

   b. no bank is harmed.

2. No one may close a spring that others have drunk from[^1]. Whoever has done so opens it:

   - by day;
   - by night.

::: hinge
And for those who come after us:
:::

3. Rivers are kept clean by everyone who lives beside them, and by those who pass.

4. Wells are shared, as our grandparents have shared them with their neighbours.

::: notice
The English version of this text is the authentic one.
:::

[^1]: A spring is where water rises.
"""
TYPED = """<html lang=en><h1>River Declaration</h1><p>All rivers are free.</p>
<p>1. Everyone may walk along a river, whoever they are, at these times:</p>
<ul><li>by day;<li>by night.</ul>
<p>2. No one may close a spring, whoever may have opened it before them.</p>
<p>It is no matter how small it is.</p>
<h2>Duties</h2>
<p>3. Rivers are kept clean by everyone who lives beside them.</p>"""
LICENCE = """<html lang=en><h1>River Licence</h1>
<h2>Section 1</h2><ol type=a><li>Scope of this licence, which covers all the rivers there are.
<ol><li>The first river of all is the one that you know from when you were a child.
<li>The second river of all is the one that you have crossed to come here today.
<li>The third river of all is the one that nobody has ever crossed in all the years.</ol></ol>"""


def source(page: str) -> str:
    read = intake.read(page.encode(), "page.html")
    return markdown.serialize(
        take_apart(read.passages, "page", EN, document=read.document).document
    )


def test_a_marked_up_declaration() -> None:
    found = source(PAGE)
    assert found == SOURCE
    assert markdown.serialize(markdown.parse(found, name="page")) == found


def test_numbers_that_are_typed_count_articles_too() -> None:
    found = source(TYPED)
    assert "::: preamble\nAll rivers are free.\n:::" in found
    assert "at these times:\n\n   - by day;\n   - by night.\n\n2. No one" in found
    assert "before them.\n\n   It is no matter how small it is.\n\n## Duties\n\n3. Rivers" in found


def test_lists_within_lists_are_no_articles() -> None:
    read = intake.read(LICENCE.encode(), "page.html")
    document = take_apart(read.passages, "page", EN, document=read.document).document
    assert document.meta.kind is Kind.PAGE
    assert "a. Scope of this licence" in markdown.serialize(document)


def test_our_own_markdown_is_a_source_as_it_is() -> None:
    read = intake.read(SOURCE.encode(), "page.md")
    made = take_apart(read.passages, "page", EN, document=read.document).document
    assert markdown.serialize(made) == SOURCE


@pytest.mark.parametrize("label", ["a.", "(a)", "C.", "(iv)", "II."])
def test_letters_count_no_articles(label: str) -> None:
    """``C.`` is the hundredth of nothing."""
    read = intake.read(f"Rivers\n\n{label} Everyone may walk along a river.\n".encode(), "page.txt")
    written = markdown.serialize(take_apart(read.passages, "page", EN).document)
    assert f"{label} Everyone" in written


def test_an_address_in_a_note_is_not_the_site_s() -> None:
    page = """<h1>Rivers</h1><p>All rivers are free, as is said<a id=r href="#n">1</a>.</p>
    <div id=n><a href="#r">1</a> https://example.org/rivers</div>"""
    assert "[^1]: https://example.org/rivers" in source(page)


def test_what_says_the_title_again_is_not_lost() -> None:
    found = source("<p>Oil</p><p>Lamps burn:</p><ul><li>Oil</li><li>Wax</li></ul>")
    assert found == "# Oil\n\nLamps burn:\n\n- Oil\n- Wax\n"


def test_a_picture_in_a_list_leaves_the_list_alone() -> None:
    found = source("<h1>Oil</h1><ul><li>Whale<p><img src=w.png alt='A whale'></p></li><li>Wax</ul>")
    assert found == "# Oil\n\n- Whale\n- Wax\n"


def test_a_typewritten_page_is_read_as_text() -> None:
    lines = (
        "All rivers are free, from where they rise to the sea,\nand whoever walks there is, too."
    )
    found = source(f"<pre>Rivers\n\n{lines}\n</pre>")
    assert found == f"# Rivers\n\n{lines.replace(chr(10), ' ')}\n"
