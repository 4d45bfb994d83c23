"""Packages of fonts: taken apart, and only if they are the ones that were pinned."""

from __future__ import annotations

import hashlib
import io
import subprocess
import tarfile
from pathlib import Path
from typing import Literal

import pytest

from pipeline.errors import FontError
from pipeline.typeset import fetch
from pipeline.typeset.woff import unpacked
from tests.typeset.test_woff import FONT, packed


def tar(files: dict[str, bytes], mode: Literal["w:gz", "w:xz"]) -> bytes:
    """A packed archive with these files in it."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode=mode) as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return data.getvalue()


def deb(files: dict[str, bytes]) -> bytes:
    """A Debian package with these files in it."""
    data = tar({f"./usr/share/fonts/{name}": content for name, content in files.items()}, "w:xz")
    result = b"!<arch>\n"
    for name, content in (("debian-binary", b"2.0\n"), ("data.tar.xz", data)):
        result += f"{name:<16}{0:<12}{0:<6}{0:<6}{'100644':<8}{len(content):<10}`\n".encode()
        result += content + b"\n" * (len(content) % 2)
    return result


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """What ``apt-get download`` and ``npm pack`` give, by name; it stands in for the network."""
    packages: dict[str, bytes] = {}

    def run(words: list[str], *, cwd: str, **_: object) -> subprocess.CompletedProcess[str]:
        of_npm = words[-1].startswith("@")
        name = words[-1].rpartition("@")[0] if of_npm else words[-1].partition("=")[0]
        if name not in packages:
            return subprocess.CompletedProcess(words, 100, "", "E: Unable to locate package")
        file = f"{name.replace('/', '-')}.tgz" if of_npm else f"{name}.deb"
        Path(cwd, file).write_bytes(packages[name])
        return subprocess.CompletedProcess(words, 0, "", "")

    monkeypatch.setattr(fetch.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(fetch.subprocess, "run", run)
    return packages


def tgz(files: dict[str, bytes]) -> bytes:
    """An npm package with these files in it."""
    return tar({f"package/{name}": content for name, content in files.items()}, "w:gz")


def pin(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    digest = hashlib.sha256(content).hexdigest()
    monkeypatch.setattr(fetch, "PACKAGES", (fetch.Package("fonts-x", "1:2-3", digest, 1),))


def test_fonts_and_licences_are_kept_and_nothing_else(
    registry: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"a/X-Regular.ttf": b"font", "doc/copyright": b"OFL", "../../etc/evil.sh": b"no"}
    registry["fonts-x"] = deb(files)
    pin(monkeypatch, registry["fonts-x"])
    (folder,) = fetch.fetch(tmp_path)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        "X-Regular.ttf": b"font",
        "copyright": b"OFL",
    }
    registry.clear()
    assert fetch.fetch(tmp_path) == (folder,)  # it is there, so it is not fetched again


def test_another_package_than_the_pinned_one_is_refused(
    registry: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry["fonts-x"] = deb({"a/X-Regular.ttf": b"other"})
    pin(monkeypatch, deb({"a/X-Regular.ttf": b"font"}))
    with pytest.raises(FontError, match="not the package that was pinned"):
        fetch.fetch(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_registry_without_it_is_told(registry: dict[str, bytes], tmp_path: Path) -> None:
    with pytest.raises(FontError, match=r"cannot fetch fonts-noto-core=.*Unable to locate"):
        fetch.fetch(tmp_path)


WOFF = ("x-400.woff",)


def test_fonts_of_npm_are_unpacked_from_woff(
    registry: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"files/x-400.woff": packed(FONT), "files/x-900.woff": b"", "LICENSE": b"OFL"}
    content = registry["@fonts/x"] = tgz(files)
    pinned = fetch.Package("@fonts/x", "1.0", hashlib.sha256(content).hexdigest(), 1, WOFF)
    monkeypatch.setattr(fetch, "PACKAGES", (pinned,))
    (folder,) = fetch.fetch(tmp_path)
    assert folder.name == "fonts-x-1.0"
    assert sorted(path.name for path in folder.iterdir()) == ["LICENSE", "x-400.ttf"]
    assert (folder / "x-400.ttf").read_bytes() == unpacked(packed(FONT))


def test_the_licence_of_a_font_is_kept_beside_that_of_its_package(
    registry: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"400Regular/X_400.ttf": FONT, "900Black/X_900.ttf": b"", "X_400.ttf.png": b""}
    content = registry["@fonts/x"] = tgz({**files, "LICENSE": b"MIT", "LICENSE_FONT": b"OFL"})
    digest = hashlib.sha256(content).hexdigest()
    pinned = fetch.Package("@fonts/x", "1.0", digest, 1, ("X_400.ttf",))
    monkeypatch.setattr(fetch, "PACKAGES", (pinned,))
    (folder,) = fetch.fetch(tmp_path)
    assert sorted(path.name for path in folder.iterdir()) == [
        "LICENSE",
        "LICENSE_FONT",
        "X_400.ttf",
    ]


def test_without_npm_its_fonts_are_left_out_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "PACKAGES", (fetch.Package("@fonts/x", "1.0", "", 1, WOFF),))
    monkeypatch.setattr(fetch.shutil, "which", lambda name: None)
    said: list[str] = []
    assert fetch.fetch(tmp_path, said.append) == ()
    assert said == ["left out @fonts/x 1.0: npm is not here"]
