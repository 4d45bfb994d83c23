"""Every check there is, in the order in which they are documented. A new one is one line here."""

from __future__ import annotations

from pipeline.checks import figures, punctuation, script, state
from pipeline.checks.declared import Check

CHECKS: tuple[Check, ...] = (
    state.untranslated,
    state.fuzzy,
    figures.number_mismatch,
    figures.number_word_mismatch,
    punctuation.end_punctuation,
    punctuation.unpaired_bracket,
    punctuation.doubled_word,
    punctuation.doubled_space,
    punctuation.edge_space,
    punctuation.repeated_punctuation,
    punctuation.punctuation_space,
    script.mixed_script_word,
    script.wrong_script,
    script.wrong_language_script,
    script.han_variant,
    script.micro_sign,
    script.invisible_character,
    script.not_normalized,
    script.broken_character,
)
