"""Which font sets which characters: by script, language and face, then by coverage.

The order of choice: what the settings name, what the lock file names, what fits the language
(Nastaliq for Urdu, the member of a CJK collection), a plain family before its display and
condensed kin, any font of ours before the system's, serif or sans as asked, where it was found
(`Origin`), coverage, name; of two files of one face the one found first, then the newer. It
depends on the files alone, never on the order in which texts come.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice, tee
from typing import TYPE_CHECKING, TypeAlias

from pipeline.locales import Locale
from pipeline.typeset.characters import scripts
from pipeline.typeset.fonts import INVISIBLE, Font, FontFile
from pipeline.typeset.paragraph import Face, Style
from pipeline.typeset.suitability import (
    CJK_SCRIPTS,
    Origin,
    by_nearness,
    by_precedence,
    last_resort,
    misfit,
    missing,
    nearest,
    specialities,
)

if TYPE_CHECKING:
    from uharfbuzz import Set

MAX_OPEN = 48
# Which part of a document's letters a family may lack and still set the rest.
_LACKING = 0.005


_Use: TypeAlias = "tuple[str, str, Face]"
"""Script, language, kind of typeface."""
_Families: TypeAlias = "tuple[tuple[FontFile, ...], ...]"


class FontSet:
    """The fonts at hand, opened when first needed; at most ``MAX_OPEN`` stay open.

    ``faces`` names families to prefer, by ISO 15924 code of the script or by ``""`` for all.
    ``locked`` has the files that a language was set with before, as hash and member.
    """

    def __init__(
        self,
        files: Iterable[FontFile],
        faces: Mapping[str, tuple[str, ...]] | None = None,
        locked: Mapping[str, frozenset[tuple[str, int]]] | None = None,
    ) -> None:
        self.files = tuple(files)
        self._faces = dict(faces or {})
        self._locked = dict(locked or {})
        self._families: dict[_Use, _Families] = {}
        self._ranked: dict[_Use, _Families] = {}
        self._letters: Mapping[str, str] = {}
        self._covered: dict[str, int] = {}
        self._main: dict[tuple[str, str, Face, bool, bool], Font | None] = {}
        self._open: OrderedDict[FontFile, Font] = OrderedDict()
        self._coverage: dict[FontFile, Set] = {}
        self._chosen: dict[tuple[str, str, str, Style], FontFile] = {}
        self._kin: dict[str, tuple[FontFile, ...]] = {}

    def settled(self, letters: Mapping[str, str]) -> FontSet:
        """The same fonts for a document with these letters, by language (BCP 47).

        Where the first family for a script lacks letters that the language uses all the time
        (Shan, in Burmese script), the whole document is set in the first one that has them,
        rather than in two at once.
        """
        other = FontSet(self.files, self._faces, self._locked)
        # What depends on the files alone is worked out once for all documents.
        other._open, other._covered, other._ranked = self._open, self._covered, self._ranked
        other._coverage, other._kin = self._coverage, self._kin
        other._letters = letters
        return other

    def open(self, file: FontFile) -> Font:
        """The open font of a file."""
        font = self._open.get(file)
        if font is None:
            font = self._open[file] = Font(file)
            if len(self._open) > MAX_OPEN:
                self._open.popitem(last=False)
        else:
            self._open.move_to_end(file)
        return font

    def covers(self, file: FontFile, characters: Iterable[str]) -> bool:
        """Whether a file has a glyph for each of the characters, whether or not it is open.

        What is covered is remembered of all that were ever asked: a few kilobytes each.
        """
        known = self._coverage.get(file)
        if known is None:
            known = self._coverage[file] = (self._open.get(file) or Font(file)).coverage
        return all(each in INVISIBLE or ord(each) in known for each in characters)

    def families(self, script: str, locale: str, face: Face) -> tuple[tuple[FontFile, ...], ...]:
        """Files by family, best family first, for a script in a language."""
        key = (script, locale, face)
        known = self._families.get(key)
        if known is None:
            # Few scripts are drawn otherwise in one language than in another.
            apart = locale in self._locked or script == "Arab" or script in CJK_SCRIPTS
            use = key if apart else (script, "und", face)
            known = self._ranked.get(use) or self._ranking(use)
            if len(known) > 1 and locale in self._letters:
                known = self._settle(known, script, self._letters[locale])
            self._families[key] = known
        return known

    def _ranking(self, key: _Use) -> _Families:
        """Files by family, best first, whatever the document."""
        by_family: dict[str, list[FontFile]] = {}
        for file in self.files:
            if key[0] in file.scripts:
                by_family.setdefault(file.family, []).append(file)
        ranked = sorted(by_family, key=lambda name: self._rank(name, by_family[name], key))
        locked = self._locked.get(key[1], ())
        families = tuple(by_precedence(by_family[name], locked) for name in ranked)
        self._ranked[key] = families
        return families

    def _settle(self, families: _Families, script: str, used: str) -> _Families:
        """The families with the first that has a document's letters at the front.

        What its upright, regular face has, counts: some families have a bold one without accents.
        """
        table = scripts()
        letters = {each for each in set(used) if table[each] == script}
        lacking = self.open(nearest(families[0], Style())).lacking(letters)
        if not lacking:
            return families
        counts = Counter(used)
        if sum(counts[each] for each in lacking) < _LACKING * sum(counts[each] for each in letters):
            return families
        for at, files in enumerate(families):
            file = nearest(files, Style())
            if not last_resort(file.family) and self.covers(file, letters):
                return (files, *families[:at], *families[at + 1 :])
        return families

    def candidates(self, script: str, locale: str, style: Style) -> Iterable[Font]:
        """Fonts for a script in a language and style, best first."""
        return map(self.open, self._candidates(script, locale, style))

    def _candidates(self, script: str, locale: str, style: Style) -> Iterator[FontFile]:
        """The nearest of each family; of the first, the others, too: a bold letter that it has not
        is sooner made of its regular one than taken from another design."""
        first, *others = self.families(script, locale, style.face) or ((),)
        yield from by_nearness(first, style)
        for files in others:
            yield nearest(files, style)

    def main(self, script: str, locale: str, style: Style) -> Font | None:
        """The first of the candidates, or None if no font has the script."""
        key = (script, locale, style.face, style.bold, style.italic)
        try:
            return self._main[key]
        except KeyError:
            families = self.families(script, locale, style.face)
            font = self.open(nearest(families[0], style)) if families else None
            self._main[key] = font
            return font

    def sans_alone(self, script: str, locale: str) -> bool:
        """Whether a script is set in a sans even where a serif is asked for.

        The other words, digits and signs of its paragraphs are then to be sans, too. The
        family's name tells: of one without "Sans" in it nobody knows.
        """
        families = self.families(script, locale, Face.SERIF)
        return bool(families) and "Sans" in families[0][0].family.split()

    def choose(self, characters: str, script: str, locale: str, style: Style) -> Font:
        """The font for a few characters that must stay together (a grapheme cluster).

        Raises `FontError` naming the character and the fonts tried, if no font has it.
        """
        key = (characters, script, locale, style)
        file = self._chosen.get(key)
        if file is None:
            if len(self._chosen) > 50_000:
                self._chosen.clear()
            file = self._chosen[key] = self._search(characters, script, locale, style)
        return self.open(file)

    def _search(self, characters: str, script: str, locale: str, style: Style) -> FontFile:
        in_order = self._in_order(characters, script, locale, style)
        plain, last = _parted(chain(in_order, self._of_families(locale, style)))
        # Fonts of last resort draw boxes for what is no character at all.
        assigned = all(scripts()[each] != "Zzzz" for each in characters)
        for file in chain(plain, last if assigned else ()):
            if self.covers(file, characters):
                return file
        if len(characters) > 1:  # no font has the whole cluster: the letter decides
            return self._search(characters[0], script, locale, style)
        raise missing(characters, [file.name for file in self._candidates(script, locale, style)])

    def _of_families(self, locale: str, style: Style) -> Iterator[FontFile]:
        """A file of each family, the nearest to a style."""
        if not self._kin:
            kin: dict[str, list[FontFile]] = {}
            for file in self.files:
                kin.setdefault(file.family, []).append(file)
            self._kin.update((family, tuple(files)) for family, files in kin.items())
        locked = self._locked.get(locale, ())
        for files in self._kin.values():
            yield nearest(by_precedence(files, locked), style)

    def _in_order(
        self, characters: str, script: str, locale: str, style: Style
    ) -> Iterator[FontFile]:
        """Files to try. What all scripts share (a comma) is sooner taken from the Latin text's
        font than from one that merely has the script, too."""
        own = self._candidates(script, locale, style)
        if all(scripts()[each] in ("Zyyy", "Zinh") for each in characters):
            yield from islice(own, 1)
            yield from self._candidates("Latn", locale, style)
        yield from own
        for each in ("Latn", "Zyyy"):
            yield from self._candidates(each, locale, style)

    def _most(self, script: str) -> int:
        """How many characters of a script the best font for it has."""
        if script not in self._covered:
            plain = (file for file in self.files if not last_resort(file.family))
            counts = (file.scripts.get(script, 0) for file in plain)
            self._covered[script] = max(counts, default=0)
        return self._covered[script]

    def _rank(
        self, family: str, files: list[FontFile], key: tuple[str, str, Face]
    ) -> tuple[object, ...]:
        script, locale, face = key
        locked = self._locked.get(locale, frozenset())
        named = (*self._faces.get(script, ()), *self._faces.get("", ()))
        words = family.split()
        written = Locale.parse(locale)
        serif = any(each in words for each in ("Serif", "Naskh", "Nastaliq")) or "Mincho" in family
        wanted = Face.MONO if "Mono" in words else Face.SERIF if serif else Face.SANS
        special = specialities(family, script, face)
        origin = min(file.origin for file in files)
        covered = max(file.scripts[script] for file in files)
        return (
            named.index(family) if family in named else len(named),
            not any((file.sha256, file.member) in locked for file in files),
            last_resort(family),
            misfit(words, script, written),
            script != "Hani" and covered < 0.4 * self._most(script),
            special > 0,
            origin is Origin.SYSTEM,
            wanted is not face,
            origin,
            not family.startswith("Noto"),
            -covered,
            special,
            family,
        )


def _parted(files: Iterable[FontFile]) -> tuple[Iterator[FontFile], Iterator[FontFile]]:
    """Files that may well be used, and those of last resort."""
    one, other = tee(files)
    return (
        (file for file in one if not last_resort(file.family)),
        (file for file in other if last_resort(file.family)),
    )
