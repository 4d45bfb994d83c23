"""What an edition says of itself, and what typesetting gives back."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Relationship(StrEnum):
    """What an attached file is to the page (ISO 19005-3, Annex E: AFRelationship)."""

    SOURCE = "Source"
    DATA = "Data"
    ALTERNATIVE = "Alternative"
    SUPPLEMENT = "Supplement"


class Attachment(NamedTuple):
    """A file that travels inside the PDF, which then is a PDF/A-3a instead of a PDF/A-2a."""

    name: str
    media_type: str
    content: bytes
    description: str = ""
    relationship: Relationship = Relationship.SOURCE


class Imprint(NamedTuple):
    """What the colophon, the running heads and the metadata of one edition say.

    Everything here is text to be set, never markup. Empty values are left out of the page.
    """

    draft: bool = False
    """Whether the page says, large and on every page, that it is not to be published."""
    coverage: float = 1.0
    """Share of the source's words that are translated, 0 to 1."""
    source_version: str = ""
    """Of the source document, such as a tag, a date or a short commit."""
    source_hash: str = ""
    """SHA-256 of the source file, in hexadecimal."""
    catalog_hash: str = ""
    """SHA-256 of the catalog, in hexadecimal; the colophon shows its first 16 digits."""
    date: str = ""
    """ISO 8601 calendar date of this edition; never today's by itself."""
    translators: tuple[str, ...] = ()
    """Names in the order of credit, without addresses."""
    reviewers: tuple[str, ...] = ()
    publisher: str = ""
    licence: str = ""
    """Short name or URL of the licence of the words."""
    identifier: str = ""
    """A URN or URL that stays the same over versions, for the metadata."""
    attachments: tuple[Attachment, ...] = ()
    images: Mapping[str, bytes] = MappingProxyType({})
    """The bytes of each figure by its ``source``; PNG or JPEG. Nothing is read from a path."""


class FontUse(NamedTuple):
    """A font file that set some of the text, for the lock file and the manifest."""

    family: str
    file: str
    """Name of the file, without its folder."""
    sha256: str
    member: int = 0
    """Of a collection; else 0."""
    characters: int = 0
    """How many different characters of this document it set."""


class Typeset(NamedTuple):
    """A finished edition."""

    pdf: bytes
    pages: int
    fonts: tuple[FontUse, ...]
    texts: tuple[tuple[str, str], ...]
    """Key and plain text (no markup, one space for white space) of each segment on the pages,
    in reading order. The structure element of a segment carries its key as ``/ID``. Texts
    without a key (the page's own words) are not here."""
    conformance: tuple[str, ...] = ("PDF/UA-1", "PDF/A-2a")
    """What the file claims to be."""
