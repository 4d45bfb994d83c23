"""A catalog as seen from a newer template, by key alone: what to print until ``update`` is run."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model import Catalog, Message, State, Template
from pipeline.text.changes import grade


def follow(catalog: Catalog, template: Template) -> Catalog:
    """The catalog with the messages of the template, in its order.

    Same key and same source: as it is. Same key and another source: fuzzy, with the source that
    it was made for; but not shown at all where a number, date or negation changed, since it may
    say the opposite now. New: untranslated. Gone: obsolete. Nothing is matched and nothing
    guessed; that is the work of `pipeline.stages.update`.
    """
    known = catalog.by_key()
    messages = []
    for segment in template.segments:
        message = known.pop(segment.key, None)
        if message is None:
            messages.append(Message(segment))
        elif message.source == segment.source or not message.target:
            messages.append(replace(message, segment=segment))
        else:
            previous = message.source if message.previous is None else message.previous
            message = replace(message, segment=segment, state=State.FUZZY, previous=previous)
            if grade(previous, segment.source).unsafe:
                message = replace(message, target="", state=State.UNTRANSLATED)
            messages.append(message)
    gone = [replace(m, state=State.OBSOLETE) for m in known.values() if m.target]
    old = [m for m in catalog.messages if m.state is State.OBSOLETE]
    return replace(catalog, messages=(*messages, *gone, *old))
