"""Dictionaries in hunspell's format, where the machine or the project has them.

Looked for in ``source/dictionaries/`` and where systems keep them (Debian: the packages
``hunspell-es`` and so on). Read by chunspell, which comes with the extra ``spelling``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.errors import DeclarationError
from pipeline.locales import Locale
from pipeline.project.workspace import Workspace

_SYSTEM = (
    Path("/usr/share/hunspell"),
    Path("/usr/share/myspell/dicts"),
    Path("/usr/local/share/hunspell"),
    Path("/opt/homebrew/share/hunspell"),
    Path("/Library/Spelling"),
)


def speller(workspace: Workspace, locale: Locale) -> Callable[[str], bool] | None:
    """Asks the language's dictionary whether it has a word; None where there is no dictionary.

    Raises `DeclarationError` if there is one and nothing to read it with.
    """
    path = dictionary(workspace, locale)
    if path is None:
        return None
    try:
        from hunspell import Hunspell
    except ImportError:
        raise DeclarationError(
            "chunspell, which reads dictionaries, is not installed",
            where=str(path),
            remedy="Install it with: pip install 'declaration-pipeline[spelling]'",
        ) from None
    reader = Hunspell(path.stem, hunspell_data_dir=str(path.parent))

    def known(word: str) -> bool:
        return bool(reader.spell(word))

    return known


def dictionary(workspace: Workspace, locale: Locale) -> Path | None:
    """The ``.dic`` of a language: of its own name, or else of the first territory there is."""
    for folder in (workspace.root / "source" / "dictionaries", *_SYSTEM):
        exact = folder / f"{locale.gettext}.dic"
        found = [
            path
            for path in (exact, *sorted(folder.glob(f"{locale.language}*.dic")))
            if path.is_file()
            and path.with_suffix(".aff").is_file()
            and path.stem.partition("_")[0] == locale.language
        ]
        # es_ES before es_AR: the territory named like the language is the one of the most.
        found.sort(key=lambda path: (path != exact, path.stem.lower() != _twin(locale), path.stem))
        if found:
            return found[0]
    return None


def _twin(locale: Locale) -> str:
    return f"{locale.language}_{locale.language}"
