"""Weblate's checks on messages that come as JSON, for `benchmarks.weblate_peer`.

They are asked one message at a time as Weblate asks them, with the flags that a project of Markdown
texts sets, but without its database: objects with the same names stand for its models.
"""

from __future__ import annotations

import importlib
import json
import sys
import types
from typing import Any

CHECKS = """
    chars.BeginNewlineCheck chars.EndNewlineCheck chars.BeginSpaceCheck chars.EndSpaceCheck
    chars.DoubleSpaceCheck chars.EndStopCheck chars.EndColonCheck chars.EndQuestionCheck
    chars.EndExclamationCheck chars.EndInterrobangCheck chars.EndEllipsisCheck
    chars.EndSemicolonCheck chars.KashidaCheck chars.PunctuationSpacingCheck
    chars.KabyleCharactersCheck chars.EscapedNewlineCountingCheck chars.NewLineCountCheck
    chars.ZeroWidthSpaceCheck format.PythonFormatCheck format.PythonBraceFormatCheck
    markup.BBCodeCheck markup.XMLValidityCheck markup.XMLTagsCheck markup.MarkdownRefLinkCheck
    markup.MarkdownLinkCheck markup.MarkdownSyntaxCheck markup.SafeHTMLCheck
    duplicate.DuplicateCheck
""".split()
FLAGS = ("md-text", "safe-html", "python-format", "python-brace-format")


class Flags(frozenset[str]):
    """The flags of a message; none has a value."""

    def has_any(self, names: set[str]) -> bool:
        return not self.isdisjoint(names)

    def has_value(self, name: str) -> bool:
        return False

    def get_value(self, name: str) -> tuple[()]:
        return ()


class Language:
    """A language by its gettext name."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.base_code = code.split("_")[0].split("@")[0]

    def is_base(self, codes: set[str]) -> bool:
        return self.base_code in codes

    def is_cjk(self) -> bool:
        return self.base_code in {"zh", "ja", "ko"}


def unit(code: str, source: str, target: str) -> Any:
    component = types.SimpleNamespace(source_language=Language("en"))
    translation = types.SimpleNamespace(language=Language(code), component=component)
    return types.SimpleNamespace(
        all_flags=Flags(FLAGS),
        check_cache={},
        readonly=False,
        source=source,
        source_string=source,
        state=20,
        target=target,
        translation=translation,
    )


def load() -> list[Any]:
    import django
    from django.conf import settings

    settings.configure(
        SECRET_KEY="benchmark",
        INSTALLED_APPS=["django.contrib.contenttypes"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        CHECK_LIST=[f"weblate.checks.{name}" for name in CHECKS],
        USE_I18N=False,
    )
    django.setup()
    models: Any = types.ModuleType("weblate.checks.models")  # the database stays out of it
    models.CHECKS, models.Check = {}, object
    sys.modules["weblate.checks.models"] = models
    checks = []
    for name in CHECKS:
        module, _, kind = name.rpartition(".")
        checks.append(getattr(importlib.import_module(f"weblate.checks.{module}"), kind)())
    return checks


def fails(check: Any, source: str, target: str, message: Any) -> bool:
    """Whether a check fails; those of formats are asked without plurals, which ours have not."""
    if check.should_skip(message):
        return False
    if hasattr(check, "check_format"):
        return bool(check.check_format(source, target, False, message))
    return bool(check.check_single(source, target, message))


def main() -> None:
    checks = load()
    failures = []
    for code, source, target in json.load(sys.stdin):
        message = unit(code, source, target)
        failed = [check.check_id for check in checks if fails(check, source, target, message)]
        failures.append(failed)
    json.dump(failures, sys.stdout)


if __name__ == "__main__":
    main()
