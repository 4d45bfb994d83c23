from dataclasses import replace

from pipeline.catalogs import po
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
)
from pipeline.reports import inpo

MESSAGE = Message(
    Segment("first", "Museums share.", Place(((Part.ARTICLE, 1),))),
    "Los museos comparten.",
    State.TRANSLATED,
    comments=("My own note.", "| memory: from the news"),
)
CATALOG = Catalog(
    "declaration", "es", (MESSAGE,), (("Language", "es"),), ("Spanish of the declaration",)
)


def finding(key: str = "first", **more: object) -> Finding:
    words = "The number 19 became 9:\n| finding: no."
    return replace(
        Finding("number-mismatch", Severity.ERROR, Certainty.CERTAIN, words, key=key),
        **more,  # type: ignore[arg-type]
    )


def test_a_finding_stands_above_its_message_after_the_translators_own_words() -> None:
    written = inpo.put(CATALOG, [finding()])
    assert written.messages[0].comments == (
        "My own note.",
        "| memory: from the news",
        "| finding: error: The number 19 became 9:<U+000A>| finding: no. [number-mismatch]",
    )


def test_one_about_the_catalog_stands_above_the_header() -> None:
    written = inpo.put(CATALOG, [finding("")])
    assert len(written.header_comments) == 2
    assert written.messages == CATALOG.messages


def test_writing_twice_is_writing_once_and_cleaning_leaves_no_trace() -> None:
    once = inpo.put(CATALOG, [finding(), finding("")])
    assert inpo.put(once, [finding(), finding("")]) == once
    assert inpo.put(once, []) == CATALOG
    assert inpo.clean(once) == CATALOG
    assert po.write(inpo.clean(once)) == po.write(CATALOG)


def test_they_survive_the_file() -> None:
    once = inpo.put(CATALOG, [finding(), finding("")])
    again = po.read(po.write(once), path="po/es/declaration.po", document="declaration")
    assert inpo.clean(again).messages == CATALOG.messages


def test_what_is_waived_or_seen_anyway_is_left_out() -> None:
    waived = finding(waived="It is a name.")
    assert inpo.put(CATALOG, [waived, finding(check="fuzzy")]) == CATALOG
