"""What the project asks of its checks, language by language: `Options` from its files."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.checks import Options
from pipeline.checks.registry import CHECKS
from pipeline.checks.runner import CRASHED
from pipeline.checks.waivers import Waiver
from pipeline.errors import DeclarationError, SettingsError
from pipeline.locales import Locale
from pipeline.project import waivers
from pipeline.project.glossary import glossary
from pipeline.project.spelling import speller
from pipeline.project.workspace import LINGUAS, Workspace
from pipeline.settings import FILE
from pipeline.stages.guards import GUARDS

_REMEDY = "docs/checks.md lists them."


def asked(workspace: Workspace, locales: Iterable[Locale]) -> dict[Locale, Options]:
    """The options of each of these languages; what they share is read and looked at once.

    Raises `DeclarationError` for a check, a language or a waiver that cannot be meant.
    """
    settings = workspace.settings
    shared = waivers.of_project(workspace)
    _languages(workspace)
    _checks(workspace, shared)
    terms = glossary(workspace)
    spelled = "spelling" in settings.checks.enable
    today = datetime.datetime.now(datetime.UTC).date()
    options = {}
    for locale in locales:
        own = tuple(waivers.of_language(workspace, locale))
        _waived(own)
        options[locale] = Options(
            source=workspace.source_locale,
            off=frozenset((*settings.checks.disable, *settings.language(locale.bcp47).disable)),
            on=frozenset(settings.checks.enable),
            names=frozenset(settings.checks.names),
            glossary=terms,
            speller=speller(workspace, locale) if spelled else None,
            waivers=(*waivers.concerning(shared, locale), *own),
            today=today,
        )
    return options


def next_expiry(options: Iterable[Options]) -> str:
    """The next day, ISO 8601, on which a waiver ends; empty if none does."""
    days = [
        waiver.expires
        for each in options
        for waiver in each.waivers
        if waiver.expires and each.today and waiver.expires > each.today
    ]
    return min(days).isoformat() if days else ""


def _languages(workspace: Workspace) -> None:
    """Raises `SettingsError` for a language that the settings name and the project has not."""
    there = {workspace.source_locale.bcp47, *(each.bcp47 for each in workspace.locales)}
    for name in workspace.settings.languages:
        if Locale.parse(name).bcp47 not in there:
            raise SettingsError(
                f"'{name}' is not in {LINGUAS.as_posix()}",
                where=workspace.setting("languages", name),
                remedy=f"Begin it with 'declaration new {name}', or take its table out.",
            )


def _checks(workspace: Workspace, shared: Iterable[Waiver]) -> None:
    """Raises `SettingsError` for a check that the settings name and nobody has."""
    for steps, names in _named(workspace):
        for name in names:
            if name not in _known():
                where = workspace.setting(*steps)
                raise SettingsError(f"there is no check '{name}'", where=where, remedy=_REMEDY)
    _waived(shared)


def _named(workspace: Workspace) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    settings = workspace.settings
    yield ("checks", "disable"), settings.checks.disable
    yield ("checks", "enable"), settings.checks.enable
    for name, language in settings.languages.items():
        yield ("languages", name, "disable"), language.disable


def _waived(several: Iterable[Waiver]) -> None:
    """Raises `DeclarationError` for a waiver of a check that nobody has."""
    for each in several:
        if each.check not in _known():
            what = f"there is no check '{each.check}' to be waived"
            kind = SettingsError if each.where.startswith(FILE) else DeclarationError
            raise kind(what, where=each.where, remedy=_REMEDY)


@cache
def _known() -> frozenset[str]:
    return frozenset((*(check.id for check in CHECKS), *GUARDS, CRASHED))
