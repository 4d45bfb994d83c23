"""Make the patterns that pyphen has not: ``python -m tools.hyphenation``.

The patterns are TeX's, from the collection hyph-utf8 (https://www.hyphenation.org/tex), as the npm
package ``hyphen`` has them: fetched by version and hash, turned back into Liang's notation, and
written to ``pipeline/typeset/data/hyphenation`` in the form of pyphen's dictionaries, with
copyright and licence. The same package gives the same bytes.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.locales import Locale
from tools.npm import fetch

FOLDER = Path(__file__).resolve().parents[1] / "pipeline" / "typeset" / "data" / "hyphenation"
NAME, VERSION = "hyphen", "1.14.1"
SHA512 = "kvL8xYl5QMTh+LwohVN72ciOxC0OEV79IPdJSTwEXok9y9QHebXGdFgrED4sWfiax/ODx++CAMk3hMy4XPJPOw=="

_MIT = "MIT; see LICENSE-MIT.txt beside this file"
_LPPL = "LaTeX Project Public License, version {} (https://www.latex-project.org/lppl/)"


class Language(NamedTuple):
    """A language's patterns: whose they are, and under what licence, as hyph-utf8 says."""

    name: str
    copyright: str
    licence: str = _MIT
    left: int = 2
    """How many letters at least stay before a hyphen in typesetting."""
    right: int = 2
    """How many go to the next line."""


# By hyph-utf8's tag. Of licences to choose from, the one that goes with the GPL.
LANGUAGES = {
    "cy": Language("Welsh", "1996 Yannis Haralambous", right=3),
    "fi": Language(
        "Finnish", "1986, 1988, 1989 Kauko Saarinen", "Patterns may be freely distributed"
    ),
    "fur": Language("Friulan", "2012 Claudio Beccari"),
    "ga": Language("Irish", "2004-2015 Kevin P. Scannell", right=3),
    "grc": Language("Ancient Greek", "2008-2016 Dimitrios Filippou", left=1, right=1),
    "hsb": Language("Upper Sorbian", "1997 Eduard Werner", _LPPL.format("1.3 or later")),
    "hy": Language(
        "Armenian",
        "2010 Sahak Petrosyan",
        "GNU Lesser General Public License, version 3 (https://www.gnu.org/licenses/)",
        left=1,
    ),
    "ia": Language("Interlingua", "1989-2005 Peter Kleiweg", _LPPL.format("1.3")),
    "ka": Language("Georgian", "2013 Levan Shoshiashvili", left=1),
    "kmr": Language(
        "Kurmanji (Northern Kurdish)", "2009 Jörg Knappen, Medeni Shemdê", _LPPL.format("1.3")
    ),
    "la": Language("Latin", "1999-2016 Claudio Beccari"),
    "mk": Language(
        "Macedonian",
        "2006 Vasil Taneski (and Stojan Trajanovski)",
        "GNU General Public License (https://www.gnu.org/licenses/)",
    ),
    "oc": Language("Occitan", "2016 Claudio Beccari"),
    "pms": Language("Piedmontese", "2013 Claudio Beccari"),
    "rm": Language("Romansh", "2012 Claudio Beccari, 2024 far.ch"),
    "tk": Language("Turkmen", "2010-2015 Nazar Annagurban"),
    "tr": Language(
        "Turkish",
        "1987 Pierre A. MacKay, 2008, 2011 TUG (H. Turgut Uyar, S. Ekin Kocabas, Mojca Miklavec)",
        _LPPL.format("1.0 or later"),
    ),
}


def package(folder: Path) -> dict[str, Any]:
    """What the package holds of each language: levels, tree and exceptions.

    They are JavaScript, not JSON; Node.js, which npm runs on, reads them.
    """
    archive = fetch(NAME, VERSION, SHA512, folder)
    shutil.unpack_archive(archive, folder, filter="data")
    node = shutil.which("node")
    if node is None:
        sys.exit("Node.js is not on the PATH; it reads the patterns.")
    load = "process.argv.slice(1).map(tag => [tag, require(`./package/patterns/${tag}.js`)])"
    script = f"process.stdout.write(JSON.stringify(Object.fromEntries({load})))"
    told = subprocess.run(
        [node, "-e", script, *LANGUAGES], cwd=folder, check=True, capture_output=True
    )
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def patterns(levels: list[list[int]], tree: dict[str, Any]) -> Iterator[str]:
    """The patterns of a tree of letters, whose leaves say which row of numbers goes with them."""
    open_: list[tuple[str, Any]] = [("", tree)]
    while open_:
        letters, node = open_.pop()
        leaf, below = (node[1], node[0]) if isinstance(node, list) else (node, {})
        if isinstance(node, dict):
            leaf, below = None, node
        if leaf is not None:
            yield spelled(letters, levels[leaf])
        open_ += [(letters + letter, each) for letter, each in below.items()]


def spelled(letters: str, numbers: list[int]) -> str:
    """Letters with the numbers between them; none stands before the full stop of a word's start."""
    first = letters.startswith(".")
    padded = [*[0] * first, *numbers, *[0] * len(letters)]
    return "".join(
        (str(number) if number else "") + letter
        for number, letter in zip(padded, [*letters, ""], strict=False)
    )


def exception(word: str, places: list[int]) -> str:
    """A word that is hyphenated at these places only, as a pattern that outweighs all others."""
    between = [9 if at in places else 8 for at in range(1, len(word))]
    return "." + "".join(f"{a}{b}" for a, b in zip(word, [*between, "."], strict=True))


def dictionary(tag: str, language: Language, content: list[Any]) -> str:
    """A language's file: its encoding, whence it comes, and its patterns in order."""
    levels, tree, *exceptions = content
    lines = [
        "UTF-8",
        f"% Hyphenation patterns for {language.name}: those of hyph-{tag}.tex in hyph-utf8",
        f"% (https://www.hyphenation.org/tex), unchanged, by way of npm's {NAME} {VERSION}.",
        f"% Copyright (C) {language.copyright}",
        f"% Licence: {language.licence}",
        f"LEFTHYPHENMIN {language.left}",
        f"RIGHTHYPHENMIN {language.right}",
        *sorted(patterns(levels, tree)),
        *sorted(exception(word, places) for each in exceptions for word, places in each.items()),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fetch, check, turn and write."""
    with tempfile.TemporaryDirectory() as temporary:
        found = package(Path(temporary))
    FOLDER.mkdir(parents=True, exist_ok=True)
    for tag, language in LANGUAGES.items():
        content = dictionary(tag, language, found[tag])
        name = Locale.parse(tag).cldr_language  # Kurmanji is what CLDR means by Kurdish
        (FOLDER / f"hyph_{name}.dic").write_text(content, "utf-8")


if __name__ == "__main__":
    main()
