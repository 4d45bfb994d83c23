"""Dates that do not depend on when a program is run.

``SOURCE_DATE_EPOCH`` (reproducible-builds.org/specs/source-date-epoch) wins, then the date of
the file's last commit where git has the file as it is; only text that nobody has committed yet
gets the present time.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.project import git


def written(path: Path) -> datetime:
    """When a file was given its present content, in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is not None:
        if not epoch.strip().isdigit():
            raise UsageError(
                f"SOURCE_DATE_EPOCH is '{epoch}'",
                remedy="Set it to seconds since 1970, or unset it.",
            )
        return datetime.fromtimestamp(int(epoch), UTC)
    return committed(path) or datetime.now(UTC)


def committed(path: Path) -> datetime | None:
    """When git saw a file last, or None where it has changed since or git does not have it."""
    if git.said(path.parent, "status", "--porcelain", "--", path.name) != b"":
        return None
    stamp = git.said(path.parent, "log", "-1", "--format=%ct", "--", path.name)
    return datetime.fromtimestamp(int(stamp), UTC) if stamp else None


def today() -> str:
    """The ISO 8601 date of what a person does now, or of ``SOURCE_DATE_EPOCH``, in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return f"{moment:%Y-%m-%d}"


def gettext_date(moment: datetime) -> str:
    """A moment as PO headers write it: ``2026-03-02 14:05+0000``."""
    return moment.strftime("%Y-%m-%d %H:%M%z")
