"""Documents that the tests of the page set, and what readers say of the files."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pypdfium2

from pipeline.formats import markdown
from pipeline.model import Document, map_texts
from pipeline.typeset import Imprint, Typeset, typeset
from pipeline.typeset.fontset import FontSet
from pipeline.typeset.library import default_files

FONTS = FontSet(default_files())
"""The fonts that travel with the package."""

RICH = """\
---
kind: declaration
date: 2026-03-02
official-language: en
licence: CC-BY-4.0
---

# Declaration of the Lighthouses

::: preamble

## Preamble

We, the keepers, *mindful* of the [sea](https://example.org/sea) and of [Φάρος]{lang=el},

:::

1. A light shall burn in every tower.[^oil]

2. Keepers shall share

   - their oil,
   - their **charts**.

::: hinge

Therefore we undertake:

:::

3. To answer every ship.

## Figures

| Tower | Height |
|:------|-------:|
| Alexandria | 100 |
| Bell Rock | 35 |

Table: Two towers

![A tower on a rock](tower.png "The tower")

> Light is for all, [as is said](#article-3).

```
fl(3) 10s
```

::: signatures

## Signatures

- Keeper of the north
- Keeper of the south

:::

[^oil]: Whale oil is not meant.
"""


def rich(locale: str = "en") -> Document:
    """A document with a block of every kind, its texts with keys."""
    numbers = iter(range(10_000))
    keyed = map_texts(
        markdown.parse(RICH, name="lighthouses"),
        lambda text: replace(text, key=f"text-{next(numbers)}"),
    )
    return replace(keyed, locale=locale)


def simple(
    text: str = "Light is for all.", *, locale: str = "en", title: str = "Light"
) -> Document:
    """A title and one paragraph."""
    return replace(markdown.parse(f"# {title}\n\n{text}\n", name="light"), locale=locale)


def picture(width: int = 60, height: int = 40) -> bytes:
    """A small PNG."""
    from PIL import Image

    content = BytesIO()
    Image.new("RGB", (width, height), (30, 60, 90)).save(content, "PNG")
    return content.getvalue()


def set_(document: Document, **more: Any) -> Typeset:
    """The pages of a document, set with those fonts."""
    return typeset(document, fonts=FONTS, **more)


def imprint(**more: object) -> Imprint:
    """An imprint with everything a colophon may say."""
    told = Imprint(
        translators=("Ana Pérez", "Jo Roe"),
        source_version="2026-03-02",
        source_hash="ab" * 32,
        catalog_hash="cd" * 32,
        date="2026-04-01",
        licence="CC-BY-4.0",
        publisher="Union of Lighthouses",
        images={"tower.png": picture()},
    )
    return told._replace(**more)  # type: ignore[arg-type]


def pages(pdf: bytes) -> list[str]:
    """The text of each page, as PDFium reads it."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return [" ".join(text.replace("\ufffe", "").split()) for text in texts]
