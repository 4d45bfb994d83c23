"""A document in one language as a file for a volunteer: to read, correct and send back."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import CatalogError, UsageError
from pipeline.locales import Locale
from pipeline.model import Document, map_texts
from pipeline.project import files
from pipeline.project.current import Current, current
from pipeline.project.workspace import Workspace
from pipeline.stages.translate import translate

FORMATS = ("docx", "odt", "html", "md", "txt")
"""Documents to read and correct, by the ending of the file's name; 'adopt' takes them in."""
TABLES = ("xlsx", "csv", "tsv", "xlf", "tmx")
"""Message by message, beside the source; 'combine' takes them in."""


def export(
    workspace: Workspace,
    language: str,
    kind: str,
    *,
    documents: Sequence[str] = (),
    output: str = "",
) -> tuple[Path, ...]:
    """Write documents in a language; gives the files, ``NAME.LANG.docx`` where none is named.

    ``output`` is a file, or a folder: one that is there, or a name with a slash behind it. What
    has no translation stays in the source's language and is marked, and so is a translation of an
    older version. Raises `UsageError` where several documents would go into one file,
    `CatalogError` for a catalog that cannot be read.
    """
    (locale,) = workspace.chosen_with_source([language])
    names = workspace.chosen_documents(documents)
    folder = Path(output) if output.endswith(("/", os.sep)) or Path(output).is_dir() else None
    if folder is None and len(names) > 1:
        raise UsageError(
            f"{len(names)} documents do not go into one file",
            remedy="Choose one with --document, or give a folder with -o: for-ana/",
        )
    written = []
    translated = () if locale == workspace.source_locale else (locale,)
    for each in current(workspace, names, translated):
        for _, failure in each.failures:
            raise CatalogError(failure.what, where=failure.where, remedy=failure.remedy)
        name = f"{each.document.name}.{locale.gettext}.{kind}"
        path = Path(output) if folder is None else folder / name
        files.write_whole(path, _file(workspace, each, locale, kind))
        written.append(path)
    return tuple(written)


def _file(workspace: Workspace, standing: Current, locale: Locale, kind: str) -> bytes:
    """A document in a language, as a file of one of `FORMATS` or `TABLES`."""
    from pipeline.catalogs import interchange

    catalog = standing.catalog(locale)
    if kind not in TABLES:
        own = workspace.settings.language(locale.bcp47).own_words
        document = standing.document
        return serialized(translate(document, catalog, words=own) if catalog else document, kind)
    if catalog is None:
        raise UsageError(
            f"the language of the source has no catalog to write as {kind}",
            remedy="Name another language.",
        )
    source = workspace.source_locale.bcp47
    return interchange.write(catalog, f".{kind}", source_locale=source)


def serialized(document: Document, kind: str) -> bytes:
    """The document as a file of one of `FORMATS`."""
    match kind:
        case "docx":
            from pipeline.formats import docx

            return docx.serialize(document)
        case "odt":
            from pipeline.formats import odt

            return odt.serialize(document)
        case "html":
            from pipeline.formats import html

            return html.serialize(document).encode()
        case "md":
            from pipeline.formats import markdown
            from pipeline.formats.outgoing import remarked

            return markdown.serialize(map_texts(document, remarked)).encode()
        case "txt":
            from pipeline.formats import text

            return text.serialize(document).encode()
    raise UsageError(f"there is no format '{kind}'", remedy=f"There are: {', '.join(FORMATS)}.")
