"""What a command says, and where: results on standard output, the rest on standard error.

Colours and bars only where a person is looking: a terminal, no ``NO_COLOR``, no ``--quiet``.
"""

from __future__ import annotations

import os
import re
import sys

# Every command pays for what is imported here: no `typing`, no `dataclasses`. A type checker
# takes a variable of this name for true.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, TextIO, TypeVar

    T = TypeVar("T")

_STYLES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34"}
# What a terminal obeys or turns a line round by (ECMA-48's controls, Unicode's for direction), but
# for the end of a line, the tab and the codes of `_STYLES`. Translators' texts are strangers'.
_STEERING = (
    "(\x1b\\[(?:0|[1-2]|3[1-4])(?:;(?:[1-2]|3[1-4]))*m)"
    "|([\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069])"
)
NO_LANGUAGE = "There is no language yet: 'declaration new LANG' begins one."
# Below this many steps a bar would only flicker.
_LONG = 8


def counted(number: int, one: str, many: str = "") -> str:
    """``1 page``, ``3 pages``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


class Console:
    """The two streams of a command, and how much it may say on them."""

    def __init__(
        self, out: TextIO = sys.stdout, err: TextIO = sys.stderr, quiet: bool = False
    ) -> None:
        self.out = out
        self.err = err
        self.quiet = quiet

    def say(self, words: str = "") -> None:
        """A line of the result, on standard output."""
        print(self._tamed(words), file=self.out)

    def json(self, value: Any) -> None:
        """The result for a machine: UTF-8, indented, keys in the order given."""
        import json

        json.dump(value, self.out, ensure_ascii=False, indent=2)
        self.out.write("\n")

    def note(self, words: str) -> None:
        """How it is going, on standard error; nothing when quiet."""
        if not self.quiet:
            print(self._tamed(words), file=self.err)

    def error(self, words: str) -> None:
        """What went wrong, on standard error; said even when quiet."""
        print(self._tamed(words), file=self.err)

    def errors(self, several: Iterable[object]) -> None:
        """What kept some of the work from being done; the rest was done."""
        for each in several:
            self.error(f"declaration: {each}")

    def style(self, words: str, *styles: str) -> str:
        """Words in colour where a terminal shows them."""
        if not self._coloured():
            return words
        codes = ";".join(_STYLES[style] for style in styles)
        return f"\x1b[{codes}m{words}\x1b[0m"

    def _coloured(self) -> bool:
        return self.out.isatty() and "NO_COLOR" not in os.environ

    def _tamed(self, words: str) -> str:
        """The words, with what could steer a terminal named, such as ``<U+001B>``."""
        if words.isprintable():
            return words
        coloured = self._coloured()

        def named(found: re.Match[str]) -> str:
            if found[1] and coloured:
                return found[1]
            return f"<U+{ord(found[0][0]):04X}>{found[0][1:]}"

        return re.sub(_STEERING, named, words)

    def progress(self, steps: Iterable[T], total: int, words: str) -> Iterator[T]:
        """The same steps, with a bar on a terminal when there are many."""
        if self.quiet or total < _LONG or not self.err.isatty():
            yield from steps
            return
        from rich.console import Console as Terminal
        from rich.progress import track

        terminal = Terminal(file=self.err)
        yield from track(steps, words, total, console=terminal, transient=True)
