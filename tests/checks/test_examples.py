"""Every check's examples, run: they are its tests and its documentation."""

import pytest

from pipeline.checks.declared import Check, Example
from pipeline.checks.examples import findings_of
from pipeline.checks.registry import CHECKS


def cases(kind: str):
    return [
        pytest.param(check, example, id=f"{check.id}-{example.locale}-{example.target[:24]}")
        for check in CHECKS
        for example in getattr(check, kind)
    ]


@pytest.mark.parametrize(("check", "example"), cases("good"))
def test_a_good_example_is_passed_in_silence(check: Check, example: Example):
    assert findings_of(check, example) == ()


@pytest.mark.parametrize(("check", "example"), cases("bad"))
def test_a_bad_example_is_found(check: Check, example: Example):
    found = findings_of(check, example)
    assert found, "not found"
    assert {finding.check for finding in found} == {check.id}, found
    if example.codes:
        assert tuple(finding.code for finding in found) == example.codes
    if example.fixed:
        assert found[0].proposal == example.fixed


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_every_check_is_declared_in_full(check: Check):
    assert check.rationale.endswith(".")
    assert check.summary.endswith(".")
    assert check.good, "no good example"
    assert check.bad, "no bad example"
    assert check.id == check.id.lower().replace("_", "-")


def test_no_two_checks_share_an_id():
    ids = [check.id for check in CHECKS]
    assert len(ids) == len(set(ids))
