"""Declarations of made-up sentences in every language and script, typeset and read back.

    python -m benchmarks.sentences_pdf                    all
    python -m benchmarks.sentences_pdf ar am und-Tnsa     some
    python -m benchmarks.sentences_pdf --into DIR …       and the PDFs into DIR, for
                                                          `python -m conformance.check DIR/*.pdf`
    python -m benchmarks.sentences_pdf --words FOLDER …   of words as people write them, in the 995
                                                          languages of Unilex (`benchmarks.unilex`)

Each has a title, a preamble and thirty articles with headings, every third with a numbered list.
The sentences mean nothing: words that CLDR has for languages, countries, currencies and units, or,
for scripts in which it has none, words made of the script's letters and marks. Now and then there
are brackets, quotation marks, a number, words joined by a hyphen or a slash, and in one sentence
of forty a name in Latin letters. Printed as by `benchmarks.locales_pdf`. Words of Unilex come as
often as the root of their frequency says, with apostrophes of every kind that is in use.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from babel import Locale as Cldr

from benchmarks.locales_pdf import living, locales, options, read_back
from benchmarks.unilex import Words
from pipeline.formats.inline import escape
from pipeline.locales import Locale
from pipeline.model import Block, Document, Heading, Item, List, Paragraph, Role, Section, Text
from pipeline.text.quotes import pairs
from pipeline.typeset.characters import scripts
from pipeline.words import numeral

_ARTICLES = 30
# Typed, printed, and three letters of which orthographies choose one.
_APOSTROPHES = "'’ʼꞌʻ"
# What stands behind a sentence, within it, and between words, where it is not a full stop, a
# comma and a space.
_STOPS = {
    "Arab": (".", "،", " "), "Thaa": (".", "،", " "), "Syrc": (".", "،", " "),
    "Nkoo": (".", "߸", " "), "Adlm": (".", "⹁", " "), "Rohg": ("۔", "،", " "),
    "Deva": ("।", ",", " "), "Beng": ("।", ",", " "), "Orya": ("।", ",", " "),
    "Guru": ("।", ",", " "), "Olck": ("᱾", ",", " "), "Mtei": ("꯫", ",", " "),
    "Ethi": ("።", "፣", " "), "Armn": ("։", ",", " "), "Mymr": ("။", "၊", " "),
    "Khmr": ("។", ",", ""), "Thai": ("", " ", ""), "Laoo": ("", " ", ""), "Tibt": ("།", "།", "་"),
    "Hans": ("。", "，", ""), "Hant": ("。", "，", ""), "Jpan": ("。", "、", ""),
    "Yiii": ("。", "，", ""), "Mong": ("᠃", "᠂", " "), "Java": ("꧉", "꧈", ""),
    "Bali": ("᭟", "᭞", ""), "Cham": ("꩝", ",", " "), "Lana": ("᪨", ",", ""), "Tale": (".", ",", ""),
    "Talu": (".", ",", ""), "Vaii": ("꘎", "꘍", " "), "Bamu": ("꛳", "꛵", " "),
    "Lisu": ("꓿", "꓾", " "), "Limb": ("᥄", ",", " "), "Lepc": ("᰻", ",", " "),
    "Cans": ("᙮", ",", " "),
}  # fmt: skip


def main() -> None:
    """Set the documents and print what is wrong with them."""
    parser = options(str(__doc__))
    parser.add_argument("--words", type=Path, metavar="FOLDER", help="data/frequency of Unilex")
    parser.add_argument("--seed", default="", help="a word for other sentences")
    given = parser.parse_args()
    if given.words:
        documents = _listed(given.names, given.words, given.seed)
    else:
        documents = _documents(given.names, given.seed)
    read_back(documents, given.into)


def _documents(names: Sequence[str], seed: str) -> Iterator[Document]:
    for tag in names or _tags():
        words = _words(tag)
        if len(words) >= 3:
            yield _document(tag, _Maker(tag, words, seed))


def _listed(names: Sequence[str], folder: Path, seed: str) -> Iterator[Document]:
    """Documents of the words of a folder's lists."""
    for tag in names or sorted(path.stem for path in folder.glob("*.txt")):
        yield _document(tag, _Writer(tag, Words.read(folder / f"{tag}.txt"), seed))


def _tags() -> list[str]:
    """The locales of which CLDR has words, and the living scripts of none of them."""
    tags = [tag for tag in locales() if len(_words(tag)) >= 3]
    written = {Locale.parse(tag).written for tag in tags} | {"Arab", "Hani", "Hira", "Kana", "Hang"}
    return [*tags, *(f"und-{script}" for script in living() if script not in written)]


def _words(tag: str) -> list[str]:
    """Words in the script of a locale, each once."""
    script = Locale.parse(tag).written
    found = set(_made_up(script)) if tag.startswith("und-") else set(_known(tag))
    table = scripts()
    wanted = {table[each] for word in found for each in word} if tag.startswith("und-") else None
    return sorted(word for word in found if wanted or _fits(word, script))


def _known(tag: str) -> Iterator[str]:
    cldr: Any = Cldr.parse(tag, sep="-")
    for names in (cldr.languages, cldr.territories, cldr.currencies, cldr.scripts):
        for name in names.values():
            yield from str(name).replace("(", " ").replace(")", " ").split()
    for patterns in cldr.unit_display_names.values():
        yield from str(patterns.get("long", "")).split()
    for width in (cldr.months, cldr.days):
        yield from (str(name) for name in width["format"]["wide"].values())


def _fits(word: str, script: str) -> bool:
    """Whether a word is of letters and marks, and of a script or of none in particular."""
    table = scripts()
    own = {"Hans": {"Hani"}, "Hant": {"Hani"}, "Jpan": {"Hani", "Hira", "Kana"}, "Kore": {"Hang"}}
    own_scripts = own.get(script, {"Arab"} if script == "Aran" else {script})
    return any(table[each] in own_scripts for each in word) and all(
        table[each] in own_scripts | {"Zyyy", "Zinh"} and unicodedata.category(each)[0] in "LM"
        for each in word
    )


def _made_up(script: str) -> Iterator[str]:
    """Words of a script's letters, most of them with its marks."""
    table = scripts()
    own = [chr(code) for code in range(0x110000) if table[chr(code)] == script]
    letters = [each for each in own if unicodedata.category(each) in ("Lo", "Ll", "Lm")]
    marks = [each for each in own if unicodedata.category(each) in ("Mn", "Mc")]
    chosen = random.Random(script)
    for _ in range(300 if letters else 0):
        word = ""
        for _ in range(chosen.randint(1, 5)):
            word += chosen.choice(letters)
            if marks and chosen.random() < 0.4:
                word += chosen.choice(marks)
        yield unicodedata.normalize("NFC", word)


def _document(tag: str, maker: _Maker) -> Document:
    preamble = Section(Role.PREAMBLE, tuple(maker.paragraph() for _ in range(6)))
    blocks: list[Block] = [preamble]
    label = max(maker.words[:40], key=len)
    for number in range(1, _ARTICLES + 1):
        blocks.append(Heading(2, maker.text(f"{label} {numeral(number, maker.locale.bcp47)}")))
        blocks.append(maker.paragraph())
        if number % 3 == 0:
            blocks.append(List(tuple(Item((maker.paragraph(),)) for _ in range(3)), ordered=True))
    title = maker.text(maker.phrase(5))
    return Document(tag, title, tuple(blocks), locale=maker.locale.bcp47)


class _Maker:
    """Sentences of words chosen by chance, the same every time."""

    quotes: Sequence[tuple[str, str]] = (("“", "”"), ("«", "»"))

    def __init__(self, tag: str, words: Sequence[str], seed: str) -> None:
        self.words, self.chance, self.keys = words, random.Random(tag + seed), count()
        # CLDR's locales and Unilex's tags may say of which part of a country they are.
        self.locale = Locale.parse(tag)
        self.stop, self.comma, self.space = _STOPS.get(self.locale.written, (".", ",", " "))

    def text(self, words: str) -> Text:
        return Text(escape(" ".join(words.split())), key=f"s{next(self.keys)}")

    def paragraph(self) -> Paragraph:
        return Paragraph((self.text(" ".join(self.sentence() for _ in range(2))),))

    def word(self) -> str:
        return self.chance.choice(self.words)

    def phrase(self, count: int) -> str:
        return self.space.join(self.word() for _ in range(count))

    def sentence(self) -> str:
        phrases = [self.odd(self.phrase(self.chance.randint(2, 7))) for _ in range(4)]
        comma = self.comma if self.comma == " " or not self.space else self.comma + " "
        return comma.join(phrases) + self.stop

    def odd(self, phrase: str) -> str:
        """A phrase, one in six with what is found in declarations besides words."""
        number = numeral(self.chance.randint(1, 2500), self.locale.bcp47)
        name = self.chance.choice(("UNESCO", "(UN)", "217 A (III)"))
        one, other = self.phrase(1), self.phrase(1)
        gap = self.space and " "
        odd = (
            f"({phrase})", *(f"{opened}{phrase}{closed}" for opened, closed in self.quotes),
            f"{one} ({phrase})", f"{phrase} {number}",
            f"{one}-{other}{gap}{phrase}", f"{one}/{other}", f"{one}: {phrase}; {other}",
            f"{phrase} – {one}", f"{phrase} ({number})",
        )  # fmt: skip
        chosen = self.chance.random()
        if chosen < 0.005:
            return f"{phrase} {name}"
        return self.chance.choice(odd) if chosen < 0.17 else phrase


class _Writer(_Maker):
    """Sentences of a list's words, between the language's own quotation marks."""

    def __init__(self, tag: str, listed: Words, seed: str) -> None:
        super().__init__(tag, listed.words, seed)
        if not self.locale.script and self.locale.written != listed.script:
            script = "Jpan" if self.locale.language == "ja" else listed.script
            self.locale = self.locale._replace(script=script)
        self.heaped = listed.heaped
        self.quotes = sorted(pairs(self.locale))

    def paragraph(self) -> Paragraph:
        count = self.chance.randint(1, 4)
        return Paragraph((self.text(" ".join(self.sentence() for _ in range(count))),))

    def word(self) -> str:
        word = self.chance.choices(self.words, cum_weights=self.heaped)[0]
        if "'" in word and self.chance.random() < 0.5:
            word = word.replace("'", self.chance.choice(_APOSTROPHES))
        return word

    def sentence(self) -> str:
        sentence = super().sentence()
        return sentence[0].upper() + sentence[1:]


if __name__ == "__main__":
    main()
