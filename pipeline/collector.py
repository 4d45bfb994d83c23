"""Python's collector of cycles, held off where only values are made.

Catalogs, units and the words of a page hold each other in no circle. The collector would walk
the growing heap of them again and again, for a fifth to a third of all the time, and find
nothing to free.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_off() -> Iterator[bool]:
    """Does without the collector; gives whether it was on, and so whether this is the outermost."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield enabled
    finally:
        if enabled:
            gc.enable()


def retire() -> None:
    """Put all that is there where the collector seldom looks: frozen and thawed, it is its oldest.

    Nothing happens where the program itself has frozen something, which it would be thawed with.
    """
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
