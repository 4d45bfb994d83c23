"""Fetch the Noto fonts of all scripts into the cache; the common scripts need none of them.

The packages are pinned and checked by hash. This is the only command that uses the network.
"""

from __future__ import annotations

import argparse

from pipeline.cli.console import Console
from pipeline.errors import Exit


def arguments(parser: argparse.ArgumentParser) -> None:
    """The words that the command takes: none."""


def run(args: argparse.Namespace, console: Console) -> Exit:
    """Do it."""
    from pipeline.project.fonts import fetch_fonts

    for folder, families in fetch_fonts(console.note):
        console.say(f"{folder}: {families} families")
    return Exit.CLEAN
