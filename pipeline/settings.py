"""``declaration.toml``: what it may say, and what it says when it says nothing.

Read with `tomllib`, validated by `msgspec`: an unknown key or a value that is not allowed is a
`SettingsError` with the line and what is allowed there.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct

from pipeline.errors import SettingsError, UsageError
from pipeline.locales import Locale

FILE = "declaration.toml"

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


def parse(text: str, *, path: str = FILE) -> Settings:
    """Read the settings. Raises `SettingsError` with the line for whatever is wrong in them."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, line = _located(str(error))
        raise SettingsError(
            what, where=f"{path}:{line}", remedy="See https://toml.io for how TOML is written."
        ) from None
    languages = values.get("languages")
    for name, table in languages.items() if isinstance(languages, dict) else ():
        steps = ("languages", name)
        try:
            Locale.parse(name)
            msgspec.convert(table, LanguageSettings)
        except UsageError as error:
            where = f"{path}:{_line(text, steps)}"
            raise SettingsError(error.what, where=where, remedy=error.remedy) from None
        except msgspec.ValidationError as error:
            raise _explained(str(error), text, path, steps) from None
    try:
        settings = msgspec.convert(values, Settings)
    except msgspec.ValidationError as error:
        raise _explained(str(error), text, path) from None
    _languages(text, settings, path)
    return settings


def _languages(text: str, settings: Settings, path: str) -> None:
    """Refuse what is no name of a language, in the two places that name some."""
    named = [(("project", "source-language"), settings.project.source_language)]
    named += [(("typography", "vertical"), name) for name in settings.typography.vertical]
    for steps, name in named:
        try:
            Locale.parse(name)
        except UsageError as error:
            where = f"{path}:{_line(text, steps)}"
            raise SettingsError(error.what, where=where, remedy=error.remedy) from None


def _located(message: str) -> tuple[str, int]:
    """tomllib says ``… (at line 3, column 5)`` or ``… (at end of document)``."""
    found = re.search(r"\s*\(at (?:line (\d+).*|end of document)\)$", message)
    if not found:
        return message, 1
    return message[: found.start()], int(found[1] or 1)


def _explained(message: str, text: str, path: str, within: tuple[str, ...] = ()) -> SettingsError:
    what, _, place = message.partition(" - at `")
    places = re.split(r"[.\[]", place.strip("`$"))
    steps = within + tuple(step for step in places if step and "..." not in step)
    unknown = re.search(r"unknown field `(.+?)`", what)
    if unknown:
        table = ".".join(steps)
        where = f"{path}:{_line(text, (*steps, unknown[1]))}"
        known = ", ".join(_keys(_type_at(steps)))
        inside = f" in [{table}]" if table else ""
        return SettingsError(
            f"unknown key '{unknown[1]}'{inside}", where=where, remedy=f"Write one of: {known}."
        )
    keys = tuple(step for step in steps if not step.endswith("]"))
    allowed = _allowed(_type_at(keys))
    return SettingsError(
        f"'{'.'.join(keys)}': {_plain(what)}",
        where=f"{path}:{_line(text, keys)}",
        remedy=f"Allowed: {allowed}." if allowed else "",
    )


_KINDS = {
    "array": "a list in brackets, such as [\"…\"]", "str": "words in quotation marks",
    "bool": "true or false", "int": "a whole number", "float": "a number",
    "object": "a table", "date": "a date, such as 2027-01-31",
}  # fmt: skip


def _plain(what: str) -> str:
    """What msgspec says, without the names of types that it says it by."""
    if found := re.fullmatch(r"Invalid enum value (.+)", what):
        return f"{found[1]} is not allowed"
    if found := re.fullmatch(r"Expected `(\w+)`, got `.+`", what):
        return f"this must be {_KINDS.get(found[1], found[1])}"
    if re.fullmatch(r"Expected `\w+` [<>=]+ .+", what):
        return "this number is not allowed"
    if found := re.fullmatch(r"Object missing required field `(.+)`", what):
        return f"'{found[1]}' is missing"
    if what.startswith("Invalid RFC3339"):
        return f"this must be {_KINDS['date']}"
    return f"{what[0].lower()}{what[1:]}"


def _line(text: str, steps: tuple[str, ...]) -> int:
    """The line of a key, found by reading the file as a person would: table, then key."""
    table: tuple[str, ...] = ()
    best = 1
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[\[?\s*([^\]]+?)\s*\]", line)
        if header:
            table = tuple(part.strip().strip("\"'") for part in header[1].split("."))
            if table == steps:
                return number
            if table == steps[: len(table)]:
                best = number
            continue
        key = re.match(r"\s*(\"[^\"]+\"|'[^']+'|[A-Za-z0-9_.-]+)\s*=", line)
        if key:
            path = (*table, *key[1].strip("\"'").split("."))
            if path == steps:
                return number
            if len(path) < len(steps) and path == steps[: len(path)]:
                best = number
    return best


def _type_at(steps: tuple[str, ...]) -> Any:
    kind: Any = Settings
    for step in steps:
        if isinstance(kind, type) and issubclass(kind, Struct):
            names = dict(zip(kind.__struct_encode_fields__, kind.__struct_fields__, strict=True))
            kind = get_type_hints(kind, include_extras=True).get(names.get(step, ""))
        elif get_origin(kind) is dict:
            kind = get_args(kind)[1]
    return kind


def _keys(kind: Any) -> tuple[str, ...]:
    if isinstance(kind, type) and issubclass(kind, Struct):
        return tuple(kind.__struct_encode_fields__)
    return ()


def _allowed(kind: Any) -> str:
    """The values that a type allows, in words; empty where the error says it already."""
    if get_origin(kind) is Literal:
        return ", ".join(map(repr, get_args(kind)))
    if get_origin(kind) is Annotated:
        base, *rest = get_args(kind)
        bounds = [m for m in rest if isinstance(m, Meta)]
        words = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
        said = [
            f"{word} {getattr(meta, name):g}"
            for meta in bounds
            for name, word in words.items()
            if getattr(meta, name) is not None
        ]
        return " and ".join(said) or _allowed(base)
    return ", ".join(filter(None, map(_allowed, get_args(kind))))
