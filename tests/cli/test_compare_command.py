import json
from pathlib import Path

import pytest

ONE = "# Open doors\n\nMuseums share what they know.\n\nNobody stays outside our doors.\n"
TWO = "# Open doors\n\nMuseums share all that they know.\n\nNo one is kept out.\n"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    (tmp_path / "one.md").write_text(ONE, "utf-8")
    (tmp_path / "two.md").write_text(TWO, "utf-8")
    (tmp_path / "two.txt").write_text(TWO.replace("# ", ""), "utf-16")
    (tmp_path / "two.html").write_text(
        "<html lang='en'><h1>Open doors</h1><p>Museums share all that they know.</p>"
        "<p>No one is kept out.</p></html>",
        "utf-8",
    )
    return tmp_path


def test_the_worst_paragraph_comes_first(texts, declaration):
    code, out, err = declaration(texts, "compare", "one.md", "two.md")
    assert code == 0
    assert out.index("the same in both") > out.index(
        "Museums share [-what-]{+all that+} they know."
    )
    assert "BLEU|nrefs:1" in err


@pytest.mark.parametrize("other", ["two.md", "two.txt", "two.html"])
def test_any_kind_of_document_will_do(texts, declaration, other):
    code, out, _ = declaration(texts, "compare", "one.md", other, "--json")
    assert code == 0
    value = json.loads(out)
    assert {pair["key"] for pair in value["pairs"]} >= {"1", "2"}
    assert value["pairs"][-1]["scores"]["chrf"] == 100


def test_two_languages_are_not_compared(texts, declaration):
    for language in ("es", "fr"):
        entry = f'msgid ""\nmsgstr "Language: {language}\\n"\n\nmsgid "a"\nmsgstr "b"\n'
        (texts / f"{language}.po").write_text(entry, "utf-8")
    code, _, err = declaration(texts, "compare", "es.po", "fr.po")
    assert code == 2
    assert "is in es" in err
    assert declaration(texts, "compare", "es.po", "fr.po", "--language", "es")[0] == 0


def test_another_kind_of_file_is_an_error_that_says_which_will_do(texts, declaration):
    (texts / "one.rtf").write_bytes(b"x")
    code, _, err = declaration(texts, "compare", "one.rtf", "two.md")
    assert code == 2
    assert ".docx" in err
