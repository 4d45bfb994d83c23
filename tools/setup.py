"""Make the virtual environment of this clone: ``python3 tools/setup.py .venv run|dev``.

Installs exactly what ``requirements/run.txt`` or ``requirements/dev.txt`` pins, each package
checked by hash, and this project itself in place. It needs nothing but Python: where Debian's
``python3-venv`` is missing, pip comes from the package index by itself.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

OLDEST = (3, 11)
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
    # setuptools is pinned too, so nothing unpinned is fetched to build the project itself.
    _run([*pip, "install", "--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT)])


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
    probe = [str(python), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"]
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
    """pip's newest wheel from the package index (PyPI's JSON API)."""
    index = "https://pypi.org/pypi/pip/json"
    try:
        with urllib.request.urlopen(index, timeout=60) as answer:
            files = json.load(answer)["urls"]
        url = next(f["url"] for f in files if f["packagetype"] == "bdist_wheel")
        path = folder / url.rpartition("/")[2]
        with urllib.request.urlopen(url, timeout=180) as answer:
            path.write_bytes(answer.read())
    except (OSError, StopIteration) as error:
        sys.exit(
            f"pip cannot be had: {error}. Install it once with "
            "'sudo apt install python3-venv', then run this again."
        )
    return path


def _run(command: list[str]) -> None:
    done = subprocess.run(command, check=False)
    if done.returncode:
        sys.exit(done.returncode)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
