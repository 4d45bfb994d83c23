"""Markdown ↔ Document.

CommonMark with tables, footnotes and YAML front matter, and Pandoc's fenced divs for what a
declaration needs and CommonMark cannot say::

    ---
    kind: declaration
    date: 2026-03-02
    official-language: en
    ---
    # The title

    ::: preamble
    <!-- A note to the translators of the next paragraph. -->
    We, the museums …
    :::

    1. The first article.

       Its second paragraph.

- An ordered list at the top level of a ``kind: declaration`` is its articles; so is a heading
  ``## Article 7`` (with a title after it, or not) in any document.
- ``::: about``, ``preamble``, ``hinge``, ``notice`` and ``signatures`` are sections with a role;
  ``::: notranslate`` is shown as it is in every language.
- A paragraph that is one image is a figure; the image's title is its caption.
- ``Table: words`` right before or after a table is its caption.
"""

from pipeline.formats.markdown.read import parse
from pipeline.formats.markdown.write import serialize

__all__ = ["parse", "serialize"]
