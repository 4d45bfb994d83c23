"""What can go wrong with input, said once: where, what, and what to do.

A bad *translation* is a finding and never raises. A bad *input* (a file that cannot be
read, a setting that does not exist) is one of these. Each class carries its exit code.
"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of the ``declaration`` command."""

    CLEAN = 0
    FINDINGS = 1
    INPUT = 2
    FAULT = 3
    INTERRUPTED = 130


class DeclarationError(Exception):
    """An error that a person can mend: ``where: what. remedy``.

    ``where`` is a path, ``path:line`` or ``path:line:column``, relative to the project;
    ``what`` says what is wrong without the final full stop; ``remedy`` is a whole sentence.
    """

    exit_code = Exit.INPUT

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what, where, remedy)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, ...]:
        """How an error comes back whole from another process."""
        return _again, (type(self), self.what, self.where, self.remedy)

    def __str__(self) -> str:
        prefix = f"{self.where}: " if self.where else ""
        suffix = f" {self.remedy}" if self.remedy else ""
        return f"{prefix}{self.what.rstrip('.')}.{suffix}"


def _again(kind: type[DeclarationError], what: str, where: str, remedy: str) -> DeclarationError:
    return kind(what, where=where, remedy=remedy)


class UsageError(DeclarationError):
    """The words on the command line do not make sense together."""


class SettingsError(DeclarationError):
    """``declaration.toml`` has an unknown key or a bad value."""


class SourceError(DeclarationError):
    """A source document cannot be read as what it claims to be."""


class CatalogError(DeclarationError):
    """A PO file cannot be read: syntax, charset, conflict markers, duplicate keys."""


class ContributionError(DeclarationError):
    """A volunteer's file cannot be taken in: encrypted, broken, a bomb, the wrong document."""


class FontError(DeclarationError):
    """A font is missing, broken, or lacks a character or the right to be embedded."""
