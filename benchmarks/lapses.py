"""More faults: figures and signs, marks of each script, letters of kin, items and duties."""

from __future__ import annotations

import regex

from benchmarks.slips import negation_of, sentences
from benchmarks.spoiling import Spoil, Task, dressed, words
from pipeline.model import Message
from pipeline.text.scripts import double, script_of

Made = tuple[Message, str] | None


def swapped_in(source: str, target: str, old: str, *new: str) -> Spoil:
    """A remark on both sides, in whose translation ``old`` becomes one of ``new``."""

    def spoil(task: Task) -> tuple[Message, str]:
        message = dressed(task, source, target)
        wrong = target.replace(old, task.chance.choice(new))
        return message, wrong.join(message.target.rsplit(target, 1))

    return spoil


_CHAPTER = {
    "es": "capítulo", "fr": "chapitre", "de": "Kapitel", "it": "capitolo", "pt": "capítulo",
    "pl": "rozdział", "ru": "глава", "uk": "розділ", "bg": "глава", "el": "κεφάλαιο",
    "tr": "bölüm", "hu": "fejezet", "fi": "luku", "id": "bab", "sw": "sura", "vi": "chương",
}  # fmt: skip


def roman_changed(task: Task) -> Made:
    word = _CHAPTER.get(task.catalog.locale.split("-")[0])
    if not word:
        return None
    right = f"({word} XIV)"
    message = dressed(task, "(chapter XIV)", right)
    return message, message.target.replace(right, f"({word} XVI)")


def reference_changed(task: Task) -> Made:
    """A reference to an article, in the words of this catalog's own headings."""
    labels = [m for m in task.catalog.messages if m.source.strip() == "Article 12"]
    if not labels or "12" not in labels[0].target:
        return None
    right = f"({labels[0].target.strip(' .:')})"
    message = dressed(task, "(Article 12)", right)
    return message, message.target.replace(right, right.replace("12", "13"))


_FINALS = {".": (",", "?"), "。": (".", "，"), "।": ("|", ","), "۔": (".", "،"), "։": (":", ","),
           "።": ("::", "፣"), "။": (".", "၊")}  # fmt: skip


def final_changed(task: Task) -> str | None:
    target = task.target.rstrip()
    if task.message.source.rstrip()[-1:] != "." or target[-1:] not in _FINALS:
        return None
    return target[:-1] + task.chance.choice(_FINALS[target[-1]])


def comma_of_another(task: Task) -> str | None:
    """The comma of Latin script in Arabic or Chinese, and theirs in Latin, Greek and Cyrillic."""
    match = regex.search(r"(?<=[\p{L}\p{M}])[,،，、፣၊](?=\s|\p{L})", task.target)
    if not match:
        return None
    other = task.chance.choice("，،") if match.group() == "," else ","
    return task.target[: match.start()] + other + task.target[match.end() :]


def space_lost(task: Task) -> str | None:
    """No space after a comma."""
    match = regex.search(r"(?<=[\p{L}\p{M}])[,،] (?=\p{L})", task.target)
    return task.target[: match.end() - 1] + task.target[match.end() :] if match else None


def letter_of_kin(task: Task) -> str | None:
    """A letter as the neighbouring language writes it: Arabic yeh in Persian, and the like."""
    table = {"fa": "یي کك", "ur": "یي کك ہه", "ro": "șş țţ", "ug": "ېي", "ckb": "کك یي"}
    pairs = table.get(task.catalog.locale.split("-")[0], "").split()
    found = [pair for pair in pairs if pair[0] in task.target]
    if not found:
        return None
    right, wrong = tuple(task.chance.choice(found))
    places = [at for at, c in enumerate(task.target) if c == right]
    at = task.chance.choice(places)
    return task.target[:at] + wrong + task.target[at + 1 :]


def capital_lost(task: Task) -> str | None:
    first = task.target[:1]
    if not (task.message.source[:1].isupper() and first.isupper() and first.lower() != first):
        return None
    if len(task.target) > 1 and task.target[1].isupper():
        return None
    return first.lower() + task.target[1:]


_LAYOUT = dict(zip("йцукенгшщзхъфывапролджэячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,.",
                   strict=True))  # fmt: skip
_LAYOUT |= dict(zip("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm", strict=True))


def wrong_keyboard(task: Task) -> str | None:
    """A word typed with the Latin keyboard on."""
    found = [w for w in words(task.target) if all(c in _LAYOUT for c in w.group())]
    found = [w for w in found if len(w.group()) >= 5]
    if not found:
        return None
    match = task.chance.choice(found)
    typed = "".join(_LAYOUT[c] for c in match.group())
    return task.target[: match.start()] + typed + task.target[match.end() :]


def lone_double(task: Task) -> str | None:
    """A word of one letter in another alphabet: nobody can see it."""
    found = regex.finditer(r"(?<=\s)\p{Ll}(?=\s)", task.target)
    others = {"Latn": "Cyrl", "Cyrl": "Latn", "Grek": "Latn"}
    for match in found:
        other = double(match.group(), others.get(script_of(match.group()), ""))
        if other:
            return task.target[: match.start()] + other + task.target[match.end() :]
    return None


def question_marks(task: Task) -> str | None:
    """Letters beyond ASCII that a program could not keep."""
    match = next((w for w in words(task.target) if sum(c > "\x7f" for c in w.group()) >= 1), None)
    if not match:
        return None
    lost = "".join("?" if c > "\x7f" else c for c in match.group())
    return task.target[: match.start()] + lost + task.target[match.end() :]


def mojibake_of_any(task: Task) -> str | None:
    """A word of any script in UTF-8, read as Windows-1252."""
    found = [w for w in words(task.target) if not w.group().isascii()]
    for match in found:
        try:
            wrong = match.group().encode().decode("cp1252")
        except UnicodeDecodeError:
            continue
        return task.target[: match.start()] + wrong + task.target[match.end() :]
    return None


def last_sentence_lost(task: Task) -> str | None:
    """The last of several sentences, however short."""
    parts = sentences(task.target)
    if len(parts) < 2 or len(sentences(task.message.source)) < len(parts):
        return None
    lost = len(parts[-1])
    return "".join(parts[:-1]).rstrip() if 0.15 < lost / len(task.target) < 0.8 else None


def item_lost(task: Task) -> str | None:
    """One of many items between commas, in a list of five or more."""
    items = list(regex.finditer(r"[,،，、፣၊]\s*[^,،，、፣၊;.。]{2,25}(?=[,،，、፣၊])", task.target))
    if len(items) < 4:
        return None
    match = task.chance.choice(items)
    return task.target[: match.start()] + task.target[match.end() :]


def sentence_added(task: Task) -> str | None:
    """Another paragraph's sentence, half as long as this one or longer, at the end."""
    other = task.catalog.messages[(task.at + 5) % len(task.catalog.messages)].target
    if len(other) < 0.5 * len(task.target) or len(other) < 40:
        return None
    return f"{task.target} {other}"


def sentence_twice(task: Task) -> str | None:
    parts = sentences(task.target)
    if len(parts) < 2 or len(parts[0]) < 20:
        return None
    return parts[0] + (" " if parts[1][:1] != " " else "") + "".join(parts)


def half_english(task: Task) -> str | None:
    """The second half was never translated."""
    source, target = task.message.source, task.target
    cut, at = source.find(" ", len(source) // 2), target.find(" ", len(target) // 2)
    return f"{target[:at]} {source[cut + 1 :]}" if cut > 0 and at > 0 else None


_MODALS = {
    "es": (("deberá", "podrá"), ("debe", "puede")), "it": (("deve", "può"),),
    "fr": (("doit", "peut"), ("doivent", "peuvent")), "pt": (("deve", "pode"),),
    "de": (("muss", "kann"), ("müssen", "können")), "nl": (("moet", "mag"),),
    "ru": (("должен", "может"), ("должны", "могут"), ("должно", "может")),
    "pl": (("musi", "może"), ("powinna", "może"), ("powinno", "może")),
    "el": (("πρέπει", "μπορεί"),), "zh": (("應", "可"), ("应", "可")),
    "sv": (("måste", "kan"),), "hu": (("kell", "lehet"),), "tr": (("zorunda", "serbest"),),
    "id": (("harus", "boleh"),), "vi": (("phải", "được"),),
}  # fmt: skip


def duty_weakened(task: Task) -> str | None:
    source = task.message.source
    if not regex.search(r"\b(?:must|shall)\b", source) or regex.search(
        r"\b(?:may|can|right|no|not|nor|only|possible|free)\b", source, regex.I
    ):
        return None
    for must, may in _MODALS.get(task.catalog.locale.split("-")[0], ()):
        found = regex.findall(
            rf"\b{must}\b" if must.isascii() or len(must) > 1 else must, task.target
        )
        if len(found) == 1:
            return task.target.replace(must, may)
    return None


_DENIED = {
    "es": (r"\b(?=tiene\b)", "no "), "it": (r"\b(?=ha\b)", "non "),
    "de": (r"(?<=\bhat) ", " nicht "),
    "ru": (r"\b(?=имеет\b)", "не "), "uk": (r"\b(?=має\b)", "не "), "el": (r"\b(?=έχει\b)", "δεν "),
    "pt": (r"\b(?=tem\b)", "não "), "pl": (r"\b(?=ma\b)", "nie "), "zh": (r"(?=有權|有权)", "沒"),
    "fr": (r"\ba (?=droit|le droit)", "n’a pas "), "id": (r"\b(?=berhak\b)", "tidak "),
    "vi": (r"(?=có quyền)", "không "), "hu": (r"\b(?=joga van\b)", "nem "),
}  # fmt: skip


def negation_added(task: Task) -> str | None:
    denial = _DENIED.get(task.catalog.locale.split("-")[0])
    if not denial or negation_of(task.message.source):
        return None
    changed, times = regex.subn(denial[0], denial[1], task.target, count=1)
    return changed if times else None


def shifted(task: Task) -> dict[int, str] | None:
    """Four paragraphs in a row, each with the translation of the next."""
    row = range(task.at, task.at + 4)
    messages = task.catalog.messages
    if task.at + 4 > len(messages) or any(len(messages[at].source) < 60 for at in row):
        return None
    return {at: messages[at + 1 if at < row[-1] else row[0]].target for at in row}
