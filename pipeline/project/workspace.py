"""A project on disk: where its settings, sources, catalogs and output are, and reading them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import settings as declaration_toml
from pipeline.errors import CatalogError, DeclarationError, SettingsError, UsageError
from pipeline.locales import Locale
from pipeline.model import Catalog, Document, Template
from pipeline.project import files
from pipeline.settings import Settings
from pipeline.words import known

if TYPE_CHECKING:
    from pipeline.catalogs.accepted import Accepted

LINGUAS = Path("po", "LINGUAS")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def with_language(linguas: bytes, locale: Locale) -> bytes:
    """What ``po/LINGUAS`` holds with one more language, on a line of its own."""
    separator = b"" if linguas.endswith(b"\n") or not linguas else b"\n"
    return linguas + separator + locale.gettext.encode() + b"\n"


@dataclass(frozen=True)
class Workspace:
    """A project: its root folder and its settings."""

    root: Path
    settings: Settings
    text: str = ""
    """The settings as they are written, so that what they ask in vain is told with its line."""

    @classmethod
    def open(cls, folder: Path) -> Workspace:
        """The project in a folder or the nearest one above it. Raises `DeclarationError`."""
        for root in (folder.absolute(), *folder.absolute().parents):
            path = root / declaration_toml.FILE
            if path.is_file():
                data = files.read(path, declaration_toml.FILE)
                try:
                    text = data.decode()
                except UnicodeDecodeError:
                    raise SettingsError(
                        "not UTF-8", where=declaration_toml.FILE, remedy="Save it as UTF-8."
                    ) from None
                return cls(root, declaration_toml.parse(text), text)
        raise DeclarationError(
            f"no {declaration_toml.FILE} here or in a folder above",
            where=str(folder),
            remedy="Go to a project, name one with 'declaration -C DIR …', "
            "or start one with 'declaration init DIR'.",
        )

    def setting(self, *steps: str) -> str:
        """File and line of a key of the settings, tables first."""
        return f"{declaration_toml.FILE}:{declaration_toml.line_of(self.text, steps)}"

    # -- names

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """The names of the documents, in the order of the settings."""
        named = self.settings.project.documents
        found = sorted(path.stem for path in (self.root / "source").glob("*.md"))
        for name in named:
            if name not in found:
                raise SettingsError(
                    f"document '{name}' has no source/{name}.md",
                    where=self.setting("project", "documents"),
                    remedy=f"There are: {', '.join(found) or 'none'}.",
                )
        names = tuple(named or found)
        for name in names:
            if not _NAME.fullmatch(name):
                raise DeclarationError(
                    "the name of a document has letters, digits, '.', '_' and '-' only",
                    where=f"source/{name}.md",
                    remedy="Rename the file.",
                )
        if not names:
            raise DeclarationError(
                "there is no document", where="source/", remedy="Write source/NAME.md first."
            )
        return names

    @cached_property
    def source_locale(self) -> Locale:
        """The language that documents are written in."""
        return Locale.parse(self.settings.project.source_language)

    @cached_property
    def locales(self) -> tuple[Locale, ...]:
        """The languages of ``po/LINGUAS``: white-space separated, ``#`` begins a comment."""
        path = self.root / LINGUAS
        if not path.is_file():
            return ()
        text = files.read(path, str(LINGUAS)).decode("utf-8", "replace")
        locales: list[Locale] = []
        for number, line in enumerate(text.splitlines(), 1):
            for name in line.partition("#")[0].split():
                try:
                    locale = Locale.parse(name)
                except UsageError as error:
                    where = f"{LINGUAS.as_posix()}:{number}"
                    raise DeclarationError(error.what, where=where, remedy=error.remedy) from None
                if locale.bcp47 not in [other.bcp47 for other in locales]:
                    locales.append(locale)
        self._refuse_misnamed(locales)
        return tuple(locales)

    def _refuse_misnamed(self, locales: Iterable[Locale]) -> None:
        """Raises `DeclarationError` for catalogs that would be overlooked: ``po/pt-BR/``."""
        folders = {locale.bcp47: locale.gettext for locale in locales}
        for path in sorted((self.root / "po").iterdir()):
            if path.name in folders.values() or not path.is_dir():
                continue
            with suppress(UsageError):
                if wanted := folders.get(Locale.parse(path.name).bcp47):
                    raise DeclarationError(
                        f"the folder of {wanted} has another name, and what is in it is not seen",
                        where=f"po/{path.name}/",
                        remedy=f"Rename it to po/{wanted}/, the name that gettext's tools know.",
                    )

    def wordless(self, locales: Iterable[Locale]) -> tuple[Locale, ...]:
        """Those of which neither the program nor the project has the words of a page."""
        own = self.settings.language
        return tuple(each for each in locales if not (known(each.bcp47) or own(each.bcp47).words))

    def chosen(self, names: Iterable[str]) -> tuple[Locale, ...]:
        """The locales so named, in either spelling; all of them where no name is given."""
        return self._chosen(names, self.locales)

    def chosen_with_source(self, names: Iterable[str]) -> tuple[Locale, ...]:
        """As `chosen`, where the source's own language may be among them."""
        return self._chosen(names, (self.source_locale, *self.locales))

    def _chosen(self, names: Iterable[str], among: tuple[Locale, ...]) -> tuple[Locale, ...]:
        known = {locale.bcp47: locale for locale in among}
        chosen = [Locale.parse(name) for name in names]
        for locale in chosen:
            if locale.bcp47 not in known:
                there = " ".join(other.gettext for other in among)
                raise UsageError(
                    f"'{locale.gettext}' is not in {LINGUAS.as_posix()}",
                    remedy=f"There are: {there or 'none'}. "
                    f"Begin a language with 'declaration new {locale.gettext}'.",
                )
        return tuple(known[locale.bcp47] for locale in chosen) or among

    def chosen_documents(self, names: Iterable[str]) -> tuple[str, ...]:
        """The documents so named; all of them where no name is given."""
        names = tuple(names)
        for name in names:
            if name not in self.documents:
                there = ", ".join(self.documents)
                raise UsageError(f"there is no document '{name}'", remedy=f"There are: {there}.")
        return names or self.documents

    # -- places

    def source_path(self, document: str) -> Path:
        """``source/NAME.md``."""
        return self.root / "source" / f"{document}.md"

    def template_path(self, document: str) -> Path:
        """``po/NAME.pot``."""
        return self.root / "po" / f"{document}.pot"

    def catalog_path(self, document: str, locale: Locale) -> Path:
        """``po/LANG/NAME.po``, LANG the gettext way."""
        return self.root / "po" / locale.gettext / f"{document}.po"

    @property
    def output(self) -> Path:
        """``output/``: disposable."""
        return self.root / "output"

    def output_path(self, document: str, locale: Locale, suffix: str) -> Path:
        """``output/LANG/NAME.pdf`` and the like."""
        return self.output / locale.gettext / f"{document}{suffix}"

    def shown(self, path: Path) -> str:
        """A path as a person of the project would write it."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return str(path)

    # -- reading

    def read_document(self, name: str) -> Document:
        """The source document. Raises `SourceError`."""
        from pipeline.formats import markdown

        path = self.source_path(name)
        document = markdown.parse(
            files.read(path, self.shown(path)),
            name=name,
            path=self.shown(path),
            locale=self.source_locale.bcp47,
        )
        return replace(document, words=self.settings.language(document.locale).own_words)

    def read_template(self, name: str) -> Template | None:
        """The last template written, or None. Raises `CatalogError`."""
        from pipeline.catalogs import template

        path = self.template_path(name)
        if not path.is_file():
            return None
        data = files.read(path, self.shown(path))
        return template.read(data, path=self.shown(path), document=name)

    def readable(self, names: Iterable[str], locale: Locale) -> Iterator[Catalog]:
        """The catalogs of documents in a locale, those that there are and can be read.

        What is wrong with the others is told by the report.
        """
        for name in names:
            with suppress(CatalogError):
                if catalog := self.read_catalog(name, locale):
                    yield catalog

    def read_accepted(self) -> tuple[Accepted, ...]:
        """What was accepted so far, from ``po/accepted.toml``. Raises `CatalogError`."""
        from pipeline.catalogs import accepted

        path = self.root / "po" / accepted.FILE
        if not path.is_file():
            return ()
        shown = self.shown(path)
        return accepted.read(files.read(path, shown), path=shown)

    def read_catalog(self, name: str, locale: Locale) -> Catalog | None:
        """A document's catalog in a locale, or None. Raises `CatalogError`."""
        from pipeline.catalogs import po

        path = self.catalog_path(name, locale)
        if not path.is_file():
            return None
        data = files.read(path, self.shown(path))
        return po.read(data, path=self.shown(path), document=name, locale=locale.bcp47)
