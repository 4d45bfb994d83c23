"""CMaps of a PDF: what codes say (ToUnicode) and which glyphs they show (ISO 32000-1, 9.10.3)."""

from __future__ import annotations

from collections.abc import Sequence

_HEAD = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 0 >> def\n"
    "/CMapName /{name} def\n/CMapType {kind} def\n"
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
)
_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
_ROWS = 100


def to_unicode(words: Sequence[str]) -> bytes:
    """The ToUnicode CMap of codes 1, 2, … that say these words."""
    rows = [
        f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>"
        for code, text in enumerate(words, 1)
    ]
    head = _HEAD.format(ordering="UCS", name="Adobe-Identity-UCS", kind=2)
    return (head + _blocks(rows, "bfchar") + _TAIL).encode("ascii")


def to_glyphs(cids: Sequence[int], vertical: bool = False) -> bytes:
    """The CMap of codes 1, 2, … that show these glyphs of a CFF font."""
    rows = [f"<{code:04X}> {cid}" for code, cid in enumerate(cids, 1)]
    head = _HEAD.format(ordering="Identity", name="Codes", kind=1)
    mode = f"/WMode {int(vertical)} def\n"
    return (head + mode + _blocks(rows, "cidchar") + _TAIL).encode("ascii")


def _blocks(rows: list[str], kind: str) -> str:
    blocks = (rows[at : at + _ROWS] for at in range(0, len(rows), _ROWS))
    return "".join(f"{len(b)} begin{kind}\n" + "\n".join(b) + f"\nend{kind}\n" for b in blocks)
