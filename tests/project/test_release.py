"""A release: everything built once, proved, sealed; and nothing built twice."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.project import freshness
from pipeline.publish import proof
from pipeline.publish.proof import Proof
from tests.changing import add_settings, edit

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample of this repository, released."""
    from pipeline.cli import main

    folder = tmp_path_factory.mktemp("sample")
    for name in ("source", "po"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "declaration.toml", folder)
    assert main(["-q", "-C", str(folder), "release"]) == 0
    return folder


@pytest.fixture
def copy(released: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    folder = tmp_path / "copy"
    shutil.copytree(released, folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    output = folder / "output"
    return {str(p.relative_to(output)): p.read_bytes() for p in output.rglob("*") if p.is_file()}


def test_every_document_in_every_language_and_what_is_around_them(released: Path) -> None:
    made = files(released)
    for language in "en es zh_CN el fr ru ar hi".split():
        for name in ("declaration.pdf", "declaration.html", "news.pdf", "news.html"):
            assert f"{language}/{name}" in made
    assert {"index.html", "report.html", "report.json", "manifest.json"} <= set(made)


def test_the_manifest_says_what_was_made_from_what(released: Path) -> None:
    manifest = json.loads((released / "output" / "manifest.json").read_bytes())
    assert len(manifest["entries"]) == 16
    for entry in manifest["entries"]:
        for file in (entry["source"], entry["catalog"], *entry["products"]):
            if file:
                assert sha256((released / file["path"]).read_bytes()).hexdigest() == file["sha256"]


def test_what_is_printed_is_what_was_translated(released: Path) -> None:
    manifest = json.loads((released / "output" / "manifest.json").read_bytes())
    pdfs = [p for e in manifest["entries"] for p in e["products"] if p["pages"]]
    assert [p["path"] for p in pdfs if p["missing"]] == []
    assert sum(p["segments"] for p in pdfs) == 8 * (36 + 24)


def test_an_unfinished_language_is_a_draft_that_shows_the_english(released: Path) -> None:
    from pipeline.publish.proof import extract

    manifest = json.loads((released / "output" / "manifest.json").read_bytes())
    assert {e["locale"] for e in manifest["entries"] if not e["final"]} == {"hi"}
    printed = " ".join(extract((released / "output" / "hi" / "declaration.pdf").read_bytes()))
    assert "may amend this declaration" in printed.replace("\r\n", " ")
    page = (released / "output" / "hi" / "declaration.html").read_text("utf-8")
    assert 'lang="en"' in page


def test_with_nothing_changed_nothing_is_done(released: Path, declaration: Run) -> None:
    before = files(released)
    code, said, _ = declaration(released, "release")
    assert (code, said[:14]) == (0, "Nothing to do:")
    assert files(released) == before


def test_the_short_cut_sees_every_kind_of_change(released: Path) -> None:
    assert freshness.unchanged(released)
    for name in ("source/news.md", "po/es/news.po", "declaration.toml", "output/index.html"):
        path = released / name
        data, stamp = path.read_bytes(), path.stat()
        path.write_bytes(data + b"\n")
        assert freshness.unchanged(released) is None
        path.write_bytes(data)
        os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    (released / "po" / "es" / "more.po").write_bytes(b"")
    assert freshness.unchanged(released) is None
    (released / "po" / "es" / "more.po").unlink()


def test_what_another_program_built_is_looked_at_again(
    released: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freshness, "_PACKAGE", "/opt/declaration-2.0/pipeline")
    assert freshness.unchanged(released) is None


def test_a_library_that_was_installed_since_is_a_change(
    copy: Path, tmp_path: Path, declaration: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    libraries = tmp_path / "site-packages"
    libraries.mkdir()
    monkeypatch.syspath_prepend(str(libraries))
    freshness.forget(copy)
    assert declaration(copy, "release")[0] == 0
    assert freshness.unchanged(copy)
    (libraries / "uharfbuzz-9.0.dist-info").mkdir()
    assert freshness.unchanged(copy) is None


def test_only_what_changed_is_built_again(copy: Path, declaration: Run) -> None:
    catalog = copy / "po" / "es" / "news.po"
    text = catalog.read_text("utf-8")
    catalog.write_text(text.replace("Los museos", "Todos los museos"), "utf-8")
    code, said, _ = declaration(copy, "release", "--json")
    assert code == 0
    # The French page is not touched; the pages of one document link each other by name only.
    assert json.loads(said)["built"] == [{"document": "news", "locale": "es"}]


def test_a_pdf_changed_by_hand_is_made_and_proved_again_and_no_other(
    copy: Path, declaration: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pdf,) = copy.glob("output/es/news.pdf")
    whole = pdf.read_bytes()
    pdf.write_bytes(whole[:-9] + b"tampered!")
    proved: list[bytes] = []

    def prove(made: bytes, texts: Sequence[tuple[str, str]]) -> Proof:
        proved.append(made)
        return Proof(len(texts))

    monkeypatch.setattr(proof, "prove", prove)
    code, said, _ = declaration(copy, "release", "--json")
    assert code == 0
    assert json.loads(said)["built"] == [{"document": "news", "locale": "es"}]
    assert proved == [whole] == [pdf.read_bytes()]


def test_another_font_or_the_end_of_a_waiver_is_a_change(
    released: Path, declaration: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "copy"
    for name in ("source", "po"):
        shutil.copytree(released / name, folder / name)
    (folder / "fonts").mkdir()
    (folder / "declaration.toml").write_text(
        '[typography]\nfonts = ["fonts"]\n'
        '[[checks.waivers]]\ncheck = "dash-style"\nreason = "theirs"\nexpires = 2999-01-01\n'
    )
    assert declaration(folder, "release")[0] == 0
    assert freshness.unchanged(folder)
    with monkeypatch.context() as later:
        later.setattr(freshness.time, "gmtime", lambda: (2999, 1, 1, 0, 0, 0, 0, 1, 0))
        assert freshness.unchanged(folder) is None
    font = ROOT / "pipeline" / "typeset" / "data" / "fonts"
    shutil.copy(next(font.glob("*.ttf")), folder / "fonts")
    assert freshness.unchanged(folder) is None


def test_the_same_inputs_give_the_same_bytes_on_any_day(
    released: Path, declaration: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "elsewhere"
    for name in ("source", "po"):
        shutil.copytree(released / name, folder / name)
    shutil.copy(released / "declaration.toml", folder)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    faked = ["faketime", "2031-01-01"] if shutil.which("faketime") else []
    if faked:
        command = [*faked, "python", "-m", "pipeline", "-q", "-C", str(folder), "release"]
        assert subprocess.run([*command, "--jobs", "1"], check=False).returncode == 0
    else:
        assert declaration(folder, "release", "--jobs", "1")[0] == 0
    before, after = files(released), files(folder)
    assert set(before) == set(after)
    assert [name for name in before if before[name] != after[name]] == []


def test_a_language_that_was_dropped_is_swept_away(copy: Path, declaration: Run) -> None:
    (copy / "po" / "LINGUAS").write_text("es", "utf-8")
    assert declaration(copy, "release")[0] == 0
    assert {name.partition("/")[0] for name in files(copy) if name.endswith(".pdf")} == {
        "en",
        "es",
    }


def test_a_broken_catalog_stops_its_language_alone(copy: Path, declaration: Run) -> None:
    with open(copy / "po" / "fr" / "news.po", "a", encoding="utf-8") as stream:
        stream.write("<<<<<<< HEAD\n")
    code, out, err = declaration(copy, "release")
    assert code == 2
    assert "po/fr/news.po:" in err
    assert "es       news" in out


def test_without_drafts_an_unfinished_language_fails_the_release(
    copy: Path, declaration: Run
) -> None:
    edit(copy / "declaration.toml", "drafts = true", "drafts = false")
    assert declaration(copy, "release")[0] == 1


@pytest.mark.parametrize(("editions", "alone"), [("", []), ('"parallel"', ["en"]), ('"all"', [])])
def test_to_typeset_what_no_edition_is_asked_of_is_an_error(
    project: Path, declaration: Run, editions: str, alone: list[str]
) -> None:
    add_settings(project, f"\n[typography]\neditions = [{editions}]\n")
    code, _, told = declaration(project, "typeset", *alone)
    assert code == 2
    assert "declaration.toml:5: 'editions' asks for no PDF of these languages" in told


def test_a_release_without_editions_says_that_it_makes_no_pdf(
    project: Path, declaration: Run
) -> None:
    add_settings(project, "\n[typography]\neditions = []\n")
    code, _, told = declaration(project, "release")
    assert code == 0
    assert "No PDF is made: 'editions' under [typography] is empty." in told
    assert (project / "output" / "en" / "declaration.html").is_file()


@pytest.mark.parametrize(
    "source", ["../../etc/passwd", "/etc/passwd", "missing.png", "https://example.org/a.png"]
)
def test_a_picture_lies_in_the_source_folder_or_is_an_error(
    project: Path, declaration: Run, source: str
) -> None:
    path = project / "source" / "declaration.md"
    path.write_text(path.read_text("utf-8") + f"\n![x]({source})\n", "utf-8")
    code, _, said = declaration(project, "release")
    assert code == 2
    assert "source/declaration.md: the picture" in said


def test_a_character_without_a_font_names_itself_its_message_and_the_fonts(
    copy: Path, declaration: Run
) -> None:
    for language in ("es", "fr", "ru"):
        catalog = copy / "po" / language / "news.po"
        text = catalog.read_text("utf-8")
        title = text.index('msgstr "', text.index('msgctxt "title"')) + len('msgstr "')
        catalog.write_text(f"{text[:title]}\u0378{text[title:]}", "utf-8")
    code, out, _ = declaration(copy, "release", "--jobs", "2")
    assert code == 0
    assert "'title': no font has the character U+0378" in out
    assert "fonts tried" in out
    assert "el       news" in out
    entries = json.loads((copy / "output" / "manifest.json").read_bytes())["entries"]
    news = {entry["locale"]: entry for entry in entries if entry["document"] == "news"}
    assert not news["es"]["final"]
    assert news["el"]["final"]


def test_a_broken_character_of_a_message_is_seen_in_the_draft_and_in_no_release(
    copy: Path, declaration: Run
) -> None:
    from pipeline.publish.proof import extract

    catalog = copy / "po" / "es" / "news.po"
    text = catalog.read_text("utf-8")
    catalog.write_text(text.replace("Los museos", "Los\\amuseos", 1), "utf-8")
    code, said, told = declaration(copy, "typeset", "es", "--document", "news")
    assert code == 1
    assert "U+0007" in told
    assert "[U+0007]" in " ".join(extract((copy / "output" / "es" / "news.pdf").read_bytes()))
    edit(copy / "declaration.toml", "drafts = true", "drafts = false")
    code, said, told = declaration(copy, "release")
    assert code == 1
    assert "U+0007" in said


def test_a_broken_character_of_the_source_is_an_error(project: Path, declaration: Run) -> None:
    path = project / "source" / "declaration.md"
    path.write_text(path.read_text("utf-8") + "\nA bell\x07.\n", "utf-8")
    code, said, told = declaration(project, "release", "--json")
    assert code == 2
    assert "U+0007" in told
    # What could not be made is not among what was.
    built = {(each["document"], each["locale"]) for each in json.loads(said)["built"]}
    assert ("declaration", "en") not in built
    assert not (project / "output" / "en" / "declaration.pdf").exists()


def test_a_font_that_cannot_be_used_is_told_once_and_by_its_own_path(
    project: Path, declaration: Run
) -> None:
    (project / "fonts").mkdir()
    (project / "fonts" / "web.woff2").write_bytes(b"wOF2")
    add_settings(project, '\n[typography]\nfonts = ["fonts"]\n')
    code, _, told = declaration(project, "release")
    assert code == 2
    assert told.count("web.woff2") == 1
    assert ".po" not in told
