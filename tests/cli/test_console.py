"""What a command says reaches a terminal as words, and as nothing else."""

import io

import pytest

from pipeline.cli.console import Console


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("plain: é 中 ع\ttab", "plain: é 中 ع\ttab"),
        ("two\nlines", "two\nlines"),
        ("\x1b[2Jgone", "<U+001B>[2Jgone"),
        ("\x1b[8mhidden", "<U+001B>[8mhidden"),
        ("\x9b31m", "<U+009B>31m"),
        ("a\u202eb\rc", "a<U+202E>b<U+000D>c"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_what_steers_a_terminal_is_named(words: str, said: str) -> None:
    for stream in (io.StringIO(), Terminal()):
        Console(stream).say(words)
        assert stream.getvalue() == f"{said}\n"


def test_our_own_colours_are_shown_where_a_person_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    screen, file = Terminal(), io.StringIO()
    for stream in (screen, file):
        console = Console(stream)
        console.say(console.style("final", "green", "bold"))
    assert screen.getvalue() == "\x1b[32;1mfinal\x1b[0m\n"
    assert file.getvalue() == "final\n"
