"""Inline Markdown and runs of plain text → escaped HTML."""

from __future__ import annotations

from collections.abc import Mapping
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


def html(markdown: str, notes: Mapping[str, str] | None = None) -> Markup:
    """A text as HTML. ``notes`` gives the number that calls each footnote, by its label.

    A note's call is ``<a href="#note-LABEL" id="call-LABEL">``; the note itself is not written
    here. A call of a note that is not in ``notes`` shows its label.
    """
    from markupsafe import Markup

    parts = Markup()
    for link, runs in groupby(spans(markdown), key=lambda span: span.link):
        inner = Markup().join(_run(span, notes or {}) for span in runs)
        if link and urlsplit(link).scheme.lower() in SCHEMES:
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


def _run(span: Span, notes: Mapping[str, str]) -> Markup:
    from markupsafe import Markup, escape

    if span.line_break:
        return Markup("<br>\n")
    if span.note:
        call = Markup('<sup><a id="call-{0}" href="#note-{0}" role="doc-noteref">{1}</a></sup>')
        if span.note in notes:
            return call.format(span.note, notes[span.note])
        return Markup("<sup>{}</sup>").format(span.note)
    words = escape(span.text)
    for wanted, tag in ((span.code, "code"), (span.emphasis, "em"), (span.strong, "strong")):
        if wanted:
            words = Markup(f"<{tag}>{{}}</{tag}>").format(words)
    if span.locale:
        words = Markup("<span{}>{}</span>").format(language_attributes(span.locale), words)
    return words
