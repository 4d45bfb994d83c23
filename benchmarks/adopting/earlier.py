"""How much what was translated earlier helps to take in the next document.

    python -m benchmarks.adopting.earlier --handbook FOLDER

In every language that both books have, one is what is in the project already and the other is the
disturbed file, without headings. So are the two halves of the Universal Declaration to each other,
and ten paragraphs of the handbook, which teach next to nothing, to the Declaration. Each with the
shipped lexicon and without, and before it with nothing learnt.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from benchmarks.adopting import corpora
from benchmarks.adopting.corpora import Pair
from benchmarks.adopting.disturb import LEVELS, Task, disturb
from benchmarks.adopting.measure import FIRST_SEED, judge, row
from pipeline.align import overlap
from pipeline.align.learning import taught
from pipeline.align.lexicon import NOTHING, Lexicon, file_name, lexicon
from pipeline.locales import Locale

ENGLISH = Locale("en")
FEW = 10
PAGES = 2
"""So many pages of the handbook are files to be taken in, in each language."""


def settings(
    books: dict[str, list[Pair]], declarations: list[Pair]
) -> Iterator[tuple[str, Pair, list[Pair]]]:
    """What is tried: its name, the file to be taken in, and what was translated before."""
    for each in declarations:
        middle = len(each.source) // 2
        halves = [
            replace(each, source=each.source[part], target=each.target[part])
            for part in (slice(middle), slice(middle, None))
        ]
        yield "half the Declaration, after the other", halves[0], [halves[1]]
        yield "half the Declaration, after the other", halves[1], [halves[0]]
        pages = books.get(name_of(each), [])
        if pages:
            yield "Declaration, after the handbook", each, pages
            few = replace(pages[0], source=pages[0].source[:FEW], target=pages[0].target[:FEW])
            yield f"Declaration, after {FEW} paragraphs", each, [few]
            for page in pages[:PAGES]:
                yield "handbook, after the Declaration", page, [each]


def name_of(pair: Pair) -> str:
    """The language of a pair, as lexicons are named."""
    return file_name(Locale.parse(pair.locale))


def learnt_from(pairs: list[Pair]) -> Lexicon:
    """What some translations teach."""
    texts = (
        (ours.text, theirs.text)
        for pair in pairs
        for ours, theirs in zip(pair.source, pair.target, strict=True)
    )
    return taught(texts, Locale.parse(pairs[0].locale), ENGLISH)


def tasks(pair: Pair, others: list[Pair]) -> list[Task]:
    """The file at every level."""
    return [disturb(pair, level, others, headings=False, seed=FIRST_SEED) for level in LEVELS]


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--handbook", type=Path, required=True, help="its html folder")
    parser.add_argument("--every", type=int, default=1, help="only every so many-th language")
    arguments = parser.parse_args()
    declarations = corpora.udhr()
    books: dict[str, list[Pair]] = defaultdict(list)
    for page in corpora.handbook(arguments.handbook):
        books[name_of(page)].append(page)
    both = [each for each in declarations if name_of(each) in books]
    results = defaultdict(list)
    slowest = 0.0
    for name, pair, earlier in settings(books, both[:: arguments.every]):
        begin = time.process_time()
        known = learnt_from(earlier)
        slowest = max(slowest, time.process_time() - begin)
        for task in tasks(pair, declarations):
            for shipped in (True, False):
                ours = lexicon if shipped else lambda _: NOTHING
                with patch.object(overlap, "lexicon", ours):
                    for lessons in (NOTHING, known):
                        key = name, task.level, shipped, lessons is known
                        results[key].append(judge(task, None, lessons))
    print(f"learning took {slowest:.2f} s at most")
    print(f"{'':60}{'F1':>7}{'micro':>7}{'filled':>8}{'right':>8}{'s':>7}")
    for (name, level, shipped, learnt), group in results.items():
        how = f"{'shipped' if shipped else 'hidden'}{', learnt' if learnt else ''}"
        print(f"{name + ', ' + level + ' (' + how + ')':60}" + row(group))


if __name__ == "__main__":
    main()
