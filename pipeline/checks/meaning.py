"""The little words that a sentence turns on: not, all, only."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from pipeline.checks import cues
from pipeline.checks.declared import Example, Hit, check, fine
from pipeline.checks.habits import fold
from pipeline.checks.unit import Language, Unit
from pipeline.model import Certainty, Severity, Span
from pipeline.text import enumerators
from pipeline.text.words import WORD


def _surely(language: Language, hits: list[tuple[Unit, Hit]]) -> Iterator[tuple[Unit, Hit]]:
    """As `fold`; that a word is said less often counts only where that hardly ever happens."""
    fewer = [pair for pair in hits if pair[1].code.endswith("fewer")]
    slips = [pair for pair in fewer if not pair[1].fine]
    if len(slips) <= max(1, len(fewer) // 12):
        yield from slips
    added = [pair for pair in hits if pair[1].code == "added"]
    if len(added) <= max(1, len(language.settled) // 30):
        yield from added
    said = [pair for pair in hits if not pair[1].code.endswith(("fewer", "added"))]
    yield from fold(language, said)


@check(
    id="negation",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    settle=_surely,
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
        Example("No fees. Everyone comes.", "Žádné poplatky. Přijde každý.", locale="cs"),
    ),
    bad=(
        Example("Museums shall not sell them.", "Los museos los venderán."),
        Example("It does not belong to us.", "Это принадлежит нам.", locale="ru"),
        Example("They shall not sell them.", "它们可以出售这些。", locale="zh-Hans"),
        Example("No one shall be detained.", "任何人得加以任意拘禁。", locale="zh-Hans"),
        Example("They shall not sell them.", "Θα τα πουλήσουν.", locale="el"),
        Example("No one sells them.", "Никто продаёт их.", locale="ru", codes=("concord",)),
        Example("The museums sell them.", "Los museos no los venden.", codes=("added",)),
    ),
)
def negation(unit: Unit) -> Iterator[Hit]:
    """The source denies something and the translation does not, or the other way round."""
    if cues.asked(unit.source).get("negation"):
        yield from _cue(unit, "negation")
    else:
        yield from _added(unit)
    deniers, particles = (
        cues.pattern("deniers", unit.locale),
        cues.pattern("particles", unit.locale),
    )
    if deniers is None or particles is None:
        return
    text = cues.bare(unit.target.text, unit.locale)
    if len(text) != len(unit.target.text):
        return  # not in form NFC: there would be nothing to point at
    begins = enumerators.length(text)
    for sentence in _SENTENCE.finditer(text, begins):
        match = deniers.search(sentence.group())
        # "Two doors, neither of them shut" has no verb to be denied.
        whole = match and (
            not sentence.group()[: match.start()].strip() or len(sentence.group()) > 40
        )
        if not whole or particles.search(sentence.group()):
            continue
        # "(b) No restrictions. You may …": nor has what heads a paragraph.
        heads = sentence.start() == begins and len(sentence.group().split()) <= _HEADING
        if match and not (heads and WORD.search(text, sentence.end())):
            start = sentence.start() + match.start()
            said = unit.target.text[start : start + len(match.group())]
            yield Hit(
                f"'{said}' asks for a word that denies, and there is none beside it.",
                "concord",
                target=(Span(start, start + len(match.group())),),
            )


@check(
    id="quantifier",
    severity=Severity.INFO,
    certainty=Certainty.GUESS,
    settle=_surely,
    rationale="'All museums' and 'museums' are different promises, and so are 'only' and nothing. "
    "Where no word of the translation says all, every or each, or only, somebody may look; "
    "and where 'at least', a half or a third is lost.",
    good=(
        Example("All museums agree.", "Todos los museos acuerdan."),
        Example("Every museum agrees.", "每个博物馆都同意。", locale="zh-Hans"),
        Example("Only museums agree.", "Только музеи согласны.", locale="ru"),
        Example(
            "They meet only with the consent of all.", "Não se reúnem sem o acordo de todos.",
            locale="pt",
        ),
        Example("All museums and all schools of all kinds agree.",
                "Todos los museos y escuelas de todo tipo acuerdan."),
        Example("They help each other.", "Se ayudan."),
        Example("At least half of them agree.", "至少一半同意。", locale="zh-Hans"),
        Example("At least three of them agree.", "Соглашаются не менее трёх.", locale="ru"),
    ),
    bad=(
        Example("All museums agree to this.", "Los museos lo acuerdan.", codes=("all",)),
        Example("Only museums agree to this.", "Музеи согласны.", locale="ru", codes=("only",)),
        Example("At least three museums agree.", "Tres museos acuerdan.", codes=("least",)),
        Example("Half of them agree.", "Οι τρεις συμφωνούν.", locale="el", codes=("half",)),
        Example("One third of them agree.", "他们都同意。", locale="zh-Hans", codes=("third",)),
        Example(
            "Every museum agrees to this.", "Τα μουσεία συμφωνούν.", locale="el", codes=("all",)
        ),
    ),
)  # fmt: skip
def quantifier(unit: Unit) -> Iterator[Hit]:
    """The source says all, only, at least or half, and nothing in the translation does."""
    asked = cues.asked(unit.source)
    for kind in _QUANTIFIERS:
        if kind in asked:
            yield from _cue(unit, kind)


_QUANTIFIERS = ("all", "only", "least", "half", "third")
_MUST = frozenset(("must", "shall", "obliged", "required"))
# "Only ... shall" is "may only".
_TURNING = frozenset(
    "not no never neither none nobody nothing cannot without don’t doesn’t only solely".split()
)
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
    must, may = cues.pattern("must", unit.locale), cues.pattern("may", unit.locale)
    if must is None or may is None:
        return
    target = cues.bare(unit.target.text, unit.locale)
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


# What English may deny with, besides the words that do so openly.
_DENYING = regex.compile(
    r"\b(?:not?|nor|never|neither|none|nobody|nothing|nowhere|cannot|without|non\W\w+|\w+less|\w+free|"
    r"un(?!der|i[oqtv])\w+|irr\w+|ill\w+|mis\w+|im(?!portan|plement|prov|pact|part\b|pos[ei]|age)\w+|"
    r"in(?!clu|divid|ter|form|to\b|stitut|st[ae]|tend|vol|spir|ves|vit|troduc|crea|dicat|her)\w{4,}|"
    r"dis(?!cuss|play|trib|trict|semin|cover|tin|k|ciplin)\w+|only|except\w*|unless|until|hardly|"
    r"few|barely|little|rather|instead|otherwise|but|however|although|whether|regardless|too|far|"
    r"other than|avoid\w*|prevent\w*|prohibit\w*|forbid\w*|lack\w*|fail\w*|refus\w*|den[yi]\w*|"
    r"absen\w*|ignor\w*|reject\w*|remov\w*|"
    r"exclu\w+|refrain\w*|stop\w*|miss\w*|remain\w*|remember\w*|against|differ\w*|ever|beyond|"
    r"free (?:of|from)|secret|alone|arbitrary|just|merely|even|yet|"
    r"still)\b|n['’]t\b",
    regex.I,
)


def _added(unit: Unit) -> Iterator[Hit]:
    """A denial where the source, which does not deny openly, has nothing of the kind."""
    pattern = cues.pattern("denies", unit.locale)
    if pattern is None or unit.source.locale.language != "en" or len(unit.source.tokens) < 4:
        return
    plain, target = cues.plain("denies", unit.locale), unit.target.text
    if plain and plain.isdisjoint(unit.target.tokens):
        return
    if not pattern.search(target) or _DENYING.search(unit.source.prose):
        return
    text = cues.without_idle(cues.bare(target, unit.locale), unit.locale)
    match = pattern.search(text)
    if match and len(text) == len(target):
        words = f"The translation says '{match.group()}'; the source denies nothing."
        where = (Span(match.start(), match.end()),)
        yield Hit(words, "added", (), where, severity=Severity.INFO, certainty=Certainty.GUESS)


_HEADING = 5
"""Words of a sentence that heads a paragraph, at most."""
_SENTENCE = regex.compile(r"[^.!?:;·]+")
_WHATEVER = frozenset("without regardless matter whether whatever irrespective".split())
_COUNTED = ("negation", "all", "only")


def _cue(unit: Unit, kind: str) -> Iterator[Hit]:
    glance = cues.at_a_glance(kind, unit.source, unit.target)
    if glance:
        yield fine(kind)
        yield fine(f"{kind} fewer")
    pattern = cues.pattern(kind, unit.locale) if glance is None else None
    if pattern is None:
        return
    said = cues.said(unit.source).get(kind)
    if not said:
        return
    target = cues.bare(unit.target.text, unit.locale)
    if kind == "negation" and unit.source.vocabulary.isdisjoint(_WHATEVER):
        target = cues.without_idle(target, unit.locale)
    there = [match.start() for match in pattern.finditer(target)]
    if not there and kind == "only" and _doubly_denied(unit, target):
        yield fine(kind)
    elif not there:
        yield _unsaid(said[0], kind, "nothing in the translation seems to")
    elif kind in _COUNTED and (match := cues.outnumbering(said, there, unit.source.text, target)):
        yield _unsaid(match, f"{kind} fewer", "the translation seems to say it less often")
    else:
        yield fine(kind)
        yield fine(f"{kind} fewer")


def _doubly_denied(unit: Unit, target: str) -> bool:
    """Whether "only with" is said as "not … without"."""
    pattern = cues.pattern("negation", unit.locale)
    told = len(pattern.findall(target)) if pattern else 0
    return told >= len(cues.said(unit.source).get("negation", ())) + 2


def _unsaid(match: re.Match[str], code: str, how: str) -> Hit:
    words = f"The source says '{match.group().lower()}'; {how}."
    where = (Span(match.start(), match.end()),)
    if code.endswith("fewer"):
        return Hit(words, code, where, certainty=Certainty.GUESS)
    return Hit(words, code, where)
