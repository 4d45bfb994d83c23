"""Whether a catalog that is sent out as a document, and adopted again, is the same catalog.

The project's own sample and the Universal Declaration, as long as ``../shared/data/udhr`` has it,
are written in every format of `declaration export` and as a PDF, and adopted into empty catalogs.
A message counts if it comes back exactly and as translated; from a PDF without its emphasis and its
links, of which a PDF says nothing. What was not translated goes out in English and must come back
as nothing.

    python -m benchmarks.adopting_again [-v] [--format docx] [LANGUAGE …]
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from unicodedata import normalize

from benchmarks.adopting import corpora
from benchmarks.declarations import FOLDER
from pipeline.catalogs import po
from pipeline.formats import html, intake, markdown
from pipeline.formats.inline import escape, plain
from pipeline.locales import Locale
from pipeline.model import Catalog, Document, Figure, Message, State, Template
from pipeline.project.current import current
from pipeline.project.export import FORMATS, serialized
from pipeline.project.workspace import Workspace
from pipeline.stages.adopt import adopt
from pipeline.stages.adopt_catalog import adopt_catalog
from pipeline.stages.begin import begin
from pipeline.stages.segment import segment
from pipeline.stages.translate import translate

ROOT = Path(__file__).resolve().parents[1]
KINDS = (*FORMATS, "po", "pdf")
Case = tuple[str, Document, Template, Catalog]
"""A name, the source with its keys, its template, and a catalog to send out."""


def sample() -> Iterator[Case]:
    """The documents of this repository."""
    for each in current(Workspace.open(ROOT)):
        for locale, catalog in each.catalogs:
            yield f"sample/{locale.gettext}", each.document, each.template, catalog


def declarations() -> Iterator[Case]:
    """The Universal Declaration, as far as each language is known to correspond to English."""
    if not FOLDER.is_dir():
        return
    page = html.parse((FOLDER / "eng.html").read_bytes(), name="udhr", locale="en")
    # Read from Markdown, "Article 7" is structure and no text.
    document, template = segment(markdown.parse(markdown.serialize(page), name="udhr"))
    for pair in corpora.udhr():
        known = {s.text: t.text for s, t in zip(pair.source, pair.target, strict=True)}
        empty = begin(template, Locale.parse(pair.locale))
        messages = tuple(_filled(message, known) for message in empty.messages)
        yield f"udhr/{pair.name}", document, template, replace(empty, messages=messages)


def _filled(message: Message, known: dict[str, str]) -> Message:
    target = known.get(message.source, "")
    return replace(message, target=escape(target), state=State.TRANSLATED) if target else message


def sent(document: Document, catalog: Catalog, kind: str) -> bytes:
    """A catalog as a file for a volunteer."""
    if kind == "po":
        return po.write(catalog)
    translated = translate(document, catalog)
    if kind == "pdf":
        from pipeline.typeset import Design, Imprint, typeset

        return typeset(translated, imprint=Imprint(images=_pictures(document)), design=Design()).pdf
    return serialized(translated, kind)


def _pictures(document: Document) -> dict[str, bytes]:
    figures = (block for block in document.blocks if isinstance(block, Figure))
    return {figure.source: (ROOT / "source" / figure.source).read_bytes() for figure in figures}


def returned(case: Case, kind: str) -> Catalog:
    """What adopting the file makes of an empty catalog."""
    _, document, template, catalog = case
    locale = Locale.parse(catalog.locale)
    data = sent(document, catalog, kind)
    empty = begin(template, locale)
    if kind == "po":
        theirs = po.read(data, path="a.po", document="", keyed=False)
        return adopt_catalog(template, theirs, empty).catalog
    passages = intake.read(data, f"a.{kind}", locale).passages
    return adopt(document, passages, empty).catalog


def compared(
    wanted: Catalog, found: Catalog, *, bare: bool = False
) -> Iterator[tuple[str, Message, Message]]:
    """What became of each message: ``exact fuzzy lost changed invented`` or ``empty``."""
    back = {message.key: message for message in found.messages}
    for message in wanted.live:
        again = back[message.key]
        if message.state is not State.TRANSLATED:
            yield "invented" if again.state is State.TRANSLATED else "empty", message, again
        elif not again.target:
            yield "lost", message, again
        elif again.target != message.target and not (
            bare and _folded(again.target) == _folded(message.target)
        ):
            yield "changed", message, again
        else:
            yield "exact" if again.state is State.TRANSLATED else "fuzzy", message, again


def _folded(markdown: str) -> str:
    # PDFs are read as composed letters, whichever way they were typed.
    words = plain(re.sub(r"\[\^\w+\]", "", markdown))
    return " ".join(normalize("NFC", words).split())


@cache
def _legible(locale: str) -> bool:
    from pipeline.formats import pdf

    return Locale.parse(locale).written in pdf.EXACT_SCRIPTS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*")
    parser.add_argument("-v", action="store_true", help="show what was not exact")
    parser.add_argument("--format", action="append", choices=KINDS)
    args = parser.parse_args()
    for kind in args.format or KINDS:
        total: Counter[tuple[str, str]] = Counter()
        for case in (*sample(), *declarations()):
            name, _, _, catalog = case
            if args.languages and name.partition("/")[2] not in args.languages:
                continue
            if kind == "pdf" and not _legible(catalog.locale):
                continue
            corpus = name.partition("/")[0]
            for what, message, again in compared(catalog, returned(case, kind), bare=kind == "pdf"):
                total[corpus, what] += 1
                if args.v and what not in ("exact", "empty"):
                    print(f"{kind} {name} {message.key}: {what}")
                    print(f"   - {message.target[:150]!r}\n   + {again.target[:150]!r}")
                    print(*(f"   {line}" for line in again.comments), sep="\n")
        for corpus in ("sample", "udhr"):
            counts = {what: n for (each, what), n in total.items() if each == corpus}
            sums = sum(n for what, n in counts.items() if what not in ("empty", "invented"))
            print(f"{kind:5} {corpus:7} exact {counts.pop('exact', 0)} of {sums}; {counts}")


if __name__ == "__main__":
    main()
