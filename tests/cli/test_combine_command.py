"""Contributions and branches, with real files and real git."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.changing import edit, edit_english

PO = Path("po", "es", "declaration.po")


def translate(path: Path, key: str, target: str) -> None:
    """Do what a translator's editor does: fill in one msgstr."""
    text = path.read_text("utf-8")
    made, found = re.subn(
        rf'(msgctxt "{key}"\nmsgid "[^\n]*"\nmsgstr )"[^\n]*"', rf'\1"{target}"', text
    )
    assert found == 1
    path.write_text(made, "utf-8")


def entry(path: Path, key: str) -> str:
    """The whole entry of a message."""
    entries = path.read_text("utf-8").split("\n\n")
    (found,) = [e for e in entries if f'\nmsgctxt "{key}"\n' in e and not e.startswith("#~")]
    return found


def keys(path: Path) -> list[str]:
    return re.findall(r'^msgctxt "(.*)"$', path.read_text("utf-8"), re.MULTILINE)


@pytest.fixture
def spanish(project: Path, declaration, git, monkeypatch) -> Path:
    """The project with a Spanish title, in git."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767614400")
    declaration(project, "new", "es")
    declaration(project, "update")
    translate(project / PO, "title", "Puertas abiertas")
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "first", day="2026-01-05")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    return project


@pytest.fixture
def branches(spanish: Path, declaration, git) -> Path:
    """The same with the merge driver in place and a branch ``ana``, which is checked out."""
    assert declaration(spanish, "merge-driver", "--install")[0] == 0
    git(spanish, "add", "-A")
    git(spanish, "commit", "-qm", "attributes")
    git(spanish, "checkout", "-qb", "ana")
    return spanish


# ------------------------------------------------------------------------------- combine


def test_a_contribution_is_compared_with_the_version_it_began_as(spanish, declaration, git):
    second = keys(spanish / PO)[1]
    sent = spanish / "sent.po"
    shutil.copy(spanish / PO, sent)
    translate(sent, second, "Nosotros, los museos,")
    translate(spanish / PO, "title", "Las puertas abiertas")
    git(spanish, "commit", "-qam", "a better title", day="2026-02-01")

    code, out, err = declaration(spanish, "combine", str(PO), "sent.po")
    assert code == 0
    assert out == "po/es/declaration.po: 1 translation taken, 0 conflicts\n"
    assert "sent.po: compared with 2026-01-05" in err
    assert 'msgstr "Las puertas abiertas"' in entry(spanish / PO, "title")
    assert 'msgstr "Nosotros, los museos,"' in entry(spanish / PO, second)


def test_what_an_editor_makes_of_the_header_stays_with_the_editor(spanish, declaration):
    """Poedit, set up for Mexico, had made Mexican Spanish of the project's Spanish."""
    second = keys(spanish / PO)[1]
    sent = spanish / "sent.po"
    text = (spanish / PO).read_text("utf-8").replace("Language: es\\n", "Language: es_MX\\n")
    sent.write_text(text.replace("charset=UTF-8", "charset=windows-1252"), "cp1252")
    text = sent.read_text("cp1252").replace(
        'msgid "We, the museums,"\nmsgstr ""', 'msgid "We, the museums,"\nmsgstr "Así, los museos,"'
    )
    sent.write_text(text, "cp1252")

    assert declaration(spanish, "combine", str(PO), "sent.po")[0] == 0
    text = (spanish / PO).read_text("utf-8")
    assert '"Language: es\\n"' in text
    assert "charset=UTF-8" in text
    assert "Así, los museos," in entry(spanish / PO, second)


def test_a_language_is_that_of_its_folder(spanish, declaration):
    path = spanish / PO
    path.write_text(
        path.read_text("utf-8").replace("Language: es\\n", "Language: es_MX\\n"), "utf-8"
    )
    _, out, _ = declaration(spanish, "status", "--json")
    assert [each["locale"] for each in json.loads(out)] == ["es"]


def test_a_file_from_a_tool_without_keys_is_compared_with_what_it_began_as(spanish, declaration):
    sent = spanish / "sent.po"
    text = re.sub(r'msgctxt ".*"\n', "", (spanish / PO).read_text("utf-8"))
    sent.write_text(text.replace('"Puertas abiertas"', '"Puertas francas"'), "utf-8")
    code, out, _ = declaration(spanish, "combine", str(PO), "sent.po")
    assert (code, out) == (0, "po/es/declaration.po: 1 translation taken, 0 conflicts\n")


@pytest.mark.parametrize("text", ["", "\n\n", "# a comment\n", 'msgid ""\nmsgstr ""\n'])
def test_a_file_without_messages_was_not_sent_whole(spanish, declaration, text):
    (spanish / "sent.po").write_text(text)
    code, _, err = declaration(spanish, "combine", str(PO), "sent.po")
    assert code == 2
    assert "sent.po: holds no message" in err


def test_what_two_people_did_differently_is_for_a_third_to_decide(spanish, declaration):
    for name, title in (("ana.po", "Puertas francas"), ("bo.po", "Abrid las puertas")):
        shutil.copy(spanish / PO, spanish / name)
        translate(spanish / name, "title", title)
    code, out, _ = declaration(spanish, "combine", str(PO), "ana.po", "bo.po", "--json")
    assert code == 1
    value = json.loads(out)
    assert value["conflicts"] == ["title"]
    torn = entry(spanish / PO, "title")
    assert "#, fuzzy" in torn
    assert "# | conflict: [ana.po] Puertas francas" in torn
    assert "# | conflict: [bo.po] Abrid las puertas" in torn
    before = (spanish / PO).read_bytes()
    declaration(spanish, "combine", str(PO), "bo.po", "ana.po")
    assert (spanish / PO).read_bytes() == before


def test_a_dry_run_writes_nothing(spanish, declaration):
    shutil.copy(spanish / PO, spanish / "sent.po")
    translate(spanish / "sent.po", "title", "Puertas francas")
    before = (spanish / PO).read_bytes()
    _, out, _ = declaration(spanish, "combine", "--dry-run", str(PO), "sent.po")
    assert "1 translation taken" in out
    assert (spanish / PO).read_bytes() == before


def test_a_contribution_in_another_language_is_refused(spanish, declaration):
    sent = spanish / "sent.po"
    text = (spanish / PO).read_text("utf-8")
    sent.write_text(text.replace('"Language: es\\n"', '"Language: fr\\n"'), "utf-8")
    code, _, err = declaration(spanish, "combine", str(PO), "sent.po")
    assert code == 2
    assert "says that it is in 'fr', not in Spanish" in err


def test_a_msgid_edited_by_the_contributor_is_told_from_an_older_english(spanish, declaration):
    sent = spanish / "sent.po"
    shutil.copy(spanish / PO, sent)
    text = sent.read_text("utf-8").replace('msgid "Open doors"', 'msgid "Open all doors"')
    sent.write_text(text.replace("Puertas abiertas", "Todas las puertas"), "utf-8")
    _, out, _ = declaration(spanish, "combine", str(PO), "sent.po", "--json")
    assert [f["check"] for f in json.loads(out)["findings"]] == ["msgid-edited"]
    assert 'msgid "Open doors"' in entry(spanish / PO, "title")


def test_the_catalog_of_another_document_is_refused(spanish, declaration):
    sent = spanish / "sent.po"
    sent.write_text('msgctxt "a"\nmsgid "Elsewhere"\nmsgstr "En otra parte"\n', "utf-8")
    before = (spanish / PO).read_bytes()
    code, _, err = declaration(spanish, "combine", str(PO), "sent.po")
    assert code == 2
    assert "does not look like a translation of 'declaration': 0 of its 1 messages" in err
    assert (spanish / PO).read_bytes() == before


def test_a_broken_contribution_names_its_line(spanish, declaration):
    (spanish / "sent.po").write_text('msgid "a"\n<<<<<<< HEAD\nmsgstr "b"\n', "utf-8")
    before = (spanish / PO).read_bytes()
    code, _, err = declaration(spanish, "combine", str(PO), "sent.po")
    assert code == 2
    assert "sent.po:2" in err
    assert (spanish / PO).read_bytes() == before


# ------------------------------------------------------------------------------- git


def translated_apart(branches, git):
    """The keys of two messages: Ana translates the first on her branch, Bo the second on main."""
    second, third = keys(branches / PO)[1:3]
    translate(branches / PO, second, "Nosotros, los museos,")
    git(branches, "commit", "-qam", "ana")
    git(branches, "checkout", "-q", "main")
    translate(branches / PO, third, "Creemos en la ciencia.")
    git(branches, "commit", "-qam", "bo")
    return second, third


def test_branches_merge_without_markers(branches, git):
    second, third = translated_apart(branches, git)
    git(branches, "merge", "-q", "--no-edit", "ana")
    assert 'msgstr "Nosotros, los museos,"' in entry(branches / PO, second)
    assert 'msgstr "Creemos en la ciencia."' in entry(branches / PO, third)
    assert git(branches, "status", "--porcelain") == ""


def test_a_conflict_stops_the_merge_with_both_texts_and_no_markers(branches, git):
    translate(branches / PO, "title", "Puertas francas")
    git(branches, "commit", "-qam", "ana")
    git(branches, "checkout", "-q", "main")
    translate(branches / PO, "title", "Abrid las puertas")
    git(branches, "commit", "-qam", "bo")
    said = git(branches, "merge", "--no-edit", "ana", check=False)
    assert "CONFLICT" in said
    assert git(branches, "status", "--porcelain").startswith("UU ")
    text = (branches / PO).read_text("utf-8")
    assert not re.search("^(<<<<<<<|=======|>>>>>>>)", text, re.MULTILINE)
    torn = entry(branches / PO, "title")
    assert "#, fuzzy" in torn
    assert "Puertas francas" in torn
    assert "Abrid las puertas" in torn
    git(branches, "add", "-A")
    git(branches, "commit", "-qm", "for Cy to decide")


def test_an_old_translation_is_never_joined_to_a_new_english(branches, declaration, git):
    """git's own merge of lines does join them (python-docs-fr#1908)."""
    translate(branches / PO, "title", "Las puertas, abiertas")
    git(branches, "commit", "-qam", "ana")
    git(branches, "checkout", "-q", "main")
    edit_english(branches, "# Open doors", "# Open doors today")
    declaration(branches, "update")
    git(branches, "commit", "-qam", "English")
    git(branches, "merge", "-q", "--no-edit", "ana", check=False)
    found = entry(branches / PO, "title")
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
    translate(branches / PO, keys(branches / PO)[1], "Nosotros, los museos,")
    git(branches, "commit", "-qam", "bo")
    git(branches, "merge", "-q", "--no-edit", "ana")
    assert git(branches, "status", "--porcelain") == ""
    before = (branches / PO).read_bytes()
    declaration(branches, "update")
    assert (branches / PO).read_bytes() == before


def test_rebase_and_cherry_pick_use_it_too(branches, git):
    second, third = translated_apart(branches, git)
    git(branches, "checkout", "-q", "ana")
    git(branches, "rebase", "-q", "main")
    assert 'msgstr "Creemos en la ciencia."' in entry(branches / PO, third)
    assert 'msgstr "Nosotros, los museos,"' in entry(branches / PO, second)


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
    (branches / PO).write_text("msgid broken\n", "utf-8")
    git(branches, "commit", "-qam", "ana")
    git(branches, "checkout", "-q", "main")
    translate(branches / PO, "title", "Abrid las puertas")
    git(branches, "commit", "-qam", "bo")
    before = (branches / PO).read_bytes()
    assert "CONFLICT" in git(branches, "merge", "--no-edit", "ana", check=False)
    assert (branches / PO).read_bytes() == before


def test_to_install_twice_changes_nothing(branches, declaration):
    before = (branches / ".gitattributes").read_bytes()
    code, out, _ = declaration(branches, "merge-driver", "--install")
    assert (code, "wrote" in out) == (0, False)
    assert (branches / ".gitattributes").read_bytes() == before


def test_outside_git_there_is_nothing_to_install(project, declaration):
    code, _, err = declaration(project, "merge-driver", "--install")
    assert code == 2
    assert "git init" in err


def test_a_sheet_that_tells_no_states_finishes_nothing(spanish, declaration):
    path = spanish / PO
    edit(path, 'msgctxt "title"', '#, fuzzy\nmsgctxt "title"')
    sheet = spanish / "sent.csv"
    sheet.write_text("key,source,translation\ntitle,Open doors,Puertas abiertas\n", "utf-8")
    declaration(spanish, "combine", str(PO), "sent.csv")
    assert "#, fuzzy" in entry(path, "title")
    sheet.write_text("key,source,translation\ntitle,Open doors,Puertas francas\n", "utf-8")
    declaration(spanish, "combine", "--base", str(path), str(PO), "sent.csv")
    assert "#, fuzzy" not in entry(path, "title")
    assert "Puertas francas" in entry(path, "title")


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
