"""Reading ``declaration.toml``, and saying where it is wrong and what is allowed there.

Read with `tomllib`, validated by `msgspec`.
"""

from __future__ import annotations

import re
import tomllib
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct

from pipeline.errors import SettingsError, UsageError
from pipeline.locales import Locale
from pipeline.settings.lines import line_of, located
from pipeline.settings.schema import LanguageSettings, Settings
from pipeline.words import english, names, refused

FILE = "declaration.toml"


def parse(text: str, *, path: str = FILE) -> Settings:
    """Read the settings. Raises `SettingsError` with the line for whatever is wrong in them."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, line = located(str(error))
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
            where = f"{path}:{line_of(text, steps)}"
            raise SettingsError(error.what, where=where, remedy=error.remedy) from None
        except msgspec.ValidationError as error:
            raise _explained(str(error), text, path, steps) from None
    try:
        settings = msgspec.convert(values, Settings)
    except msgspec.ValidationError as error:
        raise _explained(str(error), text, path) from None
    _languages(text, settings, path)
    _words(text, settings, path)
    return settings


def _languages(text: str, settings: Settings, path: str) -> None:
    """Refuse what is no name of a language, in the two places that name some."""
    named = [(("project", "source-language"), settings.project.source_language)]
    named += [(("typography", "vertical"), name) for name in settings.typography.vertical]
    for steps, name in named:
        try:
            Locale.parse(name)
        except UsageError as error:
            where = f"{path}:{line_of(text, steps)}"
            raise SettingsError(error.what, where=where, remedy=error.remedy) from None


def _words(text: str, settings: Settings, path: str) -> None:
    """Refuse words of a page that no page says, and patterns that cannot be filled in."""
    for language, own in settings.languages.items():
        for name, pattern in own.words.items():
            where = f"{path}:{line_of(text, ('languages', language, 'words', name))}"
            if name not in names():
                known = ", ".join(names())
                raise SettingsError(
                    f"a page says nothing that is called '{name}'",
                    where=where,
                    remedy=f"Write one of: {known}.",
                )
            if why := refused(name, pattern, Locale.parse(language).bcp47):
                raise SettingsError(
                    f"'{name}' {why}", where=where, remedy=f"In English it is '{english(name)}'."
                )


def _explained(message: str, text: str, path: str, within: tuple[str, ...] = ()) -> SettingsError:
    what, _, place = message.partition(" - at `")
    places = re.split(r"[.\[]", place.strip("`$"))
    steps = within + tuple(step for step in places if step and "..." not in step)
    unknown = re.search(r"unknown field `(.+?)`", what)
    if unknown:
        table = ".".join(steps)
        where = f"{path}:{line_of(text, (*steps, unknown[1]))}"
        known = ", ".join(_keys(_type_at(steps)))
        inside = f" in [{table}]" if table else ""
        return SettingsError(
            f"unknown key '{unknown[1]}'{inside}", where=where, remedy=f"Write one of: {known}."
        )
    keys = tuple(step for step in steps if not step.endswith("]"))
    allowed = _allowed(_type_at(keys))
    return SettingsError(
        f"'{'.'.join(keys)}': {_plain(what)}",
        where=f"{path}:{line_of(text, keys)}",
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
