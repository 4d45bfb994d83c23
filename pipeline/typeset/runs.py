"""Inline Markdown as styled runs, each run an element of the structure."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from pipeline.errors import UsageError
from pipeline.formats.inline import Span as Inline
from pipeline.formats.inline import spans as inline_spans
from pipeline.locales import Locale
from pipeline.model import Standing, Text
from pipeline.typeset.design import optical
from pipeline.typeset.paragraph import Dots, Face, Span, Style
from pipeline.typeset.places import led
from pipeline.typeset.setting import Setting, colour
from pipeline.typeset.sheet import Colour
from pipeline.typeset.tags import Element
from pipeline.words import numeral

_LINK: Colour = colour("#1d4e89")
# Where emphasis is a dot beside each letter.
_DOTS = {
    "Hans": Dots.UNDER,
    "Hant": Dots.UNDER,
    "Hani": Dots.UNDER,
    "Jpan": Dots.OVER,
    "Kore": Dots.OVER,
}
# Scripts whose letters do not lean; emphasis is made bold there.
_UPRIGHT_ONLY = frozenset("Arab Hebr Thai Laoo Khmr Mymr Tibt Mong Syrc Thaa Nkoo Adlm".split())


class Piece(NamedTuple):
    """A run as an element: what its letters belong to, and where they lead."""

    element: Element
    link: str = ""
    note: str = ""
    reading: str = ""
    """How its letters are read, which stands over them."""
    voice: Element | None = None
    """What the reading belongs to."""


class Apart(NamedTuple):
    """What a text begins with and is set elsewhere."""

    length: int
    """So many characters."""
    whole: Element
    """What all of the text belongs to."""


def add_runs(
    setting: Setting,
    text: Text,
    home: Element,
    style: Style,
    gap: str,
    pieces: list[Piece],
    runs: list[Span],
    apart: Apart | None = None,
) -> None:
    """Add the runs of one text, with a ``gap`` behind the last."""
    _note(setting, text, home)
    found = whole = _joined_breaks(map(_known, inline_spans(text.markdown))) or (Inline(""),)
    if apart is not None:
        found = _behind(whole, apart.length)
        home.ident, apart.whole.ident = "", home.ident
    alone = len(found) == 1
    for given in found:
        inline = led(setting, given) if given.link else given
        if inline.locale:
            setting.log.languages[inline.locale] = None
        pieces.append(_piece(home, inline, alone))
        tag = inline.locale or text.locale
        shown, look = _shown(setting, inline, style, tag)
        runs.append(Span(shown, look, tag, len(pieces) - 1, bool(inline.ruby)))
    runs[-1] = runs[-1]._replace(text=runs[-1].text + gap)
    if text.key:
        said = " ".join("".join(inline.text for inline in whole).split())
        # Where nothing is marked up, the words need no room of their own.
        said = text.markdown if said == text.markdown else said
        setting.log.texts.append((setting.scope + text.key, said))


def _behind(given: Iterable[Inline], length: int) -> tuple[Inline, ...]:
    """The runs without so many of their first characters."""
    left: list[Inline] = []
    for inline in given:
        cut = inline._replace(text=inline.text[length:])
        length = max(0, length - len(inline.text))
        if cut.text or (inline.note and not length):
            left.append(cut)
    return tuple(left) or (Inline(""),)


def _note(setting: Setting, text: Text, home: Element) -> None:
    """Say of the element which text it is, and keep what the whole document has to tell."""
    log = setting.log
    if text.key:
        home.ident = setting.scope + text.key
    if text.locale and text.locale != setting.tag:
        home.lang = text.locale
        log.languages[text.locale] = None
    log.stale |= text.standing is Standing.STALE
    log.fallback |= text.standing is Standing.FALLBACK


def _piece(home: Element, inline: Inline, alone: bool) -> Piece:
    """What a run belongs to: plain words that are ``alone`` need no element of their own.

    An annotation belongs to a Link (ISO 14289-1, 7.18.5), whatever its words are.
    """
    special = "Code" if inline.code else "Ruby" if inline.ruby else ""
    kind = "Link" if inline.link else special or ("Reference" if inline.note else "Span")
    plain = alone and kind == "Span" and not inline.locale
    owner = home if plain else home.child(kind, lang=inline.locale)
    if inline.link and special:
        owner = owner.child(special)
    if inline.ruby:
        owner, voice = owner.child("RB"), owner.child("RT")
        return Piece(owner, inline.link, inline.note, inline.ruby, voice)
    return Piece(owner, inline.link, inline.note)


def _shown(setting: Setting, inline: Inline, style: Style, tag: str) -> tuple[str, Style]:
    """What is set for a run in a language, and how it looks."""
    look = _look(style, inline, tag or setting.tag)
    if tag:
        look = look._replace(size=look.size * optical(tag) / optical(setting.tag))
    if not inline.note:
        return inline.text, look
    number = setting.numbers.get(inline.note)
    # A call of a note that there is not shows its label, as it does on the page.
    shown = numeral(number, setting.tag, setting.own) if number else inline.note
    return shown, look._replace(size=style.size * 0.62, rise=style.size * 0.36)


def _known(inline: Inline) -> Inline:
    """The run, in the text's own language where it names one that there is not."""
    bad = inline.locale and not _is_language(inline.locale)
    return inline._replace(locale="") if bad else inline


@lru_cache(256)
def _is_language(tag: str) -> bool:
    try:
        Locale.parse(tag)
    except UsageError:
        return False
    return True


def _joined_breaks(spans: Iterable[Inline]) -> tuple[Inline, ...]:
    """Line breaks as characters of the run before them."""
    joined: list[Inline] = []
    for span in spans:
        if not span.line_break:
            joined.append(span)
        elif joined:
            joined[-1] = joined[-1]._replace(text=joined[-1].text + "\n")
    return tuple(joined)


def _look(style: Style, inline: Inline, tag: str) -> Style:
    if not (inline.strong or inline.emphasis or inline.code or inline.link):
        return style
    written = Locale.parse(inline.locale or tag).written
    leans = written not in _UPRIGHT_ONLY
    return style._replace(
        bold=style.bold or inline.strong or (inline.emphasis and not leans),
        italic=style.italic or (inline.emphasis and leans),
        face=Face.MONO if inline.code else style.face,
        size=style.size * 0.92 if inline.code else style.size,
        colour=_LINK if inline.link else style.colour,
        dots=_DOTS.get(written, Dots.NONE) if inline.emphasis else style.dots,
    )
