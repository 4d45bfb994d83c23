"""Run the checks over catalogs. Pure: the same catalogs and options give the same findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache, partial
from itertools import islice

from pipeline import collector
from pipeline.checks import waivers
from pipeline.checks.declared import Check, Hit
from pipeline.checks.memory import Memory
from pipeline.checks.options import Options
from pipeline.checks.registry import CHECKS
from pipeline.checks.unit import Language, Unit
from pipeline.locales import Locale
from pipeline.model import Catalog, Certainty, Finding, Message, Severity, State

CRASHED = "check-crashed"
# So often is a check heard about one message: nobody reads more, and each may propose a text as
# long as the message, so that one with no end of faults would fill the memory.
_MOST = 60


def run(
    catalogs: Iterable[Catalog],
    options: Options | None = None,
    *,
    checks: tuple[Check, ...] = CHECKS,
    memory: Memory | None = None,
    besides: Iterable[Finding] = (),
) -> tuple[Finding, ...]:
    """All findings about these catalogs, of any number of documents and locales.

    Findings come by locale, catalog and message in the order given; those about a whole
    language follow its messages. ``memory`` (made with the same options) saves the work on
    messages that it has seen. A check that crashes becomes a finding about itself. What others
    have found ``besides`` can be waived like the rest, and comes last.
    """
    options = options or Options()
    by_locale: dict[str, list[Catalog]] = defaultdict(list)
    for catalog in catalogs:
        by_locale[catalog.locale].append(catalog)
    found: list[Finding] = []
    with collector.held_off():
        for tag, group in by_locale.items():
            found.extend(_language(group, Locale.parse(tag), options, checks, memory))
    found.extend(besides)
    seen = {(c.locale, c.document): _waiting(c) for group in by_locale.values() for c in group}
    return waivers.apply(found, options.waivers, today=options.today, seen=seen)


def _waiting(catalog: Catalog) -> frozenset[str]:
    """The keys of the messages that are not searched for faults."""
    return frozenset(m.key for m in catalog.messages if m.state is not State.TRANSLATED)


def check_message(
    message: Message,
    locale: Locale,
    options: Options | None = None,
    *,
    document: str = "",
) -> tuple[Finding, ...]:
    """What the checks of single messages say about one message, before any waiver."""
    options = options or Options()
    unit = Unit(message, locale, options, document=document)
    chosen = narrow(CHECKS, locale, options)
    return tuple(
        _finding(check, hit, unit, locale)
        for check, hit in _hits(unit, tuple(c for c in chosen if not c.wide))
        if not hit.fine
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
) -> list[Finding]:
    chosen = narrow(checks, locale, options)
    rank = {check.id: number for number, check in enumerate(chosen)}
    single = tuple(check for check in chosen if not check.wide)
    if memory:
        language = memory.language(catalogs, locale)
    else:
        language = Language.of(catalogs, locale, options, make=Unit)
    found: list[tuple[int, Check, Unit | None, Hit]] = []
    hits: dict[str, list[tuple[Unit, Hit]]] = defaultdict(list)
    for at, unit in enumerate(language.units):
        ask = partial(_hits, unit, single)
        for check, hit in memory.hits(unit, ask) if memory else ask():
            if hit.code == CRASHED:
                found.append((at, check, unit, hit))
            else:
                hits[check.id].append((unit, hit))
    places = {id(unit): at for at, unit in enumerate(language.units)}
    for check in chosen:
        pairs: Iterable[tuple[Unit | None, Hit]] = hits[check.id]
        if check.wide:
            pairs = _guarded(check, partial(check.function, language))
        elif check.settle and pairs:
            pairs = _guarded(check, partial(check.settle, language, hits[check.id]))
        found.extend((places.get(id(u), len(places)), check, u, hit) for u, hit in pairs)
    found.sort(key=lambda each: (each[0], rank[each[1].id], each[3].code == CRASHED))
    return [_finding(check, hit, unit, locale) for _, check, unit, hit in found]


def _hits(unit: Unit, checks: tuple[Check, ...]) -> Iterator[tuple[Check, Hit]]:
    settled = unit.message.state is State.TRANSLATED and bool(unit.message.target)
    chars = unit.target.chars
    for check in checks:
        if check.looks_for and check.looks_for.isdisjoint(chars):
            continue
        if settled or check.drafts:
            try:
                for hit in islice(check.function(unit), _MOST):
                    yield check, hit
            except Exception as error:
                yield check, _crash(check, error)


def _guarded(
    check: Check, call: Callable[[], Iterable[tuple[Unit | None, Hit]]]
) -> Iterator[tuple[Unit | None, Hit]]:
    try:
        yield from call()
    except Exception as error:
        yield None, _crash(check, error)


def _crash(check: Check, error: Exception) -> Hit:
    return Hit(
        words=f"The check '{check.id}' failed here ({type(error).__name__}: {error}). "
        "This is a fault of the program, not of the translation.",
        code=CRASHED,
    )


def _finding(check: Check, hit: Hit, unit: Unit | None, locale: Locale) -> Finding:
    if hit.code == CRASHED:
        check = _crashed(check)
    document = unit.document if unit else ""
    key = unit.message.key if unit else ""
    return check.finding(hit, document=document, locale=locale.bcp47, key=key)


@lru_cache
def _crashed(check: Check) -> Check:
    return replace(check, id=CRASHED, severity=Severity.WARNING, certainty=Certainty.CERTAIN)
