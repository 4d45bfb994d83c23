"""How often the checks flag published translations: false alarms, nearly all of them.

    python -m benchmarks.false_alarms [--pofilter] [--each] [FOLDER]

Units are the paragraphs, headings and titles of the Universal Declaration in every language of
the folder (default: ../shared/data/udhr); a unit counts once however often it is flagged.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

from benchmarks import udhr
from pipeline.checks import run
from pipeline.model import Catalog, Finding, Severity


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %"


def units(findings: list[Finding]) -> set[tuple[str, str]]:
    return {(f.document, f.key) for f in findings}


def measure(catalogs: dict[str, Catalog]) -> dict[str, list[Finding]]:
    return {stem: list(run([catalog])) for stem, catalog in catalogs.items()}


def main(arguments: list[str]) -> None:
    folders = [Path(a) for a in arguments if not a.startswith("--")]
    catalogs = udhr.catalogs(folders[0] if folders else udhr.FOLDER)
    found = measure(catalogs)
    total = sum(len(c.messages) for c in catalogs.values())
    grave = {s: [f for f in fs if f.severity is Severity.ERROR] for s, fs in found.items()}
    errors = sum(len(units(fs)) for fs in grave.values())
    every = sum(len(units(fs)) for fs in found.values())
    print(f"{len(catalogs)} languages, {total} units")
    print(f"flagged at error: {errors} ({share(errors, total)})")
    print(f"flagged in all: {every} ({share(every, total)})")
    by_check: Counter[str] = Counter()
    worst: dict[str, tuple[float, str]] = defaultdict(lambda: (0.0, ""))
    for stem, findings in found.items():
        size = len(catalogs[stem].messages)
        for check in {f.check for f in findings}:
            flagged = len(units([f for f in findings if f.check == check]))
            by_check[check] += flagged
            worst[check] = max(worst[check], (flagged / size, stem))
    for check, count in by_check.most_common():
        most, where = worst[check]
        print(f"  {check:24} {count:4} {share(count, total):>8}  at most {most:.1%} ({where})")
    for stem, findings in sorted(found.items(), key=lambda item: -len(units(item[1])))[:12]:
        size = len(catalogs[stem].messages)
        print(f"  {stem:16} {len(units(findings)):3} of {size}")
    if "--each" in arguments:
        wanted = [a[8:] for a in arguments if a.startswith("--check=")]
        for stem, findings in found.items():
            texts = {m.key: m for m in catalogs[stem].messages}
            for f in findings:
                if not wanted or f.check in wanted:
                    message = texts.get(f.key)
                    target = message.target if message else ""
                    marked = [target[s.start : s.end] for s in f.target_spans]
                    print(f"{stem} {f.key} {f.check}/{f.code}: {f.words} {marked} | {target[:160]}")
                    if message and "--source" in arguments:
                        print(f"      {message.source[:160]}")


if __name__ == "__main__":
    main(sys.argv[1:])
