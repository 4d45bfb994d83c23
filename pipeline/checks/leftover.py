"""What was left behind: source words, placeholders, nothing at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import regex

from pipeline.checks.declared import Example, Hit, check
from pipeline.checks.kept import once
from pipeline.checks.unit import Language, Side, Unit
from pipeline.model import Certainty, Severity, Span

# Little words of English that are no words of most other languages; a run of source words with
# one of them is English left over, and no name or quotation.
_ENGLISH = frozenset(
    """about above after again against all also among and any are because been before being between
    both but by can cannot could does each every everyone for from further have having hereby his
    how if into is its itself may might more most must nor not of on only or other our out over
    own shall should so some such than that the their them then there these they this those through
    to under until up upon was we were what when where which while who whose why will with within
    without would you your""".split()
)
_LETTERS = regex.compile(r"\p{L}")


def _foreign_only(language: Language, hits: list[tuple[Unit, Hit]]) -> Iterable[tuple[Unit, Hit]]:
    """Nothing where the translation is into the source's own language (en-GB to en-US)."""
    return hits if language.locale.language != language.options.source.language else ()


@check(
    id="unchanged",
    severity=Severity.ERROR,
    certainty=Certainty.LIKELY,
    settle=_foreign_only,
    rationale="A paragraph that equals the English was not translated. Names, numbers and short "
    "headings that two languages share are let through: three words at least, one of them "
    "in lower case.",
    good=(
        Example("Article 5", "Article 5", locale="fr"),
        Example("UNESCO", "UNESCO", locale="ru"),
        Example("World Science Museum Forum", "World Science Museum Forum", locale="de"),
    ),
    bad=(
        Example("The museums agree to this.", "The museums agree to this.", locale="es"),
        Example("We welcome everyone.", "We  welcome everyone.", locale="el"),
    ),
)
def unchanged(unit: Unit) -> Iterator[Hit]:
    """The translation is the source text itself."""
    source, target = unit.source, unit.target
    if abs(len(source.text) - len(target.text)) > 8 or not _begin_alike(source.text, target.text):
        return
    if source.text != target.text and "".join(source.text.split()) != "".join(target.text.split()):
        return
    words = source.words
    names = unit.options.names
    if len(words) >= 3 and any(w.islower() for w in words) and not all(w in names for w in words):
        yield Hit(target=(Span(0, len(target.text)),))


def _begin_alike(text: str, other: str) -> bool:
    return text.lstrip()[:1] == other.lstrip()[:1]


def _not_its_own(language: Language, hits: list[tuple[Unit, Hit]]) -> Iterator[tuple[Unit, Hit]]:
    """Without the runs that consist of words of the language itself (*no*, *animal*, Creoles)."""
    if language.locale.language == language.options.source.language:
        return
    many = max(3, len(language.sample) // 20)
    runs: dict[str, list[tuple[Unit, Hit]]] = {}
    for unit, hit in hits:
        runs.setdefault(hit.code, []).append((unit, hit))
    own = {code for code in runs if _own(code.split(), language, many)}
    # One such run that comes back is a name with "and" or "of" in it; where there are many
    # different ones, English words are the language's own, as in a Creole.
    few = len(own) <= max(3, len(language.settled) // 10)
    for code, group in runs.items():
        again = len(group) >= 3
        if again and (code not in own or (few and " " in code)):
            yield _once(group)
        elif code not in own:
            yield from group


def _own(words: list[str], language: Language, many: int) -> bool:
    """Whether a run seems to be made of words of the language itself."""
    own = [w for w in words if language.vocabulary[w] > many]
    return len(own) * 2 > len(words) or all(w in own for w in words if w in _ENGLISH)


def _once(group: list[tuple[Unit, Hit]]) -> tuple[Unit, Hit]:
    """What comes back in many messages is a name: told in the first of them."""
    unit, hit = group[0]
    words = (
        f"{hit.words.rstrip('.')}, {len(group)} times in this language. If it is a name, put its "
        "words into the settings' list of names."
    )
    return unit, replace(hit, words=words)


@check(
    id="source-left",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    settle=_not_its_own,
    rationale="English words in the middle of a translation were forgotten, or were kept on "
    "purpose: then they are names, and belong in the settings' list of names. A run that comes "
    "back in the translation again and again is taken for a name and told once.",
    good=(
        Example(
            "the Belt and Road Initiative",
            "la iniciativa Belt and Road",
            names=("Belt", "and", "Road"),
        ),
        Example("the animal social", "el animal social"),
        Example("the UNESCO museum of Paris", "музей UNESCO в Париже", locale="ru"),
        Example("as in *Homo sapiens sapiens*", "como en *Homo sapiens sapiens*"),
    ),
    bad=(
        Example("in the spirit of openness we agree", "en el spirit of openness acordamos"),
        Example("the museums of science", "музеи of science", locale="ru"),
        Example("museums and schools", "博物馆 and 学校", locale="zh-Hans"),
        Example("we share our knowledge", "nous partageons our knowledge", locale="fr"),
    ),
)
def source_left(unit: Unit) -> Iterator[Hit]:
    """Words of the source were left in the translation."""
    shared = unit.source.vocabulary & unit.target.vocabulary
    if not shared or (unit.script == "Latn" and shared.isdisjoint(_ENGLISH)):
        return
    words = unit.target.word_spans
    if unit.script != "Latn":
        words = tuple(w for w in words if w[0].isascii())
        if not words:
            return
    positions = _positions(unit.source)
    names = unit.options.names
    at = 0
    while at < len(words):
        size = _run(words, at, positions)
        if size:
            run = words[at : at + size]
            if _foreign([w for w, _, _ in run], names, latin=unit.script == "Latn"):
                start, end = run[0][1], run[-1][2]
                shown = unit.target.text[start:end]
                yield Hit(
                    f"'{shown}' is left from the source.",
                    code=" ".join(w.lower() for w, _, _ in run),
                    target=(Span(start, end),),
                )
        at += max(size, 1)


@once
def _positions(side: Side) -> dict[str, list[int]]:
    """Where each word stands in the source, in lower case."""
    found: dict[str, list[int]] = {}
    for at, word in enumerate(side.words):
        found.setdefault(word.lower(), []).append(at)
    return found


def _run(words: tuple[tuple[str, int, int], ...], at: int, positions: dict[str, list[int]]) -> int:
    """How many words from here on follow each other in the source too."""
    ends = positions.get(words[at][0].lower())
    size = 0
    while ends:
        size += 1
        # Where anything but one space stands between two words, a run ends.
        if at + size >= len(words) or words[at + size][1] - words[at + size - 1][2] > 1:
            break
        following = positions.get(words[at + size][0].lower(), ())
        ends = [end + 1 for end in ends if end + 1 in following]
    return size


def _foreign(words: list[str], names: frozenset[str], *, latin: bool) -> bool:
    plain = [w for w in words if w not in names]
    lower = [w for w in plain if w.islower()]
    english = [w for w in plain if w.lower() in _ENGLISH]
    if not latin:
        # Latin words in lower case have no business in another script.
        return any(len(w) >= 4 or w in _ENGLISH for w in lower) and (
            len(words) >= 2 or any(len(w) >= 3 for w in lower)
        )
    if len(words) < 2 or (len(words) == 2 and len(lower) < 2):
        return False
    return (
        bool(english) and len(plain) >= 2
        if len(words) >= 3
        else len(english) >= 1 and len(lower) == 2
    )


_PLACEHOLDERS = regex.compile(
    r"\b(?:TODO|FIXME|TBD|TBC|XXX+|TKTK|LOREM IPSUM|Lorem ipsum|lorem ipsum)\b|\?\?\?+|"
    r"\[(?:translate|translation|missing|traducir|à traduire|…|\.\.\.|\?+)\]|"
    r"_{4,}|<{3,}|>{3,}|={7}|\(\?\?+\)|\[(?:[Nn]ote|NOTE|[Cc]heck|CHECK|[Ss]ic\?|[Tt]ranslator)\b[^\]]*\]"
)
_SIGNS = frozenset("?_<>=[{%$")
_SIGNALS = ("TODO", "FIXME", "TBD", "TBC", "XXX", "TKTK", "LOREM", "orem ipsum")
_FORMAT = regex.compile(r"%(?:\([a-z_]+\))?[sd]\b|\{[a-z_]*\d*\}|\{\{.*?\}\}|%\d\$[sd]|\$\{[^}]*\}")


@check(
    id="placeholder-left",
    severity=Severity.ERROR,
    certainty=Certainty.CERTAIN,
    rationale="TODO, ???, lorem ipsum and a program's placeholders were meant to be replaced "
    "before anybody reads the text.",
    good=(
        Example("Everything is done.", "Todo está hecho."),
        Example("TODO lists", "listas TODO"),
        Example("Really?", "¿De verdad?"),
    ),
    bad=(
        Example("We agree to this.", "Acordamos TODO revisar esto."),
        Example("We agree to this.", "Мы ??? это.", locale="ru"),
        Example("We agree to this.", "我们同意 {0}。", locale="zh-Hans"),
        Example("We agree to this.", "Acordamos esto [?]."),
        Example("We agree to this.", "Συμφωνούμε [check this].", locale="el"),
    ),
)
def placeholder_left(unit: Unit) -> Iterator[Hit]:
    """Something stands in the translation that was to be replaced."""
    text = unit.target.text
    if unit.target.chars.isdisjoint(_SIGNS) and not any(map(text.__contains__, _SIGNALS)):
        return
    for pattern in (_PLACEHOLDERS, _FORMAT):
        match = pattern.search(text)
        if match and match.group() not in unit.source.text:
            yield Hit(
                f"'{match.group()}' was meant to be replaced.",
                target=(Span(match.start(), match.end()),),
            )
            return


@check(
    id="looks-empty",
    severity=Severity.ERROR,
    certainty=Certainty.CERTAIN,
    rationale="A translation of spaces, dashes or dots counts as translated and shows nothing.",
    good=(Example("2017", "2017"), Example("…", "…"), Example("Yes", "是", locale="zh-Hans")),
    bad=(
        Example("We agree.", "-"),
        Example("We agree.", "   "),
        Example("We agree.", "…", locale="el"),
        Example("We agree.", "&nbsp;"),
    ),
)
def looks_empty(unit: Unit) -> Iterator[Hit]:
    """The translation has no letters, and the source has."""
    if len(unit.target.text) > 12:
        return
    text = _ENTITY.sub("", unit.target.text)
    said = _LETTERS.search(text) or any(c.isnumeric() for c in text)
    if not said and _LETTERS.search(unit.source.text):
        yield Hit()


_ENTITY = regex.compile(r"&(?:[a-z]{2,8}|#\d{1,5});")
_STAMPS = ("ranslat", "roofread", "eviewed", "DeepL")
_CREDITS = regex.compile(
    r"\b(?:[Tt]ranslat(?:ed|ion|ors?)(?: by|:)|[Pp]roofread by|[Rr]eviewed by|"
    r"[Mm]achine[- ]translat\w+|[Tt]ranslated (?:with|using)|Google Translate|DeepL)"
)


@check(
    id="credits-left",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    rationale="Credits in English inside the text, or the stamp of a translation machine, belong "
    "in the catalog's header; the colophon shows them in the reader's language.",
    good=(
        Example("We agree.", "Estamos de acuerdo."),
        Example("Translated by the museum", "Translated by: museo"),
    ),
    bad=(
        Example("We agree.", "Estamos de acuerdo. Translated by A. B."),
        Example("We agree.", "同意。Translated with DeepL.com", locale="zh-Hans"),
    ),
)
def credits_left(unit: Unit) -> Iterator[Hit]:
    """The translation carries credits in English that the source does not have."""
    text = unit.target.text
    if not any(map(text.__contains__, _STAMPS)):
        return
    match = _CREDITS.search(text)
    if match and not _CREDITS.search(unit.source.text):
        yield Hit(target=(Span(match.start(), match.end()),))
