"""Branches of catalogs, templates and seals, merged by git with our driver in place."""

import re
from pathlib import Path

import pytest

from tests.changing import SPANISH, edit_english, entry, keys, translate


@pytest.fixture
def branches(in_git: Path, declaration, git) -> Path:
    """The same with the merge driver in place and a branch ``ana``, which is checked out."""
    assert declaration(in_git, "merge-driver", "--install")[0] == 0
    git(in_git, "add", "-A")
    git(in_git, "commit", "-qm", "attributes")
    git(in_git, "checkout", "-qb", "ana")
    return in_git


def translated_apart(branches, git):
    """The keys of two messages: Ana translates the first on her branch, Bo the second on main."""
    second, third = keys(branches / SPANISH)[1:3]
    translate(branches / SPANISH, second, "Nosotros, los museos,")
    git(branches, "commit", "-qam", "ana")
    git(branches, "checkout", "-q", "main")
    translate(branches / SPANISH, third, "Creemos en la ciencia.")
    git(branches, "commit", "-qam", "bo")
    return second, third


def test_branches_merge_without_markers(branches, git):
    second, third = translated_apart(branches, git)
    git(branches, "merge", "-q", "--no-edit", "ana")
    assert 'msgstr "Nosotros, los museos,"' in entry(branches / SPANISH, second)
    assert 'msgstr "Creemos en la ciencia."' in entry(branches / SPANISH, third)
    assert git(branches, "status", "--porcelain") == ""


def test_a_conflict_stops_the_merge_with_both_texts_and_no_markers(branches, git):
    translate(branches / SPANISH, "title", "Puertas francas")
    git(branches, "commit", "-qam", "ana")
    git(branches, "checkout", "-q", "main")
    translate(branches / SPANISH, "title", "Abrid las puertas")
    git(branches, "commit", "-qam", "bo")
    said = git(branches, "merge", "--no-edit", "ana", check=False)
    assert "CONFLICT" in said
    assert git(branches, "status", "--porcelain").startswith("UU ")
    text = (branches / SPANISH).read_text("utf-8")
    assert not re.search("^(<<<<<<<|=======|>>>>>>>)", text, re.MULTILINE)
    torn = entry(branches / SPANISH, "title")
    assert "#, fuzzy" in torn
    assert "Puertas francas" in torn
    assert "Abrid las puertas" in torn
    git(branches, "add", "-A")
    git(branches, "commit", "-qm", "for Cy to decide")


def test_an_old_translation_is_never_joined_to_a_new_english(branches, declaration, git):
    """git's own merge of lines does join them (python-docs-fr#1908)."""
    translate(branches / SPANISH, "title", "Las puertas, abiertas")
    git(branches, "commit", "-qam", "ana")
    git(branches, "checkout", "-q", "main")
    edit_english(branches, "# Open doors", "# Open doors today")
    declaration(branches, "update")
    git(branches, "commit", "-qam", "English")
    git(branches, "merge", "-q", "--no-edit", "ana", check=False)
    found = entry(branches / SPANISH, "title")
    assert 'msgid "Open doors today"' in found
    assert "Las puertas, abiertas" in found
    assert "#, fuzzy" in found or 'msgstr ""' in found
    assert '#| msgid "Open doors"' in found


def test_a_paragraph_added_on_one_branch_and_moved_on_the_other(branches, declaration, git):
    source = branches / "source" / "declaration.md"
    source.write_text(source.read_text("utf-8") + "\n3. We open our doors.\n", "utf-8")
    declaration(branches, "update")
    git(branches, "commit", "-qam", "ana")
    git(branches, "checkout", "-q", "main")
    translate(branches / SPANISH, keys(branches / SPANISH)[1], "Nosotros, los museos,")
    git(branches, "commit", "-qam", "bo")
    git(branches, "merge", "-q", "--no-edit", "ana")
    assert git(branches, "status", "--porcelain") == ""
    before = (branches / SPANISH).read_bytes()
    declaration(branches, "update")
    assert (branches / SPANISH).read_bytes() == before


def test_rebase_and_cherry_pick_use_it_too(branches, git):
    second, third = translated_apart(branches, git)
    git(branches, "checkout", "-q", "ana")
    git(branches, "rebase", "-q", "main")
    assert 'msgstr "Creemos en la ciencia."' in entry(branches / SPANISH, third)
    assert 'msgstr "Nosotros, los museos,"' in entry(branches / SPANISH, second)


def test_seals_of_two_branches_are_kept(branches, declaration, git):
    for branch, kind in (("ana", "language"), ("main", "legal")):
        git(branches, "checkout", "-q", branch)
        declaration(branches, "approve", "es", "--reviewer", branch, "--class", kind)
        git(branches, "add", "-A")
        git(branches, "commit", "-qm", kind)
    git(branches, "merge", "-q", "--no-edit", "ana")
    code, out, _ = declaration(branches, "review", "es", "--class", "language", "--class", "legal")
    assert code == 0
    assert out.count("review of 1 of 1 translated") == 2


def test_a_side_that_cannot_be_read_is_left_to_the_person(branches, git):
    (branches / SPANISH).write_text("msgid broken\n", "utf-8")
    git(branches, "commit", "-qam", "ana")
    git(branches, "checkout", "-q", "main")
    translate(branches / SPANISH, "title", "Abrid las puertas")
    git(branches, "commit", "-qam", "bo")
    before = (branches / SPANISH).read_bytes()
    assert "CONFLICT" in git(branches, "merge", "--no-edit", "ana", check=False)
    assert (branches / SPANISH).read_bytes() == before


def test_to_install_twice_changes_nothing(branches, declaration):
    before = (branches / ".gitattributes").read_bytes()
    code, out, _ = declaration(branches, "merge-driver", "--install")
    assert (code, "wrote" in out) == (0, False)
    assert (branches / ".gitattributes").read_bytes() == before


def test_outside_git_there_is_nothing_to_install(project, declaration):
    code, _, err = declaration(project, "merge-driver", "--install")
    assert code == 2
    assert "git init" in err


def test_a_language_begun_on_both_branches(branches, declaration, git):
    french = branches / "po" / "fr" / "declaration.po"
    for branch, target in (("ana", "Nous, les musées,"), ("main", "Portes ouvertes")):
        git(branches, "checkout", "-q", branch)
        declaration(branches, "new", "fr")
        key = keys(french)["Nous" in target]
        translate(french, key, target)
        git(branches, "add", "-A")
        git(branches, "commit", "-qm", f"French of {branch}")
    git(branches, "merge", "-q", "--no-edit", "ana")
    assert 'msgstr "Portes ouvertes"' in entry(french, "title")
    assert 'msgstr "Nous, les musées,"' in entry(french, keys(french)[1])


def test_templates_merge_too(branches, declaration, git):
    for branch, old, new in (
        ("ana", "all 7 continents", "all continents"),
        ("main", "We, the museums,", "We, the science museums,"),
    ):
        git(branches, "checkout", "-q", branch)
        edit_english(branches, old, new)
        declaration(branches, "update")
        git(branches, "commit", "-qam", f"English of {branch}")
    git(branches, "merge", "-q", "--no-edit", "ana")
    assert git(branches, "status", "--porcelain") == ""
    before = (branches / "po" / "declaration.pot").read_text("utf-8")
    assert "all continents" in before
    assert "science museums" in before
    declaration(branches, "update")
    after = (branches / "po" / "declaration.pot").read_text("utf-8")
    assert [line for line in after.splitlines() if "POT-Creation" not in line] == [
        line for line in before.splitlines() if "POT-Creation" not in line
    ]


def test_two_languages_begun_on_two_branches(branches, declaration, git):
    for branch, language in (("ana", "fr"), ("main", "el")):
        git(branches, "checkout", "-q", branch)
        declaration(branches, "new", language)
        git(branches, "add", "-A")
        git(branches, "commit", "-qm", language)
    git(branches, "merge", "-q", "--no-edit", "ana")
    words = (branches / "po" / "LINGUAS").read_text("utf-8").split()
    assert {"es", "fr", "el"} <= set(words)
    assert declaration(branches, "status", "fr", "el")[0] == 0
