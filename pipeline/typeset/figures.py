"""Pictures: read from bytes, refused if they are bombs, embedded once, tagged with their words."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import SourceError
from pipeline.formats.inline import plain
from pipeline.model import Figure, Text
from pipeline.typeset.archive import Stream
from pipeline.typeset.flow import NEVER, Box, before
from pipeline.typeset.paragraph import Alignment, Style
from pipeline.typeset.prose import texts
from pipeline.typeset.setting import Setting
from pipeline.typeset.sheet import Book, Sheet

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 40_000_000
"""More than any page can show, and less than would fill the memory."""
MAX_BYTES = 50_000_000
_FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "GIF")
# Pixels per inch beyond which a reader on paper sees no more.
_FINEST = 300.0


class Picture(NamedTuple):
    """A picture in the book: the name to draw it by, and its size in pixels."""

    name: str
    width: int
    height: int


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
    picture = read(setting.book, given.source, content, setting.measure)
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
        setting.log.figures += 1
        boxes = [boxes[0]._replace(keep=NEVER)]
        boxes += caption(
            setting, given.caption, home.child("Caption"), "figure", setting.log.figures
        )
    return boxes


def caption(setting: Setting, text: Text, element: object, name: str, number: int) -> list[Box]:
    """``Figure 3. What it shows``, small, in the column's middle."""
    from pipeline.typeset.tags import Element

    assert isinstance(element, Element)
    small = setting.smaller(0.88).within(element, start=2 * setting.size, end=2 * setting.size)
    label = small.words(name, n=number)
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


def read(book: Book, source: str, content: bytes | None, width: float) -> Picture:
    """Embed a picture that is to be ``width`` points wide at most.

    Raises `SourceError` where it is missing, broken, of another kind, or larger than
    ``MAX_PIXELS`` (told from its header, before anything is unpacked).
    """
    from PIL import Image, ImageOps

    if content is None:
        raise SourceError(
            "the picture is not there", where=source, remedy="Add the file, or take the figure out."
        )
    if len(content) > MAX_BYTES:
        raise _refused(source, f"it has {len(content)} bytes")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image: Image.Image = Image.open(BytesIO(content), formats=_FORMATS)
            if image.width * image.height > MAX_PIXELS:
                raise _refused(source, f"it has {image.width} × {image.height} pixels")
            image.draft("RGB", image.size)
            image.load()
            turned = ImageOps.exif_transpose(image)
    except SourceError:
        raise
    except Image.DecompressionBombError:
        raise _refused(source, "it unpacks to more than any page can show") from None
    except Exception as error:
        raise SourceError(
            f"the picture cannot be read ({error})",
            where=source,
            remedy="Save it again as PNG or JPEG.",
        ) from error
    most = max(1, int(width / 72 * _FINEST))
    if turned.width > most:
        turned = turned.resize((most, max(1, round(turned.height * most / turned.width))))
    fits = image.format == "JPEG" and turned.size == image.size and image.mode in ("RGB", "L")
    reference = _jpeg(book, image, content) if fits and turned is image else _pixels(book, turned)
    return Picture(book.picture(reference), turned.width, turned.height)


def _refused(source: str, why: str) -> SourceError:
    return SourceError(
        f"the picture is too large: {why}",
        where=source,
        remedy=f"Scale it down to at most {MAX_PIXELS // 1_000_000} million pixels.",
    )


def _entries(image: Image, mode: str) -> bytes:
    space = b"/DeviceGray" if mode == "L" else b"/DeviceRGB"
    return b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace%s" % (
        image.width,
        image.height,
        space,
    )


def _jpeg(book: Book, image: Image, content: bytes) -> bytes:
    entries = _entries(image, image.mode) + b"/Filter/DCTDecode"
    return book.archive.add(Stream(content, entries, compress=False))


def _pixels(book: Book, image: Image) -> bytes:
    mask = b""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        alpha = image.getchannel("A")
        if alpha.getextrema() != (255, 255):
            stream = Stream(alpha.tobytes(), _entries(alpha, "L"))
            mask = b"/SMask " + book.archive.add(stream)
    mode = "L" if image.mode in ("1", "L", "LA") else "RGB"
    image = image.convert(mode)
    return book.archive.add(Stream(image.tobytes(), _entries(image, mode) + mask))
