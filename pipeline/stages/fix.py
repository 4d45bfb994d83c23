"""Safe fixes: what a check can prove, applied to a catalog; the rest is left to people.

A fixed message becomes fuzzy, so that somebody looks at it, unless the check is declared to be
sure: then it changes no meaning and no look that anybody could want.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from pipeline.model import Catalog, Finding, Message, State

# A fix may make room for another (a comma widened, a space before it gone), but not for long.
_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Fixed:
    """One message before and after, and the checks whose fixes were applied."""

    before: Message
    after: Message
    checks: tuple[str, ...]


def fix(
    catalog: Catalog,
    find: Callable[[Catalog], Iterable[Finding]],
    *,
    sure: frozenset[str],
    only: frozenset[str] = frozenset(),
) -> tuple[Catalog, tuple[Fixed, ...]]:
    """The catalog with every proposal of the findings applied, and what was done.

    ``find`` says what is wrong with a catalog; it is asked again after each round, since a fix
    changes what other checks see. ``sure`` are the ids of checks whose fixes need no review;
    ``only`` narrows the fixes to these checks. Waived findings, and messages that are fuzzy
    already, are left alone. Applying it twice does nothing more.
    """
    originals = {message.key: message for message in catalog.messages}
    applied: dict[str, list[str]] = {}
    for _ in range(_ROUNDS):
        proposals: dict[str, Finding] = {}
        for finding in find(catalog):
            wanted = finding.proposal and not finding.waived and finding.key
            if wanted and (not only or finding.check in only):
                proposals.setdefault(finding.key, finding)
        changed = tuple(_applied(m, proposals.get(m.key)) for m in catalog.messages)
        if changed == catalog.messages:
            break
        for old, new in zip(catalog.messages, changed, strict=True):
            if old != new:
                applied.setdefault(old.key, []).append(proposals[old.key].check)
        catalog = replace(catalog, messages=changed)
    messages = tuple(
        replace(message, state=State.FUZZY)
        if message.key in applied and not sure.issuperset(applied[message.key])
        else message
        for message in catalog.messages
    )
    done = tuple(
        Fixed(originals[message.key], message, tuple(dict.fromkeys(applied[message.key])))
        for message in messages
        if message.key in applied and message.state is not State.OBSOLETE
    )
    return replace(catalog, messages=messages), done


def _applied(message: Message, finding: Finding | None) -> Message:
    if finding is None or message.state is not State.TRANSLATED:
        return message
    return replace(message, target=finding.proposal)
