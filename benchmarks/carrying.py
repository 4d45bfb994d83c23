"""Carrying translations over edits whose truth is known, beside msgmerge and pot2po.

    python -m benchmarks.carrying [--documents 40] [--seed 1]

Documents are made of the clauses of the English Universal Declaration, in paragraphs of one to
three sentences; each is then edited: words changed, paragraphs moved, split, merged, deleted,
new ones put in, numbers changed ("renumber") and sentences negated. Each sentence of a
translation says which English sentence it belongs to, so what a tool did is right or wrong.

A paragraph is carried if its message holds the translation of all its old sentences; a part of
a split paragraph must hold that of its own. For renumbered and negated paragraphs the old
translation must *not* stand as a translation: it counts as right where it is only quoted.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import udhr
from benchmarks.declarations import FOLDER
from benchmarks.merging import HEADER
from pipeline.catalogs import po, remarks, template
from pipeline.model import Catalog, Message, Part, Segment, State, Template
from pipeline.stages.carry import carry
from pipeline.stages.update import update
from pipeline.text.sentences import sentences

KINDS = {
    "same": 46,
    "edit": 14,
    "move": 7,
    "move and edit": 3,
    "split": 8,
    "split apart": 3,
    "merge": 5,
    "renumber": 5,
    "negate": 5,
    "gone": 5,
}
"""What becomes of a paragraph, and how often of a hundred or so; new ones come besides."""
Sentence = tuple[int, int]
"""A sentence of the old document: the paragraph's number, and its own in there."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the new document, and the truth about it."""

    text: str
    kind: str
    origin: tuple[Sentence, ...] = ()
    """The old sentences that it is made of."""


def clauses() -> list[str]:
    """The sentences of the English declaration, each once."""
    page = udhr.read(FOLDER / "eng.html")
    found = [
        sentence
        for steps, texts in page.parts.items()
        if steps[-1][0] is not Part.HEADING and steps[0][0] in (Part.PREAMBLE, Part.ARTICLE)
        for text in texts
        for sentence in sentences(text, "en")
    ]
    ended = (f"{sentence.rstrip(',;:.')}." for sentence in found)
    return list(dict.fromkeys(s for s in ended if len(s.split()) > 4))


def document(dice: random.Random, pool: Sequence[str]) -> tuple[list[list[str]], list[str]]:
    """Paragraphs, and sentences kept back for what will be new."""
    pool = list(pool)
    dice.shuffle(pool)
    fresh = [pool.pop() for _ in range(8)]
    paragraphs = []
    while pool:
        paragraphs.append([pool.pop() for _ in range(min(len(pool), dice.choice((1, 1, 2, 2, 3))))])
    return paragraphs, fresh


def edited(text: str, dice: random.Random, words: Sequence[str]) -> str:
    """One to three words changed, none of which is a number, a negation or the like."""
    tokens = text.split()
    for _ in range(dice.choice((1, 1, 2, 3))):
        at = dice.randrange(1, len(tokens) - 1)
        if not PLAIN.fullmatch(tokens[at]):
            continue
        match dice.choice("rid"):
            case "r":
                tokens[at] = dice.choice(words)
            case "i":
                tokens.insert(at, dice.choice(words))
            case "d":
                del tokens[at]
    done = " ".join(tokens)
    return done if done != text else edited(text, dice, words)


PLAIN = re.compile(r"(?!not$|nor$|no$|without$|all$|every$|any$|first$|one$)[a-z]{3,}")


def negated(text: str) -> str | None:
    """The contrary, or None where no simple one is to be had."""
    for old, new in (
        (r"\bEveryone\b", "No one"),
        (r"\bNo one\b", "Everyone"),
        (r"\bshall not be\b", "shall be"),
        (r"\bshall be\b", "shall not be"),
        (r"\bhas the\b", "has not the"),
        (r"\bare\b", "are not"),
    ):
        if re.search(old, text):
            return re.sub(old, new, text, count=1)
    return None


def later(dice: random.Random, old: list[list[str]], fresh: list[str]) -> list[Paragraph]:
    """A later version of a document."""
    words = sorted({w for p in old for s in p for w in s.split() if PLAIN.fullmatch(w)})
    new: list[Paragraph] = []
    moved: list[Paragraph] = []
    at = 0
    while at < len(old):
        text = " ".join(old[at])
        origin = tuple((at, n) for n in range(len(old[at])))
        kind = dice.choices(tuple(KINDS), tuple(KINDS.values()))[0]
        if kind.startswith("split") and len(old[at]) > 1:
            cut = dice.randrange(1, len(old[at]))
            halves = ((old[at][:cut], origin[:cut]), (old[at][cut:], origin[cut:]))
            parts = [Paragraph(" ".join(part), kind, whence) for part, whence in halves]
            new.append(parts[0])
            (new if kind == "split" else moved).append(parts[1])
        elif kind == "merge" and at + 1 < len(old):
            at += 1
            joined = " ".join((text, *old[at]))
            both = (*origin, *((at, n) for n in range(len(old[at]))))
            new.append(Paragraph(joined, kind, both))
        elif kind == "edit":
            new.append(Paragraph(edited(text, dice, words), kind, origin))
        elif kind.startswith("move"):
            changed = edited(text, dice, words) if kind == "move and edit" else text
            moved.append(Paragraph(changed, kind, origin))
        elif kind == "renumber":
            number = dice.choice(("within 30 days", "at least 12 times", "in two years"))
            new.append(Paragraph(f"{text[:-1]}, {number}.", kind, origin))
        elif kind == "negate" and (contrary := negated(text)):
            new.append(Paragraph(contrary, kind, origin))
        elif kind != "gone":
            new.append(Paragraph(text, "same", origin))
        at += 1
    for each in [*moved, *(Paragraph(text, "insert") for text in fresh)]:
        places = [
            n for n, p in enumerate(new) if n == 0 or p.kind != "split" or not _halves(new, n)
        ]
        new.insert(dice.choice((*places, len(new))), each)
    return list({p.text: p for p in new}.values())


def _halves(new: list[Paragraph], at: int) -> bool:
    """Whether the paragraph and the one before are of one."""
    before = new[at - 1]
    return before.kind == "split" and before.origin[0][0] == new[at].origin[0][0]


def translated(paragraph: list[str], number: int) -> str:
    """A translation whose sentences say where they belong."""
    vowels = str.maketrans("aeiou", "àèìòù")
    return " ".join(
        f"{sentence[:-1].translate(vowels)} §{number}.{n}." for n, sentence in enumerate(paragraph)
    )


# ------------------------------------------------------------------------------- the tools


def ours(old: Catalog, texts: Sequence[str]) -> Catalog:
    """Keys carried over by the segmenter's rule, then an update."""
    keyed = [
        Message(Segment(f"k{n}", m.source), m.target, m.state) for n, m in enumerate(old.messages)
    ]
    keys = [f"new{n}" for n in range(len(texts))]
    for link in carry([m.source for m in keyed], texts):
        keys[link.new[0]] = keyed[link.old[0]].key
    segments = tuple(Segment(key, text) for key, text in zip(keys, texts, strict=True))
    catalog = Catalog("x", "es", tuple(keyed), HEADER)
    return update(catalog, Template("x", segments, HEADER))[0]


def tool(command: Sequence[str], old: Catalog, texts: Sequence[str]) -> Catalog:
    """What a program makes of the same catalog without keys; {} are old, new and out."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "old.po").write_bytes(po.write(old))
        pot = Template("x", tuple(Segment("", text) for text in texts), HEADER)
        (folder / "new.pot").write_bytes(template.write(pot))
        shutil.copy(folder / "old.po", folder / "out.po")
        files = {n: str(folder / n) for n in ("old.po", "new.pot", "out.po")}
        words = [files.get(word, word) for word in command]
        subprocess.run(words, check=True, capture_output=True)
        return po.read((folder / "out.po").read_bytes(), path="out", document="x", keyed=False)


def tools() -> Iterator[tuple[str, list[str]]]:
    if shutil.which("msgmerge"):
        yield "msgmerge", ["msgmerge", "--quiet", "--previous", "-o", "out.po", "old.po", "new.pot"]
    pot2po = Path(sys.executable).with_name("pot2po")
    if pot2po.exists():
        yield "pot2po", [str(pot2po), "--progress=none", "-t", "old.po", "new.pot", "out.po"]


# ------------------------------------------------------------------------------- the verdict


def verdicts(new: Sequence[Paragraph], catalog: Catalog) -> Iterator[tuple[str, bool]]:
    """For each paragraph its kind, and whether the tool did right."""
    messages = {m.source: m for m in catalog.live}
    for paragraph in new:
        message = messages[paragraph.text]
        held = {(int(i), int(k)) for i, k in re.findall(r"§(\d+)\.(\d+)", message.target)}
        if paragraph.kind == "insert":
            yield paragraph.kind, not held
        elif paragraph.kind in ("renumber", "negate"):
            quoted = " ".join(remarks.of(message.comments, "suggestion"))
            yield paragraph.kind, not held
            yield f"{paragraph.kind}, quoted", f"§{paragraph.origin[0][0]}." in quoted
        elif paragraph.kind in ("same", "move"):
            right = held == set(paragraph.origin) and message.state is State.TRANSLATED
            yield paragraph.kind, right
        else:
            yield paragraph.kind, held >= set(paragraph.origin)
            if paragraph.kind.startswith("split"):
                yield f"{paragraph.kind}, no more", held == set(paragraph.origin)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    pool = clauses()
    right: dict[str, Counter[str]] = defaultdict(Counter)
    total: Counter[str] = Counter()
    for _ in range(options.documents):
        paragraphs, fresh = document(dice, pool)
        new = later(dice, paragraphs, fresh)
        texts = [p.text for p in new]
        old = Catalog(
            "x",
            "es",
            tuple(
                Message(Segment("", " ".join(p)), translated(p, n), State.TRANSLATED)
                for n, p in enumerate(paragraphs)
            ),
            HEADER,
        )
        made = {"ours": ours(old, texts)}
        made |= {name: tool(command, old, texts) for name, command in tools()}
        for name, catalog in made.items():
            for kind, good in verdicts(new, catalog):
                right[name][kind] += good
                total[kind] += name == "ours"
    print(f"{options.documents} documents, seed {options.seed}; % right")
    print(f"{'':20}{'n':>6}" + "".join(f"{name:>10}" for name in right))
    for kind in total:
        shares = (f"{100 * right[name][kind] / total[kind]:10.1f}" for name in right)
        print(f"{kind:20}{total[kind]:6}" + "".join(shares))


if __name__ == "__main__":
    main()
