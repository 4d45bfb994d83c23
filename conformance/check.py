"""Judge PDFs: veraPDF for PDF/UA-1 and the PDF/A that each claims, qpdf for its syntax.

    python -m conformance.check            what `make release` built, every edition, and the
                                           Universal Declaration in all languages at hand
    python -m conformance.check FILE…      these files

veraPDF comes from Maven Central through ``pom.xml``, where its version is pinned. Exit code 0
if all pass, 1 if one does not, 2 if a judge is missing.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE / "target"
_METADATA = re.compile(rb"<<[^>]*/Type ?/Metadata[^>]*>>\s*stream\r?\n")
_PART = re.compile(rb'pdfaid:part="(\d)"')
# So many files go to one start of the Java machine.
_BATCH = 100


def main(words: Sequence[str]) -> int:
    """Judge the files named, or those that there are."""
    for tool in ("java", "javac", "mvn", "qpdf"):
        if not shutil.which(tool):
            print(f"{tool} is not installed (Debian: default-jdk-headless maven qpdf)")
            return 2
    _prepare()
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(word) for word in words] or [*_released(), *_made(Path(folder))]
        failures = sum(not _sound(path) for path in files)
        failures += sum(_judge(files))
    verdict = f"{failures} failed" if failures else "all pass"
    print(f"{len(files)} files, PDF/UA-1, PDF/A and qpdf: {verdict}")
    return 1 if failures else 0


def _prepare() -> None:
    """Fetch the judge and compile the few lines that call it, once."""
    library = TARGET / "lib"
    if not any(library.glob("validation-model-*.jar")):
        goal = ["dependency:copy-dependencies", f"-DoutputDirectory={library}"]
        subprocess.run(["mvn", "-q", "-B", "-f", HERE / "pom.xml", *goal], check=True)
    source, compiled = HERE / "Judge.java", TARGET / "Judge.class"
    if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
        subprocess.run(["javac", "-cp", f"{library}/*", "-d", TARGET, source], check=True)


def _judge(files: Sequence[Path]) -> Iterator[int]:
    """The number of failures, batch by batch; what is wrong is printed."""
    by_flavour: dict[str, list[Path]] = {}
    for path in files:
        part = _PART.search(_packet(path.read_bytes()))
        by_flavour.setdefault(f"ua1,{part[1].decode() if part else 2}a", []).append(path)
    for flavours, group in by_flavour.items():
        for start in range(0, len(group), _BATCH):
            batch = map(str, group[start : start + _BATCH])
            classes = f"{TARGET / 'lib'}/*:{TARGET}"
            said = subprocess.run(
                ["java", "-cp", classes, "Judge", flavours, *batch], capture_output=True, text=True
            )
            lines = said.stdout.splitlines()
            for line in lines:
                if not line.startswith("PASS"):
                    print(line.replace("\t", "\n    "))
            expected = len(group[start : start + _BATCH]) * 2
            if len(lines) != expected:
                print(said.stderr)
            yield sum(not line.startswith("PASS") for line in lines) + expected - len(lines)


def _packet(pdf: bytes) -> bytes:
    """What a file says of itself in XMP, compressed or not; empty if it is not found."""
    found = _METADATA.search(pdf)
    if not found:
        return b""
    content = pdf[found.end() :]
    return zlib.decompressobj().decompress(content) if b"/Filter" in found[0] else content


def _sound(path: Path) -> bool:
    said = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    if said.returncode:
        print(f"{path}: {said.stdout}{said.stderr}")
    return said.returncode == 0


def _released() -> list[Path]:
    return sorted((HERE.parent / "output").rglob("*.pdf"))


def _made(folder: Path) -> Iterator[Path]:
    """Every edition of a document with everything in it, and the Universal Declaration."""
    from benchmarks.declarations import document, paths
    from pipeline.errors import FontError
    from pipeline.typeset import Attachment, Design, Edition, Imprint, typeset
    from pipeline.typeset import typeset_parallel as parallel
    from pipeline.typeset import typeset_volume as volume
    from tests.typeset.documents import imprint, rich

    def save(name: str, pdf: bytes) -> Path:
        path = folder / f"{name}.pdf"
        path.write_bytes(pdf)
        return path

    told = imprint(draft=True, coverage=0.9)
    for edition in (Edition.READING, Edition.LARGE, Edition.REVIEW):
        for columns in (1, 2):
            design = Design(edition=edition, columns=columns)
            made = typeset(rich(), imprint=told, design=design)
            yield save(f"{edition.value}-{columns}", made.pdf)
    yield save("parallel", parallel(rich(), rich("ar"), imprint=told).pdf)
    yield save("all", volume([(rich(), told), (rich("ar"), told)], imprint=told).pdf)
    sideways = Design(vertical=("zh-Hans",))
    yield save("vertical", typeset(rich("zh-Hans"), imprint=told, design=sideways).pdf)
    yield save("mongolian", typeset(rich("mn-Mong"), imprint=told).pdf)
    carried = (Attachment("rich.md", "text/markdown", b"# Rich", "The source"),)
    yield save("attached", typeset(rich(), imprint=imprint(attachments=carried)).pdf)
    for path in paths():
        try:
            made = typeset(document(path), imprint=Imprint(date="2026-03-02"))
        except FontError as error:
            print(f"{path.stem}: not set: {error}")
            continue
        yield save(path.stem, made.pdf)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
