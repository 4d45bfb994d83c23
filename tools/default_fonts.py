"""Make the fonts that travel with the package: ``python -m tools.default_fonts``.

Four Noto families are fetched from the npm registry by name, version and hash, cut down to
what the default scripts need, and written with their licence and an index to
``pipeline/typeset/data/fonts``. The same packages give the same bytes.
"""

from __future__ import annotations

import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

import uharfbuzz as hb

from pipeline.typeset.description import describe
from pipeline.typeset.library import write_index
from tools.npm import fetch, read

FOLDER = Path(__file__).resolve().parents[1] / "pipeline" / "typeset" / "data" / "fonts"


@dataclass(frozen=True)
class Package:
    """An npm package of static fonts, and which of them are wanted."""

    name: str
    version: str
    sha512: str
    faces: dict[str, str]
    """A face's path in the package, and the name of the file made of it."""
    simplified: bool = False
    """Keep only the characters of GB 2312 (and those below U+3000)."""


PACKAGES = (
    Package(
        "@expo-google-fonts/noto-serif",
        "0.4.2",
        "1xvAYegrtpCuPPunSyhvhV9FHWEzCWjikEoUJkvHt+WWvt+h7lKr+vkXNpqwFQM4W3KjXOccfLd5s04xLMjjDQ==",
        {
            "400Regular/NotoSerif_400Regular.ttf": "NotoSerif-Regular.ttf",
            "400Regular_Italic/NotoSerif_400Regular_Italic.ttf": "NotoSerif-Italic.ttf",
            "700Bold/NotoSerif_700Bold.ttf": "NotoSerif-Bold.ttf",
            "700Bold_Italic/NotoSerif_700Bold_Italic.ttf": "NotoSerif-BoldItalic.ttf",
        },
    ),
    Package(
        "@expo-google-fonts/noto-naskh-arabic",
        "0.4.5",
        "KN73tROdoKQubTZ/ZsERCdAlZ1cBLRbRIe196tISAcPLgIqMvIgFCUs1xsrS/pe3fIYxT9l+c95sQF8wv48ijA==",
        {
            "400Regular/NotoNaskhArabic_400Regular.ttf": "NotoNaskhArabic-Regular.ttf",
            "700Bold/NotoNaskhArabic_700Bold.ttf": "NotoNaskhArabic-Bold.ttf",
        },
    ),
    Package(
        "@expo-google-fonts/noto-serif-devanagari",
        "0.4.1",
        "ScMKTrS6iQ7Wx2pYhU5cQOgrRUThCngyBxaAsrmM84SfHIfJabnTb9xJ9wz85Skycd/r1+8zSj544KjXvqGt3w==",
        {
            "400Regular/NotoSerifDevanagari_400Regular.ttf": "NotoSerifDevanagari-Regular.ttf",
            "700Bold/NotoSerifDevanagari_700Bold.ttf": "NotoSerifDevanagari-Bold.ttf",
        },
    ),
    Package(
        "@expo-google-fonts/noto-serif-sc",
        "0.4.3",
        "fSmUpiSFtSeyHV45/2xUOy5SdfExklQwwMKN3cQjAZAujITHDmSbpMHCVdCMhRqMjQtu0ZRgc29u8A+CU3akfw==",
        {
            "400Regular/NotoSerifSC_400Regular.ttf": "NotoSerifSC-Regular.ttf",
            "700Bold/NotoSerifSC_700Bold.ttf": "NotoSerifSC-Bold.ttf",
        },
        simplified=True,
    ),
)


def simplified_characters() -> set[int]:
    """The characters of GB 2312, by way of Python's codec, and what numbers need besides."""
    found = {*range(0x20, 0x3000), 0x3007}  # the round zero of 一百〇一 is not in GB 2312
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((row, cell)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return found


def cut(content: bytes, wanted: set[int] | None) -> bytes:
    """A font without hinting, with only the characters wanted (None for all)."""
    face = hb.Face(content)
    request = hb.SubsetInput()
    characters = set(face.unicodes)
    request.unicode_set.update(characters if wanted is None else characters & wanted)
    request.flags = hb.SubsetFlags.NO_HINTING
    return bytes(request.subset(face).blob.data)


def main() -> None:
    """Fetch, check, cut and write."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        for package in PACKAGES:
            path = fetch(package.name, package.version, package.sha512, Path(temporary))
            wanted = simplified_characters() if package.simplified else None
            with tarfile.open(path) as archive:
                for member, name in package.faces.items():
                    (FOLDER / name).write_bytes(cut(read(archive, member), wanted))
                stem = next(iter(package.faces.values())).split("-")[0]
                (FOLDER / f"{stem}-OFL.txt").write_bytes(read(archive, "LICENSE_FONT"))
    files = [each for path in sorted(FOLDER.glob("*.ttf")) for each in describe(path)]
    write_index(FOLDER / "index.json", files)


if __name__ == "__main__":
    main()
