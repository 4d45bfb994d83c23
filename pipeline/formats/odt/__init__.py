"""ODT (OASIS OpenDocument 1.3, text) ↔ Document. Written with odfdo."""

from pipeline.formats.odt.read import parse
from pipeline.formats.odt.write import serialize

__all__ = ["parse", "serialize"]
