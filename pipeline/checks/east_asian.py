"""Chinese and Japanese typography: full-width marks, no spaces, the right comma."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.checks.declared import Example, Hit, check, fine
from pipeline.checks.habits import fold
from pipeline.checks.unit import Unit, each, replaced, spans
from pipeline.model import Certainty, Severity

_HAN = r"\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}ー々〇"
_WIDE_FORMS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_ASCII_MARK = regex.compile(
    rf"(?<=[{_HAN}”’」』》）])([,;:?!.])(?:\s*)(?=[{_HAN}“‘「『《（]|$)|"
    rf"(?<=[{_HAN}])[(](?=[^()]*[{_HAN}])|(?<=[{_HAN}])[)](?=[{_HAN}，。；：、]|$)"
)
_HAN_SPACE = regex.compile(rf"(?<=[{_HAN}，。；：、！？]) +(?=[{_HAN}，。；：、！？])")


@check(
    id="half-width-punctuation",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    settle=fold,
    locales="Hans Hant Jpan",
    rationale="Between Han characters and kana, marks are full width (CLREQ, JLREQ): an ASCII "
    "comma sits too close to the left and lines break wrongly at it.",
    good=(
        Example("first, second.", "第一，第二。", locale="zh-Hans"),
        Example("1,234.5 km", "1,234.5 公里", locale="zh-Hans"),
        Example("BRISMIS, UNESCO", "BRISMIS, UNESCO", locale="ja"),
    ),
    bad=(
        Example("first, second.", "第一,第二。", locale="zh-Hans", fixed="第一，第二。"),
        Example("Really?", "真的吗?", locale="zh-Hant", fixed="真的吗？"),
        Example("We agree.", "合意した.", locale="ja", fixed="合意した。"),
        Example("museums (science)", "博物馆(科学)", locale="zh-Hans", fixed="博物馆（科学）"),
    ),
)
def half_width_punctuation(unit: Unit) -> Iterator[Hit]:
    """A mark of half width stands between Han characters."""
    text = unit.target.prose
    if not unit.target.chars & frozenset(",;:?!.()"):
        yield fine()
        return
    found = tuple(_ASCII_MARK.finditer(text))
    if not found:
        yield fine()
        return
    comma = "、" if unit.script == "Jpan" else "，"
    forms = {**_WIDE_FORMS, ",": comma, "(": "（", ")": "）"}
    whole = replaced(unit.target.text, found, lambda mark: forms[mark[0]])
    yield Hit(target=spans(found), proposal=whole)


@check(
    id="spaced-han",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    settle=fold,
    locales="Hans Hant Jpan",
    rationale="Chinese and Japanese have no spaces between words; one is left from editing or "
    "from a line break, and tears a line apart when it is justified.",
    good=(
        Example("the BRISMIS museums", "BRISMIS 博物馆", locale="zh-Hans"),
        Example("Article 1", "第 1 条", locale="zh-Hans"),
        Example("title", "前　文", locale="ja"),
    ),
    bad=(
        Example("science museums", "科学 博物馆", locale="zh-Hans", fixed="科学博物馆"),
        Example("museums agree", "博物館は 合意する", locale="ja", fixed="博物館は合意する"),
    ),
)
def spaced_han(unit: Unit) -> Iterator[Hit]:
    """There is a space between Han characters."""
    text = unit.target.text
    if " " not in text:
        yield fine()
        return
    found = tuple(_HAN_SPACE.finditer(text))
    if not found:
        yield fine()
    elif any(len(piece) > 1 for piece in text.split()):  # 前 文: spaced out on purpose
        yield Hit(target=spans(found), proposal=_HAN_SPACE.sub("", text))


_LISTED = regex.compile(
    r"(?<=^|[，。；：、“（])(?:(?:\p{Han}{1,4}，){2,}\p{Han}{1,4}|\p{Han}{2}，\p{Han}{2})"
    r"(?:和|与|與|及|以及|或)\p{Han}{1,4}(?=[，。；：、”）的等]|$)"
)
_QUOTED_LIST = regex.compile(r"(?<=[“「])\p{Han}{1,4}(?:，\p{Han}{1,4}){2,}(?=[”」])")


@check(
    id="enumeration-comma",
    looks_for="，",
    severity=Severity.WARNING,
    certainty=Certainty.LIKELY,
    settle=fold,
    locales="Hans Hant Jpan",
    rationale="Chinese separates the items of a list of words with 、 and clauses with ， "
    "(GB/T 15834-2011, 4.5). Japanese separates both with 、.",
    good=(
        Example("equal, voluntary and mutual", "“平等、自愿、互惠”", locale="zh-Hans"),
        Example("peace, development and cooperation", "和平、发展与合作", locale="zh-Hans"),
        Example("In this way, we agree.", "这样，我们同意。", locale="zh-Hans"),
        Example("peace, development", "平和、発展", locale="ja"),
    ),
    bad=(
        Example("peace, development and cooperation", "和平，发展和合作。", locale="zh-Hans"),
        Example("equal, voluntary and mutual", "“平等，自愿，互惠”", locale="zh-Hans"),
        Example("first, we agree, then we act", "まず，合意し、次に行動する", locale="ja"),
    ),
)
def enumeration_comma(unit: Unit) -> Iterator[Hit]:
    """A list of words is separated by the wrong comma."""
    text = unit.target.text
    if unit.script == "Jpan":
        if "、" in unit.target.chars:
            yield Hit("There are both 、 and ， in this paragraph.", target=each(text, "，"))
        return
    if "," not in unit.source.chars:
        return
    found = (*_LISTED.finditer(text), *_QUOTED_LIST.finditer(text))
    if found:
        yield Hit(target=spans(found))
