"""Findings written into a catalog as comments, where every PO editor shows them.

They are remarks on the topic ``finding`` (see `pipeline.catalogs.remarks`), so that they can be
told from a translator's own comments, are replaced as a whole, and can be taken away again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from pipeline.catalogs import remarks
from pipeline.model import Catalog, Finding, Severity, State
from pipeline.reports.lines import tame
from pipeline.stages.audit import SAID_BY_STATE

TOPIC = "finding"


def put(catalog: Catalog, findings: Iterable[Finding]) -> Catalog:
    """The catalog with these findings, and no earlier ones, as remarks on its messages.

    Those about the whole catalog stand above its header. What a person has waived is left out,
    and so is what an editor shows anyway.
    """
    by_key: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if not finding.waived and finding.check not in SAID_BY_STATE:
            by_key[finding.key].append(finding)
    messages = tuple(
        message
        if message.state is State.OBSOLETE
        else replace(
            message,
            comments=remarks.put(message.comments, TOPIC, map(_said, by_key[message.key])),
        )
        for message in catalog.messages
    )
    above = remarks.put(catalog.header_comments, TOPIC, map(_said, by_key[""]))
    return replace(catalog, messages=messages, header_comments=above)


def clean(catalog: Catalog) -> Catalog:
    """The catalog without any finding that `put` wrote into it; all else stays as it is."""
    return replace(
        catalog,
        messages=tuple(
            replace(message, comments=remarks.without(message.comments, TOPIC))
            for message in catalog.messages
        ),
        header_comments=remarks.without(catalog.header_comments, TOPIC),
    )


def _said(finding: Finding) -> str:
    level = "" if finding.severity is Severity.INFO else f"{finding.severity.name.lower()}: "
    where = f" ({finding.where})" if finding.where else ""
    return tame(f"{level}{finding.words}{where} [{finding.check}]")
