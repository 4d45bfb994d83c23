"""Pictures for a web page, without what they tell of the place, the owner and the programs.

Where a photograph was taken, whose camera took it, what was cut off it, and how it was edited
travel in the file beside the picture. Pixels are never touched; what changes how they look
(colours, transparency, frames, which side is up) stays.
"""

from __future__ import annotations

from pipeline.formats.pictures import gif, jpeg, png, webp

_BY_MEDIA_TYPE = {"image/png": png, "image/jpeg": jpeg, "image/gif": gif, "image/webp": webp}


def media_type(content: bytes) -> str:
    """What kind of picture it is, of those that all browsers show and we can clean; else nothing.

    AVIF, TIFF and SVG are none: SVG may hold scripts and addresses.
    """
    return next((kind for kind, room in _BY_MEDIA_TYPE.items() if room.claims(content)), "")


def for_a_page(content: bytes) -> bytes:
    """The picture as it may be shown to anybody; of a broken one nothing but less."""
    kind = media_type(content)
    return _BY_MEDIA_TYPE[kind].for_a_page(content) if kind else content
