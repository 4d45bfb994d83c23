"""Two files compared: catalogs, templates, Markdown or plain text."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.catalogs import po, template
from pipeline.errors import UsageError
from pipeline.formats import markdown
from pipeline.locales import Locale
from pipeline.model import State, texts
from pipeline.project import files
from pipeline.stages.compare import Comparison, Passage, compare

_SUFFIXES = (".po", ".pot", ".md", ".txt")


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
    data = files.read(path, str(path))
    if path.suffix == ".po":
        catalog = po.read(data, path=str(path), document=path.stem, keyed=False)
        live = (m for m in catalog.messages if m.target and m.state is not State.OBSOLETE)
        return tuple(Passage(m.target, m.key) for m in live), catalog.locale
    if path.suffix == ".pot":
        read = template.read(data, path=str(path), document=path.stem)
        return tuple(Passage(s.source, s.key) for s in read.segments), ""
    if path.suffix == ".md":
        document = markdown.parse(data, name=path.stem, path=str(path), locale="en")
        return tuple(Passage(text.markdown) for text in texts(document)), ""
    if path.suffix == ".txt":
        paragraphs = re.split(r"\n\s*\n", data.decode("utf-8-sig", "replace").strip())
        return tuple(Passage(" ".join(p.split())) for p in paragraphs if p.strip()), ""
    raise UsageError(
        f"'{path}' is none of {', '.join(_SUFFIXES)}", remedy="Save it as one of these first."
    )
