"""Every check's examples, run: they are its tests and its documentation."""

import pytest

from pipeline.checks.declared import Check, Example
from pipeline.checks.options import Options
from pipeline.checks.registry import CHECKS
from pipeline.checks.runner import run
from pipeline.locales import Locale
from pipeline.model import Catalog, Finding, Message, Place, Segment, State

KEY = "example"


def findings_of(check: Check, example: Example) -> tuple[Finding, ...]:
    """What one check says about one of its examples, in a catalog with the messages beside it."""
    place = Place.parse(example.place) if example.place else None
    segment = Segment(KEY, example.source, place or Place(()))
    messages = [Message(segment, example.target, State(example.state or State.TRANSLATED))]
    for number, (source, target) in enumerate(example.beside):
        messages.append(Message(Segment(f"beside-{number}", source), target, State.TRANSLATED))
    tag = Locale.parse(example.locale).bcp47
    catalog = Catalog("examples", tag, tuple(messages), header=example.header)
    options = Options(
        on=frozenset((check.id,)),
        names=frozenset(example.names),
        glossary=example.glossary,
        speller=frozenset(example.dictionary).__contains__ if example.dictionary else None,
    )
    found = run([catalog], options, checks=(check,))
    return tuple(finding for finding in found if finding.key in ("", KEY))


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
