"""Pictures tell nothing but themselves, and look as they did."""

from __future__ import annotations

import struct
from collections.abc import Callable
from io import BytesIO
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageOps, ImageSequence
from PIL.PngImagePlugin import PngInfo

from pipeline.formats.pictures import for_a_page, jpeg, media_type, webp

PICTURE = Image.effect_noise((60, 40), 60).convert("RGB")
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
GPS, LATITUDE, ORIENTATION, DESCRIPTION = 0x8825, 2, 0x0112, 0x010E
FILM = b"\0\0\0\x18ftypmp42 grandmother's door"
"""What telephones put behind the end of a photograph."""


def told(side: int) -> Image.Exif:
    """What a camera says."""
    exif = Image.Exif()
    exif[ORIENTATION] = side
    exif[DESCRIPTION] = "At my grandmother's house"
    exif.get_ifd(GPS)[LATITUDE] = (37.0, 58.0, 17.0)
    return exif


def saved(kind: str, **how: object) -> bytes:
    """The picture in a file."""
    buffer = BytesIO()
    PICTURE.save(buffer, kind, **how)  # type: ignore[arg-type]
    return buffer.getvalue()


def photograph(side: int = 1) -> bytes:
    """A photograph that tells where it was taken, in all the ways that there are."""
    return saved("JPEG", exif=told(side), icc_profile=PROFILE, comment=b"grandmother") + FILM


def screenshot(side: int = 1) -> bytes:
    """The same as PNG."""
    texts = PngInfo()
    texts.add_text("Author", "grandmother")
    texts.add_text("Comment", "grandmother " * 9, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>grandmother</x:xmpmeta>")
    texts.add(b"tIME", bytes((7, 230, 3, 2, 9, 30, 0)))
    texts.add(b"prVt", b"grandmother")
    how = {"exif": told(side), "icc_profile": PROFILE, "dpi": (300, 300), "pnginfo": texts}
    return saved("PNG", **how) + FILM


def web_picture(side: int = 1) -> bytes:
    """The same as WebP."""
    xmp = b"<x:xmpmeta>grandmother</x:xmpmeta>"
    how = {"exif": told(side), "icc_profile": PROFILE, "xmp": xmp, "lossless": True}
    return saved("WEBP", **how) + FILM


TELLING = [photograph, screenshot, web_picture]


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("taken", TELLING)
def test_nothing_is_told_and_no_pixel_changes(taken: Callable[[], bytes]) -> None:
    kept = for_a_page(taken())
    assert b"grandmother" in taken()
    assert b"grandmother" not in kept
    assert not opened(kept).getexif()
    assert opened(kept).convert("RGB").tobytes() == opened(taken()).convert("RGB").tobytes()
    assert opened(kept).info.get("icc_profile") == PROFILE
    assert {"Author", "Comment", "xmp", "exif"}.isdisjoint(opened(kept).info)
    assert for_a_page(kept) == kept


@pytest.mark.parametrize("taken", TELLING)
@pytest.mark.parametrize("side", [2, 6, 8])
def test_a_page_keeps_the_side_that_is_up(taken: Callable[[int], bytes], side: int) -> None:
    kept = for_a_page(taken(side))
    assert dict(opened(kept).getexif()) == {ORIENTATION: side}
    upright = ImageOps.exif_transpose(opened(taken(side)))
    assert ImageOps.exif_transpose(opened(kept)).tobytes() == upright.tobytes()


def test_a_document_needs_no_profile_either() -> None:
    bare = jpeg.bare(photograph(side=6))
    assert "icc_profile" not in opened(bare).info
    assert not opened(bare).getexif()
    assert b"grandmother" not in bare


def test_scans_that_come_one_after_another_are_all_kept() -> None:
    content = saved("JPEG", progressive=True)
    assert jpeg.bare(content + FILM) == jpeg.bare(content)
    assert opened(jpeg.bare(content)).tobytes() == opened(content).tobytes()


def test_what_changes_the_look_of_a_png_stays() -> None:
    chunk = struct.pack(">I", 4) + b"gAMA" + struct.pack(">I", 45455)
    content = screenshot()
    gamma = content[:33] + chunk + struct.pack(">I", crc32(chunk[4:])) + content[33:]
    kept = opened(for_a_page(gamma))
    assert kept.info["gamma"] == pytest.approx(0.45455)
    assert kept.info["dpi"] == opened(content).info["dpi"]
    clear = BytesIO()
    PICTURE.convert("P").save(clear, "PNG", transparency=3)
    assert opened(for_a_page(clear.getvalue())).info["transparency"] == 3


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP"])
def test_an_animation_moves_on(kind: str) -> None:
    content = saved(
        kind,
        save_all=True,
        append_images=[ImageOps.invert(PICTURE), PICTURE.rotate(90)],
        duration=[100, 200, 300],
        loop=3,
        **({"comment": b"grandmother"} if kind == "GIF" else {"exif": told(1)}),
    )
    given, kept = opened(content), opened(for_a_page(content))
    assert b"grandmother" not in for_a_page(content)
    assert kept.info["loop"] == given.info["loop"] == 3
    pairs = zip(ImageSequence.Iterator(given), ImageSequence.Iterator(kept), strict=True)
    for before, after in pairs:
        assert before.tobytes() == after.tobytes()
        assert before.info["duration"] == after.info["duration"]


def test_a_webp_says_no_longer_that_metadata_follow() -> None:
    flags = for_a_page(web_picture())[20]
    assert flags & 0x0C == 0
    assert for_a_page(web_picture(side=6))[20] & 0x0C == 0x08
    plain = saved("WEBP")
    assert webp.for_a_page(plain) == plain


@pytest.mark.parametrize("content", [b"", b"<svg onload='x()'/>", b"II*\0", b"RIFF....WAVE"])
def test_other_files_are_no_pictures_of_a_page(content: bytes) -> None:
    assert media_type(content) == ""


@pytest.mark.parametrize("taken", TELLING)
@given(noise=st.binary(max_size=200), at=st.integers(0, 600))
def test_of_a_broken_file_things_are_only_left_out(
    taken: Callable[[int], bytes], noise: bytes, at: int
) -> None:
    content = taken(3)
    torn = content[:at] + noise + content[at:]
    # A part of a wrong length may take more with it, as it does for every reader.
    assert len(for_a_page(torn)) <= len(torn) + len(told(3).tobytes())
    assert len(for_a_page(torn[:at])) <= at + 1


@given(st.binary(max_size=200), st.integers(0, 400))
def test_of_a_broken_photograph_bytes_are_only_left_out(noise: bytes, at: int) -> None:
    content = photograph(side=3)
    torn = content[:at] + noise + content[at:]
    rest = iter(torn)
    assert all(byte in rest for byte in jpeg.bare(torn))


@given(st.binary(max_size=200).filter(lambda noise: noise[2:3] != b"\xff"))
def test_what_has_no_segments_stays_as_it_is(noise: bytes) -> None:
    assert jpeg.bare(noise) == jpeg.for_a_page(noise) == noise
