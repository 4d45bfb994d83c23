"""A paragraph's text cut into items: stretches with one direction, script, style and font."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.errors import FontError
from pipeline.locales import Locale
from pipeline.typeset import bidi
from pipeline.typeset.characters import brackets, script_extensions, scripts
from pipeline.typeset.fonts import Font
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.paragraph import Face, Paragraph, Style

_UNSETTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Spaces, and ends of lines. What may begin a file (U+FEFF) has, within one, the meaning of a word
# joiner, and may not be what a code of a font says (ISO 19005-2, 6.2.11.7.2).
_INSTEAD = str.maketrans("\t\r\x85\u2028\u2029\ufeff", "  \n\n\n\u2060")
# ISO 15924 codes of locales that stand for several scripts, and the one to shape with.
_WRITTEN = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang", "Aran": "Arab"}
# Of the characters that all scripts share, and of marks that take the script of their letter.
_SHARED = frozenset({"Zyyy", "Zinh"})
_QUOTES = {"\u2018": "\u2019", "\u201c": "\u201d", "\u2039": "\u203a", "\xab": "\xbb"}


class Item(NamedTuple):
    """Characters ``start`` to ``end`` of a paragraph that are shaped in one way."""

    start: int
    end: int
    level: int
    """Embedding level; odd runs from right to left."""
    script: str
    """ISO 15924 code."""
    span: int
    """Which of the paragraph's spans."""
    locale: str
    style: Style
    font: Font


class Itemised(NamedTuple):
    """A paragraph's text, its base level (0 or 1), the level of each character, its items."""

    text: str
    base: int
    levels: tuple[int, ...] | None
    """None where all are 0."""
    items: tuple[Item, ...]


def itemise(paragraph: Paragraph, fonts: FontSet) -> Itemised:
    """Cut a paragraph into items.

    Tabs become spaces, and every kind of line end a newline. Raises `FontError` for a control
    character, half a surrogate pair, or a character that no font has.
    """
    text = _settable(paragraph.text)
    base, levels = 0, None
    if paragraph.rtl or bidi.mixes(text):
        wanted = None if paragraph.rtl is None else int(paragraph.rtl)
        base, per_character = bidi.levels(text, wanted)
        if base or any(per_character):
            levels = tuple(per_character)
    items: list[Item] = []
    start = 0
    sans = fonts.sans_alone(written_script(paragraph.locale), paragraph.locale)
    for number, span in enumerate(paragraph.spans):
        end = start + len(span.text)
        locale = span.locale or paragraph.locale
        style = _in_sans(span.style) if sans else span.style
        letters = set(text[start:end])
        for a, b, script in _script_runs(text, start, end, letters, locale):
            for c, d, level in _level_runs(levels, a, b):
                own = letters if d - c == end - start else set(text[c:d])
                for e, f, font in _font_runs(text, c, d, own, script, locale, style, fonts):
                    items.append(Item(e, f, level, script, number, locale, style, font))
        start = end
    return Itemised(text, base, levels, tuple(items))


def _in_sans(style: Style) -> Style:
    """A style with sans for serif."""
    return style._replace(face=Face.SANS) if style.face is Face.SERIF else style


def _settable(words: str) -> str:
    """A text with spaces for tabs, newlines for all line ends, and no mark of a byte order."""
    if words.isprintable():  # most are, and to look closer takes a fifth of this room's time
        return words
    text = words.translate(_INSTEAD)
    if found := _UNSETTABLE.search(text):
        raise FontError(
            f"the text has a control character, U+{ord(found[0]):04X}, which cannot be set "
            f"(after '{text[max(0, found.start() - 20) : found.start()]}')",
            remedy="Remove it.",
        )
    return text


@lru_cache(256)
def written_script(locale: str) -> str:
    """The ISO 15924 code to shape with where the characters do not say."""
    written = Locale.parse(locale).written
    return _WRITTEN.get(written, written)


def _script_runs(
    text: str, start: int, end: int, characters: set[str], locale: str
) -> Iterator[tuple[int, int, str]]:
    """Stretches in one script (UAX #24, 5.1 and 5.2), common characters with the one before.

    ``characters`` are all that the text from ``start`` to ``end`` has.
    """
    if start == end:
        return
    home = written_script(locale)
    plain = _plain(home)
    if characters <= plain:
        yield start, end, home
        return
    table = scripts()
    present = {table[each] for each in characters} - _SHARED
    if len(present) <= 1:
        script = next(iter(present), home)
        if script == home:
            plain |= characters
        yield start, end, script
        return
    resolved = _resolve(text[start:end], locale)
    at = start
    for here in range(start + 1, end + 1):
        if here == end or resolved[here - start] != resolved[at - start]:
            yield at, here, resolved[at - start]
            at = here


@cache
def _plain(script: str) -> set[str]:
    """Characters met so far that are of a script, or of all: a text of them is in one script."""
    return set()


def _resolve(text: str, locale: str) -> list[str]:
    """A script for every character."""
    table, extensions, paired = scripts(), script_extensions(), brackets()
    own = [table[each] for each in text]
    first = next((each for each in own if each not in _SHARED), "")
    home = written_script(locale)
    current = home if home in own else first
    result: list[str] = []
    open_: list[tuple[str, str]] = []
    for at, character in enumerate(text):
        script = own[at]
        if script not in _SHARED:
            current = script
        elif script == "Zyyy":
            among = extensions[character].split()
            if among and current not in among:
                current = home if home in among else among[0]
            elif character in _QUOTES or paired.get(character, ("", ""))[1] == "o":
                closing = _QUOTES.get(character) or paired[character][0]
                open_.append((closing, current))
            elif open_ and character in (closing for closing, _ in open_):
                while open_:
                    closing, script = open_.pop()
                    if closing == character:
                        current = script
                        break
        result.append(current)
    return result


def _level_runs(
    levels: tuple[int, ...] | None, start: int, end: int
) -> Iterator[tuple[int, int, int]]:
    if levels is None:
        yield start, end, 0
        return
    if levels[start:end].count(levels[start]) == end - start:
        yield start, end, levels[start]
        return
    at = start
    for here in range(start + 1, end + 1):
        if here == end or levels[here] != levels[at]:
            yield at, here, levels[at]
            at = here


def _font_runs(
    text: str,
    start: int,
    end: int,
    characters: set[str],
    script: str,
    locale: str,
    style: Style,
    fonts: FontSet,
) -> Iterator[tuple[int, int, Font]]:
    """Stretches in one font: the script's own where it can, else cluster by cluster."""
    main = fonts.main(script, locale, style)
    lacking = set() if main is None else main.lacking(characters)
    if main is not None and not lacking:
        yield start, end, main
        return
    table = scripts()
    at, current = start, None
    clusters = deque(graphemes(text[start:end]))
    while clusters:
        a, b = clusters.popleft()
        cluster = text[start + a : start + b]
        if current is not None and cluster == " " and current.covers(cluster):
            continue  # by itself at the end of a line, a reader would lose it
        font = main
        if font is None or not lacking.isdisjoint(cluster):
            font = current
            common = table[cluster[0]] in _SHARED
            if font is None or not common or not font.covers(cluster):
                font = fonts.choose(cluster, script, locale, style)
                if b - a > 1 and not font.covers(cluster):  # no font has all of it
                    clusters.extendleft((n, n + 1) for n in reversed(range(a, b)))
                    continue
        if current is not None and font is not current:
            yield at, start + a, current
            at = start + a
        current = font
    if current is not None:
        yield at, end, current


def graphemes(text: str) -> list[tuple[int, int]]:
    """Grapheme clusters (UAX #29) as start and end in code points."""
    from icu4py.breakers import CharacterBreaker

    return code_points(text, CharacterBreaker(text, "und").segments())


def code_points(text: str, segments: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """ICU's segments, which count UTF-16 units, counted in code points."""
    if len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text):
        return list(segments)
    position = {}
    units = 0
    for at, character in enumerate(text):
        position[units] = at
        units += 2 if character > "\uffff" else 1
    position[units] = len(text)
    return [(position[start], position[end]) for start, end in segments]
