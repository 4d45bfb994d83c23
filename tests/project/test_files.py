"""Files are written whole or not at all."""

import os
import threading
from pathlib import Path

import pytest

from pipeline.errors import DeclarationError
from pipeline.project import files


def test_a_file_is_replaced_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "po" / "es.po"
    assert files.write_whole(path, b"one")
    path.chmod(0o640)
    assert files.write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(path.parent) == ["es.po"]


def test_the_same_content_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "a"
    files.write_whole(path, b"x")
    before = path.stat().st_mtime_ns
    assert not files.write_whole(path, b"x")
    assert path.stat().st_mtime_ns == before


def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    files.write_whole(path, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DeclarationError, match="a: cannot be written: No space"):
        files.write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a"]


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    inside, release = threading.Event(), threading.Event()

    def hold() -> None:
        with files.locked(tmp_path):
            inside.set()
            release.wait(10)

    other = threading.Thread(target=hold)
    other.start()
    try:
        assert inside.wait(10)
        with (
            pytest.raises(DeclarationError, match="another run is writing"),
            files.locked(tmp_path, patience=0.05),
        ):
            pass
    finally:
        release.set()
        other.join()
    with files.locked(tmp_path, patience=0.05):
        pass


def test_a_folder_that_cannot_be_locked_is_named(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file where a folder should be", "utf-8")
    with (
        pytest.raises(DeclarationError, match=r"declaration\.lock: cannot be written"),
        files.locked(tmp_path),
    ):
        pass
