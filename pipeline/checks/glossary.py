"""Terms and how they are to be rendered, from TBX (ISO 30042) or a plain CSV.

The CSV is for people: a column ``term`` (or the source's language), one column a language, and
if wished ``forbidden:LANG``, ``keep`` and ``note``::

    term,es,el,zh-Hans,forbidden:es,keep,note
    science museum,museo* de ciencia*,μουσεί* επιστήμης,科学博物馆|科技馆,museo científico,,
    BRISMIS,,,,,yes,the name of a symposium

``*`` stands for any ending, ``|`` between forms means that each of them will do.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import DeclarationError, UsageError
from pipeline.locales import Locale

if TYPE_CHECKING:
    from lxml import etree

_XML = "{http://www.w3.org/XML/1998/namespace}"


@dataclass(frozen=True, slots=True)
class Rendering:
    """A term in one language. A form may have ``*`` for any ending, as in ``museo*``."""

    preferred: tuple[str, ...]
    """Any of these will do; the first is the one to propose."""
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the source and its renderings by BCP 47 tag."""

    source: str
    renderings: tuple[tuple[str, Rendering], ...] = ()
    keep: bool = False
    """The term is to stay as it is in every language."""

    def rendering(self, locale: Locale) -> Rendering | None:
        """How the term is rendered in a locale: that of its tag, else that of its language."""
        table = dict(self.renderings)
        return table.get(locale.bcp47) or table.get(locale.language)


@dataclass(frozen=True, slots=True)
class Glossary:
    """The project's terms, the longest first."""

    terms: tuple[Term, ...] = ()

    def __add__(self, other: Glossary) -> Glossary:
        """Both glossaries as one; of a term that both have, what the other says."""
        known = {term.source: term for term in (*self.terms, *other.terms)}
        return _sorted([*known.values()])


def parse_csv(text: str, *, where: str) -> Glossary:
    """The glossary of a CSV file. Raises `DeclarationError` that names the line."""
    text = text.lstrip("\ufeff")
    # Spreadsheet programs write semicolons where the comma is the decimal sign.
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=None), delimiter=max(",;\t", key=first.count))
    try:
        rows = list(reader)
    except csv.Error as error:
        raise DeclarationError(
            f"no CSV: {error}", where=f"{where}:{reader.line_num}", remedy="Save it anew as CSV."
        ) from None
    if not rows:
        return Glossary()
    head = [cell.strip() for cell in rows[0]]
    columns = [_column(name, where) for name in head[1:]]
    terms = []
    for line, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        if not row[0].strip() or len(row) > len(head):
            what = "a row without a term" if not row[0].strip() else "more cells than the first row"
            raise DeclarationError(what, where=f"{where}:{line}")
        preferred: dict[str, tuple[str, ...]] = {}
        forbidden: dict[str, tuple[str, ...]] = {}
        keep = False
        for (kind, tag), cell in zip(columns, row[1:], strict=False):
            forms = tuple(form.strip() for form in cell.split("|") if form.strip())
            if kind == "keep":
                keep = cell.strip().lower() in ("yes", "y", "true", "1", "x")
            elif forms and kind != "note":
                (forbidden if kind == "forbidden" else preferred)[tag] = forms
        renderings = tuple(
            (tag, Rendering(preferred.get(tag, ()), forbidden.get(tag, ())))
            for tag in sorted({*preferred, *forbidden})
        )
        terms.append(Term(row[0].strip(), renderings, keep))
    return _sorted(terms)


def _column(name: str, where: str) -> tuple[str, str]:
    kind, _, tag = name.partition(":") if name.startswith("forbidden:") else ("", "", name)
    if tag in ("keep", "note"):
        return tag, ""
    try:
        return kind, Locale.parse(tag).bcp47
    except UsageError as error:
        raise DeclarationError(
            error.what,
            where=f"{where}:1",
            remedy="Columns are term, LANG, forbidden:LANG, keep and note.",
        ) from None


def parse_tbx(data: bytes, *, where: str, source: str = "en") -> Glossary:
    """The glossary of a TBX file, in either dialect (DCT and DCA, ISO 30042:2008 and :2019).

    ``administrativeStatus`` of a term tells preferred and admitted forms from deprecated and
    superseded ones. A term with the same form in ``source`` and a note ``do not translate``
    (``termNote type="translationStatus"``) is kept. Raises `DeclarationError`.
    """
    from lxml import etree

    # No entities, no network: a glossary is a stranger's file.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise DeclarationError(f"not XML ({error.msg})", where=f"{where}:{line}") from None
    base = Locale.parse(source)
    concepts = root.iter("{*}termEntry", "{*}conceptEntry")
    return _sorted([term for concept in concepts for term in _terms(concept, base, where)])


_Forms = dict[str, tuple[list[str], list[str]]]
"""The good forms and the bad ones of a term, by BCP 47 tag."""


def _terms(concept: etree._Element, source: Locale, where: str) -> Iterator[Term]:
    """The terms that one entry of a TBX file makes, one for each good form in the source."""
    forms: _Forms = defaultdict(lambda: ([], []))
    for section in concept.iter("{*}langSet", "{*}langSec"):
        try:
            tag = Locale.parse(section.get(f"{_XML}lang", "")).bcp47
        except UsageError as error:
            place = f"{where}:{section.sourceline}"
            raise DeclarationError(error.what, where=place) from None
        for group in section.iter("{*}tig", "{*}ntig", "{*}termSec"):
            word = next((_words(term).strip() for term in group.iter("{*}term")), "")
            if word:
                forms[tag][_is_bad(group)].append(word)
    own = (source.bcp47, source.language)
    renderings = tuple(
        (tag, Rendering(tuple(good), tuple(bad)))
        for tag, (good, bad) in sorted(forms.items())
        if tag not in own
    )
    keep = "do not translate" in _words(concept).lower()
    named = next((forms[tag] for tag in own if tag in forms), ([], []))
    for name in named[0]:
        yield Term(name, renderings, keep)


def _is_bad(group: etree._Element) -> bool:
    """Whether a note says that a form of a term is not to be used."""
    status = " ".join(
        _words(note)
        for note in group.iter()
        if isinstance(note.tag, str)
        and "administrativestatus" in (note.get("type", "") + note.tag).lower()
    ).lower()
    return any(each in status for each in ("deprecated", "superseded", "notrecommended"))


def _words(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _sorted(terms: list[Term]) -> Glossary:
    return Glossary(tuple(sorted(terms, key=lambda term: (-len(term.source), term.source))))
