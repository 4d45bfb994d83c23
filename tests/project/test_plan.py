"""What a release sets out to make, and what may not be published of it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def editions(project: Path, declaration: Run) -> Path:
    """A small project in Spanish, begun and not translated, that wants every edition."""
    text = '[project]\nname = "Open Doors"\n[typography]\n'
    text += 'editions = ["reading", "parallel", "all", "large-print", "review"]\n'
    (project / "declaration.toml").write_text(text, "utf-8")
    assert declaration(project, "new", "es")[0] == 0
    assert declaration(project, "release")[0] == 0
    return project


def test_every_edition_is_a_file_of_its_own(editions: Path) -> None:
    made = {str(p.relative_to(editions / "output")) for p in editions.glob("output/**/*.pdf")}
    reading = {f"{lang}/declaration{end}.pdf" for lang in ("en", "es") for end in (
        "", ".large-print", ".review")}  # fmt: skip
    assert made == {*reading, "es/declaration.parallel.pdf", "declaration.all.pdf"}


def test_a_volume_that_holds_a_draft_is_a_draft(editions: Path) -> None:
    manifest = json.loads((editions / "output" / "manifest.json").read_bytes())
    english, spanish, volume = manifest["entries"]
    assert (english["final"], spanish["final"], volume["final"]) == (True, False, False)
    assert (english["percent"], spanish["percent"], volume["percent"]) == (100, 0, 50)
    assert volume["blockers"] == ["Drafts are in it: es."]
