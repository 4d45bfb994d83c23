"""How often the checks flag published translations: false alarms, nearly all of them.

    python -m benchmarks.false_alarms [--pofilter] [--weblate=PYTHON] [--each] [--check=ID] [FOLDER]

Units are the paragraphs, headings and titles of the Universal Declaration in every language of
the folder (default: ../shared/data/udhr); a unit counts once however often it is flagged. Each
finding was read, and `verdicts.tsv` says which of them are true slips of the published text; what
is not in it counts as a false alarm.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from benchmarks import udhr, weblate_peer
from benchmarks.declarations import FOLDER
from benchmarks.pofilter import Pofilter
from pipeline.checks import run
from pipeline.model import Catalog, Finding, Severity

_OFTEN = 0.02
VERDICTS = Path(__file__).with_name("verdicts.tsv")


def true_slips() -> frozenset[tuple[str, str, str]]:
    """Language, unit and check of the findings that were judged true."""
    with VERDICTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return frozenset(
        (row["language"], row["unit"], row["check"]) for row in rows if row["verdict"] == "true"
    )


def units(findings: list[Finding]) -> set[tuple[str, str]]:
    return {(f.document, f.key) for f in findings}


def measure(catalogs: dict[str, Catalog]) -> dict[str, list[Finding]]:
    return {stem: list(run([catalog])) for stem, catalog in catalogs.items()}


def figures(
    catalogs: dict[str, Catalog], *, pofilter: bool = False, python: str = ""
) -> dict[str, Any]:
    """How many units are flagged, in all and by each check, and how many of them wrongly."""
    found, judged = measure(catalogs), true_slips()
    flagged, wrong = Counter[str](), Counter[str]()
    most: dict[str, tuple[float, str]] = defaultdict(lambda: (0.0, ""))
    most_wrong: dict[str, tuple[float, str]] = defaultdict(lambda: (0.0, ""))
    often = []
    errors = everywhere = false = 0
    for stem, findings in found.items():
        by_check: dict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            by_check[finding.check].append(finding)
        alarms = [f for f in findings if (stem, f.key, f.check) not in judged]
        errors += len(units([f for f in findings if f.severity is Severity.ERROR]))
        everywhere += len(units(findings))
        false += len(units(alarms))
        for check, mine in by_check.items():
            mistaken = units([f for f in alarms if f.check == check])
            flagged[check] += len(units(mine))
            wrong[check] += len(mistaken)
            size = len(catalogs[stem].messages)
            if len(units(mine)) > _OFTEN * size:
                often.append(
                    {
                        "check": check,
                        "where": stem,
                        "units": len(units(mine)),
                        "of": size,
                        "false": len(mistaken),
                    }
                )
            most[check] = max(most[check], (len(units(mine)) / size, stem))
            most_wrong[check] = max(most_wrong[check], (len(mistaken) / size, stem))
    return {
        "languages": len(catalogs),
        "units": sum(len(catalog.messages) for catalog in catalogs.values()),
        "errors": errors,
        "all": everywhere,
        "false": false,
        "often": sorted(often, key=lambda each: (-each["units"] / each["of"], each["check"])),
        "checks": {
            check: {
                "units": count,
                "false": wrong[check],
                "most": most[check][0],
                "where": most[check][1],
                "most_false": most_wrong[check][0],
                "where_false": most_wrong[check][1] if wrong[check] else "",
            }
            for check, count in sorted(flagged.items())
        },
        **({"pofilter": peer(catalogs)} if pofilter else {}),
        **({"weblate": other_peer(catalogs, python)} if python else {}),
    }


def peer(catalogs: dict[str, Catalog]) -> dict[str, Any]:
    """What pofilter flags of the same units, with all its filters."""
    flagged = 0
    filters: Counter[str] = Counter()
    most: dict[str, float] = defaultdict(float)
    for catalog in catalogs.values():
        pofilter = Pofilter(catalog.locale)
        here: Counter[str] = Counter()
        for message in catalog.messages:
            failures = pofilter.failures(message.source, message.target)
            flagged += bool(failures)
            here.update(failures)
        filters.update(here)
        for name, times in here.items():
            most[name] = max(most[name], times / len(catalog.messages))
    return {
        "all": flagged,
        "filters": dict(filters.most_common()),
        "most": dict(sorted(most.items())),
    }


def other_peer(catalogs: dict[str, Catalog], python: str) -> dict[str, Any]:
    """What Weblate's checks flag of the same units."""
    asked = [(c.locale, m.source, m.target) for c in catalogs.values() for m in c.messages]
    found = weblate_peer.failures(python, asked)
    filters = Counter(name for names in found for name in names)
    return {"all": sum(map(bool, found)), "filters": dict(filters.most_common())}


def say(catalogs: dict[str, Catalog], arguments: list[str]) -> None:
    """Print each finding, for reading."""
    wanted = [a[8:] for a in arguments if a.startswith("--check=")]
    for stem, findings in measure(catalogs).items():
        texts = {message.key: message for message in catalogs[stem].messages}
        for finding in findings:
            if wanted and finding.check not in wanted:
                continue
            target = texts[finding.key].target if finding.key in texts else ""
            marked = [target[s.start : s.end] for s in finding.target_spans]
            print(f"{stem} {finding.key} {finding.check}/{finding.code}: {finding.words} {marked}")
            print(f"    {target[:160]}")


def main(arguments: list[str]) -> None:
    folders = [Path(a) for a in arguments if not a.startswith("--")]
    catalogs = udhr.catalogs(folders[0] if folders else FOLDER)
    python = next((a[10:] for a in arguments if a.startswith("--weblate=")), "")
    found = figures(catalogs, pofilter="--pofilter" in arguments, python=python)
    total = found["units"]
    print(f"{found['languages']} languages, {total} units")
    print(f"flagged at error: {found['errors']} ({found['errors'] / total:.2%})")
    print(f"flagged in all: {found['all']} ({found['all'] / total:.2%})")
    print(f"of these falsely: {found['false']} ({found['false'] / total:.2%})")
    ranked = sorted(found["checks"].items(), key=lambda item: -item[1]["units"])
    for check, each in ranked:
        most = f"at most {each['most']:.1%} ({each['where']})"
        wrong = f"falsely {each['false']:3}, at most {each['most_false']:.1%}"
        print(f"  {check:24} {each['units']:4} {each['units'] / total:8.2%}  {most:26} {wrong}")
    if "pofilter" in found:
        print(f"pofilter: {found['pofilter']['all']} ({found['pofilter']['all'] / total:.1%})")
        print(f"  {found['pofilter']['filters']}")
    if "weblate" in found:
        print(f"Weblate: {found['weblate']['all']} ({found['weblate']['all'] / total:.1%})")
        print(f"  {found['weblate']['filters']}")
    if "--each" in arguments:
        say(catalogs, arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
