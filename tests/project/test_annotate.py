"""Findings go into the PO files and come out again."""

from dataclasses import replace
from pathlib import Path

from pipeline.model import Certainty, Finding, Severity
from pipeline.project import annotate
from pipeline.project.current import current
from pipeline.project.survey import survey
from pipeline.project.workspace import Workspace


def test_a_finding_is_written_where_it_belongs_and_leaves_no_trace(sample: Path) -> None:
    workspace = Workspace.open(sample)
    before = {path: path.read_bytes() for path in sample.rglob("*.po")}
    spanish = workspace.chosen(["es"])
    report = survey(workspace, tuple(current(workspace, locales=spanish)), timeline=False)
    finding = Finding(
        "number-mismatch", Severity.ERROR, Certainty.CERTAIN, "2026 is missing.", key="title"
    )
    faulty = replace(report, audits=(replace(report.audits[0], findings=(finding,)),))
    assert annotate.put(workspace, faulty) == ("po/es/declaration.po",)
    path = sample / "po" / "es" / "declaration.po"
    written = path.read_text("utf-8")
    assert "# | finding: error: 2026 is missing. [number-mismatch]\n" in written
    assert annotate.put(workspace, faulty) == ()
    assert annotate.clean(workspace, spanish) == ("po/es/declaration.po",)
    assert {path: path.read_bytes() for path in sample.rglob("*.po")} == before


def test_a_catalog_that_cannot_be_read_is_left_alone(sample: Path) -> None:
    workspace = Workspace.open(sample)
    path = sample / "po" / "es" / "declaration.po"
    path.write_text('msgid "a"\n', "utf-8")
    assert annotate.clean(workspace, workspace.locales) == ()
    assert path.read_text("utf-8") == 'msgid "a"\n'
