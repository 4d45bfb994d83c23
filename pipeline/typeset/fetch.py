"""The Noto families of all scripts, fetched from Debian by name, version and hash.

Called by ``declaration fonts`` and by nothing else: no build ever looks at the network. The
packages are taken apart here, so that nothing is installed and no rights are needed.
"""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.errors import FontError

_ELSEWHERE = (
    "On other systems install the Noto fonts with the system's own packages "
    "(google-noto-fonts, font-noto-*): fonts of the system are found as well."
)


@dataclass(frozen=True, slots=True)
class Package:
    """A Debian package of fonts, as pinned."""

    name: str
    version: str
    sha256: str
    megabytes: int
    only: tuple[str, ...] = ()
    """Which of its files are wanted; empty for all fonts."""


PACKAGES = (
    Package(
        "fonts-noto-core",
        "20201225-1",
        "58f4f0bb6720f919f92096b3508e1412a0f1544424ade6c5b5bf1eb694dd64ba",
        12,
    ),
    Package(
        "fonts-noto-cjk",
        "1:20220127+repack1-1",
        "4a2515eb6db3978b897fef9709ed0d2b1f4c6c4df4d83d6c4ef65f71f1b1f502",
        57,
    ),
    Package(
        "fonts-hanazono",
        "20170904-2.1",
        "a6943366b4f5a6cec34221f8b4eb22555a628f0ee6ef4e3d3401cabe9363aeae",
        22,
    ),
    Package(
        "fonts-unifont",
        "1:15.0.01-2",
        "cd46245f1b228d1277ed2b453ce893fde1cf4bf4ec317e82b0079395bdc9c2b5",
        2,
        only=("unifont.otf", "unifont_upper.otf"),
    ),
)
_FONT = re.compile(r".*\.(ttf|otf|ttc)")


def fetch(folder: Path, say: Callable[[str], None] = lambda words: None) -> tuple[Path, ...]:
    """Fetch what is not there yet into ``folder``, one folder a package; returns these.

    Raises `FontError` if a package cannot be had, or is not the one that was pinned.
    """
    folders = []
    for package in PACKAGES:
        target = folder / f"{package.name}-{re.sub('[^0-9A-Za-z.+-]', '_', package.version)}"
        if not target.is_dir():
            say(f"fetching {package.name} {package.version} ({package.megabytes} MB)")
            _unpack(_archive(package), target, package.only)
        folders.append(target)
    return tuple(folders)


def _archive(package: Package) -> bytes:
    """The package's file, after its hash was checked."""
    client = shutil.which("apt-get")
    if client is None:
        raise FontError("fonts are fetched with apt-get, which is not here", remedy=_ELSEWHERE)
    with tempfile.TemporaryDirectory() as temporary:
        done = subprocess.run(
            [client, "download", f"{package.name}={package.version}"],
            cwd=temporary,
            capture_output=True,
            text=True,
            check=False,
        )
        found = list(Path(temporary).glob("*.deb"))
        if done.returncode or len(found) != 1:
            reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise FontError(
                f"apt-get cannot fetch {package.name} {package.version} ({reason})",
                remedy=f"Run 'apt-get update' and try again. {_ELSEWHERE}",
            )
        content = found[0].read_bytes()
    if hashlib.sha256(content).hexdigest() != package.sha256:
        raise FontError(
            f"{package.name} {package.version} is not the package that was pinned",
            remedy="Its hash differs. Do not use it; tell the project.",
        )
    return content


def _unpack(archive: bytes, target: Path, only: tuple[str, ...] = ()) -> None:
    """Write the fonts and their licences of a package into a folder, whole or not at all."""
    part = target.with_name(f"{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    data = next(content for name, content in members(archive) if name.startswith("data.tar"))
    with tarfile.open(fileobj=io.BytesIO(data)) as files:
        for member in files:
            path = PurePosixPath(member.name)
            font = path.name in only if only else _FONT.fullmatch(path.name)
            wanted = font or path.name == "copyright"
            if member.isfile() and wanted:
                content = files.extractfile(member)
                assert content is not None
                (part / path.name).write_bytes(content.read())
    part.replace(target)


def members(archive: bytes) -> Iterator[tuple[str, bytes]]:
    """The members of a Debian package: an ``ar`` archive (deb(5))."""
    if archive[:8] != b"!<arch>\n":
        raise FontError("this is not a Debian package", remedy="Fetch it again.")
    at = 8
    while at + 60 <= len(archive):
        name = archive[at : at + 16].decode("ascii", "replace").strip().rstrip("/")
        size = int(archive[at + 48 : at + 58])
        yield name, archive[at + 60 : at + 60 + size]
        at += 60 + size + size % 2
