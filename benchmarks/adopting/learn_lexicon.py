"""Learn which words of other languages go with which English ones, from general translations.

    python -m benchmarks.adopting.learn_lexicon --annotations FOLDER --catalogs FOLDER...

``--annotations`` is the folder of that name in the npm package ``cldr-annotations-full`` (names and
keywords of signs, from Unicode CLDR); ``--catalogs`` are folders of compiled gettext catalogs, such
as ``/usr/share/locale`` and LibreOffice's. Messages of programs and keywords of signs are far from
declarations, but languages, families, schools and laws occur in them in more than a hundred
languages.

How words are linked is told in `pipeline.align.learning`. Only the commoner English words are kept.
"""

from __future__ import annotations

import argparse
import gettext
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pipeline.align.learning import LONG, Entry, beginnings, learn, splitter
from pipeline.align.lexicon import bases, file_name
from pipeline.errors import DeclarationError
from pipeline.locales import Locale

FILE = Path(__file__).resolve().parents[2] / "pipeline" / "align" / "data" / "lexicon.zip"
COMMON = 5000
"""So many English words are kept, the most frequent ones."""
MOST = 12_000
"""So many messages of a language are enough; the shortest tell most."""
FEW = 100
"""Of a language with fewer words nothing is kept."""
_MARKUP = re.compile(r"<[^>]*>|%[-\d.$]*[a-zA-Z]|\{[^}]*\}|\$\w+|&\w+;|[~_&]|\(.\)")
# Programs name thousands of places and languages, most of them the same in every language.
_NAMES = ("iso_3166-2", "iso_639")


def messages(folders: Iterable[Path], split: Callable[[str], set[str]]) -> Iterator[Entry]:
    """The short messages of a language's catalogs."""
    found = set()
    for folder in folders:
        for path in folder.glob("LC_MESSAGES/*.mo"):
            if not path.name.startswith(_NAMES):
                found.update(_catalog(path))
    for source, target in sorted(found, key=lambda each: (len(each[0]), each))[:MOST]:
        yield bases(_MARKUP.sub("", source)), split(_MARKUP.sub("", target))


def keywords(english: Path, other: Path, split: Callable[[str], set[str]]) -> Iterator[Entry]:
    """The keywords of each sign in English and in another language."""
    ours, theirs = _annotations(english), _annotations(other)
    for sign in ours.keys() & theirs.keys():
        source, target = (
            [word for kind in ("default", "tts") for word in each[sign].get(kind, [])]
            for each in (ours, theirs)
        )
        yield set().union(*map(bases, source)), set().union(*map(split, target))


def _catalog(path: Path) -> set[tuple[str, str]]:
    try:
        with path.open("rb") as file:
            held = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    except (OSError, ValueError, LookupError):  # Some that are packaged are broken.
        return set()
    pairs = ((k[0] if isinstance(k, tuple) else k, v) for k, v in held.items())
    pairs = ((k.rpartition("\x04")[2], v) for k, v in pairs)
    return {(k, v) for k, v in pairs if k and v and k != v and len(k) <= LONG}


def _annotations(path: Path) -> dict[str, dict[str, list[str]]]:
    found = json.loads((path / "annotations.json").read_text("utf-8"))
    signs: dict[str, dict[str, list[str]]] = found.get("annotations", {}).get("annotations", {})
    return signs


def _common() -> set[str]:
    from spellchecker import SpellChecker

    frequency = SpellChecker().word_frequency.dictionary
    ranked = sorted(frequency, key=lambda word: (-frequency[word], word))
    return set().union(*map(bases, ranked[:COMMON]))


def _by_language(folders: Iterable[Path]) -> dict[str, tuple[Locale, list[Path]]]:
    found: dict[str, tuple[Locale, list[Path]]] = {}
    for folder in sorted(folders):
        try:
            locale = Locale.parse(folder.name)
        except DeclarationError:
            continue
        if folder.is_dir() and locale.language not in ("en", "und") and not locale.variants:
            found.setdefault(file_name(locale), (locale, []))[1].append(folder)
    return found


def main() -> None:
    """Learn from what is named and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--annotations", type=Path, required=True)
    parser.add_argument("--catalogs", type=Path, nargs="+", required=True)
    parser.add_argument("--write", type=Path, default=FILE, help="where the lexicon goes")
    arguments = parser.parse_args()
    signs = _by_language(arguments.annotations.iterdir())
    catalogs = _by_language(each for folder in arguments.catalogs for each in folder.iterdir())
    common = _common()
    with ZipFile(arguments.write, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(signs.keys() | catalogs.keys()):
            locale, folders = catalogs.get(name) or (signs[name][0], [])
            split = splitter(locale)
            entries = list(messages(folders, split))
            for folder in signs.get(name, (locale, []))[1][:1]:
                entries += keywords(arguments.annotations / "en", folder, split)
            found = {base: forms for base, forms in learn(entries).items() if base in common}
            if len(found) >= FEW:
                rows = (
                    "\t".join([base, *beginnings(forms, spaced=locale.spaced)])
                    for base, forms in found.items()
                )
                archive.writestr(ZipInfo(f"{name}.tsv"), "\n".join(rows) + "\n", ZIP_DEFLATED, 9)
                print(f"{name}: {len(entries)} entries, {len(found)} words", flush=True)


if __name__ == "__main__":
    main()
