"""What is to be said about a translation, and how much it matters."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Severity(IntEnum):
    """How much a finding matters; larger is worse."""

    INFO = 1
    WARNING = 2
    ERROR = 3


class Certainty(IntEnum):
    """How sure a check is of what it says; larger is surer (after i18nspector)."""

    GUESS = 1
    LIKELY = 2
    CERTAIN = 3


class Grade(StrEnum):
    """How much a change of the English matters to its translations."""

    COSMETIC = "cosmetic"
    """Spaces, case, quotation marks, punctuation, a mended slip of the pen."""
    EDITORIAL = "editorial"
    SUBSTANTIVE = "substantive"
    """A number, date, negation, modal, quantifier, relation, name or defined term changed."""


@dataclass(frozen=True, slots=True)
class Span:
    """Code points ``start`` to ``end`` (exclusive) of a source or a target."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check, or a stage, has to say about one message or catalog."""

    check: str
    """The id of the check: the fault's name in kebab-case."""
    severity: Severity
    certainty: Certainty
    words: str
    """One sentence for a person who does not read code."""
    document: str = ""
    locale: str = ""
    key: str = ""
    """Empty for a finding about a whole catalog."""
    code: str = ""
    """Tells apart what one check may find, such as ``missing`` and ``added``."""
    source_spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()
    proposal: str = ""
    """The target as the check would have it, where it can prove one; else empty."""
    waived: str = ""
    """The reason for which a person has waived it; empty if nobody has."""
    where: str = ""
    """File and line of what it is about, ``NAME.waivers.toml:12``; empty for the catalog."""
