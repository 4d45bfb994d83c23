"""Which language a text is in, by the sequences of letters that it has (py3langid, offline)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from pipeline.locales import Locale

ENOUGH = 25
"""Letters below which an identifier guesses."""
# One language under two names, and those that no identifier tells apart.
_CALLED = {"nb": "no", "fil": "tl"}
_KIN = {"el": {"grc"}, "he": {"hbo"}, "no": {"nn", "da"}, "nn": {"no", "da"}, "id": {"ms"}}
_KIN |= {"ms": {"id"}, "ar": {"ary", "arz"}, "uz": {"uzs"}, "zh": {"wuu", "yue"}}
_KIN |= {"hr": {"bs", "sr"}, "bs": {"hr", "sr"}, "sr": {"hr", "bs"}}
_LONGEST = 20_000
# To ask the identifier itself would be to load its model, half a second's work.
KNOWN = frozenset(
    "ace af am an ar ary arz as az ba bcl be bg bn br bs ca crh cs cy da de dz el en eo es et eu "
    "ext fa fi fo fr fuv fy ga gcf gcr gd gl gom grc gu gug guw ha hbo he hi hr ht hu hy id ig is "
    "it ja jv ka kab kik kk km kn ko ku ky la lb lg lij ln lo lt ltg lv mg mk ml mn mr ms mt my ne "
    "nl nn no nso oc om or pa pcm pl ps pt qu ro ru rw sa sdh se si sk sl sn so sq sr st sv sw ta "
    "te tg th tk tl tr tt ug uk ur uz uzs vec vi vo wa wuu xh yo yue zh zu zxx".split()
)
"""The languages that the identifier knows."""
ALONE = frozenset(
    "Armn Ethi Geor Grek Gujr Guru Hebr Khmr Knda Laoo Mlym Mymr Orya Sinh Taml Telu Thai "
    "Tibt".split()
)
"""The scripts in which it knows one language, and no other but kin of that."""


@dataclass(frozen=True, slots=True)
class Identified:
    """What language a text seems to be in, held against the one that it should be in."""

    language: str
    """ISO 639 code of the likeliest language."""
    margin: float
    """By how many nats for each character it is likelier than the one expected; 0 if it is that
    one, or kin to it."""


def identified(text: str, expected: str) -> Identified | None:
    """What language a text is in where it should be in ``expected`` (an ISO 639 code).

    None where the identifier does not know that, or the text has no letters.
    """
    expected = _CALLED.get(expected, expected)
    if expected not in KNOWN or not text:
        return None
    import py3langid

    text = text[:_LONGEST].lower()
    scores = py3langid.rank(text)
    best, most = scores[0]
    if best == expected or best in _KIN.get(expected, ()):
        return Identified(str(best), 0.0)
    own = next(score for code, score in scores if code == expected)
    return Identified(str(best), float(most - own) / len(text))


def likeliest(text: str, among: Collection[str]) -> Identified | None:
    """Which of some languages (ISO 639 codes) a text is in, and how much likelier than the next.

    None where the identifier knows fewer than two of them.
    """
    import py3langid

    wanted = {_CALLED.get(code, code): code for code in among}
    scores = [
        (wanted[code], score) for code, score in py3langid.rank(text.lower()) if code in wanted
    ]
    if len(scores) < 2 or not text:
        return None
    (best, most), (_, next_best), *_ = scores
    return Identified(best, float(most - next_best) / len(text))


def tellable(locale: Locale) -> bool:
    """Whether the identifier can tell a locale's language, in its script and spelling, from others
    of that script.
    """
    usual = locale.written == Locale(locale.language).written and not locale.variants
    return usual and locale.written not in ALONE
