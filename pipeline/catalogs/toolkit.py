"""Files that translate-toolkit reads, when nobody knows who made them."""

from __future__ import annotations

from typing import Any

from pipeline.errors import ContributionError


def parsed(kind: Any, data: bytes, path: str) -> Any:
    """A store of the toolkit's kind. Raises `ContributionError` where it cannot be read."""
    if b"<!ENTITY" in data:
        raise ContributionError(
            "it declares XML entities, which no translator's program does",
            where=path,
            remedy="Do not open it; ask the sender how it was made.",
        )
    try:
        return kind.parsestring(data)
    except Exception as error:
        # The toolkit and lxml have many ways to say that a file is broken.
        said = (str(error).splitlines() or [type(error).__name__])[0]
        raise ContributionError(
            f"it cannot be read: {said}",
            where=path,
            remedy="Open it in the program that made it, and save it again.",
        ) from None
