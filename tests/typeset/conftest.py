"""Fonts to set text with: those that travel with the package, and those of `make fonts`."""

from __future__ import annotations

import pytest

from pipeline.typeset.fontset import FontSet
from pipeline.typeset.library import cache_folder, default_files, described
from tests.typeset.documents import FONTS


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    """The default set alone."""
    return FONTS


@pytest.fixture(scope="session")
def all_fonts() -> FontSet:
    """The default set and what `make fonts` has fetched."""
    fetched = described(cache_folder() / "fonts")
    if not fetched:
        pytest.skip("the fonts of all scripts are not here; run 'make fonts'")
    return FontSet([*default_files(), *fetched])
