"""The report as JUnit XML, which continuous integration shows as tests that pass or fail.

There is no standard; this is the shape that Jenkins, GitLab and GitHub's test reporters agree
on: a suite a catalog, a case a paragraph, one failure a case. It is valid by the schema of Jenkins'
xUnit plugin (``junit-10.xsd``), which lets a suite name its file, and not a case.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from pipeline.model import Finding, Severity, State
from pipeline.reports.lines import Line, stood, tame, told, unreadable
from pipeline.stages.audit import Audit, Report


def junit(report: Report, least: Severity = Severity.ERROR) -> bytes:
    """Paragraphs with findings of at least a severity fail, those without translation are skipped.

    A catalog that cannot be read is a suite with one error.
    """
    suites = [_suite(audit, least) for audit in report.audits]
    if report.findings:
        case = Element("testcase", name="settings", classname="project")
        _fail(case, [stood("", 1, "", finding) for finding in report.findings], least)
        suites.insert(0, _counted("testsuite", "project", [case]))
    for failure in report.failures:
        words = tame(unreadable(failure).words)
        name = f"{failure.locale}.{failure.document}"
        case = Element("testcase", name="can be read", classname=name)
        SubElement(case, "error", type="unreadable", message=words).text = words
        suites.append(_counted("testsuite", f"{failure.locale}/{failure.document}", [case]))
    whole = _counted("testsuites", report.title, suites)
    del whole.attrib["skipped"]  # which only a suite has
    ElementTree.indent(whole)
    document: bytes = ElementTree.tostring(whole, encoding="utf-8", xml_declaration=True)
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
    suite = _counted("testsuite", f"{audit.locale}/{audit.document}", cases)
    suite.set("file", tame(audit.path))
    return suite


def _case(
    audit: Audit, name: str, line: int, findings: Sequence[Finding], least: Severity
) -> Element:
    document = tame(audit.document)
    case = Element("testcase", name=tame(name), classname=f"{audit.locale}.{document}")
    _fail(case, [stood(audit.path, line, "", finding) for finding in findings], least)
    return case


def _fail(case: Element, several: Sequence[Line], least: Severity) -> None:
    """Have a case fail by the grave ones among its findings, if there are any."""
    grave = [e for e in several if e.finding.severity >= least and not e.finding.waived]
    if grave:
        first = grave[0].finding
        failure = SubElement(case, "failure", type=tame(first.check), message=tame(first.words))
        failure.text = "\n".join(map(told, grave))


def _counted(tag: str, name: str, parts: Sequence[Element]) -> Element:
    """An element over its parts, with their number and the numbers of what became of them."""
    kinds = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    cases = [case for part in parts for case in part.iter("testcase")]
    counts = {
        attribute: str(sum(case.find(kind) is not None for case in cases))
        for attribute, kind in kinds.items()
    }
    whole = Element(tag, {"name": tame(name), "tests": str(len(cases)), **counts})
    whole.extend(parts)
    return whole
