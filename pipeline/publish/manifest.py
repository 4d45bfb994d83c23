"""``output/manifest.json``: what was made from what, with SHA-256 of everything.

The same inputs give the same bytes: it holds no time of day, no path of a machine, and its
entries stand in the order of the project.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

import msgspec

FORMAT: Literal[1] = 1
MANY = "mul"
"""The language tag of a volume of several languages (ISO 639-2)."""


@dataclass(frozen=True, slots=True)
class File:
    """A file by its path in the project and what it holds."""

    path: str
    sha256: str
    bytes: int = 0


def file_of(path: str, data: bytes) -> File:
    """The file that holds these bytes."""
    return File(path, hashlib.sha256(data).hexdigest(), len(data))


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


class _Written(msgspec.Struct, frozen=True):
    """A manifest as it is in the file."""

    format: Literal[1]
    project: str
    generator: str
    entries: tuple[Entry, ...]
    others: tuple[File, ...]


def write(manifest: Manifest) -> bytes:
    """The manifest as JSON: UTF-8, indented, a final newline."""
    whole = _Written(
        FORMAT, manifest.project, manifest.generator, manifest.entries, manifest.others
    )
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def read(data: bytes) -> Manifest | None:
    """A manifest that `write` wrote; None if it is anything else, as then all is made anew."""
    try:
        found = msgspec.json.decode(data, type=_Written)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return Manifest(found.project, found.generator, found.entries, found.others)
