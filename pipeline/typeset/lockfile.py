"""Which font file set which language: ``fonts.lock``, so that the same bytes come out elsewhere.

One line a file: SHA-256, member, family, the file's name, languages. A language's locked fonts
are chosen before any other; if one of them is gone, that is said rather than passed over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import FontError

if TYPE_CHECKING:
    from pipeline.typeset.fonts import FontFile
    from pipeline.typeset.imprint import FontUse

FILE = "fonts.lock"
_HEAD = "# Which font set which language. Written by 'declaration release'; keep it in git.\n"


class Locked(NamedTuple):
    """A font file and the languages that it set (BCP 47, sorted)."""

    family: str
    file: str
    member: int
    sha256: str
    locales: tuple[str, ...]


def read(text: str) -> tuple[Locked, ...]:
    """The entries of a lock file. Raises `FontError` with the line that is wrong."""
    entries = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != 5 or len(fields[0]) != 64 or not fields[1].isdecimal():
            raise FontError(
                "this line is not 'sha256, member, family, file, languages' with tabs between",
                where=f"{FILE}:{number}",
                remedy=f"Restore {FILE} from git, or delete it to choose fonts afresh.",
            )
        digest, index, family, file, locales = fields
        entries.append(Locked(family, file, int(index), digest, tuple(locales.split())))
    return tuple(entries)


def write(entries: Iterable[Locked]) -> str:
    """The text of a lock file."""
    rows = (
        "\t".join((each.sha256, str(each.member), each.family, each.file, " ".join(each.locales)))
        for each in sorted(entries)
    )
    return _HEAD + "".join(f"{row}\n" for row in rows)


def updated(entries: Iterable[Locked], uses: Mapping[str, Iterable[FontUse]]) -> tuple[Locked, ...]:
    """The lock after languages (BCP 47) were set with these fonts; other languages stay."""
    locales: dict[tuple[str, str, int, str], set[str]] = {}
    for entry in entries:
        key = (entry.family, entry.file, entry.member, entry.sha256)
        locales.setdefault(key, set()).update(set(entry.locales) - set(uses))
    for locale, fonts in uses.items():
        for font in fonts:
            key = (font.family, font.file, font.member, font.sha256)
            locales.setdefault(key, set()).add(locale)
    return tuple(sorted(Locked(*key, tuple(sorted(each))) for key, each in locales.items() if each))


def by_locale(entries: Iterable[Locked]) -> dict[str, frozenset[tuple[str, int]]]:
    """The locked files of each language, as hash and member."""
    result: dict[str, frozenset[tuple[str, int]]] = {}
    for entry in entries:
        for locale in entry.locales:
            result[locale] = result.get(locale, frozenset()) | {(entry.sha256, entry.member)}
    return result


def require(entries: Iterable[Locked], files: Iterable[FontFile], locales: Collection[str]) -> None:
    """Raise `FontError` if a font that set one of these languages is not among those at hand."""
    present = {(file.sha256, file.member) for file in files}
    for entry in entries:
        concerned = [locale for locale in entry.locales if locale in locales]
        if concerned and (entry.sha256, entry.member) not in present:
            raise FontError(
                f"{entry.family} ({entry.file}), which set {', '.join(concerned)}, is not here, "
                "or has other contents",
                where=FILE,
                remedy="Run 'declaration fonts' if it was fetched or of the system; "
                f"or delete its line in {FILE} to choose fonts afresh.",
            )
