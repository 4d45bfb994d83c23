"""What stands twice: words, sentences, spaces, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import eq

import regex

from pipeline.checks.declared import Example, Hit, check
from pipeline.checks.habits import fold
from pipeline.checks.unit import Language, Unit
from pipeline.model import Certainty, Severity, Span

_DOUBLED = regex.compile(
    r"(?<![\p{L}\p{M}\p{N}'’-])([\p{L}\p{M}]{2,})[ \u00a0]+(\1)(?![\p{L}\p{M}\p{N}'’-])",
    regex.IGNORECASE,
)
# Words that may rightly stand twice, by language.
_TWICE = {
    "fr": "nous vous", "de": "die der das sie den dem", "nl": "dat die", "af": "nie", "pt": "se",
    "el": "του της το τα την τον τη", "hu": "az ez", "en": "that had", "it": "di",
    "es": "se", "la": "se", "he": "כל אט אחד יום", "ru": "да чуть еле", "fi": "että", "ca": "se",
}  # fmt: skip
# Languages that double words to make plurals, distributives and intensives.
_REDUPLICATING = frozenset(
    "id ms jv su tl fil ceb ilo mg haw mi sm to fj tet bi tpi hi ur bn mr gu pa ne si or as sd ta "
    "te kn ml dv tr az kk ky uz tk tt ug fa ps ku ckb hy ka ha yo ig ak ee tw ff wo sw zu xh sn ny "
    "rw ln lg st tn ts th lo km my vi bo dz mn ht jam pcm".split()
)


_SLIPS = 5
"""A word that is doubled in one message of so many that have it, or oftener, is so on purpose."""


def _unusual(language: Language, hits: list[tuple[Unit, Hit]]) -> Iterator[tuple[Unit, Hit]]:
    times: dict[str, int] = {}
    for _, hit in hits:
        times[hit.code] = times.get(hit.code, 0) + 1
    plain = language.locale.language not in _REDUPLICATING
    common = max(4, len(language.sample) // 12)
    for unit, hit in hits:
        frequent = language.vocabulary[hit.code] > common and len(hit.code) <= 4
        again = times[hit.code] >= 3 and times[hit.code] * _SLIPS >= language.vocabulary[hit.code]
        if (plain or frequent) and not again:
            yield unit, hit


@check(
    id="doubled-word",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    settle=_unusual,
    rationale="The same word twice in a row is left from editing. Many languages double words "
    "on purpose (Indonesian, Hindi, Swahili, Turkish); there only the doubling of a frequent "
    "little word is reported, and nothing that the translation does elsewhere.",
    good=(
        Example("We meet.", "nous nous réunissons", locale="fr"),
        Example("different", "अलग अलग", locale="hi"),
        Example("each", "kila mtu mbali mbali", locale="sw"),
        Example("New New York", "New New York", locale="es"),
    ),
    bad=(
        Example("of the museums", "de de los museos", locale="es"),
        Example("the museums", "музеи музеи", locale="ru"),
        Example(
            "of the museums",
            "संग्रहालयों के के लिए",
            locale="hi",
            beside=(
                ("a", "उनके के"),
                ("b", "देश के"),
                ("c", "सब के"),
                ("d", "नगर के"),
                ("e", "विज्ञान के"),
            ),
        ),
    ),
)
def doubled_word(unit: Unit) -> Iterator[Hit]:
    """A word stands twice in a row."""
    tokens = unit.target.tokens
    if not any(map(eq, tokens, tokens[1:])):
        return  # in most messages; the pattern below is slow
    for match in _DOUBLED.finditer(unit.target.prose):
        word = match[1].lower()
        if word in _TWICE.get(unit.locale.language, "").split():
            continue
        if regex.search(
            rf"\b{regex.escape(word)}\s+{regex.escape(word)}\b", unit.source.text.lower()
        ):
            continue
        if match[1] != match[2] and match[1].islower():
            continue  # "de De Gaulle"
        text = unit.target.text
        yield Hit(
            f"'{match[1]}' stands twice.",
            code=word,
            target=(Span(match.start(1), match.end(2)),),
            proposal=text[: match.end(1)] + text[match.end(2) :],
        )


_ENDS = frozenset(".!?。！？।॥։۔؟።༎;；")
_SENTENCE = regex.compile(r"[^.!?。！？।॥։۔؟።༎;；]+")


@check(
    id="repeated-sentence",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    settle=fold,
    rationale="A sentence that stands twice in one paragraph, where the source says it once, was "
    "pasted twice.",
    good=(
        Example("We agree. We agree.", "De acuerdo. De acuerdo."),
        Example("Peace and science.", "和平与科学。", locale="zh-Hans"),
    ),
    bad=(
        Example(
            "The museums agree to share.",
            "Los museos acuerdan compartir. Los museos acuerdan compartir.",
        ),
        Example(
            "The museums agree to share.",
            "各国的科学博物馆都同意共享知识。各国的科学博物馆都同意共享知识。",
            locale="zh-Hans",
        ),
    ),
)
def repeated_sentence(unit: Unit) -> Iterator[Hit]:
    """A sentence stands twice in one paragraph."""
    text = unit.target.text
    if len(text) < 24 or sum(map(text.count, unit.target.chars & _ENDS)) < 2:
        return
    seen: set[str] = set()
    for match in _SENTENCE.finditer(text):
        sentence = match.group().strip()
        if len(sentence) < (12 if unit.locale.spaced else 8):
            continue
        if sentence in seen and not _repeats(unit.source.text):
            start = match.start() + match.group().find(sentence)
            yield Hit(target=(Span(start, start + len(sentence)),))
            return
        seen.add(sentence)


def _repeats(text: str) -> bool:
    sentences = [s for s in map(str.strip, _SENTENCE.findall(text)) if len(s) >= 6]
    return len(set(sentences)) < len(sentences)


_SPACES = regex.compile(r"(?<=\S) {2,}(?=\S)")


@check(
    id="doubled-space",
    severity=Severity.INFO,
    certainty=Certainty.CERTAIN,
    settle=fold,
    sure_fix=True,
    rationale="Two spaces in a row are left from editing; paper shows them as a hole.",
    good=(Example("two words", "dos palabras", locale="es"),),
    bad=(
        Example("two words", "dos  palabras", locale="es", fixed="dos palabras"),
        Example("two words", "δύο   λέξεις", locale="el", fixed="δύο λέξεις"),
    ),
)
def doubled_space(unit: Unit) -> Iterator[Hit]:
    """There are two spaces in a row."""
    text = unit.target.text
    if "  " not in text or "  " in unit.source.text.strip():
        return
    found = tuple(_SPACES.finditer(text))
    if found:
        yield Hit(
            target=tuple(Span(m.start(), m.end()) for m in found), proposal=_SPACES.sub(" ", text)
        )


@check(
    id="edge-space",
    severity=Severity.INFO,
    certainty=Certainty.CERTAIN,
    settle=fold,
    sure_fix=True,
    rationale="A space before the first or after the last word indents a line on paper.",
    good=(Example("two words", "dos palabras", locale="es"),),
    bad=(
        Example("two words", " dos palabras", locale="es", fixed="dos palabras"),
        Example("two words", "两个词　", locale="zh-Hans", fixed="两个词"),
    ),
)
def edge_space(unit: Unit) -> Iterator[Hit]:
    """The translation begins or ends with a space."""
    text = unit.target.text
    bare = text.strip()
    if bare == text or not bare or unit.source.text.strip() != unit.source.text:
        return
    yield Hit(proposal=bare)


_TWOS = re.compile("[,،、，;；.。] ?[,،、，;；.。]")
_REPEATED = regex.compile(
    r"(?<![,،、，;；])([,،、，;；])\s*[,،、，;；](?![,،、，;；])|(?<![.。])(?:\.\.|。。)(?![.。])|"
    r"[,،、，] ?[.。](?![.\p{L}\p{N}])|。[，、；]"
)


@check(
    id="repeated-punctuation",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    settle=fold,
    rationale="Two marks in a row where one belongs are left from editing.",
    good=(
        Example("and so on...", "y así...", locale="es"),
        Example("Wait?!", "¿¡Espera!?", locale="es"),
        Example("etc., and", "etc., y", locale="es"),
    ),
    bad=(
        Example("first, second", "primero,, segundo", locale="es"),
        Example("We agree.", "我们同意。。", locale="zh-Hans"),
        Example("We agree.", "Мы согласны..", locale="ru"),
    ),
)
def repeated_punctuation(unit: Unit) -> Iterator[Hit]:
    """Two punctuation marks stand in a row where one belongs."""
    if not _TWOS.search(unit.target.text):
        return
    match = _REPEATED.search(unit.target.prose)
    if match and not _REPEATED.search(unit.source.prose):
        if unit.target.prose[: match.start() + 1].endswith("etc.") and match.group() == "..":
            return
        yield Hit(
            f"'{match.group()}': two marks in a row.", target=(Span(match.start(), match.end()),)
        )
