"""translate-toolkit's pofilter, asked message by message with all its filters."""

from __future__ import annotations

from translate.filters import checks
from translate.lang import factory
from translate.storage import pypo

from pipeline.locales import Locale


class Pofilter:
    """pofilter's standard checker, set to a language as ``pofilter --language`` does."""

    def __init__(self, locale: str) -> None:
        config = checks.CheckerConfig(targetlanguage=Locale.parse(locale).gettext)
        config.lang = factory.getlanguage(Locale.parse(locale).gettext)
        self._checker = checks.TeeChecker(
            checkerconfig=config,
            checkerclasses=[checks.StandardChecker, checks.StandardUnitChecker],
        )

    def failures(self, source: str, target: str) -> set[str]:
        """The names of the filters that fail."""
        unit = pypo.pounit(source)
        unit.target = target
        return set(self._checker.run_filters(unit))
