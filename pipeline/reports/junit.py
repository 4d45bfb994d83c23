"""The report as JUnit XML, which continuous integration shows as tests that pass or fail.

There is no standard; this is the shape that Jenkins, GitLab and GitHub's test reporters agree
on: a suite a catalog, a case a paragraph, one failure a case.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from pipeline.model import Finding, Severity, State
from pipeline.reports.lines import tame, unreadable
from pipeline.stages.audit import Audit, Report


def junit(report: Report, least: Severity = Severity.ERROR) -> bytes:
    """Paragraphs with findings of at least a severity fail, those without translation are skipped.

    A catalog that cannot be read is a suite with one error.
    """
    suites = Element("testsuites", name=tame(report.title))
    for audit in report.audits:
        suites.append(_suite(audit, least))
    for failure in report.failures:
        words = tame(unreadable(failure).words)
        name = f"{failure.locale}.{failure.document}"
        case = Element("testcase", name="can be read", classname=name)
        SubElement(case, "error", type="unreadable", message=words).text = words
        suites.append(_counted(f"{failure.locale}/{failure.document}", [case]))
    ElementTree.indent(suites)
    document: bytes = ElementTree.tostring(suites, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _suite(audit: Audit, least: Severity) -> Element:
    cases = []
    if audit.findings:
        cases.append(_case(audit, "catalog", 1, audit.findings, least))
    for entry in audit.entries:
        name = str(entry.segment.place) or entry.key
        case = _case(audit, name, entry.line or 1, entry.findings, least)
        if not len(case) and entry.state is State.UNTRANSLATED:
            SubElement(case, "skipped", message="There is no translation yet.")
        cases.append(case)
    return _counted(f"{audit.locale}/{audit.document}", cases)


def _case(
    audit: Audit, name: str, line: int, findings: Sequence[Finding], least: Severity
) -> Element:
    path, document = tame(audit.path), tame(audit.document)
    place = {"name": tame(name), "classname": f"{audit.locale}.{document}"}
    case = Element("testcase", place, file=path, line=str(line))
    grave = [f for f in findings if f.severity >= least and not f.waived]
    if grave:
        failure = SubElement(case, "failure", type=grave[0].check, message=tame(grave[0].words))
        failure.text = "\n".join(
            f"{path}:{line}: {f.severity.name.lower()}: {tame(f.words)} [{f.check}]" for f in grave
        )
    return case


def _counted(name: str, cases: Sequence[Element]) -> Element:
    kinds = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    counts = {
        attribute: str(sum(case.find(kind) is not None for case in cases))
        for attribute, kind in kinds.items()
    }
    suite = Element("testsuite", {"name": tame(name), "tests": str(len(cases)), **counts})
    suite.extend(cases)
    return suite
