"""Inline Markdown ↔ spans: what a text says, and how each run of it is to look.

CommonMark's inline syntax (§6) without raw HTML, plus three things that declarations need:
footnote references ``[^label]``, and Pandoc's bracketed spans, ``[Σωκράτης]{lang=el}`` for words
in another language and ``[科学]{ruby="かがく"}`` for how they are read. Dangerous link schemes
(``javascript:``, ``file:``, ``data:``) stay text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

# Letters of scripts written without spaces (Thai, Lao, Tibetan, Burmese, Khmer, kana, Han, full
# width): there, emphasis that ends in punctuation is followed by a letter at once, which
# CommonMark takes for no emphasis (github.com/commonmark/commonmark-spec/issues/650).
_UNSPACED = (
    *(range(0x0E00, 0x10A0), range(0x1780, 0x1800), range(0x3000, 0x3100), range(0x3400, 0xA000)),
    *(range(0xF900, 0xFB00), range(0xFF00, 0xFFF0), range(0x20000, 0x40000)),
)
NOTE_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")


_MARKUP = re.compile(r"[\\`*_\[\]<>&\n!]")
_MEANT = re.compile(
    r"[\\`\[\]]|(?<! )\*|\*(?! )|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?]|\Z)|&(?=#|\w+;|\Z)"
)


class Span(NamedTuple):
    """A run of characters that look alike and lead to the same place."""

    text: str
    """Plain characters. Empty for a line break and for a note reference."""
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    link: str = ""
    """The address that the run leads to, percent-encoded, or empty."""
    note: str = ""
    """The label of the footnote that is called here, or empty."""
    locale: str = ""
    """BCP 47 tag where the words are in another language than the text, or empty."""
    line_break: bool = False
    ruby: str = ""
    """How the characters are read (furigana, pinyin, bopomofo), or empty."""


def spans(markdown: str) -> tuple[Span, ...]:
    """The runs of a text in reading order.

    Neighbours differ in something but their text, except that readings (``ruby``) stay apart.
    """
    if not _MARKUP.search(markdown):
        return (Span(markdown),) if markdown else ()
    labels = {f":{label}": -1 for label in NOTE_REFERENCE.findall(markdown)}
    tokens = _parser().parseInline(markdown, {"footnotes": {"refs": labels}} if labels else {})
    runs: list[Span] = []
    style = Span("")
    outer: list[Span] = []
    for token in tokens[0].children or ():
        if token.nesting == 1:
            outer.append(style)
            style = _within(style, token)
        elif token.nesting == -1:
            style = outer.pop()
        else:
            runs.append(_run(style, token))
    return _joined(runs)


def with_calls_of(source: str, markdown: str) -> str:
    """A translation that calls its notes by the labels of its source, one after the other.

    Every file counts its notes by itself. Where it has more or fewer calls than the source, nobody
    can say which is which, and it is left as it is.
    """
    labels = NOTE_REFERENCE.findall(source)
    if len(labels) != len(NOTE_REFERENCE.findall(markdown)):
        return markdown
    following = iter(labels)
    return NOTE_REFERENCE.sub(lambda _: f"[^{next(following)}]", markdown)


def plain(markdown: str) -> str:
    """The characters that a reader sees: no markup, no addresses, no note references."""
    return "".join("\n" if span.line_break else span.text for span in spans(markdown))


def escape(words: str) -> str:
    """Inline Markdown that shows exactly these words, whatever characters they have.

    What stands beside them may be anything. What can mean nothing stays as it is: a ``_`` within
    a word, a ``*`` between spaces, a ``<`` or ``&`` that begins no tag, address or entity.
    """
    return _MEANT.sub(lambda sign: "&amp;" if sign[0] == "&" else f"\\{sign[0]}", words)


def one_line(markdown: str) -> str:
    """A text whose line breaks are spaces: what a heading or a cell can hold."""
    return " ".join(markdown.split("\n"))


def undressed(markdown: str) -> str:
    """A text without emphasis that is all around it: there it is the look of a paragraph."""
    wrapped = re.fullmatch(r"(\*{1,3})([^*]*[^*\\])\1", markdown)
    return wrapped[2] if wrapped else markdown


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.attrs import attrs_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.footnote.index import footnote_ref

    parser = MarkdownIt("commonmark", {"html": False})
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    # Where no space follows a sentence, brackets may: 完。[^1](注) calls a note and is no link.
    parser.inline.ruler.before("link", "footnote_call", footnote_ref)
    parser.use(attrs_plugin, spans=True, after=(), allowed=("lang", "ruby"))
    parser.inline.ruler.at("emphasis", _emphasis)
    return parser


def _emphasis(state: StateInline, silent: bool) -> bool:
    """markdown-it's own rule, and asterisks may open or close beside an unspaced script."""
    from markdown_it.rules_inline.emphasis import tokenize

    start = state.pos
    if not tokenize(state, silent):
        return False
    before, after = state.src[start - 1 : start] or " ", state.src[state.pos : state.pos + 1] or " "
    if state.src[start] == "*":
        for delimiter in state.delimiters[start - state.pos :]:
            delimiter.open |= _unspaced(before) and not after.isspace()
            delimiter.close |= _unspaced(after) and not before.isspace()
    return True


def _unspaced(character: str) -> bool:
    return any(ord(character) in each for each in _UNSPACED)


def _within(style: Span, token: Token) -> Span:
    match token.type:
        case "strong_open":
            return style._replace(strong=True)
        case "em_open":
            return style._replace(emphasis=True)
        case "link_open":
            return style._replace(link=str(token.attrs.get("href", "")))
        case "span_open":
            locale = str(token.attrs.get("lang", "")) or style.locale
            return style._replace(locale=locale, ruby=str(token.attrs.get("ruby", "")))
    return style


def _run(style: Span, token: Token) -> Span:
    match token.type:
        case "softbreak" | "hardbreak":
            return Span("", line_break=True)
        case "code_inline":
            return style._replace(text=token.content, code=True)
        case "footnote_ref":
            return style._replace(text="", note=str(token.meta["label"]))
        case _:
            # An image inside a sentence shows as its alternative text: its content.
            return style._replace(text=token.content)


def _joined(runs: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for run in runs:
        if not (run.text or run.line_break or run.note):
            continue
        last = joined[-1] if joined else None
        # Each reading has letters of its own, though it may be that of its neighbour.
        if (
            last
            and not (run.line_break or run.note or run.ruby)
            and last._replace(text=run.text) == run
        ):
            joined[-1] = last._replace(text=last.text + run.text)
        else:
            joined.append(run)
    return tuple(joined)
