"""What was translated earlier helps to take in the next document, in a language nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogs import po
from pipeline.cli import main
from pipeline.errors import Exit
from pipeline.model import State

WORDS = dict(
    zip(
        "school river teacher garden winter bridge letter doctor window forest market harvest "
        "mother island summer weather table history village engine ladder question animal "
        "mountain".split(),
        "kolu dunav medetor hortu hiberno ponte skriba iatro glasu silvan foro mesi nana ostro "
        "letova vreme trapez povest selo motru skela pitan zivot gora".split(),
        strict=True,
    )
)
NOUNS = tuple(WORDS)
FIRST = {f"Every {noun} is old.": f"Opu {WORDS[noun]} a tas." for noun in NOUNS} | {
    f"The {noun} is near the {other}.": f"Lo {WORDS[noun]} a mer lo {WORDS[other]}."
    for noun, other in zip(NOUNS, NOUNS[7:] + NOUNS[:7], strict=True)
}
SECOND = {
    f"We have seen the {a} before, and we shall see it again. "
    f"Nobody may take the {b} from those who need the {c}.": f"Mi veda lo {WORDS[a]} pred, e mi "
    f"veda anu. Nimu pora kapi lo {WORDS[b]} od tu ki deso lo {WORDS[c]}."
    for a, b, c in zip(NOUNS[:8], NOUNS[8:16], NOUNS[16:], strict=True)
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two documents; of the second, whose paragraphs look all alike, somebody sends all but one."""
    (tmp_path / "declaration.toml").write_text('[project]\nname = "Sample"\n')
    for folder in ("source", "po"):
        (tmp_path / folder).mkdir()
    (tmp_path / "po" / "LINGUAS").write_text("qaa\n")
    for name, texts in (("first", FIRST), ("second", SECOND)):
        body = "\n\n".join((f"# {name}", *texts))
        (tmp_path / "source" / f"{name}.md").write_text(f"{body}\n")
    passages = list(SECOND.values())
    (tmp_path / "mail.txt").write_text("\n\n".join([*passages[:3], *passages[4:]]))
    assert main(["-q", "-C", str(tmp_path), "update"]) == Exit.CLEAN
    return tmp_path


def taken(project: Path) -> dict[str, str]:
    """Adopt the second document: what of it is sure then."""
    words = ("adopt", str(project / "mail.txt"), "--into", "qaa", "--document", "second")
    assert main(["-q", "-C", str(project), *words]) == Exit.CLEAN
    data = (project / "po" / "qaa" / "second.po").read_bytes()
    messages = po.read(data, path="second.po", document="second").messages
    return {m.source: m.target for m in messages if m.state is State.TRANSLATED}


def test_a_document_that_was_translated_helps_with_the_next(project: Path) -> None:
    assert not taken(project)
    path = project / "po" / "qaa" / "first.po"
    catalog = path.read_text("utf-8")
    for source, target in FIRST.items():
        catalog = catalog.replace(f'"{source}"\nmsgstr ""', f'"{source}"\nmsgstr "{target}"')
    path.write_text(catalog, "utf-8")
    (project / "po" / "qaa" / "second.po").unlink()
    found = taken(project)
    assert len(found) >= len(SECOND) / 2
    assert found.items() <= SECOND.items()


def test_a_catalog_that_cannot_be_read_teaches_nothing(project: Path) -> None:
    (project / "po" / "qaa" / "first.po").write_text("msgid broken\n")
    assert not taken(project)
