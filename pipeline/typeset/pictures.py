"""Pictures: read from bytes, refused if they are bombs, embedded once, in sRGB."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import SourceError
from pipeline.formats.pictures.jpeg import bare
from pipeline.typeset.archive import Stream
from pipeline.typeset.book import Book

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 40_000_000
"""More than any page can show, and less than would fill the memory."""
MAX_BYTES = 50_000_000
_FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "GIF")
# Pixels per inch beyond which a reader on paper sees no more.
_FINEST = 300.0
# Of photographs that are made smaller; what is lost at it is not seen in print.
_QUALITY = 90


class Picture(NamedTuple):
    """A picture in the book: the name to draw it by, and its size in pixels."""

    name: str
    width: int
    height: int


def read(book: Book, source: str, content: bytes | None, width: float) -> Picture:
    """Embed a picture that is to be ``width`` points wide at most.

    Raises `SourceError` where it is missing, broken, of another kind, or larger than
    ``MAX_PIXELS`` (told from its header, before anything is unpacked).
    """
    from PIL import Image, UnidentifiedImageError

    if content is None:
        raise SourceError(
            "the picture is not there", where=source, remedy="Add the file, or take the figure out."
        )
    if len(content) > MAX_BYTES:
        raise _refused(source, f"it has {len(content)} bytes")
    most = max(1, int(width / 72 * _FINEST))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image: Image.Image = Image.open(BytesIO(content), formats=_FORMATS)
            if image.width * image.height > MAX_PIXELS:
                raise _refused(source, f"it has {image.width} × {image.height} pixels")
            photograph = image.format == "JPEG"
            shown, changed = _shown(image, most)
    except SourceError:
        raise
    except Image.DecompressionBombError:
        raise _refused(source, "it unpacks to more than any page can show") from None
    except UnidentifiedImageError:
        raise _unread(source, "it is no PNG, JPEG, WebP, TIFF or GIF") from None
    except Exception as error:
        raise _unread(source, str(error)) from error
    if not photograph:
        reference = _pixels(book, shown)
    else:
        reference = _jpeg(book, shown, _encoded(shown) if changed else bare(content))
    return Picture(book.picture(reference), shown.width, shown.height)


def _unread(source: str, why: str) -> SourceError:
    remedy = "Save it again as PNG or JPEG."
    return SourceError(f"the picture cannot be read ({why})", where=source, remedy=remedy)


def _refused(source: str, why: str) -> SourceError:
    return SourceError(
        f"the picture is too large: {why}",
        where=source,
        remedy=f"Scale it down to at most {MAX_PIXELS // 1_000_000} million pixels.",
    )


def _shown(image: Image, most: int) -> tuple[Image, bool]:
    """A picture upright, in grey or RGB of 8 bits, at most so many pixels wide; whether changed."""
    from PIL import ImageOps

    given, size = image, image.size
    # A JPEG is unpacked at half its size, a quarter or an eighth where that is enough.
    image.draft(None, (most, max(1, image.height * most // image.width)))
    image.load()
    turned = image.getexif().get(0x0112, 1) != 1
    if turned:
        ImageOps.exif_transpose(image, in_place=True)
    image = _in_srgb(_eight_bits(image))
    if image.width > most:
        down = max(1, round(image.height * most / image.width))
        image = image.resize((most, down), reducing_gap=3.0)
    return image, turned or image is not given or image.size != size


def _eight_bits(image: Image) -> Image:
    """Colours of 8 bits each, none by number (what has more is cut to white by Pillow)."""
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        image = image.convert("F")
        low, high = image.getextrema()
        assert isinstance(high, float)
        assert isinstance(low, float)
        largest = 255.0 if high <= 255 else 65535.0 if high <= 65535 else high
        return image.point(lambda value: value * (255.0 / largest) + 0.0).convert("L")
    if image.mode in ("P", "PA") or "transparency" in image.info:
        clear = image.mode == "PA" or "transparency" in image.info
        return image.convert("RGBA" if clear else "RGB")
    return image.convert("L") if image.mode == "1" else image


def _in_srgb(image: Image) -> Image:
    """Colours as the profile of the picture means them, in sRGB, which the file is in."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "CMYK"):
        try:
            given = ImageCms.ImageCmsProfile(BytesIO(profile))
            if "sRGB" not in ImageCms.getProfileDescription(given):
                wanted = ImageCms.createProfile("sRGB")
                found = ImageCms.profileToProfile(image, given, wanted, outputMode="RGB")
                image = found or image
        except (ImageCms.PyCMSError, OSError):
            pass  # a broken profile is none
    return image if image.mode in ("L", "LA", "RGB", "RGBA") else image.convert("RGB")


def _encoded(image: Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=_QUALITY, optimize=True, icc_profile=None, exif=b"")
    return buffer.getvalue()


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
    if image.mode in ("RGBA", "LA"):
        alpha = image.getchannel("A")
        if alpha.getextrema() != (255, 255):
            stream = Stream(alpha.tobytes(), _entries(alpha, "L"))
            mask = b"/SMask " + book.archive.add(stream)
        image = image.convert(image.mode.removesuffix("A"))
    return book.archive.add(Stream(image.tobytes(), _entries(image, image.mode) + mask))
