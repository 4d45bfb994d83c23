"""What is installed is all that the program opens."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_every_file_beside_the_program_is_installed_with_it() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    patterns = settings["tool"]["setuptools"]["package-data"]["pipeline"]
    installed = {path for pattern in patterns for path in (ROOT / "pipeline").glob(pattern)}
    beside = {
        path
        for path in (ROOT / "pipeline").rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc")
    }
    assert beside - installed == set()
