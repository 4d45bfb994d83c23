"""``output/manifest.json``: what was made from what, with SHA-256 of everything.

The same inputs give the same bytes: it holds no time of day, no path of a machine, and its
entries stand in the order of the project.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

FORMAT = 1


@dataclass(frozen=True, slots=True)
class File:
    """A file by its path in the project and what it holds."""

    path: str
    sha256: str
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Product:
    """A file that was made, and what is known about it."""

    path: str
    sha256: str
    bytes: int
    pages: int = 0
    """0 for what has no pages."""
    conformance: tuple[str, ...] = ()
    """What the file claims to be, such as PDF/UA-1."""
    segments: int = 0
    """How many segments were looked for in it."""
    missing: tuple[str, ...] = ()
    """Keys of segments that could not be read back from it."""
    by_tags: tuple[str, ...] = ()
    """Keys of segments that were proved by the tags rather than by the text layer."""
    fonts: tuple[tuple[str, str], ...] = ()
    """Family and SHA-256 of each font that set some of it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One document in one language."""

    document: str
    locale: str
    """BCP 47 tag."""
    source: File
    catalog: File | None
    """None for the source language."""
    final: bool
    """Whether it may be published; else it is a draft."""
    percent: int
    """Source words in a hundred that are translated."""
    inputs: str
    """SHA-256 over everything that the products are made from."""
    products: tuple[Product, ...]
    title: str = ""
    """The title as it stands in the products, plain words."""
    title_locale: str = ""
    """BCP 47 tag of the title where it is not translated; empty where it is."""
    blockers: tuple[str, ...] = ()
    """Why it is a draft, a sentence each."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything in ``output/``."""

    project: str
    generator: str
    entries: tuple[Entry, ...]
    others: tuple[File, ...] = ()
    """Reports and the index."""

    def entry(self, document: str, locale: str) -> Entry | None:
        """What was made of a document in a language, if anything."""
        found = (e for e in self.entries if (e.document, e.locale) == (document, locale))
        return next(found, None)


def write(manifest: Manifest) -> bytes:
    """The manifest as JSON: UTF-8, indented, a final newline."""
    value = {"format": FORMAT, **asdict(manifest)}
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def read(data: bytes) -> Manifest | None:
    """A manifest that `write` wrote; None if it is anything else, as then all is made anew."""
    try:
        value = json.loads(data)
        if value.pop("format") != FORMAT:
            return None
        return Manifest(
            value["project"],
            value["generator"],
            tuple(map(_entry, value["entries"])),
            tuple(File(**file) for file in value["others"]),
        )
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def _entry(value: dict[str, Any]) -> Entry:
    products = tuple(
        Product(
            **{
                **product,
                "conformance": tuple(product["conformance"]),
                "missing": tuple(product["missing"]),
                "by_tags": tuple(product["by_tags"]),
                "fonts": tuple((family, sha256) for family, sha256 in product["fonts"]),
            }
        )
        for product in value["products"]
    )
    catalog = File(**value["catalog"]) if value["catalog"] else None
    rest = {**value, "products": products, "blockers": tuple(value["blockers"])}
    return Entry(**{**rest, "source": File(**value["source"]), "catalog": catalog})
