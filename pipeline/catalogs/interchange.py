"""Catalogs as XLIFF, TMX and sheets, for those who work in none of gettext's editors.

TMX 1.4 (LISA) by translate-toolkit; sheets and XLIFF have rooms of their own. What
comes back is a contribution like any other: it is combined with the catalog by key and source, so
that a sheet made from an older source does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from pipeline.catalogs import sheets, xliff
from pipeline.catalogs.toolkit import parsed
from pipeline.errors import ContributionError
from pipeline.locales import Locale
from pipeline.model import Catalog, Message, Segment, State

SUFFIXES = (".xlf", ".xliff", ".tmx", ".csv", ".tsv", ".xlsx")
"""Endings of the names of files that `read` understands."""
_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?\s*+(?:<[?!][^>]*+>\s*+)*+<(?:\w+:)?(xliff|tmx)\b")


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and its translation, without a key: what a translation memory holds."""

    source: str
    target: str


# ------------------------------------------------------------------------ writing


def write(catalog: Catalog, suffix: str, *, source_locale: str = "en") -> bytes:
    """A catalog in the format of a file name ending, one of `SUFFIXES`.

    Obsolete messages are left out. The same catalog gives the same bytes.
    """
    writers: dict[str, Callable[[Catalog, str], bytes]] = {
        ".xlf": xliff.write,
        ".xliff": xliff.write,
        ".tmx": _write_tmx,
        ".csv": lambda c, _: sheets.write_csv(c),
        ".tsv": lambda c, _: sheets.write_csv(c, "\t"),
        ".xlsx": lambda c, _: sheets.write_xlsx(c),
    }
    return writers[suffix](catalog, source_locale)


def _write_tmx(catalog: Catalog, source_locale: str) -> bytes:
    from translate.storage.tmx import tmxfile

    store: Any = tmxfile(sourcelanguage=source_locale, targetlanguage=catalog.locale)
    for message in catalog.live:
        if message.state is State.TRANSLATED:
            store.addtranslation(message.source, source_locale, message.target, catalog.locale)
    return bytes(store)


# ------------------------------------------------------------------------ reading


def suffix_of(data: bytes, path: str) -> str:
    """Which of `SUFFIXES` a file is, by its first bytes and then by its name, or nothing.

    Many programs have an ending of their own for XLIFF.
    """
    named = PurePath(path).suffix.lower()
    found = _ROOT.match(data, 0, 4_000)
    if found and named != ".po":
        return ".xlf" if found[1] == b"xliff" else ".tmx"
    return named if named in SUFFIXES else ""


def read(
    data: bytes, *, path: str, document: str, locale: str, source_locale: str = "en"
) -> Catalog:
    """What somebody sent, as a catalog. Raises `ContributionError` where it cannot be one.

    ``locale`` is the language it is to be in; a file that says that it is in another is refused.
    """
    suffix = suffix_of(data, path)
    titles = sheets.titles(Locale.parse(source_locale), Locale.parse(locale))
    if suffix in (".xlf", ".xliff"):
        messages = xliff.read(data, path=path, locale=locale)
    elif suffix == ".tmx":
        found = pairs(data, path=path, source=source_locale, target=locale)
        messages = tuple(Message(Segment("", p.source), p.target, State.TRANSLATED) for p in found)
    elif suffix == ".xlsx":
        messages = sheets.read_xlsx(data, path=path, titles=titles)
    elif suffix in (".csv", ".tsv"):
        messages = sheets.read_csv(data, path=path, titles=titles)
    else:
        raise ContributionError(
            f"'{PurePath(path).suffix}' is no format that we know",
            where=path,
            remedy=f"Send a PO file, or one of: {', '.join(SUFFIXES)}.",
        )
    name = Locale.parse(locale).gettext
    return Catalog(document, locale, messages, (("Language", name),))


def pairs(data: bytes, *, path: str, source: str, target: str) -> Iterator[Pair]:
    """The pairs of a TMX file from one language into another."""
    from translate.storage.tmx import tmxfile

    store = parsed(tmxfile, data, path)
    for unit in store.units:
        found = {
            _tag(node.get("{http://www.w3.org/XML/1998/namespace}lang") or node.get("lang") or ""):
            "".join(node.find("{*}seg").itertext())
            for node in unit.xmlelement.iter("{*}tuv", "tuv")
            if node.find("{*}seg") is not None
        }  # fmt: skip
        words, translation = _of(found, source), _of(found, target)
        if words and translation:
            yield Pair(words, translation)


def _tag(name: str) -> str:
    return name.replace("_", "-").lower()


def _of(found: dict[str, str], locale: str) -> str:
    """The words in a locale: exactly it, or its language alone where that is no other."""
    wanted = Locale.parse(locale)
    for name, words in found.items():
        if name in (wanted.bcp47.lower(), _tag(wanted.gettext)):
            return words
    return next((w for n, w in found.items() if n.partition("-")[0] == wanted.language), "")
