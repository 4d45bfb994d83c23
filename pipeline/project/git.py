"""git, asked as a program: never through a shell, and never to write.

Nothing that a repository's settings name is run (file-system monitors, signature checks, diff
drivers).
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_SAFE = (
    *("--no-pager", "--literal-pathspecs"),
    *("-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "-c", "core.quotePath=false"),
)
_PATIENCE = 120
"""Seconds."""


def said(folder: Path, *words: str, feed: bytes = b"") -> bytes | None:
    """What git prints in a folder, or None where it fails or is not installed.

    ``words`` are its arguments, ``feed`` is what it reads from standard input.
    """
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
            input=feed,
            capture_output=True,
            check=True,
            timeout=_PATIENCE,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout
