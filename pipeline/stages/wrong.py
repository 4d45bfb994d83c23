"""Telling a translation from what only claims to be one: another document, another language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.errors import ContributionError
from pipeline.formats.inline import plain
from pipeline.formats.passages import Passage
from pipeline.locales import Locale
from pipeline.model import Document, texts
from pipeline.stages.adopt import Adopted
from pipeline.text.scripts import script_of, scripts_of

_FEW = 25
"""Fewer letters than this say nothing of a language."""


def refuse(adopted: Adopted, document: Document, locale: Locale, name: str) -> None:
    """Raise `ContributionError` where a file is no translation of a document into a language."""
    text = " ".join(plain(passage.text) for passage in adopted.passages)
    script = main_script(text)
    if script and script not in scripts_of(locale.written):
        raise ContributionError(
            f"is not in {locale.english_name}: it is written in another script ({script})",
            where=name,
            remedy="Name the language of the file with --into.",
        )
    if same_words(adopted, document) > 0.5:
        raise ContributionError(
            "holds the source itself, not a translation of it",
            where=name,
            remedy="Give the translated document. For a page with both use --new.",
        )
    if not adopted.like:
        raise ContributionError(
            f"does not look like a translation of {document.name} "
            f"(score {adopted.likeness:.2f}, a translation has 0.7 and more)",
            where=name,
            remedy="Name the right document with --document, or the right file.",
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


def main_script(text: str) -> str:
    """ISO 15924 code of the script of most letters; empty where there are too few."""
    scripts = Counter(script_of(c) for c in text[:50_000] if c.isalpha())
    scripts.pop("", None)
    if sum(scripts.values()) < _FEW:
        return ""
    return scripts.most_common(1)[0][0]


def same_words(adopted: Adopted, document: Document) -> float:
    """Which share of the passages are, word for word, texts of the source."""
    source = {" ".join(plain(t.markdown).split()).casefold() for t in texts(document)}
    own = [" ".join(plain(p.text).split()).casefold() for p in adopted.passages]
    own = [words for words in own if len(words) > _FEW]
    return sum(words in source for words in own) / len(own) if own else 0.0
