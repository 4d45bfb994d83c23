"""Inline Markdown and runs of plain text → escaped HTML."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pipeline.errors import UsageError
from pipeline.formats.inline import Span, spans
from pipeline.locales import Locale

if TYPE_CHECKING:
    from markupsafe import Markup

# Schemes that a link may have; one without a scheme stays on the site.
SCHEMES = frozenset({"", "http", "https", "mailto"})


def html(
    markdown: str,
    notes: Mapping[str, str] | None = None,
    called: set[str] | None = None,
    places: Collection[str] | None = None,
) -> Markup:
    """A text as HTML. ``notes`` gives the number that calls each footnote, by its label.

    A note's call is ``<a href="#note-LABEL">``, the first one with ``id="call-LABEL"``: the
    labels that have been called are kept in ``called``. The note itself is not written here. A
    call of a note that is not in ``notes`` shows its label. A link within the page that leads to
    none of its ``places`` is none, where these are known.
    """
    from markupsafe import Markup

    parts = Markup()
    called = set() if called is None else called
    for link, runs in groupby(spans(markdown), key=lambda span: span.link):
        inner = Markup().join(_run(span, notes or {}, called) for span in runs)
        nowhere = places is not None and link.startswith("#") and link[1:] not in places
        if link and not nowhere and urlsplit(link).scheme.lower() in SCHEMES:
            inner = Markup('<a href="{}">{}</a>').format(link, inner)
        parts += inner
    return parts


def language_attributes(tag: str) -> Markup:
    """`` lang="ar" dir="rtl"`` with the space before it; nothing where ``tag`` is no language."""
    from markupsafe import Markup

    try:
        locale = Locale.parse(tag)
    except UsageError:
        return Markup()
    return Markup(' lang="{}" dir="{}"').format(locale.bcp47, locale.direction)


def _run(span: Span, notes: Mapping[str, str], called: set[str]) -> Markup:
    from markupsafe import Markup, escape

    if span.line_break:
        return Markup("<br>\n")
    if span.note:
        if span.note not in notes:
            return Markup("<sup>{}</sup>").format(span.note)
        anchor = Markup() if span.note in called else Markup(' id="call-{}"').format(span.note)
        called.add(span.note)
        call = Markup('<sup><a{} href="#note-{}" role="doc-noteref">{}</a></sup>')
        return call.format(anchor, span.note, notes[span.note])
    words = escape(span.text)
    for wanted, tag in ((span.code, "code"), (span.emphasis, "em"), (span.strong, "strong")):
        if wanted:
            words = Markup(f"<{tag}>{{}}</{tag}>").format(words)
    if span.ruby:
        reading = "<ruby>{}<rp>(</rp><rt>{}</rt><rp>)</rp></ruby>"
        words = Markup(reading).format(words, span.ruby)
    if span.locale:
        words = Markup("<span{}>{}</span>").format(language_attributes(span.locale), words)
    return words
