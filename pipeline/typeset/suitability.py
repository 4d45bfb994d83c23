"""How well a font suits a script, a language and a style, whatever it covers."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import IntEnum

from pipeline.errors import FontError
from pipeline.locales import Locale
from pipeline.typeset.fonts import FontFile
from pipeline.typeset.paragraph import Face, Style

# Languages that are written in Nastaliq when they are written in Arabic script.
NASTALIQ = frozenset(["ur", "ks", "skr", "pnb", "lah", "bft", "khw", "bsh", "scl", "trw", "gjk"])
# What the families of a CJK collection end in.
_CJK_ENDS = {"Hans": ("SC",), "Hant": ("TC", "HK"), "Jpan": ("JP",), "Kore": ("KR",)}
CJK_SCRIPTS = frozenset({"Hani", "Hira", "Kana", "Bopo", "Hang"})
# Families for special use, which serve only where no plain one does.
_SPECIAL = [
    "Display",
    "Condensed",
    "Looped",
    "UI",
    "Kufi",
    "Rashi",
    "Unjoined",
    "Slanted",
    "Traditional",
    "Supplement",
    "Math",
    "Music",
    "Symbols",
    "Symbols2",
    "Siyaq",
    "Emoji",
    "Mono",
    "Black",
    "Light",
    "Thin",
    "Medium",
    "SemiBold",
    "ExtraLight",
]
_TIFINAGH = [
    "APT",
    "Adrar",
    "Agraw",
    "Ahaggar",
    "Air",
    "Azawagh",
    "Ghat",
    "Hawad",
    "Rhissa",
    "SIL",
    "Tawellemmet",
]
# How many fonts an error names.
_NAMED = 8


class Origin(IntEnum):
    """Where a font was found; the lower, the sooner used."""

    OWN = 0
    """A folder that the settings name."""
    DEFAULT = 1
    """The set that travels with the package."""
    FETCHED = 2
    """The cache that ``declaration fonts`` fills."""
    SYSTEM = 3


def last_resort(family: str) -> bool:
    """Whether a family is drawn in squares of sixteen dots: better than nothing."""
    return family.startswith("Unifont")


def specialities(family: str, script: str, face: Face) -> int:
    """For how many special uses a family is drawn; 0 for a plain one."""
    words = family.split()
    uses = sum(each in words for each in _SPECIAL if not (each == "Mono" and face == Face.MONO))
    return uses + (script == "Tfng" and any(each in family for each in _TIFINAGH))


def misfit(words: list[str], script: str, locale: Locale) -> int:
    """How badly a family fits what a language expects of its script: 0 fits, more does not."""
    if script == "Arab":
        nastaliq = locale.language in NASTALIQ or locale.script == "Aran"
        return int(("Nastaliq" in words) != nastaliq)
    if script in CJK_SCRIPTS:
        ends = _CJK_ENDS.get(_han(locale, script), ("SC", "TC", "JP", "KR"))
        if locale.territory in ("HK", "MO"):
            ends = ("HK", "TC")
        return ends.index(words[-1]) if words[-1] in ends else len(ends)
    return 0


def _han(locale: Locale, script: str) -> str:
    """In whose way Han characters are drawn where the locale does not say."""
    if locale.written in _CJK_ENDS:
        return locale.written
    return {"Hira": "Jpan", "Kana": "Jpan", "Hang": "Kore", "Bopo": "Hant"}.get(script, "Hans")


def nearest(files: tuple[FontFile, ...], style: Style) -> FontFile:
    """The file of a family nearest to a style."""
    return by_nearness(files, style)[0]


def by_nearness(files: tuple[FontFile, ...], style: Style) -> list[FontFile]:
    """The files of a family, those nearest to a style first; else as they were."""
    weight = 700 if style.bold else 400
    return sorted(files, key=lambda f: (f.italic != style.italic, abs(f.weight - weight)))


def by_precedence(
    files: Iterable[FontFile], locked: Collection[tuple[str, int]] = ()
) -> tuple[FontFile, ...]:
    """The files of a family in the order in which one is taken of several of the same face.

    What is ``locked`` (as hash and member) comes first; then it counts where a file was found,
    and of two found alike the newer is taken.
    """

    def rank(file: FontFile) -> tuple[object, ...]:
        unlocked = (file.sha256, file.member) not in locked
        return unlocked, file.origin, -file.version, file.path, file.member

    return tuple(sorted(files, key=rank))


def missing(character: str, tried: list[str]) -> FontError:
    """The error for a character that no font has."""
    import unicodedata

    if unicodedata.category(character) == "Co":
        return FontError(
            f"the character U+{ord(character):04X} has a meaning in one font only, none of these",
            remedy="Write what it stands for, or add that font.",
        )
    name = unicodedata.name(character, "unnamed")
    names = list(dict.fromkeys(tried)) or ["none for its script"]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    families = ", ".join(names[:_NAMED]) + more
    return FontError(
        f"no font has the character U+{ord(character):04X} {name} (fonts tried: {families})",
        remedy="Run 'declaration fonts' to fetch the Noto families, or add a font that has it.",
    )
