"""The footnotes of a document, set when they are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.formats.inline import spans
from pipeline.model import Article, Block, List, Note, Quote, Section, Verbatim, texts
from pipeline.typeset import prose
from pipeline.typeset.blocks import flow
from pipeline.typeset.flow import Box
from pipeline.typeset.setting import Setting
from pipeline.typeset.tags import Element
from pipeline.words import numeral


def calls(given: object) -> list[str]:
    """The labels of the footnotes that the texts of a document or block call, in order."""
    found: dict[str, None] = {}
    for text in texts(given):
        if "[^" in text.markdown:
            found.update((span.note, None) for span in spans(text.markdown) if span.note)
    return list(found)


def footnotes(setting: Setting, given: Sequence[Block], images: Mapping[str, bytes]) -> Setting:
    """The setting with the footnotes of a document at hand."""
    known = {block.label: block for block in _notes(given)}

    def footnote(label: str, call: Element) -> tuple[Box, ...]:
        note = known.get(label)
        if note is None or label in setting.log.placed:
            return ()
        setting.log.placed.add(label)
        number = setting.log.notes[label]
        holder = call.parent or setting.home
        # Only what holds blocks may hold a note: an item's body, or what is around a paragraph.
        home = holder if holder.kind == "LBody" else holder.parent or setting.home
        element = home.child("Note")
        element.ident = f"{setting.scope}note/{label}"
        small = replace(setting, start=0.0, end=0.0, marked=False).smaller(0.84)
        mark = element.child("Lbl")
        inner = small.within(element, start=1.4 * small.size)
        boxes = list(flow(inner, note.blocks, images))
        if not boxes:
            return ()
        words = numeral(number, setting.tag)
        return tuple(prose.hung(inner, boxes, words, mark, small.style(), 0.5 * small.size))

    return replace(setting, footnote=footnote)


def _notes(given: Sequence[Block]) -> Iterator[Note]:
    for block in given:
        if isinstance(block, Note):
            yield block
        elif isinstance(block, Section | Article | Quote | Verbatim):
            yield from _notes(block.blocks)
        elif isinstance(block, List):
            for item in block.items:
                yield from _notes(item.blocks)
