"""The sample is what everybody sees first: it must be as good as we ask others to be."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.catalogs import po
from pipeline.checks.glossary import Glossary, parse_csv, parse_tbx
from pipeline.checks.options import Options
from pipeline.checks.runner import run
from pipeline.model import Catalog, State

ROOT = Path(__file__).parents[1]
LINGUAS = (ROOT / "po/LINGUAS").read_text(encoding="utf-8").split()
FILES = [ROOT / f"po/{lang}/{name}.po" for lang in LINGUAS for name in ("declaration", "news")]


def catalog(path: Path) -> Catalog:
    return po.read(path.read_bytes(), path=str(path), document=path.stem)


def glossary() -> Glossary:
    path = ROOT / "source/glossary.csv"
    return parse_csv(path.read_text(encoding="utf-8"), where=path.name)


def test_both_glossaries_say_the_same() -> None:
    tbx = parse_tbx((ROOT / "source/glossary.tbx").read_bytes(), where="glossary.tbx")

    def said(each: Glossary) -> list[object]:
        return [(t.source, sorted(t.renderings, key=str), t.keep) for t in each.terms]

    assert said(glossary()) == said(tbx)


def test_the_checks_have_nothing_to_say_of_what_is_translated() -> None:
    unfinished = {"untranslated", "fuzzy"}
    found = run(map(catalog, FILES), Options(glossary=glossary()))
    assert [f for f in found if f.check not in unfinished] == []


@pytest.mark.parametrize("lang", LINGUAS)
def test_six_languages_are_complete_and_hindi_never_is(lang: str) -> None:
    messages = [m for f in FILES if f.parent.name == lang for m in catalog(f).messages]
    states = {m.state for m in messages}
    if lang == "hi":
        assert states == set(State)
        stale = [m for m in messages if m.state is State.FUZZY and m.previous]
        assert len(stale) >= 5
        assert all(m.previous != m.source for m in stale)
    else:
        assert states == {State.TRANSLATED}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_msgfmt_has_nothing_to_say(path: Path, msgfmt: Callable[[Path], str]) -> None:
    assert msgfmt(path) == ""
    text = path.read_text(encoding="utf-8")
    assert (
        "# Sample translation written for this project; not reviewed by a native speaker." in text
    )
