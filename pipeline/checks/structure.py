"""The order of things: articles, references to them, and what is said alike in many places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import regex

from pipeline.checks.declared import Example, Hit, check
from pipeline.checks.unit import Language, Unit
from pipeline.model import Certainty, Severity, Span
from pipeline.text import enumerators
from pipeline.text.words import bare_words

_DIGITS = regex.compile(r"\p{N}+")
_REFERENCE = regex.compile(r"\b[Aa]rticles?\s+(\d+)(?:\s*(?:,|and|to|or|–|-)\s*(\d+))*")


@check(
    id="dangling-reference",
    severity=Severity.WARNING,
    certainty=Certainty.CERTAIN,
    wide=True,
    rationale="'Article 12' must exist where there are twelve articles or more. A reference that "
    "leads nowhere is the source's fault and the same in every language.",
    good=(
        Example("See Article 2.", "Véase el artículo 2.", place="article 3, paragraph 1",
                beside=(("Second", "Segundo"),)),
    ),
    bad=(
        Example("See Article 12.", "Véase el artículo 12.", place="article 1, paragraph 1"),
    ),
)  # fmt: skip
def dangling_reference(language: Language) -> Iterator[tuple[Unit, Hit]]:
    """The text refers to an article that does not exist."""
    for catalog in language.catalogs:
        last = max((m.segment.place.article or 0 for m in catalog.messages), default=0)
        if not last:
            continue
        for unit in language.settled:
            if unit.document != catalog.document or unit.message.segment.place.article is None:
                continue
            if "rticle" not in unit.message.source:
                continue
            for match in _REFERENCE.finditer(unit.source.prose):
                wrong = [n for n in _DIGITS.findall(match.group()) if int(n) > last]
                if wrong:
                    yield (
                        unit,
                        Hit(
                            f"There is no article {wrong[0]}; the last one is {last}.",
                            source=(Span(match.start(), match.end()),),
                        ),
                    )


@check(
    id="article-order",
    severity=Severity.ERROR,
    certainty=Certainty.CERTAIN,
    wide=True,
    rationale="Articles are cited by number. In a catalog made from the template none is missing, "
    "doubled or out of order; a catalog that was put together by hand may have lost one.",
    good=(Example("First", "Primero", place="article 1, paragraph 1"),),
    bad=(Example("Third", "Tercero", place="article 3, paragraph 1"),),
)
def article_order(language: Language) -> Iterator[tuple[Unit | None, Hit]]:
    """An article is missing from the catalog, or stands out of order."""
    for catalog in language.catalogs:
        units = {id(u.message): u for u in language.units if u.document == catalog.document}
        before = 0
        for message in catalog.messages:
            number = message.segment.place.article
            if number is None or id(message) not in units or number == before:
                continue
            if number != before + 1:
                words = (
                    f"Article {number} follows article {before}."
                    if before
                    else f"The first article is number {number}."
                )
                yield units[id(message)], Hit(words, "gap" if number > before else "order")
            before = number


@check(
    id="inconsistent-translation",
    severity=Severity.INFO,
    certainty=Certainty.LIKELY,
    wide=True,
    rationale="The same words of the source, rendered in two ways, make readers look for a "
    "difference that is not there.",
    good=(
        Example(
            "We agree to this.", "Lo acordamos.", beside=(("We agree to this.", "Lo acordamos."),)
        ),
    ),
    bad=(
        Example(
            "We agree to this.",
            "Lo acordamos.",
            beside=(("We agree to this.", "Estamos de acuerdo."),),
        ),
    ),
)
def inconsistent_translation(language: Language) -> Iterator[tuple[Unit, Hit]]:
    """The same source text is translated in two ways."""
    same: dict[str, list[Unit]] = defaultdict(list)
    for unit in language.settled:
        same[unit.message.source].append(unit)
    for source, group in same.items():
        if len(group) > 1 and len(source) >= 8:
            ways = [bare_words(unit.target.text) for unit in group]
            if len(set(ways)) > 1:
                for unit, own in zip(group, ways, strict=True):
                    other = next(o for o, way in zip(group, ways, strict=True) if way != own)
                    yield unit, Hit(f"Elsewhere it is '{other.target.text[:80]}'.")


_LABEL_END = " .:։។۔।"
_LABEL = regex.compile(r"^\p{L}[\p{L}\p{M} .]{1,30}?\s*\p{N}+\s*[.:]?$")


@check(
    id="label-style",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    wide=True,
    rationale="'Article 1', 'Article 2' and so on are one formula; where all but one are rendered "
    "alike, that one is a slip.",
    good=(
        Example("Article 4", "Artículo 4", beside=(("Article 5", "Artículo 5"),)),
    ),
    bad=(
        Example(
            "Article 4", "Articulo 4",
            beside=tuple((f"Article {n}", f"Artículo {n}") for n in range(5, 12)),
        ),
        Example(
            "Article 4", "Article 4",
            beside=tuple((f"Article {n}", f"Άρθρο {n}") for n in range(5, 12)), locale="el",
        ),
    ),
)  # fmt: skip
def label_style(language: Language) -> Iterator[tuple[Unit, Hit]]:
    """A label such as 'Article 4' is rendered otherwise than its like."""
    labels: dict[str, list[tuple[str, Unit]]] = defaultdict(list)
    for unit in language.settled:
        source = unit.message.source
        if len(source) <= 40 and _LABEL.match(source):
            labels[_DIGITS.sub("#", source)].append((_way(unit), unit))
    for source, group in labels.items():
        ways: dict[str, list[Unit]] = defaultdict(list)
        for way, unit in group:
            ways[way].append(unit)
        usual = max(ways, key=lambda way: len(ways[way]))
        if len(ways[usual]) < 5 or len(ways[usual]) < 0.8 * len(group):
            continue
        for way, units in ways.items():
            for unit in units if way != usual else ():
                yield unit, Hit(f"'{source}' is '{usual}' elsewhere, and '{way}' here.")


def _way(unit: Unit) -> str:
    """How a label is rendered, with # for its number; its first word where no number is known."""
    text, numerals = unit.target.text, unit.target.numerals
    if len(numerals) == 1:
        span = numerals[0].span
        return f"{text[: span.start]}#{text[span.end :]}".rstrip(_LABEL_END)
    return f"{text.split()[0]} #" if text.strip() else "#"


@check(
    id="lost-label",
    severity=Severity.WARNING,
    certainty=Certainty.CERTAIN,
    rationale="Sub-paragraphs are cited by their labels, '(a)' or 'ii)'. They are of the text, so "
    "that a language counts with its own letters; without one the paragraph cannot be cited.",
    good=(
        Example("(a) dry oil;", "α) λάδι ξηρό·", locale="el"),
        Example("(ii) dry oil;", "（二）干油；", locale="zh-Hans"),
        Example("(a) dry oil;", "(أ) زيت جاف؛", locale="ar"),
        Example("(see above) dry oil;", "aceite seco (véase arriba);"),
        Example("R. Oiler has dry oil.", "Tiene aceite seco R. Oiler."),
    ),
    bad=(
        Example("(b) dry oil;", "aceite seco;"),
        Example("iv) dry oil;", "λάδι ξηρό·", locale="el"),
        Example("b. Dry oil.", "Aceite seco."),
    ),
)
def lost_label(unit: Unit) -> Iterator[Hit]:
    """A sub-paragraph has lost the label that it begins with."""
    source, target = (side.text.lstrip("*_ ") for side in (unit.source, unit.target))
    label = enumerators.enumerator(source)
    # A number with a full stop counts an article, whose loss others tell; a capital is an initial.
    counted = label.endswith(")") or label[:-1].islower()
    if counted and enumerators.readings(label) and not enumerators.length(target):
        yield Hit(f"The English begins with '{label}', and this with no label.")
