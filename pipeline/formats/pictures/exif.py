"""What a camera says of a picture (Exif 3.0): which side is up, and nothing else."""

from __future__ import annotations

import warnings

HEAD = b"Exif\0\0"
"""What stands before it in a JPEG, and in some other files."""
_ORIENTATION = 0x0112


def turned(data: bytes) -> bytes:
    """An Exif block, without head, that says which side is up; nothing if it is the first."""
    from PIL import Image

    told, kept = Image.Exif(), Image.Exif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            told.load(data)
            side = told.get(_ORIENTATION, 1)
    except Exception:  # Pillow raises many kinds for broken data, which says nothing then
        return b""
    if side not in range(2, 9):
        return b""
    kept[_ORIENTATION] = side
    written: bytes = kept.tobytes()
    return written.removeprefix(HEAD)
