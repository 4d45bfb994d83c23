"""`declaration combine`: contributions, with real files and real git."""

import json
import re
import shutil

import pytest

from tests.changing import SPANISH, edit, entry, keys, translate


def test_a_contribution_is_compared_with_the_version_it_began_as(in_git, declaration, git):
    second = keys(in_git / SPANISH)[1]
    sent = in_git / "sent.po"
    shutil.copy(in_git / SPANISH, sent)
    translate(sent, second, "Nosotros, los museos,")
    translate(in_git / SPANISH, "title", "Las puertas abiertas")
    git(in_git, "commit", "-qam", "a better title", day="2026-02-01")

    code, out, err = declaration(in_git, "combine", str(SPANISH), "sent.po")
    assert code == 0
    assert out == "po/es/declaration.po: 1 translation taken, 0 conflicts\n"
    assert "sent.po: compared with 2026-01-05" in err
    assert 'msgstr "Las puertas abiertas"' in entry(in_git / SPANISH, "title")
    assert 'msgstr "Nosotros, los museos,"' in entry(in_git / SPANISH, second)


def test_what_an_editor_makes_of_the_header_stays_with_the_editor(in_git, declaration):
    """Poedit, set up for Mexico, had made Mexican Spanish of the project's Spanish."""
    second = keys(in_git / SPANISH)[1]
    sent = in_git / "sent.po"
    text = (in_git / SPANISH).read_text("utf-8").replace("Language: es\\n", "Language: es_MX\\n")
    sent.write_text(text.replace("charset=UTF-8", "charset=windows-1252"), "cp1252")
    text = sent.read_text("cp1252").replace(
        'msgid "We, the museums,"\nmsgstr ""', 'msgid "We, the museums,"\nmsgstr "Así, los museos,"'
    )
    sent.write_text(text, "cp1252")

    assert declaration(in_git, "combine", str(SPANISH), "sent.po")[0] == 0
    text = (in_git / SPANISH).read_text("utf-8")
    assert '"Language: es\\n"' in text
    assert "charset=UTF-8" in text
    assert "Así, los museos," in entry(in_git / SPANISH, second)


def test_a_language_is_that_of_its_folder(in_git, declaration):
    path = in_git / SPANISH
    path.write_text(
        path.read_text("utf-8").replace("Language: es\\n", "Language: es_MX\\n"), "utf-8"
    )
    _, out, _ = declaration(in_git, "status", "--json")
    assert [each["locale"] for each in json.loads(out)] == ["es"]


def test_a_file_from_a_tool_without_keys_is_compared_with_what_it_began_as(in_git, declaration):
    sent = in_git / "sent.po"
    text = re.sub(r'msgctxt ".*"\n', "", (in_git / SPANISH).read_text("utf-8"))
    sent.write_text(text.replace('"Puertas abiertas"', '"Puertas francas"'), "utf-8")
    code, out, _ = declaration(in_git, "combine", str(SPANISH), "sent.po")
    assert (code, out) == (0, "po/es/declaration.po: 1 translation taken, 0 conflicts\n")


@pytest.mark.parametrize("text", ["", "\n\n", "# a comment\n", 'msgid ""\nmsgstr ""\n'])
def test_a_file_without_messages_was_not_sent_whole(in_git, declaration, text):
    (in_git / "sent.po").write_text(text)
    code, _, err = declaration(in_git, "combine", str(SPANISH), "sent.po")
    assert code == 2
    assert "sent.po: holds no message" in err


def test_what_two_people_did_differently_is_for_a_third_to_decide(in_git, declaration):
    for name, title in (("ana.po", "Puertas francas"), ("bo.po", "Abrid las puertas")):
        shutil.copy(in_git / SPANISH, in_git / name)
        translate(in_git / name, "title", title)
    code, out, _ = declaration(in_git, "combine", str(SPANISH), "ana.po", "bo.po", "--json")
    assert code == 1
    value = json.loads(out)
    assert value["conflicts"] == ["title"]
    torn = entry(in_git / SPANISH, "title")
    assert "#, fuzzy" in torn
    assert "# | conflict: [ana.po] Puertas francas" in torn
    assert "# | conflict: [bo.po] Abrid las puertas" in torn
    before = (in_git / SPANISH).read_bytes()
    declaration(in_git, "combine", str(SPANISH), "bo.po", "ana.po")
    assert (in_git / SPANISH).read_bytes() == before


def test_a_dry_run_writes_nothing(in_git, declaration):
    shutil.copy(in_git / SPANISH, in_git / "sent.po")
    translate(in_git / "sent.po", "title", "Puertas francas")
    before = (in_git / SPANISH).read_bytes()
    _, out, _ = declaration(in_git, "combine", "--dry-run", str(SPANISH), "sent.po")
    assert "1 translation taken" in out
    assert (in_git / SPANISH).read_bytes() == before


def test_a_contribution_in_another_language_is_refused(in_git, declaration):
    sent = in_git / "sent.po"
    text = (in_git / SPANISH).read_text("utf-8")
    sent.write_text(text.replace('"Language: es\\n"', '"Language: fr\\n"'), "utf-8")
    code, _, err = declaration(in_git, "combine", str(SPANISH), "sent.po")
    assert code == 2
    assert "says that it is in 'fr', not in Spanish" in err


def test_a_msgid_edited_by_the_contributor_is_told_from_an_older_english(in_git, declaration):
    sent = in_git / "sent.po"
    shutil.copy(in_git / SPANISH, sent)
    text = sent.read_text("utf-8").replace('msgid "Open doors"', 'msgid "Open all doors"')
    sent.write_text(text.replace("Puertas abiertas", "Todas las puertas"), "utf-8")
    _, out, _ = declaration(in_git, "combine", str(SPANISH), "sent.po", "--json")
    assert [f["check"] for f in json.loads(out)["findings"]] == ["msgid-edited"]
    assert 'msgid "Open doors"' in entry(in_git / SPANISH, "title")


def test_the_catalog_of_another_document_is_refused(in_git, declaration):
    sent = in_git / "sent.po"
    sent.write_text('msgctxt "a"\nmsgid "Elsewhere"\nmsgstr "En otra parte"\n', "utf-8")
    before = (in_git / SPANISH).read_bytes()
    code, _, err = declaration(in_git, "combine", str(SPANISH), "sent.po")
    assert code == 2
    assert "does not look like a translation of 'declaration': 0 of its 1 messages" in err
    assert (in_git / SPANISH).read_bytes() == before


def test_a_broken_contribution_names_its_line(in_git, declaration):
    (in_git / "sent.po").write_text('msgid "a"\n<<<<<<< HEAD\nmsgstr "b"\n', "utf-8")
    before = (in_git / SPANISH).read_bytes()
    code, _, err = declaration(in_git, "combine", str(SPANISH), "sent.po")
    assert code == 2
    assert "sent.po:2" in err
    assert (in_git / SPANISH).read_bytes() == before


def test_a_sheet_that_tells_no_states_finishes_nothing(in_git, declaration):
    path = in_git / SPANISH
    edit(path, 'msgctxt "title"', '#, fuzzy\nmsgctxt "title"')
    sheet = in_git / "sent.csv"
    sheet.write_text("key,source,translation\ntitle,Open doors,Puertas abiertas\n", "utf-8")
    declaration(in_git, "combine", str(SPANISH), "sent.csv")
    assert "#, fuzzy" in entry(path, "title")
    sheet.write_text("key,source,translation\ntitle,Open doors,Puertas francas\n", "utf-8")
    declaration(in_git, "combine", "--base", str(path), str(SPANISH), "sent.csv")
    assert "#, fuzzy" not in entry(path, "title")
    assert "Puertas francas" in entry(path, "title")
