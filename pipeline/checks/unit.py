"""What a check looks at: a message with what is known of both its sides, or a whole language.

Everything beyond the text itself is worked out on first use and kept: most checks need to
look only at which characters occur before they fall silent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import Any, TypeVar

from pipeline.checks.kept import kept
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
_HINTS = frozenset("`<[@*{_")

# Marks that stand before and after words.
_AROUND = frozenset(
    ".,;:!?…\"'“”„‟‘’‚«»‹›()[]{}<>*_`~|/\\–—-·¿¡،؛؟٪।॥։՝՞՜׃።፣፤፥፦፧၊။།༎៖។៕，。、；：？！（）「」『』"
)
_TWO_CAPITALS = re.compile(r"[A-Z][a-z0-9]*[A-Z]")
_CAPITALS = re.compile(r"\b[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*\b")


T = TypeVar("T")
_ENOUGH = 400


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
    def hinted(self) -> bool:
        """Whether the text may have markup, addresses or code in it."""
        return not _HINTS.isdisjoint(self.chars) or "://" in self.text or "www." in self.text

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
        # To strip costs by the number of marks that it is to look for: only those that there are.
        around = "".join(_AROUND & self.chars)
        return [token.strip(around) for token in self.lowered.split()]

    @kept
    def vocabulary(self) -> frozenset[str]:
        """The words of the prose in lower case; numbers are among them."""
        if self.locale.spaced:
            # Several times as fast as to look for words, and as good for asking which there are.
            return frozenset(filter(None, self.tokens))
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
        prose = self.prose
        return frozenset(_CAPITALS.findall(prose) if _TWO_CAPITALS.search(prose) else ())

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

    __slots__ = ("__dict__", "document", "facts", "locale", "message", "options")

    def __init__(
        self, message: Message, locale: Locale, options: Options, document: str = ""
    ) -> None:
        self.message = message
        self.locale = locale
        self.options = options
        self.document = document
        self.facts: dict[str, Any] = {}
        """What was noted of the message for comparing it with others: plain values."""

    @kept
    def digest(self) -> str:
        """Names all that a check of single messages looks at."""
        message = self.message
        content = "\0".join((self.locale.bcp47, message.state, message.source, message.target))
        return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def noted(self, name: str, work_out: Callable[[], T], of: str = "") -> T:
        """A fact about the message, worked out once for what it is a fact ``of``."""
        known = self.facts.get(name)
        if known is None or known[0] != of:
            known = self.facts[name] = (of, work_out())
        value: T = known[1]
        return value

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
    units: tuple[Unit, ...] = ()
    """The messages that are not obsolete, in document order."""
    wholes: dict[str, Any] = field(default_factory=dict)
    """What was learned from all messages together: plain values."""

    @classmethod
    def of(
        cls,
        catalogs: Iterable[Catalog],
        locale: Locale,
        options: Options,
        make: Callable[[Message, Locale, Options, str], Unit],
        wholes: dict[str, Any] | None = None,
    ) -> Language:
        """The language that these catalogs, all of one locale, make up."""
        catalogs = tuple(catalogs)
        units = tuple(
            make(message, locale, options, catalog.document)
            for catalog in catalogs
            for message in catalog.live
        )
        return cls(locale, catalogs, options, units, {} if wholes is None else wholes)

    @kept
    def settled(self) -> tuple[Unit, ...]:
        """The units that claim to be right: translated, not fuzzy."""
        return tuple(
            u for u in self.units if u.message.target and u.message.state is State.TRANSLATED
        )

    @kept
    def sample(self) -> tuple[Unit, ...]:
        """Settled units spread over all of them, some hundreds at most, to learn from: cost grows
        with their number, knowledge hardly."""
        return self.settled[:: max(1, len(self.settled) // _ENOUGH)]

    @kept
    def sampled(self) -> str:
        """Names what the sample says."""
        return blake2b("".join(u.digest for u in self.sample).encode(), digest_size=6).hexdigest()

    @kept
    def vocabulary(self) -> Counter[str]:
        """In how many messages of the sample each word of the language occurs, in lower case."""
        counts: Counter[str] = Counter()
        for unit in self.sample:
            counts.update(unit.target.vocabulary)
        return counts

    def learned(self, name: str, work_out: Callable[[], T]) -> T:
        """What the sample teaches, worked out once for each sample."""
        known = self.wholes.get(name)
        if known is None or known[0] != self.sampled:
            known = self.wholes[name] = (self.sampled, work_out())
        value: T = known[1]
        return value


def spans(matches: Iterable[Any]) -> tuple[Span, ...]:
    """Where these matches (of `re` or `regex`) lie."""
    return tuple(Span(*match.span()) for match in matches)


def replaced(text: str, matches: Sequence[Any], right: Callable[[str], str], group: int = 0) -> str:
    """A text with what was matched in it or in its prose, or a group of that, put right."""
    for match in reversed(matches):
        start, end = match.span(group)
        text = text[:start] + right(match[group]) + text[end:]
    return text


def each(text: str, char: str) -> tuple[Span, ...]:
    """Where a character stands."""
    return tuple(Span(at, at + 1) for at, c in enumerate(text) if c == char)
