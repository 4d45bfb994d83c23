"""The front door of ``output/``: which languages there are, how complete, what to download."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.locales import Locale
from pipeline.publish.manifest import MANY
from pipeline.web.page import Page, compose


@dataclass(frozen=True, slots=True)
class Download:
    """A file that a visitor may take."""

    name: str
    """What kind it is: ``PDF``, ``PDF, large print``."""
    address: str
    """Relative to the index."""
    size: int = 0
    """In bytes; 0 where it is not known."""

    @property
    def weight(self) -> str:
        """The size in the decimal units of IEC 80000-13, as file managers say it."""
        if self.size >= 10**6:
            return f"{self.size / 10**6:.1f} MB"
        return f"{max(1, round(self.size / 1000))} kB" if self.size else ""


@dataclass(frozen=True, slots=True)
class Publication:
    """One document in one language, as it was built."""

    document: str
    locale: str
    """BCP 47 tag."""
    title: str
    """Plain words."""
    percent: int
    """Source words in a hundred that are translated."""
    final: bool
    """Whether it may be published; else it is a draft."""
    page: str = ""
    """Address of the HTML page, relative to the index."""
    title_locale: str = ""
    """BCP 47 tag of the title where it is not translated; empty where it is."""
    downloads: tuple[Download, ...] = ()


def index(
    name: str,
    publications: Sequence[Publication],
    *,
    source_locale: str = "en",
    report: str = "",
) -> str:
    """The page of all languages. They come in the order given, each with its documents.

    ``report`` is the address of the report for those who work on the translations.
    """
    languages: dict[str, list[Publication]] = {}
    for publication in publications:
        languages.setdefault(publication.locale, []).append(publication)
    # A volume of all languages is none itself.
    counted = [group for tag, group in languages.items() if tag != MANY]
    final = sum(all(each.final for each in group) for group in counted)
    return compose(
        "pipeline.publish",
        "index",
        Page(title=name, description=f"{name} in {len(counted)} languages"),
        name=name,
        languages=[(Locale.parse(tag), group) for tag, group in languages.items()],
        count=len(counted),
        final=final,
        source_locale=source_locale,
        report=report,
        language=Locale.parse,
    )
