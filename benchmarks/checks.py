"""All the figures of docs/checks.md, written to benchmarks/checks.json.

    python -m benchmarks.checks [--weblate=PYTHON] && python -m tools.checks_page

Takes a few minutes: false alarms and recall, with pofilter beside, and what 10,000 messages cost.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks import check_speed, crowded, false_alarms, recall, udhr

FILE = Path(__file__).with_name("checks.json")


def main(arguments: list[str]) -> None:
    python = next((a[10:] for a in arguments if a.startswith("--weblate=")), "")
    # The cost comes first, in a process that has done nothing else, as the command is run.
    found = {
        "speed": check_speed.figures(10_000, pofilter=True),
        "false_alarms": false_alarms.figures(udhr.catalogs(), pofilter=True, python=python),
        "recall": recall.figures(pofilter=True, python=python),
        "crowded": crowded.figures(pofilter=True),
    }
    FILE.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(FILE)


if __name__ == "__main__":
    main(sys.argv[1:])
