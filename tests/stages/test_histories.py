"""Whatever happens to the English and to the translation, nothing is lost and nothing is silent.

The laws are in `tests.stages.histories`; ``python -m benchmarks.histories`` runs 10,000 of them.
"""

import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.catalogs import po
from tests.stages.histories import History


@given(st.integers(0, 2**32), st.integers(1, 14))
@settings(max_examples=150, deadline=None)
def test_a_random_history_keeps_the_laws(seed, steps):
    history = History(seed)
    list(history.steps(steps))
    data = po.write(history.catalog)
    assert po.read(data, path="d.po", document="d") == history.catalog


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="needs msgfmt of GNU gettext")
@pytest.mark.parametrize("seed", range(40))
def test_every_catalog_of_a_history_passes_msgfmt(seed, tmp_path):
    history = History(seed)
    list(history.steps(20))
    file = tmp_path / "d.po"
    file.write_bytes(po.write(history.catalog))
    command = ["msgfmt", "--check", "--check-header", "--output-file=-", file]
    assert subprocess.run(command, capture_output=True).stderr == b""
