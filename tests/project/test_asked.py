"""What the project asks of its checks: settings that name some, and waivers."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import DeclarationError, SettingsError
from pipeline.locales import Locale
from pipeline.model import Finding
from pipeline.project.asked import asked
from pipeline.project.report import gather
from pipeline.project.workspace import Workspace
from tests.changing import add_settings, edit

SPANISH, GREEK = Locale.parse("es"), Locale.parse("el")
PROJECT = """
[[checks.waivers]]
check = "doubled-space"
reason = "house style"

[[ checks.waivers ]]  # nobody has these
check = "micro-sign"
reason = "house style"

[[checks.waivers]]
check = "negation"
reason = "until then"
expires = 2026-01-01
"""

Run = Callable[..., tuple[int, str, str]]


def add(sample: Path, text: str) -> Workspace:
    add_settings(sample, text)
    return Workspace.open(sample)


def line_of(sample: Path, words: str) -> int:
    lines = (sample / "declaration.toml").read_text("utf-8").splitlines()
    return 1 + next(n for n, line in enumerate(lines) if words in line)


@pytest.mark.parametrize(
    "text",
    [
        '[checks]\ndisable = ["speling"]\n',
        '[languages.es]\ndisable = ["speling"]\n',
        '[[checks.waivers]]\ncheck = "speling"\nreason = "theirs"\n',
    ],
)
def test_a_check_that_does_not_exist_is_an_error_in_the_settings(sample: Path, text: str) -> None:
    workspace = add(sample, f"\n{text}")
    with pytest.raises(SettingsError, match=r"declaration\.toml:\d+: there is no check 'speling'"):
        asked(workspace, [GREEK])


def test_a_check_that_does_not_exist_is_an_error_in_a_waiver(sample: Path) -> None:
    path = sample / "po" / "es" / "news.waivers.toml"
    path.write_text('\n[[waiver]]\ncheck = "speling"\nreason = "theirs"\n', "utf-8")
    with pytest.raises(DeclarationError, match=r"news\.waivers\.toml:2: there is no check 'spe"):
        asked(Workspace.open(sample), [SPANISH])


def test_a_language_that_the_project_does_not_have_is_an_error_in_the_settings(
    sample: Path,
) -> None:
    workspace = add(sample, "\n[languages.sp]\ncoverage = 80\n")
    with pytest.raises(SettingsError, match=r"declaration\.toml:\d+: 'sp' is not in po/LINGUAS"):
        asked(workspace, [SPANISH])


@pytest.mark.parametrize("name", ["sp", "not a language"])
def test_neither_may_a_waiver_name_one(sample: Path, name: str) -> None:
    waiver = f'[[checks.waivers]]\ncheck = "term"\nreason = "a"\nlocale = "{name}"\n'
    workspace = add(sample, f"\n{waiver}")
    with pytest.raises(SettingsError, match=rf"declaration\.toml:\d+: .*'{name}'"):
        asked(workspace, [SPANISH])


def test_a_waiver_of_the_whole_project(sample: Path) -> None:
    text = '\n[[checks.waivers]]\ncheck = "dash-style"\nreason = "house style"\nlocale = "es"\n'
    options = asked(add(sample, text), [SPANISH, GREEK])
    (waiver,) = options[SPANISH].waivers
    assert (waiver.check, waiver.reason, waiver.locale) == ("dash-style", "house style", "es")
    assert waiver.where == f"declaration.toml:{line_of(sample, '[[checks.waivers]]')}"
    assert options[GREEK].waivers == ()


@pytest.fixture
def waiving(sample: Path) -> Workspace:
    """A project whose waivers match in one language, match nowhere, and have ended."""
    path = sample / "po" / "es" / "news.po"
    edit(path, 'msgstr "Los museos', 'msgstr "Los  museos')
    return add(sample, PROJECT)


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.check, finding.where) for finding in findings]


def test_a_waiver_of_the_project_is_idle_only_where_it_matches_in_no_language(
    waiving: Workspace,
) -> None:
    report = gather(waiving, waiving.locales)
    (waived,) = (f for f in report.all_findings if f.waived)
    assert (waived.check, waived.locale) == ("doubled-space", "es")
    assert told(report.findings) == [
        ("waiver-idle", f"declaration.toml:{line_of(waiving.root, 'nobody has these')}"),
        ("waiver-expired", f"declaration.toml:{line_of(waiving.root, 'nobody has') + 4}"),
    ]
    assert not any("waiver" in f.check for audit in report.audits for f in audit.all_findings)
    assert {"waiver-idle", "waiver-expired"} <= {each.check for each in report.explanations}


def test_who_looks_at_one_language_cannot_tell_that_a_waiver_matches_nowhere(
    waiving: Workspace,
) -> None:
    report = gather(waiving, [GREEK])
    assert [check for check, _ in told(report.findings)] == ["waiver-expired"]


def test_it_is_told_once_and_with_its_own_file_and_line(
    waiving: Workspace, declaration: Run
) -> None:
    _, out, _ = declaration(waiving.root, "check")
    line = line_of(waiving.root, "nobody has these")
    (said,) = (each for each in out.splitlines() if "waiver-idle" in each)
    assert said.startswith(f"declaration.toml:{line}: warning: A waiver of 'micro-sign' no longer")
