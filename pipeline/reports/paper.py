"""The report on paper, for those who sign there: a document like any other, typeset."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

from pipeline.formats.inline import escape
from pipeline.locales import Locale
from pipeline.model import (
    Align,
    Block,
    Document,
    Finding,
    Heading,
    Item,
    List,
    Meta,
    Paragraph,
    Quote,
    Role,
    Row,
    Section,
    Severity,
    Span,
    Table,
    Text,
)
from pipeline.reports.cards import Card, card, counted, telling
from pipeline.stages.audit import Audit, Report
from pipeline.text.diff import marked

# No font has these, and a report on a fault must not fail on that very fault.
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
_NEEDED = frozenset("\u200c\u200d")
"""The joiners shape the text of many scripts."""
_first = itemgetter(0)
SIGNATORIES = ("Translation", "Language review", "Legal review", "Publication")


def pdf(report: Report) -> bytes:
    """The report as PDF. Raises `FontError` where a language's font is not at hand."""
    from pipeline.typeset import Imprint, typeset

    return typeset(document(report), imprint=Imprint(date=report.date)).pdf


def document(report: Report) -> Document:
    """The report as a document: what blocks, a table of languages, then what is amiss in each."""
    blocks = [
        *_verdict(report),
        *([_list([_said(finding) for finding in report.findings])] if report.findings else []),
        _table(report),
        *(block for locale in report.locales for block in _language(report, locale)),
        Section(Role.SIGNATURES, (Heading(2, Text("Seen and agreed")), _list(SIGNATORIES))),
    ]
    title = f"{_plain(report.title)}: report on the translations"
    return Document("report", Text(title), tuple(blocks), Meta(date=report.date), "en")


def _verdict(report: Report) -> Iterator[Block]:
    yield Heading(2, Text("What blocks the release"))
    if report.final:
        yield _paragraph("Nothing. Every language is ready.")
    for failure in report.failures:
        name = Locale.parse(failure.locale).english_name
        words = f"{failure.document} cannot be read. {failure.where}: {failure.what}."
        yield _paragraph(f"{name}: {words} {failure.remedy}")
    for locale in report.locales:
        blocked = [
            f"{audit.document}: {blocker.words}"
            for audit in report.of_locale(locale)
            for blocker in audit.blockers
        ]
        if blocked:
            yield Paragraph((Text(f"**{Locale.parse(locale).english_name}**"),))
            yield _list(blocked)


def _table(report: Report) -> Table:
    def cells(*words: str) -> Row:
        return Row(tuple(Text(_plain(each)) for each in words))

    rows = []
    for locale in report.locales:
        tally = report.tally(locale)
        failed = sum(failure.locale == locale for failure in report.failures)
        found = [f for a in report.of_locale(locale) for f in a.all_findings if not f.waived]
        rows.append(
            cells(
                Locale.parse(locale).english_name,
                "ready" if report.ready(locale) else "blocked",
                f"{tally.percent_words} %" if tally.total.segments else "–",
                str(tally.fuzzy.segments),
                str(failed + sum(f.severity is Severity.ERROR for f in found)),
                str(sum(f.severity is Severity.WARNING for f in found)),
            )
        )
    head = cells("Language", "Status", "Translated", "To go over", "Errors", "Warnings")
    return Table(head, tuple(rows), (Align.START, Align.START, *[Align.END] * 4))


def _language(report: Report, tag: str) -> Iterator[Block]:
    locale = Locale.parse(tag)
    name = locale.english_name
    if locale.own_name != name:
        name += f" · [{escape(locale.own_name)}]{{lang={locale.bcp47}}}"
    yield Heading(2, Text(name))
    for audit in report.of_locale(tag):
        tally = audit.coverage.tally
        said = f"{tally.translated.segments} of {tally.total.segments} paragraphs translated"
        said += f"; {audit.drift.summary}. " if audit.drift else ". "
        told = [card(audit, entry) for entry in audit.entries if telling(entry)]
        if not (told or audit.findings):
            yield _paragraph(f"{audit.title}: {said}{audit.path}")
            continue
        yield Heading(3, Text(_plain(audit.title)))
        yield _paragraph(said + audit.path)
        if audit.findings:
            yield _list([_said(finding) for finding in audit.findings])
        for each in told:
            yield from _card(each, audit, report.source_locale)


def _card(card: Card, audit: Audit, source_locale: str) -> Iterator[Block]:
    entry = card.entry
    line = f" (line {entry.line})" if entry.line else ""
    yield Heading(4, Text(_plain(f"{card.place}: {card.state}{line}")))
    open_ = [f for f in entry.findings if not f.waived]
    sides = (
        (entry.message.source, source_locale, [s for f in open_ for s in f.source_spans]),
        (entry.message.target, audit.locale, [s for f in open_ for s in f.target_spans]),
    )
    texts = (Text(_strong(words, spans), locale=tag) for words, tag, spans in sides if words)
    yield Quote(tuple(Paragraph((text,)) for text in texts))
    said = [_said(finding) for finding in counted(entry.findings)]
    if card.drift and entry.drift:
        since = f" since {entry.drift.since}" if entry.drift.since else ""
        said.append(f"The source has changed{since}: {marked(entry.drift.pieces, context=4)}")
    if said:
        yield _list(said)


def _said(finding: Finding) -> str:
    level = "waived" if finding.waived else finding.severity.name.lower()
    where = f" ({finding.where})" if finding.where else ""
    reason = f" {finding.waived}" if finding.waived else ""
    return f"{level}: {finding.words}{where} [{finding.check}]{reason}"


def _strong(words: str, spans: Sequence[Span]) -> str:
    """The words as inline Markdown, with the spans in bold where Markdown can say it."""
    edges = sorted({0, len(words)} | {e for s in spans for e in (s.start, s.end)})
    parts = []
    for start, end in pairwise(edge for edge in edges if 0 <= edge <= len(words)):
        piece = words[start:end]
        wrong = any(span.start <= start < span.end for span in spans)
        bold = wrong and piece[0].isalnum() and piece[-1].isalnum()
        parts.append((bold, _plain(piece)))
    # Bold beside bold is one: "**a****b**" is no Markdown.
    joined = ((bold, "".join(words for _, words in run)) for bold, run in groupby(parts, _first))
    return "".join(f"**{words}**" if bold else words for bold, words in joined)


def _plain(words: str) -> str:
    """Inline Markdown that shows these words on one line, the unprintable among them named."""
    return escape(
        "".join(
            f"<U+{ord(char):04X}>"
            if unicodedata.category(char) in _UNPRINTABLE and char not in _NEEDED
            else char
            for char in words
        )
    )


def _paragraph(words: str) -> Paragraph:
    return Paragraph((Text(_plain(words)),))


def _list(several: Sequence[str]) -> List:
    return List(tuple(Item((_paragraph(words),)) for words in several))
