"""What ``declaration.toml`` may say, and what it says when it says nothing."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from pipeline.locales import Locale
from pipeline.words import Own

Percent = Annotated[float, Meta(ge=0, le=100)]
# What a page of A4 or letter can be set with.
Points = Annotated[float, Meta(ge=4, le=72)]
Millimetres = Annotated[float, Meta(ge=5, le=60)]
SeverityName = Literal["info", "warning", "error"]
ReviewClass = Literal["language", "legal"]
PartName = Literal[
    "title", "about", "preamble", "article", "hinge", "notice", "signatures", "heading",
    "paragraph", "list", "quote", "table", "figure", "note",
]  # fmt: skip


class _Table(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A table of the settings; keys are written with hyphens in the file."""


class ProjectSettings(_Table, frozen=True):
    """``[project]``: what is translated."""

    name: str = "Declaration"
    """Project-Id-Version in the catalogs, and the heading of the report and the index."""
    source_language: str = "en"
    documents: tuple[str, ...] = ()
    """Names of documents in order; empty means every ``source/*.md``, sorted by name."""
    bugs: str = ""
    """Report-Msgid-Bugs-To in the catalogs: an e-mail address or a URL."""
    licence: str = ""


class SegmentationSettings(_Table, frozen=True):
    """``[segmentation]``: what a segment is."""

    unit: Literal["paragraph", "sentence"] = "paragraph"


class UpdateSettings(_Table, frozen=True):
    """``[update]``: what becomes of translations when the English changes."""

    cosmetic: Literal["keep", "fuzzy"] = "fuzzy"
    """Whether a translation stays translated when the change is cosmetic only."""
    memory: tuple[str, ...] = ()
    """More places to look for translations: ``.tmx`` and ``.po`` files, relative to the project."""
    suggestions: bool = True
    """Whether near matches of the translation memory are offered in comments."""


class ReleaseSettings(_Table, frozen=True):
    """``[release]``: when a language is final, and what becomes of one that is not."""

    coverage: Percent = 100.0
    """Percentage of source words that must be translated."""
    required: tuple[PartName, ...] = ("title", "article")
    """Parts that must be complete whatever the percentage."""
    stale: Literal["mark", "fallback", "block"] = "mark"
    """A paragraph whose English has moved on is shown with a mark, replaced by the English, or
    blocks the release of that language."""
    findings: SeverityName | Literal["none"] = "error"
    """Open findings of this severity or worse keep a language from being final."""
    review: tuple[ReviewClass, ...] = ()
    """Kinds of review that each message needs, in the parts named by ``review-parts``."""
    review_parts: tuple[PartName, ...] = ()
    """Parts that need review; empty means all."""
    drafts: bool = True
    """Whether unfinished languages are built, marked DRAFT; if not, they fail the release."""


class WaiverSettings(_Table, frozen=True):
    """``[[checks.waivers]]``: findings that the whole project accepts, with the reason."""

    check: str
    reason: str
    code: str = ""
    """Only findings of this kind, such as ``straight`` of ``quote-style``."""
    locale: str = ""
    document: str = ""
    expires: date | None = None
    """The first day on which it no longer holds."""


class ChecksSettings(_Table, frozen=True):
    """``[checks]``: which checks run, and when ``declaration check`` fails."""

    disable: tuple[str, ...] = ()
    """Ids of checks that are not run."""
    enable: tuple[str, ...] = ()
    """Ids of checks that run only where they are asked for, such as ``spelling``."""
    threshold: SeverityName = "error"
    """``declaration check`` exits with 1 when a finding is at least as severe."""
    names: tuple[str, ...] = ()
    """Names that stay as they are in every language, so are no left-overs."""
    waivers: tuple[WaiverSettings, ...] = ()


class TypographySettings(_Table, frozen=True):
    """``[typography]``: one design for all languages."""

    paper: Literal["A4", "letter"] = "A4"
    size: Points = 11.0
    """Size of the text, in points."""
    margin: Millimetres = 25.0
    """Smallest margin of the page, in millimetres."""
    columns: Literal[1, 2] = 1
    editions: tuple[Literal["reading", "parallel", "all", "large-print", "review"], ...] = (
        "reading",
    )
    faces: dict[str, str] = {}
    """ISO 15924 script code → family name of the font to set it in."""
    fonts: tuple[str, ...] = ()
    """Folders with fonts of one's own, relative to the project."""
    attachments: bool = False
    """Whether the source and the catalog travel inside the PDF (PDF/A-3a)."""
    vertical: tuple[str, ...] = ()
    """Languages set in vertical lines although they need not be (``ja``, ``zh-Hant``)."""


class LanguageSettings(_Table, frozen=True):
    """``[languages.LANG]``: what differs for one language; the rest is as for all."""

    coverage: Percent | None = None
    review: tuple[ReviewClass, ...] | None = None
    disable: tuple[str, ...] = ()
    """Ids of checks that are not run for this language."""
    credits: str = ""
    """Translators' credits, where they are not to be taken from the catalog."""
    words: dict[str, str] = {}
    """What a page says of itself, ``article = "Articulo {n}"``; before the program's own words."""

    @property
    def own_words(self) -> Own:
        """The words as documents have them."""
        return tuple(sorted(self.words.items()))


class Settings(_Table, frozen=True):
    """Everything ``declaration.toml`` may say."""

    project: ProjectSettings = ProjectSettings()
    segmentation: SegmentationSettings = SegmentationSettings()
    update: UpdateSettings = UpdateSettings()
    release: ReleaseSettings = ReleaseSettings()
    checks: ChecksSettings = ChecksSettings()
    typography: TypographySettings = TypographySettings()
    languages: dict[str, LanguageSettings] = {}

    def language(self, locale: str) -> LanguageSettings:
        """The settings of one language, by its BCP 47 tag."""
        for name, settings in self.languages.items():
            if Locale.parse(name).bcp47 == locale:
                return settings
        return LanguageSettings()
