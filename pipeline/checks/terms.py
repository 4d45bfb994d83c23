"""Terms, names and formulas: each rendered as it was agreed, and alike everywhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

import regex

from pipeline.checks.declared import Example, Hit, check, fine
from pipeline.checks.glossary import Glossary, Rendering, Term
from pipeline.checks.habits import fold
from pipeline.checks.unit import Language, Unit
from pipeline.model import Certainty, Severity, Span

_MUSEUM = Glossary(
    (
        Term(
            "science museum",
            (
                ("el", Rendering(("μουσεί* επιστημ*",))),
                ("es", Rendering(("museo* de ciencia*",), ("museo* científico*",))),
                ("zh-Hans", Rendering(("科学博物馆", "科技馆"))),
            ),
        ),
        Term("BRISMIS", keep=True),
        Term("museum", (("es", Rendering(("museo*",))),)),
    )
)


@check(
    id="term",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    rationale="A defined term is rendered by the same words in all documents of a language, or it "
    "defines nothing. The glossary is source/glossary.tbx or glossary.csv; * stands for any "
    "ending, and the longest term that fits counts.",
    good=(
        Example("Science museums agree.", "Los museos de ciencias acuerdan.", glossary=_MUSEUM),
        Example("the science museum", "科技馆", locale="zh-Hans", glossary=_MUSEUM),
        Example("the science museum", "το μουσείο επιστημών", locale="el", glossary=_MUSEUM),
        Example("BRISMIS", "la red BRISMIS", glossary=_MUSEUM),
        Example("the museum", "le musée", locale="fr", glossary=_MUSEUM),
    ),
    bad=(
        Example(
            "Science museums agree.",
            "Las galerías acuerdan.",
            glossary=_MUSEUM,
            codes=("missing",),
        ),
        Example(
            "a science museum",
            "un museo científico",
            glossary=_MUSEUM,
            codes=("forbidden", "missing"),
        ),
        Example("the science museum", "博物院", locale="zh-Hans", glossary=_MUSEUM),
        Example("BRISMIS", "БРИСМИС", locale="ru", glossary=_MUSEUM, codes=("kept",)),
    ),
)
def term(unit: Unit) -> Iterator[Hit]:
    """A term is not rendered as the glossary says."""
    taken: list[tuple[int, int]] = []
    for entry in unit.options.glossary.terms:
        for match in _source_form(entry.source).finditer(unit.source.text):
            start, end = match.span()
            if any(start < e and s < end for s, e in taken):
                continue
            taken.append((start, end))
            yield from _rendered(entry, unit, Span(start, end))
            break


def _rendered(entry: Term, unit: Unit, where: Span) -> Iterator[Hit]:
    if entry.keep:
        if entry.source not in unit.target.text:
            words = f"'{entry.source}' is a name that stays as it is."
            yield Hit(words, "kept", (where,), (), certainty=Certainty.CERTAIN)
        return
    rendering = entry.rendering(unit.locale)
    if rendering is None:
        return
    spaced = unit.locale.spaced
    for form in rendering.forbidden:
        match = _target_form(form, spaced).search(unit.target.text)
        if match:
            words = f"'{match.group()}' is not to be used for '{entry.source}'."
            yield Hit(words, "forbidden", (where,), (Span(*match.span()),))
    found = any(_target_form(f, spaced).search(unit.target.text) for f in rendering.preferred)
    if rendering.preferred and not found:
        wanted = rendering.preferred[0]
        yield Hit(f"'{entry.source}' is '{wanted}' in the glossary.", "missing", (where,), ())


@lru_cache(maxsize=4096)
def _source_form(term: str) -> regex.Pattern[str]:
    """An English term, singular or plural, in either case unless it is an acronym."""
    words = r"\s+".join(map(regex.escape, term.split()))
    flags = 0 if term.isupper() else regex.IGNORECASE
    plural = "" if term.isupper() or term.endswith("s") else "(?:e?s)?"
    return regex.compile(rf"(?<![\p{{L}}\p{{N}}]){words}{plural}(?![\p{{L}}\p{{N}}])", flags)


@lru_cache(maxsize=4096)
def _target_form(form: str, spaced: bool) -> regex.Pattern[str]:
    """A form of the target: ``*`` is any ending; short words may stand between its words."""
    words = [regex.escape(word).replace(r"\*", r"[\p{L}\p{M}]*") for word in form.split()]
    # Arabic, Hebrew and others put articles and prepositions before a word.
    pattern = r"[\s\u00a0]+".join(rf"[\p{{L}}\p{{M}}]{{0,3}}{w}" if spaced else w for w in words)
    edge = r"(?![\p{L}\p{M}])" if spaced else ""
    before = r"(?<![\p{L}\p{M}])" if spaced else ""
    return regex.compile(before + pattern + edge, regex.IGNORECASE)


_ACRONYM = regex.compile(
    r"(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}]*\p{Lu}[\p{Lu}\p{N}]*(?![\p{L}\p{N}])"
)


def _kept_elsewhere(language: Language, hits: list[tuple[Unit, Hit]]) -> Iterator[tuple[Unit, Hit]]:
    """The names that are lost here, of those that are kept nearly everywhere else."""
    kept = Counter(hit.code for _, hit in hits if not hit.source)
    lost = Counter(hit.code for _, hit in hits if hit.source)
    for unit, hit in hits:
        if hit.source and kept[hit.code] >= max(3, 4 * lost[hit.code]):
            yield unit, replace(hit, code="", fine=False)


@check(
    id="name-rendering",
    severity=Severity.INFO,
    certainty=Certainty.LIKELY,
    settle=_kept_elsewhere,
    rationale="A name or an acronym that is kept in most places and missing in one was lost or "
    "spelled otherwise there.",
    good=(
        Example(
            "the BRISMIS forum",
            "el foro BRISMIS",
            beside=(("BRISMIS agrees.", "BRISMIS acuerda."),),
        ),
    ),
    bad=(
        Example(
            "the BRISMIS forum", "el foro BRISMS",
            beside=tuple(
                (f"BRISMIS agrees {n} times.", f"BRISMIS acuerda {n} veces.") for n in range(3, 9)
            ),
        ),
    ),
)  # fmt: skip
def name_rendering(unit: Unit) -> Iterator[Hit]:
    """A name is kept elsewhere in this language, and not here."""
    if not unit.source.acronyms:
        return
    for match in _ACRONYM.finditer(unit.source.prose):
        name = match.group()
        if name in unit.target.text:
            yield fine(name)
        else:
            words = f"'{name}' is kept elsewhere, and not here."
            where = (Span(match.start(), match.end()),)
            yield Hit(words, name, where, fine=True)  # unless it is kept elsewhere


@check(
    id="formula",
    severity=Severity.INFO,
    certainty=Certainty.GUESS,
    wide=True,
    rationale="Articles that begin with the same words (We suggest …, We believe …) are "
    "a formula, and a reader of the translation is to hear it as well.",
    good=(
        Example(
            "We suggest a forum.", "Sugerimos un foro.",
            beside=tuple((f"We suggest {n} things.", f"Sugerimos {n} cosas.") for n in range(3, 8)),
        ),
    ),
    bad=(
        Example(
            "We suggest a forum.", "Proponemos un foro.",
            beside=tuple((f"We suggest {n} art.", f"Sugerimos {n} art.") for n in range(3, 12)),
        ),
    ),
)  # fmt: skip
def formula(language: Language) -> Iterator[tuple[Unit, Hit]]:
    """A paragraph begins with a formula of the source, and its translation with other words."""
    if not language.locale.spaced:
        return
    for source, group in _by_opening(language.settled).items():
        ways: dict[str, list[Unit]] = defaultdict(list)
        for unit in group:
            ways[" ".join(unit.target.words[:1]).casefold()[:5]].append(unit)
        usual = max(ways, key=lambda way: len(ways[way]))
        if len(ways) > 1 and len(ways[usual]) * 3 < len(group):
            continue  # this language has no formula
        begins = " ".join(ways[usual][0].target.words[:1])
        for way, units in ways.items():
            for unit in units if way != usual else ():
                yield unit, Hit(f"'{source} …' begins with '{begins}' elsewhere.")


def _by_opening(units: Iterable[Unit]) -> dict[str, list[Unit]]:
    """What begins with "We" and a verb, by these two words."""
    openings: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        words = unit.source.words
        if unit.message.source.startswith("We ") and len(words) >= 3 and words[1] not in _AUXILIARY:
            openings[" ".join(words[:2])].append(unit)
    return openings


_AUXILIARY = frozenset("are will have can must shall should may do also further all".split())


@check(
    id="kept-name",
    severity=Severity.WARNING,
    certainty=Certainty.CERTAIN,
    settle=fold,
    rationale="The settings list names that stay as they are in every language. One that is not "
    "in the translation was translated, inflected away or mistyped.",
    good=(Example("the MUSE network", "la red MUSE", names=("MUSE",)),),
    bad=(Example("the MUSE network", "la red MUSA", names=("MUSE",)),),
)
def kept_name(unit: Unit) -> Iterator[Hit]:
    """A name that is to stay as it is is not in the translation."""
    if not unit.options.names:
        return
    for word, start, end in unit.source.word_spans:
        # Only what cannot be an ordinary word: two capitals at least.
        if word in unit.options.names and sum(map(str.isupper, word)) >= 2:
            if word in unit.target.text:
                yield fine(word)
            else:
                yield Hit(f"'{word}' is not in the translation.", word, (Span(start, end),), ())
                return
