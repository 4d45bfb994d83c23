"""Punctuation by what it does, whatever the script, and how a text ends.

What ends a sentence is Unicode's property Sentence_Terminal (UAX #44), of the Basic Multilingual
Plane and the scripts beyond it that are in use (UAX #31), but for two marks that are commas in
their languages (Burmese ၊, Javanese ꧈), and with the Tibetan double shad, which ends a section.
"""

from __future__ import annotations

STOP = frozenset(
    ".․．﹒。｡︒"  # Latin and its neighbours; East Asian
    "։؝؞۔܀܁܂࠷࠹࠽࠾።፨"  # Armenian, Arabic, Syriac, Samaritan, Ethiopic
    "।॥᱾᱿꡶꡷꣎꣏꫰꫱꯫᰻᰼\U00011141\U00011142\U0001144b\U0001144c"  # of India and the Himalayas
    "༎။។៕᪨᪩᪪᪫꤯꩝꩞꩟"  # Tibetan, Burmese, Khmer, Tai Tham, Kayah Li, Cham
    "\u1b4e\u1b4f᭚᭛᭞᭟᭽᭾\u1b7f꧉᜵᜶"  # Balinese, Javanese, Philippine
    "᙮᠃᠉꓿꘎꛳⳹⸼\u2e60\u2e61"  # Canadian, Mongolian, Lisu, Vai, Bamum, Coptic, others
)
QUESTION = frozenset("?？﹖︖؟՞፧᥅꘏꛷‽⁇⁈⁉⳺⳻⸮⹔\U00011143")
EXCLAMATION = frozenset("!！﹗︕՜߹᥄‼⹓")
TERMINAL = (STOP | QUESTION | EXCLAMATION) - frozenset("՞՜")
"""What ends a sentence. The marks of Armenian stand inside a word, and the Greek question mark is
a semicolon elsewhere."""
SHAD = frozenset("།༏༑࿒")
"""Ends of phrases in Tibetan, and so of sentences too."""
ELLIPSIS = "…"
COLON = frozenset(":：﹕׃܃፥፦៖")
SEMICOLON = frozenset(";；﹔؛፤")
COMMA = frozenset(",，﹐،、՝፣߸၊᠂꓾꧈⹁")
CLOSING = "\"'“”„‘’«»‹›」』】》〉〟)]}）］｝"
"""Quotation marks and brackets that may close: some languages close with what opens in others."""
_SENTENCE = TERMINAL | {ELLIPSIS}
_CLAUSE = _SENTENCE | COLON | SEMICOLON
_INVISIBLE = "\u200b\u200e\u200f"


def ends_sentence(text: str) -> bool:
    """Whether a text ends with a sentence, as far as its last mark shows."""
    return last_mark(text) in _SENTENCE


def ends_clause(text: str) -> bool:
    """As `ends_sentence`; or with a colon or semicolon, as what introduces a list and its items."""
    return last_mark(text) in _CLAUSE


def last_mark(text: str) -> str:
    """The last character of a text, looking through what closes behind it and white space.

    >>> last_mark("(“We agree.”) ")
    '.'
    """
    return bare_end(text)[-1:]


def bare_end(text: str) -> str:
    """A text without what closes quotations, brackets and emphasis at its end, and white space."""
    return text.rstrip().rstrip(CLOSING + _INVISIBLE + "*_ \u00a0\u202f")
