"""Figures: a picture with its caption, tagged with what it shows."""

from __future__ import annotations

from pipeline.formats.inline import plain
from pipeline.model import Figure, Text
from pipeline.typeset import pictures
from pipeline.typeset.flow import NEVER, Box, before
from pipeline.typeset.paragraph import Alignment, Style
from pipeline.typeset.prose import texts
from pipeline.typeset.setting import Setting
from pipeline.typeset.sheet import Sheet
from pipeline.typeset.tags import Element


def figure(setting: Setting, given: Figure, content: bytes | None) -> list[Box]:
    """A picture with its caption below it, kept together."""
    home = setting.home.child("Div")
    mark = home.child("Figure")
    mark.alt = plain(given.alternative.markdown)
    text = given.alternative
    if text.locale and text.locale != setting.tag:
        mark.lang = text.locale
    if text.key:
        mark.ident = setting.scope + text.key
        setting.log.texts.append((setting.scope + text.key, " ".join(mark.alt.split())))
    picture = pictures.read(setting.book, given.source, content, setting.measure)
    tallest = (setting.grid.top - setting.grid.bottom) * 0.6
    across, down = picture.width, picture.height
    if setting.turned:
        across, down = down, across
    scale = min(setting.measure / across, tallest / down, 72 / 96)
    width, height = across * scale, down * scale
    strip = -(-height // setting.half) * setting.half
    left = setting.left + (setting.measure - width) / 2

    def draw(sheet: Sheet, x: float, y: float) -> None:
        if mark.alt:
            sheet.mark(mark)
        else:
            sheet.decorate("Layout")
        mark.box = sheet.picture(picture.name, x + left, y - height, width, height)

    if not mark.alt:
        home.kids.remove(mark)
    boxes = [Box(strip, draw, before=setting.leading)]
    if given.caption is not None:
        boxes = [boxes[0]._replace(keep=NEVER)]
        boxes += caption(setting, given.caption, home.child("Caption"), "figure")
    return boxes


def caption(setting: Setting, text: Text, element: Element, kind: str) -> list[Box]:
    """``Figure 3. What it shows``, small, in the column's middle."""
    small = setting.smaller(0.88).within(element, start=2 * setting.size, end=2 * setting.size)
    counted = setting.log.captions
    counted[setting.scope, kind] += 1
    label = small.words(kind, n=counted[setting.scope, kind])
    style = small.style()
    lead: list[tuple[str, Style]] = []
    if label.locale == setting.tag:
        lead = [
            (label.text + ("　" if not setting.locale.spaced else "  "), small.style(bold=True))
        ]
    boxes = texts(
        small, (text,), element, style, alignment=Alignment.CENTER, lead=lead, balance=True
    )
    return before(boxes, setting.half / 2)
