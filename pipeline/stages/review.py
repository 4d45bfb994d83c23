"""Review: who stands for which translation, until either side of it changes.

gettext cannot say "reviewed". A `Seal` does: it names a message by key and holds a digest of
its English and its translation, so that it breaks by itself when either is changed. Seals live
beside the catalog, in a file of their own, and disturb no editor. That reviews are told apart
by class, so that a lawyer and a linguist answer for different things, is Pology's model ("Review
ascription").
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from pipeline.model import (
    Catalog,
    Certainty,
    Finding,
    Message,
    Part,
    Place,
    Severity,
    State,
    Template,
)

MISSING = "review-missing"
REVIEWS = {
    MISSING: (
        "A review that the release asks for has not been given.",
        "A reviewer answers for one translation of one English. When either changes, the word "
        "given for them no longer holds, and somebody has to look again.",
    )
}
"""What `missing` may find: a summary, and why it matters."""
_ADDRESS = re.compile(r"\s*<[^<>]*>|\s*\S+@\S+")


class ReviewClass(StrEnum):
    """What a reviewer answers for."""

    LANGUAGE = "language"
    """That it says what the English says, and reads well."""
    LEGAL = "legal"
    """That it binds as the English binds."""


@dataclass(frozen=True, slots=True, order=True)
class Seal:
    """One reviewer's word for one translation, as it stood on a day."""

    key: str
    review: ReviewClass
    reviewer: str
    """``Name <address>``, on one line."""
    date: str
    """ISO 8601 calendar date."""
    digest: str
    """What `digest` gave for the message."""


@dataclass(frozen=True, slots=True)
class MessageReview:
    """How one segment of the template stands with its reviewers."""

    key: str
    place: Place
    translated: bool
    """Whether there is a translation of the present English at all."""
    valid: tuple[Seal, ...] = ()
    broken: tuple[Seal, ...] = ()
    """Seals for a text that has changed since: who should look again."""

    def has(self, review: ReviewClass) -> bool:
        """Whether a reviewer of that class stands for the translation as it is now."""
        return any(seal.review is review for seal in self.valid)


@dataclass(frozen=True, slots=True)
class CatalogReview:
    """How the messages of one document in one locale stand with their reviewers."""

    document: str
    locale: str
    messages: tuple[MessageReview, ...] = ()
    """In template order."""

    def count(self, review: ReviewClass) -> int:
        """How many messages have a valid seal of that class."""
        return sum(message.has(review) for message in self.messages)


def digest(message: Message) -> str:
    """A digest of key, English and translation: 32 hexadecimal digits.

    Lengths go before the texts, so that no words can move from one side to the other unseen.
    """
    sealed = hashlib.blake2b(digest_size=16, person=b"review-seal")
    for part in (message.key, message.source, message.target):
        encoded = part.encode("utf-8", "surrogatepass")
        sealed.update(len(encoded).to_bytes(8, "big") + encoded)
    return sealed.hexdigest()


def review(template: Template, catalog: Catalog, seals: Iterable[Seal]) -> CatalogReview:
    """Which seals hold for the template's segments as the catalog translates them now."""
    messages = catalog.by_key()
    by_key: dict[str, list[Seal]] = {}
    for seal in sorted(set(seals)):
        by_key.setdefault(seal.key, []).append(seal)
    reviews = []
    for segment in template.segments:
        message = messages.get(segment.key)
        translated = (
            message is not None
            and message.state is State.TRANSLATED
            and message.source == segment.source
        )
        held = digest(message) if message is not None and translated else ""
        mine = by_key.get(segment.key, ())
        reviews.append(
            MessageReview(
                segment.key,
                segment.place,
                translated,
                tuple(seal for seal in mine if seal.digest == held),
                tuple(seal for seal in mine if seal.digest != held),
            )
        )
    return CatalogReview(template.document, catalog.locale, tuple(reviews))


def approve(
    seals: Iterable[Seal],
    messages: Iterable[Message],
    reviewer: str,
    date: str,
    review: ReviewClass = ReviewClass.LANGUAGE,
) -> tuple[Seal, ...]:
    """The seals with the reviewer's word for these messages added, sorted.

    A new seal takes the place of the broken ones of its class, since they are answered, and of
    none that holds; a reviewer who approves the same text again changes nothing.
    """
    digests = {message.key: digest(message) for message in messages}
    kept: set[Seal] = set()
    for seal in seals:
        held = digests.get(seal.key, seal.digest)
        if seal.review is not review or seal.digest == held:
            kept.add(seal)
    standing = {(seal.key, seal.review, seal.reviewer) for seal in kept if seal.key in digests}
    added = {
        Seal(key, review, reviewer, date, value)
        for key, value in digests.items()
        if (key, review, reviewer) not in standing
    }
    return tuple(sorted(kept | added))


def missing(
    reviews: CatalogReview, needed: Collection[ReviewClass], parts: Collection[Part] = ()
) -> tuple[Finding, ...]:
    """A finding for each translation that lacks a review which the release asks for.

    ``parts`` names the parts that need it by their first step (article, preamble); none means
    all. What is not translated is not found here: coverage says that.
    """
    findings: list[Finding] = []
    for message in reviews.messages:
        if not message.translated or (parts and message.place.top[0] not in parts):
            continue
        lacking = (kind for kind in ReviewClass if kind in needed and not message.has(kind))
        findings.extend(_lacking(reviews, message, kind) for kind in lacking)
    return tuple(findings)


def name_of(person: str) -> str:
    """Who it is, without the address, which was given for work on the catalog only."""
    return without_addresses(person) or "a reviewer"


def without_addresses(words: str) -> str:
    """The words less the e-mail addresses in them."""
    return _ADDRESS.sub("", words).strip()


def _lacking(reviews: CatalogReview, message: MessageReview, kind: ReviewClass) -> Finding:
    broken = [seal for seal in message.broken if seal.review is kind]
    if broken:
        last = max(broken, key=lambda seal: seal.date)
        words = (
            f"The {kind} review by {name_of(last.reviewer)} of {last.date} no longer holds: the "
            "English or the translation has changed since."
        )
    else:
        words = f"Nobody has given this translation a {kind} review."
    return Finding(
        check=MISSING,
        severity=Severity.ERROR,
        certainty=Certainty.CERTAIN,
        words=f"{words} A reviewer seals it with 'declaration approve'.",
        document=reviews.document,
        locale=reviews.locale,
        key=message.key,
        code=f"{kind}-broken" if broken else str(kind),
    )
