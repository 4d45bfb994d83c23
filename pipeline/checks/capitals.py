"""Capitals at the beginning of what is said."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.checks.declared import Example, Hit, check
from pipeline.checks.habits import fold
from pipeline.checks.unit import Language, Unit
from pipeline.model import Certainty, Severity, Span

_OPENERS = " \"'“”„«»‹›‘’‚([{*_¿¡—–-…"
_CLOSERS = " \"'”’»)]}*_"
_ENDS = frozenset(".!?")
_TWO_CASES = frozenset("Latn Cyrl Grek Armn Adlm Copt Glag".split())


def _where_one_begins(
    language: Language, hits: list[tuple[Unit, Hit]]
) -> Iterator[tuple[Unit, Hit]]:
    """As `fold`, without the paragraphs that go on with a sentence of the paragraph before."""
    if not hits:
        return
    going_on = {
        id(unit)
        for before, unit in pairwise(language.settled)
        if before.document == unit.document
        and before.message.segment.place.part is unit.message.segment.place.part
        and before.target.text.rstrip(_CLOSERS)[-1:] not in _ENDS
    }
    yield from fold(language, [pair for pair in hits if id(pair[0]) not in going_on])


@check(
    id="initial-case",
    severity=Severity.INFO,
    certainty=Certainty.LIKELY,
    settle=_where_one_begins,
    rationale="A paragraph that begins with a small letter, where the source's begins with a "
    "capital and so do this language's others, has lost its beginning or was pasted into the "
    "middle of another.",
    good=(
        Example("We agree.", "Estamos de acuerdo."),
        Example("We agree.", "«Мы согласны».", locale="ru"),
        Example("We agree.", "同意。", locale="zh-Hans"),
        Example("dpkg is a program.", "dpkg es un programa."),
        Example("UNESCO agrees.", "la UNESCO está de acuerdo."),
        Example("We have a page.", "ejemplo.org/es es nuestra página."),
    ),
    bad=(
        Example("We agree to this.", "estamos de acuerdo."),
        Example("We agree to this.", "мы согласны.", locale="ru"),
    ),
)
def initial_case(unit: Unit) -> Iterator[Hit]:
    """The translation begins with a small letter, and the source with a capital."""
    if unit.script not in _TWO_CASES or unit.source.text.rstrip(_CLOSERS)[-1:] not in _ENDS:
        return
    source, target = unit.source.prose.lstrip(_OPENERS), unit.target.prose.lstrip(_OPENERS)
    if not source[:1].isupper() or source[1:2].isupper() or not target[:1].isalpha():
        return
    first = target[0]
    if not first.isupper() and first.upper() != first and not _stays_small(target, unit):
        at = unit.target.prose.find(first)
        yield Hit(target=(Span(at, at + 1),))


def _stays_small(text: str, unit: Unit) -> bool:
    """Whether a text begins with a name such as ``dpkg``, which stands in the source too, with an
    address, or with an apostrophe's or a hyphen's prefix before its capital (``'s``, ``i-Phone``).
    """
    word = text.split()[0]
    if word.strip(".,;:") in unit.source.text or any(c.isupper() or c.isdigit() for c in word):
        return True
    return any(c in word for c in "/@._")
