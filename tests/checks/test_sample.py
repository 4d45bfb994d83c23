"""The sample translations of this repository, written with care, are passed in silence."""

from pathlib import Path

import pytest

from pipeline.catalogs import po
from pipeline.checks import Options, run
from pipeline.checks.glossary import parse_csv, parse_tbx
from pipeline.locales import Locale

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = sorted(path.parent.name for path in ROOT.glob("po/*/declaration.po"))
STATES = {"untranslated", "fuzzy"}


@pytest.mark.parametrize("folder", FOLDERS)
def test_nothing_is_found_but_what_is_unfinished(folder: str):
    paths = sorted((ROOT / "po" / folder).glob("*.po"))
    tag = Locale.parse(folder).bcp47
    catalogs = [
        po.read(path.read_bytes(), path=path.name, document=path.stem, locale=tag) for path in paths
    ]
    source = ROOT / "source"
    glossary = parse_tbx((source / "glossary.tbx").read_bytes(), where="glossary.tbx")
    glossary += parse_csv((source / "glossary.csv").read_text("utf-8"), where="glossary.csv")
    found = [f for f in run(catalogs, Options(glossary=glossary)) if f.check not in STATES]
    assert [(f.document, f.key, f.check, f.words) for f in found] == []
