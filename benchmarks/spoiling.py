"""How good translations are spoilt: makers of faults, and faults of characters, marks and spaces.

A maker gives the spoilt target, or None where it finds nothing to spoil. Where the Universal
Declaration has nothing (no links, no dates), both sides get the same remark first, which is no
fault; then the message with the remark is given as well.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

import regex

from pipeline.locales import Locale
from pipeline.model import Catalog, Message
from pipeline.text import quotes
from pipeline.text.scripts import double, script_of


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


# The target; or the message with a remark and the target; or targets by place in the catalog.
Spoil = Callable[[Task], tuple[Message, str] | str | dict[int, str] | None]


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


def in_remark(remark: str, old: str, new: str = "", *, target: str = "") -> Spoil:
    """A remark on both sides (the target's may differ), in which ``old`` becomes ``new``."""

    def spoil(task: Task) -> tuple[Message, str]:
        message = dressed(task, remark, target or remark)
        wrong = (target or remark).replace(old, new)
        return message, wrong.join(message.target.rsplit(target or remark, 1))

    return spoil


def at_first(pattern: str, template: str) -> Spoil:
    """The first match of a pattern becomes what the template makes of it."""

    def spoil(task: Task) -> str | None:
        found, times = regex.subn(pattern, template, task.target, count=1)
        return found if times else None

    return spoil


def made_into(*templates: str) -> Spoil:
    """The target becomes one of the templates; ``{}`` stands for it in them."""
    return lambda task: task.chance.choice(templates).replace("{}", task.target)


def words(text: str) -> list[regex.Match[str]]:
    return list(regex.finditer(r"[\p{L}\p{M}]{4,}", text))


def end_lost(task: Task) -> str | None:
    if task.message.source[-1] != "." or not regex.search(r"[.。।]$", task.target):
        return None
    return task.target[:-1]


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


def homoglyph(task: Task) -> str | None:
    others = {"Latn": "Cyrl", "Cyrl": "Latn", "Grek": "Latn"}
    places = [
        (m.start() + i, d)
        for m in words(task.target)
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
    found = words(task.target)
    if not found:
        return None
    match = task.chance.choice(found)
    return f"{task.target[: match.start()]}{word}{task.target[match.end() :]}"


def _letter(text: str) -> str:
    return next(c for c in text if c.isalpha())


def zero_width(task: Task) -> str | None:
    found = words(task.target)
    if not found or task.catalog.locale in ("zh-Hant", "ja"):
        return None
    at = task.chance.choice(found).start() + 2
    return task.target[:at] + "\u200b" + task.target[at:]


def replacement_character(task: Task) -> str:
    at = task.chance.randrange(1, len(task.target))
    return task.target[:at] + "\ufffd" + task.target[at + 1 :]


def inserted(*characters: str) -> Spoil:
    """One of these characters inside a word."""

    def spoil(task: Task) -> str | None:
        found = words(task.target)
        if not found:
            return None
        at = task.chance.choice(found).start() + 2
        return task.target[:at] + task.chance.choice(characters) + task.target[at:]

    return spoil


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
