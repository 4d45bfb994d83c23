"""Every check there is, in the order in which they are documented. A new one is one line here."""

from __future__ import annotations

from pipeline.checks import figures, leftover, markup, punctuation, script, state, typography
from pipeline.checks.declared import Check

CHECKS: tuple[Check, ...] = (
    state.untranslated,
    state.fuzzy,
    leftover.unchanged,
    leftover.source_left,
    leftover.placeholder_left,
    leftover.looks_empty,
    leftover.credits_left,
    figures.number_mismatch,
    figures.number_word_mismatch,
    markup.link_mismatch,
    markup.markup_mismatch,
    punctuation.end_punctuation,
    punctuation.unpaired_bracket,
    punctuation.doubled_word,
    punctuation.doubled_space,
    punctuation.edge_space,
    punctuation.repeated_punctuation,
    punctuation.punctuation_space,
    typography.inverted_mark,
    typography.half_width_punctuation,
    typography.spaced_han,
    typography.enumeration_comma,
    typography.greek_question_mark,
    typography.greek_semicolon,
    typography.arabic_punctuation,
    typography.digit_system,
    typography.french_space,
    typography.unpaired_quote,
    typography.quote_style,
    typography.dash_style,
    typography.ellipsis_style,
    script.mixed_script_word,
    script.wrong_script,
    script.wrong_language_script,
    script.han_variant,
    script.micro_sign,
    script.invisible_character,
    script.not_normalized,
    script.broken_character,
)
