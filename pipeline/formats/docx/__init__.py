"""DOCX (ECMA-376, WordprocessingML) ↔ Document.

Read from the XML itself rather than through python-docx's paragraphs, which pass over what stands
in tracked insertions, content controls, fields and text boxes: volunteers send all of these.
Deleted text is left out, inserted text is taken as accepted. Written with python-docx.
"""

from pipeline.formats.docx.read import parse
from pipeline.formats.docx.write import serialize

__all__ = ["parse", "serialize"]
