"""The little words that a sentence turns on: not, all, only."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import resources

import regex

from pipeline.checks.declared import Example, Hit, check, fine
from pipeline.checks.habits import fold
from pipeline.checks.unit import Unit
from pipeline.locales import Locale
from pipeline.model import Certainty, Severity, Span

_NOT = regex.compile(
    r"\b(?:not|no|never|nor|neither|none|nobody|nothing|cannot|without|\w+n['’]t)\b", regex.I
)
_ALL = regex.compile(r"\b(?:all|every|everyone|everybody|everything|each)\b", regex.I)
_ONLY = regex.compile(r"\b(?:only|solely|exclusively)\b", regex.I)
_WORDS = {
    "negation": frozenset(
        "not no never nor neither none nobody nothing cannot without don’t doesn’t".split()
    ),
    "all": frozenset("all every everyone everybody everything each".split()),
    "only": frozenset(("only", "solely", "exclusively")),
}
# "not only … but also", "no later than", "all the more", "after all": they turn nothing.
_IDIOMS = regex.compile(
    r"\b(?:not only|no (?:later|earlier|more|less|longer|doubt|matter)|not least|if not|"
    r"whether or not|No\.? ?\d|all the (?:more|same)|after all|at all|above all|first of all|"
    r"all over|in all|each other|once and for all|all-\w+|not-for-profit|only then)\b",
    regex.I,
)


@check(
    id="negation",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    settle=fold,
    rationale="A lost 'not' turns a sentence around, and a fuzzy match of 75 % does not notice. "
    "For languages that write negation as a word of its own.",
    good=(
        Example("No one shall be excluded.", "Nadie será excluido."),
        Example("It does not end here.", "Оно этим не кончается.", locale="ru"),
        Example("No one shall be excluded.", "任何人不得被排除在外。", locale="zh-Hans"),
        Example("not only museums", "museos y escuelas"),
        Example("It does not end.", "Bu bitmez.", locale="tr"),
        Example("They agreed without a vote.", "Συμφώνησαν χωρίς ψηφοφορία.", locale="el"),
        Example("No museum has signed it.", "ولم يوقّع عليه أي متحف.", locale="ar"),
        Example("Small museums pay no fee.", "小型博物馆免缴会费。", locale="zh-Hans"),
    ),
    bad=(
        Example("Museums shall not sell them.", "Los museos los venderán."),
        Example("It does not belong to us.", "Это принадлежит нам.", locale="ru"),
        Example("They shall not sell them.", "它们可以出售这些。", locale="zh-Hans"),
        Example("They shall not sell them.", "Θα τα πουλήσουν.", locale="el"),
        Example("No one sells them.", "Никто продаёт их.", locale="ru", codes=("concord",)),
    ),
)
def negation(unit: Unit) -> Iterator[Hit]:
    """The source denies something, and nothing in the translation does."""
    yield from _cue(unit, "negation", _NOT)
    deniers, particles = _pattern("deniers", unit.locale), _pattern("particles", unit.locale)
    if deniers is None or particles is None:
        return
    text = unit.target.text
    for sentence in _SENTENCE.finditer(text):
        match = deniers.search(sentence.group())
        if match and not particles.search(sentence.group()):
            start = sentence.start() + match.start()
            yield Hit(
                f"'{match.group()}' asks for a word that denies, and there is none beside it.",
                "concord",
                target=(Span(start, start + len(match.group())),),
            )


@check(
    id="quantifier",
    severity=Severity.INFO,
    certainty=Certainty.GUESS,
    settle=fold,
    rationale="'All museums' and 'museums' are different promises, and so are 'only' and nothing. "
    "Where no word of the translation says all, every or each, or only, somebody may look.",
    good=(
        Example("All museums agree.", "Todos los museos acuerdan."),
        Example("Every museum agrees.", "每个博物馆都同意。", locale="zh-Hans"),
        Example("Only museums agree.", "Только музеи согласны.", locale="ru"),
        Example("They help each other.", "Se ayudan."),
    ),
    bad=(
        Example("All museums agree to this.", "Los museos lo acuerdan.", codes=("all",)),
        Example("Only museums agree to this.", "Музеи согласны.", locale="ru", codes=("only",)),
        Example(
            "Every museum agrees to this.", "Τα μουσεία συμφωνούν.", locale="el", codes=("all",)
        ),
    ),
)
def quantifier(unit: Unit) -> Iterator[Hit]:
    """The source says all, every or only, and nothing in the translation does."""
    yield from _cue(unit, "all", _ALL)
    yield from _cue(unit, "only", _ONLY)


_MUST = frozenset(("must", "shall", "obliged", "required"))
_TURNING = _WORDS["negation"] | _WORDS["only"]  # "only ... shall" is "may only"
_MAY = frozenset("may can could might able possible should would ought possibly right".split())


@check(
    id="modal-strength",
    severity=Severity.INFO,
    certainty=Certainty.GUESS,
    settle=fold,
    rationale="'Must' binds and 'may' allows. Where the source says only one of them, and "
    "the translation only the other, the article binds otherwise in that language. Sentences "
    "that deny something are left out: 'shall not' is 'may not' in many languages.",
    good=(
        Example("Members must share results.", "Los miembros deben compartir resultados."),
        Example("Members may share results.", "Члены могут делиться результатами.", locale="ru"),
        Example("Members shall not sell them.", "Los miembros no podrán venderlos."),
        Example("We share what we can.", "Compartimos lo que sabemos."),
    ),
    bad=(
        Example("Members must share results.", "Los miembros pueden compartir.", codes=("weaker",)),
        Example("Members may share results.", "Les membres doivent partager.", locale="fr",
                codes=("stronger",)),
        Example("Members must share results.", "成员可以分享成果。", locale="zh-Hans"),
    ),
)  # fmt: skip
def modal_strength(unit: Unit) -> Iterator[Hit]:
    """A duty became a permission, or a permission a duty."""
    words = unit.source.vocabulary
    binds, allows = not words.isdisjoint(_MUST), not words.isdisjoint(_MAY)
    if binds == allows or not words.isdisjoint(_TURNING):
        return
    must, may = _pattern("must", unit.locale), _pattern("may", unit.locale)
    if must is None or may is None:
        return
    target = _bare(unit.target.text, unit.locale)
    said = must.search(target) is not None, may.search(target) is not None
    if binds and said == (False, True):
        yield Hit("The source says that something must be, the translation that it may.", "weaker")
    elif allows and not words.isdisjoint(("may",)) and said == (True, False):
        yield Hit(
            "The source says that something may be; the translation, that it must.", "stronger"
        )
    elif True in said:
        yield fine("weaker")
        yield fine("stronger")


_SENTENCE = regex.compile(r"[^.!?;·]+")


def _cue(unit: Unit, kind: str, english: regex.Pattern[str]) -> Iterator[Hit]:
    if unit.source.locale.language != "en":
        return
    pattern = _pattern(kind, unit.locale)
    if pattern is None:
        return
    if unit.source.vocabulary.isdisjoint(_WORDS[kind]) and not (
        kind == "negation" and "'" in unit.source.text
    ):
        return
    if pattern.search(_bare(unit.target.text, unit.locale)):
        yield fine(kind)
        return
    match = english.search(_IDIOMS.sub(_blank, unit.source.prose))
    if match and len(unit.source.words) >= 4:
        said = match.group().lower()
        sentence = f"The source says '{said}'; nothing in the translation seems to."
        yield Hit(sentence, kind, (Span(match.start(), match.end()),), ())


def _bare(text: str, locale: Locale) -> str:
    """Greek without accents and breathings: monotonic and polytonic spelling are one."""
    if locale.language != "el":
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not "\u0300" <= c <= "\u036f")


def _blank(match: regex.Match[str]) -> str:
    return " " * len(match.group())


@cache
def _cues() -> dict[str, dict[str, str]]:
    text = resources.files("pipeline").joinpath("data/cues.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _pattern(kind: str, locale: Locale) -> regex.Pattern[str] | None:
    forms = _bare(_cues()[kind].get(locale.language, ""), locale).split()
    if not forms:
        return None
    if not locale.spaced:
        return regex.compile("|".join(map(regex.escape, forms)))
    words = "|".join(regex.escape(form).replace(r"\*", r"[\p{L}\p{M}\u200c'’]*") for form in forms)
    return regex.compile(rf"(?<![\p{{L}}\p{{M}}])(?:{words})(?![\p{{L}}\p{{M}}])", regex.I)
