"""Weblate's checks, asked in a Python that has them: ``--weblate=PATH/TO/python``.

Weblate pins dozens of packages and is no dependency of ours. Make a virtual environment and run
in it ``pip install --no-deps weblate`` and what ``benchmarks/weblate_child.py`` asks for.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

from pipeline.locales import Locale

Asked = tuple[str, str, str]
"""Locale, source, target."""


def failures(python: str, messages: Iterable[Asked]) -> list[set[str]]:
    """The names of the checks that fail, for each message."""
    asked = [(Locale.parse(tag).gettext, source, target) for tag, source, target in messages]
    child = Path(__file__).with_name("weblate_child.py")
    said = subprocess.run(
        [python, str(child)], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    return [set(names) for names in json.loads(said.stdout)]
