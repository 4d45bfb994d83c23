"""A foreign document as a row of passages: what adopting needs, and all that most formats know.

Every reader of a volunteer's file gives one of these: headings, paragraphs, items and captions
in reading order, each with its words as inline Markdown.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.model import Document


class Kind(StrEnum):
    """What a passage is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CAPTION = "caption"
    ALTERNATIVE = "alternative"
    """What is read out in the place of a picture."""
    CELL = "cell"
    UNKNOWN = "unknown"
    """The format does not tell headings from paragraphs."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading or item of somebody's document."""

    text: str
    """Inline Markdown, without the number that ``number`` holds."""
    kind: Kind = Kind.UNKNOWN
    level: int = 0
    """Of a heading 1 to 6, of a paragraph how many lists it is in; 0 where it has none."""
    number: int | None = None
    """What an item or article is counted as, where the format or its first word says so."""
    where: str = ""
    """Where it stands in the file, for people: ``line 12``, ``page 3``."""
    locale: str = ""
    """BCP 47 tag where the format declares the language of these words."""
    stale: bool = False
    """Whether the file marks it, in our own way, as a translation of an older version."""
    label: str = ""
    """What was cut from the beginning of the text since it counts it: ``(a) ``."""
    legible: bool = True
    """False where the extracted characters cannot be trusted, as Thai from a PDF."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What was read from a volunteer's file."""

    passages: tuple[Passage, ...]
    format: str
    """``text``, ``html``, ``docx``, ``odt``, ``pdf``, ``markdown``."""
    locale: str = ""
    """BCP 47 tag of the language that the file declares, or empty."""
    document: Document | None = None
    """The same with its tables and lists as they are, where the format has such."""
