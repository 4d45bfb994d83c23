"""Terms and how they are to be rendered, from TBX (ISO 30042) or a plain CSV."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rendering:
    """A term in one language. A form may end in ``*`` (any ending) as in ``museo*``."""

    preferred: tuple[str, ...]
    """Any of these will do; the first is proposed."""
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the source and its renderings by BCP 47 tag."""

    source: str
    renderings: tuple[tuple[str, Rendering], ...] = ()
    keep: bool = False
    """The term is to stay as it is in every language."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """The project's terms."""

    terms: tuple[Term, ...] = ()
