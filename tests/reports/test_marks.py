from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from pipeline.model import Severity, Span
from pipeline.reports.marks import apart, changed, marked
from pipeline.text.diff import diff


def test_offending_words_are_marked_and_the_rest_is_escaped() -> None:
    assert marked("<b> of 19", [(1, Severity.ERROR, [Span(7, 9)])]) == (
        '&lt;b&gt; of <mark class="error" data-n="1">19</mark>'
    )


def test_where_findings_overlap_each_number_stands_where_its_finding_ends() -> None:
    found = [(1, Severity.ERROR, [Span(0, 2)]), (2, Severity.WARNING, [Span(1, 3)])]
    assert marked("abc", found) == (
        '<mark class="error">a</mark>'
        '<mark class="error" data-n="1">b</mark>'
        '<mark class="warning" data-n="2">c</mark>'
    )


def test_a_character_that_cannot_be_seen_is_named() -> None:
    assert "U+200B" in marked("a\u200bb", [(1, Severity.WARNING, [Span(1, 2)])])
    assert "U+0020" in marked("a  b", [(1, Severity.INFO, [Span(1, 3)])])
    assert "U+" not in marked("a b c", [(1, Severity.INFO, [Span(0, 5)])])


def test_a_span_beyond_the_end_is_cut_off() -> None:
    assert marked("ab", [(1, Severity.INFO, [Span(1, 99), Span(7, 9)])]) == (
        'a<mark class="info" data-n="1">b</mark>'
    )


def test_a_change_shows_what_went_and_what_came() -> None:
    assert changed(diff("in two <rounds>", "in three <rounds>")) == (
        "in <del>two</del><ins>three</ins> &lt;rounds&gt;"
    )


SPANS = st.lists(st.builds(Span, st.integers(0, 12), st.integers(0, 12)), max_size=4)


@given(
    st.text(alphabet='ab<>&"é第م', max_size=12),
    st.lists(st.tuples(st.integers(1, 9), st.sampled_from(Severity), SPANS), max_size=4),
)
def test_marks_change_no_letter(text: str, found: list[tuple[int, Severity, list[Span]]]) -> None:
    tree = lxml_html.fragment_fromstring(str(marked(text, found)), create_parent="div")
    assert tree.text_content() == text
    assert {element.tag for element in tree.iterdescendants()} <= {"mark"}


def test_a_sentence_keeps_what_it_quotes_apart() -> None:
    assert apart("'term' is 'إعلان' in it.") == (
        "&#39;<bdi>term</bdi>&#39; is &#39;<bdi>إعلان</bdi>&#39; in it."
    )
    assert apart("the next one's <b> fits\u202e here's") == (
        "the next one&#39;s &lt;b&gt; fits&lt;U+202E&gt; here&#39;s"
    )
