"""Words that a command offers without importing the room that knows them."""

from pipeline.cli import export as export_command
from pipeline.cli import report as report_command
from pipeline.project.export import FORMATS, TABLES
from pipeline.reports.formats import FORMATS as FORMS


def test_export_offers_the_formats_that_there_are() -> None:
    assert (*FORMATS, *TABLES) == export_command._FORMATS


def test_report_offers_the_forms_that_there_are() -> None:
    assert set(report_command._FORMATS) == set(FORMS)
