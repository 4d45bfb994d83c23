"""What stands around the text: the title and what belongs to it, the colophon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pipeline.locales import Locale
from pipeline.model import Document, Role, Section
from pipeline.typeset import margin, prose
from pipeline.typeset.flow import NEVER, Box, around, before, beside, nothing
from pipeline.typeset.imprint import Imprint
from pipeline.typeset.paragraph import Alignment, Style
from pipeline.typeset.pdfa import Entry
from pipeline.typeset.setting import QUIET, THIN, Setting, colour
from pipeline.typeset.sheet import Colour, Sheet
from pipeline.words import Phrase, calendar_date, language_name, own_name, percent

_TITLE = 2.1
# What goes between the names of a list, by script.
_BETWEEN = {"Hans": "、", "Hant": "、", "Jpan": "、", "Arab": "، ", "Thaa": "، ", "Kore": ", "}


def title(setting: Setting, document: Document, imprint: Imprint) -> list[Box]:
    """The head of the first page: who publishes, the title, a rule, date and version."""
    home = setting.home
    quiet = setting.style(scale=0.88)._replace(colour=QUIET)
    plain = replace(setting, marked=False, where=f"{setting.tag}: publisher")
    boxes: list[Box] = []
    if imprint.publisher:
        who = Phrase(imprint.publisher, setting.tag)
        boxes += prose.phrase_lines(plain, who, home.child("P"), quiet)
    element = home.child("Title")
    style = setting.style(scale=_TITLE, bold=True)
    lines = prose.texts(
        setting, (document.title,), element, style, alignment=Alignment.START, balance=True
    )
    name = prose.shown(document.title) or document.name
    first = lines[0] if lines else Box(0.0, nothing)
    if not lines:
        home.kids.remove(element)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        setting.log.outline.append(Entry(name, 1, sheet.index, y + setting.leading))

    boxes += before([around(first, draw), *lines[1:]], setting.half if boxes else 0.0)
    boxes.append(_rule(setting, 2.0, setting.measure * 0.14, colour(setting.design.accent)))
    said = _subtitle(setting, document)
    if said:
        boxes += prose.plain_lines(plain, said, home.child("P"), quiet)
    boxes = [box._replace(keep=NEVER) for box in boxes]
    boxes.append(Box(setting.half, nothing, keep=NEVER))
    return boxes


def _subtitle(setting: Setting, document: Document) -> str:
    parts = [own_name(setting.tag, setting.own)]
    if document.meta.date:
        parts.append(calendar_date(document.meta.date, setting.tag, setting.own))
    return " · ".join(filter(None, parts))


def _rule(setting: Setting, weight: float, width: float, ink: Colour) -> Box:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        left = x + setting.left + (setting.measure - width if setting.rtl else 0.0)
        sheet.bar(left, y - setting.half, width, weight, ink)

    return Box(setting.leading, draw)


def colophon(setting: Setting, rows: Sequence[tuple[Phrase, Phrase]]) -> list[Box]:
    """Who translated it, from what, how completely (`facts`): label and value in two columns."""
    if not (rows or setting.log.stale or setting.log.fallback):
        return []
    home = setting.home.child("Sect")
    listed = home.child("L", attributes="none") if rows else home
    small = replace(setting.smaller(0.82).within(home), marked=False)
    wide = min(small.measure * 0.34, 13.0 * small.size)
    quiet = small.style()._replace(colour=QUIET)
    small.where = f"{setting.tag}: credits"
    boxes = [_rule(small, 0.6, small.measure, THIN)]
    for label, value in rows:
        # A term and what it stands for (ISO 32000-1, table 336).
        element = listed.child("LI")
        left = small.within(element, end=small.measure - wide + small.size)
        right = small.within(element, start=wide)
        one = prose.phrase_lines(left, label, element.child("Lbl"), quiet)
        two = prose.phrase_lines(right, value, element.child("LBody"), small.style())
        boxes += beside([one, two])
    if setting.log.stale or setting.log.fallback:
        boxes += _legend(small)
    boxes = [box._replace(keep=NEVER) for box in boxes[:-1]] + boxes[-1:]
    return before(boxes, setting.leading)


def facts(setting: Setting, document: Document, imprint: Imprint) -> list[tuple[Phrase, Phrase]]:
    """What the colophon says of a translation: labels and values."""
    tag, words = setting.tag, setting.words
    between = _BETWEEN.get(setting.locale.written, ", ")
    official = document.meta.official_language
    rows: list[tuple[Phrase, Phrase]] = []

    def row(name: str, value: str, locale: str = "") -> None:
        if value:
            rows.append((words(name), Phrase(value, locale or tag)))

    if official and Locale.parse(official) != Locale.parse(tag) and not _has_notice(document):
        said = language_name(official, tag)
        rows.append((words("official"), said))
    row("translation", between.join(imprint.translators))
    row("review", between.join(imprint.reviewers))
    if imprint.coverage < 1.0:
        row("coverage", percent(imprint.coverage, tag, setting.own))
    short = imprint.source_hash[:12]
    version = imprint.source_version
    if is_date(version):
        version = calendar_date(version, tag, setting.own)
    row("version", f"{version} ({short})" if version and short else version or short)
    row("catalog", imprint.catalog_hash[:12], "en")
    if imprint.date:
        dated = is_date(imprint.date)
        row("date", calendar_date(imprint.date, tag, setting.own) if dated else imprint.date)
    row("publisher", imprint.publisher)
    row("licence", imprint.licence, "en")
    return rows


def is_date(words: str) -> bool:
    """Whether words are an ISO 8601 calendar date."""
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return True


def _has_notice(document: Document) -> bool:
    return any(isinstance(b, Section) and b.role is Role.NOTICE for b in document.blocks)


def _legend(setting: Setting) -> list[Box]:
    """What the bars in the margin mean."""
    boxes: list[Box] = []
    kinds = [("stale", False, margin.STALE)] if setting.log.stale else []
    kinds += [("untranslated", True, margin.FALLBACK)] if setting.log.fallback else []
    for name, dashed, ink in kinds:
        inner = setting.within(setting.home, start=1.2 * setting.size)
        style = Style(size=setting.size, colour=QUIET)
        lines = prose.phrase_lines(inner, setting.words(name), setting.home.child("P"), style)
        edge = setting.left + (setting.measure - 2.0 if setting.rtl else 0.5)
        lines[0] = around(lines[0], last=margin.bar(lines[0], edge, ink, dashed=dashed))
        boxes += lines
    return before(boxes, setting.half)


def contributors(imprints: Sequence[Imprint]) -> tuple[str, ...]:
    """Everyone named, once."""
    names = (name for each in imprints for name in (*each.translators, *each.reviewers))
    return tuple(dict.fromkeys(names))
