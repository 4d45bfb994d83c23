"""What stands twice: words, sentences, spaces, marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from operator import eq

import regex

from pipeline.checks.declared import Example, Hit, check
from pipeline.checks.habits import fold
from pipeline.checks.unit import Language, Unit, spans
from pipeline.model import Certainty, Severity, Span
from pipeline.text.punctuation import SEMICOLON, TERMINAL

_DOUBLED = regex.compile(
    r"(?<![\p{L}\p{M}\p{N}'’-])([\p{L}\p{M}]{2,})[ \u00a0]+(\1)(?![\p{L}\p{M}\p{N}'’-])",
    regex.IGNORECASE,
)
# Words that may rightly stand twice, by language.
_TWICE = {
    "fr": "nous vous", "de": "die der das sie den dem", "nl": "dat die", "af": "nie", "pt": "se",
    "el": "του της τους μας σας", "hu": "az ez", "en": "that had", "it": "di", "la": "se",
    "he": "כל אט אחד יום", "ru": "да чуть еле", "uk": "ледве геть", "fi": "että", "ca": "se",
}  # fmt: skip
# Languages that double words to make plurals, distributives and intensives, with the little words
# (conjunctions, adpositions, articles) that even they never double.
_REDUPLICATING = {
    "id": "yang dan di ke dari untuk dengan atau dalam pada oleh ini itu adalah bahwa sebagai",
    "ms": "yang dan di ke dari untuk dengan atau dalam pada oleh ini itu adalah bahawa sebagai",
    "jv": "lan ing sing saka karo utawa kanggo", "su": "jeung di ka nu tina pikeun atawa",
    "tl": "ang ng sa mga at o para", "fil": "ang ng sa mga at o para", "ceb": "ang sa ug mga nga",
    "ilo": "ti nga ken dagiti iti", "mg": "ny sy ho ary amin", "haw": "ka ke o me i",
    "mi": "te ngā me i o", "sm": "le o ma i", "to": "ko e mo ki", "fj": "na ni kei ki",
    "hi": "का के की को में से ने पर और या है हैं तथा एवं कि तो भी लिए द्वारा",
    "ur": "کا کے کی کو میں سے نے پر اور یا ہے ہیں کہ تو بھی لئے لیے",
    "pa": "ਦਾ ਦੇ ਦੀ ਦੀਆਂ ਨੂੰ ਵਿਚ ਵਿੱਚ ਤੇ ਅਤੇ ਜਾਂ ਹੈ ਹਨ ਤੋਂ ਨੇ ਕਿ",
    "gu": "અને કે છે માં થી નો ની નું ના માટે પર તથા અથવા",
    "mr": "व आणि किंवा आहे या ची चा चे तर तथा", "ne": "र को का की मा ले लाई छ वा तथा बाट",
    "bn": "ও এবং বা যে কে থেকে জন্য অথবা", "as": "আৰু বা যে ৰ লগত",
    "or": "ଓ ଏବଂ ବା ଯେ ରେ ପାଇଁ", "si": "හා සහ හෝ විසින් සඳහා වන", "sd": "۽ جو جي جا کي کان ۾ يا",
    "ta": "மற்றும் அல்லது என்று என", "te": "మరియు లేదా అని", "kn": "ಮತ್ತು ಅಥವಾ ಎಂದು",
    "ml": "കൂടാതെ അഥവാ എന്ന്", "dv": "އަދި ނުވަތަ", "tr": "ve veya ile bu için olarak da de",
    "az": "və ya ilə bu üçün da də", "kk": "және мен бен пен немесе үшін",
    "ky": "жана менен же үчүн",
    "uz": "va bilan yoki uchun", "tk": "we bilen ýa üçin", "tt": "һәм белән яки өчен",
    "ug": "ۋە بىلەن ياكى ئۈچۈن", "fa": "و در به از که را با این آن برای یا است تا بر",
    "ps": "او د په چې له ته یا", "ku": "û di ji bi li ku yan", "ckb": "و لە بە بۆ کە یان",
    "hy": "և ու է են կամ որ", "ka": "და ან რომ", "ha": "da na ta ga a ko ya don",
    "yo": "àti tí sí ní ti tàbí", "ig": "na nke ma maọbụ", "tw": "ne a anaa", "ee": "kple le alo",
    "ak": "ne a anaa", "ff": "e nde walla", "wo": "ak ci te walla", "rw": "na mu ku cyangwa",
    "sw": "ya wa na kwa la za cha vya katika au ni", "zu": "noma ukuthi", "xh": "okanye ukuba",
    "sn": "uye kana kuti", "ny": "ndi kapena kuti", "rn": "na mu ku canke", "ln": "na ya mpe to",
    "lg": "ne mu oba", "st": "le ya kapa hore", "tn": "le ya kgotsa gore", "ts": "na ya kumbe",
    "vi": "và của các những được trong hoặc là cho với", "ht": "ak nan pou oswa", "jam": "an fi",
    "pcm": "and for", "tet": "no ho iha ba", "bi": "mo long blong", "tpi": "na bilong long",
    "th": "", "lo": "", "km": "", "my": "", "bo": "", "dz": "", "mn": "ба болон буюу нь",
}  # fmt: skip
_LONG = 14
"""No language doubles words of so many letters on purpose."""
_SLIPS = 5
"""A word that is doubled in one message of so many that have it, or oftener, is so on purpose."""


@cache
def _never_doubled(language: str) -> frozenset[str] | None:
    """The words that a language never doubles; None where it doubles none on purpose."""
    words = _REDUPLICATING.get(language)
    return None if words is None else frozenset(words.split())


def _unusual(language: Language, hits: list[tuple[Unit, Hit]]) -> Iterator[tuple[Unit, Hit]]:
    times = Counter(hit.code for _, hit in hits)
    known = language.locale.language in _REDUPLICATING
    for unit, hit in hits:
        if hit.fine and not (known and _too_often(hit.code, language)):
            continue  # doubled as it may be
        again = times[hit.code] >= 3 and times[hit.code] * _SLIPS >= language.vocabulary[hit.code]
        if not again:
            yield unit, replace(hit, fine=False)


def _too_often(word: str, language: Language) -> bool:
    """Whether a word is in so many messages that it must be a little word, and is nowhere written
    twice as one word: that is how the language makes words."""
    frequent = language.vocabulary[word] >= max(6, len(language.sample) // 4)
    return frequent and not language.vocabulary[word + word]


@check(
    id="doubled-word",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    settle=_unusual,
    rationale="The same word twice in a row is left from editing. Many languages double words "
    "on purpose (Indonesian, Hindi, Swahili, Turkish); there only the doubling of a little "
    "word such as 'and' is reported, and nothing that the translation does elsewhere.",
    good=(
        Example("We meet.", "nous nous réunissons", locale="fr"),
        Example("different", "अलग अलग", locale="hi"),
        Example("each", "kila mtu mbali mbali", locale="sw"),
        Example("New New York", "New New York", locale="es"),
        Example("by de Gaulle", "de De Gaulle", locale="es"),
    ),
    bad=(
        Example("of the museums", "de de los museos", locale="es"),
        Example("the museums", "музеи музеи", locale="ru"),
        Example("of the museums", "संग्रहालयों के के लिए", locale="hi"),
        Example("and the museums", "dan dan museum", locale="id"),
        Example("responsibility", "pertanggungjawaban pertanggungjawaban", locale="id"),
    ),
)
def doubled_word(unit: Unit) -> Iterator[Hit]:
    """A word stands twice in a row."""
    tokens = unit.target.tokens
    if not any(map(eq, tokens, tokens[1:])):
        return  # in most messages; the pattern below is slow
    never = _never_doubled(unit.locale.language)
    for match in _DOUBLED.finditer(unit.target.prose):
        word = match[1].lower()
        # Such a word may be doubled on purpose, unless it is one of the most frequent.
        purpose = never is not None and word not in never and len(word) < _LONG
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
            fine=purpose,
        )


# A semicolon asks in Greek.
_ENDS = TERMINAL | SEMICOLON
_SENTENCE = re.compile(f"[^{''.join(sorted(_ENDS))}]+")


@check(
    id="repeated-sentence",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    settle=fold,
    rationale="A sentence that stands twice in one paragraph, where the source says it once, was "
    "pasted twice.",
    good=(
        Example("We share it all. We share it all.", "Lo compartimos. Lo compartimos."),
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
        yield Hit(target=spans(found), proposal=_SPACES.sub(" ", text))


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
