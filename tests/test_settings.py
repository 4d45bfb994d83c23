"""Settings: what may be said, and what is said about the rest."""

import re
from pathlib import Path
from typing import get_type_hints

import pytest

from pipeline.errors import SettingsError
from pipeline.settings import LanguageSettings, Settings, parse


def test_nothing_needs_to_be_said() -> None:
    assert parse("").release.required == ("title", "article")


def test_keys_are_written_with_hyphens() -> None:
    assert parse('[project]\nsource-language = "fr"').project.source_language == "fr"


def test_a_language_may_differ_and_may_be_spelt_either_way() -> None:
    settings = parse("[languages.zh_CN]\ncoverage = 80")
    assert settings.language("zh-Hans").coverage == 80
    assert settings.language("es").coverage is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[release]\n\nstale = 'x'",
            "declaration.toml:3: 'release.stale': 'x' is not allowed. "
            "Allowed: 'mark', 'fallback', 'block'.",
        ),
        (
            "[segmentation]\ncolour = 1",
            "declaration.toml:2: unknown key 'colour' in [segmentation]. Write one of: unit.",
        ),
        ("x = 1", "declaration.toml:1: unknown key 'x'. Write one of: project, "),
        (
            "[release]\ncoverage = 101",
            "declaration.toml:2: 'release.coverage': this number is not allowed. ",
        ),
        ("[typography]\nsize = 0", "Allowed: at least 4 and at most 72."),
        ("[typography]\nmargin = 200", "declaration.toml:2: 'typography.margin': "),
        ("[update]\nmemory = 'x'", "'update.memory': this must be a list in brackets"),
        ("[[checks.waivers]]\ncheck = 'x'", "'reason' is missing"),
        ("\n[project]\nsource-language = 'e!'", "declaration.toml:3: 'e!' is not a language name"),
        ("[typography]\nvertical = ['j!']", "declaration.toml:2: 'j!' is not a language name"),
        ("a =", "declaration.toml:1: "),
        ("[languages.es]\n[languages.Ελλ]\n", "declaration.toml:2: "),
        ("[languages.es]\n\ncoverage = 'x'", "declaration.toml:3: 'languages.es.coverage': "),
        (
            "[languages.qu.words]\ndraft = 'Qillqa'\npage = 'Panqa {n}'",
            "declaration.toml:3: 'page' lacks {total}, the place of a number. "
            "In English it is 'Page {n} of {total}'.",
        ),
        (
            "[languages.qu]\nwords = { art = '{n}' }",
            "declaration.toml:2: a page says nothing that is called 'art'. Write one of: name, ",
        ),
    ],
)
def test_what_is_wrong_names_the_line_and_what_is_allowed(text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(said)):
        parse(text)


def test_the_page_of_settings_names_every_key() -> None:
    page = (Path(__file__).parents[1] / "docs" / "settings.md").read_text("utf-8")
    for table, kind in get_type_hints(Settings).items():
        kind = LanguageSettings if table == "languages" else kind
        section = page.partition(f"## `[{table}")[2].partition("\n## ")[0]
        assert {key for key in kind.__struct_encode_fields__ if f"`{key}`" not in section} == set()
