"""Make ``pipeline/data/languages.json``: what must be known of a language's name to read it.

Run ``python -m tools.language_tables`` after an update of Babel or python-iso639. The table holds
the codes of ISO 639-1 by those of ISO 639-3, the languages that CLDR serves by the data of others
(its language aliases), and for each script but Latin the languages that CLDR's likely subtags give
it (https://unicode.org/reports/tr35/#Likely_Subtags), ``kk``, or a language in one territory,
``kk_CN``. Every command asks for these few; Babel and ISO 639-3, which know all the rest, take
longer to open than a page takes to set.
"""

from __future__ import annotations

import json
from pathlib import Path

from babel.core import get_global
from iso639 import ALL_LANGUAGES

PATH = Path(__file__).resolve().parents[1] / "pipeline" / "data" / "languages.json"


def shortest() -> dict[str, str]:
    """The codes of ISO 639-1 by those of ISO 639-3."""
    return {each.part3: each.part1 for each in ALL_LANGUAGES if each.part3 and each.part1}


def served() -> dict[str, str]:
    """The language by whose data CLDR serves another: ``yi`` for ``ydd``, Eastern Yiddish."""
    aliases = get_global("language_aliases").items()
    codes = shortest()
    return {name: other.split("_")[0] for name, other in aliases if name not in codes}


def scripts() -> dict[str, list[str]]:
    """Languages by script; those in a territory where they are not written as elsewhere.

    A language that CLDR serves by the data of another, ``ydd`` by ``yi``, is written as that is.
    """
    likely = {
        name: tag.split("_")[1]
        for name, tag in get_global("likely_subtags").items()
        if not _with_script(name)
    }
    for name, other in get_global("language_aliases").items():
        if _with_script(other):
            likely.setdefault(name, other.split("_")[1])
        likely.setdefault(name, likely.get(other) or likely.get(other.split("_")[0], "Latn"))
    table: dict[str, list[str]] = {}
    for name, script in sorted(likely.items()):
        language, *territory = name.split("_")
        if script != (likely.get(language, "Latn") if territory else "Latn"):
            table.setdefault(script, []).append(name)
    return dict(sorted(table.items()))


def _with_script(name: str) -> bool:
    return any(len(part) == 4 for part in name.split("_")[1:])


def table() -> dict[str, dict[str, str]]:
    """All that the file holds."""
    lists = {script: " ".join(names) for script, names in scripts().items()}
    return {
        "shortest": dict(sorted(shortest().items())),
        "served": dict(sorted(served().items())),
        "scripts": lists,
    }


if __name__ == "__main__":
    PATH.write_text(json.dumps(table(), indent=0) + "\n", "utf-8")
