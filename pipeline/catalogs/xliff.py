"""Catalogs as XLIFF (OASIS): written as 1.2, which every program reads; read as 1.x and as 2.x."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pipeline.catalogs.toolkit import parsed
from pipeline.errors import ContributionError
from pipeline.locales import Locale
from pipeline.model import Catalog, Message, Segment, State

_VERSION_2 = re.compile(rb"<(?:\w+:)?xliff\b[^>]*\bversion=[\"']2")


def write(catalog: Catalog, source_locale: str) -> bytes:
    """A catalog as XLIFF 1.2."""
    from translate.storage.xliff import xlifffile

    store: Any = xlifffile()
    store.setsourcelanguage(source_locale)
    store.settargetlanguage(catalog.locale)
    store.setfilename(store.getfilenode("NoName"), catalog.document)
    for message in catalog.live:
        unit = store.addsourceunit(message.source, catalog.document, True)
        unit.setid(message.key)
        for note in (str(message.segment.place), *message.segment.notes):
            if note:
                unit.addnote(note, origin="developer")
        for comment in message.comments:
            if comment:
                unit.addnote(comment, origin="translator")
        if message.target:
            unit.settarget(message.target)
            unit.markfuzzy(message.state is State.FUZZY)
    # The toolkit writes 1.1, of which what is used here is the same.
    head, body, rest = bytes(store).partition(b"<body")
    head = head.replace(b"document:1.1", b"document:1.2").replace(b'"1.1"', b'"1.2"')
    return head + body + rest


def read(data: bytes, *, path: str, locale: str) -> tuple[Message, ...]:
    """The messages of an XLIFF file. Raises `ContributionError` where it cannot be one."""
    from translate.storage.xliff import xlifffile
    from translate.storage.xliff2 import Xliff2File

    second = _VERSION_2.search(data, 0, 10_000) is not None
    store = parsed(Xliff2File if second else xlifffile, data, path)
    said = store.gettargetlanguage()
    if said and Locale.parse(said).language != Locale.parse(locale).language:
        raise ContributionError(
            f"it says that it is in '{said}'", where=path, remedy="Name the language it is in."
        )
    return _of_second(store) if second else _of_first(store)


def _of_first(store: Any) -> tuple[Message, ...]:
    units = [unit for unit in store.units if not unit.isheader()]
    approving = any(unit.isapproved() for unit in units)
    messages = []
    for unit in units:
        target = str(unit.target or "")
        notes = str(unit.getnotes(origin="translator")).split("\n")
        key = unit.getid().rpartition("\x04")[2]
        state = State.FUZZY if _unfinished(unit, approving) else State.TRANSLATED
        messages.append(_message(key, str(unit.source or ""), target, state, notes))
    return tuple(messages)


def _unfinished(unit: Any, approving: bool) -> bool:
    """Whether a unit's translation is not its translator's last word.

    What its state says counts. Programs that give no states approve what is finished, or say
    nothing at all; then what is there is meant.
    """
    target = unit.get_target_dom(lang=None)
    if state := "" if target is None else target.get("state", ""):
        return bool(state == "new" or state.startswith("needs-"))
    approved = unit.xmlelement.get("approved")
    return approved == "no" or (approving and approved is None)


def _of_second(store: Any) -> tuple[Message, ...]:
    """A unit may have been cut into segments, with what is not to be translated in between.

    Where some of them are translated, the source stands in for the others, and it is fuzzy.
    """
    messages = []
    for unit in store.document.getroot().iter("{*}unit"):
        pieces = list(unit.iterchildren("{*}segment", "{*}ignorable"))
        segments = list(unit.iterchildren("{*}segment"))
        done = [segment for segment in segments if _words(segment, "target")]
        target = "".join(_words(piece, "target", "source") for piece in pieces) if done else ""
        begun = len(done) < len(segments) or any(each.get("state") == "initial" for each in done)
        notes = [n.text or "" for n in unit.iter("{*}note") if n.get("category") == "translator"]
        source = "".join(_words(piece, "source") for piece in pieces)
        key = unit.get("name") or unit.get("id", "")
        state = State.FUZZY if begun else State.TRANSLATED
        messages.append(_message(key, source, target, state, notes))
    return tuple(messages)


def _words(piece: Any, *names: str) -> str:
    """The text of the first of these elements that a piece has."""
    for name in names:
        if (node := piece.find(f"{{*}}{name}")) is not None:
            return "".join(node.itertext())
    return ""


def _message(key: str, source: str, target: str, state: State, notes: Iterable[str]) -> Message:
    comments = tuple(filter(None, notes))
    return Message(
        Segment(key, source), target, state if target else State.UNTRANSLATED, comments=comments
    )
