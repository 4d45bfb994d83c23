"""The header of a catalog that several people have had in their hands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Catalog
from pipeline.stages.threeway import added, lines, settle

TEMPLATE_DATE = "POT-Creation-Date"
# Fields that are about the latest hand on the catalog.
_LATEST = ("PO-Revision-Date", "Last-Translator", "X-Generator")
# Fields that are about the project and its file; a volunteer's editor has its own idea of them.
_OURS = (
    TEMPLATE_DATE,
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
)


def merged(
    ours: Catalog, theirs: Sequence[tuple[Catalog, Catalog | None]], *, led: bool
) -> Catalog:
    """Our catalog with the header that is right for all; its messages are left alone.

    ``theirs`` are catalogs with the ancestor that each shares with ours. Credits are kept from
    all sides. Where several changed one field, ours decides if it is to lead (``led``), and
    otherwise the result is the same whoever is ours.
    """
    bases = [base for _, base in theirs]
    base = bases[0] if bases and all(each == bases[0] for each in bases) else None
    catalogs = (ours, *(catalog for catalog, _ in theirs))

    def kept(name: str) -> tuple[str, ...]:
        began = getattr(base, name) if base else None
        mine, *others = (getattr(catalog, name) for catalog in catalogs)
        # A file that somebody sent may lack credits because its format has no room for them.
        return lines(began, [mine, *(added(began or (), o) if led else o for o in others)])

    return replace(
        ours,
        header=_fields(catalogs, base, led),
        header_comments=kept("header_comments"),
        header_flags=kept("header_flags"),
    )


def _fields(
    catalogs: Sequence[Catalog], base: Catalog | None, led: bool
) -> tuple[tuple[str, str], ...]:
    headers = [_named(catalog) for catalog in catalogs]
    began = _named(base) if base else {}
    latest = _named(max(catalogs, key=_revision))
    if led:
        names = tuple(dict.fromkeys(name for header in headers for name in header))
    else:
        names = lines(tuple(began) if base else None, [tuple(header) for header in headers])
    fields = []
    for name in names:
        before, mine = began.get(name, ""), headers[0].get(name, "")
        if name in _LATEST and name in latest:
            value = latest[name]
        elif led and mine and (mine != before or name in _OURS):
            value = mine
        else:
            value = settle(before, [header[name] for header in headers if name in header], max)
        fields.append((name, value))
    strays = lines(_strays(base) if base else None, [_strays(catalog) for catalog in catalogs])
    return (*fields, *(("", line) for line in strays))


def _named(catalog: Catalog) -> dict[str, str]:
    return {name: value for name, value in catalog.header if name}


def _strays(catalog: Catalog) -> tuple[str, ...]:
    """Lines of a header that are no field; they are kept too."""
    return tuple(value for name, value in catalog.header if not name)


def _revision(catalog: Catalog) -> tuple[bool, str, tuple[tuple[str, str], ...]]:
    """Sorts catalogs by when a translator last saved them; a date not filled in comes first."""
    date = catalog.field("PO-Revision-Date")
    return date[:1].isdigit(), date, catalog.header
