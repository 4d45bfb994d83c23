"""Every locale of CLDR and every script that people write, typeset and read back.

    python -m benchmarks.locales_pdf                    all
    python -m benchmarks.locales_pdf ar am und-Tnsa     some
    python -m benchmarks.locales_pdf --into DIR …       and the PDFs into DIR, for
                                                        `python -m conformance.check DIR/*.pdf`

A page for a locale says what CLDR knows in it: languages, countries, months and days in lists,
dates, numbers in digits and in words, quotations. A page for a script holds its letters, each
with a mark of the script, its digits and its punctuation. What is printed: the characters that
no font has, and the texts that PDFium, poppler or the structure tree do not give back as they
are, white space folded to one space. Needs the fonts of `make fonts`.
"""

from __future__ import annotations

import argparse
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from babel import Locale as Cldr
from babel.dates import format_date
from babel.lists import format_list
from babel.localedata import locale_identifiers
from babel.numbers import format_currency, format_decimal, format_percent
from icu4py.messageformat import MessageFormat

from benchmarks.extraction import missing, pdfium, poppler, structure
from pipeline.errors import FontError
from pipeline.formats.inline import escape, plain
from pipeline.locales import Locale
from pipeline.model import Article, Document, Paragraph, Text, texts
from pipeline.typeset import Imprint, typeset
from pipeline.typeset.characters import scripts
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.library import font_set

_DAY = date(1948, 12, 10)
# Scripts in no use today but by scholars (Unicode Standard, UAX #31, tables 4 and 7, and the
# chapters on ancient and historic scripts); signs of no script.
_PAST = frozenset(
    "Zyyy Zinh Zzzz Aghb Ahom Armi Avst Bhks Brah Cari Chrs Copt Cpmn Cprt Diak Dogr Egyp Elba "
    "Elym Glag Goth Gran Hatr Hluw Hung Ital Kawi Khar Khoj Kits Kthi Lina Linb Lyci Lydi Mahj "
    "Maka Mand Mani Marc Medf Mend Merc Mero Modi Mult Nand Narb Nbat Nshu Ogam Orkh Ougr Palm "
    "Pauc Perm Phag Phli Phlp Phnx Prti Rjng Runr Samr Sarb Saur Shrd Sidd Sidt Sind Sogd Sogo "
    "Soyo Tang Takr Tirh Todr Tols Tutg Ugar Vith Xpeo Xsux Yezi Zanb Khit Berf".split()
)
_MOST = 400
"""How many letters of a script are set."""


def main() -> None:
    """Set the pages and print what is wrong with them."""
    given = options(str(__doc__)).parse_args()
    read_back(_documents(given.names), given.into)


def options(about: str) -> argparse.ArgumentParser:
    """What the command line says: names of languages and scripts, where the PDFs go."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("names", nargs="*", help="tags of locales, und- and codes of scripts")
    parser.add_argument("--into", type=Path, help="where the PDFs go")
    return parser


def read_back(documents: Iterable[Document], into: Path | None) -> None:
    """Set the documents, and print what readers make of them."""
    fonts = font_set(system=False)
    exact: Counter[str] = Counter()
    for document in documents:
        exact["documents"] += 1
        pdf = _set(document, fonts)
        if pdf is None:
            continue
        exact["set"] += 1
        if into:
            into.mkdir(parents=True, exist_ok=True)
            (into / f"{document.name}.pdf").write_bytes(pdf)
        for reader, wrong in _misread(document, pdf):
            exact[reader] += not wrong
            if wrong:
                print(f"{document.name} {reader}: {len(wrong)}: {wrong[0]!r}", flush=True)
    print(", ".join(f"{name} {count}" for name, count in exact.items()))


def locales() -> list[str]:
    """The locales of CLDR that differ in language, script or variant."""
    known = (Cldr.parse(name) for name in locale_identifiers())
    return sorted({str(each).replace("_", "-") for each in known if not each.territory})


def living() -> list[str]:
    """ISO 15924 codes of the scripts that people write."""
    table = scripts()
    letters = Counter(table[chr(code)] for code in range(0x110000))
    return sorted(set(letters) - _PAST)


def _documents(names: Sequence[str]) -> Iterator[Document]:
    for tag in locales():
        if not names or tag in names:
            yield _keyed(tag, _locale_page(tag))
    for script in living():
        if not names or f"und-{script}" in names:
            yield _keyed(f"und-{script}", _script_page(script))


def _set(document: Document, fonts: FontSet) -> bytes | None:
    try:
        return typeset(document, imprint=Imprint(), fonts=fonts).pdf
    except FontError as error:
        print(f"{document.name} not set: {error.what}", flush=True)
        return None


def _misread(document: Document, pdf: bytes) -> Iterator[tuple[str, list[str]]]:
    words = [plain(text.markdown) for text in texts(document)]
    yield "pdfium", missing(words, pdfium(pdf))
    yield "poppler", missing(words, poppler(pdf))
    yield "structure", missing(words, [structure(pdf)])


def _keyed(tag: str, words: Sequence[str]) -> Document:
    """A document of a title and paragraphs, every third of them an article with a number."""
    keyed = (Text(escape(" ".join(each.split())), key=f"s{n}") for n, each in enumerate(words))
    title, *rest = [text for text in keyed if text.markdown]
    blocks = [
        Article(n // 3 + 1, (Paragraph((text,)),)) if n % 3 == 2 else Paragraph((text,))
        for n, text in enumerate(rest)
    ]
    return Document(tag, title, tuple(blocks), locale=Locale.parse(tag).bcp47)


def _locale_page(tag: str) -> list[str]:
    cldr = Cldr.parse(tag, sep="-")
    known: Any = cldr
    lists = [
        [str(v) for k, v in sorted(known.languages.items()) if len(k) == 2][:90],
        [str(v) for k, v in sorted(known.territories.items()) if k.isalpha()][:90],
        [str(known.months["format"]["wide"][n]) for n in range(1, 13)],
        [str(known.days["format"]["wide"][n]) for n in range(7)],
        [str(v) for _, v in sorted(known.scripts.items())][:40],
        [str(v) for _, v in sorted(known.currencies.items())][:40],
    ]
    paragraphs = [str(known.languages.get(cldr.language) or known.get_display_name() or tag)]
    paragraphs += [format_list(words, "standard", cldr) for words in lists if words]
    name, country = paragraphs[0], str(known.territories.get("CH", "CH"))
    day = format_date(_DAY, "full", cldr)
    paragraphs.append(
        f"{day}: {name} ({country}), 1948; 12:30 – “{country}”! {_DAY.year}, "
        f"{format_decimal(-12345.6, locale=cldr)}; {format_percent(0.48, locale=cldr)} "
        f"[{format_currency(1948, 'CHF', locale=cldr)}]? {name} UNESCO, {country}."
    )
    spelled = (_spelled(number, tag) for number in (3, 19, 48, 1948, 217, 1000000))
    return [*paragraphs, ", ".join(spelled)]


def _spelled(number: int, tag: str) -> str:
    return str(MessageFormat("{n, spellout}", tag.replace("-", "_")).format({"n": number}))


def _script_page(script: str) -> list[str]:
    table = scripts()
    own = [chr(code) for code in range(0x110000) if table[chr(code)] == script]
    kinds = {each: unicodedata.category(each) for each in own}
    letters = [each for each in own if kinds[each].startswith("L")]
    letters = letters[:: max(1, len(letters) // _MOST)]
    marks = [each for each in own if kinds[each].startswith("M")]
    others = [each for each in own if kinds[each][0] in "NPS"]
    words = ["".join(letters[n : n + 4]) for n in range(0, len(letters), 4)]
    marked = [letter + mark for letter in islice(letters, 1, 3) for mark in marks]
    words = words or others or marks or own
    pages = [words[0], " ".join(words), ", ".join(words), " ".join(marked), " ".join(others)]
    return [page for page in pages if page]


if __name__ == "__main__":
    main()
