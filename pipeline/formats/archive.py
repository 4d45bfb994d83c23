"""Opening what came as a ZIP file (DOCX, ODT) without falling for what strangers put into one."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any

from pipeline.errors import ContributionError

# Unpacked, a declaration in a word processor's format is some hundred kilobytes.
_LARGEST = 64 * 2**20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def not_ole(data: bytes, *, path: str) -> None:
    """Raise `ContributionError` for a compound file: an office's own before ZIP, or encrypted."""
    if data.startswith(_OLE):
        raise ContributionError(
            "it is encrypted, or in the old format of Word",
            where=path,
            remedy="Save it as .docx or .odt without a password.",
        )


def member(data: bytes, name: str, *, path: str, needed: bool = True) -> bytes:
    """One file of a ZIP archive. Raises `ContributionError` for what is none, or is a bomb.

    Memory is bounded by what is really unpacked, not by what the archive says of itself.
    """
    not_ole(data, path=path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            try:
                info = archive.getinfo(name)
            except KeyError:
                if not needed:
                    return b""
                raise
            if info.flag_bits & 1:
                raise ContributionError(
                    "it is encrypted", where=path, remedy="Save it without a password."
                )
            with archive.open(info) as stream:
                content = stream.read(_LARGEST + 1)
    except ContributionError:
        raise
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, RuntimeError, EOFError) as error:
        raise ContributionError(
            f"it cannot be opened: {error}",
            where=path,
            remedy="Open it in the program that made it, and save it again.",
        ) from None
    except (NotImplementedError, zlib.error) as error:
        raise ContributionError(
            f"it is damaged: {error}", where=path, remedy="Ask for the file again."
        ) from None
    if len(content) > _LARGEST:
        raise ContributionError(
            f"'{name}' in it unpacks to more than {_LARGEST // 2**20} MiB",
            where=path,
            remedy="No document of this size is a translation; ask for the file again.",
        )
    return content


def xml(content: bytes, *, path: str) -> Any:
    """The root element of an XML file: no external entity, no network, no document type."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ContributionError(
            f"it is damaged: {error.msg}", where=path, remedy="Ask for the file again."
        ) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise ContributionError(
            "it declares XML entities, which no word processor does",
            where=path,
            remedy="Do not open it; ask the sender how it was made.",
        )
    return root


def settled(data: bytes, stamps: tuple[str, re.Pattern[bytes], bytes] | None = None) -> bytes:
    """A ZIP archive without the time of day, so that the same content is the same bytes.

    Every member gets the epoch of ZIP. ``stamps`` names a member that tells the time in its text
    as well, with what is replaced there by what.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if stamps and info.filename == stamps[0]:
                content = stamps[1].sub(stamps[2], content)
            # OpenDocument's type comes first and is not compressed (part 2, 3.3).
            method = zipfile.ZIP_STORED if info.filename == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(zipfile.ZipInfo(info.filename), content, method)
    return stream.getvalue()
