"""How much of a document is translated: in segments and in source words, part by part.

A catalog is measured against the template, so that one which was not updated after the English
changed is not taken for complete: a segment it lacks counts as untranslated, and one whose
English it has differently counts as fuzzy.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce

from pipeline.model import Catalog, Message, Part, Segment, State, Template

# The target of a link or picture is no word. Of what remains, a word is what a reader would
# call one: "co-operation", "don't" and "2,500" are one word each.
_TARGET = re.compile(
    r"(?<=\])\([^()\s]*(?:\s+\"[^\"]*\")?\)|<(?:https?|mailto):[^>\s]*>|</?\w[^>]*>"
)
_WORD = re.compile(r"\w+(?:[-.,'’·/@&]\w+)*")


@lru_cache(maxsize=2**14)  # every language of a document asks for the same
def words(source: str) -> int:
    """The number of words in a piece of inline Markdown."""
    return len(_WORD.findall(_TARGET.sub(" ", source)))


@dataclass(frozen=True, slots=True)
class Count:
    """A number of segments, and of the source words in them."""

    segments: int = 0
    words: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.segments + other.segments, self.words + other.words)


@dataclass(frozen=True, slots=True)
class Tally:
    """The segments of a document, or of a part of one, told apart by state."""

    translated: Count = Count()
    fuzzy: Count = Count()
    untranslated: Count = Count()

    @property
    def total(self) -> Count:
        """All segments, whatever their state."""
        return self.translated + self.fuzzy + self.untranslated

    @property
    def percent(self) -> int:
        """Translated segments in a hundred, rounded down, so that 100 means all of them."""
        return _percent(self.translated.segments, self.total.segments)

    @property
    def percent_words(self) -> int:
        """Source words in translated segments, in a hundred, rounded down."""
        return _percent(self.translated.words, self.total.words)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.translated + other.translated,
            self.fuzzy + other.fuzzy,
            self.untranslated + other.untranslated,
        )


def _percent(part: int, whole: int) -> int:
    return 100 * part // whole if whole else 100


@dataclass(frozen=True, slots=True)
class PartCoverage:
    """The coverage of one part of a document: the title, the preamble, article 7."""

    part: Part
    number: int
    """The part's number among its like, for an article its own; 0 where there is only one."""
    tally: Tally
    required: bool
    """Whether a release needs this part complete."""

    @property
    def name(self) -> str:
        """``article 7`` or ``title``, as in the catalogs' ``#.`` comments."""
        return f"{self.part} {self.number}" if self.number else str(self.part)


@dataclass(frozen=True)
class Coverage:
    """The coverage of one document in one locale."""

    document: str
    locale: str
    parts: tuple[PartCoverage, ...] = ()
    """In reading order; parts that share their first step count as one."""

    @cached_property
    def tally(self) -> Tally:
        """All parts together."""
        return total(part.tally for part in self.parts)


def total(tallies: Iterable[Tally]) -> Tally:
    """Several tallies as one, such as all documents of a language."""
    return reduce(Tally.__add__, tallies, Tally())


def state_of(segment: Segment, message: Message | None) -> State:
    """The state of a segment of the template, given the catalog's message of the same key."""
    if message is None or message.state in (State.UNTRANSLATED, State.OBSOLETE):
        return State.UNTRANSLATED
    if not message.target:
        return State.UNTRANSLATED
    return message.state if message.source == segment.source else State.FUZZY


def measure(template: Template, catalog: Catalog, required: Collection[Part] = ()) -> Coverage:
    """Measure a catalog against the template. ``required`` names the parts a release needs."""
    messages = {message.key: message for message in catalog.messages}
    sizes: dict[tuple[Part, int], dict[State, list[int]]] = {}
    for segment in template.segments:
        state = state_of(segment, messages.get(segment.key))
        part = sizes.setdefault(segment.place.top, {})
        part.setdefault(state, []).append(words(segment.source))
    return Coverage(
        template.document,
        catalog.locale,
        tuple(
            PartCoverage(part, number, _tally(found), required=part in required)
            for (part, number), found in sizes.items()
        ),
    )


def _tally(sizes: Mapping[State, Sequence[int]]) -> Tally:
    """From the numbers of words in the segments of each state."""
    return Tally(**{state.value: Count(len(each), sum(each)) for state, each in sizes.items()})
