from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageOps

from pipeline.formats import jpeg

PICTURE = Image.effect_noise((60, 40), 60).convert("RGB")
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
GPS, LATITUDE, ORIENTATION, DESCRIPTION = 0x8825, 2, 0x0112, 0x010E


def photograph(side: int = 1) -> bytes:
    """A photograph that tells where it was taken, in all the ways that there are."""
    exif = Image.Exif()
    exif[ORIENTATION] = side
    exif[DESCRIPTION] = "At my grandmother's house"
    exif.get_ifd(GPS)[LATITUDE] = (37.0, 58.0, 17.0)
    buffer = BytesIO()
    PICTURE.save(buffer, "JPEG", exif=exif, icc_profile=PROFILE, comment=b"grandmother")
    return buffer.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def test_nothing_is_told_and_no_pixel_changes() -> None:
    content = photograph()
    for kept in (jpeg.bare(content), jpeg.for_a_page(content)):
        assert b"grandmother" not in kept
        assert not opened(kept).getexif()
        assert opened(kept).tobytes() == opened(content).tobytes()


def test_a_page_keeps_the_colour_profile_and_the_side_that_is_up() -> None:
    content = photograph(side=6)
    kept = opened(jpeg.for_a_page(content))
    assert dict(kept.getexif()) == {ORIENTATION: 6}
    assert kept.info["icc_profile"] == PROFILE
    upright = ImageOps.exif_transpose(opened(content))
    assert ImageOps.exif_transpose(kept).tobytes() == upright.tobytes()


@given(st.binary(max_size=200), st.integers(0, 400))
def test_of_a_broken_file_things_are_only_left_out(noise: bytes, at: int) -> None:
    content = photograph(side=3)
    torn = content[:at] + noise + content[at:]
    rest = iter(torn)
    assert all(byte in rest for byte in jpeg.bare(torn))
    # A segment of a wrong length may take more with it, as it does for every reader.
    assert len(jpeg.for_a_page(torn)) <= len(torn)


@given(st.binary(max_size=200).filter(lambda noise: noise[2:3] != b"\xff"))
def test_what_has_no_segments_stays_as_it_is(noise: bytes) -> None:
    assert jpeg.bare(noise) == jpeg.for_a_page(noise) == noise
