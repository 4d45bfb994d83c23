"""The project's waivers: those in its settings, and those beside its catalogs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline import settings as declaration_toml
from pipeline.checks import waivers as waiver_files
from pipeline.checks.waivers import Waiver
from pipeline.errors import SettingsError, UsageError
from pipeline.locales import Locale
from pipeline.project import files
from pipeline.project.workspace import Workspace

_STEPS = ("checks", "waivers")


def of_project(workspace: Workspace) -> tuple[Waiver, ...]:
    """Those of ``declaration.toml``, each with its line."""
    several = workspace.settings.checks.waivers
    lines = declaration_toml.tables(workspace.text, _STEPS)
    if len(lines) != len(several):  # written in another way than as [[checks.waivers]]
        lines = (declaration_toml.line_of(workspace.text, _STEPS),) * len(several)
    return tuple(
        Waiver(
            check=each.check,
            reason=each.reason,
            code=each.code,
            locale=_language(workspace, each.locale, where) if each.locale else "",
            document=each.document,
            expires=each.expires,
            where=where,
        )
        for each, line in zip(several, lines, strict=True)
        for where in (f"{declaration_toml.FILE}:{line}",)
    )


def _language(workspace: Workspace, name: str, where: str) -> str:
    """BCP 47 tag. Raises `SettingsError` for what is no language of the project."""
    try:
        return workspace.chosen([name])[0].bcp47
    except UsageError as error:
        raise SettingsError(error.what, where=where, remedy=error.remedy) from None


def of_language(workspace: Workspace, locale: Locale) -> Iterator[Waiver]:
    """Those in ``po/LANG/NAME.waivers.toml``. Raises `DeclarationError` for one that is wrong."""
    for name in workspace.documents:
        path = workspace.catalog_path(name, locale).with_suffix(".waivers.toml")
        if path.is_file():
            where = workspace.shown(path)
            text = files.read(path, where).decode("utf-8", "replace")
            yield from waiver_files.parse(text, where=where, locale=locale.bcp47, document=name)


def concerning(waivers: Iterable[Waiver], locale: Locale) -> Iterator[Waiver]:
    """Those that hold in a language."""
    return (waiver for waiver in waivers if waiver.locale in ("", locale.bcp47))
