"""A spreadsheet that a volunteer sends is combined like any other contribution."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.catalogs import interchange, po

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".xlf"])
def test_a_sheet_fills_the_catalog(
    project: Path, declaration: Run, tmp_path: Path, suffix: str
) -> None:
    declaration(project, "new", "es")
    path = project / "po" / "es" / "declaration.po"
    catalog = po.read(path.read_bytes(), path="x", document="declaration")
    sheet = tmp_path / f"theirs{suffix}"
    data = interchange.write(catalog, suffix)
    if suffix == ".csv":
        data = data.replace(b'"We, the museums,",,untranslated', b'"We, the museums,","Nosotros,",')
    elif suffix == ".xlf":
        source = b"<source>We, the museums,</source>"
        data = data.replace(source, source + b"<target>Nosotros,</target>")
    else:
        from openpyxl import load_workbook

        sheet.write_bytes(data)
        book = load_workbook(sheet)
        row = next(r for r in book.active.iter_rows() if r[2].value == "We, the museums,")
        row[3].value = "Nosotros,"
        book.save(sheet)
        data = sheet.read_bytes()
    sheet.write_bytes(data)
    code, _, said = declaration(project, "combine", "po/es/declaration.po", str(sheet))
    assert code == 0, said
    after = po.read(path.read_bytes(), path="x", document="declaration")
    assert [m.target for m in after.messages if m.source == "We, the museums,"] == ["Nosotros,"]


def test_a_sheet_in_another_script_is_refused(
    project: Path, declaration: Run, tmp_path: Path
) -> None:
    declaration(project, "new", "es")
    before = (project / "po" / "es" / "declaration.po").read_bytes()
    sheet = tmp_path / "theirs.csv"
    sheet.write_text("source,translation\nOpen doors,Διακήρυξη των ανοικτών θυρών\n", "utf-8")
    code, _, said = declaration(project, "combine", "po/es/declaration.po", str(sheet))
    assert code == 2
    assert "is not in Spanish: it is written in another script (Grek)" in said
    assert (project / "po" / "es" / "declaration.po").read_bytes() == before
