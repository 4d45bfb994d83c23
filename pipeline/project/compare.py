"""Two files compared: catalogs, templates, documents or plain text."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

from pipeline.catalogs import po, template
from pipeline.errors import UsageError
from pipeline.locales import Locale
from pipeline.model import Document, texts
from pipeline.project import files
from pipeline.stages.compare import Comparison, Passage, compare

# The room that reads each kind of document.
_DOCUMENTS = {".md": "markdown", ".html": "html", ".htm": "html", ".docx": "docx", ".odt": "odt"}


def compared(one: Path, other: Path, language: str = "") -> Comparison:
    """Compare two files in one language, which a catalog says itself.

    Of a catalog the translations are taken, of a template the English. Raises
    `DeclarationError` where a file cannot be read.
    """
    first, said = _passages(one)
    second, also = _passages(other)
    if not language and said and also and Locale.parse(said) != Locale.parse(also):
        raise UsageError(
            f"'{one}' is in {said} and '{other}' in {also}",
            remedy="Compare two texts in one language; --language says it where a file is wrong.",
        )
    return compare(first, second, Locale.parse(language or said or also or "en"))


def _passages(path: Path) -> tuple[tuple[Passage, ...], str]:
    """The paragraphs of a file, and its language where it says it."""
    data, shown, suffix = files.read(path, str(path)), str(path), path.suffix.lower()
    if suffix == ".po":
        catalog = po.read(data, path=shown, document=path.stem, keyed=False)
        return tuple(Passage(m.target, m.key) for m in catalog.live if m.target), catalog.locale
    if suffix == ".pot":
        segments = template.read(data, path=shown, document=path.stem).segments
        return tuple(Passage(segment.source, segment.key) for segment in segments), ""
    if suffix == ".txt":
        from pipeline.formats.encoding import decode

        paragraphs = re.split(r"\n\s*\n", decode(data, path=shown).strip())
        return tuple(Passage(" ".join(p.split())) for p in paragraphs if p.strip()), ""
    if suffix not in _DOCUMENTS:
        known = ", ".join((".po", ".pot", ".txt", *_DOCUMENTS))
        raise UsageError(f"'{path}' is none of {known}", remedy="Save it as one of these first.")
    room = import_module(f"pipeline.formats.{_DOCUMENTS[suffix]}")
    document: Document = room.parse(data, name=path.stem, path=shown)
    return tuple(Passage(text.markdown) for text in texts(document) if text.markdown), ""
