"""A source file under another name keeps what was translated of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

OWN = '# Ana\'s own.\nmsgid ""\nmsgstr ""\n'
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def spanish(project: Path, declaration: Run) -> Path:
    """A project with a Spanish title, which somebody stands for."""
    declaration(project, "new", "es")
    path = catalog(project, "declaration")
    text = path.read_text("utf-8")
    text = text.replace('msgid "Open doors"\nmsgstr ""', 'msgid "Open doors"\nmsgstr "Puertas"')
    path.write_text(text, "utf-8")
    declaration(project, "approve", "es", "--reviewer", "Ana <ana@example.org>")
    return project


def catalog(project: Path, document: str) -> Path:
    return project / "po" / "es" / f"{document}.po"


def rename(project: Path, new: str) -> Path:
    return (project / "source" / "declaration.md").rename(project / "source" / f"{new}.md")


def test_what_belongs_to_a_document_goes_by_its_new_name(spanish: Path, declaration: Run) -> None:
    before = catalog(spanish, "declaration").read_text("utf-8")
    rename(spanish, "charter")
    code, said, _ = declaration(spanish, "update")
    assert code == 0
    assert "'declaration' is called 'charter' now" in said
    assert catalog(spanish, "charter").read_text("utf-8") == before.replace(
        "#: declaration.md", "#: charter.md"
    )
    assert not list((spanish / "po").rglob("declaration.*"))
    assert "language review of 1 of 1" in declaration(spanish, "review", "es")[1]
    assert "(unchanged)" in declaration(spanish, "update")[1]


def test_it_may_have_been_edited_too(spanish: Path, declaration: Run) -> None:
    path = rename(spanish, "charter")
    path.write_text(path.read_text("utf-8").replace("We, the museums,", "We, the houses,"), "utf-8")
    declaration(spanish, "update")
    assert 'msgstr "Puertas"' in catalog(spanish, "charter").read_text("utf-8")


def test_another_document_is_a_new_one(spanish: Path, declaration: Run) -> None:
    (spanish / "source" / "declaration.md").unlink()
    (spanish / "source" / "news.md").write_text("# News\n\n## Open doors\n\nToday.\n", "utf-8")
    _, said, _ = declaration(spanish, "update")
    assert "po/declaration.pot: its source is gone; its catalogs are kept" in said
    assert catalog(spanish, "declaration").exists()
    # What was translated there is found again, and looked at by somebody.
    text = catalog(spanish, "news").read_text("utf-8")
    assert '#, fuzzy\nmsgctxt "heading.open-doors"\nmsgid "Open doors"\nmsgstr "Puertas"' in text


def test_no_file_is_overwritten_and_a_broken_one_goes_along(
    spanish: Path, declaration: Run
) -> None:
    rename(spanish, "charter")
    catalog(spanish, "charter").write_text(OWN, "utf-8")
    review = catalog(spanish, "declaration").with_suffix(".review.tsv")
    catalog(spanish, "declaration").write_text('msgid "broken\n', "utf-8")
    declaration(spanish, "update")
    assert catalog(spanish, "declaration").read_text("utf-8") == 'msgid "broken\n'
    assert catalog(spanish, "charter").read_text("utf-8").startswith("# Ana's own.\n")
    assert not review.exists()

    catalog(spanish, "charter").unlink()
    catalog(spanish, "declaration").unlink()
    (spanish / "source" / "charter.md").rename(spanish / "source" / "oath.md")
    catalog(spanish, "charter").write_text('msgid "broken\n', "utf-8")
    code, _, err = declaration(spanish, "update")
    assert code == 2
    assert "po/es/oath.po:1" in err


def test_where_a_source_cannot_be_read_nothing_is_renamed(spanish: Path, declaration: Run) -> None:
    rename(spanish, "charter")
    (spanish / "source" / "broken.md").write_text("::: preamble\n", "utf-8")
    assert declaration(spanish, "update")[0] == 2
    assert catalog(spanish, "declaration").exists()
