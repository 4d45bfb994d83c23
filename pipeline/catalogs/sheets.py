"""Catalogs as sheets: CSV (RFC 4180) and XLSX (ECMA-376, by openpyxl), a message a row."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from pipeline.errors import ContributionError
from pipeline.formats.archive import settled
from pipeline.locales import Locale
from pipeline.model import Catalog, Message, Place, Segment, State

COLUMNS = ("key", "place", "source", "translation", "state", "comment")
"""The columns of a sheet. Only the first, the third and the fourth are needed."""
_TITLES = {"msgctxt": "key", "id": "key", "msgid": "source", "english": "source"}
_TITLES |= {"msgstr": "translation", "target": "translation", "comments": "comment"}
Titles = Mapping[str, str]
"""What a column of a sheet may be called, in small letters → which of `COLUMNS` it is."""
_NEEDED = {"source", "translation"}
_FIRST_ROWS = 20
"""Of these one has the titles; people write a heading above them."""
_MOST_ROWS = 200_000
_STAMPS = (
    "docProps/core.xml",
    re.compile(rb"(<dcterms:\w+[^>]*>)[^<]*(</dcterms:)"),
    rb"\g<1>1980-01-01T00:00:00Z\g<2>",
)
_STATES = {state.value: state for state in State if state is not State.OBSOLETE}


def _rows(catalog: Catalog) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    for message in catalog.live:
        yield (
            message.key,
            str(message.segment.place),
            message.source,
            message.target,
            str(message.state),
            "\n".join(message.comments),
        )


def write_csv(catalog: Catalog, delimiter: str = ",") -> bytes:
    """A catalog as CSV, or as TSV with another delimiter."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(_rows(catalog))
    # Without the mark, spreadsheet programs take UTF-8 for the encoding of the machine.
    return stream.getvalue().encode("utf-8-sig")


def write_xlsx(catalog: Catalog) -> bytes:
    """A catalog as a workbook. The same catalog gives the same bytes."""
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
    return settled(stream.getvalue(), _STAMPS)


def _printable(words: str) -> str:
    """XML 1.0 knows no control characters but these three."""
    return "".join(c for c in words if c >= " " or c in "\t\n\r")


def titles(source: Locale, target: Locale) -> dict[str, str]:
    """What the columns of a sheet may be called, a language's names among it, and what they are."""
    columns = {name: name for name in COLUMNS}
    for locale, column in ((source, "source"), (target, "translation")):
        names = (locale.bcp47, locale.gettext, locale.english_name, locale.own_name)
        columns |= {name.lower(): column for name in names}
    return columns | _TITLES


def read_csv(data: bytes, *, path: str, titles: Titles) -> tuple[Message, ...]:
    """The messages of a CSV or TSV file in any encoding. Raises `ContributionError`."""
    return tuple(_messages(_rows_of_csv(data, path, titles), path, titles))


def read_xlsx(data: bytes, *, path: str, titles: Titles) -> tuple[Message, ...]:
    """The messages of a workbook's sheet with the titles. Raises `ContributionError`."""
    return tuple(_messages(_rows_of_xlsx(data, path, titles), path, titles))


def _rows_of_csv(data: bytes, path: str, titles: Titles) -> Iterator[tuple[int, Sequence[str]]]:
    from pipeline.formats.encoding import decode

    text = decode(data, path=path)
    csv.field_size_limit(1 << 20)

    def rows_by(delimiter: str) -> Any:
        return csv.reader(io.StringIO(text), delimiter=delimiter)

    rows = rows_by(",")
    try:
        found = (
            by
            for by in ",;\t"
            if any(_titled(row, titles) for row in islice(rows_by(by), _FIRST_ROWS))
        )
        rows = rows_by(next(found, ","))
        yield from enumerate(rows, 1)
    except csv.Error as error:
        raise ContributionError(
            f"it is no CSV: {error}", where=f"{path}:{rows.line_num}", remedy="Save it anew as CSV."
        ) from None


def _rows_of_xlsx(data: bytes, path: str, titles: Titles) -> Iterator[tuple[int, Sequence[str]]]:
    from openpyxl import load_workbook

    from pipeline.formats.archive import member

    # Refuses what is encrypted or unpacks to too much, before openpyxl unpacks it.
    member(data, "xl/workbook.xml", path=path)
    for part in zipfile.ZipFile(io.BytesIO(data)).namelist():
        if part.endswith((".xml", ".rels")) and b"<!ENTITY" in member(data, part, path=path):
            raise ContributionError(
                "it declares XML entities", where=path, remedy="Ask the sender how it was made."
            )
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in sorted(book.worksheets, key=lambda sheet: sheet is not book.active):
            rows = ([_words(value) for value in row] for row in sheet.iter_rows(values_only=True))
            first = list(islice(rows, _FIRST_ROWS))
            if any(_titled(row, titles) for row in first):
                yield from enumerate(chain(first, rows), 1)
                return
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


def _messages(
    rows: Iterable[tuple[int, Sequence[str]]], path: str, titles: Titles
) -> Iterator[Message]:
    columns: dict[str, int] = {}
    for number, row in rows:
        if not columns:
            if number > _FIRST_ROWS:
                break
            columns = _columns(row, titles) if _titled(row, titles) else {}
            continue
        if number > _MOST_ROWS:
            raise ContributionError(
                f"the sheet has more than {_MOST_ROWS} rows",
                where=path,
                remedy="Is it the right one?",
            )
        cells = {name: row[at].strip() if at < len(row) else "" for name, at in columns.items()}
        if not cells.get("key") and not cells["source"]:
            continue
        target = cells["translation"]
        # A sheet that says nothing of states holds what its author means.
        state = _STATES.get(cells.get("state", ""), State.TRANSLATED)
        if state is State.UNTRANSLATED and target:
            state = State.TRANSLATED
        yield Message(
            Segment(
                cells.get("key", ""),
                cells["source"],
                Place.parse(cells.get("place", "")) or Place(()),
            ),
            target,
            state if target else State.UNTRANSLATED,
            comments=tuple(filter(None, cells.get("comment", "").split("\n"))),
        )
    if not columns:
        raise ContributionError(
            "no row has the titles 'source' and 'translation'",
            where=path,
            remedy=f"Keep the titles of the sheet: {', '.join(COLUMNS)}.",
        )


def _titled(row: Sequence[str], titles: Titles) -> bool:
    return _columns(row, titles).keys() >= _NEEDED


def _columns(row: Sequence[str], titles: Titles) -> dict[str, int]:
    """Where the columns are that a row of titles names; of two with one name, the first."""
    found: dict[str, int] = {}
    for at, title in enumerate(row):
        if column := titles.get(title.strip().lower()):
            found.setdefault(column, at)
    return found
