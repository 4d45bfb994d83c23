"""`declaration update` on a project: what is written, what is kept, what is said."""

import re
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from tests.changing import add_settings, edit_english

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def spanish(project: Path, declaration: Run) -> Path:
    """The project with a finished Spanish catalog; returns the project."""
    declaration(project, "new", "es")
    catalog = project / "po" / "es" / "declaration.po"
    words = {
        "Open doors": "Puertas abiertas",
        "We, the museums,": "Nosotros, los museos,",
        "We believe that science belongs to all 7 continents.": (
            "Creemos que la ciencia pertenece a los 7 continentes."
        ),
        "We believe that **curiosity** comes before instruction.": (
            "Creemos que la **curiosidad** precede a la instrucción."
        ),
    }
    text = catalog.read_text("utf-8")
    for source, target in words.items():
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{target}"')
    catalog.write_text(text, "utf-8")
    return project


def entry(project: Path, words: str) -> str:
    """The entry of the Spanish catalog that has these words."""
    text = (project / "po" / "es" / "declaration.po").read_text("utf-8")
    return next(e for e in text.split("\n\n") if words in e and "Project-Id" not in e)


def snapshot(project: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted((project / "po").rglob("*")) if p.is_file()}


def test_twice_is_once(spanish: Path, declaration: Run) -> None:
    assert declaration(spanish, "update")[0] == 0
    before = snapshot(spanish)
    code, said, _ = declaration(spanish, "update")
    assert code == 0
    assert "po/declaration.pot: unchanged" in said
    assert snapshot(spanish) == before


def test_a_changed_paragraph_is_fuzzy_with_the_previous_english(
    spanish: Path, declaration: Run
) -> None:
    edit_english(spanish, "comes before instruction", "always comes before instruction")
    assert declaration(spanish, "update")[0] == 0
    found = entry(spanish, "always comes before")
    assert "#, fuzzy" in found
    assert '#| msgid "We believe that **curiosity** comes before instruction."' in found
    assert 'msgstr "Creemos que la **curiosidad** precede a la instrucción."' in found


def test_a_stale_message_says_since_when_and_over_how_many_changes(
    spanish: Path, declaration: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    declaration(spanish, "update")
    texts = ("comes before instruction", "always comes before instruction", "always comes first")
    days = []
    for number, (old, new) in enumerate(pairwise(texts), 1):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1_900_000_000 + number * 86_400 * 31))
        edit_english(spanish, old, new)
        declaration(spanish, "update")
        (day,) = re.findall(r"stale since (\S+), ", entry(spanish, new))
        days.append(day)
        changes = "1 change" if number == 1 else f"{number} changes"
        assert f"stale since {day}, {changes} after the English of 20" in entry(spanish, new)
    assert days[0] == days[1]


def test_an_inserted_article_changes_no_other_message(spanish: Path, declaration: Run) -> None:
    new = "1. An entirely new thought stands here first.\n\n2. We believe"
    edit_english(spanish, "1. We believe", new)
    edit_english(spanish, "2. We believe that **cur", "3. We believe that **cur")
    code, said, _ = declaration(spanish, "update", "es")
    assert code == 0
    assert "4/5 translated" in said
    assert "#. article 3, paragraph 1" in entry(spanish, "curiosidad")


def test_what_is_gone_is_obsolete_and_comes_back(spanish: Path, declaration: Run) -> None:
    source = (spanish / "source" / "declaration.md").read_bytes()
    edit_english(spanish, "We, the museums,", "")
    declaration(spanish, "update")
    assert '#~ msgstr "Nosotros, los museos,"' in entry(spanish, "Nosotros")
    (spanish / "source" / "declaration.md").write_bytes(source)
    declaration(spanish, "update")
    assert 'msgstr "Nosotros, los museos,"' in entry(spanish, "Nosotros")
    assert "#~" not in entry(spanish, "Nosotros")


def test_an_accepted_change_keeps_the_translation(spanish: Path, declaration: Run) -> None:
    edit_english(spanish, "We, the museums,", "We, the assembled museums,")
    key = "preamble.museums"
    assert declaration(spanish, "update", "--accept", key)[0] == 2
    code, _, said = declaration(spanish, "update", "--accept", key, "--why", "Style only.")
    assert (code, said) == (0, "")
    assert "fuzzy" not in entry(spanish, "Nosotros")
    assert 'why = "Style only."' in (spanish / "po" / "accepted.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda text: text.replace('msgstr "Pu', "msgstr Pu"), r"po/es/declaration\.po:\d+: "),
        (
            lambda text: text.replace(
                'msgstr "Puertas abiertas"',
                '<<<<<<< HEAD\nmsgstr "A"\n=======\nmsgstr "B"\n>>>>>>> theirs',
            ),
            r"po/es/declaration\.po:\d+: .*conflict",
        ),
        (lambda text: text + "\n" + text[text.index("#. title") :], r"declaration\.po:\d+: "),
        (
            lambda text: text.replace("charset=UTF-8", "charset=KLINGON"),
            r"declaration\.po.*KLINGON",
        ),
    ],
    ids=["syntax", "conflict markers", "duplicate keys", "charset"],
)
def test_a_broken_catalog_stops_that_language_alone(
    spanish: Path, declaration: Run, spoil: Callable[[str], str], said: str
) -> None:
    declaration(spanish, "new", "fr")
    catalog = spanish / "po" / "es" / "declaration.po"
    catalog.write_text(spoil(catalog.read_text("utf-8")), "utf-8")
    before = catalog.read_bytes()
    edit_english(spanish, "comes before", "shall come before")
    code, out, err = declaration(spanish, "update")
    assert code == 2
    assert re.search(said, err)
    assert catalog.read_bytes() == before
    assert "po/fr/declaration.po: 0/4 translated" in out


def test_a_broken_source_writes_nothing(spanish: Path, declaration: Run) -> None:
    edit_english(spanish, "::: preamble", "::: preample")
    before = snapshot(spanish)
    code, _, said = declaration(spanish, "update")
    assert code == 2
    assert "source/declaration.md:8: '::: preample' is not a section we know" in said
    assert snapshot(spanish) == before


def test_the_templates_date_moves_only_with_its_messages(
    spanish: Path, declaration: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = spanish / "po" / "declaration.pot"

    def date() -> str:
        found = re.search(r"POT-Creation-Date: (.*)\\n", template.read_text("utf-8"))
        assert found
        return found[1]

    before = date()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2000000000")
    edit_english(spanish, "belongs to all", "belongs\n   to all")
    declaration(spanish, "update")
    assert date() == before
    edit_english(spanish, "belongs\n   to all", "belongs to everyone on")
    declaration(spanish, "update")
    assert date() == "2033-05-18 03:33+0000"


def test_two_updates_at_once_do_not_tear_a_file(
    spanish: Path, msgfmt: Callable[[Path], str]
) -> None:
    edit_english(spanish, "comes before", "shall come before")
    command = [sys.executable, "-m", "pipeline", "-C", str(spanish), "update"]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(3)]
    assert [each.wait(60) for each in running] == [0, 0, 0]
    assert entry(spanish, "shall come before").count("msgid") == 2
    catalog = spanish / "po" / "es" / "declaration.po"
    assert msgfmt(catalog) == ""


def test_a_translation_memory_fills_what_is_new_as_fuzzy(spanish: Path, declaration: Run) -> None:
    from pipeline.catalogs import interchange
    from pipeline.model import Catalog, Message, Segment, State

    words = Segment("x", "We found a network of museums."), "Fundamos una red de museos."
    memory = Catalog("m", "es", (Message(*words, State.TRANSLATED),))
    (spanish / "memory.tmx").write_bytes(interchange.write(memory, ".tmx"))
    add_settings(spanish, '\n[update]\nmemory = ["*.tmx"]\n')
    edit_english(
        spanish,
        "2. We believe that **",
        "2. We found a network of museums.\n\n3. We believe that **",
    )
    assert declaration(spanish, "update")[0] == 0
    found = entry(spanish, "We found a network")
    assert "#, fuzzy" in found
    assert 'msgstr "Fundamos una red de museos."' in found
    assert "memory.tmx" in found


def test_a_translation_memory_that_is_not_there_is_an_error_in_the_settings(
    spanish: Path, declaration: Run
) -> None:
    settings = spanish / "declaration.toml"
    settings.write_text('[update]\nmemory = ["memories/*.tmx"]\n', "utf-8")
    code, _, err = declaration(spanish, "update")
    assert code == 2
    assert "declaration.toml:2: no file is called 'memories/*.tmx'" in err
