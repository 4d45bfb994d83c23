"""Quotation marks: in pairs, and those of the language."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.checks.declared import Example, Hit, check, fine
from pipeline.checks.habits import fold, fold_soon
from pipeline.checks.unit import Unit, each
from pipeline.model import Certainty, Severity, Span
from pipeline.text import quotes

_QUOTES = frozenset('"“”„‟«»‹›「」『』〝〞〟＂')
_SINGLE = frozenset("‘‚")
_INCHES = regex.compile(r"(?<=\d)\"")


@check(
    id="unpaired-quote",
    looks_for="".join(_QUOTES),
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    settle=fold,
    rationale="A quotation that opens must close, with the mark that belongs to the one that "
    'opened it; “this" is neither.',
    good=(
        Example("“yes”", "«да»", locale="ru"),
        Example("“yes”", "„ja“", locale="de"),
        Example("“yes”", "”kyllä”", locale="fi"),
        Example("“a ‘b’ c”", "「甲『乙』丙」", locale="ja"),
        Example("the museum’s", "d’un musée", locale="fr"),
        Example('the "yes"', 'el "sí"'),
    ),
    bad=(
        Example("“yes” or", "“sí o"),
        Example("“yes” or", '“sí" o'),
        Example("“yes”", "«да", locale="ru"),
        Example("“yes”", "“是", locale="zh-Hans"),
    ),
)
def unpaired_quote(unit: Unit) -> Iterator[Hit]:
    """A quotation mark has no partner, or the wrong one."""
    wrong = _unpaired_quotes(unit.target.prose)
    if wrong and not _unpaired_quotes(unit.source.prose):
        shown = " ".join(unit.target.text[at] for at in wrong)
        yield Hit(
            f"A quotation mark has no partner: {shown}",
            target=tuple(Span(at, at + 1) for at in wrong),
        )


def _unpaired_quotes(text: str) -> tuple[int, ...]:
    """Marks without a partner."""
    stack: list[tuple[str, int]] = []
    lone: list[int] = []
    text = _INCHES.sub("″", text)
    for at, char in enumerate(text):
        if char not in _QUOTES:
            continue
        if stack and _closes(stack[-1][0], char):
            stack.pop()
        elif char in '„“«»「『‹›"”〝‟＂' and not (char == "”" and stack):
            # A paragraph of a long quotation may begin with another opening mark.
            stack.append((char, at))
        else:
            lone.append(at)
    return tuple(sorted((*lone, *(at for _, at in stack))))


def _closes(opening: str, closing: str) -> bool:
    return closing in {
        "“": "”", "„": "“”„‟", "«": "»", "»": "«»", "「": "」", "『": "』", '"': '"', "”": "”",
        "‹": "›", "›": "‹", "〝": "〞〟", "‟": "”", "＂": "＂",
    }.get(opening, "")  # fmt: skip


@check(
    id="quote-style",
    looks_for="".join(_QUOTES | _SINGLE),
    severity=Severity.INFO,
    certainty=Certainty.LIKELY,
    settle=fold_soon,
    rationale="Each language has its own quotation marks (CLDR). Straight ones are a typewriter's, "
    "and the English ones were carried over with the text.",
    good=(
        Example("“yes”", "«да»", locale="ru"),
        Example("“yes”", "„ja“", locale="de"),
        Example("“yes”", "“是”", locale="zh-Hans"),
        Example("“yes”", "«sí» o “sí”"),
        Example("“yes”", "“ndiyo”", locale="sw"),
        Example('an 8" disk', 'un disco de 8"'),
    ),
    bad=(
        Example("“yes”", '"sí"', codes=("straight",)),
        Example("“yes”", '"да"', locale="ru", codes=("straight",)),
        Example("“yes”", "“ja”", locale="de", codes=("foreign",)),
        Example("“yes”", "«是»", locale="zh-Hans", codes=("foreign",)),
    ),
)
def quote_style(unit: Unit) -> Iterator[Hit]:
    """Quotation marks are straight, or another language's."""
    marks = unit.target.chars & (_QUOTES | _SINGLE)
    own = quotes.typeset(unit.locale)
    prose = unit.target.prose
    if '"' in marks and _INCHES.sub("", prose).count('"'):
        if '"' not in unit.source.chars or unit.source.chars & frozenset("“”"):
            where = each(_INCHES.sub(" ", prose), '"')
            yield Hit("Straight quotation marks.", "straight", (), where)
    elif marks & own:
        yield fine("straight")
    if not quotes.known(unit.locale):
        return
    foreign = marks - own - frozenset('"＂') - _SINGLE
    # A mark that is at home as an inner one, or „ paired with ”, is known by its partner.
    if foreign:
        where = tuple(Span(at, at + 1) for at, c in enumerate(prose) if c in foreign)
        if where:
            shown = " ".join(sorted(foreign))
            yield Hit(f"{shown}: not the quotation marks of this language.", "foreign", (), where)
    elif marks & own and _foreign_pair(unit, marks):
        where = tuple(Span(at, at + 1) for at, c in enumerate(prose) if c in "“”")
        yield Hit("“ ”: not the quotation marks of this language.", "foreign", (), where)
    elif marks & own:
        yield fine("foreign")


def _foreign_pair(unit: Unit, marks: frozenset[str]) -> bool:
    """“…” where “ only closes, as in German „…“."""
    known = quotes.pairs(unit.locale)
    if "“" not in marks or ("“", "”") in known:
        return False
    return "„" not in marks and ("“", "“") not in known and "”" in marks
