"""Contributions taken into a project's catalog."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.catalogs import interchange, po
from pipeline.errors import CatalogError, ContributionError, UsageError
from pipeline.locales import Locale
from pipeline.model import Catalog, Finding, State
from pipeline.project import files
from pipeline.project.drift import revisions
from pipeline.project.history import Version as Committed
from pipeline.project.history import committed, versions
from pipeline.project.workspace import Workspace
from pipeline.stages.combine import Combined, Version, combine
from pipeline.stages.contributors import contributor, told_apart
from pipeline.stages.guards import guard
from pipeline.stages.history import Past
from pipeline.stages.strange import other_script

LARGEST = 64 * 2**20
"""Bytes; a contribution that is larger is a mistake or a bomb."""
# What a contributor may have done without meaning it; the rest of the guards is combine's work.
_SLIPS = ("msgid-edited", "fuzzy-left-on", "fuzzy-removed")


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a catalog with contributions."""

    path: str
    combined: Combined
    bases: tuple[str, ...]
    """For each contribution, the version that it was compared with, or nothing."""
    changed: bool
    """Whether the catalog was written."""


def take(
    workspace: Workspace,
    target: Path,
    contributions: Sequence[Path],
    *,
    base: str = "",
    dry: bool = False,
) -> Taken:
    """Combine contributions with a catalog of the project.

    The ancestor of each is the committed version of the catalog that it is nearest to; ``base``
    names another, a revision of git or a file. With ``dry``, nothing is written. Raises
    `CatalogError` or `ContributionError` where a file cannot be taken in.
    """
    document, locale = _place(workspace, target)
    with files.locked(workspace.root):
        path = workspace.catalog_path(document, locale)
        shown = workspace.shown(path)
        ours = po.read(files.read(path, shown), path=shown, document=document, locale=locale.bcp47)
        past = versions(path)
        theirs = []
        bases = []
        slips: list[Finding] = []
        english = Past(revisions(workspace, [document])[document])
        template = workspace.read_template(document)
        for file in contributions:
            catalog = _contribution(file, ours, locale, workspace.source_locale)
            _about_this(file, catalog, ours, english)
            _in_this(file, catalog, locale)
            ancestor, said = _ancestor(workspace, path, past, catalog, base)
            theirs.append(Version(catalog, contributor(catalog, file.name), ancestor))
            bases.append(said)
            if template:
                found = guard(catalog, template, committed=ancestor, past=english)
                slips += (f for f in found if f.check in _SLIPS)
        first = Version(ours, contributor(ours, shown))
        named = told_apart([first, *theirs], [file.name for file in (path, *contributions)])
        combined = combine(named[0], named[1:])
        edited = {finding.key for finding in slips if finding.check == "msgid-edited"}
        told = (
            finding
            for finding in combined.findings
            if finding.check != "contribution-outdated" or finding.key not in edited
        )
        combined = replace(combined, findings=(*told, *slips))
        changed = combined.catalog != ours
        if changed and not dry:
            files.write_whole(path, po.write(combined.catalog, like=files.before(path)))
        return Taken(shown, combined, tuple(bases), changed)


def _place(workspace: Workspace, target: Path) -> tuple[str, Locale]:
    """The document and the language of a catalog's path."""
    for document in workspace.documents:
        for locale in workspace.locales:
            path = workspace.catalog_path(document, locale)
            if path.resolve() == target.resolve():
                return document, locale
    raise UsageError(
        f"'{target}' is no catalog of this project",
        remedy="Name one, such as po/es/declaration.po, and after it the files to take in.",
    )


def _contribution(path: Path, ours: Catalog, locale: Locale, source: Locale) -> Catalog:
    """What somebody sent, as a catalog: a PO file, or an interchange format."""
    shown = str(path)
    try:
        size = path.stat().st_size
    except OSError as error:
        raise ContributionError(
            f"cannot be read: {error.strerror}", where=shown, remedy="Name a file that is there."
        ) from None
    if size > LARGEST:
        raise ContributionError(
            f"is larger than {LARGEST // 2**20} MiB", where=shown, remedy="Is it the right file?"
        )
    data = files.read(path, shown)
    kind = interchange.suffix_of(data, path.name)
    if kind:
        catalog = interchange.read(
            data,
            path=shown,
            document=ours.document,
            locale=locale.bcp47,
            source_locale=source.bcp47,
        )
    else:
        catalog = po.read(
            data, path=shown, document=ours.document, locale=locale.bcp47, keyed=False
        )
    # A memory holds what is translated and nothing else.
    if not catalog.messages and kind != ".tmx":
        raise ContributionError(
            "holds no message",
            where=shown,
            remedy="It may have been saved or sent in part: ask for the file again.",
        )
    if kind:
        return _still_fuzzy(catalog, ours)
    said = catalog.field("Language")
    if _says_another(said, locale):
        raise ContributionError(
            f"says that it is in '{said}', not in {locale.english_name}",
            where=shown,
            remedy=f"Combine it with the catalog of its own language, or mend its 'Language: "
            f"{locale.gettext}'.",
        )
    return replace(catalog, locale=locale.bcp47)


def _about_this(path: Path, theirs: Catalog, ours: Catalog, past: Past) -> None:
    """Raise `ContributionError` where hardly a translation is of this document."""
    keys = {message.key for message in ours.messages if message.key} | past.of_key.keys()
    sources = {message.source for message in ours.messages} | past.key_of.keys()
    sent = [message for message in theirs.messages if message.target]
    known = sum(message.key in keys or message.source in sources for message in sent)
    if 10 * known < len(sent):
        raise ContributionError(
            f"does not look like a translation of '{ours.document}': {known} of its {len(sent)} "
            "messages are in it",
            where=str(path),
            remedy="Combine it with the catalog of its own document.",
        )


def _in_this(path: Path, theirs: Catalog, locale: Locale) -> None:
    """Raise `ContributionError` for translations in letters that the language is not written in."""
    if script := other_script(" ".join(message.target for message in theirs.messages), locale):
        raise ContributionError(
            f"is not in {locale.english_name}: it is written in another script ({script})",
            where=str(path),
            remedy="Combine it with the catalog of its own language.",
        )


def _still_fuzzy(theirs: Catalog, ours: Catalog) -> Catalog:
    """A sheet that says nothing of states has not finished what it did not touch."""
    if any(message.state is State.FUZZY for message in theirs.messages):
        return theirs
    fuzzy = {(m.source, m.target) for m in ours.messages if m.state is State.FUZZY}
    messages = (
        replace(m, state=State.FUZZY) if (m.source, m.target) in fuzzy else m
        for m in theirs.messages
    )
    return replace(theirs, messages=tuple(messages))


def _says_another(said: str, locale: Locale) -> bool:
    """Whether a header's ``Language`` is the code of another language; a name in words is none."""
    try:
        named = Locale.parse(said)
    except UsageError:
        return False
    return len(named.language) < 4 and _tongue(named) != _tongue(locale)


def _tongue(locale: Locale) -> tuple[str, str]:
    return locale.language, locale.written


def _ancestor(
    workspace: Workspace, path: Path, past: Sequence[Committed], theirs: Catalog, base: str
) -> tuple[Catalog | None, str]:
    """What a contribution began as, and how to call it."""
    shown = workspace.shown(path)
    document = path.stem
    if base:
        file = Path(base)
        data = file.read_bytes() if file.is_file() else committed(path, base)
        if data is None:
            raise UsageError(
                f"'{base}' is neither a file nor a revision that has {shown}",
                remedy="Name the version that the contribution began as, or leave --base out.",
            )
        return po.read(data, path=base, document=document, keyed=False), base
    best: tuple[int, Catalog | None, str] = (0, None, "")
    for version in past:
        try:
            catalog = po.read(version.data, path=shown, document=document, locale=theirs.locale)
        except CatalogError:
            continue  # what was once committed broken is nobody's beginning
        shared = _shared(catalog, theirs)
        if shared and shared >= best[0]:
            commit = version.commit
            best = (shared, catalog, f"{commit.day} ({commit.name[:8]})")
    return best[1], best[2]


def _shared(one: Catalog, other: Catalog) -> int:
    """How many messages two catalogs have alike, keys aside: some tools drop them."""

    def alike(catalog: Catalog) -> Counter[tuple[str, str, State]]:
        return Counter((m.source, m.target, m.state) for m in catalog.messages)

    return (alike(one) & alike(other)).total()
