"""The Noto families of all scripts, fetched from Debian and npm by name, version and hash.

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
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.errors import FontError
from pipeline.typeset.woff import unpacked

_ELSEWHERE = (
    "On other systems install the Noto fonts with the system's own packages "
    "(google-noto-fonts, font-noto-*): fonts of the system are found as well."
)


@dataclass(frozen=True, slots=True)
class Package:
    """A package of fonts, as pinned: of npm if its name has a scope, of Debian otherwise."""

    name: str
    version: str
    sha256: str
    megabytes: int
    only: tuple[str, ...] = ()
    """Which of its files are wanted; empty for all fonts."""

    @property
    def of_npm(self) -> bool:
        """Whether npm has it."""
        return self.name.startswith("@")

    @property
    def folder(self) -> str:
        """What the folder with its fonts is called."""
        name = self.name.lstrip("@").replace("/", "-")
        return f"{name}-{re.sub('[^0-9A-Za-z.+-]', '_', self.version)}"


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
    # Scripts and letters that came to Unicode, or to Noto, after Debian's packages were made.
    Package(
        "@fontsource/kanchenjunga",
        "5.3.0",
        "b4d344b24c9b161d34e42d549b60cde9004a03c29bea00225db4e9c55dce5601",
        1,
        only=(
            "kanchenjunga-kirat-rai-400-normal.woff",
            "kanchenjunga-kirat-rai-700-normal.woff",
        ),
    ),
    Package(
        "@fontsource/noto-sans-sunuwar",
        "5.3.0",
        "025307260890d956dbb8adaf8de6dfdc9f80aa7e180a1c6f14151d19cc48d897",
        1,
        only=("noto-sans-sunuwar-sunuwar-400-normal.woff",),
    ),
    Package(
        "@fontsource/noto-sans-tangsa",
        "5.3.0",
        "c2770c9d124e251e2ed250522ade21f9d208034422359a605611b0eea0308aeb",
        1,
        only=(
            "noto-sans-tangsa-tangsa-400-normal.woff",
            "noto-sans-tangsa-tangsa-700-normal.woff",
        ),
    ),
    Package(
        "@fontsource/noto-serif-toto",
        "5.3.0",
        "930eef4f8aa93003993c5f5002a8a76a2e29ddf16e03e8f9e790771531cb04e5",
        1,
        only=(
            "noto-serif-toto-toto-400-normal.woff",
            "noto-serif-toto-toto-700-normal.woff",
        ),
    ),
    Package(
        "@fontsource/scheherazade-new",
        "5.3.0",
        "551d0bccc6becb9d8a9f72b3a57fe347096c5b95dae4e3026afdf00ed2601011",
        1,
        only=(
            "scheherazade-new-arabic-400-normal.woff",
            "scheherazade-new-arabic-700-normal.woff",
        ),
    ),
    # Newer than Debian's: reph with a vowel in Odia, dots under Urdu's letters, the letters of
    # Mongolian by what stands around them.
    Package(
        "@expo-google-fonts/noto-nastaliq-urdu",
        "0.4.2",
        "ed17207b541a71873b0bdd50080251759b6d564d444fd7a35ee1cb299e42f687",
        2,
        only=(
            "NotoNastaliqUrdu_400Regular.ttf",
            "NotoNastaliqUrdu_700Bold.ttf",
        ),
    ),
    Package(
        "@expo-google-fonts/noto-sans-mongolian",
        "0.4.1",
        "383061682ce39c24b3656c298f9a2675a88465a699ea9f0cfe3d319b5ae0a519",
        1,
        only=("NotoSansMongolian_400Regular.ttf",),
    ),
    Package(
        "@expo-google-fonts/noto-sans-oriya",
        "0.4.2",
        "bbcea7223feeeb829820389292012697662e544ef845e1fd4e954a1b1d9ef21c",
        2,
        only=(
            "NotoSansOriya_400Regular.ttf",
            "NotoSansOriya_700Bold.ttf",
        ),
    ),
)
_FONT = re.compile(r".*\.(ttf|otf|ttc)")
_LICENCES = frozenset({"copyright", "LICENSE", "LICENSE_FONT"})


def fetch(folder: Path, say: Callable[[str], None] = lambda words: None) -> tuple[Path, ...]:
    """Fetch what is not there yet into ``folder``, one folder a package; returns these.

    Without npm, what it has is left out, which is said. Raises `FontError` if a package cannot
    be had, or is not the one that was pinned.
    """
    folders = []
    for package in PACKAGES:
        target = folder / package.folder
        if not target.is_dir():
            if package.of_npm and shutil.which("npm") is None:
                say(f"left out {package.name} {package.version}: npm is not here")
                continue
            say(f"fetching {package.name} {package.version} ({package.megabytes} MB)")
            content = _archive(package)
            kept = _of_npm(content) if package.of_npm else _of_debian(content)
            _write(kept, target, package.only)
        folders.append(target)
    return tuple(folders)


def _archive(package: Package) -> bytes:
    """The package's file, after its hash was checked."""
    with tempfile.TemporaryDirectory() as temporary:
        if package.of_npm:
            words = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
            content = _downloaded(words, Path(temporary), "*.tgz")
        else:
            words = ["apt-get", "download", f"{package.name}={package.version}"]
            content = _downloaded(words, Path(temporary), "*.deb")
    if hashlib.sha256(content).hexdigest() != package.sha256:
        raise FontError(
            f"{package.name} {package.version} is not the package that was pinned",
            remedy="Its hash differs. Do not use it; tell the project.",
        )
    return content


def _downloaded(words: list[str], folder: Path, pattern: str) -> bytes:
    """The file that a registry's client puts into a folder."""
    client = shutil.which(words[0])
    if client is None:
        raise FontError(f"fonts are fetched with {words[0]}, which is not here", remedy=_ELSEWHERE)
    done = subprocess.run(
        [client, *words[1:]], cwd=folder, capture_output=True, text=True, check=False
    )
    found = list(folder.glob(pattern))
    if done.returncode or len(found) != 1:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise FontError(
            f"{words[0]} cannot fetch {words[-1]} ({reason})",
            remedy=f"Run 'apt-get update', or look whether the network is there. {_ELSEWHERE}",
        )
    return found[0].read_bytes()


def _write(files: Iterable[tuple[str, bytes]], target: Path, only: tuple[str, ...]) -> None:
    """Write the fonts and their licences of a package into a folder, whole or not at all."""
    part = target.with_name(f"{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    for name, content in files:
        wanted = name in only if only else _FONT.fullmatch(name)
        if wanted and name.endswith(".woff"):
            (part / name).with_suffix(".ttf").write_bytes(unpacked(content))
        elif wanted or name in _LICENCES:
            (part / name).write_bytes(content)
    part.replace(target)


def _of_npm(archive: bytes) -> Iterator[tuple[str, bytes]]:
    """The files of an npm package, without their folders."""
    return _files(tarfile.open(fileobj=io.BytesIO(archive)))


def _of_debian(archive: bytes) -> Iterator[tuple[str, bytes]]:
    """The files of a Debian package, without their folders."""
    data = next(content for name, content in members(archive) if name.startswith("data.tar"))
    return _files(tarfile.open(fileobj=io.BytesIO(data)))


def _files(archive: tarfile.TarFile) -> Iterator[tuple[str, bytes]]:
    with archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() else None
            if content is not None:
                yield PurePosixPath(member.name).name, content.read()


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
