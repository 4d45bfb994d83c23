"""What editors, scripts and merges do to a catalog that nobody meant: told apart, and mended.

A catalog is compared with what git has of it (or with its own remarks, where there is no git),
and with the versions of the English. Each case is one finding that says what to do.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from pipeline.catalogs import remarks
from pipeline.model import Catalog, Certainty, Finding, Grade, Message, Severity, State, Template
from pipeline.stages.history import Past
from pipeline.stages.memory import digest
from pipeline.stages.remake import CHANGED
from pipeline.text.changes import grade
from pipeline.text.diff import diff, marked

# How `update` ends a remark on a translation of which it knows what English it was made for.
_MARKED = re.compile(r"; [0-9a-f]{8}\)\Z")
# A translation shorter than this may well stand in two places.
_TELLING = 12
GUARDS = {
    "msgid-edited": (
        "The English was edited in the catalog.",
        "The English belongs to the authors and is changed in the source document. A msgid that "
        "says something else is found by no program, and its translation is of a text that was "
        "never declared.",
    ),
    "message-moved": (
        "A message or its translation stands under another message's key.",
        "Merges by lines and copying in editors join translations to the wrong English. The file "
        "stays valid, and who does not read both languages cannot see it.",
    ),
    "fuzzy-left-on": (
        "A translation was done anew and is still marked fuzzy.",
        "What is marked fuzzy counts as unfinished and is not shown as a translation, so the work "
        "is invisible until the mark is taken off.",
    ),
    "fuzzy-removed": (
        "The fuzzy mark was taken off, but the translation is the one for the old English.",
        "Editors take the mark off with one key, and some at every save. Then nothing says any "
        "more that the translation is behind.",
    ),
    "catalog-outdated": (
        "The catalog is from an older template than the project's.",
        "Its translations are of an earlier English. An update brings it to the present one.",
    ),
    "contribution-conflict": (
        "Several translations of one message were sent, and nobody has decided yet.",
        "No program can know which is right. All of them are in the message's comments.",
    ),
}
"""What each guard is for: its id, what it says in short, and why."""


def guard(
    catalog: Catalog,
    template: Template,
    *,
    committed: Catalog | None = None,
    past: Past | None = None,
    vouched: Collection[str] = (),
) -> tuple[Finding, ...]:
    """Look for what a person may not have meant.

    ``catalog`` is the file as it is, not brought to the template; ``template`` the project's
    last one; ``committed`` the catalog in the last commit; ``past`` the versions of the English.
    ``vouched`` names the messages whose translation somebody stands for, by a seal or a word.
    """
    return tuple(
        replace(finding, document=catalog.document, locale=catalog.locale)
        for finding in _Guard(catalog, template, committed, past, vouched).findings()
    )


class _Guard:
    def __init__(
        self,
        catalog: Catalog,
        template: Template,
        committed: Catalog | None,
        past: Past | None,
        vouched: Collection[str],
    ) -> None:
        self.catalog = catalog
        self.created = catalog.field("POT-Creation-Date")
        self.template = template
        self.english = {segment.key: segment.source for segment in template.segments}
        self.homes = _unique((segment.source, segment.key) for segment in template.segments)
        self.live = catalog.by_key()
        self.before = committed.by_key() if committed else {}
        self.stood = _unique(
            (m.target, m.key) for m in self.before.values() if len(m.target) >= _TELLING
        )
        self.past = past
        self.vouched = vouched

    def findings(self) -> Iterator[Finding]:
        behind = []
        for message in self.live.values():
            if finding := self.moved(message):
                yield finding
            elif message.key in self.english and message.source != self.english[message.key]:
                if self.is_older(message):
                    behind.append(message.key)
                else:
                    yield _about(_EDITED, message)
            elif finding := self.fuzziness(message):
                yield finding
        if behind:
            yield self.outdated(behind)

    def is_older(self, message: Message) -> bool:
        """Whether a message's English is one that the document once had."""
        if self.past and message.key in self.past.of_key:
            known = (message.key, message.source) in self.past.last_of
            if known or len(self.past.of_key[message.key]) > 1:
                return known
        # Nothing is on record: believe the header.
        return self.created < self.template.field("POT-Creation-Date")

    def moved(self, message: Message) -> Finding | None:
        """A message, or its translation, that stood under another key."""
        home = self.homes.get(message.source)
        strange = message.key not in self.english
        if home and home != message.key and (strange or not self.is_older(message)):
            other = self.live.get(home)
            if other is None or not other.target or other.source != message.source:
                return _about(_MOVED, message, home)
        key = self.stood.get(message.target)
        if not key or key == message.key or message.state is not State.TRANSLATED:
            return None
        was, now = self.before.get(message.key), self.live.get(key)
        if (was is None or was.target != message.target) and (
            now is None or now.target != message.target
        ):
            return _about(_STRAYED, message, key)
        return None

    def fuzziness(self, message: Message) -> Finding | None:
        """A fuzzy mark that should have gone, or should not, or that waits for a decision."""
        was = self.before.get(message.key)
        if message.state is State.FUZZY:
            if remarks.of(message.comments, "conflict"):
                return _about(_UNDECIDED, message)
            # What was not translated before may well be fuzzy on purpose.
            if _is_redone(message) or (
                was is not None
                and was.state is State.FUZZY
                and was.source == message.source
                and was.target != message.target
                and not _is_remade(message, was)
            ):
                return _about(_LEFT_ON, message)
        elif message.state is State.TRANSLATED and message.key not in self.vouched:
            return self.taken_off(message, was)
        return None

    def taken_off(self, message: Message, was: Message | None) -> Finding | None:
        """A fuzzy mark taken off with nothing changed, though the English had changed."""
        changed = next(iter(remarks.of(message.comments, CHANGED)), "")
        if was is None:
            return _about(_TAKEN_OFF, message, changed) if _is_untouched(message) else None
        if was.state is not State.FUZZY or was.previous is None:
            return None
        if (was.source, was.target) != (message.source, message.target):
            return None
        if grade(was.previous, message.source).grade is Grade.COSMETIC:
            return None
        words = marked(diff(was.previous, message.source), context=6)
        return _about(_TAKEN_OFF, message, words)

    def outdated(self, keys: list[str]) -> Finding:
        theirs, ours = (
            date[:10] or "an unknown day"
            for date in (self.created, self.template.field("POT-Creation-Date"))
        )
        number = "1 message has" if len(keys) == 1 else f"{len(keys)} messages have"
        return Finding(
            "catalog-outdated",
            Severity.WARNING,
            Certainty.CERTAIN,
            f"The catalog is from an older template ({theirs}) than the project's ({ours}): "
            f"{number} an earlier English. Run 'declaration update'; no translation is lost.",
        )


def _unique(pairs: Iterator[tuple[str, str]]) -> Mapping[str, str]:
    """The key of each text that has one only."""
    found: dict[str, str] = {}
    several = set()
    for text, key in pairs:
        if text in found:
            several.add(text)
        found[text] = key
    return {text: key for text, key in found.items() if text not in several}


def _is_redone(message: Message) -> bool:
    """Whether somebody changed the translation since `update` made it fuzzy."""
    words = remarks.of(message.comments, CHANGED)
    return any(_MARKED.search(each) for each in words) and not _is_untouched(message)


def _is_remade(message: Message, was: Message) -> bool:
    """Whether a program put another text there, for it said so in a new remark."""
    return any(remarks.split(line) and line not in was.comments for line in message.comments)


def _is_untouched(message: Message) -> bool:
    """Whether the translation is still the one that `update` made fuzzy."""
    mark = f"; {digest(message.target)})"
    return any(words.endswith(mark) for words in remarks.of(message.comments, CHANGED))


# ------------------------------------------------------------------------------- findings


def _finding(check: str, certainty: Certainty, words: str) -> Finding:
    return Finding(check, Severity.WARNING, certainty, words)


def _about(finding: Finding, message: Message, words: str = "") -> Finding:
    return replace(finding, key=message.key, words=finding.words.format(words))


_EDITED = _finding(
    "msgid-edited",
    Certainty.CERTAIN,
    "The English (msgid) was edited in the catalog; the document never said that. Run "
    "'declaration update' to put it back, and change the English in source/ if it is wrong.",
)
_MOVED = _finding(
    "message-moved",
    Certainty.CERTAIN,
    "This stands under another message's key: its English is that of '{}'. Put the msgctxt "
    "back, or restore the message from git.",
)
_STRAYED = _finding(
    "message-moved",
    Certainty.LIKELY,
    "This translation stood under the key '{}' in the last commit. A merge or an editor may have "
    "joined it to the wrong English: compare the two, and restore them from git if so.",
)
_LEFT_ON = _finding(
    "fuzzy-left-on",
    Certainty.LIKELY,
    "The translation was done anew, but it is still marked fuzzy, so nobody will see it. Take the "
    "mark off if it is finished.",
)
_TAKEN_OFF = _finding(
    "fuzzy-removed",
    Certainty.LIKELY,
    "The fuzzy mark was taken off, but the translation was not changed although its English was: "
    "{}. Bring it to the English. If it is right as it is, a reviewer says so with 'declaration "
    "approve', or the manager with 'declaration update --accept'.",
)
_UNDECIDED = _finding(
    "contribution-conflict",
    Certainty.CERTAIN,
    "Several translations of this were sent, and a person must decide: all are in the message's "
    "comments. Leave the right one as the translation and take the fuzzy mark off.",
)
