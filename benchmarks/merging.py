"""Merging catalogs: quality and CPU time beside msgmerge, ``msgmerge -N`` and pot2po.

    python -m benchmarks.merging [--sizes 1000,10000] [--edited 5] [--runs 3] [--tools ours,pot2po]

Catalogs are made of real paragraphs (see `benchmarks.corpora`): a share is edited, 3 % are new,
3 % gone, 2 % moved. Each translation says the number of the paragraph it belongs to, so every
suggestion is known to be right or wrong. The tools run by turns; times are medians of the CPU
seconds of the whole process, user and system.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.corpora import paragraphs
from benchmarks.costs import Cost, by_turns, cost
from pipeline.catalogs import po, remarks, template
from pipeline.model import Catalog, Message, Segment, State, Template

HEADER = (
    ("Project-Id-Version", "benchmark"),
    ("POT-Creation-Date", "2026-03-02 00:00+0000"),
    ("PO-Revision-Date", "2026-03-02 00:00+0000"),
    ("Last-Translator", "Nobody"),
    ("Language-Team", "none"),
    ("Language", "es"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
)
MARK = re.compile(r"^§(\d+) ")


@dataclass(frozen=True)
class Merge:
    """Two versions of a text with what is known about them."""

    old: list[str]
    new: list[str]
    origins: dict[str, int | None]
    """For each new text, the place of the old one it comes from."""


def make(texts: Sequence[str], size: int, edited: float, seed: int = 1) -> Merge:
    """An old text of ``size`` paragraphs, and a new one made of it; all texts are distinct."""
    if len(texts) < size + size // 30:
        raise SystemExit(f"only {len(texts)} paragraphs are to be had: see benchmarks/corpora.py")
    dice = random.Random(seed)
    chosen = dice.sample(texts, size + size // 30)
    old, fresh = chosen[:size], chosen[size:]
    words = " ".join(dice.sample(chosen, min(500, len(chosen)))).split()
    gone = set(dice.sample(range(size), size * 3 // 100))
    kept: list[tuple[str, int | None]] = []
    for place, text in enumerate(old):
        if place not in gone:
            new = edit(text, words, dice) if dice.random() < edited else text
            kept.append((new, place))
    for _ in range(size * 2 // 100):
        kept.insert(dice.randrange(len(kept)), kept.pop(dice.randrange(len(kept))))
    for text in fresh:
        kept.insert(dice.randrange(len(kept)), (text, None))
    origins = dict(kept)
    return Merge(old, list(origins), origins)


def edit(text: str, words: Sequence[str], dice: random.Random) -> str:
    """One to three small edits: words replaced, put in, taken out, two of them swapped."""
    tokens = text.split()
    for _ in range(dice.choice((1, 1, 2, 3))):
        at = dice.randrange(len(tokens))
        match dice.choice("riid" if len(tokens) > 6 else "r"):
            case "r":
                tokens[at] = dice.choice(words)
            case "i":
                tokens[at:at] = dice.sample(words, dice.choice((1, 2, 3)))
            case "d":
                del tokens[at : at + dice.choice((1, 2, 3))]
    edited = " ".join(tokens)
    return edited if edited != text else edit(text, words, dice)


def write(merge: Merge, folder: Path) -> tuple[Path, Path]:
    """The catalog of the old text and the template of the new one, without keys."""
    messages = tuple(
        Message(Segment("", text), f"§{n} {_translated(text)}", State.TRANSLATED)
        for n, text in enumerate(merge.old)
    )
    catalog, pot = folder / "old.po", folder / "new.pot"
    catalog.write_bytes(po.write(Catalog("x", "es", messages, HEADER)))
    segments = tuple(Segment("", text) for text in merge.new)
    pot.write_bytes(template.write(Template("x", segments, HEADER)))
    return catalog, pot


def _translated(text: str) -> str:
    return text.translate(str.maketrans("aeiou", "àèìòù"))


# ------------------------------------------------------------------------------- the tools


def commands(old: Path, pot: Path, out: Path) -> dict[str, list[str]]:
    """How each tool is called."""
    ours = [sys.executable, "-m", "benchmarks.merging", "--merge", str(old), str(pot), str(out)]
    quiet = ["msgmerge", "--quiet", "--no-wrap", "--output-file", str(out)]
    found = {
        "ours": ours,
        "msgmerge-N": [*quiet, "-N", str(old), str(pot)],
        "msgmerge": [*quiet, "--previous", str(old), str(pot)],
    }
    pot2po = Path(sys.executable).with_name("pot2po")
    if pot2po.exists():
        found["pot2po"] = [str(pot2po), "--progress=none", "-t", str(old), str(pot), str(out)]
    return found


def timed(tool: str, old: Path, pot: Path) -> Cost:
    """What a tool takes to bring the old catalog to the new template, in a file of its own."""
    out = old.with_name(f"{tool}.po")
    if tool == "pot2po":
        shutil.copy(old, out)
    return cost(commands(old, pot, out)[tool])


def merge_ours(old: str, pot: str, out: str) -> None:
    """What is timed: read both, update, write, as ``declaration update`` does."""
    from pipeline import collector
    from pipeline.stages.update import update

    with collector.held_off():
        catalog = po.read(Path(old).read_bytes(), path=old, document="x")
        new = template.read(Path(pot).read_bytes(), path=pot, document="x")
        result, _ = update(catalog, new)
        Path(out).write_bytes(po.write(result))


# ------------------------------------------------------------------------------- quality


@dataclass(frozen=True)
class Quality:
    """How right the suggestions for changed and new paragraphs are."""

    precision: float
    recall: float
    wrong_on_new: int
    new: int

    def __str__(self) -> str:
        f = 2 * self.precision * self.recall / ((self.precision + self.recall) or 1)
        shares = f"P {self.precision:.3f}  R {self.recall:.3f}  F {f:.3f}"
        return f"{shares}  wrong on brand-new {self.wrong_on_new} of {self.new}"


def judge(merge: Merge, out: Path) -> Quality:
    """Compare a tool's catalog with what is known."""
    catalog = po.read(out.read_bytes(), path=str(out), document="x", keyed=False)
    old = set(merge.old)
    right = given = due = wrong_on_new = new = 0
    for message in catalog.messages:
        if message.state is State.OBSOLETE or message.source in old:
            continue
        origin = merge.origins[message.source]
        said = MARK.match(
            message.target or next(iter(remarks.of(message.comments, "suggestion")), "")
        )
        given += said is not None
        due += origin is not None
        right += said is not None and int(said[1]) == origin
        new += origin is None
        wrong_on_new += origin is None and said is not None
    return Quality(right / (given or 1), right / (due or 1), wrong_on_new, new)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--merge", nargs=3)
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--edited", type=float, default=5)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--tools", default="ours,msgmerge-N")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.merge:
        merge_ours(*options.merge)
        return
    texts = paragraphs()
    print(f"{len(texts)} paragraphs; {options.edited} % edited; CPU seconds, medians")
    for size in map(int, options.sizes.split(",")):
        merge = make(texts, size, options.edited / 100, options.seed)
        with tempfile.TemporaryDirectory() as name:
            old, pot = write(merge, Path(name))
            runs = {tool: partial(timed, tool, old, pot) for tool in options.tools.split(",")}
            print(f"{size} messages")
            for tool, costs in by_turns(runs, options.runs).items():
                spent, memory = median(each.cpu for each in costs), costs[-1].memory
                quality = judge(merge, Path(name, f"{tool}.po"))
                print(f"  {tool:11} {spent:7.2f} s  {memory:5.0f} MiB  {quality}")


if __name__ == "__main__":
    main()
