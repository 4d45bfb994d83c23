"""A document in one language as a web page that stands on its own."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline import words
from pipeline.errors import UsageError
from pipeline.formats.inline import plain
from pipeline.locales import Locale
from pipeline.model import Document
from pipeline.typeset.imprint import Imprint
from pipeline.web.page import Page, compose


def render(
    document: Document,
    imprint: Imprint = Imprint(),  # noqa: B008 - frozen
    *,
    languages: Sequence[tuple[str, str]] = (),
    downloads: Sequence[tuple[str, str]] = (),
) -> str:
    """The page of a document: HTML that is readable anywhere and fetches nothing.

    ``imprint`` is the same as the PDF's. ``languages`` are the other translations as pairs of
    BCP 47 tag and address, ``downloads`` pairs of a name (``PDF``) and an address; addresses
    are relative to the page. What a translator wrote is escaped, whatever it is.
    """
    from pipeline.publish.blocks import Writer

    locale = Locale.parse(document.locale)
    writer = Writer(document, imprint.images)
    title = writer.title()
    page = Page(
        title=plain(document.title.markdown),
        locale=locale.bcp47,
        direction=locale.direction,
        alternates=tuple(languages),
    )
    return compose(
        "pipeline.publish",
        "render",
        page,
        document=document,
        title=title,
        date=_date(document.meta.date, document),
        body=writer.body(),
        languages=[(Locale.parse(tag), address) for tag, address in languages],
        downloads=downloads,
        draft=_draft(imprint, document) if imprint.draft else None,
        official=_official(document),
        facts=_facts(imprint, document),
    )


def _draft(imprint: Imprint, document: Document) -> tuple[words.Phrase, words.Phrase, str]:
    draft, done = (words.phrase(n, document.locale, document.words) for n in ("draft", "coverage"))
    return draft, done, words.percent(imprint.coverage, document.locale, document.words)


def _official(document: Document) -> tuple[words.Phrase, words.Phrase] | None:
    official = document.meta.official_language
    if not official or Locale.parse(official) == Locale.parse(document.locale):
        return None
    name = words.language_name(official, document.locale)
    return words.phrase("official", document.locale, document.words), name


def _facts(imprint: Imprint, document: Document) -> list[tuple[words.Phrase, str]]:
    """What the foot of the page says: credits first, then where the text comes from."""
    tag = document.locale
    facts = {
        "translation": ", ".join(imprint.translators),
        "review": ", ".join(imprint.reviewers),
        "publisher": imprint.publisher,
        "date": _date(imprint.date, document),
        "version": imprint.source_version,
        "coverage": words.percent(imprint.coverage, tag, document.words)
        if imprint.catalog_hash
        else "",
        "catalog": imprint.catalog_hash[:16],
        "licence": imprint.licence,
    }
    said = {name: value for name, value in facts.items() if value}
    return [(words.phrase(name, tag, document.words), value) for name, value in said.items()]


def _date(iso: str, document: Document) -> str:
    """The date in the locale's words; as it is where it is none."""
    try:
        return words.calendar_date(iso, document.locale, document.words) if iso else ""
    except UsageError:
        return iso
