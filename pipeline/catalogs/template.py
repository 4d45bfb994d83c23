"""POT files ↔ `Template`."""

from __future__ import annotations

from dataclasses import replace

from pipeline.catalogs import po
from pipeline.model import Catalog, Message, Template

# gettext's own templates begin so; msgmerge and msginit replace it.
_COMMENTS = (
    "The English text, cut into messages. Written by 'declaration update'; do not edit.",
    "Translations are the .po files in the folders beside this file.",
)


def read(data: bytes, *, path: str, document: str) -> Template:
    """Read a PO template. Raises `CatalogError` as `po.read` does."""
    catalog = po.read(data, path=path, document=document, locale="en")
    return Template(document, tuple(m.segment for m in catalog.live), catalog.header)


def write(template: Template) -> bytes:
    """A template as a POT file, byte for byte what ``msgcat --no-wrap`` would print."""
    return po.write(
        Catalog(
            template.document,
            "en",
            tuple(map(Message, template.segments)),
            template.header,
            header_comments=_COMMENTS,
            header_flags=("fuzzy",),
        )
    )


def settle(template: Template, previous: Template | None, *, date: str) -> Template:
    """A new template with the header that it deserves.

    ``POT-Creation-Date`` says when the *messages* changed: it is the previous template's where
    segments and places are the same, else ``date`` (``2026-03-02 00:00+0000``).
    """
    header = dict(template.header)
    if previous and _content(previous) == _content(template):
        date = previous.field("POT-Creation-Date", date)
    header["POT-Creation-Date"] = date
    return replace(template, header=tuple(header.items()))


def _content(template: Template) -> list[tuple[object, ...]]:
    return [(s.key, s.source, str(s.place), s.notes) for s in template.segments]
