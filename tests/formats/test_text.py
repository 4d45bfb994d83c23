"""Plain text: paragraphs, lines that a mail broke, encodings."""

from __future__ import annotations

import pytest

from pipeline.errors import ContributionError
from pipeline.formats.passages import Kind
from pipeline.formats.text import parse


def words(text: str, encoding: str = "utf-8") -> list[str]:
    return [passage.text for passage in parse(text.encode(encoding)).passages]


def test_empty_lines_set_paragraphs_apart() -> None:
    assert words("Title\n\n  One paragraph.  \n \nAnother.") == [
        "Title",
        "One paragraph.",
        "Another.",
    ]


def test_lines_that_a_mail_program_broke_are_joined() -> None:
    text = (
        "The museums of the valley have agreed to lend each\n"
        "other what is in their stores, whoever asks for it,\nand to say so in public.\n"
    )
    assert words(text) == [
        "The museums of the valley have agreed to lend each other what is in their stores, "
        "whoever asks for it, and to say so in public."
    ]


def test_lines_that_stand_alone_are_not() -> None:
    assert words("Location: Home\nMuseums lend each other what they have in their stores\n") == [
        "Location: Home",
        "Museums lend each other what they have in their stores",
    ]


def test_lines_that_had_room_for_more_are_paragraphs() -> None:
    lines = [
        "We, the keepers of the mills in this valley,",
        "recalling that a mill belongs to all those whose corn it has ever ground,",
        "agree on the following:",
        "1. A mill stands open to whoever brings corn, on every day but one.",
        "2. Nobody pays more than the miller's own cousin pays for the same work.",
        "5. 水車は村のものであり、誰もその流れを止めてはならない。",
        "6. Whoever mends the wheel is fed.",
    ]
    assert words("\n".join(lines)) == lines


def test_items_may_skip_numbers_in_lines_that_a_program_broke() -> None:
    broken = (
        "3. The museums of the valley have agreed to lend each\n"
        "other what is in their stores.\n"
        "7. They open on Mondays, and also without any fee on\n"
        "12. March, which is the day on which the oldest of\nthem was founded.\n"
    )
    first, second = words(broken)
    assert first.startswith("3. ")
    assert first.endswith("stores.")
    assert "on 12. March" in second


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Թանգարանները համաձայնել են իրար տալ այն, ինչ ունեն։", "Նրանք բաց են երկուշաբթի օրերին։"),
        ("ሙዚየሞቹ በመጋዘኖቻቸው ያለውን ሁሉ ለሌሎች ለማዋስ ተስማምተዋል።", "ሰኞ ቀን ለሁሉም ሰው ያለ ክፍያ ክፍት ናቸው።"),
    ],
)
def test_a_sentence_ends_with_the_mark_of_its_script(first: str, second: str) -> None:
    assert words(f"3. {first}\n7. {second}\n") == [f"3. {first}", f"7. {second}"]


def test_lines_of_scripts_without_spaces_are_joined_without_one() -> None:
    line = "各博物馆同意将其库房中所藏之物相互借用并就此公开说明以便各国公众均能知晓"
    assert words(f"{line}\n{line}。\n") == [f"{line}{line}。"]


def test_bullets_are_items_and_markup_is_only_characters() -> None:
    first, second = parse("• About us\n\n5 * 3 < 20 & more".encode()).passages
    assert (first.text, first.kind) == ("About us", Kind.ITEM)
    assert second.text.endswith("& more")
    assert "\\*" in second.text or "*" in second.text


GREEK = "Άλλα μουσεία, όπως το «Παλαιό Μύλος», δανείζουν ό,τι έχουν. Άρα κανείς δεν χάνει τίποτε."
RUSSIAN = "Музеи договорились давать друг другу на время то, что лежит у них в запасниках."
JAPANESE = "各博物館は、収蔵庫にあるものを互いに貸し出し、そのことを公に知らせることで合意した。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GREEK, "cp1253"),
        (GREEK.replace("«", "").replace("»", ""), "iso8859-7"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp1251"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (JAPANESE, "utf-16"),
        ("博物馆同意相互借用库房中的藏品，并将此事公之于众，使各国观众都能知道。", "gb18030"),
        ("博物館同意相互借用庫房中的藏品，並將此事公諸於眾，使各國觀眾都能知道。", "big5"),
        (RUSSIAN, "utf-8-sig"),
        (RUSSIAN, "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
        (JAPANESE, "utf-16-be"),
    ],
)
def test_encodings(text: str, encoding: str) -> None:
    assert words(text, encoding) == [text]


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(ContributionError):
        parse(bytes(range(256)) * 20, where="photo.txt")


def test_emphasis_and_addresses_as_in_mails_are_kept() -> None:
    said = (
        "We *firmly* hold to **open doors**, see [there](https://example.org/a) and the note[^1]."
    )
    assert words(said) == [said]
    assert words("*铭记*从气候变暖到救治病患") == ["*铭记*从气候变暖到救治病患"]
    assert words("5*3*2 is 30, and 2 * 3 * 4 is 24") == ["5\\*3\\*2 is 30, and 2 * 3 * 4 is 24"]


def test_a_no_break_space_is_kept_and_indents_are_not() -> None:
    assert words("\u00a0\u00a0 200\u00a0euros  a  year") == ["200\u00a0euros a year"]


def test_what_a_mail_quotes_is_read_without_its_marks() -> None:
    mail = "Hi!\n> Doors are open.\n> \n> > Who says that\n> > they are open?\n> Ana.\nBo\n"
    said = ["Hi!", "Doors are open.", "Who says that", "they are open?", "Ana.", "Bo"]
    assert words(mail) == said
    assert words("> 5 doors are open.\n\nMore.") == ["> 5 doors are open.", "More."]
