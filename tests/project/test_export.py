"""`declaration export`: files for volunteers, and what comes back of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.formats import docx, intake
from pipeline.model import Standing, State, texts
from pipeline.project.current import current
from pipeline.project.export import FORMATS, TABLES, serialized
from pipeline.project.workspace import Workspace
from pipeline.stages.adopt import adopt
from pipeline.stages.begin import begin
from pipeline.stages.translate import translate

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("kind", FORMATS)
def test_each_format_is_written_and_named_by_the_language(
    project: Path, declaration: Run, kind: str
) -> None:
    declaration(project, "new", "pt_BR")
    code, said, _ = declaration(project, "export", "pt-BR", "--format", kind, "-o", str(project))
    assert code == 0
    path = project / f"declaration.pt_BR.{kind}"
    assert str(path) in said
    read = intake.read(path.read_bytes(), path.name)
    assert "Open doors" in [passage.text for passage in read.passages]


def test_a_folder_that_is_not_there_is_made(project: Path, declaration: Run) -> None:
    (project / "source" / "news.md").write_text("# News\n", "utf-8")
    assert declaration(project, "export", "en", "-o", f"{project}/for-ana/")[0] == 0
    made = sorted(path.name for path in (project / "for-ana").iterdir())
    assert made == ["declaration.en.docx", "news.en.docx"]
    code, _, said = declaration(project, "export", "en", "-o", f"{project}/both.docx")
    assert code == 2
    assert "a folder with -o: for-ana/" in said


def test_the_source_may_be_exported_too(project: Path, declaration: Run) -> None:
    path = project / "out.docx"
    assert declaration(project, "export", "en", "-o", str(path))[0] == 0
    assert docx.parse(path.read_bytes(), name="a").title.markdown == "Open doors"


def test_a_language_that_is_not_there_is_an_error(project: Path, declaration: Run) -> None:
    code, _, said = declaration(project, "export", "fi")
    assert code == 2
    assert "declaration new fi" in said


def test_what_is_not_translated_stands_out(project: Path, declaration: Run) -> None:
    declaration(project, "new", "es")
    (each,) = current(Workspace.open(project))
    ((_, catalog),) = each.catalogs
    document = translate(each.document, catalog)
    assert {t.standing for t in texts(document)} == {Standing.FALLBACK}
    assert b'<mark lang="en">Open doors</mark>' in serialized(document, "html")
    assert b"<!-- not translated yet -->" in serialized(document, "md")
    marked = docx.parse(serialized(document, "docx"), name="a")
    assert [t.markdown for t in texts(marked)] == [t.markdown for t in texts(document)]


MANUAL = """# The lamp keeper's manual

See the [history](https://example.org/lamp_(oil)), <https://example.org/?lamps=all&oil=whale> or
write to <keeper@example.org>; the *[Lux Perpetua]{lang=la}* of 1681 is in `lamp_list.csv`.

## 1. Oil & wicks

(a) whale oil, at 5 < 7 * 8 degrees, for AT&T,

(b) or rape_seed oil, ***never*** petrol;

(c) nothing on 31 March.

— A keeper
"""
LAMPS = {
    "The lamp": "El manual del farero",
    "See the": "Véanse la [historia](https://example.org/lamp_(oil)) y "
    "<https://example.org/?lamps=all&oil=whale> o escriba a <keeper@example.org>; la "
    "*[Lux Perpetua]{lang=la}* de 1681 está en `lamp_list.csv`.",
    "1. Oil": "1. Aceite & mechas",
    "(a)": "a) aceite de ballena, a 5 < 7 * 8 grados, para AT&T,",
    "(b)": "b) o aceite de nabina_colza, ***nunca*** gasolina;",
    "(c)": "c) nada el 31 de marzo.",
    "—": "— Un farero",
}


@pytest.mark.parametrize("kind", FORMATS)
def test_code_addresses_letters_and_signs_come_back(
    project: Path, declaration: Run, kind: str
) -> None:
    """Whatever a format makes of them; in plain text some of it is not sure."""
    (project / "source" / "manual.md").write_text(MANUAL, "utf-8")
    declaration(project, "new", "es")
    each = next(e for e in current(Workspace.open(project)) if e.document.name == "manual")
    ((locale, catalog),) = each.catalogs
    messages = [
        replace(m, target=target, state=State.TRANSLATED)
        for m in catalog.messages
        for begin_, target in LAMPS.items()
        if m.source.startswith(begin_)
    ]
    full = replace(catalog, messages=tuple(messages))
    data = serialized(translate(each.document, full), kind)
    passages = intake.read(data, f"a.{kind}", locale).passages
    back = adopt(each.document, passages, begin(each.template, locale))
    assert [m.target for m in back.catalog.messages] == list(LAMPS.values())


@pytest.mark.parametrize("kind", FORMATS)
def test_a_catalog_exported_and_adopted_again_is_the_same(sample: Path, kind: str) -> None:
    """Plain text does not tell headings from paragraphs: there, some of it is not sure."""
    for each in current(Workspace.open(sample)):
        for locale, catalog in each.catalogs:
            if locale.bcp47 not in ("es", "el", "ar", "zh-Hans"):
                continue
            data = serialized(translate(each.document, catalog), kind)
            passages = intake.read(data, f"a.{kind}", locale).passages
            back = adopt(each.document, passages, begin(each.template, locale))
            found = {m.key: m for m in back.catalog.messages}
            for message in catalog.messages:
                if message.state is not State.TRANSLATED:
                    continue
                again = found[message.key]
                if kind != "txt":
                    assert (again.target, again.state) == (message.target, State.TRANSLATED)
                elif again.state is State.TRANSLATED:
                    assert again.target == message.target


@pytest.mark.parametrize("kind", TABLES)
def test_a_table_goes_out_and_comes_back_with_translations(
    project: Path, declaration: Run, kind: str
) -> None:
    declaration(project, "new", "es")
    sheet, catalog = project / f"out.{kind}", project / "po" / "es" / "declaration.po"
    assert declaration(project, "export", "es", "--format", kind, "-o", str(sheet))[0] == 0
    untouched = catalog.read_bytes()
    assert declaration(project, "combine", "po/es/declaration.po", str(sheet))[0] == 0
    assert catalog.read_bytes() == untouched
    translated = untouched.replace(
        b'msgid "Open doors"\nmsgstr ""', b'msgid "Open doors"\nmsgstr "X"'
    )
    catalog.write_bytes(translated)
    declaration(project, "export", "es", "--format", kind, "-o", str(sheet))
    catalog.write_bytes(untouched)
    code, out, _ = declaration(project, "combine", "po/es/declaration.po", str(sheet))
    assert (code, catalog.read_bytes()) == (0, translated)
    assert "1 translation taken" in out


def test_the_source_is_no_table(project: Path, declaration: Run) -> None:
    code, _, said = declaration(project, "export", "en", "--format", "xlsx")
    assert code == 2
    assert "no catalog" in said


def test_a_sheet_of_two_columns_and_semicolons_will_do(project: Path, declaration: Run) -> None:
    declaration(project, "new", "es")
    sheet = project / "ana.csv"
    sheet.write_text("English;Translation\nOpen doors;Puertas abiertas\n", "utf-8")
    assert declaration(project, "combine", "po/es/declaration.po", str(sheet))[0] == 0
    assert 'msgstr "Puertas abiertas"' in (project / "po/es/declaration.po").read_text("utf-8")
