"""The proof: a text is found as it was translated, or it is missing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.inline import plain
from pipeline.formats.markdown import parse
from pipeline.model import Document, Standing, map_texts, texts
from pipeline.publish import proof
from pipeline.publish.tagged import Tagged, tagged
from pipeline.stages.segment import segment
from pipeline.typeset import Design, Edition, Imprint
from pipeline.typeset import typeset as set_pages
from pipeline.typeset import typeset_parallel as set_parallel

PARALLEL = Edition.PARALLEL


def found(words: str, *pages: str) -> bool:
    return proof._found(proof.fold(words), [proof.fold(page) for page in pages])


def test_line_breaks_and_soft_hyphens_are_no_part_of_a_text() -> None:
    assert found("Science is open to all.", "1. Sci\u00adence is\nopen to\r\nall. 2.")


@pytest.mark.parametrize("mark", "\u200b\u200c\u200d\u200e\u200f\u202b\u2060\u2067\ufeff")
def test_what_leaves_no_mark_is_no_part_of_a_text(mark: str) -> None:
    assert found(f"می{mark}خواهیم", "می خواهیم")
    assert found("می خواهیم", f"می{mark}خواهیم")


def test_canonically_equal_texts_are_the_same() -> None:
    assert found("déclaration", "de\u0301claration")


def test_a_text_may_run_over_pages_that_follow_each_other() -> None:
    assert found("one two three four", "head one two", "three four foot")
    assert not found("one two three four", "head one two", "a figure", "three four foot")


def test_a_lost_character_is_found_out() -> None:
    assert not found("第十九条", "第十条")
    assert not found("one two three", "one two", "tree")


@given(st.text(alphabet="abcdef", min_size=2, max_size=12), st.data())
def test_a_text_cut_anywhere_by_a_page_break_is_found(words: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(words) - 1))
    assert found(words, "1" + words[:cut], words[cut:] + "2")


def parse_keyed(markdown: str, locale: str) -> Document:
    return segment(parse(f"# T\n\n{markdown}", name="d", locale=locale))[0]


def typeset(markdown: str, locale: str) -> tuple[bytes, tuple[tuple[str, str], ...]]:
    made = set_pages(parse_keyed(markdown, locale))
    return made.pdf, made.texts


def test_a_pdf_that_says_what_it_should_is_proved() -> None:
    pdf, texts = typeset("La ciencia es de todos, y «todos» somos muchísimos.", "es")
    assert proof.prove(pdf, texts) == proof.Proof(2)


def test_a_pdf_that_says_something_else_is_not() -> None:
    pdf, texts = typeset("La ciencia es de todos.", "es")
    changed = tuple((key, words.replace("todos", "pocos")) for key, words in texts)
    assert proof.prove(pdf, changed).missing == (texts[1][0],)


def test_what_a_reader_reorders_is_proved_by_the_tags() -> None:
    pdf, texts = typeset("تأسست الشبكة (عام ٢٠٢٦، في «المتحف») لتبادل ١٥٬٠٠٠ معرض.", "ar")
    found = proof.prove(pdf, texts)
    assert not found.missing
    wrong = tuple((key, words.replace("٢٠٢٦", "٢٠٢٧")) for key, words in texts)
    assert proof.prove(pdf, wrong).missing == (texts[1][0],)


@pytest.mark.parametrize("sign", ["®", "½", "≠", "≥", "❶", "①", "“نعم”", "😀", "👍🏽", "🇫🇷"])
def test_what_a_reader_spells_otherwise_is_proved_by_the_tags(sign: str) -> None:
    pdf, texts = typeset(f"تأسست الشبكة {sign} لتبادل المعارض.", "ar")
    assert proof.prove(pdf, texts).missing == ()
    other = tuple((key, words.replace(sign, "§")) for key, words in texts)
    assert proof.prove(pdf, other).missing == (texts[1][0],)


@pytest.mark.parametrize(
    ("element", "proved"),
    [
        (Tagged(drawn=["a-", "b"], heard=["ab"]), True),  # a hyphen at the end of a line
        (Tagged(drawn=["cb"], heard=["ab"]), False),  # heard as it should be, drawn otherwise
        (Tagged(drawn=["a", "bc"], heard=["a", "b"]), False),  # more is drawn
        (Tagged(drawn=["b", "a"], heard=["a"]), False),  # less is heard
        (Tagged(drawn=["ba"], heard=["ba"]), False),
        (Tagged(alternative="ab"), True),
        (None, False),
    ],
)
def test_what_is_heard_must_be_drawn_no_more_and_no_less(
    element: Tagged | None, proved: bool
) -> None:
    assert proof._speaks(element, "ab") is proved


def test_a_text_that_was_never_set_is_told_unless_it_is_nothing() -> None:
    document = parse_keyed("One.\n\n[^call]\n\nTwo.", "en")
    words = {f"en:{text.key}": plain(text.markdown) for text in texts(document)}
    assert "" in words.values()
    said = [(key, each) for key, each in words.items() if each]
    assert proof.left_out(document, said, "en:") == []
    assert proof.left_out(document, said[:-1], "en:") == [said[-1][0]]


def test_english_in_a_file_that_reads_from_right_to_left_is_proved_too() -> None:
    document = parse_keyed("We have not translated (yet) the year 2026.", "en")
    left = map_texts(document, lambda t: replace(t, locale="en", standing=Standing.FALLBACK))
    made = set_pages(replace(left, locale="ur"))
    assert not proof.prove(made.pdf, made.texts).missing


def test_short_lines_beside_others_that_run_the_other_way_are_proved() -> None:
    # PDFium takes both for one line, and puts the words of one of them in the opposite order.
    english = parse_keyed("Declare (again) as follows:", "en")
    persian = parse_keyed("اعلامیهٔ نگهداری (از) فانوس‌های دریایی جهان ما", "fa")
    persian = map_texts(persian, lambda t: replace(t, key=f"{t.key}."))
    made = set_parallel(english, persian, imprint=Imprint(), design=Design(edition=PARALLEL))
    assert not proof.prove(made.pdf, made.texts).missing
    other = tuple((key, words.replace("as follows", "follows as")) for key, words in made.texts)
    assert len(proof.prove(made.pdf, other).missing) == 1


def test_a_paragraph_over_two_pages_may_say_the_same_twice() -> None:
    # Where a line ends with a hyphen, each part of its paragraph has a replacement text.
    pdf, texts = typeset("*Responsabilidad*, *internacionalización*, reconocimiento. " * 80, "es")
    assert tagged(pdf)[texts[1][0]].spoken.count(", ") == 80
    assert proof.prove(pdf, texts).missing == ()


def test_hyphens_at_the_ends_of_lines_do_not_keep_columns_from_being_proved() -> None:
    # Lines of two columns stand side by side, and a reader takes them for one.
    words = "Responsabilidad, *internacionalización* y reconocimiento de los establecimientos. " * 4
    document = parse_keyed(words, "es")
    other = replace(document, locale="pt")
    made = set_parallel(document, other, imprint=Imprint(), design=Design(edition=PARALLEL))
    assert not proof.prove(made.pdf, made.texts).missing
    wrong = tuple((key, text.replace("conoci", "cinoco")) for key, text in made.texts)
    assert len(proof.prove(made.pdf, wrong).missing) == 2
