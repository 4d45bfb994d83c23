"""Codes of PDF fonts: short, never mistaken for one another, and never too few."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.typeset import cmap
from pipeline.typeset.cmap import MOST, SPACE, Codes, to_cids, to_unicode, written
from pipeline.typeset.fontset import FontSet
from tests.typeset.test_pdf_text import by_pdfium, pdf

_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def unescaped(literal: str) -> bytes:
    """The bytes of a literal string without its parentheses (7.3.4.2)."""
    return _ESCAPED.sub(
        lambda found: {"r": "\r", "n": "\n"}.get(found[1], found[1]), literal
    ).encode("latin-1")


def code(number: int) -> bytes:
    """A code as a reader finds it."""
    return unescaped(written(number))


def read(codes: bytes) -> list[bytes]:
    """Codes as a reader takes them apart: two bytes from 0xC0 on."""
    found, at = [], 0
    while at < len(codes):
        end = at + (2 if codes[at] >= 0xC0 else 1)
        found.append(codes[at:end])
        at = end
    return found


def test_the_space_is_the_code_that_word_spacing_widens() -> None:
    assert written(SPACE) == " "
    assert Codes().number(" ", 0) == SPACE


def test_what_would_end_a_string_is_escaped() -> None:
    assert written(ord("(")) == "\\("
    assert written(ord("\\")) == "\\\\"
    assert written(0x0D) == "\\r"
    assert written(0x0A) == "\\n"


@given(st.lists(st.integers(1, MOST), max_size=20))
def test_codes_come_out_as_they_went_in(numbers: list[int]) -> None:
    codes = unescaped("".join(map(written, numbers)))
    assert read(codes) == list(map(code, numbers))


def test_no_two_numbers_have_one_code() -> None:
    assert len({written(number) for number in range(1, MOST + 1)}) == MOST


def rows(written_map: bytes, kind: str) -> list[tuple[int, int, str]]:
    """First code, last code and the rest of every row of a CMap."""
    row = re.compile(r"<(\w+)><(\w+)>(.+)")
    blocks = re.findall(rf"begin{kind}\n(.*?)end{kind}", written_map.decode(), re.DOTALL)
    found = [row.fullmatch(line) for block in blocks for line in block.splitlines()]
    return [(int(each[1], 16), int(each[2], 16), each[3]) for each in found if each]


@given(st.integers(1, 700))
def test_every_code_shows_the_glyph_of_its_number(count: int) -> None:
    shown: dict[int, int] = {}
    for low, high, first in rows(to_cids(count), "cidrange"):
        assert low >> 8 == high >> 8, "only the last byte may change within a range"
        shown |= {code: int(first) + code - low for code in range(low, high + 1)}
    codes = (int.from_bytes(code(number), "big") for number in range(1, count + 1))
    assert [shown[each] for each in codes] == list(range(1, count + 1))


@given(st.lists(st.text(min_size=1, max_size=4), min_size=1, max_size=300, unique=True))
def test_every_code_says_its_words(words: list[str]) -> None:
    codes = Codes()
    meant = {int.from_bytes(code(codes.number(each, 0)), "big"): each for each in words}
    said: dict[int, str] = {}
    for low, high, texts in rows(to_unicode(codes.words), "bfrange"):
        here = re.findall(r"<(\w*)>", texts)
        assert len(here) == high - low + 1
        said |= {low + at: bytes.fromhex(each).decode("utf-16-be") for at, each in enumerate(here)}
    assert said == {ord(" "): " "} | meant


def test_all_codes_of_one_byte_are_given_first_and_those_to_be_escaped_last() -> None:
    codes = Codes()
    given = [code(codes.number(str(each), 0)) for each in range(191)]
    assert set(given[:190]) == {bytes([each]) for each in range(1, 0xC0)} - {b" "}
    assert set(given[185:190]) == {b"\\", b"(", b")", b"\r", b"\n"}
    assert given[190] == b"\xc0\x00"


def test_common_letters_have_the_bytes_that_operators_are_written_with() -> None:
    codes = Codes("eta")
    codes.number("Z", 0)
    assert [code(codes.number(each, 0)) for each in "etaZ"] == [b"-", b".", b"/", b"0"]


def test_faces_of_a_family_share_codes_and_a_second_glyph_has_its_own() -> None:
    codes = Codes()
    regular, bold = codes.number("a", 0), codes.number("a", 0)
    assert regular == bold
    assert codes.number("a", 1) != regular


def test_where_codes_run_out_a_font_is_embedded_again(
    fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "The quick brown fox jumps over the lazy dog, AND THE LAZY DOG SLEEPS. " * 3
    monkeypatch.setattr(cmap, "MOST", cmap._LONGEST + 20)
    content = pdf(text.strip(), "en", fonts)
    assert content.count(b"/Length1") > 1
    assert "".join(by_pdfium(content).split()) == "".join(text.split())


def test_a_font_of_few_codes_needs_no_cmap_and_one_of_many_does(fonts: FontSet) -> None:
    few = pdf("Everyone has the right to education.", "en", fonts)
    alphabet = "".join(map(chr, (*range(0x3B1, 0x3C9), *range(0x430, 0x450), *range(0xC0, 0x180))))
    text = " ".join(alphabet[at : at + 8] for at in range(0, len(alphabet), 8))
    many = pdf(text, "en", fonts)
    assert (b"/Type/CMap" in few, b"/Type/CMap" in many) == (False, True)
    for content, words in ((few, "Everyone has the right to education."), (many, text)):
        assert "".join(by_pdfium(content).split()) == "".join(words.split())
