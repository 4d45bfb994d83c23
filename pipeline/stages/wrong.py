"""Telling a translation from what only claims to be one: another document, another language."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.errors import ContributionError
from pipeline.formats.inline import plain
from pipeline.formats.passages import Passage
from pipeline.locales import Locale
from pipeline.model import Document, texts
from pipeline.stages.adopted import LIKE, Adopted
from pipeline.stages.anchors import as_wanted, folded
from pipeline.stages.strange import other_language, other_script

_FEW = 25
"""Fewer letters than this are no translation of anything."""


def refuse(
    adopted: Adopted, document: Document, locale: Locale, name: str, *, unlike: bool = True
) -> None:
    """Raise `ContributionError` where a file is no translation of a document into a language.

    Without ``unlike`` a person has said that it is a translation of this document.
    """
    own = same_words(adopted, document)
    theirs = [plain(p.text) for p, same in zip(adopted.passages, own, strict=True) if not same]
    text = " ".join(theirs)
    if script := other_script(text, locale):
        raise ContributionError(
            f"is not in {locale.english_name}: it is written in another script ({script})",
            where=name,
            remedy="Name the language of the file with --into.",
        )
    if any(own) and sum(map(str.isalpha, text)) < _FEW:
        raise ContributionError(
            "holds the source itself, not a translation of it",
            where=name,
            remedy="Give the translated document. For a page with both use --new.",
        )
    if other := other_language(text, locale):
        raise ContributionError(
            f"is not in {locale.english_name}: it seems to be in {other.english_name}",
            where=name,
            remedy="Name the language of the file with --into, or give the right file.",
        )
    if unlike and not adopted.like:
        raise ContributionError(
            f"does not look like a translation of {document.name} "
            f"(score {adopted.likeness:.2f}, a translation has {LIKE} and more)",
            where=name,
            remedy="Name the right document with --document, or the right file. If it is a "
            "translation of this one all the same, add --anyway: all of it will be fuzzy.",
        )


def refuse_length(passages: Sequence[Passage], document: Document, name: str) -> None:
    """Raise `ContributionError` where a file is far too long, before much work is spent on it."""
    source = [plain(text.markdown) for text in texts(document)]
    letters = sum(len(passage.text) for passage in passages)
    if len(passages) > 20 * len(source) + 200 or letters > 30 * sum(map(len, source)) + 20_000:
        raise ContributionError(
            f"does not look like a translation of {document.name}: it has {len(passages)} "
            f"paragraphs and {letters} characters, many times as much",
            where=name,
            remedy="Give the translated text alone.",
        )


def same_words(adopted: Adopted, document: Document) -> list[bool]:
    """Which of the passages are, word for word, texts of the source."""
    source = {folded(plain(text.markdown)) for text in texts(document)}
    return [as_wanted(passage, source) in source for passage in adopted.passages]
