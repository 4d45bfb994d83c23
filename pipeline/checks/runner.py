"""Run the checks over catalogs. Pure: the same catalogs and options give the same findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from pipeline.checks import waivers
from pipeline.checks.declared import Check, Hit
from pipeline.checks.options import Options
from pipeline.checks.registry import CHECKS
from pipeline.checks.unit import Language, Unit
from pipeline.locales import Locale
from pipeline.model import Catalog, Certainty, Finding, Message, Severity, State

CRASHED = "check-crashed"


class Memory:
    """What the checks said of each message before: what has not changed is not looked at again.

    Keys are the contents (source, target, state, place, notes, locale), so an old entry is
    never wrong; a memory serves one set of options.
    """

    def __init__(self, options: Options) -> None:
        self.options = options
        self._known: dict[tuple[object, ...], tuple[tuple[Check, Hit], ...]] = {}

    def hits(self, unit: Unit, checks: tuple[Check, ...]) -> tuple[tuple[Check, Hit], ...]:
        """What the checks say of a unit, remembered if it was asked before."""
        message = unit.message
        content = (
            message.source,
            message.target,
            message.state,
            message.segment.place,
            message.segment.notes,
            message.comments,
            message.flags,
            message.previous,
            unit.locale,
        )
        known = self._known.get(content)
        if known is None:
            known = self._known[content] = tuple(_hits(unit, checks))
        return known


def run(
    catalogs: Iterable[Catalog],
    options: Options | None = None,
    *,
    checks: tuple[Check, ...] = CHECKS,
    memory: Memory | None = None,
) -> tuple[Finding, ...]:
    """All findings about these catalogs, of any number of documents and locales.

    Findings come by locale, catalog and message in the order given; those about a whole
    language follow its messages. ``memory`` (made with the same options) saves the work on
    messages that it has seen. A check that crashes becomes a finding about itself.
    """
    options = options or Options()
    by_locale: dict[str, list[Catalog]] = defaultdict(list)
    for catalog in catalogs:
        by_locale[catalog.locale].append(catalog)
    found: list[Finding] = []
    for tag, group in by_locale.items():
        found.extend(_language(group, Locale.parse(tag), options, checks, memory))
    seen = frozenset((c.locale, c.document) for group in by_locale.values() for c in group)
    return waivers.apply(found, options.waivers, today=options.today, seen=seen)


def check_message(
    message: Message,
    locale: Locale,
    options: Options | None = None,
    *,
    document: str = "",
    checks: tuple[Check, ...] = CHECKS,
) -> tuple[Finding, ...]:
    """What the checks of single messages say about one message, before any waiver."""
    options = options or Options()
    unit = Unit(message, locale, options, document=document)
    chosen = narrow(checks, locale, options)
    return tuple(
        check.finding(hit, document=document, locale=locale.bcp47, key=message.key)
        for check, hit in _hits(unit, tuple(c for c in chosen if not c.wide))
    )


def narrow(checks: tuple[Check, ...], locale: Locale, options: Options) -> tuple[Check, ...]:
    """The checks that concern a locale and that the project wants."""
    known = {locale.language, locale.written, locale.bcp47}
    return tuple(
        check
        for check in checks
        if check.id not in options.off
        and (not check.optional or check.id in options.on)
        and (not check.locales or not known.isdisjoint(check.locales))
    )


def _language(
    catalogs: list[Catalog],
    locale: Locale,
    options: Options,
    checks: tuple[Check, ...],
    memory: Memory | None,
) -> Iterator[Finding]:
    chosen = narrow(checks, locale, options)
    single = tuple(check for check in chosen if not check.wide)
    language = Language.of(catalogs, locale, options)
    units = {(unit.document, id(unit.message)): unit for unit in language.units}
    for catalog in catalogs:
        for message in catalog.messages:
            if message.state is State.OBSOLETE:
                continue
            unit = units.get((catalog.document, id(message))) or Unit(
                message, locale, options, document=catalog.document
            )
            hits = memory.hits(unit, single) if memory else _hits(unit, single)
            for check, hit in hits:
                yield _finding(check, hit, catalog.document, locale, message.key, options)
    for check in chosen:
        if check.wide:
            for hit in _guarded(check, language):
                yield _finding(check, hit, "", locale, "", options)


def _hits(unit: Unit, checks: tuple[Check, ...]) -> Iterator[tuple[Check, Hit]]:
    filled = bool(unit.message.target)
    for check in checks:
        if filled or check.empty:
            for hit in _guarded(check, unit):
                yield check, hit


def _guarded(check: Check, subject: Unit | Language) -> Iterator[Hit]:
    try:
        yield from check.function(subject)
    except Exception as error:
        yield Hit(
            words=f"The check '{check.id}' failed here ({type(error).__name__}: {error}). "
            "This is a fault of the program, not of the translation.",
            code=CRASHED,
        )


def _finding(
    check: Check, hit: Hit, document: str, locale: Locale, key: str, options: Options
) -> Finding:
    if hit.code == CRASHED:
        check = _crashed(check)
    elif check.id in options.severities and hit.severity is None:
        check = _weighed(check, options.severities[check.id])
    return check.finding(hit, document=document, locale=locale.bcp47, key=key)


@lru_cache
def _crashed(check: Check) -> Check:
    return replace(check, id=CRASHED, severity=Severity.WARNING, certainty=Certainty.CERTAIN)


@lru_cache
def _weighed(check: Check, severity: Severity) -> Check:
    return replace(check, severity=severity)
