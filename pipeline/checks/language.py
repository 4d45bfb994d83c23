"""A message in another language than its catalog."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from statistics import median

from pipeline.checks.declared import Example, Hit, check
from pipeline.checks.unit import Language, Unit
from pipeline.locales import Locale
from pipeline.model import Certainty, Severity, Span
from pipeline.text.identify import identified, tellable

# Letters below which an identifier guesses.
_ENOUGH = 40
# What it takes to believe in another language: so many nats more for each letter.
_MARGIN = 0.18


@check(
    id="wrong-language",
    severity=Severity.ERROR,
    certainty=Certainty.LIKELY,
    wide=True,
    rationale="Text pasted into the wrong file reads well and belongs to another edition. The "
    "identifier (py3langid, offline) is asked only where a paragraph has few of the words "
    "that are frequent in the rest of the catalog, and believed only if it is sure.",
    good=(
        Example(
            "The museums of science agree to share what they know with all schools.",
            "Los museos de ciencia acuerdan compartir lo que saben con todas las escuelas.",
        ),
    ),
    bad=(
        Example(
            "The museums of science agree to share what they know with all schools.",
            "Les musées de science conviennent de partager leurs connaissances avec les écoles.",
        ),
        Example(
            "The museums of science agree to share what they know with all schools.",
            "The science museums agree that they will share their knowledge with every school.",
            locale="de",
        ),
    ),
)
def wrong_language(language: Language) -> Iterator[tuple[Unit, Hit]]:
    """The translation is in another language than its catalog."""
    own = language.locale.language
    usual = Locale(own).written
    if not language.locale.spaced or own == language.options.source.language:
        return
    if not tellable(language.locale):
        return
    frequent = _frequent(language)
    shares = [
        unit.noted("share", partial(_share, unit, frequent), language.sampled)
        for unit in language.settled
    ]
    usual_share = median(shares) if frequent else 1
    for unit, share in zip(language.settled, shares, strict=True):
        if share > 0.4 * usual_share:
            continue
        words = unit.target.words
        if len(words) < 6 or unit.target.letters < _ENOUGH:
            continue
        other = _identified(" ".join(words), own)
        if other and Locale.parse(other).written == usual:
            name = Locale.parse(other).english_name
            yield (
                unit,
                Hit(f"This seems to be {name}.", other, target=(Span(0, len(unit.target.text)),)),
            )


def _share(unit: Unit, frequent: frozenset[str]) -> float:
    """Which part of a message's words are frequent in the language."""
    words = unit.target.vocabulary
    return round(len(words & frequent) / max(1, len(words)), 3)


def _frequent(language: Language) -> frozenset[str]:
    """Words of the language that hardly a paragraph can do without; empty in a small catalog."""
    size = len(language.sample)
    if size < 20:
        return frozenset()
    least = max(5, size // 12)
    words = (w for w, n in language.vocabulary.items() if n >= least)
    return frozenset(language.learned("frequent", lambda: sorted(words)))


def _identified(text: str, own: str) -> str:
    """The language a text is in, if it is surely not ``own``; else empty."""
    found = identified(text, own)
    return found.language if found and found.margin > _MARGIN else ""
