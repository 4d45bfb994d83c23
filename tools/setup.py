"""Make the virtual environment of this clone: ``python3 tools/setup.py .venv run|dev``.

Installs exactly what ``requirements/run.txt`` or ``requirements/dev.txt`` pins, each package
checked by hash, and this project itself in place. It needs nothing but Python: where Debian's
``python3-venv`` is missing, pip comes from the package index by itself.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from typing import NoReturn
from urllib.parse import urljoin

OLDEST = (3, 11)
# Where Python comes without pip.
PIP = "26.3"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
ROOT = Path(__file__).resolve().parent.parent


def main(environment: Path, purpose: str) -> None:
    """Create the environment if need be and bring it to the pinned packages."""
    if sys.version_info < OLDEST:
        _run_with_newer_python()
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not _works(python):
        _create(environment, python)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    pins = ROOT / "requirements" / f"{purpose}.txt"
    _run([*pip, "install", "--require-hashes", "-r", str(pins)])
    # setuptools is pinned too, so nothing unpinned is fetched to build the project itself. It
    # warns of folders called like packages, at length, whether there are any or not.
    _run(
        [*pip, "install", "--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT)],
        PYTHONWARNINGS="ignore",
    )


def _run_with_newer_python() -> None:
    for minor in range(19, OLDEST[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            os.execv(newer, [newer, *sys.argv])
    sys.exit(
        f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; {sys.executable} is "
        f"{sys.version_info[0]}.{sys.version_info[1]}. Install one, or name it: make PYTHON=…"
    )


def _works(python: Path) -> bool:
    if not python.exists():
        return False
    probe = [str(python), "-c", f"import pip, sys; sys.exit(sys.version_info < {OLDEST})"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def _create(environment: Path, python: Path) -> None:
    shutil.rmtree(environment, ignore_errors=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(environment)], capture_output=True, check=False
    )
    if made.returncode == 0:
        return
    # Debian keeps ensurepip in a package of its own: bring pip from the index instead.
    _run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(environment)])
    with tempfile.TemporaryDirectory() as folder:
        wheel = _pip_wheel(Path(folder))
        _run([str(python), f"{wheel}/pip", "install", "--quiet", str(wheel)])


def _pip_wheel(folder: Path) -> Path:
    """The pinned pip's wheel from the package index (PEP 691), checked by its hash."""
    index = "https://pypi.org/simple/pip/"
    asked = urllib.request.Request(index, headers={"Accept": "application/vnd.pypi.simple.v1+json"})
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:
            files = json.load(answer)["files"]
        file = next(each for each in files if each["hashes"].get("sha256") == PIP_SHA256)
        # A mirror may write addresses relative to its own.
        with urllib.request.urlopen(urljoin(index, file["url"]), timeout=180) as answer:
            wheel = answer.read()
    except (OSError, ValueError, LookupError, StopIteration) as error:
        _no_pip(str(error) or f"the index has no pip {PIP} with the pinned hash")
    if hashlib.sha256(wheel).hexdigest() != PIP_SHA256:
        _no_pip("what came is not the pinned wheel")
    path = folder / f"pip-{PIP}-py3-none-any.whl"
    path.write_bytes(wheel)
    return path


def _no_pip(reason: object) -> NoReturn:
    sys.exit(
        f"pip cannot be had: {reason}. Install it once with "
        "'sudo apt install python3-venv', then run this again."
    )


def _run(command: list[str], **environment: str) -> None:
    done = subprocess.run(command, check=False, env={**os.environ, **environment})
    if done.returncode:
        sys.exit(done.returncode)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
