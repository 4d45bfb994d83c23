"""What a check looks at: a message with what is known of both its sides, or a whole language.

Everything beyond the text itself is worked out on first use and kept: most checks need to
look only at which characters occur before they fall silent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Generic, TypeVar

from pipeline.checks.options import Options
from pipeline.locales import Locale
from pipeline.model import Catalog, Message, Span, State
from pipeline.text.numbers import Number, numbers, with_words
from pipeline.text.spellout import beginnings
from pipeline.text.words import WORD

# Inline Markdown, HTML and addresses: what is not prose. Addresses end before final punctuation.
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]*[^\s<>\"')\].,;:!?。，、；：！？]")
EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--.*?-->")
LINK = re.compile(r"!?\[(?P<label>[^\[\]]*)\]\((?P<address>[^()\s]*)(?:\s\"[^\"]*\")?\)")
NOTE = re.compile(r"\[\^[^\]\s]+\]")
ATTRIBUTES = re.compile(r"(?<=\])\{[^{}]*\}")
_ODD = frozenset("`<[@:*_w")


# Marks that stand before and after words.
_AROUND = (
    ".,;:!?…\"'“”„‟‘’‚«»‹›()[]{}<>*_`~|/\\–—-·¿¡،؛؟٪।॥։՝՞՜׃።፣፤፥፦፧၊။།༎៖។៕，。、；：？！（）「」『』"
)
_CAPITALS = re.compile(r"\b[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*\b")


T = TypeVar("T")


class kept(Generic[T]):
    """A property worked out on first use. That of Python 3.11 takes a lock each time, which costs
    as much as a check."""

    def __init__(self, work_out: Callable[[Any], T]) -> None:
        self.work_out = work_out
        self.name = work_out.__name__
        self.__doc__ = work_out.__doc__

    def __get__(self, owner: Any, kind: type | None = None) -> T:
        value = owner.__dict__[self.name] = self.work_out(owner)
        return value


class Side:
    """The source or the target of a message."""

    __slots__ = ("__dict__", "locale", "text")

    def __init__(self, text: str, locale: Locale) -> None:
        self.text = text
        self.locale = locale

    @kept
    def chars(self) -> frozenset[str]:
        """Which characters occur."""
        return frozenset(self.text)

    @kept
    def prose(self) -> str:
        """The text with markup, addresses and code overwritten by spaces: offsets stay true."""
        text = self.text
        if _ODD.isdisjoint(self.chars):
            return text
        if "`" in text:
            text = CODE.sub(_blank, text)
        if "[" in text:
            text = NOTE.sub(_blank, text)
            text = LINK.sub(_blank_address, text)
            text = ATTRIBUTES.sub(_blank, text)
        if "<" in text:
            text = TAG.sub(_blank, text)
        if "@" in text:
            text = EMAIL.sub(_blank, text)
        if "://" in text or "www." in text:
            text = ADDRESS.sub(_blank, text)
        if "*" in text:
            text = text.replace("*", " ")
        return text

    @kept
    def words(self) -> tuple[str, ...]:
        """The words of the prose, as written."""
        return tuple(WORD.findall(self.prose))

    @kept
    def lowered(self) -> str:
        """The prose in lower case."""
        return self.prose.lower()

    @kept
    def tokens(self) -> list[str]:
        """What stands between spaces in the prose, in lower case, without the marks around it."""
        return [token.strip(_AROUND) for token in self.lowered.split()]

    @kept
    def vocabulary(self) -> frozenset[str]:
        """The words of the prose in lower case; numbers are among them."""
        if self.locale.spaced:
            # Several times as fast as to look for words, and as good for asking which there are.
            return frozenset(self.tokens) - {""}
        return frozenset(WORD.findall(self.lowered))

    @kept
    def word_spans(self) -> tuple[tuple[str, int, int], ...]:
        """The words of the prose with where they start and end."""
        return tuple((m.group(), m.start(), m.end()) for m in WORD.finditer(self.prose))

    @kept
    def numerals(self) -> tuple[Number, ...]:
        """The numbers of the prose by value, but those spelled out."""
        return numbers(self.prose, self.locale, words=False)

    @kept
    def numbers(self) -> tuple[Number, ...]:
        """The numbers of the prose by value."""
        if self.vocabulary.isdisjoint(beginnings(self.locale.bcp47)):
            return self.numerals
        return with_words(self.prose, self.locale, self.numerals)

    @kept
    def acronyms(self) -> frozenset[str]:
        """Words with two capitals or more: BRISMIS, UNESCO, DNA."""
        return frozenset(word for word in _CAPITALS.findall(self.prose) if not word.isdigit())

    @kept
    def letters(self) -> int:
        """How many letters the prose has; marks that depend on a letter are not counted."""
        return sum(map(str.isalpha, self.prose))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _blank_address(match: re.Match[str]) -> str:
    label, start = match["label"], match.start("label") - match.start()
    return (" " * start + label).ljust(len(match.group()))


@lru_cache(maxsize=4096)
def source_side(text: str, locale: Locale) -> Side:
    """The source's side, shared by all the languages that it is translated into."""
    return Side(text, locale)


class Unit:
    """One message as a check sees it. ``target`` may be empty only for checks that ask for it."""

    __slots__ = ("__dict__", "document", "locale", "message", "options")

    def __init__(
        self, message: Message, locale: Locale, options: Options, *, document: str = ""
    ) -> None:
        self.message = message
        self.locale = locale
        self.options = options
        self.document = document

    @kept
    def source(self) -> Side:
        """The words to be translated."""
        return source_side(self.message.source, self.options.source)

    @kept
    def target(self) -> Side:
        """The translation."""
        return Side(self.message.target, self.locale)

    @kept
    def script(self) -> str:
        """ISO 15924 code of the script that the locale is written in."""
        return self.locale.written


@dataclass(frozen=True, eq=False)
class Language:
    """All the catalogs of one locale together, for checks that compare messages."""

    locale: Locale
    catalogs: tuple[Catalog, ...]
    options: Options
    units: tuple[Unit, ...] = field(default=())
    """The messages that are not obsolete, in document order."""

    @classmethod
    def of(
        cls,
        catalogs: Iterable[Catalog],
        locale: Locale,
        options: Options,
        make: Callable[[Message, Locale, Options, str], Unit],
    ) -> Language:
        """The language that these catalogs, all of one locale, make up."""
        catalogs = tuple(catalogs)
        units = tuple(
            make(message, locale, options, catalog.document)
            for catalog in catalogs
            for message in catalog.messages
            if message.state is not State.OBSOLETE
        )
        return cls(locale, catalogs, options, units)

    @kept
    def settled(self) -> tuple[Unit, ...]:
        """The units that claim to be right: translated, not fuzzy."""
        return tuple(
            u for u in self.units if u.message.target and u.message.state is State.TRANSLATED
        )

    @kept
    def vocabulary(self) -> Counter[str]:
        """In how many settled messages each word of the language occurs, in lower case."""
        counts: Counter[str] = Counter()
        for unit in self.settled:
            counts.update(unit.target.vocabulary)
        return counts


def spans(matches: Iterable[Any]) -> tuple[Span, ...]:
    """Where these matches (of `re` or `regex`) lie."""
    return tuple(Span(*match.span()) for match in matches)


def each(text: str, char: str) -> tuple[Span, ...]:
    """Where a character stands."""
    return tuple(Span(at, at + 1) for at, c in enumerate(text) if c == char)
