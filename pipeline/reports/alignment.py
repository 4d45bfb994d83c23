"""A document beside its translation, with what was linked: for judging what `adopt` made of it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.locales import Locale
from pipeline.model import Document, Template
from pipeline.stages.adopted import Adopted, Match
from pipeline.web.page import Page, compose

_HEIGHT = 100.0


@dataclass(frozen=True, slots=True)
class Row:
    """Messages and passages that belong together; either side may be empty."""

    messages: tuple[tuple[str, str], ...]
    """Place and source of each."""
    passages: tuple[tuple[int, str], ...]
    """Number and words of each."""
    lines: tuple[tuple[float, float], ...]
    """Where each drawn link begins and ends, in hundredths of the row's height."""
    state: str
    """``sure``, ``doubtful``, ``missing`` or ``extra``."""
    score: int
    """Per cent; 0 where nothing matched."""
    words: str
    """What is doubtful, for a person."""
    moved: bool = False


def page(adopted: Adopted, document: Document, template: Template, locale: Locale) -> str:
    """The page: the doubtful ones first, then both sides in order."""
    rows = _rows(adopted, template)
    return compose(
        "pipeline.reports",
        "alignment",
        Page(f"{document.title.markdown}: {locale.english_name}"),
        locale=locale,
        source=Locale.parse(document.locale),
        title=document.title.markdown,
        rows=rows,
        doubtful=[row for row in rows if row.state == "doubtful"],
        counts={state: sum(r.state == state for r in rows) for state in _STATES},
        likeness=round(100 * adopted.likeness),
    )


_STATES = ("sure", "doubtful", "missing", "extra")


def _rows(adopted: Adopted, template: Template) -> list[Row]:
    """Messages that share passages make one row; passages of no message stand where they stood."""
    segments = {segment.key: segment for segment in template.segments}
    groups: list[list[Match]] = []
    for match in adopted.matches:
        shared = groups and match.passages and set(groups[-1][-1].passages) & set(match.passages)
        if shared:
            groups[-1].append(match)
        else:
            groups.append([match])
    rows: list[Row] = []
    waiting = list(adopted.leftovers)
    furthest = -1
    for group in groups:
        indices = sorted({index for match in group for index in match.passages})
        if indices:
            while waiting and waiting[0] < indices[0]:
                rows.append(_extra(waiting.pop(0), adopted))
        doubts = [match for match in group if match.why]
        state = "doubtful" if doubts else "sure" if indices else "missing"
        moved = bool(indices) and indices[0] < furthest
        furthest = max([furthest, *indices])
        rows.append(
            Row(
                tuple((str(segments[m.key].place), segments[m.key].source) for m in group),
                tuple((index + 1, adopted.passages[index].text) for index in indices),
                tuple(_lines(group, indices)),
                state,
                round(100 * min(match.score for match in group)),
                "; ".join(dict.fromkeys(match.reason for match in doubts)),
                moved,
            )
        )
    rows += [_extra(index, adopted) for index in waiting]
    return rows


def _extra(index: int, adopted: Adopted) -> Row:
    return Row((), ((index + 1, adopted.passages[index].text),), (), "extra", 0, "")


def _lines(group: list[Match], indices: list[int]) -> list[tuple[float, float]]:
    """A line from every message to each of its passages."""
    lines = []
    for at, match in enumerate(group):
        for index in match.passages:
            begin = _HEIGHT * (at + 0.5) / len(group)
            end = _HEIGHT * (indices.index(index) + 0.5) / len(indices)
            lines.append((round(begin, 1), round(end, 1)))
    return lines
