"""Document + Catalog → Document in another locale."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from pipeline.formats.inline import plain
from pipeline.model import Catalog, Document, Message, Standing, State, Text, map_texts, texts
from pipeline.stages.review import without_addresses
from pipeline.text.digits import used
from pipeline.words import DIGITS, Own, numeral

_CREDIT = re.compile(r"(?P<name>[^<>,@]{2,80}?)\s*(?:<[^>]*>)?\s*,\s*(?:\d{4}[-–,\s]*)+\.?\s*")
# Few texts have a number, and to read one as it is shown takes long.
_DIGIT = re.compile(r"\d")
NOBODY = re.compile(
    r"FULL NAME|FIRST AUTHOR|EMAIL@ADDRESS|YEAR|Automatically generated", re.IGNORECASE
)
"""What gettext's tools, and ours, write for a translator who is not known."""


def translate(
    document: Document,
    catalog: Catalog,
    *,
    stale: Literal["mark", "fallback", "block"] = "mark",
    words: Own = (),
) -> Document:
    """The document in the catalog's locale.

    ``document`` is segmented: its texts have keys. A text without a usable translation stays in
    the source language and says so (`Standing.FALLBACK`, and its ``locale``). A translation of
    another version of the source is shown as `Standing.STALE`, or with ``stale="fallback"`` not
    shown (``"block"`` is for whoever releases: it is shown as with ``"mark"``). What is not to be
    translated keeps the source's locale. ``words`` are what the project has its pages say of
    themselves in that locale; numbers on them are written with the digits of the translation.
    """
    messages = catalog.by_key()

    def change(text: Text) -> Text:
        message = messages.get(text.key)
        standing = _standing(text, message)
        if message is None or standing is Standing.FALLBACK:
            return _untranslated(text, document.locale)
        if standing is Standing.STALE and stale == "fallback":
            return _untranslated(text, document.locale)
        return replace(text, markdown=message.target, standing=standing)

    translated = map_texts(
        document, change, verbatim=lambda text: replace(text, locale=document.locale)
    )
    own = (
        plain(each.markdown)
        for each in texts(translated)
        if not each.locale and _DIGIT.search(each.markdown)
    )
    digits = used(own)
    if digits and digits[1] != numeral(1, catalog.locale):
        words = (*words, (DIGITS, digits))
    return replace(translated, locale=catalog.locale, words=words)


def _standing(text: Text, message: Message | None) -> Standing:
    if not text.markdown:
        return Standing.TRANSLATED
    if message is None or not message.target or message.state is State.UNTRANSLATED:
        return Standing.FALLBACK
    if message.state is State.FUZZY or message.source != text.markdown:
        return Standing.STALE
    return Standing.TRANSLATED


def _untranslated(text: Text, locale: str) -> Text:
    return replace(text, standing=Standing.FALLBACK, locale=locale) if text.markdown else text


def credits(catalog: Catalog) -> tuple[str, ...]:
    """The translators' names in the order of the catalog: its header comment, then Last-Translator.

    Addresses are left out: they were given for work on the catalog, not to be published.
    """
    names = [
        m["name"] for line in catalog.header_comments if (m := _CREDIT.fullmatch(line.strip()))
    ]
    names.append(without_addresses(catalog.field("Last-Translator")))
    return tuple(dict.fromkeys(n.strip() for n in names if n and not NOBODY.search(n)))
