"""Lines: all of the text, no wider than the measure, chosen for the whole paragraph."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.typeset.cuts import hyphenated
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.lines import Line, set_lines
from pipeline.typeset.measure import Segment, measure
from pipeline.typeset.paragraph import Alignment, Paragraph, Span, Style
from pipeline.typeset.totalfit import choose, reached

WORDS = (
    "We believe that science belongs to all people, and that whoever has lifted an object, turned "
    "it over and put it to the test understands it better than one who has only been told about it."
)
CHINESE = (
    "我们相信，科学是人类共同的遗产。它由各个地区、各种语言的人民共同缔造；博物馆应当敞开大门。"
)
ARABIC = "نحن نؤمن بأن العلوم ملك لجميع الشعوب في كل مكان وزمان، وأن المتحف بيت مفتوح للجميع."


def lines_of(
    text: str,
    width: float,
    fonts: FontSet,
    locale: str = "en",
    alignment: Alignment = Alignment.JUSTIFY,
    **options: bool,
) -> tuple[Line, ...]:
    return set_lines(Paragraph((Span(text),), locale, alignment=alignment, **options), width, fonts)


@pytest.mark.parametrize("width", [90.0, 150.0, 400.0])
@pytest.mark.parametrize(
    ("text", "locale"), [(WORDS, "en"), (CHINESE, "zh-Hans"), (ARABIC, "ar"), (CHINESE, "zh-Hant")]
)
def test_justified_lines_fill_the_measure(
    text: str, locale: str, width: float, fonts: FontSet
) -> None:
    lines = lines_of(text, width, fonts, locale)
    assert "".join(line.text for line in lines) == text
    assert all(line.width <= width + 0.01 for line in lines)
    full = [line for line in lines[:-1] if abs(line.width - width) < 0.01]
    assert len(full) >= len(lines[:-1]) * 0.7


@settings(max_examples=60)
@given(
    st.text("abcdef -\u00ad\u00a0\u0627\u0628\u0661ж中。、(\n", max_size=120), st.floats(20, 300)
)
def test_nothing_is_lost_and_nothing_sticks_out(fonts: FontSet, text: str, width: float) -> None:
    lines = lines_of(text, width, fonts)
    assert "".join(line.text for line in lines) == text
    assert all(line.width <= width + 0.01 for line in lines)


def test_a_newline_ends_the_line(fonts: FontSet) -> None:
    assert [line.text for line in lines_of("one\ntwo", 300, fonts)] == ["one\n", "two"]


@pytest.mark.parametrize("character", "x,(")
def test_a_word_longer_than_the_line_is_broken(character: str, fonts: FontSet) -> None:
    lines = lines_of(character * 400, 100, fonts, "tlh")
    assert len(lines) > 10
    assert all(line.width <= 100.01 for line in lines)


def test_a_word_is_not_broken_before_a_stop_nor_behind_a_bracket(fonts: FontSet) -> None:
    # Writing without spaces, of a script that no dictionary parts into words, looks like this.
    text = "abcdefgh,ijklmn)opqrstuvwx(yz)abcdefghij,klmnop,qrst)uvwxyz"
    for width in range(60, 130, 3):
        for line in lines_of(text, width, fonts, "und"):
            assert line.text[0] not in ",)", width
            assert line.text[-1] != "(", width


def test_a_hyphen_at_the_end_of_a_line_is_one_that_readers_take_off(fonts: FontSet) -> None:
    lines = lines_of("representation of internationalisation", 60, fonts)
    assert "".join(line.text for line in lines) == "representation of internationalisation"
    broken = [line for line in lines if line.hyphenated]
    assert broken
    for line in broken:
        cells = [cell for run in line.runs for cell in run.box.cells]
        assert "".join(cell.text for cell in cells) == f"{line.text}-"


@pytest.mark.parametrize("width", [60.0, 90.0, 130.0, 200.0])
@pytest.mark.parametrize(
    "address",
    [
        "https://international.example.org/declaration/responsibility/institutions?translation",
        "acknowledgements@institutions.example.org",
    ],
)
def test_an_address_gets_no_hyphen(fonts: FontSet, address: str, width: float) -> None:
    end = len("See ") + len(address)
    for line in lines_of(f"See {address} and acknowledgements", width, fonts):
        assert not (line.hyphenated and line.end < end)


@pytest.mark.parametrize(("text", "width"), [(WORDS, 130), (WORDS, 208), (f"{WORDS} {WORDS}", 259)])
def test_there_is_no_ladder_of_hyphens(text: str, width: float, fonts: FontSet) -> None:
    lines = lines_of(text, width, fonts)
    ends = [line.text[-1].isalpha() for line in lines[:-1]]
    assert not any(one and two for one, two in pairwise(ends))


@given(
    st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=80).map(" ".join),
    st.floats(60, 300),
    st.floats(0.5, 3),
)
def test_words_that_no_line_can_end_in_need_not_be_hyphenated(
    fonts: FontSet, text: str, width: float, tolerance: float
) -> None:
    def ends(segments: tuple[Segment, ...]) -> list[int] | None:
        chosen = choose(segments, (width,), tolerance)
        return chosen and [segments[end - 1].end for end in chosen]

    measured = measure(Paragraph((Span(text),), "en"), fonts)
    among = reached(measured.segments, width, tolerance, Style().size)
    assert ends(hyphenated(measured, width, among)) == ends(hyphenated(measured, width))


def test_most_words_of_a_short_paragraph_are_none_that_a_line_can_end_in(fonts: FontSet) -> None:
    measured = measure(Paragraph((Span(WORDS),), "en"), fonts)
    among = reached(measured.segments, 400.0, 2.2, Style().size)
    assert len(among) < len(measured.segments) / 2


def test_words_are_not_broken_behind_a_hyphen_of_their_own(fonts: FontSet) -> None:
    for text in ("well-known " * 12, "so - it seems " * 12):
        lines = lines_of(text, 130, fonts)
        assert not any(line.text.rstrip().endswith("-") for line in lines)


def test_a_chinese_paragraph_does_not_end_in_one_character(fonts: FontSet) -> None:
    for width in range(100, 300, 7):
        assert len(lines_of(CHINESE, width, fonts, "zh-Hans")[-1].text) > 1, width


@pytest.mark.parametrize(("words", "ends"), [(21, [9, 19, 21]), (31, [9, 19, 29, 31])])
def test_a_last_line_is_worse_the_shorter_it_is(words: int, ends: list[int]) -> None:
    # Two words are short for a last line, too, but better than one.
    segments = [Segment(at, at + 1, 20.0, 5.0, 2.5, 1.6) for at in range(words)]
    assert choose(segments, (248.0,), 1.3) == ends


def test_thai_words_are_not_set_apart_but_all_letters_by_a_little(
    all_fonts: FontSet,
) -> None:
    text = "เราเชื่อว่าวิทยาศาสตร์เป็นของทุกคนและพิพิธภัณฑ์ต้องเปิดประตูต้อนรับคนทุกรุ่นทุกภาษา"
    for width in range(120, 300, 9):
        for line in lines_of(text, width, all_fonts, "th")[:-1]:
            assert not any(run.after for run in line.runs), width
            assert line.tracking <= 0.07 * Style().size, width
            if line.tracking:
                assert line.width == pytest.approx(width)


def test_no_line_begins_with_a_closing_mark(fonts: FontSet) -> None:
    for width in range(100, 300, 7):
        for line in lines_of(CHINESE, width, fonts, "zh-Hans"):
            assert line.text[0] not in "，。；、", width


def test_from_right_to_left_lines_start_on_the_right(fonts: FontSet) -> None:
    last = lines_of(ARABIC, 200, fonts, "ar")[-1]
    assert last.rtl
    assert last.x + last.width == pytest.approx(200)


@pytest.mark.parametrize(
    ("alignment", "share"), [(Alignment.START, 0), (Alignment.CENTER, 0.5), (Alignment.END, 1)]
)
def test_alignment(alignment: Alignment, share: float, fonts: FontSet) -> None:
    (line,) = lines_of("word", 100, fonts, alignment=alignment)
    assert line.x == pytest.approx((100 - line.width) * share)


def test_a_title_is_balanced(fonts: FontSet) -> None:
    title = "The declaration of open doors on science"
    loose = lines_of(title, 170, fonts, alignment=Alignment.START)
    even = lines_of(title, 170, fonts, alignment=Alignment.START, balance=True)
    assert len(loose) == len(even) == 2
    spread = [max(x.width for x in each) - min(x.width for x in each) for each in (loose, even)]
    assert spread[1] < spread[0]


def test_the_first_line_may_have_another_width(fonts: FontSet) -> None:
    paragraph = Paragraph((Span(WORDS),))
    lines = set_lines(paragraph, (100.0, 300.0), fonts)
    assert lines[0].width <= 100.01 < lines[1].width


def test_a_paragraph_of_nothing_has_no_lines(fonts: FontSet) -> None:
    assert lines_of("", 100, fonts) == ()


def test_a_larger_word_makes_its_line_taller(fonts: FontSet) -> None:
    spans = (Span("small "), Span("large", Style(size=30)))
    (line,) = set_lines(Paragraph(spans), 300, fonts)
    (small,) = set_lines(Paragraph(spans[:1]), 300, fonts)
    assert line.ascent == pytest.approx(small.ascent * 30 / 10.5)


def test_the_last_line_is_no_torn_word_if_it_can_be_helped(fonts: FontSet) -> None:
    text = (
        "Nos comprometemos a explicar la ciencia con palabras sencillas a todas las personas, "
        "también a los más pequeños."
    )
    for width in range(200, 300, 2):
        *_, before, last = lines_of(text, float(width), fonts, "es")
        assert not before.hyphenated or " " in last.text.strip()
