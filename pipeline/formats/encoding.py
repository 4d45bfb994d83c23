"""Bytes → characters, when nobody can be trusted to say in what encoding they are.

In the order of who knows best: a byte order mark; UTF-8, which hardly anything else can be taken
for, whatever the file declares; what it declares (an HTML ``<meta>``), if the bytes agree; and at
last a guess from the bytes (chardet).
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from pipeline.errors import ContributionError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Names that stand for more than they say: browsers read them so (WHATWG Encoding Standard).
_WIDER = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}
_WIDER |= {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932"}
_WIDER |= {"euc-kr": "cp949", "ks_c_5601-1987": "cp949", "tis-620": "cp874"}
# A guess is made from so many bytes; more would only be slower.
_SAMPLE = 1 << 16


def decode(data: bytes, *, path: str, declared: str = "") -> str:
    """The characters of a text file. Raises `ContributionError` where they cannot be made out.

    ``declared`` is the encoding that the file itself, or its sender, names.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _clean(_strict(data, name, path).removeprefix("\ufeff"))
    if re.search(rb"\x1b\$[@B]", data):
        return _clean(_strict(data, "iso2022_jp", path))
    sample = data[: _SAMPLE - _SAMPLE % 2]
    if b"\0" in sample and (found := _utf16(sample)):
        return _clean(_strict(data, found, path))
    # These hide in ASCII, and so in UTF-8.
    hidden = declared.lower().startswith(("iso-2022", "hz"))
    for name in filter(None, (declared, "utf-8") if hidden else ("utf-8", declared)):
        try:
            return _clean(data.decode(_WIDER.get(name.lower(), name)))
        except (LookupError, ValueError):
            continue
    return _clean(_strict(data, _guess(data, path), path))


def _guess(data: bytes, path: str) -> str:
    import chardet

    found = chardet.detect(data[:_SAMPLE])["encoding"] if b"\0" not in data[:_SAMPLE] else None
    if found == "ISO-8859-7" and _windows_greek(data):
        return "cp1253"
    if found := found or _utf16(data[: _SAMPLE - _SAMPLE % 2]):
        return _WIDER.get(found.lower(), found)
    raise ContributionError(
        "this is no text in any encoding we know",
        where=path,
        remedy="Save it as UTF-8, and give it the file name ending of its format.",
    )


def _utf16(data: bytes) -> str:
    """Which way round UTF-16 without a mark is, or nothing: only one way has common characters."""
    counts = {}
    for name in ("utf-16-le", "utf-16-be"):
        text = data.decode(name, "replace")
        strange = sum(unicodedata.category(c) in ("Cn", "Co", "Cs") for c in text)
        if "\0" not in text and "\ufffd" not in text[:-1] and strange < len(text) / 50:
            counts[name] = sum(text.count(c) for c in " \n\r.,、。，")
    best = max(counts, key=lambda name: counts[name], default="")
    return best if best and counts[best] else ""


def _windows_greek(data: bytes) -> bool:
    """Whether Greek is in Windows' encoding: Ά is A2 there and B6 in ISO's, and only Windows has
    quotation marks and dashes at 80 to 9F.
    """
    if re.search(rb"[\x80-\x9f]", data):
        return True
    return len(re.findall(rb"\xa2[\xdc-\xfe]", data)) > len(re.findall(rb"\xb6[\xdc-\xfe]", data))


def _strict(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except (LookupError, ValueError) as error:
        raise ContributionError(
            f"it looks like {encoding}, but is not: {error}",
            where=path,
            remedy="Save it as UTF-8.",
        ) from None


def _clean(text: str) -> str:
    """Line ends as LF; no NUL, which no format can hold."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
