"""Pictures of every kind come out as they look; what cannot is refused with its name."""

import io
import struct
import zlib

import pypdfium2
import pypdfium2.raw as raw
import pytest
from PIL import Image, ImageCms

from pipeline.errors import SourceError
from pipeline.typeset import Imprint, typeset
from tests.typeset.documents import FONTS, simple


def saved(image: Image.Image, kind: str, **more: object) -> bytes:
    content = io.BytesIO()
    image.save(content, kind, **more)
    return content.getvalue()


def made(content: bytes) -> bytes:
    images = Imprint(images={"it.png": content})
    return typeset(simple("![It](it.png)"), imprint=images, fonts=FONTS).pdf


def seen(content: bytes, at: tuple[float, float] = (0.5, 0.5)) -> tuple[int, int, int]:
    """The colour of a point of the picture on the page, as PDFium shows it."""
    with pypdfium2.PdfDocument(made(content)) as document:
        page = document[0]
        (picture,) = page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=1)
        left, bottom, right, top = picture.get_bounds()
        x = left + (right - left) * at[0]
        y = page.get_height() - top + (top - bottom) * at[1]
        red, green, blue = page.render(scale=1).to_pil().convert("RGB").getpixel((int(x), int(y)))
    return red, green, blue


def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 24 for a, b in zip(one, other, strict=True))


def test_sixteen_bits_are_not_cut_to_white() -> None:
    grey = Image.new("I;16", (40, 40), 0x4000)
    assert near(seen(saved(grey, "PNG")), (64, 64, 64))
    assert near(seen(saved(grey, "TIFF")), (64, 64, 64))


@pytest.mark.parametrize(("mode", "kind"), [("RGB", "JPEG"), ("CMYK", "JPEG"), ("CMYK", "TIFF")])
def test_colours_are_those_of_the_picture(mode: str, kind: str) -> None:
    red = Image.new("RGB", (40, 40), (220, 30, 30)).convert(mode)
    assert near(seen(saved(red, kind)), (220, 30, 30))


def test_a_colour_means_what_its_profile_says() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    plain = Image.new("RGB", (40, 40), (200, 120, 120))
    assert near(seen(saved(plain, "PNG")), (200, 120, 120))
    # A profile that does not fit, or is none, is passed over.
    for wrong in (profile, b"no profile"):
        assert near(seen(saved(plain, "PNG", icc_profile=wrong)), (200, 120, 120))


def test_a_picture_with_a_palette_and_one_with_a_background_to_see_through() -> None:
    palette = Image.new("RGB", (40, 40), (10, 120, 10)).convert("P")
    assert near(seen(saved(palette, "GIF")), (10, 120, 10))
    clear = Image.new("RGBA", (40, 40), (10, 10, 10, 0))
    assert near(seen(saved(clear, "PNG")), (255, 255, 255))


def test_a_photograph_stands_upright_and_travels_as_it_is_but_for_where_it_was_taken() -> None:
    noise = Image.effect_noise((300, 200), 60).convert("RGB")
    exif = Image.Exif()
    exif[0x010E] = "At my grandmother's house"
    content = saved(noise, "JPEG", exif=exif, comment=b"at home")
    pdf = made(content)
    assert b"grandmother" not in pdf
    assert b"at home" not in pdf
    assert content[-2000:] in pdf  # not packed again
    exif[0x0112] = 6  # to be turned clockwise
    dark = Image.new("RGB", (60, 40))
    dark.paste((255, 255, 255), (0, 0, 60, 20))
    turned = saved(dark, "JPEG", exif=exif)
    assert near(seen(turned, (0.9, 0.5)), (255, 255, 255))
    assert near(seen(turned, (0.1, 0.5)), (0, 0, 0))


def test_a_photograph_that_is_larger_than_print_needs_is_made_smaller() -> None:
    noise = Image.effect_noise((5000, 3000), 60).convert("RGB")
    content = saved(noise, "JPEG")
    assert len(made(content)) < len(content) / 3


def test_the_first_picture_of_an_animation_is_shown() -> None:
    frames = [Image.new("RGB", (40, 40), (200 - n * 60, 0, 0)) for n in range(3)]
    for kind in ("GIF", "WEBP", "PNG"):
        content = saved(frames[0], kind, save_all=True, append_images=frames[1:])
        assert near(seen(content), (200, 0, 0))


def test_what_is_no_picture_says_so_in_the_same_words_every_time() -> None:
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>"
    for content in (drawing, b"", saved(Image.new("RGB", (9, 9)), "BMP")):
        with pytest.raises(SourceError) as caught:
            made(content)
        assert str(caught.value) == (
            "it.png: the picture cannot be read (it is no PNG, JPEG, WebP, TIFF or GIF). "
            "Save it again as PNG or JPEG."
        )


def test_a_bomb_in_the_words_of_a_picture_is_refused() -> None:
    words = b"a\0\0" + zlib.compress(b"x" * 100_000_000)
    chunk = struct.pack(">I", len(words)) + b"zTXt" + words
    chunk += struct.pack(">I", zlib.crc32(b"zTXt" + words))
    small = saved(Image.new("RGB", (9, 9)), "PNG")
    with pytest.raises(SourceError, match=r"it\.png"):
        made(small[:33] + chunk + small[33:])
