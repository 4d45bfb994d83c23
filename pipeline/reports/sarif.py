"""The report as SARIF 2.1.0 (OASIS Standard), so that a code host marks the lines of the PO."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import quote

import msgspec

from pipeline.model import Finding, Severity
from pipeline.reports.lines import lines
from pipeline.stages.audit import Report
from pipeline.version import VERSION

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(report: Report) -> bytes:
    """One run with a rule for each check that found something; what is waived is suppressed."""
    found = [(each.path, each.line, each.place, each.finding) for each in lines(report)]
    for audit in report.audits:
        found += [(audit.path, 1, "", f) for f in audit.findings if f.waived]
        found += [
            (audit.path, entry.line or 1, str(entry.segment.place), finding)
            for entry in audit.entries
            for finding in entry.findings
            if finding.waived
        ]
    rules = list(dict.fromkeys(finding.check for *_, finding in found))
    index = {check: place for place, check in enumerate(rules)}
    explained = {each.check: each for each in report.explanations}
    driver = {
        "name": "declaration",
        "semanticVersion": VERSION,
        "rules": [
            _rule(check, explained[check].summary, explained[check].rationale)
            if check in explained
            else {"id": check}
            for check in rules
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "The project's folder."}}},
        "results": [_result(*each, index[each[3].check]) for each in found],
    }
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"


def _rule(check: str, summary: str, rationale: str) -> dict[str, Any]:
    return {
        "id": check,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": rationale},
        "help": {"text": rationale},
    }


def _result(path: str, line: int, place: str, finding: Finding, rule: int) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(path), "uriBaseId": "ROOT"},
            "region": {"startLine": line},
        }
    }
    if finding.key:
        name = f"{finding.locale}/{finding.document}/{finding.key}"
        location["logicalLocations"] = [{"name": finding.key, "fullyQualifiedName": name}]
    result = {
        "ruleId": finding.check,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.words} ({place})" if place else finding.words},
        "locations": [location],
        "partialFingerprints": {"finding/v1": _fingerprint(finding)},
    }
    if finding.waived:
        result["suppressions"] = [{"kind": "external", "justification": finding.waived}]
    return result


def _fingerprint(finding: Finding) -> str:
    """What stays the same when lines move: no line, no place, no number of an article."""
    parts = (finding.locale, finding.document, finding.key, finding.check, finding.code)
    return hashlib.sha256("\0".join((*parts, finding.words)).encode("utf-8", "replace")).hexdigest()
