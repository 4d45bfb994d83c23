"""Passages without markup → a document: title, sections, articles, headings, captions, lists.

A draft for a person to look over: what a plain text does not say is guessed from numbers, length
and final signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from pipeline.align.measures import enumerator, final_class
from pipeline.formats.inline import plain
from pipeline.formats.passages import Kind, Passage
from pipeline.locales import Locale
from pipeline.model import (
    Article,
    Block,
    Document,
    Heading,
    Item,
    List,
    Meta,
    Paragraph,
    Role,
    Section,
    Text,
)
from pipeline.model import (
    Kind as DocumentKind,
)
from pipeline.text import enumerators
from pipeline.text.enumerators import readings
from pipeline.text.scripts import script_of, scripts_of

_NOTICE = re.compile(
    r"\b(?:official|authentic|authoritative|original)\s+(?:language|text|version)s?\b"
    r"|\b(?:language|text|version)s?\b[^.;]{0,60}?\b(?:official|authentic|authoritative|prevails?)\b",
    re.I,
)
_LANGUAGE_NAMED = re.compile(
    r"\b(?:language|text|version)s?\b[^.]*?\bis\s+(?:in\s+)?(?:the\s+)?([A-Z]\w+)"
)
_ROMAN = re.compile(r"([IVX]{1,5})[.、)]\s+\S")
_SMALL_ROMAN = re.compile(r"([ivx]{1,5})[.、)]\s+\S")
# What sub-paragraphs begin with, and chapters: no number of an article.
_LETTERED = re.compile(r"[(\[]?(?:[A-Za-z]|[IVXLC]+|[ivxlc]+)[)\].、]?")
_ARTICLE_NAMED = re.compile(r"Article\s+(\d+|[IVXLC]+)\b[.:\s–—-]*(.*)", re.DOTALL)
_SHORT, _LONG = 90, 260
_HEAD = 14
"""Lines of a cover, at most."""
_ARTICLE = 40
"""Letters that articles have on average; numbered lines that are shorter are a list."""
TIGHTEST = 200
"""Letters of an item of a list that has no white above it, at most."""
_HINGE = 200
"""A longer paragraph between two articles belongs to the one before it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A passage and what it seems to be."""

    passage: Passage
    words: str
    number: int | None
    """Of an article or item."""

    @property
    def short(self) -> bool:
        """Whether it looks like a heading or caption: short, and no sentence."""
        return len(self.words) <= _SHORT and final_class(self.words) in ("none", "other")

    @property
    def caption(self) -> bool:
        """Whether it looks like what stands under a picture: no sentence, though it may be long."""
        if self.labelled:
            return False
        if self.passage.kind is Kind.UNKNOWN:
            sentence = final_class(self.words) not in ("none", "other")
            return len(self.words) <= _LONG and not sentence
        return self.passage.kind is Kind.CAPTION

    @property
    def labelled(self) -> bool:
        """Whether it begins as sub-paragraphs do: ``(a)``."""
        return bool(readings(enumerators.enumerator(self.words)))

    @property
    def titular(self) -> bool:
        """Whether most of its longer words begin with a capital, as in English headings."""
        words = [word for word in self.words.split() if len(word) > 3]
        return sum(word[:1].isupper() for word in words) > 0.6 * len(words) > 0.6


def draft(passages: Sequence[Passage], name: str, locale: Locale, *, title: str = "") -> Document:
    """The document that these passages seem to be.

    ``title`` is what the page calls itself. Where it stands again before numbered articles, what
    goes before is about the document.
    """
    lines = [line_of(passage, locale) for passage in passages]
    counted = [line for line in lines if line.number and not line.short]
    letters = sum(len(line.words) for line in counted)
    if _articles_are(counted) and letters >= _ARTICLE * len(counted):
        return _declaration(lines, name, locale, title)
    return _page(lines, name, locale, title)


def _articles_are(counted: Sequence[Line]) -> bool:
    """Whether numbers count articles: from the first, and most of them through the document.

    Lists that begin anew again and again are lists.
    """
    numbers = [line.number for line in counted if line.passage.level < 2]
    following = 1
    for number in numbers:
        following += number == following
    return numbers[:3] == [1, 2, 3] and following - 1 >= len(numbers) / 2


def line_of(passage: Passage, locale: Locale) -> Line:
    """A passage, and what it seems to be."""
    words = plain(passage.text)
    number, rest = passage.number, passage.text
    if number is None and not _LETTERED.fullmatch(enumerators.enumerator(words)):
        number, rest = enumerator(passage.text, locale)
    headed = _ARTICLE_NAMED.match(words)
    if number is None and headed and headed[1].isdecimal():
        number, rest = int(headed[1]), headed[2]
    return Line(replace(passage, text=rest.strip()), plain(rest).strip(), number)


def _without_cover(lines: list[Line]) -> tuple[list[Line], str]:
    """The lines without those of the head that stand there again, alone or within a longer one.

    A cover says in several lines what the title page says in one. The first line that holds
    others is the title; it is empty where none does.
    """
    end = next((at for at, line in enumerate(lines) if len(line.words) > _LONG), len(lines))
    end = min(end, _HEAD)
    folded = [line.words.casefold() for line in lines[:end]]
    inside = {
        at: k
        for at in range(end)
        for k in range(at + 1, end)
        if lines[at].short and lines[k].short and folded[at] in folded[k]
    }
    kept = [line for at, line in enumerate(lines) if at not in inside]
    holders = sorted(k for at, k in inside.items() if k not in inside and folded[at] != folded[k])
    return kept, lines[holders[0]].words if holders else ""


# ------------------------------------------------------------------------ declarations


def _declaration(lines: list[Line], name: str, locale: Locale, title: str) -> Document:
    first = next(at for at, line in enumerate(lines) if line.number == 1 and not line.short)
    last = max(at for at, line in enumerate(lines) if line.number and at >= first)
    head, body, tail = lines[:first], lines[first : last + 1], lines[last + 1 :]
    at = _title_at(head, title)
    named = head[at].words if at is not None else title
    about = head[:at] if at is not None else []
    preamble = head[at + 1 :] if at is not None else head
    blocks: list[Block] = []
    if about:
        blocks.append(Section(Role.ABOUT, tuple(_plain_blocks(about))))
    if preamble:
        blocks.append(Section(Role.PREAMBLE, tuple(_plain_blocks(preamble))))
    blocks += _articles(body)
    official = ""
    for says_so, run in groupby(tail, key=lambda line: notice(line.words)):
        told = list(run)
        if says_so:
            blocks += (Section(Role.NOTICE, (_paragraph(line),)) for line in told)
            official = official or next(filter(None, (_official(t.words) for t in told)), "")
        else:
            blocks += _plain_blocks(told)
    meta = Meta(DocumentKind.DECLARATION, official_language=official)
    return Document(name, Text(named or name), tuple(blocks), meta, locale.bcp47)


def _title_at(head: list[Line], title: str) -> int | None:
    """Where the title stands: as the page calls itself, else the last short line but one before
    the preamble, else nowhere.
    """
    same = [at for at, line in enumerate(head) if line.words.casefold() == title.casefold()]
    if same:
        return same[-1]
    short = [at for at, line in enumerate(head) if line.short]
    return short[0] if short and not title else None


def _articles(lines: list[Line]) -> Iterator[Block]:
    open_article: Article | None = None
    for line, following in zip_longest(lines, lines[1:]):
        before = following.number if following and not following.short else None
        if line.number and not line.short:
            if open_article:
                yield open_article
            open_article = Article(line.number, (_paragraph(line),))
        elif open_article and not hinge(line.words, before=before):
            open_article = replace(open_article, blocks=_going_on(open_article.blocks, line))
        else:
            if open_article:
                yield open_article
            open_article = None
            yield Section(Role.HINGE, (_paragraph(line),))
    if open_article:
        yield open_article


def _going_on(blocks: tuple[Block, ...], line: Line) -> tuple[Block, ...]:
    """The blocks of an article with one line more."""
    if line.passage.kind is not Kind.ITEM:
        return (*blocks, _paragraph(line))
    item = Item((_paragraph(line),))
    last = blocks[-1]
    if isinstance(last, List):
        return (*blocks[:-1], replace(last, items=(*last.items, item)))
    return (*blocks, List((item,)))


def hinge(words: str, *, before: int | None) -> bool:
    """Whether a paragraph stands between two groups of articles, and in neither of them.

    ``before`` is the number of the article that comes next, if one does: what else ends in a colon
    introduces something in its own article.
    """
    return bool(before) and 0 < len(words) <= _HINGE and words[-1] in ":："


def notice(words: str) -> bool:
    """Whether a paragraph says which language is official."""
    return bool(_NOTICE.search(words))


def _official(words: str) -> str:
    from babel.core import Locale as Cldr

    named = _LANGUAGE_NAMED.search(words)
    names = {language.casefold(): tag for tag, language in Cldr("en").languages.items()}
    return names.get(named[1].casefold(), "").replace("_", "-") if named else ""


# ------------------------------------------------------------------------ pages


def _page(lines: list[Line], name: str, locale: Locale, title: str) -> Document:
    if not title and lines:
        if all(line.passage.kind in (Kind.UNKNOWN, Kind.ITEM) for line in lines):
            lines, title = _without_cover(lines)
        script = locale.written
        own = [k for k, each in enumerate(lines) if each.short and _in(each.words, script)]
        title = title or (lines[own[0]].words if own else lines[0].words)
        at = next(k for k, line in enumerate(lines) if line.words == title)
        lines = lines[:at] + lines[at + 1 :]
    blocks = tuple(_plain_blocks(lines))
    return Document(name, Text(title or name), blocks, Meta(), locale.bcp47)


def _in(words: str, script: str) -> bool:
    """Whether a line has letters of a script."""
    return any(script_of(c) in scripts_of(script) for c in words)


def _plain_blocks(lines: Sequence[Line]) -> Iterator[Block]:
    """Headings, lists, captions and paragraphs."""
    at = 0
    while at < len(lines):
        line = lines[at]
        items = _items(lines, at)
        level = _level(line, lines, at)
        # One number alone is a number all the same, but for a heading's, which is of its words.
        if items > 1 or (items and line.number is not None and not level):
            run = lines[at : at + items]
            ordered = all(each.number is not None for each in run)
            yield List(
                tuple(Item((_paragraph(each),)) for each in run),
                ordered,
                run[0].number or 1 if ordered else 1,
                tight=all(len(each.words) <= TIGHTEST for each in run),
            )
            at += items
            continue
        if level:
            yield Heading(level, Text(_whole(line)))
        elif line.caption:
            # The picture is not in the file; its caption stands apart, as captions do.
            yield Paragraph((Text(f"*{line.passage.text}*"),))
        else:
            yield _paragraph(line)
        at += 1


def _items(lines: Sequence[Line], at: int) -> int:
    """How many items of a list begin here: bullets, numbers in a row, or names below a label."""
    first = lines[at]
    end = at
    if first.passage.kind is Kind.ITEM and first.number is None:
        while end < len(lines) and lines[end].passage.kind is Kind.ITEM:
            end += 1
        return end - at
    if first.number is not None:
        while end < len(lines) and lines[end].number == first.number + end - at:
            end += 1
        return end - at
    if at and lines[at - 1].words.isupper() and lines[at - 1].short:
        while end < len(lines) and lines[end].short and not lines[end].words.isupper():
            end += 1
        return end - at if end - at > 2 else 0
    return 0


def _level(line: Line, lines: Sequence[Line], at: int) -> int:
    """2 to 6 for a heading, 0 for anything else."""
    passage = line.passage
    if passage.kind is Kind.HEADING:
        return min(max(passage.level, 2), 6)
    if passage.kind is not Kind.UNKNOWN:
        return 0
    sentence = final_class(line.words) in ("stop", "comma", "colon")
    # A sub-paragraph that others follow.
    sentence |= line.words.endswith((" and", " or"))
    if not sentence and _ROMAN.match(line.words):
        return 2
    if not sentence and _SMALL_ROMAN.match(line.words):
        return 3
    if line.short and line.words.isupper() and len(line.words) > 3:
        return 4 if any(_SMALL_ROMAN.match(each.words) for each in lines) else 2
    # Below the title of a page a line in capitals, with text after it, is what it is called too.
    first = all(len(each.words) < _LONG for each in lines[:at])
    follows = at + 1 < len(lines) and not lines[at + 1].short
    titular = line.titular and len(line.words) <= _LONG and line.words[-1:].isalpha()
    return 2 if first and follows and titular else 0


def _whole(line: Line) -> str:
    return line.passage.text if line.number is None else f"{line.number}. {line.passage.text}"


def _paragraph(line: Line) -> Paragraph:
    return Paragraph((Text(line.passage.text),))
