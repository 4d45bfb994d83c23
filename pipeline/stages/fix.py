"""Safe fixes: what a check can prove, applied to catalogs; the rest is left to people.

A fixed message becomes fuzzy, so that somebody looks at it, unless the check is declared to be
sure: then it changes no meaning and no look that anybody could want.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model import Catalog, Finding, Message, State

# A fix may make room for another (a comma widened, a space before it gone), but not for long.
_ROUNDS = 8

_Place = tuple[str, str]
"""Document and key."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """One message before and after, and the checks whose fixes were applied."""

    document: str
    before: Message
    after: Message
    checks: tuple[str, ...]


def fix(
    catalogs: Iterable[Catalog],
    find: Callable[[Sequence[Catalog]], Iterable[Finding]],
    *,
    sure: frozenset[str],
    only: frozenset[str] = frozenset(),
) -> tuple[tuple[Catalog, ...], tuple[Fixed, ...]]:
    """The catalogs of a language with every proposal applied, and what was done.

    ``find`` says what is wrong with them, all together: what a language does everywhere is its
    habit and no fault. It is asked again after each round, since a fix changes what other checks
    see. ``sure`` are the ids of checks whose fixes need no review; ``only`` narrows the fixes to
    these checks. Waived findings, and messages that are fuzzy already, are left alone. Applying
    it twice does nothing more.
    """
    before = mended = tuple(catalogs)
    applied: dict[_Place, list[str]] = defaultdict(list)
    for _ in range(_ROUNDS):
        proposals = _proposals(find(mended), only)
        changed = tuple(_with(catalog, proposals) for catalog in mended)
        if changed == mended:
            break
        for place, old, new in _pairs(mended, changed):
            if old != new:
                applied[place].append(proposals[place].check)
        mended = changed
    doubtful = {place for place, checks in applied.items() if not sure.issuperset(checks)}
    mended = tuple(_doubted(catalog, doubtful) for catalog in mended)
    done = tuple(
        Fixed(place[0], old, new, tuple(dict.fromkeys(applied[place])))
        for place, old, new in _pairs(before, mended)
        if old != new
    )
    return mended, done


def _proposals(findings: Iterable[Finding], only: frozenset[str]) -> dict[_Place, Finding]:
    """The first proposal for each message."""
    proposals: dict[_Place, Finding] = {}
    for finding in findings:
        wanted = finding.proposal and not finding.waived and finding.key
        if wanted and (not only or finding.check in only):
            proposals.setdefault((finding.document, finding.key), finding)
    return proposals


def _with(catalog: Catalog, proposals: dict[_Place, Finding]) -> Catalog:
    def mended(message: Message) -> Message:
        finding = proposals.get((catalog.document, message.key))
        if finding is None or message.state is not State.TRANSLATED:
            return message
        return replace(message, target=finding.proposal)

    return replace(catalog, messages=tuple(map(mended, catalog.messages)))


def _doubted(catalog: Catalog, doubtful: set[_Place]) -> Catalog:
    def doubted(message: Message) -> Message:
        here = (catalog.document, message.key) in doubtful and message.state is State.TRANSLATED
        return replace(message, state=State.FUZZY) if here else message

    return replace(catalog, messages=tuple(map(doubted, catalog.messages)))


def _pairs(
    before: Iterable[Catalog], after: Iterable[Catalog]
) -> Iterator[tuple[_Place, Message, Message]]:
    for one, other in zip(before, after, strict=True):
        for old, new in zip(one.messages, other.messages, strict=True):
            yield (one.document, old.key), old, new
