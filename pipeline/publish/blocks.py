"""A document's blocks as accessible HTML, in whatever language each of them is."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from pipeline import words
from pipeline.formats import pictures
from pipeline.formats.inline import plain
from pipeline.formats.notes import notes_of, numbered
from pipeline.locales import Locale
from pipeline.model import (
    Align,
    Article,
    ArticleStyle,
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
    Row,
    Rule,
    Section,
    Standing,
    Table,
    Text,
    Verbatim,
    walk,
)
from pipeline.text.enumerators import length
from pipeline.web.inline import html, language_attributes


@dataclass
class Writer:
    """Writes the blocks of one document; it keeps the level of headings and the notes' numbers."""

    document: Document
    images: Mapping[str, bytes]
    _levels: list[int] = field(default_factory=list)
    """Levels of the source's headings that are open; skipped levels are closed up."""
    _notes: dict[str, str] = field(default_factory=dict)
    _called: set[str] = field(default_factory=set)
    _places: frozenset[str] = frozenset()
    """What links within the document may lead to."""

    def __post_init__(self) -> None:
        tag, own = self.document.locale, self.document.words
        numbers = numbered(self.document)
        articles = (each for each in walk(self.document.blocks) if isinstance(each, Article))
        self._places = frozenset(each.anchor for each in articles)
        self._notes = {label: words.numeral(number, tag, own) for label, number in numbers.items()}

    def body(self) -> Markup:
        """All blocks, and the notes behind them."""
        return self.blocks(self.document.blocks) + self._endnotes()

    def blocks(self, blocks: Iterable[Block]) -> Markup:
        """Blocks in order."""
        return Markup("\n").join(map(self.block, blocks))

    def text(self, text: Text, element: str = "", look: str = "") -> Markup:
        """A text in an element of its own (a ``span`` if it needs one), of the class ``look``.

        A text that is not what the reader should get (English for want of a translation, or
        the translation of an earlier text) says so in the reader's language at its end.
        """
        if not text.markdown:
            return Markup()
        inner = html(text.markdown, self._notes, self._called, self._places)
        own = text.locale and text.locale != self.document.locale
        extra = Markup()
        if text.key:
            extra += Markup(' id="s-{}"').format(text.key)
        if own:
            extra += language_attributes(text.locale)
        marks = {Standing.FALLBACK: "untranslated", Standing.STALE: "stale"}
        if text.standing in marks:
            said = words.phrase(marks[text.standing], self.document.locale, self.document.words)
            inner += Markup(' <small class="mark"{}>{}</small>').format(
                language_attributes(said.locale), said.text
            )
            look = f"{look} {text.standing.value}".strip()
        if look:
            extra += Markup(' class="{}"').format(look)
        return self._wrap(element or "span", extra, inner) if element or extra else inner

    def title(self) -> Markup:
        """The document's title as its one ``h1``."""
        return self.text(self.document.title, "h1")

    def block(self, block: Block) -> Markup:
        """One block; nothing for a note that is called, which has its place at the end."""
        match block:
            case Heading(level, text):
                return self.text(text, f"h{self._level(level)}")
            case Paragraph(several):
                return self._paragraph(several)
            case Section(role, blocks):
                return self._holder("section", self.blocks(blocks), f' class="{role.value}"')
            case Article():
                return self._article(block)
            case List():
                return self._list(block)
            case Quote(blocks):
                return self._holder("blockquote", self.blocks(blocks))
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Verbatim(blocks):
                return self._holder("div", self.blocks(blocks), ' class="verbatim" translate="no"')
            case Code(lines):
                return Markup('<pre tabindex="0" dir="ltr"><code>{}</code></pre>').format(lines)
            case Rule():
                return Markup("<hr>")
            case Note(label, blocks):
                # A note that nothing calls is not lost.
                return Markup() if label in self._notes else self.blocks(blocks)

    def _level(self, level: int) -> int:
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        return len(self._levels) + 1

    def _paragraph(self, several: tuple[Text, ...], before: Markup | str = "") -> Markup:
        if len(several) == 1 and not before:
            return self.text(several[0], "p")
        parts = Markup(before)
        for place, text in enumerate(several):
            parts += Markup(" ") if place and self._spaced(several[place - 1], text) else ""
            parts += self.text(text)
        return self._wrap("p", "", parts)

    def _spaced(self, one: Text, other: Text) -> bool:
        return any(Locale.parse(t.locale or self.document.locale).spaced for t in (one, other))

    def _article(self, article: Article) -> Markup:
        anchor = article.anchor
        if article.style is ArticleStyle.HEADING:
            label = words.article(article.number, self.document.locale, self.document.words)
        else:
            label = self._ordinal(article.number)
        call = Markup('<a class="number" href="#{}">{}</a>').format(anchor, label)
        if article.heading or article.style is ArticleStyle.HEADING:
            name = (
                Markup(' <span class="name">{}</span>').format(self.text(article.heading))
                if article.heading
                else Markup()
            )
            head = self._wrap(f"h{self._level(article.level)}", "", call + name)
        else:
            head = self._wrap("p", ' class="ordinal"', call)
        style = f' class="article {article.style.value}" id="{anchor}"'
        inside = self._holder("div", self.blocks(article.blocks), ' class="matter"')
        return self._holder("section", head + Markup("\n") + inside, style)

    def _ordinal(self, number: int) -> str:
        return words.ordinal(number, self.document.locale, self.document.words)

    def _list(self, block: List) -> Markup:
        if block.labelled:
            # Browsers take lists without marks of their own for none, unless they are called lists.
            items = [self._labelled(item) for item in block.items]
            return self._holder("ul", Markup("\n").join(items), ' class="labelled" role="list"')
        if not block.ordered:
            items = [self._item(item, "", block.tight) for item in block.items]
            return self._holder("ul", Markup("\n").join(items))
        numbered = enumerate(block.items, block.start)
        items = [self._item(item, self._ordinal(number), block.tight) for number, item in numbered]
        start = f' start="{block.start}"' if block.start != 1 else ""
        return self._holder("ol", Markup("\n").join(items), start)

    def _labelled(self, item: Item) -> Markup:
        """An item whose label, of the words of its text, hangs before the rest if it has one."""
        first = item.blocks[0] if item.blocks else None
        texts = first.texts if isinstance(first, Paragraph) else ()
        hangs = bool(texts) and length(plain(texts[0].markdown)) > 0
        return self._wrap("li", ' class="hangs"' if hangs else "", self.blocks(item.blocks))

    def _item(self, item: Item, marker: str, tight: bool) -> Markup:
        attributes = Markup(' data-marker="{} "').format(marker) if marker else Markup()
        if tight and item.blocks and isinstance(item.blocks[0], Paragraph):
            first = Markup(" ").join(self.text(text) for text in item.blocks[0].texts)
            return self._wrap("li", attributes, first + self.blocks(item.blocks[1:]))
        return self._wrap("li", attributes, self.blocks(item.blocks))

    def _table(self, table: Table) -> Markup:
        caption = self.text(table.caption, "caption") if table.caption else Markup()
        head = self._row(table.header, "th", table.alignment)
        rows = Markup("\n").join(self._row(row, "td", table.alignment) for row in table.rows)
        inside = Markup("{}<thead>{}</thead>\n<tbody>{}</tbody>").format(caption, head, rows)
        return Markup('<div class="scroll" tabindex="0"><table>{}</table></div>').format(inside)

    def _row(self, row: Row, element: str, alignment: tuple[Align, ...]) -> Markup:
        scope = ' scope="col"' if element == "th" else ""
        cells = Markup()
        for place, text in enumerate(row.cells):
            align = alignment[place] if place < len(alignment) else Align.AUTO
            look = f' data-align="{align.value}"' if align is not Align.AUTO else ""
            cells += self._wrap(element, scope + look, self.text(text))
        return self._wrap("tr", "", cells)

    def _figure(self, figure: Figure) -> Markup:
        content = self.images.get(figure.source, b"")
        kind = pictures.media_type(content)
        if kind:
            data = f"data:{kind};base64,{b64encode(pictures.for_a_page(content)).decode()}"
            language = ""
            if figure.alternative.locale and figure.alternative.locale != self.document.locale:
                language = language_attributes(figure.alternative.locale)
            picture = Markup('<img src="{}" alt="{}"{}>').format(
                data, plain(figure.alternative.markdown), language
            )
        else:
            picture = self.text(figure.alternative, "p", "picture")
        caption = self.text(figure.caption, "figcaption") if figure.caption else Markup()
        return self._holder("figure", picture + caption)

    def _endnotes(self) -> Markup:
        found = notes_of(self.document)
        items = []
        for label, number in self._notes.items():
            back = Markup('<a href="#call-{}" role="doc-backlink">{}</a> ').format(label, number)
            first, *rest = found[label].blocks or (Paragraph(()),)
            if isinstance(first, Paragraph):
                inside = self._paragraph(first.texts, back) + self.blocks(rest)
            else:
                inside = back + self.blocks((first, *rest))
            items.append(Markup('<li id="note-{}">{}</li>').format(label, inside))
        if not items:
            return Markup()
        notes = self._holder("ol", Markup("\n").join(items))
        return Markup("\n") + self._holder("section", notes, ' role="doc-endnotes" class="notes"')

    @staticmethod
    def _wrap(element: str, attributes: str, inside: Markup) -> Markup:
        return Markup("<{0}{1}>{2}</{0}>").format(Markup(element), Markup(attributes), inside)

    @classmethod
    def _holder(cls, element: str, inside: Markup, attributes: str = "") -> Markup:
        return cls._wrap(element, attributes, Markup("\n{}\n").format(inside))
