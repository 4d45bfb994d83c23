"""``python -m pipeline`` is the ``declaration`` command."""

import gc
import sys

from pipeline.cli import main


def run() -> None:
    """Run one command and leave with its exit code."""
    code = main()
    # The process ends here; Python need not search all that is left for cycles first.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    run()
