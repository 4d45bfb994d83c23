"""Inline Markdown, HTML and addresses: they come back whole, and nothing else does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from html import unescape
from re import Pattern

import regex

from pipeline.checks.declared import Example, Hit, check
from pipeline.checks.unit import ADDRESS, CODE, EMAIL, LINK, NOTE, TAG, Unit, spans
from pipeline.model import Certainty, Severity, Span

_STRONG = regex.compile(r"(?<![\\*])\*\*(?=\S)(.+?)(?<=\S)\*\*(?!\*)")
_EMPHASIS = regex.compile(r"(?<![\\*])\*(?![\s*])(.+?)(?<![\s*])\*(?!\*)")
_UNDERSCORE = regex.compile(
    r"(?<![\\_\p{L}\p{N}])(__?)(?=[^\s_])(.+?)(?<=[^\s_])\1(?![\p{L}\p{N}_])"
)
_STARS = regex.compile(r"(?<!\\)\*+")


@check(
    id="link-mismatch",
    severity=Severity.ERROR,
    certainty=Certainty.CERTAIN,
    rationale="A link, an address or a note of the source must lead to the same place in the "
    "translation. Its label is translated, its address is not; the edition of a site in the "
    "reader's language may be linked instead, which a waiver can say.",
    good=(
        Example(
            "See [the site](https://example.org/a).", "Véase [el sitio](https://example.org/a)."
        ),
        Example("Write to info@example.org.", "请写信至 info@example.org。", locale="zh-Hans"),
        Example("As agreed.[^1]", "Как договорились.[^1]", locale="ru"),
    ),
    bad=(
        Example(
            "See [the site](https://example.org/a).",
            "Véase [el sitio](https://example.org/b).",
            codes=("address",),
        ),
        Example(
            "Write to info@example.org.",
            "Пишите на info@exampel.org.",
            locale="ru",
            codes=("e-mail",),
        ),
        Example("As agreed.[^1]", "Como se acordó.", codes=("note",)),
        Example("See https://example.org.", "参见网站。", locale="zh-Hans", codes=("address",)),
    ),
)
def link_mismatch(unit: Unit) -> Iterator[Hit]:
    """A link, an address or a note is missing from the translation or was changed."""
    if not unit.source.hinted and not unit.target.hinted:
        return
    for code, pattern, name in (
        ("address", ADDRESS, "address"),
        ("e-mail", EMAIL, "e-mail address"),
        ("note", NOTE, "note"),
    ):
        before, after = unit.source.text, unit.target.text
        wanted = Counter(pattern.findall(before))
        found = Counter(pattern.findall(after))
        if code == "address":
            wanted |= Counter(m["address"] for m in LINK.finditer(before))
            found |= Counter(m["address"] for m in LINK.finditer(after))
        lost, new = sorted(set(wanted) - set(found)), sorted(set(found) - set(wanted))
        if lost or new:
            words = (
                f"The {name} {lost[0]} is not in the translation."
                if lost
                else (f"The {name} {new[0]} is not in the source.")
            )
            yield Hit(words, code, _where(before, lost), _where(after, new))


def _where(text: str, words: list[str]) -> tuple[Span, ...]:
    starts = ((text.find(word), word) for word in words)
    return tuple(Span(start, start + len(word)) for start, word in starts if start >= 0)


@check(
    id="markup-mismatch",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    rationale="Emphasis, code and HTML are part of the text. Markup that is lost changes what "
    "the page stresses; markup that is broken shows as stars and brackets on paper.",
    good=(
        Example("the *official* text", "el texto *oficial*"),
        Example("the **official** text", "**официальный** текст", locale="ru"),
        Example("run `make release`", "执行 `make release`", locale="zh-Hans"),
        Example("line<br>break", "línea<br>nueva"),
        Example("5 * 3 * 2", "5 * 3 * 2"),
    ),
    bad=(
        Example("the *official* text", "el texto oficial", codes=("emphasis",)),
        Example(
            "the **official** text",
            "**официальный* текст",
            locale="ru",
            codes=("strong", "unclosed"),
        ),
        Example("run `make release`", "执行 `make 发布`", locale="zh-Hans", codes=("code",)),
        Example("H<sub>2</sub>O", "H<sub>2O", codes=("html",)),
        Example("museums & schools", "museos &amp; escuelas", codes=("entity",)),
        Example(
            "See [the site](https://example.org).",
            "Véase [el sitio] (https://example.org).",
            codes=("link",),
        ),
    ),
)
def markup_mismatch(unit: Unit) -> Iterator[Hit]:
    """Emphasis, code, HTML or a link's brackets differ from the source."""
    if "&" in unit.target.chars:
        yield from _entities(unit)
    if not unit.source.hinted and not unit.target.hinted:
        return
    before, after = unit.source.text, unit.target.text
    if "`" in before or "`" in after:
        yield from _differing(CODE, str, unit, "Code in `backquotes` differs.", "code")
    if "<" in before or "<" in after:
        yield from _differing(TAG, _tag, unit, "The HTML tags differ.", "html")
    if "](" in before or "](" in after or "] (" in after:
        asked, told = len(LINK.findall(before)), len(LINK.findall(after))
        words = f"The source has {asked} links, the translation {told}."
        yield from _differing(LINK, lambda _: "", unit, words, "link")
    if {"*", "_"} & (unit.source.chars | unit.target.chars):
        yield from _emphases(CODE.sub("", before), CODE.sub("", after))


def _entities(unit: Unit) -> Iterator[Hit]:
    entities = tuple(m for m in _ENTITY.finditer(unit.target.prose) if _new(m.group(), unit))
    if entities:
        words = f"'{entities[0].group()}' is code for a character, and shows as it is."
        yield Hit(words, "entity", target=spans(entities))


def _differing(
    pattern: Pattern[str], kind: Callable[[str], str], unit: Unit, words: str, code: str
) -> Iterator[Hit]:
    """A hit where there are not as many matches of each ``kind`` on both sides."""
    before, after = (tuple(pattern.finditer(side.text)) for side in (unit.source, unit.target))
    wanted, found = (Counter(kind(match.group()) for match in side) for side in (before, after))
    if wanted != found:
        yield Hit(words, code, spans(before), spans(after))


def _emphases(source: str, target: str) -> Iterator[Hit]:
    for code, count in (("strong", _strong), ("emphasis", _emphasis)):
        asked, told = count(source), count(target)
        if asked != told:
            name = code.capitalize()
            yield Hit(f"{name}: {asked} in the source, {told} in the translation.", code)
    if _stars_left(target) and not _stars_left(source):
        yield Hit("A star is left that opens or closes nothing.", "unclosed")


def _stars_left(text: str) -> bool:
    return _STARS.search(_EMPHASIS.sub("", _STRONG.sub(r"\1", text))) is not None


_ENTITY = regex.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,5}|#x[0-9A-Fa-f]{1,5});")


def _new(entity: str, unit: Unit) -> bool:
    return entity not in unit.source.text and unescape(entity) != entity


def _strong(text: str) -> int:
    return len(_STRONG.findall(text)) + [m[1] for m in _UNDERSCORE.finditer(text)].count("__")


def _emphasis(text: str) -> int:
    rest = _STRONG.sub(r"\1", text)
    return len(_EMPHASIS.findall(rest)) + [m[1] for m in _UNDERSCORE.finditer(text)].count("_")


def _tag(tag: str) -> str:
    """A tag without what may rightly be translated in it (a title, an alternative text)."""
    return regex.sub(r"\s+(?:title|alt|lang|dir|aria-label)=\"[^\"]*\"", "", tag)
