"""Which language a text is in, and where that need not be asked."""

from __future__ import annotations

from collections import defaultdict

import py3langid

from pipeline.locales import Locale
from pipeline.text.identify import ALONE, KNOWN, Identified, identified, tellable


def test_the_languages_that_are_known_are_those_of_the_identifier() -> None:
    assert {code for code, _ in py3langid.rank("a")} == KNOWN


def test_a_script_is_alone_where_no_other_language_in_it_would_be_told() -> None:
    written = defaultdict(set)
    for code in KNOWN:
        written[Locale(code).written].add(code)
    assert all(len(written[script]) == 1 for script in ALONE - {"Grek", "Hebr"})
    assert identified("Ἐν ἀρχῇ ἦν ὁ λόγος.", "el") == Identified("grc", 0.0)  # kin
    assert identified("בראשית ברא אלהים את השמים ואת הארץ", "he") == Identified("he", 0.0)


def test_what_no_script_tells_is_told_by_the_words() -> None:
    assert tellable(Locale.parse("fr"))
    assert not tellable(Locale.parse("th"))
    found = identified("Jeder Mensch hat das Recht auf Leben und Freiheit.", "fr")
    assert found is not None
    assert found.language == "de"
    assert found.margin > 0.25
    assert identified("Ogni omu hà dirittu à a vita.", "co") is None
