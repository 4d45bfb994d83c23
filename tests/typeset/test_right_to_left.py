"""Right-to-left sentences of any kind come out of PDFium and poppler as they were put in."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.extraction import missing, pdfium, poppler
from pipeline.typeset import typeset
from pipeline.typeset.fontset import FontSet
from tests.typeset.documents import simple

PIECES = {
    "ar": (
        "كتاب العلم سببًا كلٍّ، (لا) «نعم» “نور”. 12 ١٢٫٥٪ (48) 1948-12-10 A/RES/217 UNESCO (UN) "
        "United Nations, 217 A (III) أ/ب – ؟ [ج]"
    ).split(),
    "he": (
        "ספר שָׁלוֹם דלת, (לא) “אור” 12 48% (7) 12:30 10-12 UNESCO (UN) United Nations א/ב ב-48 – "
        "רצה. [ד];"
    ).split(),
    "dv": "ދިވެހި ބަސް، (ނޫން) 12 (48) UNESCO “ބަސް”.".split(),
}


def _read(text: str, locale: str, fonts: FontSet) -> dict[str, list[str]]:
    pdf = typeset(simple(text, locale=locale), fonts=fonts).pdf
    return {"pdfium": missing([text], pdfium(pdf)), "poppler": missing([text], poppler(pdf))}


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not here")
@pytest.mark.parametrize("locale", PIECES)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_numbers_names_and_signs_stay_where_they_were_put(
    locale: str, data: st.DataObject, all_fonts: FontSet
) -> None:
    # Poppler takes a page for one that is read from the right if most of its letters are.
    words = [PIECES[locale][0]] * 20
    pieces = data.draw(st.lists(st.sampled_from(PIECES[locale]), min_size=2, max_size=30))
    text = " ".join((words[0], *pieces, *words))
    assert _read(text, locale, all_fonts) == {"pdfium": [], "poppler": []}


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not here")
@pytest.mark.parametrize(
    ("locale", "text"),
    [
        # Quotation marks at the start of a paragraph, with a number in the margin beside it.
        ("he", "“אור” גדול (קטן) – כן."),
        # Cursive letters that go back, with vowel signs.
        ("ks", "نایجَر کٲشُر اِنسان"),
        # Vowel signs that poppler takes for letters from left to right.
        ("lrc", "سانگوٙ، نئکوٙ یی"),
    ],
)
def test_what_readers_stumbled_over(locale: str, text: str, all_fonts: FontSet) -> None:
    assert _read(text, locale, all_fonts) == {"pdfium": [], "poppler": []}


def test_latin_letters_in_a_file_that_is_read_from_right_to_left(all_fonts: FontSet) -> None:
    text = "All human beings (of any kind) are born free, and equal."
    assert not missing([text], pdfium(typeset(simple(text, locale="ar"), fonts=all_fonts).pdf))
