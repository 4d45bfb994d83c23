"""What the checks said last time, kept in ``.cache/checks/``: a file a language.

A short cut and nothing else: a file that is missing, broken or of another program or other
settings means that everything is looked at again, and one that cannot be written is done without.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from pipeline.checks import Memory, Options
from pipeline.checks.registry import CHECKS
from pipeline.errors import DeclarationError
from pipeline.locales import Locale
from pipeline.project import files
from pipeline.project.program import program
from pipeline.project.spelling import dictionary
from pipeline.project.workspace import Workspace

FOLDER = Path(".cache", "checks")
# What the findings about a text depend on, beside the text: our code and tables, and others'.
_OURS = ("checks", "text", "data", "locales.py", "model")
_OTHERS = ("Babel", "icu4py", "py3langid", "regex", "sacrebleu", "sentencex")


def recall(workspace: Workspace, locale: Locale, options: Options) -> Memory:
    """The memory of one language; an empty one where there is none that still holds."""
    try:
        data = _file(workspace, locale).read_bytes()
    except OSError:
        return Memory(options)
    return Memory.load(data, options, CHECKS, _stamp(workspace, locale, options))


def keep(workspace: Workspace, locale: Locale, memory: Memory) -> None:
    """Keep what was found out, if anything was."""
    if not memory.changed:
        return
    data = memory.dump(_stamp(workspace, locale, memory.options))
    try:
        files.write_whole(_file(workspace, locale), data)
    except DeclarationError:
        return


def _file(workspace: Workspace, locale: Locale) -> Path:
    return workspace.root / FOLDER / f"{locale.bcp47}.json"


def _stamp(workspace: Workspace, locale: Locale, options: Options) -> str:
    """Names the program and everything in the settings that decides what single messages are
    told. Waivers and days are looked at afterwards."""
    words = (
        program(_OURS, _OTHERS),
        options.source.bcp47,
        *sorted(options.off),
        "",
        *sorted(options.on),
        "",
        *sorted(options.names),
        repr(options.glossary),
        _dictionary(workspace, locale) if options.speller else "",
    )
    return blake2b("\0".join(words).encode(), digest_size=16).hexdigest()


def _dictionary(workspace: Workspace, locale: Locale) -> str:
    path = dictionary(workspace, locale)
    if path is None:
        return ""
    state = path.stat()
    return f"{path} {state.st_mtime_ns} {state.st_size}"
