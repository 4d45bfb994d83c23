"""The footnotes of a document, set when they are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.formats.notes import notes_of, numbered
from pipeline.model import Document
from pipeline.typeset import prose
from pipeline.typeset.blocks import flow
from pipeline.typeset.flow import Box
from pipeline.typeset.setting import Setting
from pipeline.typeset.tags import Element
from pipeline.words import numeral


def footnotes(setting: Setting, document: Document, images: Mapping[str, bytes]) -> Setting:
    """The setting with the footnotes of a document at hand, each to be set once."""
    known = notes_of(document)
    numbers = numbered(document)
    placed: set[str] = set()

    def footnote(caller: Setting, label: str, call: Element) -> tuple[Box, ...]:
        if label not in numbers or label in placed:
            return ()
        placed.add(label)
        holder = call.parent or setting.home
        # Only what holds blocks may hold a note: an item's body, or what is around a paragraph.
        home = holder if holder.kind == "LBody" else holder.parent or setting.home
        element = home.child("Note")
        element.ident = f"{setting.scope}note/{label}"
        # A function that held what holds it would keep the document until garbage is collected.
        aware = replace(setting, footnote=caller.footnote, numbers=numbers)
        small = replace(aware, start=0.0, end=0.0, marked=False).smaller(0.84)
        mark = element.child("Lbl")
        inner = small.within(element, start=1.4 * small.size)
        boxes = list(flow(inner, known[label].blocks, images))
        if not boxes:
            return ()
        words = numeral(numbers[label], setting.tag, setting.own)
        boxes = prose.hung(inner, boxes, words, mark, small.style(), 0.5 * small.size)
        # What a note calls stands below it.
        called = [below for box in boxes for below in box.notes]
        return (*(box._replace(notes=()) for box in boxes), *called)

    return replace(setting, footnote=footnote, numbers=numbers)
