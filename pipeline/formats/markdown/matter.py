"""YAML front matter ↔ Meta."""

from __future__ import annotations

import datetime
import re
from typing import Any

from pipeline.errors import SourceError, UsageError
from pipeline.locales import Locale
from pipeline.model import Kind, Meta


def read_meta(content: str, path: str) -> tuple[Meta, str]:
    """The front matter, and the title that it names, if any. Raises `SourceError`."""
    words = {
        key: value.isoformat() if isinstance(value, datetime.date) else str(value)
        for key, value in _parsed(content, path).items()
        if value is not None
    }

    def wrong(key: str, remedy: str) -> SourceError:
        what = f"front matter: '{key}: {words[key]}' is not understood"
        return SourceError(what, where=f"{path}:1", remedy=remedy)

    kind = words.pop("kind", Kind.PAGE)
    if kind not in Kind._value2member_map_:
        words["kind"] = kind
        raise wrong("kind", f"Write one of: {', '.join(Kind)}.")
    date = words.get("date", "")
    try:
        date = datetime.date.fromisoformat(date).isoformat() if date else ""
    except ValueError:
        raise wrong("date", "Write the date as YYYY-MM-DD.") from None
    official = words.get("official-language", "")
    try:
        official = Locale.parse(official).bcp47 if official else ""
    except UsageError as error:
        raise wrong("official-language", error.remedy) from None
    title = words.pop("title", "")
    extra = {k: v for k, v in words.items() if k not in ("date", "official-language", "licence")}
    licence = words.get("licence", "")
    return Meta(Kind(kind), date, official, licence, tuple(extra.items())), title


def _parsed(content: str, path: str) -> dict[str, Any]:
    import yaml

    try:
        # An alias of aliases of aliases would fill the memory ("billion laughs").
        if "*" in content and any(isinstance(e, yaml.AliasEvent) for e in yaml.parse(content)):
            raise SourceError(
                "the front matter has an alias ('*name')",
                where=f"{path}:1",
                remedy="Write what it stands for, or put it in quotation marks.",
            )
        front = yaml.safe_load(content)
    except ValueError as error:  # what has the form of a date, and is none
        raise SourceError(
            f"the front matter has a date that does not exist ({error})",
            where=f"{path}:1",
            remedy="Write the date as YYYY-MM-DD.",
        ) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise SourceError(
            f"the front matter is not YAML: {getattr(error, 'problem', error)}",
            where=f"{path}:{mark.line + 2 if mark else 1}",
            remedy="Write it as lines of 'key: value' between two lines '---'.",
        ) from None
    if front is None:
        return {}
    if not isinstance(front, dict):
        raise SourceError(
            "the front matter is not a list of keys and values",
            where=f"{path}:1",
            remedy="Write it as lines of 'key: value' between two lines '---'.",
        )
    return {str(key): value for key, value in front.items()}


def write_meta(meta: Meta) -> list[str]:
    """The lines of the front matter with its rules and a blank line; none where all is default."""
    fields = {
        "kind": "" if meta.kind is Kind.PAGE else str(meta.kind),
        "date": meta.date,
        "official-language": meta.official_language,
        "licence": meta.licence,
        **dict(meta.extra),
    }
    fields = {key: value for key, value in fields.items() if value}
    if not fields:
        return []
    import yaml

    dumped = yaml.safe_dump(fields, sort_keys=False, allow_unicode=True, width=10_000)
    return ["---", *re.sub(r"(?m)^date: '(\S+)'$", r"date: \1", dumped).splitlines(), "---", ""]
