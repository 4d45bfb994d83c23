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
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pipeline.errors import DeclarationError
from pipeline.model import Certainty, Finding, Severity
from pipeline.settings import located, tables

IDLE = "waiver-idle"
EXPIRED = "waiver-expired"
EXPLAINED = {
    IDLE: (
        "A waiver no longer matches any finding.",
        "What was accepted has been mended, or was never there: a slip of the pen in the key or "
        "the code waives nothing. A waiver that stays would hide the next fault of its kind.",
    ),
    EXPIRED: (
        "The day of a waiver has come.",
        "It was accepted until then, and what it hid is told again. Mend it, or give the waiver "
        "another day.",
    ),
}
"""What `apply` may find of waivers themselves: a summary, and why it matters."""

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
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, at = located(str(error))
        remedy = "See https://toml.io for how TOML is written."
        raise DeclarationError(f"not TOML: {what}", where=f"{where}:{at}", remedy=remedy) from error
    extra = sorted(set(whole) - {"waiver"})
    several = whole.get("waiver", [])
    if extra or not isinstance(several, list) or not all(isinstance(t, dict) for t in several):
        raise DeclarationError(
            f"unknown table '{extra[0] if extra else 'waiver'}'",
            where=where,
            remedy="Write each waiver as a [[waiver]] table.",
        )
    lines = tables(text, ("waiver",))
    if len(lines) != len(several):  # written in another way than as [[waiver]]
        lines = (1,) * len(several)
    return tuple(
        waiver(table, where=f"{where}:{line}", locale=locale, document=document)
        for table, line in zip(several, lines, strict=True)
    )


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
    seen: Mapping[tuple[str, str], frozenset[str]] | None = None,
) -> tuple[Finding, ...]:
    """The findings with the waived ones marked, and a finding for each idle or expired waiver.

    ``seen`` gives for each locale and document that was checked the keys that were not looked at
    for faults, since their translation is not done: a waiver of what was not looked at may match
    again, and is not called idle.
    """
    if not waivers:
        return tuple(findings)
    live = [w for w in waivers if not (w.expires and today and today >= w.expires)]
    used: set[int] = set()
    out = []
    for finding in findings:
        matching = [number for number, each in enumerate(live) if each.matches(finding)]
        if matching:
            used.update(matching)
            finding = replace(finding, waived=live[matching[0]].reason)
        out.append(finding)
    out.extend(
        _about(each, EXPIRED, f"A waiver of '{each.check}' ended on {each.expires}.")
        for each in waivers
        if each not in live
    )
    out.extend(
        _about(each, IDLE, f"A waiver of '{each.check}' no longer matches any finding.")
        for number, each in enumerate(live)
        if number not in used and (seen is None or _looked_at(each, seen))
    )
    return tuple(out)


def _looked_at(each: Waiver, seen: Mapping[tuple[str, str], frozenset[str]]) -> bool:
    return any(
        each.locale in ("", locale) and each.document in ("", document) and each.key not in waiting
        for (locale, document), waiting in seen.items()
    )


def _about(each: Waiver, check: str, words: str) -> Finding:
    return Finding(
        check=check,
        severity=Severity.WARNING,
        certainty=Certainty.CERTAIN,
        words=f"{words} Take it out.",
        document=each.document,
        locale=each.locale,
        key=each.key,
        where=each.where,
    )
