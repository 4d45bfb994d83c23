"""Which words go with which, by the translations that a project has already."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from pipeline.align.learning import taught
from pipeline.align.lexicon import Lexicon
from pipeline.formats.inline import plain
from pipeline.locales import Locale
from pipeline.model import Catalog, State

MOST = 2000
"""Of so many messages is learnt, those of the first catalogs."""


def vocabulary(catalogs: Iterable[Catalog], locale: Locale, origin: Locale) -> Lexicon:
    """What the catalogs of a language teach the aligner.

    ``locale`` is the language, ``origin`` that of the source. No more catalogs are asked for than
    are needed. What is fuzzy teaches nothing: nobody has said that it is right.
    """
    messages = (
        message
        for catalog in catalogs
        for message in catalog.messages
        if message.state is State.TRANSLATED
    )
    pairs = ((plain(each.source), plain(each.target)) for each in islice(messages, MOST))
    return taught(pairs, locale, origin)
