"""The picture in the README: the first pages in three scripts side by side.

python -m tools.pages_picture        after 'make release'
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("es", "zh_CN", "ar")
WIDTH = 520
GAP = 18


def main() -> None:
    """Draw the pages and put them beside each other on grey."""
    pages = []
    for language in PAGES:
        document = pypdfium2.PdfDocument(ROOT / "output" / language / "declaration.pdf")
        page = document[0]
        picture = page.render(scale=2 * WIDTH / page.get_width()).to_pil()
        picture = picture.resize((WIDTH, round(WIDTH * picture.height / picture.width)))
        pages.append(ImageOps.expand(picture, 1, "#c8c8c8"))
    height = max(page.height for page in pages)
    sheet = Image.new(
        "RGB", ((pages[0].width + GAP) * len(pages) + GAP, height + 2 * GAP), "#eceae6"
    )
    for place, page in enumerate(pages):
        sheet.paste(page, (GAP + place * (page.width + GAP), GAP))
    target = ROOT / "docs" / "images" / "pages.png"
    target.parent.mkdir(exist_ok=True)
    sheet.quantize(64).save(target, optimize=True)


if __name__ == "__main__":
    main()
