"""What is worked out once for each text, message or language, and kept with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Generic, TypeVar

T = TypeVar("T")
Owner = TypeVar("Owner")


class kept(Generic[T]):
    """A property worked out on first use. That of Python 3.11 takes a lock each time, which costs
    as much as a check."""

    def __init__(self, work_out: Callable[[Any], T]) -> None:
        self.work_out = work_out
        self.name = work_out.__name__
        self.__doc__ = work_out.__doc__

    def __get__(self, owner: Any, kind: type | None = None) -> T:
        value = owner.__dict__[self.name] = self.work_out(owner)
        return value


def once(work_out: Callable[[Owner], T]) -> Callable[[Owner], T]:
    """A function of a side, a unit or a language, worked out once for each and kept with it.

    As `kept`, for what only one room wants to know of them.
    """
    name = f"{work_out.__module__}.{work_out.__name__}"

    @wraps(work_out)
    def ask(owner: Owner) -> T:
        known = owner.__dict__
        try:
            value: T = known[name]
        except KeyError:
            value = known[name] = work_out(owner)
        return value

    return ask
