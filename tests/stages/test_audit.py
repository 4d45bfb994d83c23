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
from pipeline.settings import ReleaseSettings, parse
from pipeline.stages import review
from pipeline.stages.audit import Audit, Report, audit
from pipeline.stages.blocking import Reason, policy_for

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
def test_the_required_parts_block_whatever_the_percentage(
    messages: tuple[Message, ...], expected: list[Reason]
) -> None:
    policy = ReleaseSettings(coverage=0)
    assert reasons(audit(TEMPLATE, catalog(*messages), policy=policy)) == expected


def test_the_policy_may_ask_for_a_share_of_the_words_and_for_nothing_stale() -> None:
    stale = replace(COMPLETE[2], state=State.FUZZY)
    policy = ReleaseSettings(coverage=90, stale="block")
    audited = audit(TEMPLATE, catalog(*COMPLETE[:2], stale), policy=policy)
    assert reasons(audited) == [Reason.STALE, Reason.INCOMPLETE]
    assert audited.blockers[0].keys == ("about",)


@pytest.mark.parametrize(
    ("found", "policy", "blocked"),
    [
        (finding("first"), ReleaseSettings(), True),
        (finding(""), ReleaseSettings(), True),
        (finding("first", Severity.WARNING), ReleaseSettings(), False),
        (finding("first", Severity.WARNING), ReleaseSettings(findings="warning"), True),
        (finding("first", waived="the year is meant"), ReleaseSettings(), False),
        (finding("first"), ReleaseSettings(findings="none"), False),
    ],
    ids=["error", "catalog", "warning", "strict", "waived", "never"],
)
def test_findings_block_from_the_severity_on_that_the_policy_names(
    found: Finding, policy: ReleaseSettings, blocked: bool
) -> None:
    audited = audit(TEMPLATE, catalog(*COMPLETE), [found], policy=policy)
    assert reasons(audited) == ([Reason.FINDINGS] if blocked else [])


def test_what_is_gravest_and_surest_comes_first_and_what_is_waived_last() -> None:
    waived, guess = finding("first", waived="meant"), replace(finding("first"), words="Perhaps.")
    guess = replace(guess, certainty=Certainty.GUESS)
    warning = finding("first", Severity.WARNING)
    audited = audit(TEMPLATE, catalog(*COMPLETE), [waived, warning, guess, finding("first")])
    assert audited.entries[1].findings == (finding("first"), guess, warning, waived)


def test_translations_of_english_that_is_gone_are_counted() -> None:
    gone = Message(Segment("gone", "Museums sell."), "Venden.", State.OBSOLETE)
    assert audit(TEMPLATE, catalog(*COMPLETE, gone)).obsolete == 1


@pytest.mark.parametrize(("coverage", "blocked"), [(71.4, []), (71.5, [Reason.INCOMPLETE])])
def test_a_share_of_words_is_not_rounded(coverage: float, blocked: list[Reason]) -> None:
    # Five words of seven are 71.43 in a hundred.
    policy = ReleaseSettings(coverage=coverage, required=())
    assert reasons(audit(TEMPLATE, catalog(COMPLETE[0], COMPLETE[2]), policy=policy)) == blocked


def test_of_many_parts_that_lack_something_the_first_few_are_named() -> None:
    articles = tuple(
        Segment(f"a{n}", "Museums share.", Place(((Part.ARTICLE, n),))) for n in range(1, 7)
    )
    audited = audit(Template("declaration", (TITLE, *articles)), catalog())
    assert audited.blockers[0].words == (
        "7 paragraphs without a translation in the title, article 1, article 2, article 3 "
        "and 3 more."
    )


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


def test_a_review_that_the_policy_asks_for_blocks_until_it_is_given() -> None:
    policy = ReleaseSettings(review=("legal",), review_parts=("article",))
    texts = catalog(*COMPLETE)
    unsealed = review.review(TEMPLATE, texts, ())
    audited = audit(TEMPLATE, texts, review=unsealed, policy=policy)
    assert reasons(audited) == [Reason.UNREVIEWED]
    assert audited.blockers[0].keys == ("first",)
    assert not audited.entries[1].reviewed
    seals = review.approve((), COMPLETE[1:2], "Ana", "2026-03-02", review.ReviewClass.LEGAL)
    sealed = review.review(TEMPLATE, texts, seals)
    audited = audit(TEMPLATE, texts, review=sealed, policy=policy)
    assert audited.final
    assert audited.entries[1].reviewed


def test_a_language_may_have_a_policy_of_its_own() -> None:
    settings = parse('[release]\nfindings = "warning"\n[languages.hi]\ncoverage = 50\n')
    assert policy_for(settings, "hi") == ReleaseSettings(findings="warning", coverage=50)
    assert policy_for(settings, "es") == ReleaseSettings(findings="warning")
