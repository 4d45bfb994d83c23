"""The command line: help, errors, exit codes."""

import importlib
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cli import COMMANDS, main

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_exists_and_has_a_help_worth_reading(command: str) -> None:
    module = importlib.import_module(f"pipeline.cli.{command.replace('-', '_')}")
    parser = ArgumentParser(description=module.__doc__)
    module.arguments(parser)
    assert parser.description
    assert parser.description.endswith((".", ".\n"))
    assert [action.dest for action in parser._actions if not action.help] == []


def test_help_imports_no_heavy_library() -> None:
    code = (
        "import sys, pipeline.cli as c\n"
        "try: c.main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'lxml', 'polib', 'reportlab', 'sacrebleu', 'translate', 'babel', 'rich', 'numpy',"
        " 'msgspec', 'markdown_it', 'icu4py', 'uharfbuzz'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_an_unknown_command_is_wrong_usage(declaration: Run, project: Path) -> None:
    code, _, said = declaration(project, "relese")
    assert code == 2
    assert "relese" in said


def test_an_input_error_is_one_line(declaration: Run, tmp_path: Path) -> None:
    code, out, said = declaration(tmp_path, "status")
    assert (code, out) == (2, "")
    assert said.startswith("declaration: ")
    assert said.count("\n") == 1


def test_a_fault_of_ours_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], project: Path
) -> None:
    from pipeline.cli import status

    def broken(*_: object) -> None:
        raise ZeroDivisionError("1/0")

    monkeypatch.setattr(status, "run", broken)
    assert main(["-C", str(project), "status"]) == 3
    assert "a fault of the program: ZeroDivisionError: 1/0" in capsys.readouterr().err


def test_an_interrupt_has_its_own_code(monkeypatch: pytest.MonkeyPatch, project: Path) -> None:
    from pipeline.cli import status

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(status, "run", interrupted)
    assert main(["-C", str(project), "status"]) == 130


def test_python_m_pipeline_is_the_same_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("declaration ")


def test_a_full_disk_is_no_fault_of_the_program(project: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("there is no /dev/full here")
    with full.open("w") as stream:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", "-C", str(project), "check", "--json"],
            stdout=stream,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
