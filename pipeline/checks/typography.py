"""Each language's own marks, and the spaces around them."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.checks.declared import Example, Hit, check, fine
from pipeline.checks.habits import fold, fold_soon
from pipeline.checks.unit import Unit, replaced, spans
from pipeline.model import Certainty, Severity, Span

# ------------------------------------------------------------------------------ Spanish


@check(
    id="inverted-mark",
    looks_for="?!¿¡",
    severity=Severity.WARNING,
    certainty=Certainty.CERTAIN,
    settle=fold,
    locales="es ast",
    rationale="Spanish opens a question with ¿ and an exclamation with ¡, at the word where "
    "it begins, in each sentence anew (Ortografía de la lengua española, 3.4.9).",
    good=(
        Example("Do we agree?", "¿Estamos de acuerdo?"),
        Example("If so, what then?", "Si es así, ¿qué sigue?"),
        Example("What?! Yes!", "¿¡Qué!? ¡Sí!"),
    ),
    bad=(
        Example("Do we agree?", "Estamos de acuerdo?"),
        Example("Do we agree? Do we go?", "¿Estamos de acuerdo? Vamos?"),
        Example("Welcome!", "Bienvenidos!"),
        Example("Do we agree?", "¿Estamos de acuerdo."),
    ),
)
def inverted_mark(unit: Unit) -> Iterator[Hit]:
    """A question or an exclamation is not opened, or not closed."""
    text = unit.target.prose
    for opening, closing in (("¿", "?"), ("¡", "!")):
        level, where = 0, 0
        for at, char in enumerate(text):
            if char == opening:
                level, where = level + 1, at
            elif char == closing and (at + 1 == len(text) or text[at + 1] != closing):
                if level == 0 and not (at and text[at - 1] in "?!" and _opened(text[:at])):
                    words = f"'{closing}' closes a sentence without '{opening}'."
                    yield Hit(words, closing, (), (Span(at, at + 1),))
                level = max(0, level - 1)
        if level and not text[where:].rstrip(' "”»*_').endswith(("?", "!")):
            words = f"'{opening}' is not closed by '{closing}'."
            yield Hit(words, opening, (), (Span(where, where + 1),))


def _opened(before: str) -> bool:
    return max(before.rfind("¿"), before.rfind("¡")) >= 0


# -------------------------------------------------------------------------------- French

_NARROW = "\u202f"
_FRENCH = regex.compile(
    r"(?<=[\p{L}\p{N}\p{M}»”)\]%]) ?([;!?]+|:)(?=\s|$|[»”)])|«(?: |(?=\S))|(?: |(?<=\S))»"
)
_FRENCH_RIGHT = frozenset("\u00a0\u202f")


@check(
    id="french-space",
    looks_for=";!?:«»",
    severity=Severity.INFO,
    certainty=Certainty.LIKELY,
    settle=fold_soon,
    locales="fr",
    rationale="French sets a narrow no-break space before ; ! ? and a no-break space before : "
    "and inside « », so that no line begins with a mark (Lexique des règles typographiques "
    "en usage à l'Imprimerie nationale).",
    good=(
        Example("Do we agree?", "Sommes-nous d’accord\u202f?", locale="fr"),
        Example("as follows:", "ce qui suit\u00a0:", locale="fr"),
        Example("“yes”", "«\u00a0oui\u00a0»", locale="fr"),
        Example("at 10:30", "à 10:30", locale="fr"),
        Example("Do we agree?", "Sommes-nous d’accord?", locale="fr-CA"),
    ),
    bad=(
        Example(
            "Do we agree?",
            "Sommes-nous d’accord ?",
            locale="fr",
            fixed="Sommes-nous d’accord\u202f?",
        ),
        Example("as follows:", "ce qui suit:", locale="fr", fixed="ce qui suit\u00a0:"),
        Example("“yes”", "« oui »", locale="fr", fixed="«\u00a0oui\u00a0»"),
    ),
)
def french_space(unit: Unit) -> Iterator[Hit]:
    """A French mark lacks its no-break space."""
    if unit.locale.territory in ("CA", "CH") and "«" not in unit.target.chars:
        return
    text = unit.target.text
    found = tuple(_FRENCH.finditer(unit.target.prose))
    found = tuple(m for m in found if not (m[1] == ":" and text[m.end() : m.end() + 1].isdigit()))
    if unit.target.chars & _FRENCH_RIGHT:
        yield fine("breaking")
        yield fine("none")
    if not found:
        return
    fixed = replaced(text, found, _french)
    code = "breaking" if any(" " in m.group() for m in found) else "none"
    yield Hit(code=code, target=spans(found), proposal=fixed)


def _french(mark: str) -> str:
    """A mark with the no-break space that belongs to it."""
    mark = mark.strip(" ")
    if mark == "«":
        return "«\u00a0"
    return ("\u00a0" if mark in (":", "»") else _NARROW) + mark


# ------------------------------------------------------------------- dashes and ellipses


@check(
    id="dash-style",
    looks_for="-–—",
    severity=Severity.INFO,
    certainty=Certainty.GUESS,
    settle=fold_soon,
    rationale="A hyphen between spaces, or two in a row, stands for a dash that the typewriter "
    "did not have.",
    good=(
        Example("museums – all of them", "museos —todos— de ciencia"),
        Example("museums - all", "музеи - все", locale="ru"),
        Example("co-operation", "co-operación"),
    ),
    bad=(
        Example("museums – all of them", "museos - todos ellos"),
        Example("museums — all of them", "музеи -- все", locale="ru"),
    ),
)
def dash_style(unit: Unit) -> Iterator[Hit]:
    """A hyphen stands for a dash."""
    if "-" not in unit.target.chars:
        if unit.target.chars & frozenset("–—"):
            yield fine()
        return
    found = tuple(_HYPHEN.finditer(unit.target.prose))
    if found and not _HYPHEN.search(unit.source.prose) and not unit.target.prose.startswith("- "):
        yield Hit(target=spans(found))


_HYPHEN = regex.compile(r"(?<=[\p{L}\p{N}\p{M},.»”)]) (?:-|--) (?=\S)|(?<=\p{L})--(?=\p{L})")


@check(
    id="ellipsis-style",
    severity=Severity.INFO,
    certainty=Certainty.LIKELY,
    settle=fold_soon,
    rationale="Three full stops break at a line's end and are set too wide; … is one character. "
    "Chinese writes …… and never 。。。.",
    good=(Example("and so on…", "y así…"), Example("and so on...", "и так далее...", locale="ru")),
    bad=(
        Example("and so on…", "y así...", fixed="y así…"),
        Example("and so on…", "等等。。。", locale="zh-Hans"),
    ),
)
def ellipsis_style(unit: Unit) -> Iterator[Hit]:
    """Full stops stand for an ellipsis."""
    text = unit.target.text
    if "..." in unit.target.prose and "..." not in unit.source.text:
        at = text.find("...")
        yield Hit(target=(Span(at, at + 3),), proposal=text.replace("...", "…"))
    elif "…" in unit.target.chars:
        yield fine()
    elif "。。。" in text:
        at = text.find("。。。")
        yield Hit(target=(Span(at, at + 3),), proposal=text.replace("。。。", "……"))
