"""What git remembers of a project's files: nothing where there is no git."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.project.dates import gettext_date
from pipeline.project.git import said


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit in the history of a file."""

    name: str
    """The object's name, hexadecimal."""
    date: str
    """When it was committed, in UTC, as PO headers write it: ``2026-03-02 14:05+0000``."""

    @property
    def day(self) -> str:
        """ISO 8601 calendar date."""
        return self.date[:10]


@dataclass(frozen=True, slots=True)
class Version:
    """The content of a file at a commit."""

    commit: Commit
    data: bytes


def versions(path: Path) -> tuple[Version, ...]:
    """Every committed content of a file that can be reached from HEAD, oldest first.

    Nothing where git does not know the file, or is not there.
    """
    return histories(path.parent, [path.name]).get(path.name, ())


def histories(
    folder: Path, names: Collection[str], *, daily: bool = False
) -> dict[str, tuple[Version, ...]]:
    """The versions of several files of one folder, from two runs of git for all of them.

    ``daily`` leaves out all versions but the last of each day.
    """
    words = ("log", "--reverse", "--date-order", "-m", "--relative", "--name-only")
    listed = said(folder, *words, "--format=%x00%H %ct", "--", ".")
    wanted: dict[tuple[str, str], tuple[str, Commit]] = {}
    for entry in (listed or b"").decode("utf-8", "replace").split("\0")[1:]:
        head, *changed = entry.split("\n")
        commit = _commit(head)
        for name in filter(names.__contains__, changed):
            when = commit.day if daily else commit.name
            wanted.pop((name, when), None)  # the last one of a day stands where it was made
            wanted[name, when] = (name, commit)
    contents = _contents(folder, [(commit.name, name) for name, commit in wanted.values()])
    found: dict[str, list[Version]] = {}
    for (name, commit), data in zip(wanted.values(), contents, strict=True):
        if data is not None:
            found.setdefault(name, []).append(Version(commit, data))
    return {name: tuple(several) for name, several in found.items()}


def latest(folder: Path, names: Sequence[str]) -> dict[str, bytes]:
    """The contents of files of a folder in the last commit; those that it has not are left out."""
    contents = _contents(folder, [("HEAD", name) for name in names])
    return {n: data for n, data in zip(names, contents, strict=True) if data is not None}


def committed(path: Path, revision: str = "HEAD") -> bytes | None:
    """The content of a file in a commit, or None."""
    if revision.startswith("-") or any(char in revision for char in "\n\0: "):
        return None
    return _contents(path.parent, [(revision, path.name)])[0]


def tags(folder: Path) -> tuple[tuple[str, str], ...]:
    """The tags of the repository that holds a folder, oldest first: name and ISO 8601 date."""
    form = "--format=%(refname:short) %(creatordate:unix)"
    listed = said(folder, "for-each-ref", "--sort=creatordate", form, "refs/tags")
    lines = (listed or b"").decode("utf-8", "replace").splitlines()
    named = (line.rpartition(" ") for line in lines)
    return tuple((name, _commit(f"{name} {stamp}").day) for name, _, stamp in named if stamp)


def root(folder: Path) -> Path | None:
    """The top folder of the git repository that holds a folder, or None."""
    top = said(folder, "rev-parse", "--show-toplevel")
    return Path(os.fsdecode(top.rstrip(b"\r\n"))) if top else None


def inside(folder: Path) -> str:
    """Where in its git repository a folder is, with forward slashes; empty at the top of it."""
    prefix = said(folder, "rev-parse", "--show-prefix")
    return os.fsdecode(prefix).rstrip("\r\n").rstrip("/") if prefix else ""


def author(folder: Path) -> str:
    """Who commits in a folder, ``Name <address>``; nothing where git was not told."""
    name, address = (
        (said(folder, "config", "--get", field) or b"").decode("utf-8", "replace").strip()
        for field in ("user.name", "user.email")
    )
    return f"{name} <{address}>" if name and address else name


def _commit(line: str) -> Commit:
    name, _, stamp = line.partition(" ")
    return Commit(name, gettext_date(datetime.fromtimestamp(int(stamp), UTC)))


def _contents(folder: Path, asked: Sequence[tuple[str, str]]) -> list[bytes | None]:
    """The contents of files of a folder by revision and name, from one process for all."""
    lines = [f"{revision}:./{name}" for revision, name in asked]
    if not lines or any("\n" in line for line in lines):
        return [None for _ in asked]
    batch = said(folder, "cat-file", "--batch", feed="\n".join(lines).encode() + b"\n")
    return list(_objects(batch, len(asked))) if batch is not None else [None for _ in asked]


def _objects(batch: bytes, number: int) -> Iterator[bytes | None]:
    """The contents in what ``git cat-file --batch`` prints."""
    place = 0
    for _ in range(number):
        end = batch.index(b"\n", place)
        head = batch[place:end].rsplit(b" ", 2)
        place = end + 1
        if len(head) != 3 or not head[2].isdigit():  # "… missing"
            yield None
            continue
        size = int(head[2])
        yield batch[place : place + size] if head[1] == b"blob" else None
        place += size + 1
