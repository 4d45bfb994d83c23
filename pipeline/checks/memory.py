"""What was found out about each message before: what has not changed is not looked at again.

An entry is named by all that a check of single messages looks at (content-addressed), so an old
one is never wrong. A memory serves one set of options; `Memory.dump` and `Memory.load` carry it
from one run of the program to the next, for as long as the program itself is the same (``stamp``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import Any

from pipeline import collector
from pipeline.checks.declared import Check, Hit, fine
from pipeline.checks.options import Options
from pipeline.checks.unit import Language, Unit
from pipeline.locales import Locale
from pipeline.model import Catalog, Certainty, Message, Severity, Span

Told = tuple[tuple[Check, Hit], ...]
_SUM = 32
_Spans = list[tuple[int, int]]
_Packed = tuple[str, str, str, _Spans, _Spans, str, int | None, int | None, bool]
_Messages = dict[str, tuple[int, list[_Packed], dict[str, Any]]]
_Dumped = tuple[str, list[list[tuple[str, str]]], _Messages, dict[str, dict[str, Any]]]


class Entry:
    """What is known of one message: what the checks said, and the facts that they noted."""

    __slots__ = ("facts", "told")

    def __init__(self, told: Told | None = None, facts: dict[str, Any] | None = None) -> None:
        self.told = told
        self.facts = {} if facts is None else facts


class Memory:
    """Entries by the digest of their message."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.changed = False
        """Whether anything was found out that was not known before."""
        self._entries: dict[str, Entry] = {}
        self._units: dict[tuple[int, str], Unit] = {}
        self._wholes: dict[str, dict[str, Any]] = {}
        self._loaded = _Loaded()

    def language(self, catalogs: Iterable[Catalog], locale: Locale) -> Language:
        """The language that these catalogs make up, with what is remembered of it."""
        wholes = self._wholes.setdefault(locale.bcp47, {})
        return Language.of(catalogs, locale, self.options, make=self._unit, wholes=wholes)

    def _unit(self, message: Message, locale: Locale, options: Options, document: str) -> Unit:
        known = self._units.get((id(message), document))
        if known is None or known.message is not message or known.locale != locale:
            known = Unit(message, locale, options, document=document)
            known.facts = self._entry(known.digest).facts
            self._units[id(message), document] = known
        return known

    def _entry(self, digest: str) -> Entry:
        entry = self._entries.get(digest)
        if entry is None:
            entry = self._entries[digest] = self._loaded.entry(digest)
        return entry

    def hits(self, unit: Unit, ask: Callable[[], Iterable[tuple[Check, Hit]]]) -> Told:
        """What the checks say of a unit: remembered, or else asked now."""
        entry = self._entry(unit.digest)
        if entry.told is None:
            entry.told = tuple(ask())
            self.changed = True
        return entry.told

    def dump(self, stamp: str) -> bytes:
        """The memory of the messages that there are, for `load` with the same stamp."""
        import msgspec

        silent: dict[tuple[tuple[str, str], ...], int] = {}
        messages: _Messages = {}
        with collector.held_off():
            self._pack(silent, messages)
            body = msgspec.json.encode((stamp, list(silent), messages, self._wholes))
        return _sum(body) + body

    def _pack(
        self,
        silent: dict[tuple[tuple[str, str], ...], int],
        messages: _Messages,
    ) -> None:
        """Fill in what each message was told, and which counter-examples, of which there are few
        different sets, it gave."""
        for digest in dict.fromkeys(unit.digest for unit in self._units.values()):
            entry = self._entries[digest]
            if entry.told is not None:
                quiet = [pair for pair in entry.told if pair[1] is fine(pair[1].code)]
                codes = tuple((check.id, hit.code) for check, hit in quiet)
                number = silent.setdefault(codes, len(silent))
                told = [_packed(*pair) for pair in entry.told if pair[1] is not fine(pair[1].code)]
                messages[digest] = (number, told, entry.facts)

    @classmethod
    def load(cls, data: bytes, options: Options, checks: Iterable[Check], stamp: str) -> Memory:
        """The memory that was dumped; an empty one if the data are broken or of another stamp."""
        memory = cls(options)
        body = data[_SUM:]
        if data[:_SUM] != _sum(body):
            return memory
        import msgspec

        try:
            with collector.held_off():
                kept, silent, messages, wholes = msgspec.json.decode(body, type=_Dumped)
        except msgspec.MsgspecError:
            return memory
        if kept == stamp:
            memory._loaded = _Loaded(silent, messages, {check.id: check for check in checks})
            memory._wholes = wholes
        return memory


class _Loaded:
    """Entries as they were dumped, unpacked when they are asked for."""

    def __init__(
        self,
        silent: list[list[tuple[str, str]]] | None = None,
        messages: _Messages | None = None,
        checks: dict[str, Check] | None = None,
    ) -> None:
        self._checks = checks or {}
        self._messages = messages or {}
        self._silent = [
            tuple((self._checks[id], fine(code)) for id, code in codes) for codes in silent or ()
        ]

    def entry(self, digest: str) -> Entry:
        """The entry of a message; an empty one if there was none."""
        kept = self._messages.get(digest)
        if kept is None:
            return Entry()
        number, spoken, facts = kept
        silent = self._silent[number]
        if not spoken:
            return Entry(silent, facts)  # shared by all that gave the same
        return Entry((*silent, *(_unpacked(p, self._checks) for p in spoken)), facts)


def _sum(body: bytes) -> bytes:
    return blake2b(body, digest_size=_SUM // 2).hexdigest().encode()


def _packed(check: Check, hit: Hit) -> _Packed:
    return (
        check.id,
        hit.words,
        hit.code,
        [(span.start, span.end) for span in hit.source],
        [(span.start, span.end) for span in hit.target],
        hit.proposal,
        hit.severity,
        hit.certainty,
        hit.fine,
    )


def _unpacked(packed: _Packed, checks: dict[str, Check]) -> tuple[Check, Hit]:
    id, words, code, source, target, proposal, severity, certainty, quiet = packed
    return checks[id], Hit(
        words,
        code,
        tuple(Span(*span) for span in source),
        tuple(Span(*span) for span in target),
        proposal,
        None if severity is None else Severity(severity),
        None if certainty is None else Certainty(certainty),
        quiet,
    )
