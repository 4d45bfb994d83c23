"""Headings as boxes, as elements of the structure and as entries of the outline."""

from __future__ import annotations

from pipeline.model import Text
from pipeline.typeset import prose
from pipeline.typeset.flow import NEVER, Box, Draw, around, before
from pipeline.typeset.paragraph import Alignment
from pipeline.typeset.pdfa import Entry
from pipeline.typeset.setting import Setting
from pipeline.typeset.sheet import Sheet

# Sizes of headings by level, in sizes of the text.
_SCALES = {2: 1.35, 3: 1.15, 4: 1.0, 5: 1.0, 6: 1.0}


def heading(
    setting: Setting, text: Text | None, level: int, label: str = "", place: str = ""
) -> list[Box]:
    """A heading of a level from 2; ``label`` goes before it (``Article 7``), and links may lead to
    it by the name of its ``place``."""
    log = setting.log
    # No level is skipped on the way down (ISO 14289-1, 7.4.2).
    level = log.level = min(level, log.level + 1)
    element = setting.home.child(f"H{min(level, 6)}")
    style = setting.style(scale=_SCALES.get(level, 1.0), bold=True, accent=bool(label))
    given = (text,) if text is not None and text.markdown.strip() else ()
    lead = [(f"{label}\u2002" if given else label, style)] if label else []
    if not given:
        lines = prose.plain_lines(setting, label, element, style)
    else:
        title = setting.style(scale=_SCALES.get(level, 1.0), bold=True)
        lines = prose.texts(
            setting, given, element, title, alignment=Alignment.START, lead=lead, balance=True
        )
    if not lines:
        setting.home.kids.remove(element)
        return []
    words = " ".join(filter(None, (label, *(prose.shown(each) for each in given))))
    white = setting.leading * (1.5 if level == 2 and not label else 1.0)
    lines = [line._replace(keep=NEVER) for line in before(lines, white)]
    lines[0] = around(lines[0], entering(setting, words, level - 1, place))
    return lines


def entering(setting: Setting, words: str, level: int, place: str = "") -> Draw:
    """Enter a box in the outline when it is drawn, and as a ``place`` that links lead to."""
    place = place and setting.scope + place

    def draw(sheet: Sheet, x: float, y: float) -> None:
        setting.log.outline.append(
            Entry(words, level + setting.log.nesting, sheet.index, y + setting.leading, place)
        )

    return draw
