"""The numbers that passages begin with, set apart from their words: they are structure.

``7. Everyone …``, ``七、…``, ``Artículo 7.- …``, ``第七条　…``, ``Article VII. …``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.align.measures import cut_off, enumerated, enumerator, final_class, labels, values
from pipeline.formats.inline import plain
from pipeline.formats.passages import Kind, Passage
from pipeline.locales import Locale
from pipeline.model import Article, ArticleStyle, Document, Heading, texts, walk
from pipeline.stages.outline import Heads
from pipeline.words import article

# A dash is a bullet before a space, or before Han, where a printed one has none behind it.
# Symbol fonts have theirs among the characters of private use; some programs write it twice.
_BULLET = re.compile(
    r"^(?:(?:[•‣▪◦●■○·\uf000-\uf0ff]\s*)+|[–—]\s*(?=[\u3400-\u9fff])|[–—-]\s+)(?=\S)"
)
# In a cell, 3.5 is no third item; a number before a sentence is one.
_ITEM = re.compile(r"\(?\w{1,3}[.)、]\s*(?:\S+\s+\S+\s+\S|[\u3040-\u9fff]{6})")
# A word or two, a number, and what sets both apart from the words of the article.
_AFTER = r"(?:\s?[.:)º°ª]++\s?[-–—]*\s*|\s?[-–—]+\s+)(?=\S)"
_WORDS = re.compile(r"[^\W\d_]{2}")
_LABEL = re.compile(
    rf"(?P<label>(?:\w+\s+){{1,2}}|第\s?|제\s?)(?P<number>\w{{1,7}}?)"
    rf"(?:{_AFTER}|\s?[条條조]\s*[:：]?\s*(?=\S))"
)
_NAME = re.compile(r"\W{0,3}(\w+)\s*[-–—:]")
_LABELS = 3
"""So many passages have to begin with the same word and a number for it to be a label."""
_LABEL_LETTERS, _LABEL_WORDS = 40, 3
_MAY_HEAD = (Kind.TITLE, Kind.HEADING, Kind.UNKNOWN)
_BEGINNING = 30
"""Letters by which the beginning of a passage is known."""
_MOST = 100
"""Articles that a declaration has at most, when their names are looked for."""


def counted(passages: Iterable[Passage], document: Document, locale: Locale) -> list[Passage]:
    """The passages without bullets, and with the number that each begins with set apart.

    ``document`` is what they are to be a translation of: where its own texts begin with labels
    such as "Phase 2:", labels are words and stay.
    """
    bare = [_cut(p, _BULLET.sub("", p.text) or p.text) for p in passages]
    own = sum(bool(_LABEL.match(plain(text.markdown))) for text in texts(document))
    if own < _LABELS and any(isinstance(block, Article) for block in document.blocks):
        bare = _without_labels(bare, locale)
    found = enumerated([passage.text for passage in bare], locale)
    if own >= _LABELS:
        # "2. atala – …" is how the language says "Section 2 – …".
        found = [
            (None, passage.text) if named else counts
            for passage, counts, named in zip(bare, found, _named(found), strict=True)
        ]
    # Some programs write the number of an item twice, as structure and as words.
    return [
        _cut(passage, words, number)
        if passage.number in (None, number)
        and (passage.kind is not Kind.CELL or _ITEM.match(passage.text))
        else passage
        for passage, (number, words) in zip(bare, found, strict=True)
    ]


def _named(found: Sequence[tuple[int | None, str]]) -> list[bool]:
    """Whether what each number counts has the name of several: ``2. atala –``."""
    names = [
        match[1] if number is not None and (match := _NAME.match(rest)) else ""
        for number, rest in found
    ]
    often = Counter(names)
    return [bool(name) and often[name] >= _LABELS for name in names]


def relabelled(words: str, source: str, passages: Sequence[Passage], origin: Locale) -> str:
    """A translation with what counts it, where that is among the words of the source.

    ``(a) one euro`` is one message with its letter, so that the letter is the translator's. What
    was cut from the passage that the words begin comes back; where a word processor counts, and
    counts alike, the source's own stands in for it.
    """
    counts, rest = enumerator(_BULLET.sub("", source) or source, origin)
    own = cut_off(source, rest)
    if not (own and words and passages):
        return words
    first = passages[0]
    begins = plain(first.text).startswith(plain(words)[:_BEGINNING])
    if begins and first.label:
        return first.label + words
    same = begins and counts is not None and counts == first.number
    return own + words if same else words


def _cut(passage: Passage, words: str, number: int | None = None) -> Passage:
    """A passage of which these last words are left."""
    label = passage.label + cut_off(passage.text, words)
    return replace(passage, text=words, label=label, number=number or passage.number)


def _without_labels(passages: Sequence[Passage], locale: Locale) -> list[Passage]:
    """The passages, those that begin with a label such as "Article 7." without it.

    The label is a word that several of them begin with, each followed by another number; once
    there are such, the language's own name of an article ("Article premier.") is one too.
    """
    found = {at: match for at, p in enumerate(passages) if (match := _LABEL.match(p.text))}
    numbers = {at: enumerator(f"{match['number']}. x", locale)[0] for at, match in found.items()}
    known = {(found[at]["label"], number) for at, number in numbers.items() if number is not None}
    often = Counter(label for label, _ in known)
    cuts = {
        at: (number, found[at].end())
        for at, number in numbers.items()
        if number is not None
        and often[found[at]["label"]] >= _LABELS
        and _WORDS.search(passages[at].text, found[at].end())
    }
    if not cuts:
        return list(passages)
    named = {article(n, locale.bcp47): n for n in range(1, _MOST)}
    name = re.compile(f"({'|'.join(map(re.escape, named))}){_AFTER}")
    for at, passage in enumerate(passages):
        match = name.match(passage.text)
        if match and at not in cuts:
            cuts[at] = named[match[1]], match.end()
    return [
        _cut(passage, passage.text[cuts[at][1] :], cuts[at][0])
        if at in cuts and passage.number is None
        else passage
        for at, passage in enumerate(passages)
    ]


def heads(passages: Sequence[Passage], document: Document, locale: Locale) -> Heads:
    """How a translation heads its articles.

    A number that all headings begin with has been set apart from them (see `counted`).
    """
    if not labelled(passages, document, locale):
        return Heads.NONE
    numbered = sum(
        passage.number is not None and _heads(at, passages) for at, passage in enumerate(passages)
    )
    return Heads.NUMBERED if numbered >= _LABELS else Heads.LABELS


def labelled(passages: Sequence[Passage], document: Document, locale: Locale) -> bool:
    """Whether a translation tells its articles apart by headings such as "Article 7".

    One such heading is enough where the source has them too. Where headings count in words
    ("Abala kejì."), or say anything at all, there have to be about as many as articles.
    """
    shown = [plain(passage.text) for passage in passages]
    counts = [_counts(text, locale) for text in shown]
    alike = [
        label > 0 and passage.kind in _MAY_HEAD
        for label, passage in zip(labels(shown)[0], passages, strict=True)
    ]
    told = sum(
        label and (number or final_class(text) == "none")
        for text, label, number in zip(shown, alike, counts, strict=True)
    )
    blocks = tuple(walk(document.blocks))
    # "Chapter I", "Part 2" and "Article 2a" are headings of the source itself.
    own = [plain(block.text.markdown) for block in blocks if isinstance(block, Heading)]
    if told - labels(own)[0].sum() >= _LABELS:
        return True
    articles = [block for block in blocks if isinstance(block, Article)]
    headings = sum(label or _heads(at, passages) for at, label in enumerate(alike))
    # The source's own headings are among them.
    headings -= len(own) + sum(block.heading is not None for block in articles)
    # What is more than half of a text is no heading of the rest.
    if max(_LABELS, len(articles) / 2) <= headings <= len(passages) / 2:
        return True
    if not any(block.style is ArticleStyle.HEADING for block in articles):
        return False
    numbered = sum(
        number and passage.kind in _MAY_HEAD and _short(text)
        for text, passage, number in zip(shown, passages, counts, strict=True)
    )
    return numbered > sum(_counts(text, locale) for text in own)


def _counts(text: str, locale: Locale) -> bool:
    """Whether one number is in a text, as in what counts an article."""
    return values(text, locale, label=True).total() == 1


def _heads(at: int, passages: Sequence[Passage]) -> bool:
    """Whether a passage is a heading, or looks like one: short, and a longer one below it."""
    passage = passages[at]
    if passage.kind is not Kind.UNKNOWN or at + 1 == len(passages):
        return passage.kind is Kind.HEADING
    return _short(passage.text) and len(passages[at + 1].text) >= 2 * _LABEL_LETTERS


def _short(text: str) -> bool:
    return len(text) < _LABEL_LETTERS and len(text.split()) <= _LABEL_WORDS
