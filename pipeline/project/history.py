"""What git remembers of a project's files. Read only, and nothing where there is no git.

git is asked as a program, never through a shell; nothing that a repository's settings name is
run (file-system monitors, signature checks, diff drivers).
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_SAFE = (
    *("--no-pager", "--literal-pathspecs"),
    *("-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "-c", "core.quotePath=false"),
)
_PATIENCE = 120


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
    said = _git(folder, *words, "--format=%x00%H %ct", "--", ".")
    wanted: dict[tuple[str, str], tuple[str, Commit]] = {}
    for entry in (said or b"").decode("utf-8", "replace").split("\0")[1:]:
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
    listed = _git(folder, "for-each-ref", "--sort=creatordate", form, "refs/tags")
    lines = (listed or b"").decode("utf-8", "replace").splitlines()
    named = (line.rpartition(" ") for line in lines)
    return tuple((name, _commit(f"{name} {stamp}").day) for name, _, stamp in named if stamp)


def root(folder: Path) -> Path | None:
    """The top folder of the git repository that holds a folder, or None."""
    said = _git(folder, "rev-parse", "--show-toplevel")
    return Path(os.fsdecode(said.rstrip(b"\r\n"))) if said else None


def inside(folder: Path) -> str:
    """Where in its git repository a folder is, with forward slashes; empty at the top of it."""
    said = _git(folder, "rev-parse", "--show-prefix")
    return os.fsdecode(said).rstrip("\r\n").rstrip("/") if said else ""


def author(folder: Path) -> str:
    """Who commits in a folder, ``Name <address>``; nothing where git was not told."""
    name, address = (
        (_git(folder, "config", "--get", field) or b"").decode("utf-8", "replace").strip()
        for field in ("user.name", "user.email")
    )
    return f"{name} <{address}>" if name and address else name


def _commit(line: str) -> Commit:
    name, _, stamp = line.partition(" ")
    moment = datetime.fromtimestamp(int(stamp), UTC)
    return Commit(name, moment.strftime("%Y-%m-%d %H:%M%z"))


def _contents(folder: Path, asked: Sequence[tuple[str, str]]) -> list[bytes | None]:
    """The contents of files of a folder by revision and name, from one process for all."""
    lines = [f"{revision}:./{name}" for revision, name in asked]
    if not lines or any("\n" in line for line in lines):
        return [None for _ in asked]
    said = _git(folder, "cat-file", "--batch", feed="\n".join(lines).encode() + b"\n")
    return list(_objects(said, len(asked))) if said is not None else [None for _ in asked]


def _objects(said: bytes, number: int) -> Iterator[bytes | None]:
    """The contents in what ``git cat-file --batch`` prints."""
    place = 0
    for _ in range(number):
        end = said.index(b"\n", place)
        head = said[place:end].rsplit(b" ", 2)
        place = end + 1
        if len(head) != 3 or not head[2].isdigit():  # "… missing"
            yield None
            continue
        size = int(head[2])
        yield said[place : place + size] if head[1] == b"blob" else None
        place += size + 1


def _git(folder: Path, *words: str, feed: bytes | None = None) -> bytes | None:
    """What git prints, or None where it fails or is not installed."""
    surroundings = {
        **os.environ,
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
    }
    try:
        done = subprocess.run(
            ["git", *_SAFE, *words],
            cwd=folder,
            env=surroundings,
            input=b"" if feed is None else feed,
            capture_output=True,
            check=True,
            timeout=_PATIENCE,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout
