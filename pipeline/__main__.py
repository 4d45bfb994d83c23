"""``python -m pipeline`` is the ``declaration`` command."""

import gc
import sys

from pipeline.cli import main


def run() -> None:
    """Run one command and leave with its exit code."""
    # Most of what a command makes, modules first, stays until its end: the collector would go
    # over it a hundred times, a twentieth of all the time, for a few cycles.
    gc.set_threshold(100_000)
    code = main()
    # The process ends here; Python need not search all that is left for cycles first.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    run()
