"""Document → Markdown."""

from __future__ import annotations

import re
from typing import assert_never

from pipeline.formats.inline import one_line
from pipeline.formats.markdown.matter import write_meta
from pipeline.formats.markdown.read import NOTRANSLATE, TABLE_CAPTION, may_be_tight
from pipeline.formats.subparagraphs import spread
from pipeline.model import (
    Align,
    Article,
    ArticleStyle,
    Block,
    Code,
    Document,
    Figure,
    Heading,
    Kind,
    List,
    Note,
    Paragraph,
    Quote,
    Row,
    Rule,
    Section,
    Table,
    Text,
    Verbatim,
    texts,
)

# What would begin another block at the start of a line (CommonMark §4, §5), or change the one
# before it. Emphasis may begin with the characters of bullets and rules, so those are told apart.
_BLOCK_START = re.compile(
    r"#{1,6}(?:\s|$)|>|[-+](?:\s|$)|-[-\s]*$|=+\s*$|[-:|][-:|\s]*$|:::|~~~|\|"
)
_BULLET = re.compile(r"\*(?:\s|$)|([*_])\s*(?:\1\s*){2,}$|`{3,}[^`]*$")
_NUMBER_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
# What would be read as the closing sequence of a heading (CommonMark §4.2).
_CLOSING = re.compile(r"(?:^|\s)#+$")
_RULER = {Align.AUTO: "---", Align.START: ":---", Align.CENTER: ":---:", Align.END: "---:"}


def serialize(document: Document) -> str:
    """The document as Markdown: one line a paragraph, LF line ends, a final newline.

    ``parse(serialize(document)) == document`` for every document that `parse` has made.
    """
    lines = [*write_meta(document.meta)]
    lines += [*_notes(document.title), _heading(1, one_line(document.title.markdown)), ""]
    previous: Block | None = None
    for block in spread(document.blocks):
        lines += _between(previous, block)
        lines += [*_block(block, document.meta.kind), ""]
        previous = block
    return "\n".join(lines)


def _between(previous: Block | None, block: Block) -> list[str]:
    """Two lists in a row would be read as one; an empty comment keeps them apart."""
    match previous, block:
        case (List(), List() | Code()) | (Article(), List()):
            return ["<!-- -->", ""]
        case Article(number), Article(following) if following != number + 1:
            return ["<!-- -->", ""]
    return []


def _notes(node: Block | Text) -> list[str]:
    first = node if isinstance(node, Text) else next(texts(node), None)
    if first is None or isinstance(node, Section | Article | List | Quote | Note):
        return []
    return [f"<!-- {note.replace('--', '- -')} -->" for note in first.notes]


def _blocks(blocks: tuple[Block, ...]) -> list[str]:
    lines: list[str] = []
    previous: Block | None = None
    for block in spread(blocks):
        lines += ([""] if lines else []) + _between(previous, block)
        lines += _block(block, Kind.PAGE)
        previous = block
    return lines


def _block(block: Block, kind: Kind) -> list[str]:
    lines = _notes(block)
    match block:
        case Heading(level, text):
            lines += [_heading(level, one_line(text.markdown))]
        case Paragraph(parts):
            lines += _paragraph(" ".join(part.markdown for part in parts))
        case Section(role, blocks):
            lines += _fenced(role, _blocks(blocks))
        case Verbatim(blocks):
            lines += _fenced(NOTRANSLATE, _blocks(blocks))
        case Article():
            lines += _article(block, kind)
        case List():
            lines += _list(block)
        case Quote(blocks):
            lines += [f"> {line}".rstrip() for line in _blocks(blocks)]
        case Table():
            lines += _table(block)
        case Figure():
            lines += [_figure(block)]
        case Note(label, blocks):
            body = _blocks(blocks)
            lines += [f"[^{label}]: {body[0] if body else ''}".rstrip(), *_indented(body[1:], 4)]
        case Code(content, info):
            fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", content))])
            lines += [f"{fence}{info}", *content.split("\n"), fence]
        case Rule():
            lines += ["***"]
        case _:
            assert_never(block)
    return lines


def _figure(figure: Figure) -> str:
    """An image on its line; its title is the caption, quotation marks in it escaped."""
    title = ""
    if figure.caption:
        words = one_line(figure.caption.markdown).replace('"', '\\"')
        title = f' "{words}"'
    target = f"<{figure.source}>" if re.search(r"[\s()]", figure.source) else figure.source
    return f"![{one_line(figure.alternative.markdown)}]({target}{title})"


def _fenced(name: str, body: list[str]) -> list[str]:
    # An outer fence is longer than the fences within it.
    longest = max((len(m[0]) for line in body if (m := re.match(":{3,}", line))), default=2)
    fence = ":" * (longest + 1)
    return [f"{fence} {name}", *body, fence]


def _heading(level: int, words: str) -> str:
    """A heading on its line; signs at the end that are words need a closing sequence after them."""
    marks = "#" * level
    return f"{marks} {words} {marks}" if _CLOSING.search(words) else f"{marks} {words}"


def _article(article: Article, kind: Kind) -> list[str]:
    if article.style is ArticleStyle.NUMBER and kind is Kind.DECLARATION and not article.heading:
        return _item(f"{article.number}. ", _blocks(article.blocks))
    heading = f"Article {article.number}"
    notes: list[str] = []
    if article.heading:
        notes = _notes(article.heading)
        heading += f". {one_line(article.heading.markdown)}"
    return [
        *notes,
        _heading(article.level, heading),
        *([""] if article.blocks else []),
        *_blocks(article.blocks),
    ]


def _list(block: List) -> list[str]:
    lines: list[str] = []
    tight = block.tight and all(map(may_be_tight, block.items))
    for number, item in enumerate(block.items, block.start):
        marker = f"{number}. " if block.ordered else "- "
        body = _blocks(item.blocks)
        if tight:
            body = _tightened(item.blocks)
        elif lines:
            lines.append("")
        lines += _item(marker, body)
    return lines


def _tightened(blocks: tuple[Block, ...]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        lines += _block(block, Kind.PAGE)
    return lines


def _item(marker: str, body: list[str]) -> list[str]:
    first, *rest = body or [""]
    return [f"{marker}{first}".rstrip(), *_indented(rest, len(marker))]


def _indented(lines: list[str], width: int) -> list[str]:
    return [" " * width + line if line else "" for line in lines]


def _table(table: Table) -> list[str]:
    caption = [f"{TABLE_CAPTION}{one_line(table.caption.markdown)}", ""] if table.caption else []
    ruler = "| " + " | ".join(_RULER[align] for align in table.alignment) + " |"
    return [*caption, _row(table.header), ruler, *(_row(row) for row in table.rows)]


def _row(row: Row) -> str:
    cells = (one_line(cell.markdown).replace("|", r"\|") for cell in row.cells)
    return "| " + " | ".join(cells) + " |"


def _paragraph(markdown: str) -> list[str]:
    lines = markdown.split("\n")
    # An empty item has no hard break and cannot interrupt a paragraph (CommonMark §5.2): beside
    # other lines the sign by itself is itself, and an escape would be kept.
    several = len(lines) > 1
    lines = [line if several and line == "*" else _escaped(line) for line in lines]
    return [f"{line}\\" for line in lines[:-1]] + lines[-1:]


def _escaped(line: str) -> str:
    if _BLOCK_START.match(line) or _BULLET.match(line):
        return f"\\{line}"
    return _NUMBER_START.sub(r"\1\\\2", line, count=1)
