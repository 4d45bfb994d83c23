"""Faults of content: numbers, dates, words and parts of a translation that were changed or lost."""

from __future__ import annotations

import datetime

import regex
from babel.dates import format_date

from benchmarks.spoiling import Task, dressed, words
from pipeline.locales import babel_locale
from pipeline.model import Message
from pipeline.text.spellout import spelled


def number_changed(task: Task) -> tuple[Message, str]:
    year = task.chance.randrange(1948, 2030)
    message = dressed(task, f"({year})", f"({year})")
    return message, message.target.replace(
        f"({year})", f"({year + task.chance.choice((1, 10, 100))})"
    )


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


def phrase_left(task: Task) -> str | None:
    runs = regex.findall(r"[a-z]+(?: [a-z]+){1,3}", task.message.source)
    runs = [r for r in runs if regex.search(r"\b(?:of|the|and|or|which|with|shall|to)\b", r)]
    found = words(task.target)
    if not runs or not found:
        return None
    match = task.chance.choice(found)
    run = task.chance.choice(runs)
    return f"{task.target[: match.start()]}{run}{task.target[match.end() :]}"


_SENTENCE = regex.compile(r"(?<=[.!?;。！？；।])\s*")
_CLAUSE = regex.compile(r"(?<=[,،、，;；])\s*")


def sentences(text: str) -> list[str]:
    """A text taken apart behind the marks that end its sentences."""
    return [
        part
        for part in regex.split(r"(?<=[.!?。！？।။።۔։])(?=\s|\p{Han}|\p{Hiragana})", text)
        if part
    ]


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


def pasted_from_another(task: Task) -> str | None:
    other = task.catalog.messages[(task.at + 7) % len(task.catalog.messages)]
    return other.target if len(other.target) > 20 and other.target != task.target else None


def wrong_language(task: Task) -> str | None:
    stem = task.chance.choice(
        [s for s, c in task.others.items() if c.locale != task.catalog.locale]
    )
    same = [m for m in task.others[stem].messages if m.key == task.message.key]
    return same[0].target if same and len(same[0].target) > 60 else None


_NOT = {
    "es": " no ",
    "fr": " ne ",
    "de-1996": " nicht ",
    "ru": " не ",
    "el-monoton": " δεν ",
    "zh-Hant": "不", "zh-Hans": "不",
    "it": " non ", "pt": " não ", "pl": " nie ", "uk": " не ", "bg": " не ", "id": " tidak ",
    "vi": " không ", "hu": " nem ", "fi": " ei ", "ar": " لا ", "he": " לא ", "hi": " नहीं ",
}  # fmt: skip


def negation_of(source: str) -> list[str]:
    """The words of an English text that deny something."""
    return regex.findall(r"\b(?:not?|nor|neither|without|none|nobody|never)\b", source, regex.I)


def negation_lost(task: Task) -> str | None:
    word = _NOT.get(task.catalog.locale, "") or _NOT.get(task.catalog.locale.split("-")[0], "")
    denials = negation_of(task.message.source)
    if not word or len(denials) != 1 or task.catalog.locale == "fr":
        return None  # French denies with two words; one of them lost is another fault
    if task.target.count(word) != 1:
        return None
    return task.target.replace(word, " " if " " in word else "")


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
