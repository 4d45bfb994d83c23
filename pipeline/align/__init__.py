"""One sequence aligner, given a scorer.

It serves three masters: yesterday's source against today's (keys), the source against a
volunteer's whole document (adopt), and paragraphs that were split or merged (update).
"""

import os

from pipeline.align.links import SHAPES, Gap, Gaps, Link, Scorer, Shape
from pipeline.align.sequence import align, align_table

__all__ = ["SHAPES", "Gap", "Gaps", "Link", "Scorer", "Shape", "align", "align_table"]

# As in `pipeline.cli`, for those who come by another way: small matrices are multiplied sooner by
# one thread. It holds where NumPy is not imported yet.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
