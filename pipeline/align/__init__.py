"""One sequence aligner, given a scorer.

It serves three masters: yesterday's source against today's (keys), the source against a
volunteer's whole document (adopt), and paragraphs that were split or merged (update).
"""

from pipeline.align.links import SHAPES, Gap, Gaps, Link, Scorer, Shape
from pipeline.align.sequence import align, align_table

__all__ = ["SHAPES", "Gap", "Gaps", "Link", "Scorer", "Shape", "align", "align_table"]
