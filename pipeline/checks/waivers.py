"""A finding that a person has looked at and accepts, with the reason and, if wished, an end.

Waivers of single messages stand beside the catalog in ``po/LANG/NAME.waivers.toml``::

    [[waiver]]
    check = "unchanged"
    key = "title-3f2a"
    reason = "The name of the network is the same in French."
    expires = 2027-01-01

Waivers for a whole project stand in its settings, without a key.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.errors import DeclarationError
from pipeline.model import Certainty, Finding, Severity

_FIELDS = {"check", "key", "code", "reason", "expires", "locale", "document"}


@dataclass(frozen=True, slots=True)
class Waiver:
    """What is accepted: all findings that agree in every field that is not empty."""

    check: str
    reason: str
    key: str = ""
    code: str = ""
    locale: str = ""
    """BCP 47 tag."""
    document: str = ""
    expires: datetime.date | None = None
    """The first day on which it no longer holds."""
    where: str = ""
    """File and line for messages to people; no part of what it matches."""

    def matches(self, finding: Finding) -> bool:
        """Whether it is this finding that is accepted."""
        return (
            self.check == finding.check
            and self.key in ("", finding.key)
            and self.code in ("", finding.code)
            and self.locale in ("", finding.locale)
            and self.document in ("", finding.document)
        )


def parse(text: str, *, where: str, locale: str = "", document: str = "") -> tuple[Waiver, ...]:
    """The waivers of a TOML file. Raises `DeclarationError` that says where and what."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DeclarationError(f"not TOML ({error})", where=where) from error
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == "[[waiver]]"]
    extra = sorted(set(tables) - {"waiver"})
    if extra or not isinstance(tables.get("waiver", []), list):
        raise DeclarationError(
            f"unknown table '{extra[0] if extra else 'waiver'}'",
            where=where,
            remedy="Write each waiver as a [[waiver]] table.",
        )
    found = []
    for number, table in enumerate(tables.get("waiver", [])):
        line = f"{where}:{lines[number]}" if number < len(lines) else where
        found.append(waiver(table, where=line, locale=locale, document=document))
    return tuple(found)


def waiver(table: dict[str, object], *, where: str, locale: str = "", document: str = "") -> Waiver:
    """One waiver from a TOML table. Raises `DeclarationError` if a field is wrong."""
    unknown = sorted(set(table) - _FIELDS)
    if unknown:
        raise DeclarationError(
            f"unknown field '{unknown[0]}' of a waiver",
            where=where,
            remedy=f"The fields are {', '.join(sorted(_FIELDS))}.",
        )
    words = {
        name: str(table.get(name, "")).strip()
        for name in ("check", "key", "code", "reason", "locale", "document")
    }
    for name in ("check", "reason"):
        if not words[name]:
            raise DeclarationError(
                f"a waiver without '{name}'",
                where=where,
                remedy="Say which check is waived and why.",
            )
    expires = table.get("expires")
    if isinstance(expires, datetime.datetime):
        expires = expires.date()
    if expires is not None and not isinstance(expires, datetime.date):
        raise DeclarationError(
            "'expires' of a waiver is not a date", where=where, remedy="Write 2027-01-31."
        )
    words["locale"] = words["locale"] or locale
    words["document"] = words["document"] or document
    return Waiver(**words, expires=expires, where=where)


def apply(
    findings: Iterable[Finding],
    waivers: tuple[Waiver, ...],
    *,
    today: datetime.date | None,
    seen: frozenset[tuple[str, str]] | None = None,
) -> tuple[Finding, ...]:
    """The findings with the waived ones marked, and a finding for each idle or expired waiver.

    ``seen`` are the (locale, document) pairs that were checked: a waiver for another one
    is not called idle.
    """
    if not waivers:
        return tuple(findings)
    live = [w for w in waivers if not (w.expires and today and today >= w.expires)]
    used: set[int] = set()
    out = []
    for finding in findings:
        for number, each in enumerate(live):
            if each.matches(finding):
                used.add(number)
                finding = replace(finding, waived=each.reason)
                break
        out.append(finding)
    out.extend(
        _about(each, "waiver-expired", f"A waiver of '{each.check}' ended on {each.expires}.")
        for each in waivers
        if each not in live
    )
    out.extend(
        _about(each, "waiver-idle", f"A waiver of '{each.check}' no longer matches any finding.")
        for number, each in enumerate(live)
        if number not in used and (seen is None or _concerned(each, seen))
    )
    return tuple(out)


def _concerned(each: Waiver, seen: frozenset[tuple[str, str]]) -> bool:
    return any(
        each.locale in ("", locale) and each.document in ("", document) for locale, document in seen
    )


def _about(each: Waiver, check: str, words: str) -> Finding:
    return Finding(
        check=check,
        severity=Severity.WARNING,
        certainty=Certainty.CERTAIN,
        words=f"{words} Take it out ({each.where})." if each.where else f"{words} Take it out.",
        document=each.document,
        locale=each.locale,
        key=each.key,
    )
