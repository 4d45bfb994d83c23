"""PO files ↔ `Catalog`, in the form that GNU ``msgcat --no-wrap`` prints.

A key is the ``msgctxt``. The first extracted comment says the message's place, those after it
are the author's notes; the reference is structural (``declaration.md#article-7/paragraph-1``),
so no line number ever churns.
"""

from __future__ import annotations

import codecs
import re
from pathlib import PurePosixPath

from pipeline.catalogs.entries import Entry, form
from pipeline.catalogs.grammar import layout, parse
from pipeline.catalogs.intricate import line_of
from pipeline.errors import CatalogError, DeclarationError
from pipeline.locales import Locale
from pipeline.model import Catalog, Message, Place, Plural, Segment, State

_FIELD = re.compile(r"([^:\s]+): (.*)")
_CHARSET = re.compile(rb"charset=([A-Za-z0-9_.:-]+)")
# UTF-32's begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOWHERE = Place(())


def read(data: bytes, *, path: str, document: str, locale: str = "", keyed: bool = True) -> Catalog:
    """Read a PO file.

    ``path`` is for messages, and says the locale (``po/LOCALE/NAME.po``) where neither
    ``locale`` nor the header's ``Language`` does. ``keyed`` is false for catalogs from
    elsewhere, in which one ``msgctxt`` may serve several messages, and which may be in any
    charset that they declare.

    Raises `CatalogError`, which says the line, for bad syntax, conflict markers, bytes that
    are not UTF-8, and a message or a key defined twice.
    """
    text = decode(data, path) if keyed else recoded(data, path)
    entries = parse(text, path)
    _unique(entries, text, path, keyed)
    header = next((e for e in entries if is_header(e)), Entry(0))
    if keyed:
        # Its lines may say together what none of them says alone.
        decode(header.targets[0].encode(), path)
    fields = header_fields(header.targets[0])
    named = locale or dict(fields).get("Language", "")
    return Catalog(
        document=document,
        locale=_locale(named, path),
        messages=_ordered(
            [message(e, document) for e in entries if e is not header and not _empty(e)]
        ),
        header=fields,
        header_comments=header.comments,
        header_flags=header.flags,
    )


def write(catalog: Catalog, *, like: bytes = b"") -> bytes:
    """A catalog as a PO file, UTF-8, byte for byte what ``msgcat --no-wrap`` would print.

    ``like`` is the file as it was, perhaps wrapped by an editor: entries that say what they said
    in there come out byte for byte as they stood.
    """
    header = Entry(
        0,
        comments=catalog.header_comments,
        flags=catalog.header_flags,
        targets=(header_text(catalog.header),),
    )
    entries = [header, *(entry(each, catalog.document) for each in catalog.messages)]
    data = "\n".join(map(form, entries)).encode()
    if not like or data == like:
        return data
    written = layout(like.decode(), "")
    return "\n".join(written.get(each.content) or form(each) for each in entries).encode()


# ------------------------------------------------------------------------------- messages


def message(entry: Entry, document: str) -> Message:
    """The message that an entry of ``document``'s catalog says."""
    extracted, references, place = entry.extracted, entry.references, _NOWHERE
    if extracted and len(references) == 1:
        said = Place.parse(extracted[0])
        if said is not None and references[0] == reference(document, said):
            place, extracted, references = said, extracted[1:], ()
    target, flags = entry.targets[0], entry.flags
    if entry.obsolete:
        state = State.OBSOLETE
    elif "fuzzy" in flags:
        flags = tuple(flag for flag in flags if flag != "fuzzy")
        state = State.FUZZY if target else State.UNTRANSLATED
    else:
        state = State.TRANSLATED if target else State.UNTRANSLATED
    plural = None if entry.plural is None else Plural(entry.plural, entry.targets)
    return Message(
        Segment(entry.context or "", entry.source, place, extracted),
        target,
        state,
        entry.previous_source,
        entry.previous_context,
        entry.comments,
        flags,
        references,
        plural,
        entry.previous_plural,
    )


def entry(message: Message, document: str) -> Entry:
    """The entry that says a message of ``document``'s catalog."""
    segment, references, flags = message.segment, message.references, message.flags
    extracted = segment.notes
    if segment.place.steps:
        extracted = (str(segment.place), *extracted)
        references = references or (reference(document, segment.place),)
    if message.state is State.FUZZY:
        flags = ("fuzzy", *flags)
    plural = message.plural
    return Entry(
        0,
        message.comments,
        extracted,
        references,
        flags,
        segment.key or None,
        segment.source,
        plural.source if plural else None,
        plural.targets if plural else (message.target,),
        message.state is State.OBSOLETE,
        message.previous_key,
        message.previous,
        message.previous_plural,
    )


def reference(document: str, place: Place) -> str:
    """The ``#:`` reference of a place: ``declaration.md#article-7/paragraph-1``."""
    return f"{document}.md#{place.reference}"


def _ordered(messages: list[Message]) -> tuple[Message, ...]:
    """gettext prints obsolete messages last, whatever their place in the file was."""
    obsolete = [m for m in messages if m.state is State.OBSOLETE]
    if not obsolete:
        return tuple(messages)
    return (*(m for m in messages if m.state is not State.OBSOLETE), *obsolete)


def _empty(entry: Entry) -> bool:
    """Whether an obsolete entry holds nothing that a person wrote; gettext drops those too."""
    return entry.obsolete and not any(entry.targets) and not entry.comments


# ------------------------------------------------------------------------------- the header


def is_header(entry: Entry) -> bool:
    """Whether an entry is the header."""
    return not entry.source and entry.context is None and not entry.obsolete


def header_fields(text: str) -> tuple[tuple[str, str], ...]:
    """The fields of a header's ``msgstr``; a line that is none is kept under an empty name."""
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return tuple(
        (match[1], match[2]) if (match := _FIELD.fullmatch(line)) else ("", line) for line in lines
    )


def header_text(fields: tuple[tuple[str, str], ...]) -> str:
    """A header's ``msgstr``, the inverse of `header_fields`."""
    return "".join(f"{name}: {value}\n" if name else f"{value}\n" for name, value in fields)


def _locale(named: str, path: str) -> str:
    where = PurePosixPath(path.replace("\\", "/"))
    for name in (named, where.parent.name, where.stem):
        try:
            return Locale.parse(name).bcp47
        except DeclarationError:
            continue
    return ""


# ------------------------------------------------------------------------------- the file


def decode(data: bytes, path: str) -> str:
    """The text of a PO file, which must be UTF-8 and say so. Raises `CatalogError`."""
    charset = _CHARSET.search(data, 0, 10_000)
    named = charset[1].decode() if charset else ""
    foreign = named.upper() not in ("", "UTF-8", "UTF8", "ASCII", "US-ASCII", "CHARSET")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"the byte 0x{data[error.start]:02X} is not UTF-8"
    else:
        line = data.count(b"\n", 0, charset.start() if charset else 0) + 1
        what = ""
        if not foreign:
            return text
    if foreign:
        what = f"the header says the charset is {named}" + (f", and {what}" if what else "")
        remedy = f"Run 'msgconv --to-code=UTF-8 --output-file={path} {path}'."
    else:
        remedy = "Save the file as UTF-8, or restore it from git."
    raise CatalogError(what, where=f"{path}:{line}", remedy=remedy)


def recoded(data: bytes, path: str) -> str:
    """The text of a PO file from elsewhere. Raises `CatalogError` where it cannot be made out.

    It is in what its byte order mark says; in UTF-8, which hardly anything else can be taken
    for, whatever the header says; or in the charset that the header declares.
    """
    charset = _CHARSET.search(data, 0, 10_000)
    named = charset[1].decode() if charset else ""
    marked = [name for mark, name in _MARKS if data.startswith(mark)]
    escaped = named.lower().startswith(("iso-2022", "hz", "utf-7"))  # these look like ASCII
    for name in (*marked, *((named, "utf-8") if escaped else ("utf-8", named))):
        try:
            return str(data, name)
        except (LookupError, ValueError):
            continue
    return decode(data, path)


def _unique(entries: list[Entry], text: str, path: str, keyed: bool) -> None:
    """Raise `CatalogError` where a message, or the key of a message in use, occurs twice."""
    messages = {(e.context, e.source) for e in entries}
    keys = [e.context for e in entries if e.context and not e.obsolete] if keyed else []
    if len(messages) == len(entries) and len(set(keys)) == len(keys):
        return
    seen: dict[object, int] = {}
    for each in entries:
        names: list[object] = [(each.context, each.source)]
        if keyed and each.context and not each.obsolete:
            names.append(each.context)
        for name in names:
            if name in seen:
                first = line_of(text, seen[name])
                what = f"the key '{each.context}'" if each.context else "this message"
                raise CatalogError(
                    f"{what} is defined a second time; the first is in line {first}",
                    where=f"{path}:{line_of(text, each.line)}",
                    remedy="Keep the better translation and delete the other entry.",
                )
            seen[name] = each.line
