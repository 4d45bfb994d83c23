"""``declaration.toml``: what it may say (`schema`), and reading it (`read`, `lines`)."""

from __future__ import annotations

from pipeline.settings.lines import line_of, located, tables
from pipeline.settings.read import FILE, parse
from pipeline.settings.schema import (
    LanguageSettings,
    ReleaseSettings,
    Settings,
    TypographySettings,
)

__all__ = [
    "FILE",
    "LanguageSettings",
    "ReleaseSettings",
    "Settings",
    "TypographySettings",
    "line_of",
    "located",
    "parse",
    "tables",
]
