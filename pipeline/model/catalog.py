"""What is translated: segments, the template that lists them, the catalog of one locale."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.model.place import Place


@dataclass(frozen=True, slots=True)
class Segment:
    """The smallest piece of source text that is translated on its own."""

    key: str
    """A name for life; the ``msgctxt``. It holds no article number."""
    source: str
    """Inline Markdown; the ``msgid``."""
    place: Place = field(default=Place(()), compare=False)
    notes: tuple[str, ...] = ()
    """The author's notes to the translators."""


@dataclass(frozen=True, slots=True)
class Template:
    """The segments of one document, in reading order: a ``.pot``."""

    document: str
    """The document's name, and the stem of its ``.pot`` and ``.po`` files."""
    segments: tuple[Segment, ...]
    header: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    """Header fields in order, such as ``("POT-Creation-Date", "2026-03-02 00:00+0000")``."""

    def field(self, name: str, default: str = "") -> str:
        """The value of a header field."""
        return dict(self.header).get(name, default)


class State(StrEnum):
    """gettext's four states of a message."""

    UNTRANSLATED = "untranslated"
    FUZZY = "fuzzy"
    TRANSLATED = "translated"
    OBSOLETE = "obsolete"


@dataclass(frozen=True, slots=True)
class Plural:
    """The plural side of a message. Our documents have none; catalogs from elsewhere may."""

    source: str
    """The ``msgid_plural``."""
    targets: tuple[str, ...]
    """``msgstr[0]`` and so on; the first is the message's ``target`` as well."""


@dataclass(frozen=True, slots=True)
class Message:
    """One segment and its translation in one locale."""

    segment: Segment
    target: str = ""
    state: State = State.UNTRANSLATED
    previous: str | None = None
    """The source that this target was made for (``#| msgid``), where it is known to differ."""
    previous_key: str | None = None
    """``#| msgctxt``."""
    comments: tuple[str, ...] = ()
    """The translator's own words (``# ``), never ours to touch; one string a line."""
    flags: tuple[str, ...] = ()
    """Flags other than ``fuzzy``, in order; an obsolete message has ``fuzzy`` here too."""
    references: tuple[str, ...] = ()
    """``#:`` references that do not come from the place, as in catalogs from elsewhere."""
    plural: Plural | None = None
    previous_plural: str | None = None
    """``#| msgid_plural``."""

    @property
    def key(self) -> str:
        """The segment's name for life."""
        return self.segment.key

    @property
    def source(self) -> str:
        """The segment's source text."""
        return self.segment.source


@dataclass(frozen=True, slots=True)
class Catalog:
    """The messages of one document in one locale: a ``.po``."""

    document: str
    locale: str
    """BCP 47 tag."""
    messages: tuple[Message, ...]
    """In template order; obsolete messages come last, in their own order."""
    header: tuple[tuple[str, str], ...] = ()
    """Header fields in the file's order."""
    header_comments: tuple[str, ...] = ()
    """The comment lines above the header: title, copyright, the order of credits."""
    header_flags: tuple[str, ...] = ()

    @property
    def live(self) -> tuple[Message, ...]:
        """The messages in use: all but the obsolete ones."""
        return tuple(m for m in self.messages if m.state is not State.OBSOLETE)

    def by_key(self) -> dict[str, Message]:
        """The messages in use by their keys."""
        return {message.key: message for message in self.live}

    def field(self, name: str, default: str = "") -> str:
        """The value of a header field, such as ``PO-Revision-Date``."""
        return next((value for key, value in self.header if key == name), default)
