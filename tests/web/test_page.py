import re
from base64 import b64encode
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from pipeline.formats.inline import escape, plain
from pipeline.web.inline import html, language_attributes
from pipeline.web.page import policy


def test_the_policy_names_the_bytes_of_style_and_script_and_allows_nothing_else() -> None:
    said = policy("p {}", "1;")
    digest = b64encode(sha256(b"p {}").digest()).decode()
    assert f"style-src 'sha256-{digest}'" in said
    assert said.startswith("default-src 'none'; ")
    assert "unsafe" not in said
    assert "script-src" not in policy("p {}", "")


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Museums **share** *what* they know", "Museums <strong>share</strong> <em>what</em> they"),
        ("[a *b* c](https://example.org)", '<a href="https://example.org">a <em>b</em> c</a>'),
        ("<script>alert(1)</script>", "&lt;script&gt;"),
        ("a\nb", "a<br>\nb"),
        ("[Σωκράτης]{lang=el}", '<span lang="el" dir="ltr">Σωκράτης</span>'),
        ("[سقراط]{lang=ar}", '<span lang="ar" dir="rtl">سقراط</span>'),
        ("`x < y`", "<code>x &lt; y</code>"),
        ("knowledge[^a]", '<a id="call-a" href="#note-a" role="doc-noteref">1</a>'),
        ("knowledge[^b]", "<sup>b</sup>"),
    ],
)
def test_inline_markdown_becomes_html(markdown: str, expected: str) -> None:
    assert expected in html(markdown, {"a": "1"})


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:/"])
def test_a_link_leads_to_no_script_and_no_file(link: str) -> None:
    assert "href" not in html(f"[here]({link})")


def test_a_language_that_is_none_is_left_out() -> None:
    assert language_attributes("not a language") == ""


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=60))
def test_the_reader_sees_the_characters_that_were_written(words: str) -> None:
    markup = html(escape(words))
    tree = lxml_html.fragment_fromstring(f"<p>{markup}</p>")
    assert tree.text_content() == plain(escape(words))
    assert not tree.xpath(".//script")


@given(st.text(alphabet="<>&\"'[]()*_`!\\ ajvscript:onload=", max_size=80))
def test_no_text_makes_an_element_or_attribute_that_we_do_not_write(words: str) -> None:
    tree = lxml_html.fragment_fromstring(str(html(words)), create_parent="div")
    for element in tree.iterdescendants():
        assert element.tag in {"a", "em", "strong", "code", "sup", "span", "br"}
        assert set(element.attrib) <= {"href", "id", "role", "lang", "dir"}
        assert not re.match(r"\s*(javascript|data|vbscript):", element.get("href", ""))
