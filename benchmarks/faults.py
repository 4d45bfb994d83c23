"""Faults as people make them, put into good translations one at a time.

A table of kinds, each with what makes it, the checks that may name it, and what Weblate has for
it. All is drawn from one seed: the same faults on any day.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from benchmarks import slips, spoiling, udhr
from benchmarks.spoiling import Spoil, Task, at_first, in_remark, made_into
from pipeline.model import Catalog, Message

LANGUAGES = (
    *("spa", "fra", "deu_1996", "tur", "rus", "ell_monotonic"),
    *("arb", "heb", "hin", "cmn_hant", "jpn", "kor"),
)
SEED = 20261122
EACH = 3
LONG = 60
"""Characters of source below which most kinds have no room."""


@dataclass(frozen=True)
class Spoilt:
    """A catalog before and after; ``at`` is the message in which the fault lies."""

    kind: str
    stem: str
    before: Catalog
    after: Catalog
    at: int
    expected: frozenset[str]


@dataclass(frozen=True)
class Kind:
    """A kind of fault: how it is made, which checks may name it, what Weblate has for it."""

    name: str
    spoil: Spoil
    expected: str
    weblate: str = ""


_LOCAL = (
    "inverted-mark greek-semicolon greek-question-mark arabic-punctuation half-width-punctuation "
    "digit-system quote-style doubled-space"
)
KINDS = (
    Kind("a year changed", slips.number_changed, "number-mismatch"),
    Kind(
        "a number lost", in_remark("(28 of 41)", "28 / ", "", target="(28 / 41)"), "number-mismatch"
    ),
    Kind(
        "digits transposed",
        in_remark("(1,352 km)", "1352", "1532", target="(1352 km)"),
        "number-mismatch",
    ),
    Kind("another number in words", slips.number_word, "number-word-mismatch number-mismatch"),
    Kind("another month", slips.month_changed, "month-mismatch number-mismatch"),
    Kind(
        "an address changed",
        in_remark("(https://example.org/text)", "org/text", "org/test"),
        "link-mismatch",
        "md-link, url",
    ),
    Kind(
        "a link broken by a space",
        in_remark("([1](https://example.org/a))", "](", "] ("),
        "markup-mismatch link-mismatch",
        "md-link",
    ),
    Kind(
        "an e-mail address changed",
        in_remark("(info@example.org)", "example", "exampel"),
        "link-mismatch",
    ),
    Kind("a note lost", in_remark("[^1]", "[^1]"), "link-mismatch", "md-reflink"),
    Kind("emphasis lost", in_remark("(*UDHR*)", "*"), "markup-mismatch", "md-syntax"),
    Kind(
        "emphasis not closed",
        in_remark("(**UDHR**)", "UDHR**", "UDHR*"),
        "markup-mismatch",
        "md-syntax",
    ),
    Kind(
        "an HTML tag broken",
        in_remark("(<b>UDHR</b>)", "</b>", "<b>"),
        "markup-mismatch",
        "xml-tags, safe-html",
    ),
    Kind("code changed", in_remark("(`make pdf`)", "pdf", "pfd"), "markup-mismatch", "md-syntax"),
    Kind(
        "a variable lost",
        in_remark("(%(name)s)", "(%(name)s)"),
        "variable-mismatch",
        "python-format",
    ),
    Kind(
        "a variable translated",
        in_remark("({name})", "name", "nom"),
        "variable-mismatch placeholder-left",
        "python-brace-format",
    ),
    Kind("the final mark lost", spoiling.end_lost, "end-punctuation", "end-stop"),
    Kind("a bracket lost", in_remark("(UDHR)", ")"), "unpaired-bracket"),
    Kind("a quotation mark lost", spoiling.quote_lost, "unpaired-quote quote-style"),
    Kind("a word doubled", spoiling.word_doubled, "doubled-word", "duplicate"),
    Kind("a space doubled", at_first(" ", "  "), "doubled-space", "double-space"),
    Kind("a space at the end", made_into("{} "), "edge-space", "end-space"),
    Kind("a comma doubled", at_first("([,،、，])", r"\1\1"), "repeated-punctuation"),
    Kind(
        "a space before a comma", at_first(r"(?<=[\p{L}\p{M}])(?=[,،] )", " "), "punctuation-space"
    ),
    Kind("a letter of another alphabet", spoiling.homoglyph, "mixed-script-word"),
    Kind(
        "a word of another script", spoiling.wrong_script_word, "wrong-script wrong-language-script"
    ),
    Kind("a zero-width space", spoiling.zero_width, "invisible-character", "zero-width-space"),
    Kind("a replacement character", spoiling.replacement_character, "broken-character"),
    Kind("UTF-8 read as Latin-1", spoiling.mojibake, "broken-character"),
    Kind("decomposed letters", spoiling.decomposed, "not-normalized"),
    Kind("left in English", lambda task: task.message.source, "unchanged", "same"),
    Kind("an English phrase left", slips.phrase_left, "source-left"),
    Kind(
        "a placeholder left", made_into("{} TODO", "{} ???", "{} {0}", "{} %s"), "placeholder-left"
    ),
    Kind("emptied", made_into("…", "-", "   "), "looks-empty"),
    Kind("a third or more left out", slips.part_left_out, "omission end-punctuation"),
    Kind("a paragraph twice", made_into("{} {}"), "addition repeated-sentence"),
    Kind(
        "another paragraph's translation", slips.pasted_from_another, "same-translation", "reused"
    ),
    Kind("another language", slips.wrong_language, "wrong-language wrong-language-script"),
    Kind(
        "conflict markers",
        made_into("<<<<<<< HEAD {} ======= {} >>>>>>> branch"),
        "conflict-marker",
    ),
    Kind("English credits", made_into("{} Translated by A. Nonymous"), "credits-left"),
    Kind("a negation lost", slips.negation_lost, "negation"),
    Kind("the language's own mark", spoiling.local_mark, _LOCAL, "end-question, kashida"),
    Kind("'all' or 'every' lost", slips.quantifier_lost, "quantifier"),
    Kind("neighbours swapped", slips.neighbours_swapped, "swapped-neighbours"),
    Kind("a heading mistyped", slips.heading_slip, "label-style number-mismatch"),
    Kind("a Simplified character", spoiling.script_variant, "han-variant"),
    Kind("a space between Han", spoiling.han_spaced, "spaced-han"),
    Kind(
        "an acronym mistyped",
        in_remark("(UNESCO)", "UNESCO", "UNECSO"),
        "kept-name term name-rendering",
    ),
)


def spoilt(stems: tuple[str, ...] = LANGUAGES, each: int = EACH) -> Iterator[Spoilt]:
    """All the faults, ``each`` of every kind for every language that can have it."""
    catalogs = udhr.catalogs()
    chosen = {stem: catalogs[stem] for stem in LANGUAGES}
    for stem in stems:
        catalog = catalogs[stem]
        for kind in KINDS:
            chance = random.Random(f"{SEED} {stem} {kind.name}")
            order = [at for at, m in enumerate(catalog.messages) if len(m.source) >= LONG]
            chance.shuffle(order)
            made = 0
            for at in order:
                if made == each:
                    break
                fault = seeded(kind, Task(catalog, at, chance, chosen))
                if fault is None:
                    continue
                message, targets = fault
                before = with_message(catalog, at, message)
                made += 1
                expected = frozenset(kind.expected.split())
                after = with_targets(before, targets)
                yield Spoilt(kind.name, stem, before, after, min(targets), expected)


def seeded(kind: Kind, task: Task) -> tuple[Message, dict[int, str]] | None:
    """The message as it was before the fault, and the targets with it by place; None where this
    kind of fault cannot be made or changes nothing."""
    made = kind.spoil(task)
    if made is None:
        return None
    message = task.message
    if isinstance(made, tuple):
        message, made = made
    targets = {task.at: made} if isinstance(made, str) else made
    was = {**{at: task.catalog.messages[at].target for at in targets}, task.at: message.target}
    return (message, targets) if any(was[at] != targets[at] for at in targets) else None


def with_message(catalog: Catalog, at: int, message: Message) -> Catalog:
    """The catalog with another message at this place."""
    messages = (*catalog.messages[:at], message, *catalog.messages[at + 1 :])
    return replace(catalog, messages=messages)


def with_targets(catalog: Catalog, targets: dict[int, str]) -> Catalog:
    """The catalog with other translations at these places."""
    for at, target in targets.items():
        catalog = with_message(catalog, at, replace(catalog.messages[at], target=target))
    return catalog
