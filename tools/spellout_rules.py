"""Find which of CLDR's rules spell numbers out in words of their own, for each language.

Run ``python -m tools.spellout_rules`` after an update of icu4py or Babel; it writes
``pipeline/data/spellout.json``. The names tried are those that CLDR gives its rule sets
(https://unicode.org/reports/tr35/tr35-numbers.html, "Rule-Based Number Formatting").
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from babel.localedata import locale_identifiers

from pipeline.text.spellout import distinct

PATH = Path(__file__).resolve().parents[1] / "pipeline" / "data" / "spellout.json"
_GENDERS = ("", "-masculine", "-feminine", "-neuter", "-common")
_CASES = (
    "",
    *(
        "-genitive -dative -accusative -instrumental -locative -prepositional -ablative "
        "-nominative -r -s -n -m -e -es -adjective -plural -alternate -partitive -financial "
        "-traditional -native -sinokorean -construct -absolute -attributive -informal -long -reale"
    ).split(),
)
NAMES = (
    "%spellout-numbering", "%spellout-numbering-year", "%spellout-numbering-verbose",
    *(f"%spellout-{kind}{gender}{case}" for kind in ("cardinal", "ordinal")
      for gender in _GENDERS for case in _CASES),
)  # fmt: skip


def rules(locales: Iterable[str]) -> dict[str, list[str]]:
    """The rules of each language (the first part of a locale) that has any at all."""
    table: dict[str, list[str]] = {}
    for locale in sorted(locales):
        found = distinct(locale, NAMES)
        if found:
            kept = table.setdefault(locale.partition("-")[0], [])
            kept.extend(name for name in found if name and name not in kept)
    return table


if __name__ == "__main__":
    found = rules(name.replace("_", "-") for name in locale_identifiers())
    PATH.write_text(json.dumps(found, indent=0) + "\n", "utf-8")
