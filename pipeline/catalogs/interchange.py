"""Catalogs as XLIFF, TMX and spreadsheets, for those who work in none of gettext's editors.

XLIFF 1.2 (OASIS) and TMX 1.4 (LISA) by translate-toolkit, XLSX (ECMA-376) by openpyxl, CSV
(RFC 4180) with a header row. What comes back is a contribution like any other: it is combined with
the catalog by key and source, so that a sheet made from an older source does no harm.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from pipeline.errors import ContributionError
from pipeline.locales import Locale
from pipeline.model import Catalog, Message, Place, Segment, State

SUFFIXES = (".xlf", ".xliff", ".tmx", ".csv", ".tsv", ".xlsx")
"""Endings of the names of files that `read` understands."""
COLUMNS = ("key", "place", "source", "translation", "state", "comment")
"""The columns of a sheet. Only the first, the third and the fourth are needed."""
_TITLES = {"msgctxt": "key", "id": "key", "msgid": "source", "english": "source"}
_TITLES |= {"msgstr": "translation", "target": "translation", "comments": "comment"}
_MOST_ROWS = 200_000
_STATES = {state.value: state for state in State if state is not State.OBSOLETE}


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
        ".csv": lambda c, _: _write_csv(c, ","),
        ".tsv": lambda c, _: _write_csv(c, "\t"),
        ".xlsx": lambda c, _: _write_xlsx(c),
    }
    return writers[suffix](catalog, source_locale)


def _live(catalog: Catalog) -> Iterator[Message]:
    return (m for m in catalog.messages if m.state is not State.OBSOLETE)


def _write_xliff(catalog: Catalog, source_locale: str) -> bytes:
    from translate.storage.xliff import xlifffile

    store: Any = xlifffile()
    store.setsourcelanguage(source_locale)
    store.settargetlanguage(catalog.locale)
    store.setfilename(store.getfilenode("NoName"), catalog.document)
    for message in _live(catalog):
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
    for message in _live(catalog):
        if message.state is State.TRANSLATED:
            store.addtranslation(message.source, source_locale, message.target, catalog.locale)
    return bytes(store)


def _rows(catalog: Catalog) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    for message in _live(catalog):
        yield (
            message.key,
            str(message.segment.place),
            message.source,
            message.target,
            str(message.state),
            "\n".join(message.comments),
        )


def _write_csv(catalog: Catalog, delimiter: str) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(_rows(catalog))
    # Without the mark, spreadsheet programs take UTF-8 for the encoding of the machine.
    return stream.getvalue().encode("utf-8-sig")


def _write_xlsx(catalog: Catalog) -> bytes:
    from datetime import datetime

    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    epoch = datetime(1980, 1, 1)
    book.properties.created = book.properties.modified = epoch
    sheet = book.active
    sheet.title = catalog.document[:31]
    for number, row in enumerate(_rows(catalog), 1):
        for column, words in enumerate(row, 1):
            cell = sheet.cell(number, column, _printable(words))
            # What begins with "=" is words here, never a formula.
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 1)
    for letter, width in zip("ABCDEF", (28, 22, 60, 60, 14, 30), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return _settled(stream.getvalue())


def _printable(words: str) -> str:
    """XML 1.0 knows no control characters but these three."""
    return "".join(c for c in words if c >= " " or c in "\t\n\r")


def _settled(data: bytes) -> bytes:
    """The archive with the same time for every member, whenever it was made."""
    import re
    import zipfile

    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "docProps/core.xml":
                stamp = rb"\g<1>1980-01-01T00:00:00Z\g<2>"
                content = re.sub(rb"(<dcterms:\w+[^>]*>)[^<]*(</dcterms:)", stamp, content)
            new.writestr(zipfile.ZipInfo(info.filename), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


# ------------------------------------------------------------------------ reading


def read(data: bytes, *, path: str, document: str, locale: str) -> Catalog:
    """What somebody sent, as a catalog. Raises `ContributionError` where it cannot be one.

    ``locale`` is the language it is to be in; a file that says that it is in another is refused.
    """
    suffix = PurePath(path).suffix.lower()
    if suffix in (".xlf", ".xliff"):
        messages = _read_xliff(data, path, locale)
    elif suffix == ".tmx":
        messages = [
            Message(Segment("", pair.source), pair.target, State.TRANSLATED)
            for pair in pairs(data, path=path, source="en", target=locale)
        ]
    elif suffix == ".xlsx":
        messages = list(_messages(_read_xlsx(data, path), path))
    elif suffix in (".csv", ".tsv"):
        messages = list(_messages(_read_csv(data, path), path))
    else:
        raise ContributionError(
            f"'{suffix}' is no format that we know",
            where=path,
            remedy=f"Send a PO file, or one of: {', '.join(SUFFIXES)}.",
        )
    name = Locale.parse(locale).gettext
    return Catalog(document, locale, tuple(messages), (("Language", name),))


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


def _read_xliff(data: bytes, path: str, locale: str) -> list[Message]:
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
    return messages


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


def _read_csv(data: bytes, path: str) -> Iterator[tuple[int, Sequence[str]]]:
    from pipeline.formats.encoding import decode

    text = decode(data, path=path)
    sample = text.partition("\n")[0]
    delimiter = max(",;\t", key=sample.count)
    csv.field_size_limit(1 << 20)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        yield from enumerate(rows, 1)
    except csv.Error as error:
        raise ContributionError(
            f"it is no CSV: {error}", where=f"{path}:{rows.line_num}", remedy="Save it anew as CSV."
        ) from None


def _read_xlsx(data: bytes, path: str) -> Iterator[tuple[int, Sequence[str]]]:
    from openpyxl import load_workbook

    from pipeline.formats.archive import member

    # Refuses what is encrypted or unpacks to too much, before openpyxl unpacks it.
    member(data, "xl/workbook.xml", path=path)
    for part in ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"):
        if b"<!ENTITY" in member(data, part, path=path, needed=False):
            raise ContributionError(
                "it declares XML entities", where=path, remedy="Ask the sender how it was made."
            )
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for number, row in enumerate(book.active.iter_rows(values_only=True), 1):
            yield number, [_words(value) for value in row]
    except ContributionError:
        raise
    except Exception as error:
        # openpyxl raises what it comes upon: KeyError, BadZipFile, XML errors.
        raise ContributionError(
            f"it cannot be read: {type(error).__name__}: {error}",
            where=path,
            remedy="Open it in a spreadsheet program, and save it again.",
        ) from None


def _words(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).replace("_x000D_", "").replace("\r\n", "\n")


def _messages(rows: Iterable[tuple[int, Sequence[str]]], path: str) -> Iterator[Message]:
    columns: dict[str, int] = {}
    for number, row in rows:
        if not columns:
            titles = [_TITLES.get(t.strip().lower(), t.strip().lower()) for t in row]
            columns = {title: at for at, title in enumerate(titles) if title in COLUMNS}
            lacking = [name for name in ("key", "source", "translation") if name not in columns]
            if lacking:
                raise ContributionError(
                    f"the first row lacks the column '{lacking[0]}'",
                    where=f"{path}:{number}",
                    remedy=f"Keep the titles of the sheet: {', '.join(COLUMNS)}.",
                )
            continue
        if number > _MOST_ROWS:
            raise ContributionError(
                f"the sheet has more than {_MOST_ROWS} rows",
                where=path,
                remedy="Is it the right one?",
            )
        cells = {name: row[at].strip() if at < len(row) else "" for name, at in columns.items()}
        if not cells["key"] and not cells["source"]:
            continue
        target = cells["translation"]
        # A sheet that says nothing of states holds what its author means.
        state = _STATES.get(cells.get("state", ""), State.TRANSLATED)
        if state is State.UNTRANSLATED and target:
            state = State.TRANSLATED
        yield Message(
            Segment(
                cells["key"], cells["source"], Place.parse(cells.get("place", "")) or Place(())
            ),
            target,
            state if target else State.UNTRANSLATED,
            comments=tuple(filter(None, cells.get("comment", "").split("\n"))),
        )
