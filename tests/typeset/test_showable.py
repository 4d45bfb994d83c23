"""A few characters that cannot be set stand in a draft by their code points."""

import pytest

from pipeline.formats.inline import plain
from pipeline.model import Document, Paragraph, Text
from pipeline.typeset.showable import showable
from tests.typeset.documents import FONTS


def shown(*words: str, locale: str = "es") -> tuple[list[str], tuple[str, ...]]:
    blocks = tuple(Paragraph((Text(each, key=f"p{n}"),)) for n, each in enumerate(words))
    document, faults = showable(Document("d", Text("T"), blocks, locale=locale), FONTS)
    texts = [block.texts[0] for block in document.blocks if isinstance(block, Paragraph)]
    return [plain(text.markdown) for text in texts], faults


@pytest.mark.parametrize("bad", ["\x07", "\x00", "\ud800", "\uffff", "\ue000", "\U00012000"])
def test_what_cannot_be_set_is_shown_by_its_code_point_and_named_with_its_text(bad: str) -> None:
    sound = "Las bibliotecas guardan la memoria. " * 3
    words, faults = shown(sound, f"Un {bad}libro.")
    assert words == [sound, f"Un [U+{ord(bad):04X}]libro."]
    (fault,) = faults
    assert fault.startswith("'p1': ")
    assert f"U+{ord(bad):04X}" in fault


def test_a_document_that_can_be_set_is_left_as_it_is() -> None:
    assert shown("Un *libro*.") == (["Un libro."], ())


def test_a_page_of_code_points_would_say_nothing() -> None:
    # The fonts that travel with the package have no Thai.
    thai = "ห้องสมุดเก็บรักษาความทรงจำของประชาชาติทั้งหลาย"
    assert shown(thai, locale="th") == ([thai], ())
