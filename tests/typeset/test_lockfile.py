"""The lock: which font file set which language, so that the same pages come out elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import FontError
from pipeline.typeset import lockfile
from pipeline.typeset.fonts import FontFile
from pipeline.typeset.imprint import FontUse
from pipeline.typeset.library import default_files
from pipeline.typeset.lockfile import Locked

A, B = "a" * 64, "b" * 64


def use(file: FontFile) -> FontUse:
    return FontUse(file.name, Path(file.path).name, file.sha256, file.member)


def test_a_lock_is_read_as_it_was_written() -> None:
    one, two, *_ = default_files()
    entries = lockfile.updated((), {"ar": [use(one)], "fa": [use(one), use(two)]})
    assert lockfile.read(lockfile.write(entries)) == entries
    assert {entry.sha256: entry.locales for entry in entries} == {
        one.sha256: ("ar", "fa"),
        two.sha256: ("fa",),
    }


def test_a_language_set_anew_changes_only_its_own_lines() -> None:
    one, two, *_ = default_files()
    before = lockfile.updated((), {"ar": [use(one)], "fa": [use(two)]})
    after = lockfile.updated(before, {"fa": [use(one)]})
    assert [(entry.sha256, entry.locales) for entry in after] == [(one.sha256, ("ar", "fa"))]


def test_a_locked_font_that_is_gone_is_named() -> None:
    gone = default_files()[0]._replace(sha256="0" * 64, family="Gone Serif")
    lock = lockfile.write(lockfile.updated((), {"ar": [use(gone)]}))
    entries, at_hand = lockfile.read(lock), default_files()
    with pytest.raises(FontError, match=r"fonts\.lock: Gone Serif.*which set ar, is not here"):
        lockfile.require(entries, at_hand, {"ar", "en"})
    lockfile.require(entries, at_hand, {"el", "en"})


def test_another_member_of_a_collection_is_another_font() -> None:
    first = default_files()[0]
    entries = lockfile.updated((), {"ar": [use(first._replace(member=1))]})
    with pytest.raises(FontError, match="is not here"):
        lockfile.require(entries, [first], {"ar"})
    lockfile.require(entries, [first._replace(member=1)], {"ar"})


def test_a_language_may_be_locked_to_several_files() -> None:
    serif = Locked("Serif", "serif.ttf", 0, A, ("ar", "fa"))
    cjk = Locked("Sans", "sans.ttc", 2, B, ("fa",))
    assert lockfile.by_locale([serif, cjk]) == {"ar": {(A, 0)}, "fa": {(A, 0), (B, 2)}}


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< HEAD",
        f"{A}\t0\tSerif\tserif.ttf",
        f"{A[1:]}\t0\tSerif\tserif.ttf\tar",
        f"{A}\tfirst\tSerif\tserif.ttf\tar",
    ],
    ids=["a conflict", "a field short", "a digest cut off", "no number of a member"],
)
def test_a_lock_that_was_spoilt_is_refused(line: str) -> None:
    with pytest.raises(FontError, match=r"fonts\.lock:2: "):
        lockfile.read(f"# comment\n{line}\n")
