"""Write docs/checks.md: every check with its rationale and examples, and how well they do.

    python -m tools.checks_page

The page is made of the checks' own declarations and of the figures in benchmarks/checks.json; a
test compares it with them, so it is never out of date.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.checks.declared import Check, Example
from pipeline.checks.registry import CHECKS
from pipeline.checks.toolkit import FILTERS

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "checks.md"
FIGURES = ROOT / "benchmarks" / "checks.json"
_TOPICS = {
    "state": "Where a message stands",
    "leftover": "Left behind",
    "language": "Language",
    "figures": "Numbers in digits",
    "number_words": "Numbers in words",
    "amounts": "Amounts",
    "dates": "Dates",
    "meaning": "Not, all, only",
    "omission": "Left out and added",
    "neighbours": "Mixed up",
    "structure": "Structure",
    "terms": "Terms, names and formulas",
    "spelling": "Spelling",
    "markup": "Links and markup",
    "toolkit": "Variables",
    "sentence_ends": "Ends of sentences",
    "punctuation": "Brackets and spaces",
    "capitals": "Capitals",
    "repetition": "Twice",
    "quotation": "Quotation marks",
    "foreign_marks": "Marks of another script",
    "typography": "Each language's own typography",
    "greek_arabic": "Greek and Arabic typography",
    "east_asian": "Chinese and Japanese typography",
    "script": "Scripts",
    "kindred_letters": "Letters of a neighbour",
    "characters": "Characters",
    "catalogue": "The catalog",
}
_INTRODUCTION = """\
# The checks

`declaration check` looks for faults in the translations. It says what is wrong in one sentence,
and where: file, line, and place in the document. Every check is declared with a reason and with
examples, which are its tests; this page is written from them (`python -m tools.checks_page`).

**Severity** says how much it matters: an *error* keeps a language from being final, a *warning*
wants to be looked at, an *info* is worth knowing. **Certainty** says how sure the check is. What a
translation does nearly everywhere (straight quotation marks, no final full stops) is its habit: it
is told once, as an info, and not in every message. Every other fault is told where it is, however
many there are. Untranslated and fuzzy messages are not searched for faults.

What was found out about a message is kept in `.cache/checks/` under a digest of the message, the
settings and the program, so that only what has changed is looked at again.

## When a check is wrong

- *Here*: a waiver with a reason, in `po/LANG/NAME.waivers.toml`. One that no longer matches
  anything is itself a finding, in its own file and line, and so is one whose day has come. While
  a translation is fuzzy nobody knows whether its waiver will match again: it may stay.

  ```toml
  [[waiver]]
  check = "quantifier"
  key = "article-we-believe-3f2a"
  code = "all"            # if only this kind
  reason = "‘Museums’ says it in Greek."
  expires = 2027-01-31    # if wished
  ```
- *In one language*: `disable = ["dash-style"]` under `[languages.el]` in `declaration.toml`.
- *Everywhere*: `disable` under `[checks]`, or `[[checks.waivers]]` with the same fields where the
  findings are to stay in the report. One of these is told when it matches in no language at all.
  Names that stay as they are go into `names` there.

The terms of `source/glossary.tbx` and `source/glossary.csv` are enforced by the check `term`. In
the CSV the first column is the term, then one column a language; `|` stands between forms that
will all do, `*` for any ending; `forbidden:es` names what must not be used, `keep` what is not
translated.

`declaration fix` mends what a check can prove (marked ✓ below); `--diff` shows it first. A mended
message becomes fuzzy unless the check is sure (✓✓). All documents of a language are looked at
together, as `declaration check` does: what the language does everywhere is its habit and stays.
"""


def page(figures: dict[str, Any] | None) -> str:
    """The whole page; without figures where none have been measured."""
    parts = [_INTRODUCTION, *_overview(), *(_measured(figures) if figures else ())]
    for topic, checks in groupby(CHECKS, key=lambda check: check.topic):
        parts.append(f"## {_TOPICS[topic]}\n")
        parts.extend(map(_section, checks))
    return "\n".join(parts)


def _overview() -> Iterator[str]:
    yield "## All checks\n"
    yield "| check | says | severity | fix |"
    yield "|---|---|---|---|"
    for check in CHECKS:
        link = f"[`{check.id}`](#{check.id})"
        severity = check.severity.name.lower()
        yield f"| {link} | {_cell(check.summary)} | {severity} | {_fix(check)} |"
    yield ""


def _fix(check: Check) -> str:
    if check.sure_fix:
        return "✓✓"
    return "✓" if any(example.fixed for example in check.bad) else ""


def _measured(found: dict[str, Any]) -> Iterator[str]:
    yield "## How well they do\n"
    yield "Measured by `python -m benchmarks.checks`.\n"
    yield from _alarms(found["false_alarms"])
    yield from _recall(found["recall"], found["crowded"])
    yield from _filters(found["false_alarms"], found["recall"])
    yield _cost(found["speed"])


def _alarms(alarms: dict[str, Any]) -> Iterator[str]:
    """What published translations make the checks say, and how often that is wrong."""
    units = alarms["units"]
    yield (
        f"**False alarms.** {units} paragraphs, headings and titles of the Universal Declaration "
        f"of Human Rights in {alarms['languages']} published translations: {alarms['all']} flagged "
        f"({alarms['all'] / units:.1%}), {alarms['errors']} of them at error "
        f"({alarms['errors'] / units:.2%}); pofilter with all its filters flags "
        f"{alarms['pofilter']['all']} ({alarms['pofilter']['all'] / units:.1%})"
        f"{_other(alarms, units)}"
        f". Each finding was read: all but {alarms['false']} ({alarms['false'] / units:.2%}) are "
        "true slips of the published texts (mistyped headings, a 'not' that was lost, a paragraph "
        "that is half there), one by one in `benchmarks/verdicts.tsv`. A part of a text that is "
        "divided elsewhere than the English counts as one unit; lengths alone decide that "
        "(`benchmarks/parallel.py`).\n"
    )
    yield "| check | units flagged | of all | true | false | most in one language | falsely |"
    yield "|---|--:|--:|--:|--:|---|---|"
    ranked = sorted(alarms["checks"].items(), key=lambda item: (-item[1]["units"], item[0]))
    for name, each in ranked:
        most = f"{each['most']:.1%} ({each['where']})"
        wrong = f"{each['most_false']:.1%} ({each['where_false']})" if each["false"] else "–"
        figures = f"{each['units']} | {each['units'] / units:.2%}"
        judged = f"{each['units'] - each['false']} | {each['false']}"
        yield f"| `{name}` | {figures} | {judged} | {most} | {wrong} |"
    silent = len(CHECKS) - len(ranked)
    yield f"\nThe other {silent} checks say nothing about these texts.\n"
    yield from _often(alarms)


def _recall(recall: dict[str, Any], crowded: dict[str, Any]) -> Iterator[str]:
    """How many seeded faults are found, one at a time and in a crowd."""
    yield (
        f"**Recall.** {recall['faults']} faults put one at a time into good translations in "
        f"{recall['languages']} languages: {recall['found'] / recall['faults']:.1%} found by a "
        "check that is meant for it; "
        f"{recall['pofilter'] / recall['faults']:.1%} make pofilter say "
        f"something new, {recall['weblate'] / recall['faults']:.1%} Weblate. Weblate's checks were "
        "run one message at a time, without those that ask its database (`same`, `reused`, "
        "`inconsistent`); a column names what it has by its documentation.\n"
    )
    yield (
        "**Recall in a crowd.** The same kinds of fault, in turn, in every third long message of a "
        f"catalog: {crowded['faults']} in {crowded['catalogs']} catalogs, "
        f"{crowded['found'] / crowded['faults']:.1%} found, {crowded['pofilter']} "
        f"({crowded['pofilter'] / crowded['faults']:.1%}) by pofilter; the last two columns.\n"
    )
    yield "| fault | made | found | pofilter | Weblate | which has | in a crowd | found |"
    yield "|---|--:|--:|--:|--:|---|--:|--:|"
    for name, each in recall["kinds"].items():
        if each["faults"]:
            figures = f"{each['faults']} | {each['found']} | {each['pofilter']} | {each['weblate']}"
            beside = crowded["kinds"][name]
            crowd = f"{beside['faults']} | {beside['found']}"
            yield f"| {name} | {figures} | {each['has'] or '–'} | {crowd} |"


def _cost(speed: dict[str, Any]) -> str:
    return (
        f"\n**Cost.** {speed['messages']:,} messages of {speed['characters']:.0f} characters: "
        f"{speed['checks']:.1f} CPU seconds for all checks, {speed['pofilter']:.1f} for pofilter. "
        f"When one message has changed, {speed['message'] * 1000:.1f} ms for that message, and "
        f"{speed['again']:.2f} s to compare it with the others as they are remembered; in a new "
        f"process {speed['loaded']:.2f} s, with the memory read from disk.\n"
    )


def _often(alarms: dict[str, Any]) -> Iterator[str]:
    """Where one check flags more than a fiftieth of a language."""
    if alarms["often"]:
        said = "; ".join(
            f"`{each['check']}` {each['units']} of {each['of']} in {each['where']} "
            f"({each['units'] / each['of']:.1%}; {each['false'] or 'none'} falsely)"
            for each in alarms["often"]
        )
        yield f"More than 2% of a language, slips and alarms together: {said}.\n"


def _other(alarms: dict[str, Any], units: int) -> str:
    """What Weblate flags, where it was at hand."""
    if "weblate" not in alarms:
        return ""
    return f", Weblate's checks {alarms['weblate']['all']} ({alarms['weblate']['all'] / units:.1%})"


def _filters(alarms: dict[str, Any], recall: dict[str, Any]) -> Iterator[str]:
    """Each of pofilter's filters: whether it is right on prose, and whether it adds anything."""
    yield (
        "\n**pofilter's filters**, one by one: how often each flags the published translations, "
        "how many of the seeded faults it notices, and how many of those no check of ours "
        f"reports. {' and '.join(f'`{name}`' for name in FILTERS)} are never wrong there and know "
        "what nothing of ours did: `declaration check` asks them "
        "([`variable-mismatch`](#variable-mismatch)). The others that are right on prose add "
        "nothing to ours at several times the cost, and the rest is wrong too often.\n"
    )
    yield "| filter | units flagged | most in one language | faults noticed | not by ours |"
    yield "|---|--:|--:|--:|--:|"
    peer = alarms["pofilter"]
    for name in sorted(peer["filters"].keys() | recall["filters"].keys()):
        found = recall["filters"].get(name, {"found": 0, "alone": 0})
        flagged = f"{peer['filters'].get(name, 0)} | {peer['most'].get(name, 0):.1%}"
        yield f"| `{name}` | {flagged} | {found['found']} | {found['alone']} |"


def _section(check: Check) -> str:
    facts = [f"*{check.severity.name.lower()}*", f"*{check.certainty.name.lower()}*"]
    if check.locales:
        facts.append("for " + ", ".join(check.locales))
    if check.wide:
        facts.append("compares all messages of a language")
    if check.optional:
        facts.append("only where the settings ask for it")
    lines = [
        f"### {check.id}\n",
        f"{check.summary} ({'; '.join(facts)})\n",
        f"{check.rationale}\n",
        "| | source | translation | |",
        "|---|---|---|---|",
        *(_row("✗", example) for example in check.bad),
        *(_row("✓", example) for example in check.good),
        "",
    ]
    return "\n".join(lines)


def _row(mark: str, example: Example) -> str:
    remark = ", ".join(example.codes)
    if example.fixed:
        remark = f"{remark} → {_cell(_shown(example.fixed))}".strip()
    if example.beside:
        remark = f"{remark} (beside others)".strip()
    cells = (_cell(_shown(example.source)), f"{_cell(_shown(example.target))} ({example.locale})")
    return f"| {mark} | {cells[0]} | {cells[1]} | {remark} |"


def _shown(text: str) -> str:
    """A text with the characters named that nobody would see."""
    return "".join(
        c if (c.isprintable() and c not in "\u034f") or c == " " else f"[U+{ord(c):04X}]"
        for c in text.replace("  ", " [U+0020]")
    )


def _cell(text: str) -> str:
    """Text in a table of Markdown, shown as it is."""
    for char in "\\|*_`<>[]":
        text = text.replace(char, f"\\{char}")
    return text


def main() -> None:
    """Write the page."""
    figures = json.loads(FIGURES.read_text("utf-8")) if FIGURES.is_file() else None
    PAGE.write_text(page(figures), "utf-8")
    print(PAGE.relative_to(ROOT))


if __name__ == "__main__":
    main()
