"""Pictures of a page in each of 40 scripts, for `docs/gallery/`.

    python -m tools.gallery                  all of them, and their index
    python -m tools.gallery ur my            some
    python -m tools.gallery --beside DIR     each beside the same words in a browser, into DIR

The words are CLDR's (through Babel): a language's name in itself, the months, the days, the
countries of the world. So every page is true, and long enough to show shapes, marks, joins,
line breaks and spacing. Needs the fonts of `make fonts` and poppler's pdftoppm.
"""

from __future__ import annotations

import html
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale as Cldr
from PIL import Image

from pipeline.formats.inline import escape, plain
from pipeline.locales import Locale, babel_locale
from pipeline.model import Align, Article, Block, Document, Paragraph, Row, Table, Text
from pipeline.typeset import Imprint, Typeset, typeset
from pipeline.typeset.library import font_set

HERE = Path(__file__).resolve().parents[1] / "docs" / "gallery"
# One language for each script, and both ways of writing Arabic.
PAGES = (
    "vi el-polyton ru hy ka he ar ur syr nqo ff-Adlm hi bn pa gu or ta te kn ml si th lo km my dz "
    "zh-Hans zh-Hant ja ko mn-Mong zgh am chr csw vai ii sat ccp en-Dsrt"
).split()
_RESOLUTION = 80
_COUNTRIES = 90
_LIST = {"Arab": "، ", "Syrc": "، ", "Nkoo": "߸ ", "Adlm": "⹁ ", "Hans": "、", "Hant": "、"}
_LIST |= {
    "Jpan": "、",
    "Ethi": "፣ ",
    "Tibt": "། ",
    "Mymr": "၊ ",
    "Mong": "᠂ ",
    "Vaii": "꘍ ",
    "Yiii": "，",
}


def page(tag: str) -> Document:
    """A page of CLDR's words in a language."""
    locale = Locale.parse(tag)
    known: Any = babel_locale(tag)
    if locale.variants:
        known = Cldr.parse(f"{locale.language}_{locale.variants[0].upper()}")
    elif tag == "mn-Mong":
        known = Cldr.parse("mn_Mong_MN")
    between = _LIST.get(locale.written, ", ")

    def joined(words: Sequence[str]) -> tuple[Paragraph, ...]:
        held = [word for word in words if any(ord(c) > 127 for c in word) or _latin(locale)]
        return (Paragraph((Text(escape(between.join(held) + _stop(locale))),)),) if held else ()

    months = [str(known.months["format"]["wide"][n]) for n in range(1, 13)]
    days = [str(known.days["format"]["wide"][(n - 1) % 7]) for n in range(7)]
    short = [str(known.days["format"]["abbreviated"][(n - 1) % 7]) for n in range(7)]
    countries = [str(v) for k, v in sorted(known.territories.items()) if k.isalpha()]
    languages = [str(v) for k, v in sorted(known.languages.items()) if len(k) == 2]
    lists = [joined(months), joined(days), joined(languages[:40])]
    articles = tuple(Article(n, words) for n, words in enumerate(filter(None, lists), 1))
    rows = tuple(Row((Text(escape(a)), Text(escape(b)))) for a, b in zip(short, days, strict=True))
    blocks: tuple[Block, ...] = (
        *joined(countries[:_COUNTRIES]),
        *articles,
        Table(rows[0], rows[1:], (Align.START, Align.END)),
        *joined(countries[_COUNTRIES : _COUNTRIES + 60]),
    )
    name = known.languages.get(locale.language) or known.get_display_name() or tag
    return Document(tag, Text(escape(str(name))), blocks, locale=tag)


def _latin(locale: Locale) -> bool:
    return locale.written == "Latn"


def _stop(locale: Locale) -> str:
    stops = {"Deva": "।", "Beng": "।", "Hans": "。", "Hant": "。", "Jpan": "。", "Arab": "."}
    stops |= {"Ethi": "።", "Khmr": "។", "Mymr": "။", "Tibt": "།", "Mong": "᠃", "Armn": "։"}
    return stops.get(locale.written, "" if locale.written in ("Thai", "Laoo") else ".")


def picture(pdf: bytes, resolution: int = _RESOLUTION) -> Image.Image:
    """The first page as a picture."""
    command = ["pdftoppm", "-r", str(resolution), "-f", "1", "-l", "1", "-png", "-"]
    content = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    return Image.open(BytesIO(content)).convert("RGB")


def main(words: Sequence[str]) -> int:
    """Make the pictures; print what was made."""
    fonts = font_set()
    beside = Path(words[1]) if words[:1] == ["--beside"] else None
    wanted = (words[2:] if beside else words) or PAGES
    (beside or HERE).mkdir(parents=True, exist_ok=True)
    rows = []
    for tag in wanted:
        document = page(tag)
        made = typeset(document, imprint=Imprint(), fonts=fonts)
        paths = {file.sha256: file.path for file in fonts.files}
        image = picture(made.pdf)
        if beside:
            files = [(each.family, paths[each.sha256]) for each in made.fonts]
            image = _pair(image, _browser(document, files, image.size))
            image.save(beside / f"{tag}.png")
        else:
            image.quantize(32).save(HERE / f"{tag}.png", optimize=True)
        rows.append(_row(tag, document, made))
        print(tag, ", ".join(each.family for each in made.fonts))
    if not beside and len(wanted) == len(PAGES):
        (HERE / "README.md").write_text(_HEAD + "".join(rows), "utf-8")
    return 0


_HEAD = """\
# A page in each of 40 scripts

Made by `make gallery` (`tools/gallery.py`) with the fonts of `make fonts`; the words are CLDR's.

The upper part of each was looked at beside the same words and fonts in Chromium (`python -m
tools.gallery --beside DIR`, 2026-11-23): shapes, joins, marks and order are the same in all.
Where they differ: our lines are chosen by the whole paragraph and hyphenated, the browser's are
filled one by one; a hyphen between spaces begins no line; Nastaliq has its leading; the halves of
squares are cut out between full-width marks; lines whose words are too long stay open rather than
be torn apart (20 of 935 lines, in Tamil, Malayalam, Georgian, Syriac and Adlam). Lao is broken by
the same dictionary, which does not know foreign names.

| | language | script | fonts |
|---|---|---|---|
"""


def _row(tag: str, document: Document, made: Typeset) -> str:
    locale = Locale.parse(tag)
    families = ", ".join(dict.fromkeys(each.family.removesuffix(" Bold") for each in made.fonts))
    name = f"{plain(document.title.markdown)} ({locale.english_name})"
    return f"| [picture]({tag}.png) | {name} | {locale.written} | {families} |\n"


def _pair(one: Image.Image, two: Image.Image) -> Image.Image:
    both = Image.new("RGB", (one.width + two.width + 8, max(one.height, two.height)), "#888")
    both.paste(one, (0, 0))
    both.paste(two, (one.width + 8, 0))
    return both


def _browser(
    document: Document, files: Sequence[tuple[str, str]], size: tuple[int, int]
) -> Image.Image:
    """The same words as Chromium sets them with the same fonts."""
    plain = {family: family.removesuffix(" Italic").removesuffix(" Bold") for family, _ in files}
    faces = "".join(
        f"@font-face{{font-family:'{plain[family]}';src:url('file://{path}');"
        f"font-weight:{'bold' if family.endswith('Bold') else 'normal'}}}"
        for family, path in files
    )
    families = ",".join(f"'{family}'" for family in dict.fromkeys(plain.values()))
    locale = Locale.parse(document.locale)
    mode = "vertical-lr" if locale.written == "Mong" else "horizontal-tb"
    style = (
        f"{faces}html{{background:#fff}}body{{font:14px/1.6 {families};margin:60px 70px;"
        f"writing-mode:{mode}}}p{{text-align:justify;hyphens:auto}}"
        "table{width:100%}"
    )
    body = [f"<h1>{_words(document.title)}</h1>"]
    for block in document.blocks:
        if isinstance(block, Paragraph):
            body.append(f"<p>{_words(block.texts[0])}</p>")
        elif isinstance(block, Article):
            for inner in block.blocks:
                assert isinstance(inner, Paragraph)
                body.append(f"<p>{_words(inner.texts[0])}</p>")
        elif isinstance(block, Table):
            rows = (block.header, *block.rows)
            cells = ("".join(f"<td>{_words(c)}</td>" for c in row.cells) for row in rows)
            body.append("<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")
    head = f'<!doctype html><html lang="{document.locale}" dir="{locale.direction}">'
    text = f"{head}<meta charset=utf-8><style>{style}</style>{''.join(body)}"
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "a.html"), Path(folder, "a.png")
        source.write_text(text, "utf-8")
        command = ["chromium", "--headless", "--no-sandbox", "--hide-scrollbars"]
        command += ["--allow-file-access-from-files", f"--screenshot={target}"]
        command += [f"--window-size={size[0]},{size[1]}", f"file://{source}"]
        subprocess.run(command, capture_output=True, check=True)
        return Image.open(target).convert("RGB")


def _words(text: Text) -> str:
    return html.escape(plain(text.markdown))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
