from dataclasses import replace

import pytest

from pipeline.model import (
    Catalog,
    Certainty,
    Finding,
    Message,
    Part,
    Place,
    Segment,
    Severity,
    State,
    Template,
)
from pipeline.stages.audit import Audit, Policy, Reason, Report, audit

TITLE = Segment("title", "A Declaration", Place(((Part.TITLE, 0),)))
FIRST = Segment("first", "Museums share.", Place(((Part.ARTICLE, 1), (Part.PARAGRAPH, 1))))
ABOUT = Segment("about", "About this text", Place(((Part.ABOUT, 0), (Part.PARAGRAPH, 1))))
TEMPLATE = Template("declaration", (TITLE, FIRST, ABOUT))
COMPLETE = (
    Message(TITLE, "Una declaración", State.TRANSLATED),
    Message(FIRST, "Los museos comparten.", State.TRANSLATED),
    Message(ABOUT, "Sobre este texto", State.TRANSLATED),
)


def catalog(*messages: Message) -> Catalog:
    return Catalog("declaration", "es", messages, header=(("Last-Translator", "Ana"),))


def finding(key: str, severity: Severity = Severity.ERROR, waived: str = "") -> Finding:
    return Finding(
        "number-mismatch", severity, Certainty.CERTAIN, "7 is missing.", key=key, waived=waived
    )


def reasons(audited: Audit) -> list[Reason]:
    return [blocker.reason for blocker in audited.blockers]


def test_paragraphs_are_laid_out_in_the_order_of_the_template_with_their_findings() -> None:
    audited = audit(
        TEMPLATE,
        catalog(*reversed(COMPLETE)),
        [finding("first", Severity.INFO), finding("first"), finding("")],
        lines={"first": 40},
    )
    assert [entry.key for entry in audited.entries] == ["title", "first", "about"]
    assert audited.entries[1].line == 40
    assert [f.severity for f in audited.entries[1].findings] == [Severity.ERROR, Severity.INFO]
    assert audited.entries[1].severity is Severity.ERROR
    assert audited.findings == (finding(""),)
    assert len(audited.all_findings) == 3
    assert audited.header_field("Last-Translator") == "Ana"


def test_a_complete_translation_without_findings_is_free_for_release() -> None:
    assert audit(TEMPLATE, catalog(*COMPLETE)).blockers == ()


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ((), [Reason.INCOMPLETE]),
        (COMPLETE[:2], []),
        ((*COMPLETE[:1], replace(COMPLETE[1], state=State.FUZZY)), [Reason.STALE]),
        ((*COMPLETE[:2], replace(COMPLETE[2], state=State.FUZZY)), []),
    ],
    ids=["nothing", "about-missing", "article-fuzzy", "about-fuzzy"],
)
def test_only_the_required_parts_block_by_default(
    messages: tuple[Message, ...], expected: list[Reason]
) -> None:
    assert reasons(audit(TEMPLATE, catalog(*messages))) == expected


def test_the_policy_may_ask_for_a_share_of_the_words_and_for_nothing_stale() -> None:
    stale = replace(COMPLETE[2], state=State.FUZZY)
    policy = Policy(minimum=90, stale_blocks=True)
    audited = audit(TEMPLATE, catalog(*COMPLETE[:2], stale), policy=policy)
    assert reasons(audited) == [Reason.INCOMPLETE, Reason.STALE]
    assert audited.blockers[1].keys == ("about",)


@pytest.mark.parametrize(
    ("found", "policy", "blocked"),
    [
        (finding("first"), Policy(), True),
        (finding(""), Policy(), True),
        (finding("first", Severity.WARNING), Policy(), False),
        (finding("first", Severity.WARNING), Policy(severity=Severity.WARNING), True),
        (finding("first", waived="the year is meant"), Policy(), False),
        (finding("first"), Policy(severity=None), False),
    ],
    ids=["error", "catalog", "warning", "strict", "waived", "never"],
)
def test_findings_block_from_the_severity_on_that_the_policy_names(
    found: Finding, policy: Policy, blocked: bool
) -> None:
    audited = audit(TEMPLATE, catalog(*COMPLETE), [found], policy=policy)
    assert reasons(audited) == ([Reason.FINDINGS] if blocked else [])


def test_a_finding_about_a_message_that_the_template_has_not_is_not_lost() -> None:
    audited = audit(TEMPLATE, catalog(*COMPLETE), [finding("gone", Severity.WARNING)])
    assert audited.findings == (finding("gone", Severity.WARNING),)


def test_a_report_adds_up_the_documents_of_a_language() -> None:
    page = replace(TEMPLATE, document="news")
    report = Report(
        "Museums",
        "2026-03-02",
        "en",
        (audit(TEMPLATE, catalog(*COMPLETE)), audit(page, replace(catalog(), document="news"))),
    )
    assert report.locales == ("es",)
    assert report.documents == ("declaration", "news")
    assert report.tally("es").percent == 50
