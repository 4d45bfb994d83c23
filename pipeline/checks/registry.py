"""Every check there is, in the order in which they are documented. A new one is one line here."""

from __future__ import annotations

from pipeline.checks import state
from pipeline.checks.declared import Check

CHECKS: tuple[Check, ...] = (
    state.untranslated,
    state.fuzzy,
)
