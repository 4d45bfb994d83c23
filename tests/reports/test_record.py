import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from pipeline.reports import record, shape
from pipeline.reports.changes import LanguageChanges, brief, since
from pipeline.stages.audit import Report

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "report.schema.json"
REMEDY = (
    "Write it anew: python -c 'import sys; from pipeline.reports.shape import schema; "
    "sys.stdout.buffer.write(schema())' > docs/report.schema.json"
)


def test_the_published_schema_is_the_one_we_write_by() -> None:
    assert SCHEMA.read_bytes() == shape.schema(), REMEDY


@pytest.mark.parametrize("which", ["report", "clean"])
def test_a_report_is_valid_and_can_be_read_again(
    which: str, request: pytest.FixtureRequest
) -> None:
    data = record.write(record.record(request.getfixturevalue(which)))
    schema = json.loads(shape.schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(data))
    assert record.read(data) == record.record(request.getfixturevalue(which))


def test_it_holds_what_the_page_holds(report: Report) -> None:
    spanish = json.loads(record.write(record.record(report)))["languages"][0]
    assert (spanish["locale"], spanish["own_name"], spanish["direction"]) == (
        "es",
        "español",
        "ltr",
    )
    document = spanish["documents"][0]
    assert document["path"] == "po/es/declaration.po"
    assert [blocker["reason"] for blocker in document["blockers"]] == [
        "stale",
        "incomplete",
        "findings",
    ]
    message = document["messages"][1]
    assert (message["line"], message["place"]) == (17, "article 1, paragraph 1")
    finding = message["findings"][0]
    start, end = finding["target_spans"][0]
    assert message["target"][start:end] == "9"
    assert document["messages"][2]["drift"]["grade"] == "substantive"


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b"\xff", b'{"format":"other/1"}'])
def test_what_is_no_report_is_not_taken_for_one(data: bytes) -> None:
    assert record.read(data) is None


def changes(before: Report, now: Report) -> tuple[LanguageChanges, ...]:
    return since(brief(record.record(before)), brief(record.record(now))).languages


def test_changes_are_what_came_and_what_went(report: Report) -> None:
    fewer = tuple(
        replace(
            audit,
            entries=tuple(
                replace(entry, findings=tuple(f for f in entry.findings if f.check != "quotes"))
                if audit.locale != "es"
                else replace(entry, findings=())
                for entry in audit.entries
            ),
        )
        for audit in report.audits
    )
    before = replace(report, audits=fewer)
    (spanish,) = changes(before, report)
    assert [change.check for change in spanish.came] == ["number-mismatch", "space-doubled"]
    assert spanish.went == ()
    (back,) = changes(report, before)
    assert [change.place for change in back.went] == ["article 1, paragraph 1"] * 2


def test_the_same_report_has_no_changes(report: Report) -> None:
    assert changes(report, report) == ()


def test_a_language_that_is_new_says_so(report: Report) -> None:
    before = replace(report, audits=report.audits[2:])
    assert [(c.locale, c.before) for c in changes(before, report)] == [("es", None)]
