"""Files as strangers send them, made on the spot."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
ODF_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
ODF_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def archive(members: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return stream.getvalue()


def docx(body: str, *, doctype: str = "", **parts: str) -> bytes:
    """A Word file with this XML in its body."""
    xml = (
        f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{WORD}">'
        f"<w:body>{body}</w:body></w:document>"
    )
    others: dict[str, str | bytes] = {
        f"word/{name}.xml": f'<w:{name} xmlns:w="{WORD}">{part}</w:{name}>'
        for name, part in parts.items()
    }
    return archive({"word/document.xml": xml, **others})


def odt(body: str, *, styles: str = "", manifest: str = "") -> bytes:
    """An OpenDocument text with this XML as its text and as its automatic styles."""
    xml = (
        f'<office:document-content xmlns:office="{OFFICE}" xmlns:text="{ODF_TEXT}" '
        f'xmlns:style="{ODF_STYLE}">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    members = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": xml}
    return archive({**members, "META-INF/manifest.xml": manifest} if manifest else {**members})


def pdf(
    lines: Iterable[tuple[float, float, str]] = (), *, size: float = 11, password: str = ""
) -> bytes:
    """A PDF of A4 with words at these places, in points from the lower left; a form feed begins
    a page.
    """
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    lock = StandardEncryption(password, canPrint=0) if password else None
    canvas = Canvas(stream, pagesize=(595, 842), encrypt=lock, invariant=True)
    canvas.setFont("Times-Roman", size)
    for x, y, words in lines:
        if words == "\f":
            canvas.showPage()
            canvas.setFont("Times-Roman", size)
        else:
            canvas.drawString(x, y, words)
    canvas.rect(50, 50, 5, 5, fill=1)
    canvas.save()
    return stream.getvalue()
