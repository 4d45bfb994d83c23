"""Whether a document is justified: where its words are too long for that, none of it is."""

import pytest

from pipeline.model import Document, Paragraph, Text
from pipeline.typeset import Imprint, typeset
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.hyphenation import hyphenation_points
from pipeline.typeset.lines import Line, set_lines
from pipeline.typeset.paragraph import Paragraph as Set
from pipeline.typeset.rag import ragged

# In Finnish, and as if it were Meänkieli, which is spelt alike and has no patterns.
LONG = (
    "Museojärjestelmällisyydestämme huolimatta tiedekeskusyhdistyksemme vapaaehtoistyöntekijät "
    "esittelevät kulttuuriperintökohteita kansainvälisille vierailijaryhmille."
)
SHORT = "Me uskomme, että tiede on meille kaikille, ja että museon ovi on auki."
GERMAN = "Wissenschaftsmuseumsgesellschaften, Ausstellungsvorbereitungen, Besucherinnenbefragungen."
ARMENIAN = "Գիտությունը պատկանում է մարդկությանը, եւ թանգարանները ծառայում են ընկերություններին։"
CHINESE = (
    "我们相信，科学是人类共同的遗产。它由各个地区、各种语言的人民共同缔造；博物馆应当敞开大门。"
)


def document(words: str, tag: str) -> Document:
    return Document("a", Text("Title"), (Paragraph((Text(words),)),) * 3, locale=tag)


@pytest.mark.parametrize(
    ("words", "tag", "expected"),
    [
        (LONG, "fit", True),
        (LONG, "fi", False),  # there are patterns to hyphenate it by
        (SHORT, "fit", False),
        (GERMAN, "de", False),
        (GERMAN, "fit", True),
        (CHINESE, "zh-Hans", False),  # no spaces, but lines end anywhere
        ("", "fit", False),
        ("\u0007" * 200, "fit", False),  # told when it is set
    ],
)
def test_long_words_that_are_not_hyphenated_cannot_fill_lines(
    words: str, tag: str, expected: bool, fonts: FontSet
) -> None:
    assert ragged(document(words, tag), 450.0, 10.5, fonts) is expected


def test_narrow_lines_can_be_filled_less(fonts: FontSet) -> None:
    assert ragged(document(SHORT, "fit"), 130.0, 10.5, fonts)
    assert ragged(document(SHORT, "fit"), 450.0, 36.0, fonts)


def test_hyphens_that_are_rare_do_not_fill_narrow_lines(all_fonts: FontSet) -> None:
    # Armenian patterns know of few places: of these none between two consonants.
    assert hyphenation_points("մարդկությանը", "hy") == ()
    assert ragged(document(ARMENIAN, "hy"), 160.0, 10.5, all_fonts)
    assert not ragged(document(ARMENIAN, "hy"), 400.0, 10.5, all_fonts)
    assert not ragged(document(GERMAN, "de"), 160.0, 10.5, all_fonts)


@pytest.mark.parametrize(("words", "filled"), [(LONG, False), (SHORT, True)])
def test_all_paragraphs_are_set_alike(
    words: str, filled: bool, fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    spaces: list[float] = []

    def spied(paragraph: Set, width: float, fonts: FontSet) -> tuple[Line, ...]:
        lines = set_lines(paragraph, width, fonts)
        spaces.extend(line.space or line.tracking for line in lines)
        return lines

    monkeypatch.setattr("pipeline.typeset.setting.set_lines", spied)
    several = [words.split()[n:] + words.split()[:n] for n in range(8)]
    blocks = tuple(Paragraph((Text(" ".join(each * 3)),)) for each in several)
    typeset(Document("a", Text("Title"), blocks, locale="fit"), imprint=Imprint(), fonts=fonts)
    assert any(spaces) is filled
