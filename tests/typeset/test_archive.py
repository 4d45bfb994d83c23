"""Strings of a PDF say what they are given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.typeset.archive import text_string


def unescaped(literal: bytes) -> bytes:
    """The bytes of a literal string (ISO 32000-1, 7.3.4.2)."""
    found, rest = b"", literal[1:-1]
    while rest:
        found += {b"\\r": b"\r", b"\\n": b"\n"}.get(
            rest[:2], rest[1:2] if rest[0] == 92 else rest[:1]
        )
        rest = rest[2 if rest[0] == 92 else 1 :]
    return found


@given(st.text())
def test_a_text_string_is_read_as_what_was_said(text: str) -> None:
    raw = unescaped(text_string(text))
    if raw.startswith(b"\xfe\xff"):
        assert raw[2:].decode("utf-16-be") == text
    else:
        assert raw.decode("latin-1") == text


@pytest.mark.parametrize("text", ["", "Article 1\n(a) \\", "¡Émile", "ñ"])
def test_what_pdfdocencoding_has_takes_a_byte_a_character(text: str) -> None:
    assert len(unescaped(text_string(text))) == len(text)


@pytest.mark.parametrize("text", ["\x01", "\x7f", "\xa0", "\xad", "þÿ", "Ω", "e\u0301"])
def test_what_pdfdocencoding_has_not_or_elsewhere_is_utf_16(text: str) -> None:
    assert text_string(text).startswith(b"(\xfe\xff")


def test_half_a_character_becomes_the_sign_for_what_cannot_be_shown() -> None:
    assert unescaped(text_string("\ud800"))[2:].decode("utf-16-be") == "\ufffd"
