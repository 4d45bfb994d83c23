"""docs/checks.md is what its maker writes."""

import json

from pipeline.checks.registry import CHECKS
from tools import checks_page


def test_the_page_is_not_stale():
    figures = json.loads(checks_page.FIGURES.read_text("utf-8"))
    assert checks_page.PAGE.read_text("utf-8") == checks_page.page(figures), (
        "run: python -m tools.checks_page"
    )


def test_every_check_has_a_section_that_a_finding_can_link_to():
    page = checks_page.PAGE.read_text("utf-8")
    assert all(f"\n### {check.id}\n" in page for check in CHECKS)
