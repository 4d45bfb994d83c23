import pytest

from pipeline.text.spellout import spelled
from tools.spellout_rules import rules


@pytest.mark.parametrize("language", ["es", "el", "hu"])
def test_the_table_of_rules_is_what_icu_has(language: str) -> None:
    from pipeline.text import spellout

    assert list(spellout._rules()[language]) == rules([language])[language]


def test_a_language_gives_all_its_forms_and_one_without_rules_none() -> None:
    assert {"veintiuno", "veintiuna", "veintiún"} <= spelled(21, "es")
    assert {"erste", "ersten", "eins"} <= spelled(1, "de")
    assert spelled(21, "yo") == frozenset()
    assert spelled(21, "xx") == frozenset()
