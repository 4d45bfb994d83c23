"""What a project asks of its checks: switches, names, a glossary, waivers."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline.checks.glossary import Glossary
from pipeline.checks.waivers import Waiver
from pipeline.locales import Locale


@dataclass(frozen=True, slots=True)
class Options:
    """The settings that change what the checks say; the same options give the same findings."""

    source: Locale = field(default_factory=lambda: Locale("en"))
    off: frozenset[str] = frozenset()
    """Ids of checks that the project does not want at all."""
    on: frozenset[str] = frozenset()
    """Ids of optional checks that the project wants."""
    names: frozenset[str] = frozenset()
    """Words that stay in the source's language in a translation: names, brands, acronyms."""
    glossary: Glossary = field(default_factory=Glossary)
    speller: Callable[[str], bool] | None = None
    """Whether a word is in the language's dictionary; None where there is no dictionary."""
    waivers: tuple[Waiver, ...] = ()
    today: datetime.date | None = None
    """For waivers that expire; without it none does."""
