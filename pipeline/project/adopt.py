"""Taking in a translation that exists: read the files, align, write the catalog and the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.align.lexicon import ENGLISH, NOTHING, Lexicon
from pipeline.catalogs import interchange, po
from pipeline.catalogs import template as templates
from pipeline.errors import ContributionError, DeclarationError
from pipeline.formats import intake
from pipeline.formats.inline import plain
from pipeline.formats.passages import Contribution, Passage
from pipeline.locales import Locale
from pipeline.model import Catalog, Finding, State, Template
from pipeline.project import files
from pipeline.project.current import Current, current
from pipeline.project.workspace import LINGUAS, Workspace, with_language
from pipeline.stages import alignment as alignments
from pipeline.stages.adopt import adopt
from pipeline.stages.adopted import Adopted, Match, Pins
from pipeline.stages.begin import begin
from pipeline.stages.coverage import words
from pipeline.stages.labels import article_words
from pipeline.stages.page import Part
from pipeline.stages.vocabulary import vocabulary
from pipeline.stages.wrong import refuse, refuse_length


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in for one document and language."""

    document: str
    locale: Locale
    template: Template
    adopted: Adopted
    written: tuple[str, ...]
    """Files written, relative to the project."""
    findings: tuple[Finding, ...]
    """What the checks say of the messages that were filled."""
    article: str = ""
    """What the file calls an article, ``Artikulo {n}``, where no page in the language would say
    so."""

    @property
    def covered(self) -> tuple[float, float]:
        """The share of the source's words that is now translated, and that is fuzzy."""
        sources = {s.key: words(s.source) for s in self.template.segments}
        total = max(sum(sources.values()), 1)
        shares = []
        for state in (State.TRANSLATED, State.FUZZY):
            held = (m for m in self.adopted.catalog.messages if m.state is state)
            shares.append(sum(sources.get(m.key, 0) for m in held) / total)
        return shares[0], shares[1]


def take_in(
    workspace: Workspace,
    paths: Sequence[Path],
    language: str,
    *,
    document: str = "",
    replacing: bool = False,
    alignment: Path | None = None,
    anyway: bool = False,
) -> Taken:
    """Adopt some files as the translation of a document into a language.

    Without ``document`` it is the one that the files look most like. Nothing is written where
    they look like a translation of none: that is a `ContributionError`, unless it is taken in
    ``anyway``; then nothing of it is sure.
    """
    locale = Locale.parse(language)
    if locale == workspace.source_locale:
        raise ContributionError(
            f"'{language}' is the language of the source", remedy="Name the translation's language."
        )
    read = [_read(path, locale) for path in paths]
    name = ", ".join(path.name for path in paths)
    chosen = workspace.chosen_documents([document] if document else [])
    return _take(workspace, chosen, locale, read, name, replacing, alignment, anyway=anyway)


def take_part(
    workspace: Workspace, document: str, part: Part, *, replacing: bool, name: str
) -> Taken:
    """Adopt one language of a page as the translation of a document.

    However little there is of it: that it stands on the same page says what it is.
    """
    read = [(name, Contribution(part.passages, "text"))]
    return _take(workspace, (document,), part.locale, read, name, replacing, None, trusted=True)


def _take(
    workspace: Workspace,
    documents: Sequence[str],
    locale: Locale,
    read: Sequence[Read],
    name: str,
    replacing: bool,
    alignment: Path | None,
    *,
    trusted: bool = False,
    anyway: bool = False,
) -> Taken:
    with files.locked(workspace.root):
        taught = _taught(workspace, documents, locale)
        tried = [
            _try(each, locale, read, name, replacing, taught, trusted=trusted)
            for each in current(workspace, documents, [locale])
        ]
        each, adopted = max(tried, key=lambda pair: pair[1].likeness)
        if not (trusted and any(match.passages for match in adopted.matches)):
            refuse(adopted, each.document, locale, name, unlike=not anyway)
        if alignment:
            pins = _pins(workspace, alignment, adopted)
            each, adopted = _try(each, locale, read, name, replacing, taught, pins, adopted.matches)
        if anyway and not adopted.like:
            adopted = adopted.doubted()
        written = _write(workspace, each, locale, adopted)
    findings = _findings(workspace, adopted)
    article = ""
    if workspace.wordless([locale]):
        article = article_words([plain(passage.text) for passage in adopted.passages], locale)
    return Taken(each.document.name, locale, each.template, adopted, written, findings, article)


Read = tuple[str, Contribution | Catalog]
"""A file's name, and what was read from it."""


def _read(path: Path, locale: Locale) -> Read:
    try:
        size = path.stat().st_size
    except OSError:
        size = 0
    if size > intake.LARGEST:
        raise ContributionError(
            f"is larger than {intake.LARGEST // 2**20} MB",
            where=path.name,
            remedy="Give the text alone.",
        )
    data = files.read(path, str(path))
    if interchange.suffix_of(data, path.name):
        raise ContributionError(
            "is a table of messages, not a document",
            where=path.name,
            remedy="Take it in with "
            f"'declaration combine po/{locale.gettext}/NAME.po {path.name}'.",
        )
    if intake.kind_of(data, path.name) == "po":
        return path.name, po.read(data, path=str(path), document="", keyed=False)
    return path.name, intake.read(data, path.name, locale)


def _try(
    each: Current,
    locale: Locale,
    read: Sequence[Read],
    name: str,
    replacing: bool,
    taught: Lexicon,
    pins: Pins | None = None,
    before: Sequence[Match] = (),
    *,
    trusted: bool = False,
) -> tuple[Current, Adopted]:
    failed = next((error for known, error in each.failures if known == locale), None)
    if failed:
        raise failed
    catalog = each.catalog(locale) or begin(each.template, locale)
    catalog = catalog if catalog.messages else begin(each.template, locale)
    passages: list[Passage] = []
    for file, contribution in read:
        if isinstance(contribution, Catalog):
            from pipeline.stages.adopt_catalog import adopt_catalog

            return each, adopt_catalog(each.template, contribution, catalog, replacing=replacing)
        several = len(read) > 1
        passages += (
            replace(p, where=f"{file} {p.where}".strip()) if several else p
            for p in contribution.passages
        )
    refuse_length(passages, each.document, name)
    adopted = adopt(
        each.document,
        passages,
        catalog,
        replacing=replacing,
        pins=pins,
        before=before,
        source_name=name,
        trusted=trusted,
        taught=taught,
    )
    return each, adopted


def _taught(workspace: Workspace, documents: Sequence[str], locale: Locale) -> Lexicon:
    """What the project's catalogs of a language teach, those of the documents named first.

    What is wrong with a catalog is told elsewhere; here it teaches nothing. Words are known by
    those of English that they translate.
    """
    origin = workspace.source_locale
    if origin.language != ENGLISH:
        return NOTHING
    names = dict.fromkeys((*documents, *workspace.documents))
    return vocabulary(workspace.readable(names, locale), locale, origin)


def _pins(workspace: Workspace, path: Path, adopted: Adopted) -> Pins:
    text = files.read(path, workspace.shown(path)).decode("utf-8", "replace")
    return alignments.read(
        text,
        where=workspace.shown(path),
        keys={match.key: match for match in adopted.matches},
        size=len(adopted.passages),
    )


def _write(
    workspace: Workspace, each: Current, locale: Locale, adopted: Adopted
) -> tuple[str, ...]:
    """Everything or, where one cannot be written, what came before it; the catalog comes last."""
    from pipeline.reports.alignment import page

    name = each.document.name
    path = workspace.catalog_path(name, locale)
    beside = path.with_name(f"{name}.leftovers.txt")
    contents: list[tuple[Path, bytes]] = []
    if workspace.read_template(name) is None:
        contents.append((workspace.template_path(name), templates.write(each.template)))
    shown = page(adopted, each.document, each.template, locale)
    contents += [
        (workspace.output_path(name, locale, ".alignment.html"), shown.encode()),
        (
            path.with_name(f"{name}.alignment.tsv"),
            alignments.write(adopted, each.template).encode(),
        ),
    ]
    left = _leftovers(adopted)
    if left or beside.exists():
        contents.append((beside, left.encode()))
    contents.append((path, po.write(adopted.catalog, like=files.before(path))))
    if locale not in workspace.locales:
        linguas = workspace.root / LINGUAS
        contents.append((linguas, with_language(files.before(linguas), locale)))
    return tuple(
        workspace.shown(where) for where, data in contents if files.write_whole(where, data)
    )


def _leftovers(adopted: Adopted) -> str:
    """What went nowhere, for a person to look through."""
    parts = []
    for index in adopted.leftovers:
        passage = adopted.passages[index]
        where = f" ({passage.where})" if passage.where else ""
        parts.append(f"[{index + 1}]{where}\n{passage.text}\n")
    return "\n".join(parts)


def _findings(workspace: Workspace, adopted: Adopted) -> tuple[Finding, ...]:
    from pipeline.checks import run
    from pipeline.project.asked import asked

    locale = Locale.parse(adopted.catalog.locale)
    try:
        wanted = asked(workspace, (locale,))[locale]
    except DeclarationError:
        return ()
    filled = {m.key for m in adopted.matches if m.target and not m.kept}
    return tuple(f for f in run([adopted.catalog], wanted) if f.key in filled)
