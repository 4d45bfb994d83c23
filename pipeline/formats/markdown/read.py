"""Markdown → Document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.errors import SourceError
from pipeline.formats.inline import one_line
from pipeline.formats.markdown.articles import with_articles
from pipeline.formats.markdown.matter import read_meta
from pipeline.formats.prose import titled
from pipeline.formats.subparagraphs import gathered
from pipeline.model import (
    Align,
    Block,
    Code,
    Document,
    Figure,
    Heading,
    Item,
    List,
    Note,
    Paragraph,
    Quote,
    Role,
    Row,
    Rule,
    Section,
    Table,
    Text,
    Verbatim,
    map_texts,
    texts,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

NOTRANSLATE = "notranslate"
TABLE_CAPTION = "Table: "
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_REFERENCE = re.compile(r"(?<![\]\\!])\[([^\[\]]+)\](?:\[([^\[\]]*)\])?(?![\[(:{])")
# Han, kana, full-width forms and CJK punctuation: a line that ends in one joins the next unspaced.
_WIDE = "\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_WIDE_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t]*\n[ \t]*(?=[{_WIDE}])")
_SPACES = re.compile(r"[ \t\n]+")
# What keeps a line from beginning a block is no part of its words; `write` puts it back.
_NEEDLESS_ESCAPE = re.compile(r"^(?:\\(?=[#>=|+~:-])|(\d{1,9})\\(?=[.)]))")
_LINE_END = re.compile("\r\n?|\n")
# What parts the cells of a table, and what may stand before and behind its rows.
_STROKE = re.compile(r"(?<!\\)\|")
_AROUND = " \t>"
_HARD_BREAK = re.compile(r"(?: {2,}|\\)\n[ \t]*")


def parse(data: bytes | str, *, name: str, path: str = "", locale: str = "en") -> Document:
    """Read a document.

    ``path`` is only for errors. Raises `SourceError`, with the line, for what cannot be read:
    not UTF-8, bad front matter, an unknown fenced div, raw HTML, no title.
    """
    source = data if isinstance(data, str) else _decoded(data, path)
    env: dict[str, Any] = {}
    from markdown_it.tree import SyntaxTreeNode

    try:
        root = SyntaxTreeNode(_parser().parse(source, env))
    except RecursionError:
        what = "lists, quotations or emphasis are nested too deep"
        raise SourceError(what, where=path, remedy="Write it more simply.") from None
    children = list(root.children)
    first = children[0] if children else None
    matter = children.pop(0).content if first and first.type == "front_matter" else ""
    reader = _Reader(path, _LINE_END.split(source), env.get("references", {}))
    meta, front_title = read_meta(matter, path)
    heading, rest = titled(tuple(reader.blocks(children)))
    title, blocks = heading or Text(front_title), rest
    if not title.markdown:
        raise SourceError(
            "the document has no title",
            where=f"{path}:1" if path else "",
            remedy="Begin it with a line '# The title', or say 'title:' in the front matter.",
        )
    return Document(name, title, gathered(with_articles(blocks, meta.kind)), meta, locale)


def _decoded(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"byte 0x{data[error.start]:02x} is not UTF-8",
            where=f"{path}:{line}",
            remedy="Save the file as UTF-8.",
        ) from None


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.container import container_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    # Code is not translated: four spaces too many would take words from every reader, unseen.
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").disable("code")
    parser.use(front_matter_plugin)
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.use(container_plugin, "div", validate=lambda _info, _markup: True)
    return parser


# ------------------------------------------------------------------------ blocks


@dataclass
class _Reader:
    """Turns syntax nodes into blocks; carries comments on to the text that follows them."""

    path: str
    lines: Sequence[str]
    references: dict[str, dict[str, Any]]
    pending: list[str] = field(default_factory=list)

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
        nodes = list(nodes)
        index = 0
        while index < len(nodes):
            node = nodes[index]
            caption = self._caption(node)
            follower = nodes[index + 1] if index + 1 < len(nodes) else None
            if caption and follower is not None and follower.type == "table":
                yield self._noted(self._table(follower, caption))
                index += 2
            elif node.type == "table" and follower is not None and self._caption(follower):
                yield self._noted(self._table(node, self._caption(follower)))
                index += 2
            else:
                yield from self.block(node)
                index += 1

    def block(self, node: SyntaxTreeNode) -> Iterator[Block]:
        match node.type:
            case "html_block":
                self._comment(node)
            case "heading":
                # Level 1 is kept until the title has been found.
                words = self._text(node.children[0])
                line = replace(words, markdown=one_line(words.markdown).strip())
                yield self._noted(Heading(int(node.tag[1]), line))
            case "paragraph":
                yield self._noted(self._figure(node) or Paragraph((self._text(node.children[0]),)))
            case "bullet_list" | "ordered_list":
                yield self._list(node)
            case "blockquote":
                if quoted := tuple(self.blocks(node.children)):
                    yield Quote(quoted)
            case "table":
                yield self._noted(self._table(node, ""))
            case "container_div":
                yield self._division(node)
            case "footnote_reference":
                yield Note(str(node.meta["label"]), tuple(self.blocks(node.children)))
            case "fence":
                yield Code(node.content.rstrip("\n"), node.info.strip())
            case "hr":
                yield Rule()
            case _:
                raise self._error(node, f"'{node.type}' is not supported", "Write it otherwise.")

    def _comment(self, node: SyntaxTreeNode) -> None:
        rest = _COMMENT.sub("", node.content).strip()
        if rest:
            raise self._error(
                node,
                f"raw HTML '{rest.splitlines()[0][:40]}' in the source",
                "Write it as Markdown; only comments <!-- … --> may stand between blocks.",
            )
        self.pending += [" ".join(c.split()) for c in _COMMENT.findall(node.content) if c.strip()]

    def _noted(self, block: Block) -> Block:
        """The block with the comments before it as notes on its first text."""
        if not self.pending or next(texts(block), None) is None:
            return block
        notes = [tuple(self.pending)]
        self.pending = []
        return map_texts(block, lambda text: replace(text, notes=notes.pop()) if notes else text)

    def _text(self, node: SyntaxTreeNode) -> Text:
        lines = _HARD_BREAK.split(self._resolved(node.content))
        return Text("\n".join(_NEEDLESS_ESCAPE.sub(r"\1", _folded(line)) for line in lines))

    def _resolved(self, words: str) -> str:
        """Reference links as inline links: a text must make sense by itself."""
        if not self.references:
            return words

        def inline(match: re.Match[str]) -> str:
            label = match[2] or match[1]
            found = self.references.get(" ".join(label.split()).upper())
            return f"[{match[1]}]({found['href']})" if found else match[0]

        return _REFERENCE.sub(inline, words)

    def _figure(self, node: SyntaxTreeNode) -> Figure | None:
        inline = node.children[0].children
        if len(inline) != 1 or inline[0].type != "image":
            return None
        image = inline[0]
        title = str(image.attrs.get("title", ""))
        alternative = Text(_folded(image.content))
        caption = Text(_folded(title)) if title else None
        return Figure(str(image.attrs["src"]), alternative, caption)

    def _list(self, node: SyntaxTreeNode) -> List:
        items = tuple(Item(tuple(self.blocks(item.children))) for item in node.children)
        hidden = all(
            child.hidden
            for item in node.children
            for child in item.children
            if child.type == "paragraph"
        )
        single = len(items) == 1 and len(items[0].blocks) < 2
        tight = (hidden or single) and all(map(may_be_tight, items))
        if node.type == "bullet_list":
            return List(items, tight=tight)
        return List(items, True, int(node.attrs.get("start", 1)), tight)

    def _caption(self, node: SyntaxTreeNode) -> str:
        if node.type != "paragraph":
            return ""
        words = self._text(node.children[0]).markdown
        return words.removeprefix(TABLE_CAPTION) if words.startswith(TABLE_CAPTION) else ""

    def _table(self, node: SyntaxTreeNode, caption: str) -> Table:
        rows = [row for part in node.children for row in part.children]
        styles = [str(cell.attrs.get("style", "")) for cell in rows[0].children]
        named = {"left": Align.START, "center": Align.CENTER, "right": Align.END}
        alignment = tuple(named.get(style.rpartition(":")[2], Align.AUTO) for style in styles)
        for row in rows[1:]:
            self._whole(row, len(styles))
        header, *body = (
            Row(tuple(self._text(cell.children[0]) for cell in row.children)) for row in rows
        )
        return Table(header, tuple(body), alignment, Text(caption) if caption else None)

    def _whole(self, row: SyntaxTreeNode, count: int) -> None:
        """Refuse a row with more cells than the head: the rest of it would be lost."""
        assert row.map
        line = self.lines[row.map[0]].strip(_AROUND).removeprefix("|").removesuffix("|")
        cells = len(_STROKE.split(line))
        if cells > count:
            what = f"a row of the table has {cells} cells, and its head has {count}"
            raise self._error(row, what, "Add to the head, or write '\\|' for '|' within a cell.")

    def _closed(self, node: SyntaxTreeNode) -> bool:
        """Whether a section has its end, and does not swallow all that follows."""
        assert node.map
        following = self.lines[node.map[1] : node.map[1] + 1]
        return any(line.strip(_AROUND).startswith(":::") for line in following)

    def _division(self, node: SyntaxTreeNode) -> Block:
        name = node.info.strip().strip("{}").strip().removeprefix(".").rstrip(":").strip()
        if not self._closed(node):
            raise self._error(node, f"'::: {name}' is not closed", "End it with a line ':::'.")
        blocks = tuple(self.blocks(node.children))
        if name == NOTRANSLATE:
            return Verbatim(blocks)
        if name in Role._value2member_map_:
            return Section(Role(name), blocks)
        if not name:
            what = "':::' closes no section"
            raise self._error(node, what, "Open one before it, or give an outer one '::::'.")
        raise self._error(
            node,
            f"'::: {name}' is not a section we know",
            f"Write one of: {', '.join([*Role, NOTRANSLATE])}.",
        )

    def _error(self, node: SyntaxTreeNode, what: str, remedy: str) -> SourceError:
        line = node.map[0] + 1 if node.map else 1
        return SourceError(what, where=f"{self.path}:{line}", remedy=remedy)


def _folded(words: str) -> str:
    """Words on one line. No-break spaces are characters of the text: str.split() folds them."""
    return _SPACES.sub(" ", _WIDE_BREAK.sub("", words)).strip(" ")


def may_be_tight(item: Item) -> bool:
    """Whether an item is a paragraph and lists: what can be written without blank lines."""
    first, *rest = item.blocks or (None,)
    return isinstance(first, Paragraph) and all(
        isinstance(block, List) and not block.labelled for block in rest
    )
