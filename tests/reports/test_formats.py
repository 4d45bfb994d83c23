import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Certainty, Finding, Severity
from pipeline.reports.junit import junit
from pipeline.reports.lines import github, tame, text
from pipeline.reports.sarif import sarif
from pipeline.stages.audit import Report

NASTY = "100 %: a,b\n::error::x\x1b[31m\u202e\x00"


@pytest.fixture
def nasty(report: Report) -> Report:
    """A report whose findings say what a stranger would like a terminal or a parser to do."""
    return _said(report, NASTY)


def _said(report: Report, words: str) -> Report:
    """The report with other words in all findings of paragraphs."""
    return replace(
        report,
        audits=tuple(
            replace(
                audit,
                entries=tuple(
                    replace(e, findings=tuple(replace(f, words=words) for f in e.findings))
                    for e in audit.entries
                ),
            )
            for audit in report.audits
        ),
    )


def test_text_says_file_and_line_as_compilers_do(report: Report) -> None:
    lines = text(report).splitlines()
    assert lines[0] == (
        "po/sw/news.po:12: error: The catalog cannot be read: msgid without msgstr. Mend it. "
        "[unreadable]"
    )
    assert "po/es/declaration.po:1: warning: There is no Language-Team. [header-field]" in lines
    assert (
        "po/ar/declaration.po:17: error: The number 19 became 9. [number-mismatch] "
        "article 1, paragraph 1" in lines
    )
    assert not any("quotes" in line for line in lines), "what is waived is not told"
    assert sum(": error: " in line for line in lines) == 4


def test_what_is_not_translated_does_not_bury_what_is(report: Report) -> None:
    missing = [f"po/es/news.po:{line}" for line in (3, 7, 11, 15, 19, 23)]
    found = Finding(
        "untranslated", Severity.INFO, Certainty.CERTAIN, "There is none yet.", "news", "es"
    )
    other = replace(found, check="number-mismatch", words="The number 9 is gone.")
    many = [replace(found, where=where) for where in missing]
    said = text(replace(report, findings=(*many, replace(other, where="po/es/news.po:27"))))
    about = [line for line in said.splitlines() if line.startswith("po/es/news.po")]
    assert about == [
        *(f"{where}: info: There is none yet. [untranslated]" for where in missing[:3]),
        "po/es/news.po:15: info: 3 more messages have no translation yet. [untranslated]",
        "po/es/news.po:27: info: The number 9 is gone. [number-mismatch]",
    ]
    few = text(replace(report, findings=tuple(many[:4])))
    assert "more messages" not in few, "a line for one more is no shorter than the one itself"


def test_github_gets_the_gravest_first(report: Report) -> None:
    lines = github(report).splitlines()
    assert lines[0].startswith("::error file=po/sw/news.po,line=12,title=unreadable::")
    assert [line.split()[0] for line in lines] == ["::error"] * 4 + ["::warning"] * 6


def test_no_words_break_out_of_their_line(nasty: Report) -> None:
    for lines in (text(nasty), github(nasty)):
        assert lines.isprintable() or set(re.findall(r"[^ -~]", lines)) == {"\n"}
        assert len(lines.splitlines()) == lines.count("\n")
        assert "<U+001B>" in lines
        assert "<U+202E>" in lines
    assert "100 %25" in github(nasty)


@given(st.text())
def test_what_is_tamed_prints_on_one_line(words: str) -> None:
    assert "\n" not in tame(words)
    assert "\x1b" not in tame(words)
    assert all(char.isprintable() or char.isspace() for char in tame(words))


def test_sarif_marks_the_lines_of_the_catalogs(report: Report) -> None:
    run = json.loads(sarif(report))["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        # §3.27.6: ruleIndex is an index into the driver's rules.
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        assert result["locations"][0]["physicalLocation"]["region"]["startLine"] >= 1
    arabic = next(
        result
        for result in run["results"]
        if result["ruleId"] == "number-mismatch"
        and result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"].startswith("ar/")
    )
    place = arabic["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "po/ar/declaration.po"
    assert place["region"] == {"startLine": 17}
    waived = [result for result in run["results"] if "suppressions" in result]
    assert {result["suppressions"][0]["justification"] for result in waived} == {"A name."}


def test_a_message_of_sarif_has_neither_placeholders_nor_links(report: Report) -> None:
    """§3.11.5 and §3.11.6: braces are doubled, and brackets that would make a link escaped."""
    (run,) = json.loads(sarif(_said(report, "{0} is not [here](http://example.org) \u202e")))[
        "runs"
    ]
    words = {result["message"]["text"].partition(" (")[0] for result in run["results"]}
    assert "{{0}} is not [here\\](http://example.org) <U+202E>" in words


def test_a_result_of_sarif_is_the_same_when_lines_move(report: Report) -> None:
    def prints(report: Report) -> list[str]:
        results = json.loads(sarif(report))["runs"][0]["results"]
        return [result["partialFingerprints"]["finding/v1"] for result in results]

    moved = replace(
        report,
        audits=tuple(
            replace(audit, entries=tuple(replace(e, line=e.line + 7) for e in audit.entries))
            for audit in report.audits
        ),
    )
    assert prints(moved) == prints(report)
    assert len(set(prints(report))) == len(prints(report))


def test_junit_fails_a_paragraph_and_skips_a_gap(report: Report) -> None:
    suites = ElementTree.fromstring(junit(report))
    spanish = suites[0]
    assert (spanish.get("name"), spanish.get("tests")) == ("es/declaration", "5")
    assert (spanish.get("failures"), spanish.get("skipped")) == ("1", "1")
    case = spanish.find("testcase[failure]")
    assert case is not None
    assert case.get("name") == "article 1, paragraph 1"
    failure = case.find("failure")
    assert failure is not None
    assert failure.get("type") == "number-mismatch"
    assert failure.text is not None
    assert failure.text.startswith("po/es/declaration.po:17: error: The number 19 became 9.")
    assert suites[-1].get("errors") == "1"


def test_junit_has_nothing_that_jenkins_refuses(report: Report) -> None:
    """Its xUnit plugin validates: no file or line of a case, nothing skipped of the whole."""
    suites = ElementTree.fromstring(junit(report))
    assert set(suites.keys()) == {"name", "tests", "failures", "errors"}
    assert {key for case in suites.iter("testcase") for key in case.keys()} == {  # noqa: SIM118
        "name",
        "classname",
    }
    assert suites[0].get("file") == "po/es/declaration.po"


def test_junit_is_xml_whatever_was_written(nasty: Report) -> None:
    assert ElementTree.fromstring(junit(nasty)).tag == "testsuites"


def test_a_clean_project_has_nothing_to_tell(clean: Report) -> None:
    assert text(clean) == github(clean) == ""
    assert json.loads(sarif(clean))["runs"][0]["results"] == []
    assert ElementTree.fromstring(junit(clean))[0].get("failures") == "0"
