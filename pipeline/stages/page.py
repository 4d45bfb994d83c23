"""A page with a text and its translations, one after the other, taken apart.

The languages are told by script and by what the words look like; what belongs to the web site
(menus, addresses, copyright) is set aside; the part in the source's language becomes a document
with its structure, the others stay rows of passages, to be adopted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.formats.inline import plain
from pipeline.formats.passages import Kind, Passage
from pipeline.locales import Locale
from pipeline.model import Document
from pipeline.model import Kind as DocumentKind
from pipeline.stages.articled import articled
from pipeline.stages.draft import draft
from pipeline.stages.marked_up import marked_up
from pipeline.stages.spoken import labels, languages

_FILE = re.compile(r"(.*?)\.(?:pdf|docx?|odt|rtf|pptx?)\W*", re.IGNORECASE | re.DOTALL)
_FOOTER = re.compile(
    r"©|\(c\)\s*\d{4}|\bcopyright\b|\ball rights reserved\b|\bpower(?:ed)?\s?by\b|\be-?mail\s*:|"
    r"^(?:add(?:ress)?|tel(?:ephone)?|fax|phone)\s*[:.]|^\S+@\S+$|^https?://\S+$|^\(editor\b",
    re.IGNORECASE,
)
_TURNS = 0.6
"""Of so many passages the next must be in the other language, for two to take turns."""
_MAIL = re.compile(r"(?:From|To|Cc|Bcc|Date|Sent|Subject|Reply-To): ")
_PATH = re.compile(r"\s[>»/]\s")


@dataclass(frozen=True, slots=True)
class Part:
    """A translation that the page holds."""

    locale: Locale
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """A page taken apart."""

    document: Document
    """The part in the source's language, without keys."""
    parts: tuple[Part, ...]
    """The other languages, in the order in which they begin."""
    notes: tuple[str, ...]
    """What a person should know: translations that are only named, lines set aside."""


def take_apart(
    passages: Sequence[Passage], name: str, source: Locale, *, document: Document | None = None
) -> Apart:
    """Take a page apart. ``name`` is what the document is to be called.

    ``document`` is the same page with its markup, where it has such: its lists and tables stay what
    they are, in a declaration if it is in one language.
    """
    trail, rest = _trail(list(passages))
    rest, footer = _without_footer(rest)
    notes = []
    kept = []
    for passage in rest:
        if passage.kind is Kind.ALTERNATIVE:
            # The pictures are other files, and stay where they are.
            continue
        named = _FILE.fullmatch(plain(passage.text))
        if named and len(plain(passage.text)) < 120:
            notes.append(_only_named(plain(passage.text)))
        else:
            kept.append(passage)
    words = [plain(p.text) for p in kept]
    spoken = languages(words, source, [p.locale for p in kept])
    label = labels(words, spoken)
    kept = [p for p, no in zip(kept, label, strict=True) if not no]
    spoken = [tag for tag, no in zip(spoken, label, strict=True) if not no]
    own = [p for p, tag in zip(kept, spoken, strict=True) if tag == source.bcp47]
    order = [tag for tag in dict.fromkeys(spoken) if tag != source.bcp47]
    parts = tuple(Part(Locale.parse(tag), _part(kept, spoken, tag, source)) for tag in order)
    if trail[:-1] or footer:
        aside = "; ".join(plain(p.text)[:60] for p in (*trail[:-1], *footer))
        notes.append(f"of the web site, not of the document: {aside}")
    title = plain(trail[-1].text) if trail else _shown_title(kept, own)
    made = draft(own, name, source, title=title)
    page = made.meta.kind is DocumentKind.PAGE
    if document and (page or len(own) == len(kept)):
        marked, pictures = marked_up(document, made, passages, own)
        made = marked if page else articled(marked, made, source)
        if pictures:
            notes.append(f"pictures are not taken over: {', '.join(pictures)}"[:200])
    return Apart(made, parts, tuple(notes))


def _shown_title(passages: Sequence[Passage], own: Sequence[Passage]) -> str:
    """What a page with markup shows as its title, in two languages where none is in one."""
    shown = next((p for p in passages if p.kind is Kind.TITLE), None)
    headed = any(p.kind in (Kind.TITLE, Kind.HEADING) for p in own)
    return plain(shown.text) if shown and (shown in own or not headed) else ""


def _part(
    passages: Sequence[Passage], spoken: Sequence[str], tag: str, source: Locale
) -> tuple[Passage, ...]:
    """The passages of one language; where it takes turns with the source, those of both.

    There each translation stands beside its source, which is worth knowing.
    """
    pair = [(p, t) for p, t in zip(passages, spoken, strict=True) if t in (tag, source.bcp47)]
    turns = sum(a != b for (_, a), (_, b) in pairwise(pair))
    both = turns > _TURNS * len(pair)
    return tuple(p for p, t in pair if both or t == tag)


def _trail(passages: list[Passage]) -> tuple[list[Passage], list[Passage]]:
    """The menu items and paths at the head of a page, the last of which is its title."""
    at = next((k for k, p in enumerate(passages) if not _MAIL.match(plain(p.text))), 0)
    if at > 1:
        # The head of a mail; what it is about is the title.
        heads = [plain(p.text).partition(":") for p in passages[:at]]
        about = next((k for k, (name, _, _) in enumerate(heads) if name == "Subject"), None)
        if about is None:
            return [*passages[:at], Passage("")], passages[at:]
        subject = Passage(heads[about][2].strip())
        return [*passages[:about], *passages[about + 1 : at], subject], passages[at:]
    at = 0
    while at < len(passages) and passages[at].kind is Kind.ITEM and passages[at].number is None:
        at += 1
    if at == len(passages) or at > 6:
        return [], passages
    first = plain(passages[0].text)
    headed = passages[0].kind in (Kind.TITLE, Kind.HEADING)
    if not at and not headed and _PATH.search(first) and len(first) < 80:
        # "Location: Home > News": a path; the title is the line after it.
        return passages[:2], passages[2:]
    return passages[:at], passages[at:]


def _without_footer(passages: list[Passage]) -> tuple[list[Passage], list[Passage]]:
    """The passages, and the addresses and copyright that end a page."""
    end = last = len(passages)
    while last and (_footer(words := plain(passages[last - 1].text)) or _button(words)):
        last -= 1
        if _footer(words):
            end = last
    if len(passages) - end >= 2 and end:
        # The name of the site above its address.
        words = plain(passages[end - 1].text)
        if len(words) < 120 and words[-1:].isalnum() and not _FILE.fullmatch(words):
            end -= 1
        while end > 1 and _button(plain(passages[end - 1].text)):
            end -= 1
    return passages[:end], passages[end:]


def _button(words: str) -> bool:
    """Whether it is a link such as "Photo Galleries" that stands alone below the text."""
    return len(words.split()) <= 3 and words[-1:].isalpha() and words.istitle()


def _footer(words: str) -> bool:
    return len(words) < 200 and bool(_FOOTER.search(words))


def _only_named(words: str) -> str:
    from babel.core import Locale as Cldr

    folded = words.casefold()
    names = Cldr("en").languages
    for tag, language in names.items():
        if len(tag) < 4 and re.search(rf"(?<!\w){re.escape(language.casefold())}(?!\w)", folded):
            return f"a version in {language} is only named: {words}"
    return f"a file is only named: {words}"


def slug(title: str) -> str:
    """A document's name from its title: ``beijing-declaration``."""
    from anyascii import anyascii

    words = re.findall(r"[a-z0-9]+", anyascii(title).lower())
    return "-".join(words[:5]) or "document"
