"""A Document as a bare page, for volunteers to work on."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import assert_never

from pipeline.formats.html.looks import STALE
from pipeline.formats.inline import spans
from pipeline.formats.outgoing import headed
from pipeline.formats.subparagraphs import spread
from pipeline.locales import Locale
from pipeline.model import (
    Article,
    Block,
    Code,
    Document,
    Figure,
    Heading,
    List,
    Note,
    Paragraph,
    Quote,
    Rule,
    Section,
    Standing,
    Table,
    Text,
    Verbatim,
)


def serialize(document: Document) -> str:
    """The document as a bare page: for volunteers to work on, not for readers."""
    document = headed(document)
    body = "\n".join(map(_block, spread(document.blocks)))
    title = _inline(document.title)
    direction = Locale.parse(document.locale).direction if document.locale else "auto"
    return (
        f'<!doctype html>\n<html lang="{escape(document.locale)}" dir="{direction}">\n<head>'
        f'<meta charset="utf-8"><title>{escape(document.title.markdown)}</title>'
        f"<style>mark.{STALE} {{ background: #aef }}</style></head>\n"
        f"<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
    )


def _block(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"<h{level}>{_inline(text)}</h{level}>"
        case Paragraph(parts):
            return f"<p>{' '.join(map(_inline, parts))}</p>"
        case Section(role, blocks):
            return f'<section class="{role}">{_inside(blocks)}</section>'
        case Article(number, blocks, heading, _, level):
            title = f"<h{level}>{_inline(heading)}</h{level}>" if heading else ""
            return f'<ol start="{number}"><li>{title}{_inside(blocks)}</li></ol>'
        case List(items, ordered, start):
            tag = "ol" if ordered else "ul"
            first = f' start="{start}"' if ordered and start != 1 else ""
            inner = "".join(f"<li>{_inside(item.blocks)}</li>" for item in items)
            return f"<{tag}{first}>{inner}</{tag}>"
        case Quote(blocks):
            return f"<blockquote>{_inside(blocks)}</blockquote>"
        case Table():
            caption = f"<caption>{_inline(block.caption)}</caption>" if block.caption else ""
            rows = [("th", block.header), *(("td", row) for row in block.rows)]
            inner = "".join(
                "<tr>" + "".join(f"<{tag}>{_inline(c)}</{tag}>" for c in row.cells) + "</tr>"
                for tag, row in rows
            )
            return f"<table>{caption}{inner}</table>"
        case Figure(source, alternative, caption):
            words = f"<figcaption>{_inline(caption)}</figcaption>" if caption else ""
            alt = escape(alternative.markdown)
            return f'<figure><img src="{escape(source)}" alt="{alt}">{words}</figure>'
        case Note(label, blocks):
            return f'<aside id="note-{escape(label)}">{_inside(blocks)}</aside>'
        case Verbatim():
            # Nobody is to translate it, so nobody is sent it.
            return ""
        case Code(lines):
            return f"<pre>{escape(lines)}</pre>"
        case Rule():
            return "<hr>"
        case _:
            assert_never(block)


def _inside(blocks: Sequence[Block]) -> str:
    return "".join(map(_block, spread(blocks)))


def _inline(text: Text) -> str:
    pieces = []
    for span in spans(text.markdown):
        words = "<br>" if span.line_break else escape(span.text, quote=False)
        if span.note:
            words = escape(f"[^{span.note}]")
        if span.ruby:
            reading = escape(span.ruby, quote=False)
            words = f"<ruby>{words}<rp>(</rp><rt>{reading}</rt><rp>)</rp></ruby>"
        if span.code:
            words = f"<code>{words}</code>"
        if span.emphasis:
            words = f"<em>{words}</em>"
        if span.strong:
            words = f"<strong>{words}</strong>"
        if span.link:
            words = f'<a href="{escape(span.link)}">{words}</a>'
        pieces.append(words)
    words = "".join(pieces)
    # What is still to be done stands out; a mark is no part of the words.
    if words and text.standing is Standing.STALE:
        return f'<mark class="{STALE}">{words}</mark>'
    if words and text.standing is Standing.FALLBACK:
        language = f' lang="{escape(text.locale)}"' if text.locale else ""
        return f"<mark{language}>{words}</mark>"
    return words
