"""Everything that is known about a project, gathered from its files."""

from pathlib import Path

from pipeline.model import State
from pipeline.project.current import current
from pipeline.project.survey import survey
from pipeline.project.workspace import Workspace
from pipeline.stages.audit import Report


def surveyed(root: Path) -> Report:
    workspace = Workspace.open(root)
    return survey(workspace, tuple(current(workspace)), timeline=False)


def test_the_sample_is_known_in_every_language(sample: Path) -> None:
    report = surveyed(sample)
    assert report.documents == ("declaration", "news")
    assert [locale for locale in report.locales if not report.ready(locale)] == ["hi"]
    hindi = report.of_locale("hi")[0]
    states = {entry.state for entry in hindi.entries}
    assert states == {State.TRANSLATED, State.FUZZY, State.UNTRANSLATED}
    assert hindi.drift is not None
    assert hindi.drift.stale
    assert hindi.review is not None
    assert all(entry.line for entry in hindi.entries)


def test_what_found_something_is_explained_and_nothing_else(sample: Path) -> None:
    report = surveyed(sample)
    found = {finding.check for audit in report.audits for finding in audit.all_findings}
    assert {each.check for each in report.explanations} == found
    assert all(each.summary and each.rationale for each in report.explanations)
