"""What several tests need: a project in a folder of its own, the command line, a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from pipeline.cli import main

# At a desk the examples are new on every run, and find what nobody thought of; a run that decides
# whether a change may land gets the same ones each time. Loading CLDR or fonts makes first
# examples slow, so there is no deadline.
hypothesis.settings.register_profile("desk", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "desk")

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ROOT = Path(__file__).resolve().parents[1]

SOURCE = """\
---
kind: declaration
date: 2026-03-02
official-language: en
---
# Open doors

::: preamble
We, the museums,
:::

1. We believe that science belongs to all 7 continents.

2. We believe that **curiosity** comes before instruction.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project without languages."""
    (tmp_path / "source").mkdir()
    (tmp_path / "po").mkdir()
    (tmp_path / "source" / "declaration.md").write_text(SOURCE, "utf-8")
    (tmp_path / "po" / "LINGUAS").write_text("# languages\n", "utf-8")
    (tmp_path / "declaration.toml").write_text('[project]\nname = "Open Doors"\n', "utf-8")
    return tmp_path


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of this repository's own project."""
    for name in ("source", "po"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "declaration.toml", tmp_path)
    return tmp_path


@pytest.fixture
def declaration(capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs the command in a folder: exit code, standard output, standard error."""

    def run(folder: Path, *words: str) -> tuple[int, str, str]:
        capfd.readouterr()
        try:
            code = main(["-C", str(folder), *words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capfd.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def git() -> Callable[..., str]:
    """Runs git in a folder on a day, ``git(folder, "commit", "-qam", "x", day="2026-03-02")``."""
    if not shutil.which("git"):
        pytest.skip("needs git on the PATH")

    def run(folder: Path, *words: str, day: str = "2026-01-01", check: bool = True) -> str:
        names = {"NAME": "Ana", "EMAIL": "ana@example.org", "DATE": f"{day}T12:00:00+0000"}
        who = {f"GIT_{r}_{n}": v for r in ("AUTHOR", "COMMITTER") for n, v in names.items()}
        safe = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            ["git", *words],
            cwd=folder,
            env={**os.environ, **who, **safe},
            capture_output=True,
            text=True,
            check=False,
        )
        assert not check or done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def msgfmt() -> Callable[[Path], str]:
    """What GNU msgfmt has to say of a catalog; nothing if it is right."""
    program = shutil.which("msgfmt")
    if program is None:
        pytest.skip("needs GNU msgfmt on the PATH (Debian: apt install gettext)")

    def said(path: Path) -> str:
        command = [program, "--check", "--check-header", "--output-file", os.devnull, str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.stderr or ("" if done.returncode == 0 else f"exit code {done.returncode}")

    return said


@dataclass
class Sight:
    """A page open in a browser, with what the browser had to say about it."""

    page: Any
    requests: list[str] = field(default_factory=list)
    """Addresses that the page asked for, other than itself."""
    complaints: list[str] = field(default_factory=list)
    """What stands in the console, such as a breach of the content security policy."""

    def accessibility(self) -> list[str]:
        """What axe-core finds wrong, one line a fault."""
        from axe_playwright_python.sync_playwright import Axe

        # What WCAG 2.2 added is off by default.
        options = {"rules": {"target-size": {"enabled": True}}}
        return [
            f"{fault['id']}: {fault['help']}: {fault['nodes'][0]['html'][:200]}"
            for fault in Axe().run(self.page, options=options).response["violations"]
        ]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium of the system; tests that need it skip where there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="needs the development dependencies")
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip("needs Chromium or Chrome on the PATH (Debian: apt install chromium)")
    with api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program)
        yield chromium
        chromium.close()


@pytest.fixture
def see(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Sight]]:
    """``see(html)`` or ``see(path)`` opens a page; ``width`` and ``scheme`` say on what screen."""
    contexts = []

    def open_page(
        what: str | Path, *, width: int = 1200, scheme: str = "light", **options: Any
    ) -> Sight:
        path = what if isinstance(what, Path) else tmp_path / "page.html"
        if isinstance(what, str):
            path.write_text(what, encoding="utf-8")
        screen = {"width": width, "height": 900}
        context = browser.new_context(viewport=screen, color_scheme=scheme, **options)
        contexts.append(context)
        page = context.new_page()
        sight = Sight(page)
        address = path.as_uri()
        page.on("request", lambda r: r.url != address and sight.requests.append(r.url))
        page.on("console", lambda message: sight.complaints.append(message.text))
        page.on("pageerror", lambda error: sight.complaints.append(str(error)))
        page.goto(address)
        return sight

    yield open_page
    for context in contexts:
        context.close()
