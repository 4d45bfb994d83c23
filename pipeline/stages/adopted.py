"""What comes of a volunteer's document: for every message what it was given, and how sure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.catalogs import remarks
from pipeline.formats.passages import Passage
from pipeline.model import Catalog, State

TOPIC = "adopted"
"""The topic of the remarks that tell a translator what is not sure."""
LIKE = 0.5
"""A document of which less than this has a counterpart, by probability, is some other document.
That a few paragraphs tell less than many is part of the probability."""


class Why(StrEnum):
    """Why a message was not taken as it is."""

    DOUBT = "another paragraph might fit as well"
    MOVED = "it stands in another order than in the source"
    DIVIDED = "one paragraph of the file is several messages, and where to cut is not certain"
    SHARED = "the paragraph also holds the translation of the next message"
    UNTRANSLATED = "it is still in the language of the source"
    SAME = "it is the same as in the source, and so may be a name or not translated yet"
    STALE = "the file marks it as a translation of an older version"
    UNLIKE = "the whole file does not look like a translation of this document"
    ILLEGIBLE = "the text of this file cannot be extracted reliably"


@dataclass(frozen=True, slots=True)
class Match:
    """What a message was given."""

    key: str
    passages: tuple[int, ...]
    """Indices of the passages that it came from; empty where nothing matched."""
    score: float
    """The probability that this is right, 0 where nothing matched."""
    target: str = ""
    why: Why | None = None
    """None where it is sure."""
    detail: str = ""
    """What exactly makes it unsure, where more can be said than ``why``."""
    by_hand: bool = False
    """Whether a person said so in the alignment file."""
    kept: bool = False
    """Whether the catalog had a translation that stays."""

    @property
    def reason(self) -> str:
        """Why it is not sure, for a person; empty where it is."""
        return self.detail or str(self.why or "")


@dataclass(frozen=True, slots=True)
class Adopted:
    """What came of a volunteer's document."""

    catalog: Catalog
    matches: tuple[Match, ...]
    """One for every message, in the template's order."""
    leftovers: tuple[int, ...]
    """Indices of the passages that went nowhere."""
    passages: tuple[Passage, ...]
    likeness: float
    """How much the document looks like a translation of the source, 0 to 1."""

    @property
    def like(self) -> bool:
        """Whether it looks like a translation of this document at all."""
        return self.likeness >= LIKE

    def doubted(self) -> Adopted:
        """The same with nothing sure: somebody took it in though it looks like no translation."""
        matches = tuple(
            replace(match, why=match.why or Why.UNLIKE) if match.target else match
            for match in self.matches
        )
        keys = {match.key for match in matches if match.target and not match.kept}
        messages = tuple(
            replace(
                message,
                state=State.FUZZY,
                comments=remarks.put(message.comments, TOPIC, (str(Why.UNLIKE),)),
            )
            if message.key in keys and message.state is State.TRANSLATED
            else message
            for message in self.catalog.messages
        )
        return replace(self, catalog=replace(self.catalog, messages=messages), matches=matches)


Pins = Mapping[str, tuple[int, ...]]
"""What a person said: for a key, the indices of its passages; empty for none."""
