"""What is told of languages that have no words for what a page says of itself."""

from __future__ import annotations

from pipeline.cli.console import Console

TYPE_CHECKING = False  # no `typing`: see `pipeline.cli.console`
if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.locales import Locale


def wordless(locales: Sequence[Locale], console: Console, article: str = "") -> None:
    """Tell that they are lacking, and where they go; ``article`` is one that is known."""
    if not locales:
        return
    names = ", ".join(locale.english_name for locale in locales)
    example = article or "… {n}"
    console.note(
        f"Pages in {names} say 'Draft' and the like in English, and count articles without a "
        f"word. For words of your own write under [languages.{locales[0].bcp47}.words] in "
        f'declaration.toml, such as: article = "{example}".'
    )
