"""The catalog as a file: its header, its credits, and what a merge left in it."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.checks.declared import Example, Hit, check
from pipeline.checks.unit import Language, Unit
from pipeline.errors import UsageError
from pipeline.locales import Locale
from pipeline.model import Certainty, Message, Segment, Severity, Span

_FULL = (
    ("Project-Id-Version", "Declaration 1"),
    ("PO-Revision-Date", "2026-03-02 10:00+0000"),
    ("Last-Translator", "Ana Prueba <ana@example.org>"),
    ("Language-Team", "Spanish"),
    ("Language", "es"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
    ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
)


def _with(**changes: str) -> tuple[tuple[str, str], ...]:
    names = {name.lower().replace("-", "_"): name for name, _ in _FULL}
    new = {names[key]: value for key, value in changes.items()}
    return tuple((name, new.get(name, value)) for name, value in _FULL if new.get(name) != "")


# Stands for the header, which is no message of its own.
_NOBODY = Message(Segment("", ""))
_DATE = regex.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}(?::\d{2})?(?:[+-]\d{4}|Z)?")
_TEMPLATE = regex.compile(r"FULL NAME|EMAIL@ADDRESS|YEAR-MO-DA|LL@li\.org|PACKAGE VERSION|CHARSET")
_CONFLICT = regex.compile(r"<{7}[^>]*|>{7}\s*\S*|#-#-#-#-#.*?#-#-#-#-#")


@check(
    id="header",
    severity=Severity.WARNING,
    certainty=Certainty.CERTAIN,
    wide=True,
    rationale="The header tells tools the charset, the language and whom to thank or to ask "
    "(GNU gettext manual, 'Filling in the Header Entry'). What the template left unfilled "
    "ends up in the colophon.",
    good=(Example("We agree.", "De acuerdo.", header=_FULL),),
    bad=(
        Example("We agree.", "De acuerdo.", header=_with(language="fr"), codes=("language",)),
        Example(
            "We agree.",
            "De acuerdo.",
            header=_with(content_type="text/plain; charset=ISO-8859-1"),
            codes=("charset",),
        ),
        Example(
            "We agree.",
            "De acuerdo.",
            header=_with(last_translator="FULL NAME <EMAIL@ADDRESS>"),
            codes=("credits",),
        ),
        Example(
            "We agree.",
            "De acuerdo.",
            header=_with(plural_forms="nplurals=4; plural=(n != 1);"),
            codes=("plural",),
        ),
        Example(
            "We agree.", "De acuerdo.", header=_with(po_revision_date="yesterday"), codes=("date",)
        ),
    ),
)
def header(language: Language) -> Iterator[tuple[Unit | None, Hit]]:
    """A field of the catalog's header is missing, unfilled or wrong."""
    for catalog in language.catalogs:
        if not catalog.header or not language.settled:
            continue
        anchor = Unit(_NOBODY, language.locale, language.options, document=catalog.document)
        charset = catalog.field("Content-Type").partition("charset=")[2].strip().lower()
        if charset and charset not in ("utf-8", "utf8", "us-ascii"):
            yield anchor, Hit(f"The header says charset={charset}; the file is UTF-8.", "charset")
        said = catalog.field("Language")
        if said and not _same(said, language.locale):
            words = f"The header says Language: {said}, the file belongs to "
            yield anchor, Hit(f"{words}{language.locale.gettext}.", "language")
        unfilled = [f"{k}: {v}" for k, v in catalog.header if _TEMPLATE.search(v)]
        if unfilled:
            yield anchor, Hit(f"Not filled in: {unfilled[0]}.", "credits", severity=Severity.INFO)
        date = catalog.field("PO-Revision-Date")
        if date and not _DATE.fullmatch(date) and not _TEMPLATE.search(date):
            yield anchor, Hit(f"PO-Revision-Date is no date: {date}.", "date")
        plural = catalog.field("Plural-Forms")
        number = regex.match(r"nplurals\s*=\s*(\d+)", plural)
        usual = _plurals(language.locale)
        if number and usual and int(number[1]) not in (usual, usual - 1, usual + 1):
            words = f"Plural-Forms has nplurals={number[1]}; the language has {usual}."
            yield anchor, Hit(words, "plural", severity=Severity.INFO)


def _same(name: str, locale: Locale) -> bool:
    try:
        said = Locale.parse(name)
    except UsageError:
        return False
    return said.language == locale.language and said.written == locale.written


def _plurals(locale: Locale) -> int:
    from babel.messages.plurals import get_plural

    from pipeline.locales import babel_locale

    cldr = babel_locale(locale.bcp47)
    return int(get_plural(str(cldr)).num_plurals) if cldr else 0


@check(
    id="conflict-marker",
    looks_for="<>#",
    severity=Severity.ERROR,
    certainty=Certainty.CERTAIN,
    drafts=True,
    rationale="<<<<<<< and >>>>>>> are what git leaves where two people changed the same lines; "
    "msgcat marks both readings with #-#-#-#-#.",
    good=(Example("a < b", "a < b"),),
    bad=(
        Example("We agree.", "<<<<<<< HEAD De acuerdo. ======= Acordamos. >>>>>>> branch"),
        Example("We agree.", "#-#-#-#-#  a.po  #-#-#-#-# De acuerdo.", state="fuzzy"),
    ),
)
def conflict_marker(unit: Unit) -> Iterator[Hit]:
    """The marks of an unfinished merge stand in the translation."""
    text = unit.target.text
    if "<<<<<<<" not in text and ">>>>>>>" not in text and "#-#-#" not in text:
        return
    match = _CONFLICT.search(text)
    if match:
        yield Hit(target=(Span(match.start(), match.end()),))
