"""Faults as people make them, put into good translations one at a time.

A table of kinds, each with what makes it, the checks that may name it, and what Weblate has for
it. All is drawn from one seed: the same faults on any day.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from benchmarks import lapses, slips, spoiling, udhr
from benchmarks.lapses import swapped_in
from benchmarks.spoiling import Spoil, Task, at_first, in_remark, inserted, made_into
from pipeline.model import Catalog, Message

LANGUAGES = (
    *("spa", "fra", "deu_1996", "tur", "rus", "ell_monotonic"),
    *("arb", "heb", "hin", "cmn_hant", "jpn", "kor"),
)
MORE = (
    *("por_PT", "ita", "pol", "ukr", "bul", "hun", "fin", "ind", "vie", "swh", "hye", "kat"),
    *("pes_1", "urd", "ben", "tam", "cmn_hans", "amh", "mya", "tha"),
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
    Kind("another currency", swapped_in("(€500)", "(500 €)", "€", "$", "£"), "unit-mismatch"),
    Kind("a per cent sign lost", swapped_in("(25%)", "(25 %)", " %", ""), "unit-mismatch"),
    Kind("another percentage", swapped_in("(25%)", "(25 %)", "25", "52", "2,5"), "number-mismatch"),
    Kind("a digit lost", swapped_in("(1948)", "(1948)", "1948", "194", "948"), "number-mismatch"),
    Kind("another time of day", swapped_in("(10:45)", "(10:45)", "45", "54"), "number-mismatch"),
    Kind("a number added", made_into("{} (17)", "{} 2031"), "number-mismatch"),
    Kind("another Roman numeral", lapses.roman_changed, "number-mismatch"),
    Kind("a reference to another article", lapses.reference_changed, "number-mismatch"),
    Kind("another final mark", lapses.final_changed, f"end-punctuation foreign-mark {_LOCAL}"),
    Kind("another script's comma", lapses.comma_of_another, f"foreign-mark {_LOCAL}"),
    Kind("no space after a comma", lapses.space_lost, "punctuation-space"),
    Kind("a letter of a kindred language", lapses.letter_of_kin, "kindred-letter"),
    Kind("a small letter at the beginning", lapses.capital_lost, "initial-case"),
    Kind("a word by the wrong keyboard", lapses.wrong_keyboard, "wrong-script"),
    Kind("a lone look-alike", lapses.lone_double, "wrong-script mixed-script-word"),
    Kind(
        "letters become question marks", lapses.question_marks, "broken-character placeholder-left"
    ),
    Kind("UTF-8 read as Windows-1252", lapses.mojibake_of_any, "broken-character wrong-script"),
    Kind("a soft hyphen", inserted("\u00ad"), "invisible-character"),
    Kind("a direction control", inserted("\u202e", "\u2067", "\u202b"), "invisible-character"),
    Kind(
        "a private or control character",
        inserted("\ue123", "\x07", "\u2028"),
        "broken-character invisible-character",
    ),
    Kind("the last sentence left out", lapses.last_sentence_lost, "omission"),
    Kind("an item left out", lapses.item_lost, "omission"),
    Kind("a sentence added", lapses.sentence_added, "addition"),
    Kind("a sentence doubled", lapses.sentence_twice, "repeated-sentence addition"),
    Kind("half left in English", lapses.half_english, "source-left"),
    Kind("a duty weakened", lapses.duty_weakened, "modal-strength"),
    Kind("a negation added", lapses.negation_added, "negation"),
    Kind(
        "four paragraphs shifted",
        lapses.shifted,
        "swapped-neighbours unrelated-translation",
    ),
    Kind("the wrong bracket", in_remark("(UDHR)", "R)", "R]"), "unpaired-bracket"),
    Kind("a bracket not opened", in_remark("(UDHR)", "(", ""), "unpaired-bracket"),
    Kind("another note", in_remark("[^1]", "1", "2"), "link-mismatch"),
    Kind(
        "a link lost",
        in_remark("([1](https://example.org/a))", "[1](https://example.org/a)", "1"),
        "link-mismatch markup-mismatch",
    ),
    Kind("strong made weak", in_remark("(**UDHR**)", "**", "*"), "markup-mismatch"),
    Kind("an HTML tag lost", in_remark("(<b>UDHR</b>)", "</b>", ""), "markup-mismatch"),
    Kind("an HTML entity left", made_into("{}&nbsp;", "{} &quot;"), "markup-mismatch"),
    Kind("a hyphen for a dash", in_remark("(UDHR — A)", "—", "--"), "dash-style"),
    Kind("stops for an ellipsis", in_remark("(UDHR…)", "…", "..."), "ellipsis-style"),
    Kind(
        "a translator's doubt",
        made_into("{} [?]", "{} (??)", "{} [check]", "{} [NOTE: check this]", "{} XXX", "{} TBD"),
        "placeholder-left",
    ),
    Kind("nothing to be seen", made_into("\u200b", "\u00a0", ".", "—", "&nbsp;"), "looks-empty"),
    Kind("space inside brackets", in_remark("(UDHR)", "(UDHR)", "( UDHR )"), "punctuation-space"),
)


def spoilt(stems: tuple[str, ...] = LANGUAGES, each: int = EACH) -> Iterator[Spoilt]:
    """All the faults, ``each`` of every kind for every language that can have it."""
    catalogs = udhr.catalogs()
    chosen = {stem: catalogs[stem] for stem in (*LANGUAGES, *MORE)}
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
