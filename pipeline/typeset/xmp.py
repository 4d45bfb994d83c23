"""The XMP packet: what the file says of itself (ISO 16684-1, ISO 19005-2, 6.6; ISO 14289-1, 5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

# The one schema that PDF/A does not know by itself (ISO 19005-2, 6.6.2.3.3).
_SCHEMA = (
    "<pdfaExtension:schemas><rdf:Bag><rdf:li><rdf:Description"
    ' pdfaSchema:schema="UA"'
    ' pdfaSchema:namespaceURI="http://www.aiim.org/pdfua/ns/id/"'
    ' pdfaSchema:prefix="pdfuaid"><pdfaSchema:property><rdf:Seq><rdf:li><rdf:Description'
    ' pdfaProperty:name="part" pdfaProperty:valueType="Integer" pdfaProperty:category="internal"'
    ' pdfaProperty:description="Part"/>'
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:Description></rdf:li></rdf:Bag>"
    "</pdfaExtension:schemas>"
)
_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
# What XML reads otherwise, and the control characters and non-characters that it cannot hold.
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_UNFIT = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF), "\ufffd")
PRODUCER = "declaration-pipeline"


class Facts(NamedTuple):
    """What goes into the packet. Empty values are left out."""

    title: str
    language: str
    """BCP 47 tag of the file."""
    languages: Sequence[str] = ()
    creator: str = ""
    """Who publishes it."""
    contributors: Sequence[str] = ()
    """Translators and reviewers."""
    source: str = ""
    """The version of the source document."""
    rights: str = ""
    identifier: str = ""
    date: str = ""
    """ISO 8601 calendar date."""
    part: int = 2
    """Of ISO 19005: 3 where files travel inside."""


def packet(facts: Facts) -> bytes:
    """The packet as UTF-8; the same facts give the same bytes."""
    simple = {
        "pdfaid:part": str(facts.part),
        "pdfaid:conformance": "A",
        "pdfuaid:part": "1",
        "pdf:Producer": PRODUCER,
    }
    lines = [
        _alternatives("dc:title", facts.title),
        _list("dc:language", "Bag", facts.languages or (facts.language,)),
    ]
    if facts.creator:
        lines.append(_list("dc:creator", "Seq", (facts.creator,)))
        lines.append(_list("dc:publisher", "Bag", (facts.creator,)))
    if facts.contributors:
        lines.append(_list("dc:contributor", "Bag", facts.contributors))
    if facts.source:
        simple["dc:source"] = facts.source
    if facts.identifier:
        simple["dc:identifier"] = facts.identifier
    if facts.rights:
        lines.append(_alternatives("dc:rights", facts.rights))
        if facts.rights.startswith(("https://", "http://")):
            simple["xmpRights:WebStatement"] = facts.rights
    if facts.date:
        moment = f"{facts.date}T00:00:00Z"
        simple |= {"xmp:CreateDate": moment, "xmp:ModifyDate": moment, "xmp:MetadataDate": moment}
    body = "".join((*lines, _SCHEMA))
    # Simple properties as attributes take half the room (ISO 16684-1, 7.9.2.2).
    said = "".join(f' {name}="{escape(value)}"' for name, value in simple.items())
    spaces = "".join(
        f' xmlns:{prefix}="{space}"'
        for prefix, space in _SPACES.items()
        if f"{prefix}:" in said + body
    )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about=""{spaces}{said}>{body}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def escape(text: str) -> str:
    """Text for XML; characters that XML 1.0 cannot hold (2.2) are shown as missing."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.translate(_UNFIT).translate(_ESCAPES)


def _alternatives(name: str, text: str) -> str:
    return (
        f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt></{name}>'
    )


def _list(name: str, kind: str, values: Sequence[str]) -> str:
    items = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"
