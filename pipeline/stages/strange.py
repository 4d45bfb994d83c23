"""Passages that are in no language of the file: whatever they say, they translate nothing."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.formats.inline import plain
from pipeline.formats.passages import Passage
from pipeline.locales import Locale
from pipeline.text.identify import ENOUGH, identified, tellable
from pipeline.text.scripts import letters_by_script, scripts_of

_OTHER = 0.25
"""Nats for each character by which another language must be likelier. In 44 languages of the
Universal Declaration no true paragraph of 25 letters and more came near it, and all paragraphs in
some other language of the same script went beyond."""


def strangers(passages: Sequence[Passage], locale: Locale) -> frozenset[int]:
    """The indices of passages in another script or language than they should be in."""
    return frozenset(
        at for at, passage in enumerate(passages) if _strange(plain(passage.text), locale)
    )


def _strange(text: str, locale: Locale) -> bool:
    return other_script(text, locale) != "" or other_language(text, locale) is not None


def other_script(text: str, locale: Locale) -> str:
    """ISO 15924 code of the script of most letters, if it is not the locale's.

    Empty if it is, and where there are too few letters to tell.
    """
    scripts = letters_by_script(text[:50_000])
    if scripts.total() < ENOUGH:
        return ""
    script = scripts.most_common(1)[0][0]
    return "" if script in scripts_of(locale.written) else script


def other_language(text: str, locale: Locale) -> Locale | None:
    """The language that a text surely is in, if it is not in the one that it should be in."""
    letters = sum(map(str.isalpha, text))
    if letters < ENOUGH or not tellable(locale):
        return None
    found = identified(text, locale.language)
    if not found or found.margin <= _OTHER:
        return None
    other = Locale.parse(found.language)
    return other if other.language != locale.language else None
