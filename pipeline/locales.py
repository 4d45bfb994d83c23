"""Locale names and what CLDR knows about them: direction, script, numerals, names.

gettext writes ``zh_CN`` and ``sr@latin``, BCP 47 (RFC 5646) writes ``zh-Hans-CN`` and
``sr-Latn``. A `Locale` is read from either and written as either.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.errors import UsageError

if TYPE_CHECKING:
    from babel.core import Locale as Cldr

# Scripts written from right to left (Unicode 17, UAX #9 classes R and AL), as ISO 15924 codes.
RIGHT_TO_LEFT = frozenset(
    "Adlm Arab Aran Armi Avst Chrs Cprt Elym Gara Hatr Hebr Hung Khar Lydi Mand Mani Mend Merc "
    "Mero Narb Nbat Nkoo Orkh Ougr Palm Phli Phlp Phnx Prti Rohg Samr Sarb Sidt Sogd Sogo Syrc "
    "Syre Syrj Syrn Thaa Yezi".split()
)
# Scripts written without spaces between words.
UNSPACED = frozenset(
    "Bopo Hani Hans Hant Hira Jpan Kana Khmr Laoo Lana Mymr Talu Thai Tibt".split()
)
# Modifiers of gettext names that name a script (ISO 15924) rather than a variant.
_MODIFIERS = {"latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva"}
# Modifiers that are in use and are no subtags: glibc's of a currency, KDE's of Serbian.
_UNLIKE = {"euro": "", "ijekavian": "ijekavsk", "ijekavianlatin": "latin-ijekavsk"}
# A variant of BCP 47.
_VARIANT = re.compile(r"[a-z0-9]{5,8}|\d[a-z0-9]{3}")
# Of a name in small letters.
_SHAPE = re.compile(
    r"(?P<language>[a-z]{2,3}|[a-z]{5,8})"
    r"(?:[-_](?P<extended>[a-z]{3}))?"
    r"(?:[-_](?P<script>[a-z]{4}))?"
    r"(?:[-_](?P<territory>[a-z]{2}|\d{3}))?"
    r"(?P<variants>(?:[-_](?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*)"
    # Extensions say how numbers or dates are shown, not how the language is written: not kept.
    r"(?:[-_][0-9a-wyz](?:[-_][a-z0-9]{2,8})+)*"
    r"(?P<private>[-_]x(?:[-_][a-z0-9]{1,8})+)?"
    r"(?:\.[a-z0-9-]+)?(?:@(?P<modifier>ijekavianlatin|ijekavian|[a-z0-9]{1,8}(?:-[a-z0-9]{1,8})*))?"
)
# Names that CLDR replaces: the encompassed language that its macrolanguage's name means by
# default, and the deprecated ones of ISO 639-1.
_ALIASES = {
    "cmn": "zh", "arb": "ar", "pes": "fa", "swh": "sw",
    "iw": "he", "in": "id", "ji": "yi", "mo": "ro",
}  # fmt: skip
# Names older than the parts of BCP 47 that stand for another (RFC 5646, 2.2.8; IANA's registry).
_OLDER = {
    "art-lojban": "jbo", "en-gb-oed": "en-gb-oxendict", "i-ami": "ami", "i-bnn": "bnn",
    "i-hak": "hak", "i-klingon": "tlh", "i-lux": "lb", "i-navajo": "nv", "i-pwn": "pwn",
    "i-tao": "tao", "i-tay": "tay", "i-tsu": "tsu", "no-bok": "nb", "no-nyn": "nn",
    "sgn-be-fr": "sfb", "sgn-be-nl": "vgt", "sgn-ch-de": "sgg", "zh-guoyu": "zh",
    "zh-hakka": "hak", "zh-min-nan": "nan", "zh-xiang": "hsn",
}  # fmt: skip
# Chinese is told apart by script in BCP 47 and by territory in gettext.
_CHINESE = {"CN": "Hans", "SG": "Hans", "MY": "Hans", "TW": "Hant", "HK": "Hant", "MO": "Hant"}


class Locale(NamedTuple):
    """A language as written in some script and place, such as ``zh-Hans`` or ``pt-BR``."""

    language: str
    script: str = ""
    """ISO 15924 code where the name says it, else empty; see `written`."""
    territory: str = ""
    variants: tuple[str, ...] = ()

    @classmethod
    @lru_cache(1024)
    def parse(cls, name: str) -> Locale:
        """Read a gettext or BCP 47 name. Raises `UsageError` if it is neither."""
        given = name.strip().lower()
        shape = _SHAPE.fullmatch(_OLDER.get(given.replace("_", "-"), given))
        if not shape:
            raise UsageError(
                f"'{name}' is not a language name",
                remedy="Write a BCP 47 or gettext name, such as es, pt_BR, zh-Hans or sr@latin.",
            )
        # The canonical form of ``zh-yue`` is ``yue`` (RFC 5646, section 4.5).
        language = shape["extended"] or shape["language"]
        territory = (shape["territory"] or "").upper()
        script = (shape["script"] or "").title()
        further = shape["variants"] + (shape["private"] or "")
        variants = tuple(further.replace("_", "-").split("-")[1:])
        modifier = shape["modifier"] or ""
        first, *rest = parts = _UNLIKE.get(modifier, modifier).split("-")
        if first in _MODIFIERS or (len(first) == 4 and first.isalpha()):
            script = script or _MODIFIERS.get(first, first.title())
            parts = rest
        variants += _subtags(parts)
        language = _ALIASES.get(language) or _shortest(language)
        if language == "zh" and not script and territory:
            script = _CHINESE.get(territory, "")
        return cls(language, script, territory, variants)

    @property
    def bcp47(self) -> str:
        """The BCP 47 tag, as in PDF and HTML; ``zh-Hans`` for ``zh_CN``."""
        territory = self.territory
        if self.language == "zh" and (self.script, territory) in {("Hans", "CN"), ("Hant", "TW")}:
            territory = ""
        return "-".join(filter(None, (self.language, self.script, territory, *self.variants)))

    @property
    def gettext(self) -> str:
        """The gettext name, as in ``po/``; ``zh_CN`` for ``zh-Hans``."""
        territory, script = self.territory, self.script
        if self.language == "zh" and script in ("Hans", "Hant"):
            territory = territory or {"Hans": "CN", "Hant": "TW"}[script]
            script = "" if _CHINESE.get(territory) == script else script
        modifier = next((m for m, s in _MODIFIERS.items() if s == script), script.lower())
        name = f"{self.language}_{territory}" if territory else self.language
        modifiers = [m for m in (modifier if script else "", *self.variants) if m]
        return f"{name}@{'-'.join(modifiers)}" if modifiers else name

    @property
    def written(self) -> str:
        """ISO 15924 code of the script, from the name or from CLDR's likely subtags."""
        return self.script or _likely_script(self.language, self.territory)

    @property
    def cldr_language(self) -> str:
        """The language by whose data CLDR serves this one: ``yi`` for ``ydd``, Eastern Yiddish."""
        return _languages().served.get(self.language, self.language)

    @property
    def rtl(self) -> bool:
        """Whether lines run from right to left."""
        return self.written in RIGHT_TO_LEFT

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``, as in HTML's ``dir``."""
        return "rtl" if self.rtl else "ltr"

    @property
    def spaced(self) -> bool:
        """Whether words, and so sentences, have spaces between them."""
        return self.written not in UNSPACED

    @property
    def english_name(self) -> str:
        """CLDR's English name, ``Simplified Chinese``, or else that of ISO 639-3; the tag where
        neither has one.
        """
        return _display_name(self, "en")

    @property
    def own_name(self) -> str:
        """The language's name in itself, ``简体中文``; the English name where CLDR has none."""
        return _display_name(self, "")


class _Languages(NamedTuple):
    """What must be known of a language's name to read it."""

    shortest: Mapping[str, str]
    """ISO 639-1 by ISO 639-3."""
    served: Mapping[str, str]
    """The language by whose data CLDR serves another."""
    scripts: Mapping[str, str]
    """The script of a language (``kk``, ``kk_CN``) where it is not Latin."""


@cache
def _languages() -> _Languages:
    """Made of CLDR by ``tools/language_tables.py``; Babel would take as long as a page to open."""
    table = json.loads(Path(__file__).with_name("data").joinpath("languages.json").read_bytes())
    scripts = {name: script for script, names in table["scripts"].items() for name in names.split()}
    return _Languages(table["shortest"], table["served"], scripts)


def _shortest(language: str) -> str:
    """The code of ISO 639-1 where a language has one: ``en`` for ``eng`` (RFC 5646, 2.2.1)."""
    return _languages().shortest.get(language, language) if len(language) == 3 else language


@cache
def _iso_639(language: str) -> Any:
    """What ISO 639-3 knows of a language, or None. Slow to load, so asked where CLDR is silent."""
    from iso639 import Language, LanguageNotFoundError

    try:
        return Language.from_part3(language)
    except LanguageNotFoundError:
        return None


@cache
def _likely_script(language: str, territory: str) -> str:
    """By CLDR's likely subtags (UTS #35)."""
    scripts = _languages().scripts
    return scripts.get(f"{language}_{territory}") or scripts.get(language, "Latn")


def _subtags(parts: Sequence[str]) -> tuple[str, ...]:
    """A gettext modifier's parts as variants; of private use (``x``) where BCP 47 has none such."""
    known = [part for part in parts if part]
    at = known.index("x") if "x" in known else len(known)
    variants, private = known[:at], known[at + 1 :]
    if not all(map(_VARIANT.fullmatch, variants)):
        variants, private = [], variants + private
    return (*variants, "x", *private) if private else tuple(variants)


@cache
def babel_locale(tag: str) -> Cldr | None:
    """Babel's nearest locale to a BCP 47 tag, or None if CLDR has no data for the language."""
    from babel.core import Locale as Cldr
    from babel.core import UnknownLocaleError

    locale = Locale.parse(tag)
    names = (
        (locale.language, locale.territory or None, locale.script or None),
        (locale.language, None, locale.script or None),
        (locale.language, locale.territory or None, None),
        (locale.language, None, None),
        (locale.cldr_language, None, locale.script or None),
        (locale.cldr_language, None, locale.written),
    )
    for language, territory, script in names:
        try:
            found = Cldr(language, territory, script)
        except (UnknownLocaleError, ValueError):
            continue
        if (
            found.script or _likely_script(found.language, found.territory or "")
        ) == locale.written:
            return found
    return None


@cache
def _display_name(locale: Locale, reader: str) -> str:
    from babel.core import Locale as Cldr

    own = babel_locale(locale.bcp47) if not reader else Cldr(reader)
    own = own or Cldr("en")
    names = own.languages
    known = "_".join(filter(None, (locale.language, locale.script)))
    name = names.get(known) or names.get(locale.language)
    if not name and (iso := _iso_639(locale.language)):
        name = iso.name
    if not name:
        return locale.bcp47
    if locale.script and known not in names:
        name += f" ({own.scripts.get(locale.script, locale.script)})"
    if locale.territory and locale.bcp47.endswith(locale.territory):
        name += f" ({own.territories.get(locale.territory, locale.territory)})"
    return str(name)
