"""Code and addresses of a translation are marked up as those of its source."""

import pytest

from pipeline.stages.dressed import dressed_like


@pytest.mark.parametrize(
    ("words", "source", "dressed"),
    [
        # A word processor makes links of addresses.
        (
            "Vea [https://a.example/?b=c&d=e](https://a.example/?b=c&d=e).",
            "See <https://a.example/?b=c&d=e>.",
            "Vea <https://a.example/?b=c&d=e>.",
        ),
        ("[ana@a.example](mailto:ana@a.example)", "To <ana@a.example>", "<ana@a.example>"),
        (
            "Vea [https://a.example](https://a.example)",
            "See https://a.example",
            "Vea https://a.example",
        ),
        # Plain text knows neither code nor links.
        (
            "Véase https://a.example; y",
            "See <https://a.example>; and",
            "Véase <https://a.example>; y",
        ),
        ("como a\\_b.csv, y a.csv", "as `a_b.csv`, and `a.csv`", "como `a_b.csv`, y `a.csv`"),
        ("la *Schola Libera*", "the *[Schola Libera]{lang=la}*", "la *[Schola Libera]{lang=la}*"),
        # What is marked up is left alone, and so is what only looks alike.
        (
            "[la página](https://a.example)",
            "[the page](https://a.example)",
            "[la página](https://a.example)",
        ),
        ("`x`, x", "`x`, x", "`x`, x"),
        ("exacto [x](https://x.example/x)", "`x` exactly", "exacto [x](https://x.example/x)"),
        ("https://a.example/b", "<https://a.example>", "https://a.example/b"),
        (
            "[https://b.example](https://b.example)",
            "No link.",
            "[https://b.example](https://b.example)",
        ),
    ],
)
def test_what_is_the_same_in_every_language_is_written_as_in_the_source(words, source, dressed):
    assert dressed_like(words, source) == dressed
    assert dressed_like(dressed, source) == dressed
