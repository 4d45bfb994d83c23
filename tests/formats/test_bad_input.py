"""Whatever is sent: the text, or one clear error; never a crash, a fetch or a full memory."""

from __future__ import annotations

import io
import re
import tracemalloc
import zipfile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline.errors import ContributionError, DeclarationError
from pipeline.formats import intake
from tests.formats.making import OFFICE, archive, docx, odt, pdf

ENTITIES = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
ZIPPED = docx(PARAGRAPH.format("The doors are open."))


def locked(data: bytes) -> bytes:
    """The archive with the flag of encryption on its members."""
    changed = bytearray(data)
    for sign, offset in (b"PK\x03\x04", 6), (b"PK\x01\x02", 8):
        at = changed.find(sign)
        while at >= 0:
            changed[at + offset] |= 1
            at = changed.find(sign, at + 4)
    return bytes(changed)


def refused(data: bytes, name: str) -> DeclarationError | None:
    try:
        intake.read(data, name)
    except DeclarationError as error:
        return error
    return None


BAD = {
    "encrypted.pdf": (pdf([(72, 700, "Secret")], password="x"), "encrypted"),
    "picture.pdf": (pdf(), "no text, only pictures"),
    "cut.pdf": (pdf([(72, 700, "Words")])[:300], "no PDF, or a damaged one"),
    "rubbish.pdf": (b"%PDF-1.7\n" + bytes(range(256)) * 20, "no PDF, or a damaged one"),
    "cut.docx": (ZIPPED[: len(ZIPPED) // 2], "cannot be opened"),
    "empty.docx": (archive({"readme.txt": "nothing"}), "cannot be opened"),
    "tags.docx": (archive({"word/document.xml": "<w:document>"}), "damaged"),
    "words.docx": (b"just words in a file with a wrong name", ""),
    "locked.docx": (locked(ZIPPED), "encrypted"),
    "laughs.docx": (docx(PARAGRAPH.format("&b;"), doctype=ENTITIES), "entities"),
    "outside.docx": (docx(PARAGRAPH.format("&x;"), doctype=EXTERNAL), "entities"),
    "deep.docx": (docx("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000), ""),
    "locked.odt": (odt("", manifest="<x><encryption-data/></x>"), "encrypted"),
    "cut.odt": (odt("<text:p>Words</text:p>")[:200], "cannot be opened"),
    "none.odt": (archive({"content.xml": f'<x xmlns:o="{OFFICE}"/>'}), "no text"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "old format of Word"),
    "old.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "encrypted, or in the old"),
    "rich.rtf": (b"{\\rtf1\\ansi Words}", "RTF"),
    "empty.txt": (b"", "no text"),
    "blank.html": (b"<html><body> </body></html>", "no text"),
    "binary.txt": (bytes(range(256)) * 40, ""),
    "picture.png": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, ""),
    "large.html": (b"<p>" + b"words " * (3 * 2**20) + b"</p>", "the limit is"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_error_that_says_where_what_and_what_to_do(name: str) -> None:
    data, words = BAD[name]
    with pytest.raises(ContributionError) as caught:
        intake.read(data, name)
    assert caught.value.where == name
    assert caught.value.remedy.endswith((".", "?"))
    assert words in str(caught.value)


@pytest.mark.parametrize("make", [docx, odt])
def test_a_bomb_is_not_unpacked(make: object) -> None:
    name = "word/document.xml" if make is docx else "content.xml"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made, made.open(name, "w") as member:
        for _ in range(80):
            member.write(bytes(2**20))
    assert len(stream.getvalue()) < 2**18
    tracemalloc.start()
    with pytest.raises(ContributionError, match="unpacks to more than 64 MiB"):
        intake.read(stream.getvalue(), "bomb.docx" if make is docx else "bomb.odt")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 200 * 2**20


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul><li", "table><tr><td", "font"])
def test_a_page_nested_a_hundred_thousand_deep_is_read_or_refused(tag: str) -> None:
    data = f"<{tag}>".encode() * 100_000 + b"The doors are open."
    error = refused(data, "deep.html")
    if error is None:
        (passage,) = intake.read(data, "deep.html").passages
        assert passage.text == "The doors are open."
    else:
        assert re.search("deep|HTML|no text", error.what)


def test_a_page_fetches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", never)
    page = (
        b'<!DOCTYPE html SYSTEM "http://example.org/x.dtd"><html><head>'
        b'<link rel=stylesheet href="http://example.org/a.css"></head><body>'
        b'<img src="http://example.org/a.png" alt="A door."><iframe src="http://example.org/">'
        b"</iframe><p>Open.</p></body></html>"
    )
    assert [p.text for p in intake.read(page, "a.html").passages] == ["A door.", "Open."]


def test_a_script_is_no_text() -> None:
    page = b"<p>One</p><script>alert(1)</script><style>p{}</style><p onclick='x()'>Two</p>"
    assert [p.text for p in intake.read(page, "a.html").passages] == ["One", "Two"]


def test_no_line_of_the_file_can_make_a_link_that_runs_something() -> None:
    page = b'<p><a href="javascript:alert(1)">Here</a> and <a href="https://a.org/">there</a></p>'
    assert [p.text for p in intake.read(page, "a.html").passages] == [
        "Here and [there](https://a.org/)"
    ]


STARTS = st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"# A\n\n"])


@given(start=STARTS, rest=st.binary(max_size=400), name=st.sampled_from(
    ["a.html", "a.docx", "a.odt", "a.pdf", "a.md", "a.txt", "a"]
))  # fmt: skip
@example(start=b"", rest=b"\0" * 50, name="a.txt")
@example(start=b"", rest=b">" * 50_000 + b" a", name="a.md")
@example(start=b"", rest=b"[" * 20_000, name="a.md")
@example(start=b"<html>", rest=b"<p>\0\0a\0</p>", name="a.html")
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_bytes_crash_a_reader(start: bytes, rest: bytes, name: str) -> None:
    error = refused(start + rest, name)
    assert error is None or error.remedy


WHOLE = {
    "a.docx": ZIPPED,
    "a.odt": odt("<text:p>The doors are open.</text:p>"),
    "a.pdf": pdf([(72, 700, "The doors are open.")]),
}


@given(
    name=st.sampled_from(sorted(WHOLE)),
    at=st.floats(0, 1, exclude_max=True),
    put=st.binary(min_size=1, max_size=6),
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_damage_crashes_a_reader(name: str, at: float, put: bytes) -> None:
    data = bytearray(WHOLE[name])
    place = int(at * len(data))
    data[place : place + len(put)] = put
    error = refused(bytes(data), name)
    assert error is None or error.remedy


def test_a_pdf_whose_page_unpacks_to_gigabytes_is_not_read() -> None:
    import zlib

    packed = zlib.compress(b"(Hola) Tj " * 2_000_000, 9)
    bomb = b"%PDF-1.4\n4 0 obj<</Filter/FlateDecode>>stream\n" + packed + b"\nendstream endobj"
    error = refused(bomb, "a.pdf")
    assert error is not None
    assert "unpacks to more" in str(error)
