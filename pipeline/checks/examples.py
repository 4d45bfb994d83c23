"""A check's examples as messages, for the tests and for the page that documents the checks."""

from __future__ import annotations

from pipeline.checks.declared import Check, Example
from pipeline.checks.options import Options
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
