"""Checks of translations: `run` takes catalogs and gives findings."""

from pipeline.checks.memory import Memory
from pipeline.checks.options import Options
from pipeline.checks.runner import check_message, run

__all__ = ["Memory", "Options", "check_message", "run"]
