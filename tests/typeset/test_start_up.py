"""What a page pays for before it begins: no room and no library that it does not need."""

import subprocess
import sys

_PAGE = """
import sys
from pipeline.model import Document, List, Item, Paragraph, Text
from pipeline.typeset import typeset
from pipeline.typeset.library import font_set
given = Document(
    "light", Text("Faro"),
    (Paragraph((Text("Todos los faros del año pertenecen a todos los barcos."),)),
     List((Item((Paragraph((Text("Ningún faro se apaga."),)),)),), ordered=True)),
    locale="es",
)
typeset(given, fonts=font_set(system=False))
print(*sys.modules)
"""
_LIBRARIES = {
    "babel",
    "icu4py",
    "lxml",
    "markdown_it",
    "numpy",
    "polib",
    "pyphen",
    "urllib.request",
}
_ROOMS = {
    "bopomofo", "cff", "contents", "fetch", "figures", "pictures", "poppler", "signatures",
    "tables", "upright", "widths", "woff",
}  # fmt: skip


def test_a_page_of_latin_letters_imports_only_what_sets_it() -> None:
    done = subprocess.run([sys.executable, "-c", _PAGE], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "pipeline.typeset.shape" in loaded
    assert not loaded & _LIBRARIES
    assert not loaded & {f"pipeline.typeset.{room}" for room in _ROOMS}
    assert not {name for name in loaded if name.startswith(("pipeline.checks", "pipeline.stages"))}
