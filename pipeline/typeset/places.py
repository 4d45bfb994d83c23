"""Places of a document that its own links lead to: ``[Article 7](#article-7)``, as on its page."""

from __future__ import annotations

from dataclasses import replace

from pipeline.formats.inline import Span
from pipeline.model import Article, Document, walk
from pipeline.typeset.setting import Setting
from pipeline.words import article


def with_places(setting: Setting, document: Document) -> Setting:
    """The setting with what links of the document may lead to, and what each is called."""
    articles = (block for block in walk(document.blocks) if isinstance(block, Article))
    return replace(setting, places={each.anchor: each.number for each in articles})


def led(setting: Setting, inline: Span) -> Span:
    """A run with its link to a place by the name that it has in the file.

    A link that leads nowhere is none: a reader would be told of it, and sent to nothing.
    """
    if not inline.link.startswith("#"):
        return inline
    anchor = inline.link[1:]
    number = setting.places.get(anchor)
    if number is None:
        return inline._replace(link="")
    name = setting.scope + anchor
    setting.book.places[name] = article(number, setting.tag, setting.own)
    return inline._replace(link=f"#{name}")
