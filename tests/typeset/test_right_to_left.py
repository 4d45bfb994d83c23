"""Right-to-left sentences of any kind come out of PDFium and poppler as they were put in."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from benchmarks.extraction import missing, pdfium, poppler
from pipeline.formats import markdown
from pipeline.formats.inline import escape
from pipeline.model import Paragraph, Text
from pipeline.typeset import typeset
from pipeline.typeset.design import Design, Margins
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


POPPLER = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not here"
)
# To look for a smaller example that fails takes minutes, as each is typeset.
MANY = settings(
    max_examples=12,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
WORDS = {
    "ar": "كتاب سببًا كلٍّ، أ/ب مادّة؛ في؟",
    "he": "ספר שָׁלוֹם דלת, ב-48 עו״ד ה־12 כן;",
    "fa": "کتاب می‌خواهیم ماده‌ٔ حق؟ است",
    "ur": "کتاب علم، حقوق۔ ہے",
    "dv": "ދިވެހި ބަސް، ހައްޤު.",
    "yi": "וויסנשאַפֿט, פֿרײַהייט און",
}
SIGNS = (
    "12 48% (7) 12:30 10-12 1948–1998 12/3/2020 3.5 1,948.00 UNESCO A/RES/217 – — ... * † [1] 1. "
    "a) info@example.org https://www.example.org/a_b?c=1&d=2#e -5 +3 $5 12° C++ AT&T e.g. 1/2 3×4 "
    "= < | & #5 1990s COVID-19 IV. 12- ! ( ) “Human No. 5(a) § 217 A (III) United Nations, € 50 %"
).split()


def _phrases(locale: str) -> st.SearchStrategy[str]:
    """Words, numbers and names, some in brackets or quotation marks, in one another."""
    plain = st.lists(st.sampled_from((*WORDS[locale].split(), *SIGNS)), min_size=1, max_size=3)
    pairs = "() [] «» “” ‘’ \"\" '' {} „“ ‹›".split()
    ends = st.sampled_from(["", "", ".", ",", "،", ":", "-12", "/a", "1", "*"])
    return st.recursive(
        plain.map(" ".join),
        lambda inner: st.builds(
            lambda pair, words, end: pair[0] + words + pair[1] + end,
            st.sampled_from(pairs),
            inner,
            ends,
        ),
        max_leaves=3,
    )


def _read(text: str, locale: str, fonts: FontSet, margin: float = 34.0) -> dict[str, list[str]]:
    design = Design(margins=Margins(start=margin))
    pdf = typeset(simple(escape(text), locale=locale), fonts=fonts, design=design).pdf
    return {"pdfium": missing([text], pdfium(pdf)), "poppler": missing([text], poppler(pdf))}


@POPPLER
@pytest.mark.parametrize("locale", PIECES)
@MANY
@given(data=st.data())
def test_numbers_names_and_signs_stay_where_they_were_put(
    locale: str, data: st.DataObject, all_fonts: FontSet
) -> None:
    # Poppler takes a page for one that is read from the right if most of its letters are.
    words = [PIECES[locale][0]] * 20
    pieces = data.draw(st.lists(st.sampled_from(PIECES[locale]), min_size=2, max_size=30))
    text = " ".join((words[0], *pieces, *words))
    assert _read(text, locale, all_fonts) == {"pdfium": [], "poppler": []}


@POPPLER
@pytest.mark.parametrize("locale", WORDS)
@MANY
@given(data=st.data())
def test_what_declarations_hold_comes_out_however_it_is_broken_into_lines(
    locale: str, data: st.DataObject, all_fonts: FontSet
) -> None:
    words = WORDS[locale].split()
    phrases = data.draw(st.lists(_phrases(locale), min_size=1, max_size=12))
    margin = data.draw(st.integers(28, 110))
    # PDFium takes a line that says what the line before says for its shadow.
    chance = random.Random(margin)
    more = [chance.choice(words) for _ in range(8 + len(" ".join(phrases)) // 2)]
    text = " ".join((words[0], *phrases, *more))
    assert _read(text, locale, all_fonts, margin) == {"pdfium": [], "poppler": []}


@POPPLER
@pytest.mark.parametrize(
    ("locale", "text"),
    [
        # A space by itself in a font of its own, before what PDFium is told.
        ("he", "ספר (UN) 12 (UN) ב-48 (7) " + "ספר " * 9),
        # Signs in two fonts about a space, one of which PDFium is told of.
        ("ar", "– UNESCO (UN) (لا) " + "كتاب " * 9),
        # A sign without width before a mark that takes some of its letter's.
        ("fa", "کتاب ماده‌ٔ دانش"),
        # The same sign twice, as people type it unseen.
        ("fa", "می\u200c\u200cگویند می\u200cگویند"),
        # A slash before what runs from left to right and ends in one.
        ("fa", "کتاب است'/a [https:// " + "کتاب " * 9),
        # Quotation marks at the start of a paragraph, with a number in the margin beside it.
        ("he", "“אור” גדול (קטן) – כן."),
        # Cursive letters that go back, with vowel signs.
        ("ks", "نایجَر کٲشُر اِنسان"),
        # Names among letters that no reader turns round, beside a sign for which one does.
        ("rhg-Rohg", "𐴌𐴟𐴇𐴥𐴝𐴚۔ (UN)، 𐴒𐴙𐴝۔ 𐴌𐴟𐴇𐴥𐴝𐴚 12 𐴒𐴙𐴝۔"),
        ("rhg-Rohg", "𐴌𐴟𐴇𐴥𐴝𐴚 𐴒𐴙𐴝۔ 𐴒𐴙𐴝 A/RES/217 A (III) 𐴌𐴟𐴇𐴥𐴝𐴚"),
        # A space between numbers and one at the end of a line, by itself in its font.
        ("ff-Adlm", "𞤆𞤵𞤤𞤢𞤪 12 12 𞤆𞤵𞤤𞤢𞤪 𞤆𞤵𞤤𞤢𞤪"),
        ("rhg-Rohg", "𐴌𐴟𐴇𐴥𐴝𐴚 " * 6 + "12 " * 30 + "𐴌𐴟𐴇𐴥𐴝𐴚"),
        # Vowel signs that poppler takes for letters from left to right.
        ("lrc", "سانگوٙ، نئکوٙ یی"),
    ],
)
def test_what_readers_stumbled_over(locale: str, text: str, all_fonts: FontSet) -> None:
    assert _read(text, locale, all_fonts) == {"pdfium": [], "poppler": []}


@POPPLER
@pytest.mark.parametrize("sign", ["😀", "𝑥"])
def test_signs_beyond_the_basic_plane_leave_the_words_beside_them_in_order(
    sign: str, all_fonts: FontSet
) -> None:
    # Of letters up there, no reader turns round those that run from right to left.
    text = f"كتاب {sign} علم (حق) حقوق"
    pdf = typeset(simple(text, locale="ar"), fonts=all_fonts).pdf
    assert not missing([text], poppler(pdf))
    # PDFium turns round the halves of the sign itself.
    assert not missing(["كتاب", "علم (حق) حقوق"], pdfium(pdf))


@pytest.mark.parametrize("text", ["كتاب\n\nعلم", "\nكتاب", "Light\n\nfor (all)", "\n\n"])
def test_an_empty_line_is_nothing_to_read(text: str, fonts: FontSet) -> None:
    document = replace(simple(locale="ar"), blocks=(Paragraph((Text(text),)),))
    pdf = typeset(document, fonts=fonts).pdf
    assert not missing(text.split("\n"), pdfium(pdf))


def test_latin_letters_in_a_file_that_is_read_from_right_to_left(all_fonts: FontSet) -> None:
    text = "All human beings (of any kind) are born free, and equal."
    assert not missing([text], pdfium(typeset(simple(text, locale="ar"), fonts=all_fonts).pdf))


@POPPLER
@pytest.mark.parametrize(
    ("locale", "number", "word"),
    [
        ("nqo", "߁", "ߒߞߏ"),
        ("ff-Adlm", "𞥑", "𞤆𞤵𞤤𞤢𞤪"),
        ("rhg-Rohg", "1", "𐴌𐴟𐴇𐴥𐴝𐴚𐴒𐴙𐴝"),
        ("ae", "1", "𐬬𐬀𐬢𐬵𐬀"),
    ],
)
def test_a_number_in_the_margin_is_read_before_its_item(
    locale: str, number: str, word: str, all_fonts: FontSet
) -> None:
    words = " ".join([word] * 40)
    document = replace(markdown.parse(f"# {word}\n\n1. {words}\n", name="item"), locale=locale)
    pdf = typeset(document, fonts=all_fonts).pdf
    for read in (pdfium(pdf), poppler(pdf)):
        before = " ".join("".join(read).split()).partition(words)[0]
        assert before.endswith((f"{number}. ", f"{number}.")), read


# Words of letters that not all readers turn round, with signs of Arabic that they do.
SIGNED = {
    "nqo": "ߒߞߏ ߞߊ߲، ߊߞߊ߲؟ (ߞߊ) ߊ߲߫؛ 12 ߁߂ “ߞߏ” ߞߊ-ߞߏ",
    "rhg-Rohg": "𐴌𐴟𐴇𐴥𐴝𐴚 𐴒𐴙𐴝۔ 𐴀𐴝𐴦، (𐴒𐴙) 𐴙𐴝؟ 12 𐴱𐴲 “𐴒𐴙𐴝”، 𐴒𐴙-𐴙𐴝",
    "ff-Adlm": "𞤆𞤵𞤤𞤢𞤪 𞤋𞤥𞤯𞤫⹁ 𞤂𞤫𞤻𞤮𞤤؟ (𞤥𞤮) 𞤫؛ 12 𞥑𞥒 “𞤫𞤫” 𞤥𞤮-𞤫.",
}


@POPPLER
@pytest.mark.parametrize("locale", SIGNED)
@MANY
@given(data=st.data())
def test_signs_of_arabic_among_letters_that_readers_do_not_know(
    locale: str, data: st.DataObject, all_fonts: FontSet
) -> None:
    words, *others = SIGNED[locale].split()
    chosen = data.draw(st.lists(st.sampled_from([words, *others]), min_size=1, max_size=40))
    text = " ".join([words, *chosen, words])
    margin = data.draw(st.integers(20, 110))
    assert _read(text, locale, all_fonts, margin) == {"pdfium": [], "poppler": []}


@POPPLER
@pytest.mark.parametrize("locale", SIGNED)
def test_a_number_in_the_margin_of_such_a_line_is_read_before_it(
    locale: str, all_fonts: FontSet
) -> None:
    words = SIGNED[locale]
    number = "߁" if locale == "nqo" else "𞥑" if locale == "ff-Adlm" else "1"
    document = replace(markdown.parse(f"# {words}\n\n1. {words}\n", name="item"), locale=locale)
    pdf = typeset(document, fonts=all_fonts).pdf
    for read in (pdfium(pdf), poppler(pdf)):
        assert not missing([f"{number}. {words}"], read)


@POPPLER
@pytest.mark.parametrize("locale", ["rhg-Rohg", "ff-Adlm"])
def test_a_line_of_a_number_by_itself_leaves_the_page_as_it_is(
    locale: str, all_fonts: FontSet
) -> None:
    word = SIGNED[locale].split()[0]
    words = f"{word} 48, {word} ({word}) {word}-{word}."
    source = f"# {word}\n\n906\\.\n\n{words}\n"
    pdf = typeset(replace(markdown.parse(source, name="item"), locale=locale), fonts=all_fonts).pdf
    for read in (pdfium(pdf), poppler(pdf)):
        assert not missing(["906.", words], read)
