"""The report as SARIF 2.1.0 (OASIS Standard), so that a code host marks the lines of the PO."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import quote

import msgspec

from pipeline.model import Finding, Severity
from pipeline.reports.lines import Line, every, lines, tame
from pipeline.stages.audit import Report
from pipeline.version import VERSION

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
# The name that code hosts know for the root of a repository.
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(report: Report) -> bytes:
    """One run with a rule for each check that found something; what is waived is suppressed."""
    found = [*lines(report), *(each for each in every(report) if each.finding.waived)]
    rules = list(dict.fromkeys(each.finding.check for each in found))
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
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The project's folder."}}},
        "results": [_result(each, index[each.finding.check]) for each in found],
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


def _result(each: Line, rule: int) -> dict[str, Any]:
    finding = each.finding
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(each.path), "uriBaseId": _ROOT},
            "region": {"startLine": each.line},
        }
    }
    if finding.key:
        name = f"{finding.locale}/{finding.document}/{finding.key}"
        location["logicalLocations"] = [{"name": finding.key, "fullyQualifiedName": name}]
    result = {
        "ruleId": finding.check,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(each.said)},
        "locations": [location],
        "partialFingerprints": {"finding/v1": _fingerprint(finding)},
    }
    if finding.waived:
        result["suppressions"] = [{"kind": "external", "justification": tame(finding.waived)}]
    return result


def _message(words: str) -> str:
    """Plain text of a message (§3.11.5, §3.11.6): nothing in it is a placeholder or a link."""
    return tame(words).replace("{", "{{").replace("}", "}}").replace("](", "\\](")


def _fingerprint(finding: Finding) -> str:
    """What stays the same when lines move: no line, no place, no number of an article."""
    parts = (finding.locale, finding.document, finding.key, finding.check, finding.code)
    return hashlib.sha256("\0".join((*parts, finding.words)).encode("utf-8", "replace")).hexdigest()
