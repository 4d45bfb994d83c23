"""HTML → Document, from any page; and Document → plain HTML that says the same.

What is not text of the document (scripts, styles, menus, forms) is left out. Nothing is fetched.
"""

from pipeline.formats.html.read import parse
from pipeline.formats.html.write import serialize

__all__ = ["parse", "serialize"]
