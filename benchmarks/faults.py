"""Faults as people make them, put into good translations one at a time.

Each kind takes a message that it can spoil and gives the spoilt target, or None. Where the
Universal Declaration has nothing to spoil (no links, no dates), both sides get the same dressing
first, which is no fault. All is drawn from one seed: the same faults on any day.
"""

from __future__ import annotations

import datetime
import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import regex
from babel.dates import format_date

from benchmarks import udhr
from pipeline.locales import Locale, babel_locale
from pipeline.model import Catalog, Message
from pipeline.text import quotes
from pipeline.text.scripts import double, script_of
from pipeline.text.spellout import spelled

LANGUAGES = (
    *("spa", "fra", "deu_1996", "tur", "rus", "ell_monotonic"),
    *("arb", "heb", "hin", "cmn_hant", "jpn", "kor"),
)
SEED = 20261122
EACH = 3


@dataclass(frozen=True)
class Task:
    """What a kind may use: the catalog, where the message stands in it, and chance."""

    catalog: Catalog
    at: int
    chance: random.Random
    others: dict[str, Catalog]

    @property
    def message(self) -> Message:
        return self.catalog.messages[self.at]

    @property
    def target(self) -> str:
        return self.message.target


@dataclass(frozen=True)
class Spoilt:
    """A catalog before and after; ``at`` is the message in which the fault lies."""

    kind: str
    stem: str
    before: Catalog
    after: Catalog
    at: int
    expected: frozenset[str]


# The target; or the message dressed and the target; or targets by their place in the catalog.
Spoil = Callable[[Task], tuple[Message, str] | str | dict[int, str] | None]


@dataclass(frozen=True)
class Kind:
    """A kind of fault: how it is made, which checks may name it, what Weblate has for it."""

    name: str
    spoil: Spoil
    expected: str
    weblate: str = ""


def with_target(catalog: Catalog, at: int, message: Message) -> Catalog:
    messages = (*catalog.messages[:at], message, *catalog.messages[at + 1 :])
    return replace(catalog, messages=messages)


def dressed(task: Task, source: str, target: str) -> Message:
    """The message with a remark in front of its final mark, on both sides."""
    return replace(
        task.message,
        segment=replace(task.message.segment, source=_before_end(task.message.source, source)),
        target=_before_end(task.target, target),
    )


def _before_end(text: str, remark: str) -> str:
    body = text.rstrip(" .,;:。，；।۔")
    return f"{body} {remark}{text[len(body) :]}"


def prose(task: Task, least: int = 60) -> bool:
    return len(task.message.source) >= least


def _words(text: str) -> list[regex.Match[str]]:
    return list(regex.finditer(r"[\p{L}\p{M}]{4,}", text))


# ------------------------------------------------------------------------------ the kinds


def number_changed(task: Task) -> tuple[Message, str]:
    year = task.chance.randrange(1948, 2030)
    message = dressed(task, f"({year})", f"({year})")
    return message, message.target.replace(
        f"({year})", f"({year + task.chance.choice((1, 10, 100))})"
    )


def number_lost(task: Task) -> tuple[Message, str]:
    message = dressed(task, "(28 of 41)", "(28 / 41)")
    return message, message.target.replace("28 / ", "")


def number_swapped_digits(task: Task) -> tuple[Message, str]:
    message = dressed(task, "(1,352 km)", "(1352 km)")
    return message, message.target.replace("1352", "1532")


def number_word(task: Task) -> tuple[Message, str] | None:
    value = task.chance.choice((12, 14, 25, 36))
    tag = task.catalog.locale
    right, wrong = spelled(value, tag), spelled(value + 1, tag)
    if not right or not wrong:
        return None
    message = dressed(
        task, f"({spelled(value, 'en') and sorted(spelled(value, 'en'))[0]})", f"({min(right)})"
    )
    return message, message.target.replace(min(right), min(wrong))


def month_changed(task: Task) -> tuple[Message, str] | None:
    cldr = babel_locale(task.catalog.locale)
    day = datetime.date(2017, task.chance.randrange(1, 7), 15)
    other = day.replace(month=day.month + 6)
    message = dressed(
        task, f"({format_date(day, 'long', 'en')})", f"({format_date(day, 'long', cldr)})"
    )
    changed = message.target.replace(
        format_date(day, "long", cldr), format_date(other, "long", cldr)
    )
    return message, changed


def address_changed(task: Task) -> tuple[Message, str]:
    message = dressed(task, "(https://example.org/text)", "(https://example.org/text)")
    return message, message.target.replace("org/text", "org/test")


def link_broken(task: Task) -> tuple[Message, str]:
    message = dressed(task, "([1](https://example.org/a))", "([1](https://example.org/a))")
    return message, message.target.replace("](", "] (")


def mail_changed(task: Task) -> tuple[Message, str]:
    message = dressed(task, "(info@example.org)", "(info@example.org)")
    return message, message.target.replace("info@example.org", "info@exampel.org")


def note_lost(task: Task) -> tuple[Message, str]:
    message = dressed(task, "[^1]", "[^1]")
    return message, message.target.replace("[^1]", "")


def emphasis_lost(task: Task) -> tuple[Message, str]:
    message = dressed(task, "(*UDHR*)", "(*UDHR*)")
    return message, message.target.replace("*", "")


def emphasis_unclosed(task: Task) -> tuple[Message, str]:
    message = dressed(task, "(**UDHR**)", "(**UDHR**)")
    return message, message.target.replace("UDHR**", "UDHR*")


def tag_broken(task: Task) -> tuple[Message, str]:
    message = dressed(task, "(<b>UDHR</b>)", "(<b>UDHR</b>)")
    return message, message.target.replace("</b>", "<b>")


def code_changed(task: Task) -> tuple[Message, str]:
    message = dressed(task, "(`make pdf`)", "(`make pdf`)")
    return message, message.target.replace("make pdf", "make pfd")


def end_lost(task: Task) -> str | None:
    if task.message.source[-1] != "." or not regex.search(r"[.。।]$", task.target):
        return None
    return task.target[:-1]


def bracket_lost(task: Task) -> tuple[Message, str]:
    message = dressed(task, "(UDHR)", "(UDHR)")
    return message, message.target.replace("UDHR)", "UDHR")


def quote_lost(task: Task) -> tuple[Message, str]:
    pairs = sorted(quotes.pairs(Locale.parse(task.catalog.locale)))
    opening, closing = next(p for p in pairs if p[0] in "“„«「" and p[0] != p[1])
    message = dressed(task, "“UDHR”", f"{opening}UDHR{closing}")
    return message, message.target.replace(f"UDHR{closing}", "UDHR")


def word_doubled(task: Task) -> str | None:
    little = list(regex.finditer(r"(?<=\s)[\p{L}\p{M}]{2,4}(?=\s)", task.target))
    often = " ".join(m.target for m in task.catalog.messages)
    little = [m for m in little if often.count(f" {m.group()} ") >= 12]
    if not little or task.catalog.locale in ("zh-Hant", "ja"):
        return None
    match = task.chance.choice(little)
    if task.catalog.locale in ("fr", "de", "el") and match.group().lower() in _TWICE:
        return None
    return task.target[: match.end()] + " " + match.group() + task.target[match.end() :]


_TWICE = frozenset(
    "nous vous die der das sie den dem του της των το τα την τον τη οι με σε".split()
)


def space_doubled(task: Task) -> str | None:
    return task.target.replace(" ", "  ", 1) if " " in task.target else None


def space_at_edge(task: Task) -> str:
    return task.target + " "


def comma_doubled(task: Task) -> str | None:
    match = regex.search(r"[,،、，]", task.target)
    return (
        task.target[: match.end()] + match.group() + task.target[match.end() :] if match else None
    )


def space_before_comma(task: Task) -> str | None:
    match = regex.search(r"(?<=[\p{L}\p{M}])[,،] ", task.target)
    return task.target[: match.start()] + " " + task.target[match.start() :] if match else None


def homoglyph(task: Task) -> str | None:
    others = {"Latn": "Cyrl", "Cyrl": "Latn", "Grek": "Latn"}
    places = [
        (m.start() + i, d)
        for m in _words(task.target)
        for i, c in enumerate(m.group())
        if (d := double(c, others.get(script_of(c), "")))
    ]
    if not places or task.catalog.locale not in (
        "es",
        "fr",
        "de-1996",
        "tr",
        "ru",
        "el-monoton",
        "el",
    ):
        return None
    at, other = task.chance.choice(places)
    return task.target[:at] + other + task.target[at + 1 :]


def wrong_script_word(task: Task) -> str | None:
    word = {"Cyrl": "विद्या"}.get(script_of(_letter(task.target)), "наука")
    words = _words(task.target)
    if not words:
        return None
    match = task.chance.choice(words)
    return f"{task.target[: match.start()]}{word}{task.target[match.end() :]}"


def _letter(text: str) -> str:
    return next(c for c in text if c.isalpha())


def zero_width(task: Task) -> str | None:
    words = _words(task.target)
    if not words or task.catalog.locale in ("zh-Hant", "ja"):
        return None
    at = task.chance.choice(words).start() + 2
    return task.target[:at] + "\u200b" + task.target[at:]


def replacement_character(task: Task) -> str:
    at = task.chance.randrange(1, len(task.target))
    return task.target[:at] + "\ufffd" + task.target[at + 1 :]


def mojibake(task: Task) -> str | None:
    match = regex.search(r"[\u00e0-\u00ff]", task.target)
    return (
        task.target.replace(match.group(), match.group().encode().decode("latin-1"), 1)
        if match
        else None
    )


def decomposed(task: Task) -> str | None:
    changed = unicodedata.normalize("NFD", task.target)
    right = unicodedata.normalize("NFC", task.target)
    return changed if len(changed) > len(right) and task.target == right else None


def left_english(task: Task) -> str:
    return task.message.source


def phrase_left(task: Task) -> str | None:
    runs = regex.findall(r"[a-z]+(?: [a-z]+){1,3}", task.message.source)
    runs = [r for r in runs if regex.search(r"\b(?:of|the|and|or|which|with|shall|to)\b", r)]
    words = _words(task.target)
    if not runs or not words:
        return None
    match = task.chance.choice(words)
    run = task.chance.choice(runs)
    return f"{task.target[: match.start()]}{run}{task.target[match.end() :]}"


def placeholder(task: Task) -> str:
    return task.target + " " + task.chance.choice(("TODO", "???", "{0}", "%s"))


def emptied(task: Task) -> str:
    return task.chance.choice(("…", "-", "   "))


_SENTENCE = regex.compile(r"(?<=[.!?;。！？；।])\s*")
_CLAUSE = regex.compile(r"(?<=[,،、，;；])\s*")


def part_left_out(task: Task) -> str | None:
    """A sentence, or where there is but one, clauses: a third of the paragraph at least."""
    for pattern in (_SENTENCE, _CLAUSE):
        parts = [part for part in pattern.split(task.target) if part]
        if len(parts) < 2:
            continue
        joiner = "" if task.catalog.locale in ("zh-Hant", "ja") else " "
        first = task.chance.randrange(len(parts))
        for size in range(1, len(parts)):
            rest = parts[:first] + parts[first + size :]
            kept = joiner.join(rest)
            if rest and len(kept) <= 0.67 * len(task.target):
                return kept if len(kept) >= 8 else None
    return None


def paragraph_doubled(task: Task) -> str:
    return f"{task.target} {task.target}"


def pasted_from_another(task: Task) -> str | None:
    other = task.catalog.messages[(task.at + 7) % len(task.catalog.messages)]
    return other.target if len(other.target) > 20 and other.target != task.target else None


def wrong_language(task: Task) -> str | None:
    stem = task.chance.choice(
        [s for s in LANGUAGES if task.others[s].locale != task.catalog.locale]
    )
    same = [m for m in task.others[stem].messages if m.key == task.message.key]
    return same[0].target if same and len(same[0].target) > 60 else None


def conflict(task: Task) -> str:
    return f"<<<<<<< HEAD {task.target} ======= {task.target[:20]} >>>>>>> branch"


def credits(task: Task) -> str:
    return f"{task.target} Translated by A. Nonymous"


_NOT = {
    "es": " no ",
    "fr": " ne ",
    "de-1996": " nicht ",
    "ru": " не ",
    "el-monoton": " δεν ",
    "zh-Hant": "不",
}


def negation_lost(task: Task) -> str | None:
    word = _NOT.get(task.catalog.locale, "")
    denials = regex.findall(r"\b(?:not?|nor|neither|without|none)\b", task.message.source, regex.I)
    if not word or len(denials) != 1 or task.catalog.locale == "fr":
        return None  # French denies with two words; one of them lost is another fault
    if task.target.count(word) != 1:
        return None
    return task.target.replace(word, " " if " " in word else "")


def local_mark(task: Task) -> tuple[Message, str] | str | None:
    """The fault of typography that each language knows best."""
    locale, target = task.catalog.locale, task.target
    if locale == "es":
        message = dressed(task, "(why?)", "(¿por qué?)")
        return message, message.target.replace("¿", "")
    if locale.startswith("el"):
        message = dressed(task, "(yes; no)", "(ναι· όχι)")
        return message, message.target.replace("ναι·", task.chance.choice(("ναι;", "ναι\u0387")))
    if locale == "ar":
        return target.replace("،", ",", 1) if "، " in target else None
    if locale in ("zh-Hant", "ja"):
        match = regex.search(r"(?<=[\p{Han}\p{Hiragana}])[，、](?=[\p{Han}\p{Hiragana}])", target)
        return target[: match.start()] + "," + target[match.end() :] if match else None
    if locale == "hi":
        message = dressed(task, "(12)", "(१२)")
        return message, message.target.replace("(१२)", "(12)")
    if locale == "de-1996":
        message = dressed(task, "“UDHR”", "„UDHR“")
        return message, message.target.replace("„UDHR“", "“UDHR”")
    if locale == "ru":
        message = dressed(task, "“UDHR”", "«UDHR»")
        return message, message.target.replace("«UDHR»", '"UDHR"')
    if locale == "ko":
        return target.replace(" ", "  ", 1)
    return None


def script_variant(task: Task) -> str | None:
    pairs = {"權": "权", "國": "国", "會": "会", "與": "与", "這": "这"}
    found = [c for c in pairs if c in task.target]
    if task.catalog.locale != "zh-Hant" or not found:
        return None
    return task.target.replace(found[0], pairs[found[0]], 1)


def han_spaced(task: Task) -> str | None:
    match = regex.search(r"(?<=\p{Han}{2})(?=\p{Han}{2})", task.target)
    if task.catalog.locale not in ("zh-Hant", "ja") or not match:
        return None
    return task.target[: match.start()] + " " + task.target[match.start() :]


def name_changed(task: Task) -> tuple[Message, str]:
    message = dressed(task, "(UNESCO)", "(UNESCO)")
    return message, message.target.replace("UNESCO", "UNECSO")


def neighbours_swapped(task: Task) -> dict[int, str] | None:
    if task.at + 1 == len(task.catalog.messages):
        return None
    following = task.catalog.messages[task.at + 1]
    if (
        len(following.source) < 60
        or task.message.segment.place.part != following.segment.place.part
    ):
        return None
    return {task.at: following.target, task.at + 1: task.target}


def heading_slip(task: Task) -> dict[int, str] | None:
    headings = [
        at
        for at, m in enumerate(task.catalog.messages)
        if m.source.startswith("Article ") and len(m.source) < 12 and len(m.target) > 4
    ]
    if not headings:
        return None
    at = task.chance.choice(headings)
    target = task.catalog.messages[at].target
    letters = [i for i, c in enumerate(target) if c.isalpha()]
    if len(letters) < 3:
        return None
    i = task.chance.choice(letters[1:])
    return {at: target[:i] + target[i + 1 :]}


_ALL = {
    "es": r"\b[Tt]od[oa]s?\b", "fr": r"\b[Tt]oute?s?\b|\b[Tt]ous\b|\b[Cc]haque\b",
    "ru": r"\b[Кк]аждый\b|\b[Вв]се\b",
    "de-1996": r"\b[Jj]eder\b|\b[Aa]lle\b", "zh-Hant": "人人|所有|一切",
}  # fmt: skip


def quantifier_lost(task: Task) -> str | None:
    pattern = _ALL.get(task.catalog.locale)
    if not pattern or not regex.search(r"\b(?:all|every|each)\b", task.message.source, regex.I):
        return None
    if len(regex.findall(pattern, task.target)) != 1:
        return None
    return regex.sub(pattern, "", task.target).strip()


KINDS = (
    Kind("a year changed", number_changed, "number-mismatch", ""),
    Kind("a number lost", number_lost, "number-mismatch", ""),
    Kind("digits transposed", number_swapped_digits, "number-mismatch", ""),
    Kind("another number in words", number_word, "number-word-mismatch number-mismatch", ""),
    Kind("another month", month_changed, "month-mismatch number-mismatch", ""),
    Kind("an address changed", address_changed, "link-mismatch", "md-link, url"),
    Kind("a link broken by a space", link_broken, "markup-mismatch link-mismatch", "md-link"),
    Kind("an e-mail address changed", mail_changed, "link-mismatch", ""),
    Kind("a note lost", note_lost, "link-mismatch", "md-reflink"),
    Kind("emphasis lost", emphasis_lost, "markup-mismatch", "md-syntax"),
    Kind("emphasis not closed", emphasis_unclosed, "markup-mismatch", "md-syntax"),
    Kind("an HTML tag broken", tag_broken, "markup-mismatch", "xml-tags, safe-html"),
    Kind("code changed", code_changed, "markup-mismatch", "md-syntax"),
    Kind("the final mark lost", end_lost, "end-punctuation", "end-stop"),
    Kind("a bracket lost", bracket_lost, "unpaired-bracket", ""),
    Kind("a quotation mark lost", quote_lost, "unpaired-quote quote-style", ""),
    Kind("a word doubled", word_doubled, "doubled-word", "duplicate"),
    Kind("a space doubled", space_doubled, "doubled-space", "double-space"),
    Kind("a space at the end", space_at_edge, "edge-space", "end-space"),
    Kind("a comma doubled", comma_doubled, "repeated-punctuation", ""),
    Kind("a space before a comma", space_before_comma, "punctuation-space", ""),
    Kind("a letter of another alphabet", homoglyph, "mixed-script-word", ""),
    Kind("a word of another script", wrong_script_word, "wrong-script wrong-language-script", ""),
    Kind("a zero-width space", zero_width, "invisible-character", "zero-width-space"),
    Kind("a replacement character", replacement_character, "broken-character", ""),
    Kind("UTF-8 read as Latin-1", mojibake, "broken-character", ""),
    Kind("decomposed letters", decomposed, "not-normalized", ""),
    Kind("left in English", left_english, "unchanged", "same"),
    Kind("an English phrase left", phrase_left, "source-left", ""),
    Kind("a placeholder left", placeholder, "placeholder-left", ""),
    Kind("emptied", emptied, "looks-empty", ""),
    Kind("a third or more left out", part_left_out, "omission end-punctuation", ""),
    Kind("a paragraph twice", paragraph_doubled, "addition repeated-sentence", ""),
    Kind("another paragraph's translation", pasted_from_another, "same-translation", "reused"),
    Kind("another language", wrong_language, "wrong-language wrong-language-script", ""),
    Kind("conflict markers", conflict, "conflict-marker", ""),
    Kind("English credits", credits, "credits-left", ""),
    Kind("a negation lost", negation_lost, "negation", ""),
    Kind("the language's own mark", local_mark, "inverted-mark greek-semicolon greek-question-mark "
         "arabic-punctuation half-width-punctuation digit-system quote-style doubled-space",
         "end-question, kashida"),
    Kind("'all' or 'every' lost", quantifier_lost, "quantifier", ""),
    Kind("neighbours swapped", neighbours_swapped, "swapped-neighbours", ""),
    Kind("a heading mistyped", heading_slip, "label-style number-mismatch", ""),
    Kind("a Simplified character", script_variant, "han-variant", ""),
    Kind("a space between Han", han_spaced, "spaced-han", ""),
    Kind("an acronym mistyped", name_changed, "kept-name term name-rendering", ""),
)  # fmt: skip


def spoilt(stems: tuple[str, ...] = LANGUAGES, each: int = EACH) -> Iterator[Spoilt]:
    """All the faults, ``each`` of every kind for every language that can have it."""
    catalogs = udhr.catalogs()
    for stem in stems:
        catalog = catalogs[stem]
        for kind in KINDS:
            chance = random.Random(f"{SEED} {stem} {kind.name}")
            order = [at for at, m in enumerate(catalog.messages) if len(m.source) >= 60]
            chance.shuffle(order)
            made = 0
            for at in order:
                if made == each:
                    break
                made_of = kind.spoil(Task(catalog, at, chance, catalogs))
                if made_of is None:
                    continue
                message = catalog.messages[at]
                if isinstance(made_of, tuple):
                    message, made_of = made_of
                before = with_target(catalog, at, message)
                targets = {at: made_of} if isinstance(made_of, str) else made_of
                after = before
                for place, target in targets.items():
                    spoiled = replace(before.messages[place], target=target)
                    after = with_target(after, place, spoiled)
                if after == before:
                    continue
                made += 1
                expected = frozenset(kind.expected.split())
                yield Spoilt(kind.name, stem, before, after, min(targets), expected)
