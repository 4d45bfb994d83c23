"""The two sides of an adoption: the source and a volunteer's document, ready to be aligned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.align.documents import Alignment, align_documents
from pipeline.align.lexicon import Lexicon
from pipeline.align.measures import Unit
from pipeline.formats.inline import plain
from pipeline.formats.passages import Passage
from pipeline.locales import Locale
from pipeline.model import Document
from pipeline.stages.anchors import Pin, heading
from pipeline.stages.counted import counted, heads
from pipeline.stages.outline import SourceUnit, outline
from pipeline.text.sentences import join


@dataclass(frozen=True, slots=True)
class Sides:
    """What is aligned with what."""

    units: Sequence[SourceUnit]
    passages: Sequence[Passage]
    origin: Locale
    """The source's."""
    locale: Locale
    """The translation's."""
    taught: Lexicon
    """What the project's own translations into this language teach."""

    @property
    def kin(self) -> bool:
        """Whether the two are forms of one language, as British and American English are."""
        return self.locale.language == self.origin.language

    def part(self, units: Iterable[int], passages: Iterable[int]) -> Sides:
        """Some of the units and some of the passages."""
        return replace(
            self,
            units=[self.units[i] for i in units],
            passages=[self.passages[j] for j in passages],
        )

    def words(self, passages: Iterable[int]) -> str:
        """Passages as one text."""
        return join([self.passages[j].text for j in passages], self.locale.bcp47)

    def aligned(self, pins: Sequence[Pin] = ()) -> Alignment:
        """The units linked with the passages; see `align_documents`."""
        return align_documents(
            [unit.unit for unit in self.units],
            [Unit(plain(p.text), heading(p), p.number) for p in self.passages],
            locale=self.locale,
            origin=self.origin,
            pins=pins,
            taught=self.taught,
        )


def sides(
    document: Document, passages: Sequence[Passage], locale: Locale, taught: Lexicon
) -> Sides:
    """A source with keys, and a file in ``locale``, both as they are counted alike."""
    origin = Locale.parse(document.locale)
    ready = counted(passages, document, locale)
    units = outline(
        document,
        origin,
        heads=heads(ready, document, locale),
        numbered=any(passage.number is not None for passage in ready),
    )
    return Sides(units, ready, origin, locale, taught)
