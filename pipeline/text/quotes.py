"""Quotation marks by language: CLDR's delimiters, and what else its printers use."""

from __future__ import annotations

from functools import lru_cache

from pipeline.locales import Locale

# Outer and inner pairs (opening, closing), each with its usual alternatives. First CLDR's own.
_ENGLISH = "“” ‘’"
_LOW = "„“ ‚‘ «» ‹› »«"
_LOW_HIGH = "„” ‚’ «» »« ‘’"
_GUILLEMETS = "«» “” ‘’ „“ ‹›"
_CORNERS = "「」 『』 “” ‘’ 〝〟 《》 〈〉 〝〞"
_TABLE = {
    _LOW: "de cs sk sl bg is et lt lb hsb dsb ka sq mk sr bs hr gsw",
    _LOW_HIGH: "pl hu ro hr sr bs nl af he yi",
    _GUILLEMETS: "fr es it pt ca gl eu ast oc el ru uk be kk ky uz tg az hy fa ar ps ug ku ckb sw "
    "no nb nn da tr lv la eo rm br am ti mn fur sc vec co wa lij os ce tt ba cv sah tk ro et fi sv",
    "”” ’’ »»": "fi sv",
    "„” »« ‘’ “” ’’": "da nb nn no he nl af",
    _CORNERS: "ja zh yue ko ii",
    "“” ‘’ „“": "pt tr az lv fa ur id ms sw vi th lo km my hi bn ta te kn ml mr gu pa si ne or",
}


@lru_cache(maxsize=512)
def pairs(locale: Locale) -> frozenset[tuple[str, str]]:
    """The pairs of quotation marks (opening, closing) that a language's printers use."""
    found = {
        (pair[0], pair[1])
        for table, languages in _TABLE.items()
        if locale.language in languages.split()
        for pair in table.split()
    }
    if not found or locale.language == "en":
        found |= {(pair[0], pair[1]) for pair in _ENGLISH.split()}
    if locale.language == "pt" and locale.territory == "BR":
        found |= {("“", "”"), ("‘", "’")}
    return frozenset(found)


def known(locale: Locale) -> bool:
    """Whether anything is known about a language's quotation marks."""
    return any(locale.language in languages.split() for languages in _TABLE.values())


@lru_cache(maxsize=512)
def typeset(locale: Locale) -> frozenset[str]:
    """All the characters of `pairs`."""
    return frozenset(char for pair in pairs(locale) for char in pair)
