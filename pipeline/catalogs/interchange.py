"""Catalogs as XLIFF, TMX and sheets, for those who work in none of gettext's editors.

XLIFF 1.2 (OASIS) and TMX 1.4 (LISA) by translate-toolkit; sheets have a room of their own. What
comes back is a contribution like any other: it is combined with the catalog by key and source, so
that a sheet made from an older source does no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from pipeline.catalogs import sheets
from pipeline.errors import ContributionError
from pipeline.locales import Locale
from pipeline.model import Catalog, Message, Segment, State

SUFFIXES = (".xlf", ".xliff", ".tmx", ".csv", ".tsv", ".xlsx")
"""Endings of the names of files that `read` understands."""


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
        ".xlf": _write_xliff,
        ".xliff": _write_xliff,
        ".tmx": _write_tmx,
        ".csv": lambda c, _: sheets.write_csv(c),
        ".tsv": lambda c, _: sheets.write_csv(c, "\t"),
        ".xlsx": lambda c, _: sheets.write_xlsx(c),
    }
    return writers[suffix](catalog, source_locale)


def _write_xliff(catalog: Catalog, source_locale: str) -> bytes:
    from translate.storage.xliff import xlifffile

    store: Any = xlifffile()
    store.setsourcelanguage(source_locale)
    store.settargetlanguage(catalog.locale)
    store.setfilename(store.getfilenode("NoName"), catalog.document)
    for message in catalog.live:
        unit = store.addsourceunit(message.source, catalog.document, True)
        unit.setid(message.key)
        for note in (str(message.segment.place), *message.segment.notes):
            if note:
                unit.addnote(note, origin="developer")
        for comment in message.comments:
            if comment:
                unit.addnote(comment, origin="translator")
        if message.target:
            unit.settarget(message.target)
            unit.markfuzzy(message.state is State.FUZZY)
    return bytes(store)


def _write_tmx(catalog: Catalog, source_locale: str) -> bytes:
    from translate.storage.tmx import tmxfile

    store: Any = tmxfile(sourcelanguage=source_locale, targetlanguage=catalog.locale)
    for message in catalog.live:
        if message.state is State.TRANSLATED:
            store.addtranslation(message.source, source_locale, message.target, catalog.locale)
    return bytes(store)


# ------------------------------------------------------------------------ reading


def read(data: bytes, *, path: str, document: str, locale: str) -> Catalog:
    """What somebody sent, as a catalog. Raises `ContributionError` where it cannot be one.

    ``locale`` is the language it is to be in; a file that says that it is in another is refused.
    """
    suffix = PurePath(path).suffix.lower()
    if suffix in (".xlf", ".xliff"):
        messages = _read_xliff(data, path, locale)
    elif suffix == ".tmx":
        found = pairs(data, path=path, source="en", target=locale)
        messages = tuple(Message(Segment("", p.source), p.target, State.TRANSLATED) for p in found)
    elif suffix == ".xlsx":
        messages = sheets.read_xlsx(data, path=path)
    elif suffix in (".csv", ".tsv"):
        messages = sheets.read_csv(data, path=path)
    else:
        raise ContributionError(
            f"'{suffix}' is no format that we know",
            where=path,
            remedy=f"Send a PO file, or one of: {', '.join(SUFFIXES)}.",
        )
    name = Locale.parse(locale).gettext
    return Catalog(document, locale, messages, (("Language", name),))


def pairs(data: bytes, *, path: str, source: str, target: str) -> Iterator[Pair]:
    """The pairs of a TMX file from one language into another."""
    from translate.storage.tmx import tmxfile

    store = _parsed(tmxfile, data, path)
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


def _read_xliff(data: bytes, path: str, locale: str) -> tuple[Message, ...]:
    from translate.storage.xliff import xlifffile

    store = _parsed(xlifffile, data, path)
    said = store.gettargetlanguage()
    if said and Locale.parse(said).language != Locale.parse(locale).language:
        raise ContributionError(
            f"it says that it is in '{said}'", where=path, remedy="Name the language it is in."
        )
    messages = []
    for unit in store.units:
        if unit.isheader():
            continue
        key = unit.getid().rpartition("\x04")[2]
        target = str(unit.target or "")
        state = State.FUZZY if unit.isfuzzy() else State.TRANSLATED
        notes = tuple(filter(None, str(unit.getnotes(origin="translator")).split("\n")))
        messages.append(
            Message(
                Segment(key, str(unit.source or "")),
                target,
                state if target else State.UNTRANSLATED,
                comments=notes,
            )
        )
    return tuple(messages)


def _parsed(kind: Any, data: bytes, path: str) -> Any:
    if b"<!ENTITY" in data:
        raise ContributionError(
            "it declares XML entities, which no translator's program does",
            where=path,
            remedy="Do not open it; ask the sender how it was made.",
        )
    try:
        return kind.parsestring(data)
    except Exception as error:
        # The toolkit and lxml have many ways to say that a file is broken.
        said = (str(error).splitlines() or [type(error).__name__])[0]
        raise ContributionError(
            f"it cannot be read: {said}",
            where=path,
            remedy="Open it in the program that made it, and save it again.",
        ) from None
