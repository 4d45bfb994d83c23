from dataclasses import replace

import pytest

from pipeline.reports.chart import HEIGHT, WIDTH, chart
from pipeline.reports.maps import Cell, heat_maps
from pipeline.stages.audit import Audit, Release, Report
from pipeline.stages.drift import CatalogDrift
from pipeline.stages.timeline import Point


def test_a_map_of_documents_and_one_of_the_parts_of_each(report: Report) -> None:
    documents, declaration, news = heat_maps(report)
    assert documents.columns == ("declaration", "news")
    assert dict(documents.rows)["es"] == (
        Cell(59, 1, "es.declaration"),
        Cell(100, 0, "es.news"),
    )
    assert dict(documents.rows)["sw"] == (None, None), "what cannot be read has no cells"
    assert declaration.columns == ("title", "article 1", "article 2", "about")
    assert [(cell.percent, cell.errors) for cell in dict(declaration.rows)["ar"] if cell] == [
        (100, 0),
        (100, 1),
        (0, 0),
        (0, 0),
    ]
    assert news.columns == ("title",)


def test_one_document_needs_no_map_of_documents(clean: Report) -> None:
    assert [each.title for each in heat_maps(clean)] == ["news"]


@pytest.mark.parametrize(("percent", "level"), [(0, 0), (1, 1), (50, 5), (99, 9), (100, 10)])
def test_only_everything_is_the_highest_level_and_only_nothing_the_lowest(
    percent: int, level: int
) -> None:
    assert Cell(percent, 0, "").level == level


def with_timeline(audit: Audit, *points: Point) -> Audit:
    return replace(audit, drift=CatalogDrift(audit.document, audit.locale, "", "", (), points))


def test_a_chart_adds_up_the_documents_of_a_language_day_by_day(report: Report) -> None:
    one = with_timeline(
        report.audits[0], Point("2026-01-01", 0, 0, 0, 6), Point("2026-01-11", 6, 0, 0, 0)
    )
    two = with_timeline(
        report.audits[1], Point("2026-01-06", 2, 0, 0, 0), Point("2026-01-21", 1, 1, 0, 0)
    )
    drawn = chart((one, two), (Release("v1", "2026-01-11"), Release("v0", "2025-12-31")))
    assert drawn is not None
    assert [(step.date, step.percent, step.behind) for step in drawn.steps] == [
        ("2026-01-01", 0, 0),
        ("2026-01-06", 25, 0),
        ("2026-01-11", 100, 0),
        ("2026-01-21", 87, 1),
    ]
    assert drawn.line == f"M0 {HEIGHT}.0H80.0V48.0H160.0V0.0H{WIDTH}.0V8.3"
    assert drawn.releases == ((160.0, "v1", "2026-01-11"),), "v0 was before this time"


def test_a_single_day_is_no_history(report: Report) -> None:
    assert chart((with_timeline(report.audits[0], Point("2026-01-01", 1, 0, 0, 0)),)) is None
    assert chart((replace(report.audits[0], drift=None),)) is None
    # A template's header may say anything.
    undated = (Point("2026-01-01", 1, 0, 0, 0), Point("YEAR-MO-DA", 1, 0, 0, 0))
    assert chart((with_timeline(report.audits[0], *undated),)) is None


def test_where_there_are_many_cells_what_is_done_is_left_out(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.reports.maps._CROWDED", 1)
    done = report.audits[1]
    better = replace(
        report, audits=(*report.audits, replace(done, document="declaration", locale="fr"))
    )
    documents, declaration = heat_maps(better)
    assert "news" in documents.columns, "it is complete everywhere, and this map says so"
    assert [locale for locale, _ in declaration.rows] == ["es", "ar", "zh-Hans"]
    assert declaration.left_out == 1
