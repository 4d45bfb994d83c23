"""The program's version: in ``--version``, the catalogs' X-Generator and the PDF's Producer."""

VERSION = "0.1.0"
